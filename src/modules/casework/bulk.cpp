// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/bulk.hpp"

#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/tags.hpp"
#include "modules/casework/team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using records::Caller;
using records::Records;
using Outcome = BulkResult::Outcome;

Result<void> add_task(
    const Records& records, const Caller& caller, const CaseHead& head, const BulkOrder& order, const BatchId& batch
)
{
    const auto saved = save_form(records, caller, {"task", head.file, {}, 0}, order.task, batch);
    if (!saved) return saved.error();
    if (!saved->saved()) return fail(ErrorCode::invalid_input, "the task does not fit");
    return {};
}

Result<void>
do_one(const Records& records, const Caller& caller, const CaseHead& head, const BulkOrder& order, const BatchId& batch)
{
    switch (order.deed) {
    case Deed::assign:
        return add_worker(records, caller, {head.record, order.worker, {}, order.leads}, batch);
    case Deed::task:
        return add_task(records, caller, head, order, batch);
    case Deed::tag:
        return tag_case(records, caller, head.file, order.tag, batch);
    case Deed::untag:
        break;
    }
    return untag_case(records, caller, head.file, order.tag, batch);
}

Outcome outcome_of(ErrorCode code)
{
    if (code == ErrorCode::denied || code == ErrorCode::not_found) return Outcome::not_allowed;
    return code == ErrorCode::conflict ? Outcome::changed : Outcome::failed;
}

BulkResult result_for(
    const Records& records, const Caller& caller, const BulkItem& item, const BulkOrder& order, const BatchId& batch
)
{
    BulkResult result;
    result.record = item.record;
    const auto head = case_head(records, caller, item.record);
    if (!head) {
        result.outcome = Outcome::not_allowed;
        result.why = {default_message(ErrorCode::denied), {}};
        return result;
    }
    result.number = head->number;
    if (records.vault().has_batch(batch)) {
        result.outcome = Outcome::done;
        return result;
    }
    if (records.vault().revision_of(item.record) != item.revision) {
        result.outcome = Outcome::changed;
        result.why = {msg("bulk.changed.why"), {}};
        return result;
    }
    const auto done = do_one(records, caller, *head, order, batch);
    result.outcome = done ? Outcome::done : outcome_of(done.error().code);
    if (!done) {
        const Message& why = done.error().message;
        result.why = why.id.empty() ? Message{default_message(done.error().code), {}} : why;
    }
    return result;
}

}  // namespace

BatchId batch_of_row(const BatchId& form, const RecordId& record)
{
    std::array<std::uint8_t, BatchId::size> bytes{};
    for (std::size_t at = 0; at < bytes.size(); ++at)
        bytes[at] = static_cast<std::uint8_t>(form.view()[at] ^ record.view()[at]);
    return BatchId(bytes);
}

std::vector<BulkResult> do_for_all(
    const Records& records,
    const Caller& caller,
    std::span<const BulkItem> items,
    const BulkOrder& order,
    const BatchId& batch
)
{
    std::vector<BulkResult> results;
    for (const BulkItem& item : items)
        results.push_back(result_for(records, caller, item, order, batch_of_row(batch, item.record)));
    return results;
}

}  // namespace panoh::casework
