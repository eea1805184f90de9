// SPDX-License-Identifier: AGPL-3.0-or-later
// Destroying a draft after sign-off: what holds it back, asking, and a colleague's answer.
#include "base/text.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_proof.hpp"
#include "modules/evaluation/pages_seal.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_destroy.hpp"

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

MessageId words_for(HeldBack held)
{
    switch (held) {
    case HeldBack::not_signed:
        return msg("evaluation.destroy.held.not_signed");
    case HeldBack::no_rule:
        return msg("evaluation.destroy.held.no_rule");
    case HeldBack::rule_is_younger:
        return msg("evaluation.destroy.held.rule_is_younger");
    case HeldBack::no_document:
        return msg("evaluation.destroy.held.no_document");
    case HeldBack::dispute:
        return msg("evaluation.destroy.held.dispute");
    case HeldBack::addendum:
        return msg("evaluation.destroy.held.addendum");
    case HeldBack::remark:
        return msg("evaluation.destroy.held.remark");
    case HeldBack::photographs:
        return msg("evaluation.destroy.held.photographs");
    }
    return {};
}

Url address_of(const Opened& evaluation)
{
    return Url::local("/evaluations/{}/draft-destruction", evaluation.line.evaluation);
}

Html rule_view(PageContext& context)
{
    const auto rule = rule_of(context.records(), context.caller());
    if (!rule) return web::paragraph(context.text(msg("evaluation.destroy.no_rule")));
    return group(
        el<"blockquote">(Sensitive<std::string>(rule->text)),
        el<"p">(
            cls("meta"),
            context.text(msg("evaluation.destroy.rule_of"), {{"day", context.translator().date(rule->written_on)}})
        )
    );
}

Html held_view(PageContext& context, const std::vector<HeldBack>& held)
{
    std::vector<Html> rows;
    for (const HeldBack each : held)
        rows.push_back(el<"li">(context.text(words_for(each))));
    return web::notice(web::Tone::due, context.text(msg("evaluation.destroy.held_back")), el<"ul">(rows));
}

Html asking_form(
    PageContext& context,
    const Opened& evaluation,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    return web::post_form(
        context,
        address_of(evaluation),
        group(
            type_fields(context, "draft_destruction", values, problems),
            actions(web::submit_button(context.text(msg("evaluation.destroy.ask"))))
        )
    );
}

/// What was asked, and for whoever may answer the form to do so.
Html waiting_view(PageContext& context, const Opened& evaluation, const Destruction& asked, const std::string& problem)
{
    const RecordId& id = evaluation.line.evaluation;
    Html body = web::facts(std::vector<web::Fact>{
        {context.text(msg("evaluation.destroy.decided_by")), group(context.user_name(asked.decided_by))},
        {context.text(msg("evaluation.destroy.asked_on")), group(context.translator().date(asked.asked_on))},
        {context.text(msg("evaluation.destroy.reason")), group(asked.reason)}});
    if (asked.decided_by == context.actor().user) {
        body += web::paragraph(context.text(msg("evaluation.destroy.waits")));
        body += web::post_form(
            context,
            Url::local("/evaluations/{}/draft-destruction/withdraw", id),
            actions(web::secondary_submit(context.text(msg("evaluation.destroy.withdraw"))))
        );
        return body;
    }
    if (!context.may(agree_ability)) return body;
    web::InputOptions answer;
    answer.name = "answer";
    answer.label = context.text(msg("evaluation.destroy.answer"));
    answer.lines = 3;
    answer.error = problem;
    answer.value = Sensitive<std::string>(std::string(context.request().form.text("answer")));
    body += web::notice(
        web::Tone::late,
        context.text(msg("evaluation.destroy.for_good")),
        web::paragraph(context.text(msg("evaluation.destroy.for_good_why")))
    );
    body += web::post_form(
        context,
        Url::local("/evaluations/{}/draft-destruction/answer", id),
        group(
            web::text_input(context, answer),
            el<"div">(
                cls("actions"),
                web::submit_button(context.text(msg("evaluation.destroy.agree")), "do", "agree"),
                web::secondary_submit(context.text(msg("evaluation.destroy.decline")), "do", "decline")
            )
        )
    );
    return body;
}

Response destruction_view(
    PageContext& context,
    const Opened& evaluation,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems,
    const std::string& answer_problem = {}
)
{
    auto head = form_head(context, evaluation, context.text(msg("evaluation.destroy.heading")));
    const auto asked = destruction_of(context.records(), context.caller(), evaluation);
    if (!asked) return web::error_page(context, asked.error());
    Html body = group(web::paragraph(context.text(msg("evaluation.destroy.purpose"))), rule_view(context));
    const bool is_done = asked->has_value() && (*asked)->state == "destroyed";
    const bool waits = asked->has_value() && (*asked)->state == "asked";
    if (is_done) return web::page(context, head, destroyed_notice(context, evaluation));
    const auto held = held_back(context.records(), context.caller(), evaluation);
    if (!held) return web::error_page(context, held.error());
    if (!held->empty()) body += held_view(context, *held);
    const bool leads = is_lead(evaluation, context.actor().user) && !evaluation.draft.is_none();
    if (waits) {
        body += waiting_view(context, evaluation, **asked, answer_problem);
    } else if (leads && held->empty()) {
        head.typed_text = true;
        body += asking_form(context, evaluation, values, problems);
    } else if (!leads) {
        body += web::paragraph(context.text(msg("evaluation.destroy.lead_asks")));
    }
    const bool is_well = problems.empty() && answer_problem.empty();
    return web::page(context, head, body, is_well ? 200 : http_status(ErrorCode::invalid_input));
}

}  // namespace

Response destruction_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    return destruction_view(context, *evaluation, {}, {});
}

Response save_destruction(PageContext& context)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const forms::Submission sent = context.submission();
    const auto outcome = ask_destruction(context.records(), context.caller(), *evaluation, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return destruction_view(context, *evaluation, sent, outcome->problems);
    return Response::redirect(address_of(*evaluation));
}

Response save_destruction_answer(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const std::string answer(trimmed(context.request().form.text("answer")));
    const std::string_view what = context.request().form.text("do");
    if (answer.empty() || (what != "agree" && what != "decline")) {
        return destruction_view(context, *evaluation, {}, {}, context.text(msg("evaluation.problem.reason_needed")));
    }
    const auto done =
        answer_destruction(context.records(), context.caller(), *evaluation, what == "agree", answer, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(home_of(*evaluation));
}

Response save_destruction_withdrawn(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto done = withdraw_destruction(context.records(), context.caller(), *evaluation, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(address_of(*evaluation));
}

Response save_hold(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto outcome =
        begin_hold(context.records(), context.caller(), *evaluation, false, context.submission(), context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return web::error_page(context, refusal(msg("evaluation.hold.choose")));
    return Response::redirect(Url::local("/evaluations/{}/sign", evaluation->line.evaluation));
}

Response save_hold_ended(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto hold = context.path_id<RecordId>("hold");
    if (!hold) return web::error_page(context, fail(ErrorCode::not_found, "there is no such hold"));
    const auto done = end_hold(context.records(), context.caller(), *evaluation, false, *hold, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/evaluations/{}/sign", evaluation->line.evaluation));
}

}  // namespace panoh::evaluation
