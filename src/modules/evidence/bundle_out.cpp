// SPDX-License-Identifier: AGPL-3.0-or-later
// A bundle is fetched: everything is asked once more, then it is written that it left.
#include "forms/typed.hpp"
#include "modules/casework/store.hpp"
#include "modules/evidence/archive.hpp"
#include "modules/evidence/bundle.hpp"
#include "modules/evidence/chain.hpp"
#include "modules/evidence/rules.hpp"
#include "modules/evidence/service.hpp"

#include <algorithm>

namespace panoh::evidence {

namespace {

namespace json = boost::json;
using records::Caller;
using records::Records;

Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

/// Every byte is read once: its hash has to be what was stated when it came.
Result<std::uint32_t> checked_sum(const Records& records, const Item& item)
{
    if (!item.is_file()) return 0;
    const auto wrong = [] {
        return refusal(ErrorCode::conflict, "an original does not verify", msg("evidence.problem.differs"));
    };
    if (!item.bytes.blob) return wrong();
    std::uint32_t sum = 0;
    const auto found = vault::sha256_of(records.vault(), *item.bytes.blob, item.bytes.size, [&](BytesView piece) {
        sum = checksum(sum, piece);
    });
    if (!found && found.error().code != ErrorCode::damaged) return found.error();
    if (!found || *found != item.bytes.sha256) return wrong();
    return sum;
}

Result<std::vector<Held>>
items_in(const Records& records, const Caller& caller, const FileId& file, const Bundle& bundle)
{
    auto all = items_of(records, caller, file);
    if (!all) return all.error();
    std::erase_if(*all, [&](const Held& each) {
        return std::ranges::find(bundle.items, each.item.record) == bundle.items.end();
    });
    if (all->size() != bundle.items.size())
        return fail(ErrorCode::denied, "an item is not open to the caller any more");
    for (const Held& each : *all) {
        if (first_broken(each.item.number, each.events) != 0) {
            return refusal(ErrorCode::conflict, "a chain does not hold", msg("evidence.problem.differs"));
        }
    }
    return all;
}

/// The chains as they stand now that fetching is in them, and what shows where they stand in the ledger.
Result<void> add_proofs(const Records& records, const Caller& caller, const FileId& file, TakenOut& out)
{
    auto items = items_in(records, caller, file, out.bundle);
    if (!items) return items.error();
    out.items = std::move(*items);
    for (const Held& held : out.items) {
        for (const CustodyEvent& event : held.events) {
            auto proof = records.vault().inclusion_of(*caller.keys, event.seq);
            if (!proof) return proof.error();
            out.proofs.push_back(std::move(*proof));
        }
    }
    auto head = state_head(records, caller);
    if (!head) return head.error();
    out.head = std::move(*head);
    auto transcript = records.vault().transcript(records.vault().head(storage::Chain::records).seq);
    if (!transcript) return transcript.error();
    out.transcript = std::move(*transcript);
    return {};
}

}  // namespace

Result<TakenOut> take_out(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    TakenOut out;
    auto bundle = bundle_of(records, caller, record);
    if (!bundle) return bundle.error();
    out.bundle = std::move(*bundle);
    const auto revisions = records.history(caller, record);
    if (!revisions) return revisions.error();
    auto agreed = records::check_agreed(
        records, caller, out.bundle, revisions->front().author, msg("evidence.problem.not_ready")
    );
    if (!agreed) return agreed.error();
    const auto head = casework::case_head(records, caller, out.bundle.matter);
    if (!head) return head.error();
    if (auto allowed = check_writer(records, caller, head->file); !allowed) return allowed.error();
    const std::lock_guard guard(chain_lock());
    auto items = items_in(records, caller, head->file, out.bundle);
    if (!items) return items.error();
    out.items = std::move(*items);
    const auto problem = consent_problem(records, caller, head->file, out.bundle.recipient, out.items);
    if (!problem) return problem.error();
    if (*problem) return refusal(ErrorCode::conflict, "consent does not allow it any more", **problem);
    for (const Held& each : out.items) {
        const auto sum = checked_sum(records, each.item);
        if (!sum) return sum.error();
        out.checksums.push_back(*sum);
    }
    vault::Batch writing;
    writing.id = batch;
    const json::object changes{
        {"state", "downloaded"}, {"downloaded_at", forms::moment_text(records.vault().clock().now())}};
    auto newest = records::release_record(records, caller, bundle_type, record);
    if (!newest) return newest.error();
    writing.records.push_back(records::next_revision(std::move(*newest), changes));
    for (const Held& each : out.items) {
        EventDraft draft;
        draft.event = "exported";
        draft.content["outside"] = out.bundle.recipient_words.reveal();
        draft.content["reason"] = out.bundle.purpose.reveal();
        auto entry = next_entry(records, caller, each.item, end_of(each.events), std::move(draft));
        if (!entry) return entry.error();
        writing.records.push_back(std::move(*entry));
    }
    if (auto written = records.write(caller, std::move(writing)); !written) return written.error();
    if (auto proved = add_proofs(records, caller, head->file, out); !proved) return proved.error();
    for (const Held& each : out.items) {
        if (caller.reads != nullptr)
            caller.reads->push_back({"evidence_taken_out", each.item.file, each.item.record, true});
    }
    return out;
}

}  // namespace panoh::evidence
