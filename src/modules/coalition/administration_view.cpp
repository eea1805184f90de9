// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/administration_view.hpp"

#include "vault/accounts/administering.hpp"

#include <algorithm>

namespace panoh::coalition {

using html::Html;
using web::Mistake;
using web::PageContext;
using web::PageHead;
using web::Place;

namespace {

std::string
problem_at(const PageContext& context, const std::vector<accounts::Problem>& problems, std::string_view field)
{
    for (const accounts::Problem& each : problems) {
        if (each.field == field) return context.text(each.message);
    }
    return {};
}

}  // namespace

PageHead head_of(const PageContext& context, const MessageId& heading)
{
    PageHead head;
    head.title = context.text(heading);
    head.heading = Sensitive<std::string>(head.title);
    head.place = Place::administration;
    return head;
}

std::vector<web::Column> columns_of(const PageContext& context, std::initializer_list<MessageId> headings)
{
    std::vector<web::Column> columns;
    for (const MessageId& heading : headings)
        columns.push_back({context.text(heading), std::nullopt, false, false});
    return columns;
}

web::InputOptions input(
    const PageContext& context,
    const std::vector<accounts::Problem>& problems,
    std::string_view field,
    const MessageId& label
)
{
    web::InputOptions options;
    options.name = std::string(field);
    options.label = context.text(label);
    options.error = problem_at(context, problems, field);
    options.value = Sensitive<std::string>(std::string(context.request().form.text(field)));
    return options;
}

Html problem_summary(const PageContext& context, const std::vector<accounts::Problem>& problems)
{
    std::vector<Mistake> mistakes;
    for (const accounts::Problem& each : problems)
        mistakes.push_back({each.field, context.text(each.message)});
    return mistakes.empty() ? Html() : web::error_summary(context, mistakes);
}

std::vector<web::Choice> organisation_choices(const PageContext& context)
{
    std::vector<web::Choice> choices;
    const auto directory = context.vault().directory();
    for (const auto& [id, organisation] : directory->organisations()) {
        if (!accounts::administers(*directory, context.actor().user, id)) continue;
        choices.push_back({id.text(), context.organisation_name(id), ""});
    }
    return choices;
}

std::vector<web::Choice> role_choices(const PageContext& context)
{
    std::vector<web::Choice> choices;
    for (const auto& [name, role] : context.services().access->roles().all()) {
        choices.push_back(
            {name,
             context.text(MessageId("role." + name + ".label")),
             context.text(MessageId("role." + name + ".hint"))}
        );
    }
    return choices;
}

std::vector<web::Choice> language_choices(const PageContext& context)
{
    std::vector<web::Choice> choices;
    for (const auto& [code, name] : context.services().catalogues->native_language_names())
        choices.push_back({code, name, ""});
    return choices;
}

Html region_boxes(
    const PageContext& context, const std::vector<accounts::Problem>& problems, std::span<const std::string> chosen
)
{
    const forms::CodeList* list = context.vault().schema().list("regions");
    if (list == nullptr) return {};
    std::vector<web::Choice> choices;
    std::vector<std::string> names;
    for (const forms::Code& code : list->codes) {
        choices.push_back({code.code, context.code_label("regions", code.code), ""});
        if (std::find(chosen.begin(), chosen.end(), code.code) != chosen.end()) names.push_back(choices.back().label);
    }
    auto options = input(context, problems, "regions", msg("coalition.organisation.regions.label"));
    options.hint = context.text(msg("coalition.organisation.regions.hint"));
    std::string summary = options.label;
    if (!names.empty()) summary += ": " + context.translator().list(names);
    return web::details(summary, web::checkboxes(context, options, choices, chosen));
}

std::vector<std::string> all_of(const PageContext& context, std::string_view field)
{
    std::vector<std::string> values;
    for (const std::string_view value : context.request().form.all(field))
        values.emplace_back(value);
    return values;
}

const vault::User* user_of(const PageContext& context, const vault::Directory& directory)
{
    const auto id = context.path_id<UserId>("user");
    const vault::User* user = id ? directory.user(*id) : nullptr;
    const bool reaches = user != nullptr && accounts::administers(directory, context.actor().user, user->organisation);
    return reaches ? user : nullptr;
}

Html back_link(const PageContext& context, const html::Url& url, const MessageId& label)
{
    return html::el<"a">(html::cls("back-link"), html::href(url), context.text(label));
}

html::Url user_address(const UserId& user)
{
    return html::Url::local("/administration/users/{}", user);
}

}  // namespace panoh::coalition
