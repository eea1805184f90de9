// SPDX-License-Identifier: AGPL-3.0-or-later
// Setting and lifting a restriction: keyworker and coordinator together.
#include "base/text.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;

Html cancel_link(const PageContext& context, const CaseHead& head)
{
    return web::quiet_link_button(Url::local("/cases/{}/team", head.record), context.text(msg("casework.form.cancel")));
}

web::PageHead page_of(const PageContext& context, const CaseFrame& frame, const MessageId& heading)
{
    auto page = frame.page(Sensitive<std::string>(context.text(heading)));
    page.typed_text = true;
    return page;
}

Response ask_page(
    PageContext& context,
    const CaseFrame& frame,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = context.records().schema().type("case_restriction");
    view.values = &values;
    view.problems = problems;
    view.choices = [&](const forms::Field&) {
        return colleague_choices(context, possible_confirmers(context.records(), context.caller()), {});
    };
    const Html body = group(
        web::paragraph(context.text(msg("team.restriction.explain"))),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("team.restriction.send"))),
            cancel_link(context, frame.head)
        )
    );
    return web::page(
        context,
        page_of(context, frame, msg("team.restriction.ask")),
        web::post_form(context, Url::local("/cases/{}/restriction", frame.head.record), body),
        problems.empty() ? 200 : 422
    );
}

Html facts_of(const PageContext& context, const Restriction& current, const vault::Record& record)
{
    const auto words = [&](std::string_view field) {
        return Sensitive<std::string>(text_at(record.content.reveal(), field));
    };
    std::vector<web::Fact> facts{
        {context.text(msg("type.case_restriction.field.state.label")),
         web::tag(Tone::consent, context.code_label("restriction_states", current.state))},
        {context.text(msg("type.case_restriction.field.coordinator.label")),
         group(context.user_name(current.coordinator))},
        {context.text(msg("type.case_restriction.field.asked_by.label")),
         group(context.user_name(current.asked_by), ", ", context.translator().date_short(current.asked_on))},
        {context.text(msg("type.case_restriction.field.reason.label")), el<"p">(words("reason"))},
    };
    if (!words("lift_reason").reveal().empty() && current.state == "lift_asked") {
        facts.push_back(
            {context.text(msg("type.case_restriction.field.lift_reason.label")), el<"p">(words("lift_reason"))}
        );
    }
    return web::facts(facts);
}

web::InputOptions
reason_input(const PageContext& context, const MessageId& label, const std::string& mistake, bool optional)
{
    web::InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(label);
    reason.error = mistake;
    reason.optional = optional;
    reason.lines = 3;
    reason.value = Sensitive<std::string>(std::string(context.request().form.text("reason")));
    return reason;
}

Html lift_form(PageContext& context, const CaseFrame& frame, const Restriction& current, const std::string& mistake)
{
    const UserId& me = context.actor().user;
    Html who;
    if (me != current.coordinator) {
        web::InputOptions coordinator;
        coordinator.name = "coordinator";
        coordinator.label = context.text(msg("type.case_restriction.field.coordinator.label"));
        coordinator.value = Sensitive<std::string>(current.coordinator.text());
        const auto possible = possible_confirmers(context.records(), context.caller());
        who = web::select(context, coordinator, colleague_choices(context, possible, {}));
    }
    const Html body = group(
        who,
        web::text_input(context, reason_input(context, msg("team.restriction.lift.reason"), mistake, false)),
        el<"div">(
            cls("actions"),
            web::secondary_submit(context.text(msg("team.restriction.lift.send")), "answer", "lift"),
            cancel_link(context, frame.head)
        )
    );
    return web::section(
        context.text(msg("team.restriction.lift")),
        web::post_form(context, Url::local("/cases/{}/restriction/answer", frame.head.record), body)
    );
}

Html confirm_form(PageContext& context, const CaseFrame& frame, const Restriction& current, const std::string& mistake)
{
    const bool lifts = current.state == "lift_asked";
    const Html body = group(
        web::paragraph(
            context.text(lifts ? msg("team.restriction.confirm_lift.explain") : msg("team.restriction.confirm.explain"))
        ),
        web::text_input(context, reason_input(context, msg("team.restriction.answer"), mistake, true)),
        el<"div">(
            cls("actions"),
            web::submit_button(
                context.text(lifts ? msg("team.restriction.confirm_lift") : msg("team.restriction.confirm")),
                "answer",
                "confirm"
            ),
            web::secondary_submit(context.text(msg("team.restriction.refuse")), "answer", "refuse")
        )
    );
    return web::post_form(context, Url::local("/cases/{}/restriction/answer", frame.head.record), body);
}

Response
current_page(PageContext& context, const CaseFrame& frame, const Restriction& current, const std::string& mistake)
{
    const auto record = context.records().read(context.caller(), current.record);
    if (!record) return web::error_page(context, record.error());
    const UserId& me = context.actor().user;
    const UserId& keyworker = frame.head.keyworker;
    std::vector<web::Mistake> mistakes;
    if (!mistake.empty()) mistakes.push_back({"reason", mistake});
    Html body = group(web::error_summary(context, mistakes), facts_of(context, current, *record));
    if (may_take_step(RestrictionStep::answer, me, keyworker, &current)) {
        body += confirm_form(context, frame, current, mistake);
    }
    if (may_take_step(RestrictionStep::ask_lift, me, keyworker, &current)) {
        body += lift_form(context, frame, current, mistake);
    }
    if (may_take_step(RestrictionStep::withdraw, me, keyworker, &current)) {
        body += web::post_form(
            context,
            Url::local("/cases/{}/restriction/answer", frame.head.record),
            el<"div">(
                cls("actions"),
                web::secondary_submit(context.text(msg("team.restriction.withdraw")), "answer", "withdraw")
            )
        );
    }
    return web::page(
        context, page_of(context, frame, msg("team.restriction.heading")), body, mistake.empty() ? 200 : 422
    );
}

}  // namespace

Response restriction_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto current = restriction_of(context.records(), context.caller(), frame->head.file);
    if (!current) return web::error_page(context, current.error());
    if (current->has_value()) return current_page(context, *frame, **current, {});
    if (!may_take_step(RestrictionStep::ask, context.actor().user, frame->head.keyworker, nullptr)) {
        return Response::redirect(Url::local("/cases/{}/team", frame->head.record));
    }
    return ask_page(context, *frame, forms::Submission(), {});
}

Response save_restriction(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const forms::Submission sent = context.submission();
    const auto outcome = ask_restriction(context.records(), context.caller(), frame->head, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return ask_page(context, *frame, sent, outcome->problems);
    return Response::redirect(Url::local("/cases/{}/team", frame->head.record));
}

Response answer_restriction_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const web::Parameters& form = context.request().form;
    const std::string_view answer = form.text("answer");
    std::string reason(trimmed(form.text("reason")));
    const auto caller = context.caller();
    if ((answer == "lift" || answer == "refuse") && reason.empty()) {
        const auto current = restriction_of(context.records(), caller, frame->head.file);
        if (!current) return web::error_page(context, current.error());
        if (current->has_value()) {
            return current_page(context, *frame, **current, context.text(msg("team.problem.say_why")));
        }
    }
    Result<void> done = fail(ErrorCode::invalid_input, "the form names no answer");
    if (answer == "lift") {
        const UserId coordinator = UserId::parse(form.text("coordinator")).value_or(UserId{});
        done = ask_lift(context.records(), caller, frame->head, coordinator, std::move(reason), context.batch());
    } else if (answer == "confirm" || answer == "refuse") {
        const bool confirms = answer == "confirm";
        done = answer_restriction(context.records(), caller, frame->head, confirms, std::move(reason), context.batch());
    } else if (answer == "withdraw") {
        done = withdraw_restriction(context.records(), caller, frame->head, context.batch());
    }
    if (!done) return web::error_page(context, done.error());
    const bool still_there =
        context.records().may(context.caller(), access::Verb::desk, frame->head.file, forms::Compartment::core);
    return Response::redirect(still_there ? Url::local("/cases/{}/team", frame->head.record) : Url::local("/"));
}

}  // namespace panoh::casework
