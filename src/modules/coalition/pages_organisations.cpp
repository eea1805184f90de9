// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_organisations.hpp"

#include "base/text.hpp"
#include "modules/coalition/administration_view.hpp"
#include "vault/accounts/administering.hpp"

#include <algorithm>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

/// A name in each language, as far as it was typed; where one is left out, the first of the others stands.
std::map<std::string, std::string> typed_names(const PageContext& context)
{
    std::map<std::string, std::string> names;
    std::string first;
    for (const std::string& language : context.services().catalogues->languages()) {
        names[language] = std::string(trimmed(context.request().form.text("name_" + language)));
        if (first.empty()) first = names[language];
    }
    for (auto& [language, text] : names) {
        if (text.empty()) text = first;
    }
    return names;
}

/// Problems of the name belong to its first language on the form.
std::vector<accounts::Problem> on_form(const PageContext& context, std::vector<accounts::Problem> problems)
{
    for (accounts::Problem& each : problems) {
        if (each.field == "name") each.field = "name_" + context.services().catalogues->languages().front();
    }
    return problems;
}

Html name_fields(
    const PageContext& context,
    const std::vector<accounts::Problem>& problems,
    const std::map<std::string, std::string>* known
)
{
    Html fields;
    for (const auto& [language, native] : context.services().catalogues->native_language_names()) {
        auto field = input(context, problems, "name_" + language, msg("coalition.organisation.name.label"));
        field.label = context.text(msg("coalition.organisation.name.in"), {{"language", native}});
        if (known != nullptr && !context.request().form.has(field.name) && known->contains(language)) {
            field.value = Sensitive<std::string>(known->at(language));
        }
        fields += web::text_input(context, field);
    }
    return fields;
}

Html organisations_table(const PageContext& context)
{
    std::vector<std::vector<Html>> rows;
    const auto directory = context.vault().directory();
    std::vector<vault::Organisation> organisations;
    for (const auto& [id, organisation] : directory->organisations())
        organisations.push_back(organisation);
    std::sort(organisations.begin(), organisations.end(), [](const auto& left, const auto& right) {
        return left.code < right.code;
    });
    for (const vault::Organisation& organisation : organisations) {
        const OrganisationId& id = organisation.id;
        std::vector<std::string> regions;
        for (const std::string& region : organisation.regions)
            regions.push_back(context.code_label("regions", region));
        const bool reaches = accounts::administers(*directory, context.actor().user, id);
        const std::string name = context.organisation_name(id);
        rows.push_back({
            reaches ? web::link(Url::local("/administration/organisations/{}", id), name) : group(name),
            group(organisation.code),
            group(context.translator().list(regions)),
            group(context.text(reaches ? msg("coalition.organisation.yours") : msg("coalition.organisation.own_admin"))
            ),
        });
    }
    const auto columns = columns_of(
        context,
        {msg("coalition.organisation.name.label"),
         msg("coalition.organisation.code.label"),
         msg("coalition.organisation.regions.label"),
         msg("coalition.organisation.who")}
    );
    return web::table(context.text(msg("coalition.organisations.heading")), columns, rows);
}

Response organisations_page(const PageContext& context, const std::vector<accounts::Problem>& problems, int status)
{
    auto code = input(context, problems, "code", msg("coalition.organisation.code.label"));
    code.hint = context.text(msg("coalition.organisation.code.hint"));
    const Html body = group(
        problem_summary(context, problems),
        web::paragraph(context.text(msg("coalition.organisations.apart"))),
        organisations_table(context),
        web::section(
            context.text(msg("coalition.organisation.new")),
            web::post_form(
                context,
                Url::local("/administration/organisations"),
                group(
                    name_fields(context, problems, nullptr),
                    web::text_input(context, code),
                    region_boxes(context, problems, all_of(context, "regions")),
                    web::submit_button(context.text(msg("coalition.organisation.create")))
                )
            )
        )
    );
    PageHead head = head_of(context, msg("coalition.organisations.heading"));
    head.typed_text = true;
    return web::page(context, head, body, status);
}

Response create_organisation(PageContext& context, accounts::Accounts& accounts)
{
    const accounts::NewOrganisation organisation{
        std::string(context.request().form.text("code")), typed_names(context), all_of(context, "regions")};
    const auto problems = accounts.check(organisation);
    if (!problems.empty()) return organisations_page(context, on_form(context, problems), 422);
    const auto added = accounts.add_organisation(*context.viewer().keys, organisation);
    if (!added) return web::error_page(context, added.error());
    return Response::redirect(Url::local("/administration/organisations"));
}

Response edit_page(const PageContext& context, const std::vector<accounts::Problem>& problems)
{
    const auto id = context.path_id<OrganisationId>("organisation").value_or(OrganisationId{});
    const auto directory = context.vault().directory();
    const vault::Organisation* known = directory->organisation(id);
    if (known == nullptr || !accounts::administers(*directory, context.actor().user, id)) {
        return web::error_page(context, fail(ErrorCode::not_found, "no such organisation for this reader"));
    }
    const bool was_sent = context.request().method == Method::post;
    const auto chosen = was_sent ? all_of(context, "regions") : known->regions;
    const std::vector<web::Fact> facts{
        {context.text(msg("coalition.organisation.code.label")), group(known->code)},
    };
    const Html body = group(
        problem_summary(context, problems),
        web::facts(facts),
        web::paragraph(context.text(msg("coalition.organisation.edit.explain"))),
        web::post_form(
            context,
            Url::local("/administration/organisations/{}", id),
            group(
                name_fields(context, problems, &known->name),
                region_boxes(context, problems, chosen),
                web::submit_button(context.text(msg("account.save")))
            )
        )
    );
    PageHead head = head_of(context, msg("coalition.organisation.edit.heading"));
    head.typed_text = true;
    head.tabs = back_link(context, Url::local("/administration/organisations"), msg("coalition.organisations.heading"));
    return web::page(context, head, body, problems.empty() ? 200 : 422);
}

Response save_organisation(PageContext& context, accounts::Accounts& accounts)
{
    const auto id = context.path_id<OrganisationId>("organisation").value_or(OrganisationId{});
    const accounts::OrganisationChange change{typed_names(context), all_of(context, "regions")};
    const auto problems = accounts.check(change);
    if (!problems.empty()) return edit_page(context, on_form(context, problems));
    const auto done = accounts.change_organisation(*context.viewer().keys, id, change);
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/administration/organisations"));
}

}  // namespace

web::Routes organisation_routes(accounts::Accounts* accounts)
{
    return {
        {Method::get,
         "/administration/organisations",
         Audience::ability("administer"),
         AuditAction::named("organisations"),
         [](PageContext& context) {
             return organisations_page(context, {}, 200);
         }},
        {Method::post,
         "/administration/organisations",
         Audience::ability("administer"),
         AuditAction::named("organisation_created"),
         [accounts](PageContext& context) {
             return create_organisation(context, *accounts);
         }},
        {Method::get,
         "/administration/organisations/{organisation}",
         Audience::ability("administer"),
         AuditAction::named("organisation"),
         [](PageContext& context) {
             return edit_page(context, {});
         }},
        {Method::post,
         "/administration/organisations/{organisation}",
         Audience::ability("administer"),
         AuditAction::named("organisation_changed"),
         [accounts](PageContext& context) {
             return save_organisation(context, *accounts);
         }},
    };
}

}  // namespace panoh::coalition
