// SPDX-License-Identifier: AGPL-3.0-or-later
// Who works on an evaluation.
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html workers_list(PageContext& context, const Opened& evaluation, const FileId& file, bool may_end)
{
    std::vector<Html> rows;
    for (const Worker& worker : workers_of(context.records(), file)) {
        const std::string since = context.translator().date_short(worker.since);
        const std::string when = worker.until.empty()
                                     ? context.text(msg("evaluation.team.since"), {{"date", since}})
                                     : context.text(
                                         msg("evaluation.team.until"),
                                         {{"since", since}, {"until", context.translator().date_short(worker.until)}}
                                     );
        Html end;
        if (may_end && worker.until.empty() && !is_lead(evaluation, worker.user)) {
            const Url target = Url::local("/evaluations/{}/team/{}/end", evaluation.line.evaluation, worker.user);
            end = actions(web::action_button(
                context,
                target,
                context.text(msg("evaluation.team.end"), {{"name", context.user_name(worker.user).reveal()}})
            ));
        }
        rows.push_back(el<"li">(
            cls("rows-entry"),
            el<"p">(
                context.user_name(worker.user),
                " · ",
                context.code_label("evaluation_work", worker.part),
                " ",
                el<"small">(when)
            ),
            end
        ));
    }
    return el<"ul">(cls("rows bare"), rows);
}

Html assign_form(PageContext& context, const Opened& evaluation, bool apart, const std::string& problem)
{
    const RecordId& id = evaluation.line.evaluation;
    const Url target = apart ? Url::local("/evaluations/{}/apart/team", id) : Url::local("/evaluations/{}/team", id);
    web::InputOptions who;
    who.name = "user";
    who.label = context.text(msg("evaluation.team.who"));
    who.error = problem;
    who.value = Sensitive<std::string>(std::string(context.request().form.text("user")));
    web::InputOptions part;
    part.name = "part";
    part.label = context.text(msg("evaluation.team.part"));
    part.value = Sensitive<std::string>(std::string(context.request().form.text("part")));
    std::vector<web::Choice> parts = casework::code_choices(context, "evaluation_work");
    std::erase_if(parts, [&](const web::Choice& each) {
        return each.value == "lead" || (apart && each.value == "lawyer");
    });
    for (web::Choice& each : parts) {
        if (each.value == "lawyer") each.hint = context.text(msg("evaluation.team.lawyer_hint"));
    }
    return web::post_form(
        context,
        target,
        group(
            web::select(context, who, web::staff_choices(context)),
            web::radios(context, part, parts),
            actions(web::submit_button(context.text(msg("evaluation.team.assign"))))
        )
    );
}

Response team_view(PageContext& context, const Opened& evaluation, const std::string& problem, int status)
{
    const bool leads = is_lead(evaluation, context.actor().user) && may_change(evaluation);
    Html body = web::paragraph(context.text(msg("evaluation.team.purpose")));
    body += web::section(
        context.text(msg("evaluation.team.main")), workers_list(context, evaluation, evaluation.line.file, leads)
    );
    if (!evaluation.draft.is_none()) {
        body += web::section(
            context.text(msg("evaluation.team.draft")), workers_list(context, evaluation, evaluation.draft, false)
        );
    }
    if (!evaluation.apart.is_none()) {
        body += web::section(
            context.text(msg("evaluation.team.apart")),
            group(
                workers_list(context, evaluation, evaluation.apart, false),
                may_change(evaluation) ? web::details(
                    context.text(msg("evaluation.team.assign_apart")),
                    assign_form(context, evaluation, true, is_apart(context) ? problem : std::string())
                )
                                       : Html()
            )
        );
    }
    if (leads) {
        body += web::section(
            context.text(msg("evaluation.team.add")),
            assign_form(context, evaluation, false, is_apart(context) ? std::string() : problem)
        );
    }
    auto head = head_of(context, evaluation, Tab::team, context.text(msg("evaluation.team.heading")));
    head.typed_text = leads;
    return web::page(context, head, body, status);
}

Response after(PageContext& context, const Opened& evaluation, const Result<void>& done)
{
    if (done) return Response::redirect(Url::local("/evaluations/{}/team", evaluation.line.evaluation));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    return team_view(context, evaluation, context.text(done.error().message), http_status(ErrorCode::invalid_input));
}

}  // namespace

Response team_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    return team_view(context, *evaluation, {}, 200);
}

Response save_assigned(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto& form = context.request().form;
    const auto user = UserId::parse(form.text("user")).value_or(UserId{});
    const auto done = assign(
        context.records(), context.caller(), *evaluation, user, form.text("part"), is_apart(context), context.batch()
    );
    return after(context, *evaluation, done);
}

Response save_ended(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto user = context.path_id<UserId>("user").value_or(UserId{});
    const auto done = end_work(context.records(), context.caller(), *evaluation, user, context.batch());
    return after(context, *evaluation, done);
}

}  // namespace panoh::evaluation
