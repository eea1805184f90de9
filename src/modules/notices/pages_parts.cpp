// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/pages_parts.hpp"

#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::notices {

web::InputOptions input_of(
    const web::PageContext& context,
    const std::vector<Problem>& problems,
    std::string_view field,
    const MessageId& label,
    std::string value
)
{
    web::InputOptions options;
    options.name = std::string(field);
    options.label = context.text(label);
    options.value = Sensitive<std::string>(std::move(value));
    const auto problem =
        std::find_if(problems.begin(), problems.end(), [&](const Problem& each) { return each.field == field; });
    if (problem != problems.end()) options.error = context.text(problem->message);
    return options;
}

html::Html summary_of(const web::PageContext& context, const std::vector<Problem>& problems)
{
    std::vector<web::Mistake> mistakes;
    for (const Problem& problem : problems)
        mistakes.push_back({problem.field, context.text(problem.message)});
    return mistakes.empty() ? html::Html() : web::error_summary(context, mistakes);
}

web::Response plain_page(const web::PageContext& context, const MessageId& heading, const html::Html& body, int status)
{
    web::PageHead head;
    head.title = context.text(heading);
    head.heading = Sensitive<std::string>(head.title);
    head.typed_text = true;
    return web::page(context, head, body, status);
}

}  // namespace panoh::notices
