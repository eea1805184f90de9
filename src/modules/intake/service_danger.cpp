// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_danger.hpp"

#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr std::string_view list_name = "danger_steps";
constexpr std::chrono::minutes clock_tolerance{5};

forms::FormProblem problem(std::string_view field, MessageId sentence)
{
    return {std::string(field), {std::move(sentence), {{"label", forms::field_message("danger_step", field)}}}};
}

/// The steps of the situation that were chosen, each once.
std::vector<std::string>
chosen_steps(const forms::Schema& schema, std::string_view situation, const forms::Submission& submission)
{
    std::vector<std::string> chosen;
    for (const forms::Code& code : danger_steps_for(schema, situation)) {
        if (submission.contains("step", code.code)) chosen.push_back(code.code);
    }
    return chosen;
}

}  // namespace

std::vector<std::string> danger_situations(const forms::Schema& schema)
{
    std::vector<std::string> situations;
    const forms::CodeList* list = schema.list(list_name);
    if (list == nullptr) return situations;
    for (const forms::Code& code : list->codes) {
        if (code.parent.empty() && !code.retired) situations.push_back(code.code);
    }
    return situations;
}

std::vector<forms::Code> danger_steps_for(const forms::Schema& schema, std::string_view situation)
{
    std::vector<forms::Code> steps;
    const forms::CodeList* list = schema.list(list_name);
    if (list == nullptr || situation.empty()) return steps;
    for (const forms::Code& code : list->codes) {
        if (code.parent == situation && !code.retired) steps.push_back(code);
    }
    return steps;
}

Result<std::vector<DangerStep>> steps_taken(const Records& records, const Caller& caller, const Call& call)
{
    const auto found = records.of_file(caller, call.contact.file, "danger_step");
    if (!found) return found.error();
    std::vector<DangerStep> steps;
    for (const vault::Record& record : *found) {
        steps.push_back(
            {record.id,
             text_at(record.coded, "situation"),
             text_at(record.coded, "step"),
             text_at(record.coded, "done_at"),
             UserId::parse(text_at(record.coded, "done_by")).value_or(UserId{}),
             Sensitive<std::string>(text_at(record.content.reveal(), "note"))}
        );
    }
    std::reverse(steps.begin(), steps.end());
    std::stable_sort(steps.begin(), steps.end(), [](const DangerStep& left, const DangerStep& right) {
        return left.done_at < right.done_at;
    });
    return steps;
}

Result<records::FormOutcome> take_steps(
    const Records& records,
    const Caller& caller,
    const Call& call,
    std::string_view situation,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    records::FormOutcome outcome;
    outcome.record = call.contact.id;
    if (records.vault().has_batch(batch)) return outcome;
    if (!is_open(call.contact.coded)) return refusal(msg("intake.problem.not_open"));
    const forms::Schema& schema = records.schema();
    const forms::ReadContext context = records.reading(caller, nullptr);
    forms::FormResult read = forms::read_form(*schema.type("danger_step"), schema, submission, context);
    outcome.problems = std::move(read.problems);
    if (text_at(read.coded, "done_at") > forms::moment_text(context.now + clock_tolerance)) {
        outcome.problems.push_back(problem("done_at", msg("hotline.danger.problem.ahead")));
    }
    const auto chosen = chosen_steps(schema, situation, submission);
    if (chosen.empty())
        outcome.problems.insert(outcome.problems.begin(), problem("step", msg("hotline.danger.problem.none")));
    if (!outcome.saved()) return outcome;
    vault::Batch writing;
    writing.id = batch;
    for (const std::string& step : chosen) {
        json::object coded = read.coded;
        coded["situation"] = situation;
        coded["step"] = step;
        coded["done_by"] = caller.actor.user.text();
        writing.records.push_back(records::new_record(
            records.vault().random(), "danger_step", call.contact.file, std::move(coded), read.content.reveal()
        ));
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

Result<void> untake_step(const Records& records, const Caller& caller, const RecordId& step, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto record = records.read(caller, step);
    if (!record) return record.error();
    if (record->type != "danger_step") return fail(ErrorCode::not_found, "the record is of another type");
    if (record->removed) return {};
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(removal(*record));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::intake
