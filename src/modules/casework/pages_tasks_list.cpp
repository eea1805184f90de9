// SPDX-License-Identifier: AGPL-3.0-or-later
// Tasks that come up on an occasion, to choose from.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_tasks.hpp"
#include "modules/casework/tasks.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using forms::TaskTemplate;
using web::Html;
using web::Url;
using namespace html;

std::string when_and_who(const PageContext& context, const TaskTemplate& each)
{
    std::string when = context.text(msg("tasks.from_list.when"), {{"days", std::int64_t{each.after_days}}});
    if (each.role.empty()) return when;
    const std::string role = context.code_label("case_roles", each.role);
    return context.text(msg("tasks.from_list.when_who"), {{"when", std::move(when)}, {"role", role}});
}

/// The boxes of one list; its code names the input, so that no two inputs share an id.
Html set_of_choices(
    const PageContext& context, const forms::Code& set, std::span<const TaskTemplate> all, const std::string& error
)
{
    std::vector<web::Choice> choices;
    for (const TaskTemplate& each : all) {
        if (each.set != set.code) continue;
        choices.push_back({each.task, context.code_label("task_templates", each.task), when_and_who(context, each)});
    }
    if (choices.empty()) return {};
    std::vector<std::string> chosen;
    for (const std::string_view each : context.request().form.all(set.code))
        chosen.emplace_back(each);
    web::InputOptions options;
    options.name = set.code;
    options.label = context.code_label("task_sets", set.code);
    options.error = error;
    return web::checkboxes(context, options, choices, chosen);
}

Response list_page(PageContext& context, const CaseFrame& frame, bool nothing_chosen)
{
    const forms::Schema& schema = context.records().schema();
    const forms::CodeList* sets = schema.list("task_sets");
    std::vector<web::Mistake> mistakes;
    Html fields;
    for (const forms::Code& set : sets == nullptr ? std::vector<forms::Code>() : sets->codes) {
        const bool says_so = nothing_chosen && mistakes.empty();
        const std::string error = says_so ? context.text(msg("tasks.from_list.nothing")) : std::string();
        const Html boxes = set_of_choices(context, set, schema.task_templates, error);
        if (!boxes.empty() && says_so) mistakes.push_back({set.code, error});
        fields += boxes;
    }
    const Html body = group(
        web::error_summary(context, mistakes),
        fields,
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("tasks.from_list.add"))),
            web::quiet_link_button(
                Url::local("/cases/{}/tasks", frame.head.record), context.text(msg("casework.form.cancel"))
            )
        )
    );
    auto head = frame.page(Sensitive<std::string>(context.text(msg("tasks.from_list"))));
    head.typed_text = true;
    return web::page(
        context,
        head,
        group(
            web::paragraph(context.text(msg("tasks.from_list.explain"))),
            web::post_form(context, Url::local("/cases/{}/tasks/from-list", frame.head.record), body)
        ),
        nothing_chosen ? 422 : 200
    );
}

}  // namespace

Response tasks_from_list(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::tasks);
    return frame ? list_page(context, *frame, false) : web::error_page(context, frame.error());
}

Response save_tasks_from_list(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::tasks);
    if (!frame) return web::error_page(context, frame.error());
    std::vector<ChosenTask> chosen;
    for (const TaskTemplate& each : context.records().schema().task_templates) {
        const auto ticked = context.request().form.all(each.set);
        if (std::find(ticked.begin(), ticked.end(), each.task) == ticked.end()) continue;
        chosen.push_back({each, context.code_label("task_templates", each.task)});
    }
    if (chosen.empty()) return list_page(context, *frame, true);
    const auto done =
        add_from_templates(context.records(), context.caller(), frame->head.file, chosen, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/cases/{}/tasks", frame->head.record));
}

}  // namespace panoh::casework
