// SPDX-License-Identifier: AGPL-3.0-or-later
// The form of one set of criteria of a review.
#include "forms/labels.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_review.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "web/pages/drafts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::array<std::string_view, 3> texts_of_item{"quotation", "page", "remark"};

std::string input_of(std::string_view item, std::string_view field)
{
    return fmt::format("{}.{}", item, field);
}

struct SetForm {
    const Opened* evaluation = nullptr;
    const Review* review = nullptr;
    std::string set;
    std::string draft;
};

forms::Submission stored_answers(const SetForm& form)
{
    forms::Submission values;
    for (const QualityItem* item : items_of_set(form.set)) {
        const vault::Record* answer = answer_to(*form.review, item->code);
        if (answer == nullptr) continue;
        values.add(input_of(item->code, "answer"), text_of(*answer, "answer"));
        for (const std::string_view field : texts_of_item)
            values.add(input_of(item->code, field), text_of(*answer, field));
        values.add(input_of(item->code, "base"), fmt::format("{}", answer->revision));
    }
    return values;
}

Html text_of_item(
    const PageContext& context,
    std::string_view item,
    std::string_view field,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    constexpr int lines = 2;
    web::InputOptions options;
    options.name = input_of(item, field);
    options.label = context.text(forms::field_message("review_answer", field));
    options.value = Sensitive<std::string>(std::string(values.first(options.name)));
    options.error = mistake_at(context, problems, options.name);
    options.optional = true;
    if (field != "page") options.lines = lines;
    return web::text_input(context, options);
}

/// What a colleague saved while this form was open.
Html meanwhile_notice(const PageContext& context, const vault::Record* theirs)
{
    Html body = el<"p">(answer_tag(context, theirs));
    for (const std::string_view field : texts_of_item) {
        if (theirs == nullptr || !has(*theirs, field)) continue;
        body += el<"p">(
            context.text(forms::field_message("review_answer", field)),
            ": ",
            Sensitive<std::string>(text_of(*theirs, field))
        );
    }
    return web::notice(web::Tone::due, context.text(msg("review.meanwhile")), body);
}

Html item_inputs(
    const PageContext& context,
    const SetForm& form,
    const QualityItem& item,
    const forms::Submission& values,
    const SetOutcome& outcome
)
{
    const vault::Record* stored = answer_to(*form.review, item.code);
    const bool changed = std::ranges::find(outcome.meanwhile, item.code) != outcome.meanwhile.end();
    std::vector<web::Choice> choices{{"", context.text(msg("review.not_answered")), {}}};
    for (web::Choice& choice : casework::code_choices(context, "review_answers"))
        choices.push_back(std::move(choice));
    web::InputOptions answer;
    answer.name = input_of(item.code, "answer");
    answer.label = context.text(forms::field_message("review_answer", "answer"));
    answer.value = Sensitive<std::string>(std::string(values.first(answer.name)));
    answer.error = mistake_at(context, outcome.problems, answer.name);
    // After a clash the form goes on from what stands there now: whoever sends it again has seen that.
    const std::string now = fmt::format("{}", stored == nullptr ? 0U : stored->revision);
    const std::string shown(values.first(input_of(item.code, "base")));
    Html inputs = el<"input">(
        a<"type">("hidden"), name(input_of(item.code, "base")), value(changed || shown.empty() ? now : shown)
    );
    if (changed) inputs += meanwhile_notice(context, stored);
    inputs += web::select(context, answer, choices);
    for (const std::string_view field : texts_of_item)
        inputs += text_of_item(context, item.code, field, values, outcome.problems);
    return el<"li">(el<"fieldset">(
        cls("rows-item"),
        el<"legend">(
            item_words(context, item.code),
            " ",
            el<"small">(context.code_label("quality_items", item.weight == 2 ? "required" : "good_practice"))
        ),
        inputs
    ));
}

Response set_form(PageContext& context, const SetForm& form, const FormStart& start, const SetOutcome& outcome)
{
    const Url address = place_of_set(*form.evaluation, form.set);
    std::vector<Html> items;
    for (const QualityItem* item : items_of_set(form.set))
        items.push_back(item_inputs(context, form, *item, start.values, outcome));
    Html inputs = web::error_summary(context, mistakes_of(context, outcome.problems));
    inputs += el<"ol">(cls("rows bare"), items);
    inputs += actions(group(
        web::submit_button(context.text(msg("evaluation.form.save"))),
        web::quiet_link_button(review_of_evaluation(*form.evaluation), context.text(msg("evaluation.form.cancel")))
    ));
    const int status = !outcome.meanwhile.empty()  ? http_status(ErrorCode::conflict)
                       : !outcome.problems.empty() ? http_status(ErrorCode::invalid_input)
                                                   : 200;
    return web::page(
        context,
        form_head(context, *form.evaluation, context.code_label("minimum_content", form.set)),
        group(
            draft_notice(context, start, address),
            outcome.meanwhile.empty() ? web::paragraph(context.text(msg("review.set_explained")))
                                      : web::notice(web::Tone::due, context.text(msg("review.clash")), Html()),
            web::post_form(context, address, inputs, Url::local("/drafts/{}", form.draft))
        ),
        status
    );
}

/// A set that takes no answer any more.
Response closed_set(PageContext& context, const SetForm& form)
{
    auto head = form_head(context, *form.evaluation, context.code_label("minimum_content", form.set));
    head.typed_text = false;
    return web::page(context, head, answers_of_set(context, *form.review, form.set));
}

bool is_set(std::string_view name)
{
    return std::ranges::find(review_sets(), name) != review_sets().end();
}

SetForm set_form_of(const PageContext& context, const Opened& evaluation, const Review& review)
{
    SetForm form{&evaluation, &review, std::string(context.path_text("set")), {}};
    form.draft = fmt::format("review-{}-{}", form.set, evaluation.draft.text());
    return form;
}

}  // namespace

Response review_set_page(PageContext& context)
{
    const auto evaluation = review_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    if (!is_set(context.path_text("set"))) {
        return web::error_page(context, fail(ErrorCode::not_found, "there is no such set of criteria"));
    }
    const auto contents = contents_of(context.records(), context.caller(), evaluation->draft);
    if (!contents) return web::error_page(context, contents.error());
    const Review review = review_of(*contents);
    const SetForm form = set_form_of(context, *evaluation, review);
    if (is_closed(context.records(), *evaluation, evaluation->draft)) return closed_set(context, form);
    return set_form(context, form, start_of(context, form.draft, stored_answers(form), 0), {});
}

Response save_review_set(PageContext& context)
{
    const auto evaluation = review_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    if (!is_set(context.path_text("set"))) {
        return web::error_page(context, fail(ErrorCode::not_found, "there is no such set of criteria"));
    }
    const forms::Submission sent = context.submission();
    const auto outcome =
        save_set(context.records(), context.caller(), *evaluation, context.path_text("set"), sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    const auto contents = contents_of(context.records(), context.caller(), evaluation->draft);
    if (!contents) return web::error_page(context, contents.error());
    const Review review = review_of(*contents);
    const SetForm form = set_form_of(context, *evaluation, review);
    if (!outcome->saved()) return set_form(context, form, {sent, 0, false}, *outcome);
    web::drop_draft(context, form.draft);
    return Response::redirect(review_of_evaluation(*evaluation));
}

}  // namespace panoh::evaluation
