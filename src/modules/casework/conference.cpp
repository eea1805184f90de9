// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/conference.hpp"

#include "base/json_text.hpp"

namespace panoh::casework {

namespace {

namespace json = boost::json;
using records::Caller;
using records::FormOutcome;
using records::Records;

constexpr std::string_view decisions_field = "decisions";

}  // namespace

std::vector<vault::RecordChange>
tasks_of_decisions(Random& random, const FileId& case_file, const json::array& decisions)
{
    std::vector<vault::RecordChange> tasks;
    for (const json::value& each : decisions) {
        const json::object* decision = each.if_object();
        if (decision == nullptr || text_at(*decision, "what").empty()) continue;
        json::object coded{{"state", "open"}};
        for (const auto& [from, to] : {std::pair("who", "assigned_to"), {"due_on", "due_on"}}) {
            const std::string text = text_at(*decision, from);
            if (!text.empty()) coded[to] = text;
        }
        tasks.push_back(
            records::new_record(random, "task", case_file, std::move(coded), {{"heading", text_at(*decision, "what")}})
        );
    }
    return tasks;
}

Result<FormOutcome> save_conference(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    if (!change.record.is_none()) {
        records::FormChange without = change;
        without.asks = [](const forms::Field& field) {
            return field.name != decisions_field;
        };
        return records.save(caller, without, submission, batch);
    }
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    const forms::RecordType& type = *records.schema().type("case_conference");
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    outcome.problems = std::move(read.problems);
    if (!outcome.problems.empty()) return outcome;
    vault::Batch writing;
    writing.id = batch;
    const json::value* decisions = read.content.reveal().if_contains(decisions_field);
    if (decisions != nullptr && decisions->is_array()) {
        writing.records = tasks_of_decisions(records.vault().random(), change.file, decisions->get_array());
        json::array named;
        for (const vault::RecordChange& task : writing.records)
            named.push_back(json::object{{"task", task.id.text()}});
        read.content.reveal()["tasks"] = std::move(named);
    }
    writing.records.push_back(
        {outcome.record, change.file, type.name, 0, std::move(read.coded), std::move(read.content), false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

}  // namespace panoh::casework
