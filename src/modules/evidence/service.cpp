// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/service.hpp"

#include "base/json_text.hpp"
#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "modules/casework/store.hpp"
#include "modules/evidence/chain.hpp"
#include "modules/evidence/rules.hpp"
#include "modules/files/media.hpp"

#include <algorithm>
#include <map>

namespace panoh::evidence {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::FormOutcome;
using records::Records;

Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

Error state_moved_on()
{
    return refusal(ErrorCode::conflict, "the chain does not allow this now", msg("evidence.problem.moved_on"));
}

/// The entry alone, after the state of the chain was looked at under the lock.
Result<void>
append(const Records& records, const Caller& caller, const Held& held, EventDraft draft, const BatchId& batch)
{
    vault::Batch writing;
    writing.id = batch;
    auto entry = next_entry(records, caller, held.item, end_of(held.events), std::move(draft));
    if (!entry) return entry.error();
    writing.records.push_back(std::move(*entry));
    const auto written = records.write(caller, std::move(writing));
    return written ? Result<void>{} : written.error();
}

std::map<RecordId, std::vector<CustodyEvent>> chains_in(const std::vector<vault::Record>& found)
{
    std::map<RecordId, std::vector<CustodyEvent>> chains;
    for (const vault::Record& record : found) {
        CustodyEvent event = event_of(record);
        chains[event.item].push_back(std::move(event));
    }
    for (auto& [item, events] : chains)
        std::ranges::stable_sort(events, {}, &CustodyEvent::number);
    return chains;
}

}  // namespace

Result<void> check_writer(const Records& records, const Caller& caller, const FileId& file)
{
    const auto fact = records.vault().file(file);
    if (!fact || fact->kind != forms::FileKind::case_file)
        return fail(ErrorCode::not_found, "evidence belongs to a case");
    if (!records.may(caller, Verb::write, file, Compartment::account)) {
        return fail(ErrorCode::denied, "no rule lets the writer add to the account of this case");
    }
    return {};
}

std::mutex& chain_lock()
{
    static std::mutex lock;
    return lock;
}

Result<std::vector<Held>> items_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    if (!records.may(caller, Verb::read, case_file, Compartment::account)) {
        return fail(ErrorCode::denied, "no rule lets the reader see the account of this case");
    }
    const auto items = records.of_file(caller, case_file, item_type);
    if (!items) return items.error();
    const auto events = records.of_file(caller, case_file, event_type);
    if (!events) return events.error();
    auto chains = chains_in(*events);
    std::vector<Held> held;
    for (const vault::Record& record : *items) {
        Item item = item_of(record);
        auto chain = std::move(chains[item.record]);
        held.push_back({std::move(item), std::move(chain)});
    }
    std::ranges::stable_sort(held, {}, [](const Held& each) { return each.item.number; });
    return held;
}

Result<Held> held_item(const Records& records, const Caller& caller, const RecordId& id)
{
    const auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != item_type) return fail(ErrorCode::not_found, "the record is no item of evidence");
    const auto events = records.of_file(caller, record->file, event_type);
    if (!events) return events.error();
    auto chains = chains_in(*events);
    return Held{item_of(*record), std::move(chains[id])};
}

std::vector<UserId> receivers(const Records& records, const FileId& case_file)
{
    const vault::Vault& vault = records.vault();
    const auto directory = vault.directory();
    std::vector<UserId> found;
    for (const casework::TeamMember& member : casework::team_of(records, case_file)) {
        const auto actor = access::actor_of(*directory, member.user);
        if (!actor || std::ranges::find(found, member.user) != found.end()) continue;
        if (records.access().decide(*actor, Verb::write, vault, case_file, Compartment::account).allowed) {
            found.push_back(member.user);
        }
    }
    return found;
}

std::vector<std::string> open_to(const Records& records, const Caller& caller, const Held& held)
{
    if (!records.may(caller, Verb::write, held.item.file, Compartment::account)) return {};
    const Custody custody = custody_of(held.events);
    const auto here = receivers(records, held.item.file);
    const bool holder_is_here = std::ranges::find(here, custody.holder) != here.end();
    return open_events(custody, caller.actor.user, !held.item.is_file(), holder_is_here);
}

Result<FormOutcome> enter(
    const Records& records,
    const Caller& caller,
    const RecordId& id,
    std::string_view event,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    FormOutcome outcome;
    outcome.record = id;
    const std::lock_guard guard(chain_lock());
    const auto held = held_item(records, caller, id);
    if (!held) return held.error();
    if (auto allowed = check_writer(records, caller, held->item.file); !allowed) return allowed.error();
    if (records.vault().has_batch(batch)) return outcome;
    const auto open = open_to(records, caller, *held);
    if (std::ranges::find(open, event) == open.end()) return state_moved_on();
    const forms::RecordType& type = *records.schema().type(event_type);
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    auto missing = missing_in(event, read.coded, read.content.reveal());
    read.problems.insert(read.problems.end(), missing.begin(), missing.end());
    const auto asked = asked_by(event).fields;
    const auto is_asked = [&](std::string_view input) {
        const std::string_view field = input.substr(0, input.find('.'));
        return std::ranges::find(asked, field) != asked.end();
    };
    std::erase_if(read.problems, [&](const forms::FormProblem& each) { return !is_asked(each.field); });
    EventDraft draft;
    draft.event = event;
    for (const auto& [field, value] : read.coded) {
        if (is_asked(field)) draft.coded[field] = value;
    }
    for (const auto& [field, value] : read.content.reveal()) {
        if (is_asked(field)) draft.content[field] = value;
    }
    if (const auto to = UserId::parse(text_at(draft.coded, "to"))) {
        const auto possible = receivers(records, held->item.file);
        if (*to == caller.actor.user || std::ranges::find(possible, *to) == possible.end()) {
            read.problems.push_back({"to", {msg("evidence.problem.receiver"), {}}});
        }
    }
    if (!read.problems.empty()) {
        outcome.problems = std::move(read.problems);
        return outcome;
    }
    if (auto done = append(records, caller, *held, std::move(draft), batch); !done) return done.error();
    return outcome;
}

Result<void> verify(const Records& records, const Caller& caller, const RecordId& id, const BatchId& batch)
{
    const auto before = held_item(records, caller, id);
    if (!before) return before.error();
    if (auto allowed = check_writer(records, caller, before->item.file); !allowed) return allowed.error();
    if (records.vault().has_batch(batch)) return {};
    if (!before->item.is_file()) {
        return refusal(ErrorCode::conflict, "a thing has no hash", msg("evidence.problem.no_hash"));
    }
    const files::Attachment& bytes = before->item.bytes;
    EventDraft draft;
    draft.event = "verified";
    const auto found = bytes.blob ? vault::sha256_of(records.vault(), *bytes.blob, bytes.size)
                                  : Result<std::string>(fail(ErrorCode::damaged, "an item names no bytes"));
    if (!found && found.error().code != ErrorCode::damaged) return found.error();
    draft.coded["result"] = !found ? "unreadable" : *found == bytes.sha256 ? "same" : "different";
    if (found) draft.coded["sha256"] = *found;
    const std::lock_guard guard(chain_lock());
    const auto held = held_item(records, caller, id);
    if (!held) return held.error();
    return append(records, caller, *held, std::move(draft), batch);
}

Result<RecordId> copy_without_metadata(
    const Records& records,
    const Caller& caller,
    const documents::Previewer& previewer,
    const RecordId& id,
    const BatchId& batch
)
{
    vault::Vault& vault = records.vault();
    const auto held = held_item(records, caller, id);
    if (!held) return held.error();
    const Item& item = held->item;
    if (auto allowed = check_writer(records, caller, item.file); !allowed) return allowed.error();
    if (vault.has_batch(batch)) return RecordId::from_bytes(batch.view()).value_or(RecordId{});
    const auto no_picture = [] {
        return refusal(ErrorCode::invalid_input, "no picture to be had", msg("evidence.problem.no_picture"));
    };
    if (!item.bytes.blob || files::preview_of(item.bytes.media_type) != files::Preview::picture) return no_picture();
    const auto picture =
        previewer.picture(item.bytes.media_type, item.bytes.size, [&](std::uint64_t offset, std::size_t length) {
            return vault.read_blob(*item.bytes.blob, item.bytes.size, offset, length);
        });
    if (!picture && picture.error().code == ErrorCode::busy) return picture.error();
    if (!picture) return no_picture();
    const UserId& user = caller.actor.user;
    const auto upload = vault.begin_upload(user, Sensitive<std::string>(item.number + ".jpg"));
    if (!upload) return upload.error();
    if (auto added = vault.add_to_upload(user, *upload, 0, bytes_of(*picture)); !added) return added.error();
    const forms::RecordType& type = *records.schema().type(item_type);
    const json::object start{
        {"name", item.name.reveal()},
        {"kind", item.kind},
        {"received_on", forms::iso_day(forms::local_day(vault.clock().now(), caller.zone))},
        {"derived_how", "metadata_removed"}};
    const auto said = forms::to_submission(type, start, caller.zone);
    const auto outcome = receive(records, caller, {item.file, *upload, id}, said, batch);
    if (!outcome) return outcome.error();
    if (!outcome->saved()) return fail(ErrorCode::internal, "a copy did not fit the form of items");
    return outcome->record;
}

Result<std::vector<Offer>> offers_for(const Records& records, const Caller& caller)
{
    // The newest entry that moves an item is an offer that nobody has answered.
    const auto rows = records.query(
        caller,
        Verb::read,
        event_type,
        "e.file",
        "SELECT e.item, e.file, e.\"by\" AS giver, e.\"to\" AS receiver, e.at, e.seq, i.number AS item_number"
        " FROM t_custody_event e JOIN t_evidence_item i ON i.record=e.item"
        " WHERE {scope} AND e.event='handed_over' AND e.deleted=0 AND (e.\"by\"=? OR e.\"to\"=?)"
        " AND NOT EXISTS (SELECT 1 FROM t_custody_event n WHERE n.item=e.item AND n.file=e.file"
        " AND CAST(n.number AS INTEGER)>CAST(e.number AS INTEGER)"
        " AND n.event IN ('taken','declined','taken_back','taken_over'))",
        {vault::sql(caller.actor.user), vault::sql(caller.actor.user)}
    );
    if (!rows) return rows.error();
    std::vector<Offer> offers;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        offers.push_back(
            {rows->id<RecordId>(row, "item"),
             rows->id<FileId>(row, "file"),
             rows->text(row, "item_number"),
             rows->id<UserId>(row, "giver"),
             rows->id<UserId>(row, "receiver"),
             rows->text(row, "at"),
             rows->integer(row, "seq")}
        );
    }
    return offers;
}

}  // namespace panoh::evidence
