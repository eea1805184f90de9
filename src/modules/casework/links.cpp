// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/links.hpp"

#include "base/text.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using records::Caller;
using records::FormOutcome;
using records::Records;

/// Cases that the caller may know of, by a number as people type it.
Result<std::vector<RecordId>> cases_by_number(const Records& records, const Caller& caller, std::string_view typed)
{
    std::vector<RecordId> found;
    const std::string wanted = sought(typed).number;
    if (wanted.empty()) return found;
    const auto rows = records.query(
        caller,
        Verb::desk,
        "case",
        "c.file",
        "SELECT c.record, c.number FROM t_case c WHERE {scope} AND c.deleted=0 AND c.number IS NOT NULL"
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const std::string number = rows->text(row, "number");
        if (number == wanted) return std::vector{rows->id<RecordId>(row, "record")};
        if (number_matches(number, wanted)) found.push_back(rows->id<RecordId>(row, "record"));
    }
    return found;
}

}  // namespace

Result<std::vector<LinkedCase>> linked_cases(const Records& records, const Caller& caller, const CaseHead& head)
{
    if (!head.readable) return fail(ErrorCode::denied, "the case is not open");
    const auto rows = records.query(
        caller,
        Verb::read,
        "case_link",
        "t.file",
        "SELECT t.record, t.kind, t.file, t.other, c.record AS holder"
        " FROM t_case_link t JOIN t_case c ON c.file=t.file AND c.deleted=0"
        " WHERE {scope} AND t.deleted=0 AND (t.file=? OR t.other=?) ORDER BY t.seq",
        {vault::sql(head.file), vault::sql(head.record)}
    );
    if (!rows) return rows.error();
    std::vector<LinkedCase> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const bool is_own = rows->id<FileId>(row, "file") == head.file;
        auto other = case_head(records, caller, rows->id<RecordId>(row, is_own ? "other" : "holder"));
        if (!other) continue;
        found.push_back({rows->id<RecordId>(row, "record"), std::move(*other), rows->text(row, "kind"), is_own});
    }
    return found;
}

Result<FormOutcome> link_case(
    const Records& records,
    const Caller& caller,
    const CaseHead& head,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    const std::string number(trimmed(submission.first("number")));
    const std::string kind(submission.first("kind"));
    const auto refuse = [&](const char* field, MessageId sentence) {
        outcome.problems.push_back({field, {std::move(sentence), {}}});
    };
    const auto known = cases_by_number(records, caller, number);
    if (!known) return known.error();
    if (known->empty()) {
        refuse("number", msg("links.problem.number"));
    } else if (known->size() > 1) {
        refuse("number", msg("links.problem.several"));
    } else if (known->front() == head.record) {
        refuse("number", msg("links.problem.itself"));
    }
    if (records.schema().list("case_link_kinds")->find(kind) == nullptr) refuse("kind", msg("links.problem.kind"));
    if (!outcome.problems.empty()) return outcome;
    const auto linked = linked_cases(records, caller, head);
    if (!linked) return linked.error();
    const bool is_there = std::any_of(linked->begin(), linked->end(), [&](const LinkedCase& each) {
        return each.other.record == known->front() && each.kind == kind;
    });
    if (is_there) {
        refuse("number", msg("links.problem.linked"));
        return outcome;
    }
    forms::Submission inputs;
    inputs.add("other", known->front().text());
    inputs.add("kind", kind);
    inputs.add("note", std::string(submission.first("note")));
    records::FormChange change;
    change.type = "case_link";
    change.file = head.file;
    return records.save(caller, change, inputs, batch);
}

}  // namespace panoh::casework
