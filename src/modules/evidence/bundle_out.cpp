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

Result<void>
check_agreed(const Records& records, const Caller& caller, const Bundle& bundle, const UserId& first_author)
{
    const Timestamp now = records.vault().clock().now();
    const bool ready = standing_of(bundle, now) == Standing::ready && bundle.asked_by == caller.actor.user
                       && first_author == caller.actor.user && bundle.author == bundle.answered_by
                       && bundle.author != caller.actor.user;
    if (!ready)
        return refusal(ErrorCode::conflict, "the bundle cannot be fetched now", msg("evidence.problem.not_ready"));
    const auto approver = access::actor_of(*records.vault().directory(), bundle.answered_by);
    const bool is_agreed = approver && approver->organisation == caller.actor.organisation
                           && records.access().may(*approver, approve_ability);
    if (!is_agreed || !records.access().may(caller.actor, ask_ability)) {
        return fail(ErrorCode::denied, "the approval does not hold any more");
    }
    return {};
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

}  // namespace

Result<TakenOut> take_out(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    TakenOut out;
    auto bundle = bundle_of(records, caller, record);
    if (!bundle) return bundle.error();
    out.bundle = std::move(*bundle);
    const auto revisions = records.history(caller, record);
    if (!revisions) return revisions.error();
    if (auto agreed = check_agreed(records, caller, out.bundle, revisions->front().author); !agreed) {
        return agreed.error();
    }
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
    const vault::Record& newest = revisions->back();
    json::object coded = newest.coded;
    coded["state"] = "downloaded";
    coded["downloaded_at"] = forms::moment_text(records.vault().clock().now());
    writing.records.push_back(
        {newest.id,
         newest.file,
         newest.type,
         newest.revision,
         std::move(coded),
         Sensitive<json::object>(newest.content.reveal()),
         false}
    );
    for (Held& each : out.items) {
        EventDraft draft;
        draft.event = "exported";
        draft.content["outside"] = out.bundle.recipient_words.reveal();
        draft.content["reason"] = out.bundle.purpose.reveal();
        writing.records.push_back(next_entry(records, caller, each.item, end_of(each.events), std::move(draft)));
        const vault::RecordChange& entry = writing.records.back();
        vault::Record stored;
        stored.id = entry.id;
        stored.file = entry.file;
        stored.type = entry.type;
        stored.author = caller.actor.user;
        stored.coded = entry.coded;
        stored.content = Sensitive<json::object>(entry.content.reveal());
        each.events.push_back(event_of(stored));
    }
    if (auto written = records.write(caller, std::move(writing)); !written) return written.error();
    for (const Held& each : out.items) {
        if (caller.reads != nullptr)
            caller.reads->push_back({"evidence_taken_out", each.item.file, each.item.record, true});
    }
    return out;
}

}  // namespace panoh::evidence
