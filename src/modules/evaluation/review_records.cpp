// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/review_records.hpp"

#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/service.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 7> sections_of_review{
    "case_information", "qualifications", "conclusions", "truthfulness", "restrictions", "signature", "annexes"};
constexpr std::array<std::string_view, 3> types_of_review{"reviewed_report", "review_answer", "review_note"};
constexpr std::array<std::string_view, 4> asked_of_item{"answer", "quotation", "page", "remark"};

std::string input_of(std::string_view item, std::string_view field)
{
    return std::string(item) + "." + std::string(field);
}

/// One item of the form, read.
struct Answered {
    std::string item;
    bool blank = true;
    std::string base;  ///< revision that the form showed, as it was sent
    forms::FormResult read;
    const vault::Record* stored = nullptr;

    [[nodiscard]] bool changes() const
    {
        if (stored == nullptr) return !blank;
        return blank || read.coded != stored->coded || read.content.reveal() != stored->content.reveal();
    }
    [[nodiscard]] bool is_stale() const
    {
        const std::uint32_t now = stored == nullptr ? 0 : stored->revision;
        return base != std::to_string(now);
    }
};

void add_problems(Answered& answered, std::vector<forms::FormProblem>& problems)
{
    if (answered.blank) return;
    for (forms::FormProblem& problem : answered.read.problems) {
        problem.field = input_of(answered.item, problem.field);
        problems.push_back(std::move(problem));
    }
    const auto answer = review_answer_named(text_at(answered.read.coded, "answer"));
    if (answer && needs_remark(*answer) && text_at(answered.read.content.reveal(), "remark").empty()) {
        problems.push_back(problem_at(
            input_of(answered.item, "remark"),
            msg("review.remark_needed"),
            forms::field_message("review_answer", "remark")
        ));
    }
}

Answered read_item(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    std::string_view item,
    const vault::Record* stored,
    const forms::Submission& submission
)
{
    Answered answered;
    answered.item = item;
    answered.base = submission.first(input_of(item, "base"));
    answered.stored = stored;
    forms::Submission own;
    for (const std::string_view field : asked_of_item) {
        const std::string typed(trimmed(submission.first(input_of(item, field))));
        if (typed.empty()) continue;
        answered.blank = false;
        own.add(std::string(field), typed);
    }
    json::object previous;
    if (stored != nullptr) previous = stored->merged().reveal();
    const auto context = records.reading(caller, stored == nullptr ? nullptr : &previous);
    answered.read = forms::read_form(*records.schema().type("review_answer"), records.schema(), own, context);
    answered.read.coded["item"] = item;
    answered.read.coded["evaluation"] = evaluation.line.evaluation.text();
    return answered;
}

vault::RecordChange change_of(const Records& records, const FileId& file, Answered answered)
{
    if (answered.stored == nullptr) {
        return records::new_record(
            records.vault().random(),
            "review_answer",
            file,
            std::move(answered.read.coded),
            std::move(answered.read.content.reveal())
        );
    }
    const vault::Record& stored = *answered.stored;
    if (answered.blank) {
        return {stored.id, file, stored.type, stored.revision, stored.coded, stored.content, true};
    }
    return {
        stored.id,
        file,
        stored.type,
        stored.revision,
        std::move(answered.read.coded),
        std::move(answered.read.content),
        false};
}

/// Whether somebody left an item as it was shown while a colleague answered it.
Result<bool> is_untouched(const Records& records, const Caller& caller, const Answered& answered)
{
    if (answered.base == "0") return answered.blank;
    const auto revisions = records.history(caller, answered.stored->id);
    if (!revisions) return revisions.error();
    return std::ranges::any_of(*revisions, [&](const vault::Record& each) {
        return std::to_string(each.revision) == answered.base && each.coded == answered.read.coded
               && each.content.reveal() == answered.read.content.reveal();
    });
}

Result<Contents> open_contents(const Records& records, const Caller& caller, const Opened& evaluation)
{
    if (evaluation.draft.is_none()) return fail(ErrorCode::denied, "the writer does not work on the draft");
    if (!is_review(evaluation)) return fail(ErrorCode::not_found, "the evaluation reviews no report");
    if (is_closed(records, evaluation, evaluation.draft)) return refusal(msg("evaluation.problem.closed"));
    return contents_of(records, caller, evaluation.draft);
}

}  // namespace

bool is_review(const Opened& evaluation)
{
    return evaluation.line.kind == "review";
}

bool is_review(const vault::Record& evaluation)
{
    return text_of(evaluation, "kind") == "review";
}

bool is_section_of_review(std::string_view section)
{
    return std::ranges::find(sections_of_review, section) != sections_of_review.end();
}

bool is_type_of_review(std::string_view type)
{
    return std::ranges::find(types_of_review, type) != types_of_review.end();
}

Review review_of(const Contents& contents)
{
    Review review;
    for (const vault::Record& record : contents.conclusions) {
        if (record.type == "reviewed_report") review.report = &record;
        if (record.type == "review_answer") review.answers.push_back(&record);
        if (record.type == "review_note") review.notes.push_back(&record);
    }
    const auto item = [](const vault::Record* record) {
        return text_of(*record, "item");
    };
    std::ranges::stable_sort(review.answers, {}, item);
    return review;
}

const vault::Record* answer_to(const Review& review, std::string_view item)
{
    const auto found = std::ranges::find_if(review.answers, [&](const vault::Record* record) {
        return text_of(*record, "item") == item;
    });
    return found == review.answers.end() ? nullptr : *found;
}

ReviewAnswers answers_in(const Review& review)
{
    ReviewAnswers answers;
    for (const vault::Record* record : review.answers) {
        const auto answer = review_answer_named(text_of(*record, "answer"));
        if (answer) answers.emplace(text_of(*record, "item"), *answer);
    }
    return answers;
}

Result<SetOutcome> save_set(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    std::string_view set,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    SetOutcome outcome;
    if (records.vault().has_batch(batch)) return outcome;
    const auto contents = open_contents(records, caller, evaluation);
    if (!contents) return contents.error();
    const Review review = review_of(*contents);
    vault::Batch writing;
    writing.id = batch;
    for (const QualityItem* item : items_of_set(set)) {
        auto answered = read_item(records, caller, evaluation, item->code, answer_to(review, item->code), submission);
        if (!answered.changes()) continue;
        if (answered.is_stale()) {
            const auto untouched = is_untouched(records, caller, answered);
            if (!untouched) return untouched.error();
            if (!*untouched) outcome.meanwhile.push_back(answered.item);
            continue;
        }
        add_problems(answered, outcome.problems);
        writing.records.push_back(change_of(records, evaluation.draft, std::move(answered)));
    }
    if (!outcome.saved() || writing.records.empty()) return outcome;
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

}  // namespace panoh::evaluation
