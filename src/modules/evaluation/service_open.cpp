// SPDX-License-Identifier: AGPL-3.0-or-later
// Opening an evaluation: its main file and its draft in one batch, and later the file of what is kept apart.
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evaluation/service.hpp"
#include "records/files.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;
using forms::FileKind;

constexpr std::array<std::string_view, 5> asked_of_evaluation{"kind", "ip_edition", "language", "layout", "due_on"};
constexpr std::array<std::string_view, 4> asked_of_evaluator{
    "printed_name", "profession", "treats_person", "dual_role"};

/// What the form says, with everything that has to be mended.
struct ReadOpening {
    json::object evaluation;
    forms::FormResult evaluator;
    std::string no_consent;
    std::vector<forms::FormProblem> problems;
};

template <std::size_t Count>
forms::FormResult read_some(
    const Records& records,
    const Caller& caller,
    const char* type,
    const std::array<std::string_view, Count>& asked,
    const forms::Submission& submission
)
{
    auto context = records.reading(caller, nullptr);
    context.asks = [&asked](const forms::Field& field) {
        return std::find(asked.begin(), asked.end(), field.name) != asked.end();
    };
    return forms::read_form(*records.schema().type(type), records.schema(), submission, context);
}

/// The reason why there is no consent: needed without one. A reason of white space is none.
void read_reason(
    const forms::Submission& submission, bool has_consent, std::string& into, std::vector<forms::FormProblem>& problems
)
{
    into = std::string(trimmed(submission.first(no_consent_input)));
    if (has_consent || !into.empty()) return;
    problems.push_back(problem_at(
        std::string(no_consent_input), msg("evaluation.open.reason_needed"), msg("evaluation.open.no_consent_reason")
    ));
}

ReadOpening
read_opening(const Records& records, const Caller& caller, const forms::Submission& submission, bool has_consent)
{
    ReadOpening read;
    forms::FormResult evaluation = read_some(records, caller, "evaluation", asked_of_evaluation, submission);
    read.evaluation = std::move(evaluation.coded);
    read.problems = std::move(evaluation.problems);
    read.evaluator = read_some(records, caller, "evaluator", asked_of_evaluator, submission);
    std::move(read.evaluator.problems.begin(), read.evaluator.problems.end(), std::back_inserter(read.problems));
    const json::value* treats = read.evaluator.coded.if_contains("treats_person");
    if (treats == nullptr || !treats->is_bool()) {
        read.problems.push_back(problem_at(
            "treats_person", msg("evaluation.open.dual_role_needed"), forms::field_message("evaluator", "treats_person")
        ));
    }
    read_reason(submission, has_consent, read.no_consent, read.problems);
    return read;
}

vault::RecordChange assignment(
    const Records& records, const FileId& file, const UserId& user, std::string_view part, const std::string& today
)
{
    return records::new_record(
        records.vault().random(),
        "evaluation_assignment",
        file,
        {{"evaluator", user.text()}, {"part", part}, {"since", today}}
    );
}

vault::RecordChange
part_of(const Records& records, const RecordId& evaluation, const FileId& file, std::string_view part)
{
    return records::new_record(
        records.vault().random(), "evaluation_part", file, {{"evaluation", evaluation.text()}, {"part", part}}
    );
}

/// The records that a draft starts with: whose it is, who examines, and every section, not started.
void add_draft(
    const Records& records,
    const Caller& caller,
    const RecordId& evaluation,
    const FileId& file,
    const ReadOpening& read,
    vault::Batch& writing
)
{
    Random& random = records.vault().random();
    const std::string today = casework::today_of(records, caller);
    writing.records.push_back(part_of(records, evaluation, file, "draft"));
    writing.records.push_back(assignment(records, file, caller.actor.user, "lead", today));
    json::object evaluator = read.evaluator.coded;
    evaluator["evaluation"] = evaluation.text();
    evaluator["who"] = caller.actor.user.text();
    writing.records.push_back(
        records::new_record(random, "evaluator", file, std::move(evaluator), read.evaluator.content.reveal())
    );
    const bool is_review = text_at(read.evaluation, "kind") == "review";
    for (const LayoutSection& section : sections_of(records.schema(), layout_of(read.evaluation))) {
        if (is_review && !is_section_of_review(section.code)) continue;
        writing.records.push_back(records::new_record(
            random,
            "evaluation_section",
            file,
            {{"evaluation", evaluation.text()}, {"section", section.code}, {"state", "not_started"}}
        ));
    }
}

Result<vault::Receipt> write_opening(
    const Records& records,
    const Caller& caller,
    const Subject& subject,
    const ReadOpening& read,
    const GivenConsents& consents,
    const RecordId& evaluation,
    const BatchId& batch
)
{
    vault::Vault& vault = records.vault();
    const UserId& user = caller.actor.user;
    const auto main = records::new_file(vault, FileKind::evaluation, caller.actor.organisation, {user});
    const auto draft = records::new_file(vault, FileKind::evaluation, caller.actor.organisation, {user}, 1);
    const std::string today = casework::today_of(records, caller);
    vault::Batch writing;
    writing.id = batch;
    writing.files.push_back(main.change);
    writing.files.push_back(draft.change);
    json::object coded = read.evaluation;
    coded["number"] = main.number;
    coded["organisation"] = caller.actor.organisation.text();
    coded["state"] = "in_progress";
    coded["person"] = subject.person.text();
    coded["matter"] = subject.matter.text();
    coded["lead"] = user.text();
    coded["opened_on"] = today;
    if (!consents.examination.is_none()) coded["consent_examination"] = consents.examination.text();
    if (!consents.photographs.is_none()) coded["consent_photographs"] = consents.photographs.text();
    json::object content;
    if (!read.no_consent.empty()) content["no_consent_reason"] = read.no_consent;
    const FileId& main_file = main.change.fact.file;
    writing.records.push_back(
        {evaluation, main_file, "evaluation", 0, std::move(coded), Sensitive<json::object>(std::move(content)), false}
    );
    writing.records.push_back(assignment(records, main_file, user, "lead", today));
    add_draft(records, caller, evaluation, draft.change.fact.file, read, writing);
    return records.write(caller, std::move(writing));
}

/// `denied` unless the caller may read the case and the person has a part in it that the caller may read.
Result<void> check_subject(const Records& records, const Caller& caller, const Subject& subject)
{
    const auto head = casework::case_head(records, caller, subject.matter);
    if (!head) return head.error();
    const auto people = casework::participants_of(records, caller, head->file);
    if (!people) return people.error();
    const bool is_there = std::any_of(people->begin(), people->end(), [&](const casework::Participant& person) {
        return person.person == subject.person && person.readable;
    });
    if (is_there) return {};
    return fail(ErrorCode::denied, "the person has no part in the case that the writer may read");
}

}  // namespace

Result<OpenedNow> open_evaluation(
    const Records& records,
    const Caller& caller,
    const Subject& subject,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    OpenedNow outcome;
    outcome.evaluation = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    if (auto fits = check_subject(records, caller, subject); !fits) return fits.error();
    const GivenConsents consents = consents_of_person(records, caller, subject.person);
    ReadOpening read = read_opening(records, caller, submission, !consents.examination.is_none());
    outcome.problems = std::move(read.problems);
    if (!outcome.saved()) return outcome;
    const auto receipt = records::with_numbers([&] {
        return write_opening(records, caller, subject, read, consents, outcome.evaluation, batch);
    });
    if (!receipt) return receipt.error();
    return outcome;
}

Result<OpenedNow> open_apart(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    OpenedNow outcome;
    outcome.evaluation = evaluation.line.evaluation;
    if (records.vault().has_batch(batch) || !evaluation.apart.is_none()) return outcome;
    if (evaluation.draft.is_none()) return fail(ErrorCode::denied, "the writer does not examine");
    if (!may_change(evaluation)) return refusal(msg("evaluation.problem.closed"));
    const GivenConsents consents = consents_of_person(records, caller, evaluation.line.person);
    std::string reason;
    read_reason(submission, !consents.sexual_violence.is_none(), reason, outcome.problems);
    if (!outcome.saved()) return outcome;
    const auto receipt = records::with_numbers([&] {
        const auto file =
            records::new_file(records.vault(), FileKind::evaluation, caller.actor.organisation, {caller.actor.user});
        vault::Batch writing;
        writing.id = batch;
        writing.files.push_back(file.change);
        vault::RecordChange part = part_of(records, outcome.evaluation, file.change.fact.file, "apart");
        if (!consents.sexual_violence.is_none()) part.coded["consent"] = consents.sexual_violence.text();
        if (!reason.empty()) part.content.reveal()["no_consent_reason"] = reason;
        writing.records.push_back(std::move(part));
        writing.records.push_back(assignment(
            records, file.change.fact.file, caller.actor.user, "evaluator", casework::today_of(records, caller)
        ));
        return records.write(caller, std::move(writing));
    });
    if (!receipt) return receipt.error();
    return outcome;
}

}  // namespace panoh::evaluation
