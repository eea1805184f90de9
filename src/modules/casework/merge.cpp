// SPDX-License-Identifier: AGPL-3.0-or-later
// Which files are of one person, and deciding so.
#include "modules/casework/merge.hpp"

#include "base/text.hpp"
#include "modules/casework/service.hpp"

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::Records;

bool may_open(const Records& records, const Caller& caller, const FileId& file)
{
    return records.may(caller, Verb::read, file, Compartment::core);
}

/// What one of the files holds about the other one; none without.
std::optional<vault::Record>
held_decision(const Records& records, const Caller& caller, const FileId& file, const RecordId& other)
{
    const auto rows = records.vault().workspace().query(
        "SELECT record FROM t_person_merge WHERE file=? AND other=? AND deleted=0 ORDER BY seq DESC LIMIT 1",
        {vault::sql(file), vault::sql(other)}
    );
    if (!rows || rows->empty()) return std::nullopt;
    auto record = records.read(caller, rows->id<RecordId>(0, "record"));
    return record ? std::optional(std::move(*record)) : std::nullopt;
}

vault::RecordChange change_of(
    const Records& records, const Caller& caller, const FileId& file, const RecordId& other, std::string_view state
)
{
    const json::object coded{{"other", other.text()}, {"state", state}};
    if (const auto held = held_decision(records, caller, file, other)) {
        return {held->id, file, held->type, held->revision, coded, Sensitive<json::object>(json::object{}), false};
    }
    return records::new_record(records.vault().random(), "person_merge", file, coded);
}

Result<std::pair<PersonRecord, PersonRecord>>
both_of(const Records& records, const Caller& caller, const RecordId& left, const RecordId& right)
{
    const auto one = file_of_person(records, left);
    const auto other = file_of_person(records, right);
    if (!one || !other || left == right || !may_open(records, caller, *one) || !may_open(records, caller, *other)) {
        return fail(ErrorCode::not_found, "there are no two such persons for this reader");
    }
    for (const FileId& file : {*one, *other}) {
        if (!records.may(caller, Verb::write, file, Compartment::core)
            || !records.may(caller, Verb::read, file, Compartment::identity)) {
            return fail(ErrorCode::denied, "no rule lets the writer decide about both files");
        }
    }
    return std::pair{PersonRecord{left, *one}, PersonRecord{right, *other}};
}

forms::FormProblem reason_is_missing()
{
    return {"reason", {msg("person.problem.reason"), {}}};
}

std::vector<forms::FormProblem> problems_of(const MergeDecision& decision, const Comparison& compared)
{
    std::vector<forms::FormProblem> problems;
    const bool same = decision.answer == "same";
    const bool lead_named = decision.lead == decision.left || decision.lead == decision.right;
    if (!same && decision.answer != "different") problems.push_back({"answer", {msg("person.problem.answer"), {}}});
    if (same && !lead_named) problems.push_back({"lead", {msg("person.problem.lead"), {}}});
    if (same && lead_named) {
        const bool left_leads = decision.lead == decision.left;
        const auto problem = left_leads ? joining_problem(compared.left_standing, compared.right_standing)
                                        : joining_problem(compared.right_standing, compared.left_standing);
        if (problem) problems.push_back({"lead", {*problem, {}}});
    }
    if (trimmed(decision.reason).empty()) problems.push_back(reason_is_missing());
    return problems;
}

bool holds(std::string_view state)
{
    return state == "leads" || state == "follows" || state == "different";
}

}  // namespace

OnePerson one_person(const Records& records, const Caller& caller, const RecordId& person)
{
    OnePerson one;
    one.lead.record = person;
    one.lead.file = file_of_person(records, person).value_or(FileId{});
    const auto& workspace = records.vault().workspace();
    const auto led = workspace.query(
        "SELECT m.other, p.file FROM t_person_merge m JOIN t_person p ON p.record=m.other AND p.deleted=0"
        " WHERE m.file=? AND m.state='follows' AND m.deleted=0 LIMIT 1",
        {vault::sql(one.lead.file)}
    );
    if (led && !led->empty() && may_open(records, caller, led->id<FileId>(0, "file"))) {
        one.lead = {led->id<RecordId>(0, "other"), led->id<FileId>(0, "file")};
    }
    one.all.push_back(one.lead);
    const auto others = workspace.query(
        "SELECT m.other, p.file FROM t_person_merge m JOIN t_person p ON p.record=m.other AND p.deleted=0"
        " WHERE m.file=? AND m.state='leads' AND m.deleted=0 ORDER BY m.seq",
        {vault::sql(one.lead.file)}
    );
    if (!others) return one;
    for (std::size_t row = 0; row < others->size(); ++row) {
        const auto file = others->id<FileId>(row, "file");
        if (may_open(records, caller, file)) one.all.push_back({others->id<RecordId>(row, "other"), file});
    }
    return one;
}

Result<std::vector<forms::FormProblem>>
decide_same(const Records& records, const Caller& caller, const MergeDecision& decision, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return std::vector<forms::FormProblem>{};
    const auto both = both_of(records, caller, decision.left, decision.right);
    if (!both) return both.error();
    const auto compared = compare_persons(records, caller, decision.left, decision.right);
    if (!compared) return compared.error();
    if (holds(compared->state)) return fail(ErrorCode::conflict, "the two files were decided about already");
    auto problems = problems_of(decision, *compared);
    if (!problems.empty()) return problems;
    const bool same = decision.answer == "same";
    const auto state_of = [&](const RecordId& person) {
        if (!same) return "different";
        return decision.lead == person ? "leads" : "follows";
    };
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(change_of(records, caller, both->first.file, decision.right, state_of(decision.left)));
    writing.records.push_back(change_of(records, caller, both->second.file, decision.left, state_of(decision.right)));
    for (vault::RecordChange& change : writing.records) {
        change.coded["decided_on"] = today_of(records, caller);
        change.coded["decided_by"] = caller.actor.user.text();
        change.content.reveal()["reason"] = std::string(trimmed(decision.reason));
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return problems;
}

Result<std::vector<forms::FormProblem>> undo_decision(
    const Records& records,
    const Caller& caller,
    const RecordId& left,
    const RecordId& right,
    const std::string& reason,
    const BatchId& batch
)
{
    std::vector<forms::FormProblem> problems;
    if (records.vault().has_batch(batch)) return problems;
    const auto both = both_of(records, caller, left, right);
    if (!both) return both.error();
    if (trimmed(reason).empty()) {
        problems.push_back(reason_is_missing());
        return problems;
    }
    vault::Batch writing;
    writing.id = batch;
    for (const auto& [file, other] : {std::pair{both->first.file, right}, std::pair{both->second.file, left}}) {
        auto held = held_decision(records, caller, file, other);
        const json::value* state = held ? held->coded.if_contains("state") : nullptr;
        if (state == nullptr || !holds(std::string_view(state->as_string()))) {
            return fail(ErrorCode::not_found, "there is no decision to take back");
        }
        vault::RecordChange change{held->id, file, held->type, held->revision, held->coded, held->content, false};
        change.coded["state"] = "undone";
        change.coded["undone_on"] = today_of(records, caller);
        change.coded["undone_by"] = caller.actor.user.text();
        change.content.reveal()["undone_reason"] = std::string(trimmed(reason));
        writing.records.push_back(std::move(change));
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return problems;
}

}  // namespace panoh::casework
