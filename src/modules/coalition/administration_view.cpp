// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/administration_view.hpp"

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

}  // namespace panoh::coalition
