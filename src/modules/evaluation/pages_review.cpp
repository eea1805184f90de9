// SPDX-License-Identifier: AGPL-3.0-or-later
// The review of a forensic report by somebody else: six sets of criteria, one form for each, and how far they are.
#include "modules/evaluation/pages_review.hpp"

#include "base/text.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "web/pages/attachments_view.hpp"
#include "web/pages/drafts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html set_tag(const PageContext& context, SetState state)
{
    switch (state) {
    case SetState::met:
        return web::tag(web::Tone::ok, context.text(msg("review.set.met")));
    case SetState::partly:
        return web::tag(web::Tone::due, context.text(msg("review.set.partly")));
    case SetState::not_met:
        return web::tag(web::Tone::late, context.text(msg("review.set.not_met")));
    case SetState::cannot_know:
        return web::tag(web::Tone::neutral, context.text(msg("review.set.cannot_know")));
    case SetState::not_applicable:
        return web::tag(web::Tone::neutral, context.text(msg("review.set.not_applicable")));
    case SetState::open:
        break;
    }
    return web::tag(web::Tone::info, context.text(msg("review.set.open")));
}

Html sets_table(PageContext& context, const Opened& evaluation, const Review& review)
{
    const std::array columns{
        web::Column{context.text(msg("review.set")), {}},
        web::Column{context.text(msg("review.answered")), {}, false, true},
        web::Column{context.text(msg("review.state")), {}},
    };
    const ReviewAnswers answers = answers_in(review);
    std::vector<std::vector<Html>> rows;
    for (const std::string_view set : review_sets()) {
        const SetResult result = result_of_set(set, answers);
        rows.push_back(
            {web::link(place_of_set(evaluation, set), context.code_label("minimum_content", set)),
             group(context.text(
                 msg("review.of_items"),
                 {{"answered", static_cast<std::int64_t>(result.answered)},
                  {"items", static_cast<std::int64_t>(result.items)}}
             )),
             set_tag(context, result.state)}
        );
    }
    return web::table(context.text(msg("review.criteria")), columns, rows);
}

/// A drafting aid; it stands on the screen and nowhere else.
Html score_notice(const PageContext& context, const Review& review)
{
    const Score score = review_score(answers_in(review));
    if (review.answers.empty()) return {};
    return web::notice(
        web::Tone::info,
        context.text(
            msg("evaluation.quality.score"),
            {{"reached", static_cast<std::int64_t>(score.reached)},
             {"applicable", static_cast<std::int64_t>(score.applicable)},
             {"percent", static_cast<std::int64_t>(score.percent().value_or(0))}}
        ),
        web::paragraph(context.text(msg("review.score_explained")))
    );
}

}  // namespace

Url review_of_evaluation(const Opened& evaluation)
{
    return Url::local("/evaluations/{}/review", evaluation.line.evaluation);
}

Url place_of_set(const Opened& evaluation, std::string_view set)
{
    return Url::local("/evaluations/{}/review/{}", evaluation.line.evaluation, std::string(set));
}

std::string item_words(const PageContext& context, std::string_view item)
{
    return fmt::format("{} · {}", item, context.code_label("quality_items", item));
}

Html answer_tag(const PageContext& context, const vault::Record* answer)
{
    if (answer == nullptr) return web::tag(web::Tone::neutral, context.text(msg("review.not_answered")));
    const std::string code = text_of(*answer, "answer");
    const web::Tone tone = code == "met"       ? web::Tone::ok
                           : code == "partly"  ? web::Tone::due
                           : code == "not_met" ? web::Tone::late
                                               : web::Tone::neutral;
    return web::tag(tone, context.code_label("review_answers", code));
}

Html answers_of_set(PageContext& context, const Review& review, std::string_view set)
{
    std::vector<Html> items;
    for (const QualityItem* item : items_of_set(set)) {
        const vault::Record* answer = answer_to(review, item->code);
        Html line = el<"p">(answer_tag(context, answer), " ", item_words(context, item->code));
        if (answer != nullptr && has(*answer, "quotation")) {
            line += el<"p">(el<"q">(Sensitive<std::string>(text_of(*answer, "quotation"))));
        }
        if (answer != nullptr && has(*answer, "remark")) {
            line += el<"p">(Sensitive<std::string>(text_of(*answer, "remark")));
        }
        items.push_back(el<"li">(line));
    }
    return el<"ul">(cls("rows bare"), items);
}

Result<Opened> review_in(PageContext& context)
{
    auto evaluation = draft_in(context);
    if (!evaluation) return evaluation;
    if (!is_review(*evaluation)) return fail(ErrorCode::not_found, "the evaluation reviews no report");
    return evaluation;
}

Html review_progress(const PageContext& context, const Opened& evaluation, const Contents& contents)
{
    return web::link(
        review_of_evaluation(evaluation),
        context.text(
            msg("review.progress"),
            {{"answered", static_cast<std::int64_t>(review_of(contents).answers.size())},
             {"items", static_cast<std::int64_t>(quality_items().size())}}
        )
    );
}

Html review_cards(PageContext& context, const Opened& evaluation, const Contents& contents, bool writes)
{
    const Review review = review_of(contents);
    const RecordId& id = evaluation.line.evaluation;
    const auto add = [&](const char* type, const MessageId& label) {
        return writes ? actions(web::quiet_link_button(
                   Url::local("/evaluations/{}/add/{}", id, std::string(type)), context.text(label)
               ))
                      : Html();
    };
    Html report;
    if (review.report == nullptr) {
        report = group(
            web::paragraph(context.text(msg("review.no_report"))), add("reviewed_report", msg("review.add_report"))
        );
    } else {
        const vault::Record& record = *review.report;
        const forms::RecordType& type = *context.records().schema().type(record.type);
        report = el<"p">(
            web::link(place_of(evaluation, record), Sensitive<std::string>(text_of(record, "institution"))),
            has(record, "number") ? group(", ", Sensitive<std::string>(text_of(record, "number"))) : Html()
        );
        report += web::details(
            context.text(msg("review.report_facts")), web::record_facts(context, type, record.merged().reveal())
        );
        report += web::attachments_section(context, record.file, forms::Compartment::medical, record.id);
    }
    std::vector<Html> notes;
    for (const vault::Record* note : review.notes) {
        const std::string kind = context.code_label("review_note_kinds", text_of(*note, "kind"));
        notes.push_back(el<"li">(
            el<"p">(web::link(place_of(evaluation, *note), kind)),
            el<"p">(el<"q">(Sensitive<std::string>(text_of(*note, "quotation"))))
        ));
    }
    Html noted =
        notes.empty() ? web::paragraph(context.text(msg("review.no_notes"))) : el<"ul">(cls("rows bare"), notes);
    noted += add("review_note", msg("review.add_note"));
    return group(
        web::section(context.text(msg("review.report")), report),
        web::section(context.text(msg("review.criteria")), sets_table(context, evaluation, review)),
        web::section(context.text(msg("review.notes")), noted)
    );
}

Response review_page(PageContext& context)
{
    const auto evaluation = review_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    if (context.on_paper()) return Response::redirect(review_of_evaluation(*evaluation));
    const auto contents = contents_of(context.records(), context.caller(), evaluation->draft);
    if (!contents) return web::error_page(context, contents.error());
    const Review review = review_of(*contents);
    Html body = web::paragraph(context.text(msg("review.explained")));
    body += score_notice(context, review);
    body += web::section(context.text(msg("review.criteria")), sets_table(context, *evaluation, review));
    for (const std::string_view set : review_sets()) {
        body += web::section(
            context.code_label("minimum_content", set),
            answers_of_set(context, review, set),
            el<"a">(
                href(place_of_set(*evaluation, set)),
                context.text(msg("review.answer")),
                el<"span">(cls("visually-hidden"), " ", context.code_label("minimum_content", set))
            )
        );
    }
    return web::page(context, head_of(context, *evaluation, Tab::criteria, context.text(msg("review.criteria"))), body);
}

}  // namespace panoh::evaluation
