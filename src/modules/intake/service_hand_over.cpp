// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_hand_over.hpp"

#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/rules_duty.hpp"
#include "modules/intake/rules_hand_over.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace panoh::intake {

namespace {

namespace json = boost::json;
using access::Verb;

constexpr std::string_view still_open = "c.status IN ('new','handed_over','screened')";
constexpr std::string_view most_rows = " LIMIT 200";
constexpr std::chrono::days days_with_receipts{3};
constexpr int most_attempts = 4;

std::string now_of(const Records& records)
{
    return forms::moment_text(records.vault().clock().now());
}

/// What of a contact decides whether it is a promise, from its row.
json::object contact_of(const vault::Rows& rows, std::size_t at)
{
    json::object contact{
        {"status", rows.text(at, "status")},
        {"danger_now", rows.integer(at, "danger_now") == 1 && rows.is_null(at, "alert_ended")}};
    contact["promise_call_back"] = rows.integer(at, "promise_call_back") == 1;
    if (const std::string by = rows.text(at, "call_back_by"); !by.empty()) contact["call_back_by"] = by;
    return contact;
}

bool is_more_urgent(const OpenPromise& left, const OpenPromise& right)
{
    const auto rank = [](const OpenPromise& each) {
        const bool danger = !each.reasons.empty() && each.reasons.front() == "danger";
        return std::tuple(!danger, each.call_back_by.empty(), each.call_back_by);
    };
    return rank(left) < rank(right);
}

Result<std::multimap<RecordId, std::string>> reasons_of_offers(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "hand_over",
        "h.file",
        "SELECT r.record AS record, r.code AS code FROM t_hand_over__reasons r JOIN t_hand_over h ON h.record=r.record"
        " WHERE {scope} AND h.deleted=0 AND h.taken_at IS NULL AND h.withdrawn_at IS NULL"
    );
    if (!rows) return rows.error();
    std::multimap<RecordId, std::string> reasons;
    for (std::size_t at = 0; at < rows->size(); ++at)
        reasons.emplace(rows->id<RecordId>(at, "record"), rows->text(at, "code"));
    return reasons;
}

Offer offer_of(const vault::Rows& rows, std::size_t at, const std::multimap<RecordId, std::string>& reasons)
{
    Offer offer;
    offer.id = rows.id<RecordId>(at, "record");
    offer.contact = rows.id<RecordId>(at, "contact");
    offer.number = rows.text(at, "number");
    offer.given_by = rows.id<UserId>(at, "given_by");
    offer.given_to = rows.id<UserId>(at, "given_to");
    offer.given_at = rows.text(at, "given_at");
    offer.taken_at = rows.text(at, "taken_at");
    offer.call_back_by = rows.text(at, "call_back_by");
    const auto [first, last] = reasons.equal_range(offer.id);
    for (auto each = first; each != last; ++each)
        offer.reasons.push_back(each->second);
    return offer;
}

/// The offers of a contact that wait, as revisions that end them.
Result<std::vector<vault::RecordChange>>
ended_offers(const Records& records, const Caller& caller, const FileId& file, std::string_view now)
{
    const auto found = records.of_file(caller, file, "hand_over");
    if (!found) return found.error();
    std::vector<vault::RecordChange> changes;
    for (const vault::Record& record : *found) {
        if (!is_waiting(record.coded)) continue;
        json::object coded = record.coded;
        coded["withdrawn_at"] = now;
        changes.push_back(next_revision(record, std::move(coded)));
    }
    return changes;
}

/// What giving one contact writes.
Result<void> add_offer(
    const Records& records, const Caller& caller, const UserId& to, const HandOver::Item& item, vault::Batch& writing
)
{
    const auto contact = open_contact(records, caller, item.contact);
    if (!contact) return contact.error();
    if (holder_of(contact->coded) != caller.actor.user) return refusal(msg("hand_over.problem.not_yours"));
    const auto screening = newest_of(records, caller, "screening", contact->file);
    if (!screening) return screening.error();
    const std::string now = now_of(records);
    auto changes = ended_offers(records, caller, contact->file, now);
    if (!changes) return changes.error();
    std::move(changes->begin(), changes->end(), std::back_inserter(writing.records));
    Random& random = records.vault().random();
    const auto reasons = reasons_of(contact->coded, screening->has_value());
    writing.records.push_back(
        records::new_record(random, "hand_over", contact->file, offered(caller.actor.user, to, reasons, now))
    );
    const RecordId offer = writing.records.back().id;
    if (!item.note.reveal().empty()) {
        writing.records.push_back(records::new_record(
            random, "hand_over_note", contact->file, {{"hand_over", offer.text()}}, {{"note", item.note.reveal()}}
        ));
    }
    return {};
}

/// The contact of a file of this kind.
Result<vault::Record> contact_in(const Records& records, const Caller& caller, const FileId& file)
{
    const auto found = newest_of(records, caller, "contact", file);
    if (!found) return found.error();
    if (!found->has_value()) return fail(ErrorCode::not_found, "the file holds no contact");
    return records.read(caller, **found);
}

/// What taking writes as things stand; nothing for offers that no longer stand.
Result<vault::Batch>
taking(const Records& records, const Caller& caller, const std::vector<RecordId>& chosen, const BatchId& batch)
{
    vault::Batch writing;
    writing.id = batch;
    const std::string now = now_of(records);
    for (const RecordId& id : chosen) {
        const auto offer = records.read(caller, id);
        if (!offer) return offer.error();
        if (offer->type != "hand_over") return fail(ErrorCode::not_found, "the record is of another type");
        if (text_at(offer->coded, "given_to") != caller.actor.user.text()) {
            return refusal(msg("hand_over.problem.not_to_you"));
        }
        const auto contact = contact_in(records, caller, offer->file);
        if (!contact) return contact.error();
        if (!stands(offer->coded, contact->coded)) continue;
        json::object taken = offer->coded;
        taken["taken_at"] = now;
        writing.records.push_back(next_revision(*offer, std::move(taken)));
        writing.records.push_back(next_revision(*contact, taken_over(contact->coded, caller.actor.user, now)));
    }
    return writing;
}

}  // namespace

Result<std::vector<OpenPromise>> open_promises(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "contact",
        "c.file",
        "SELECT c.record AS record, c.number AS number, c.status AS status, c.danger_now AS danger_now,"
        " c.promise_call_back AS promise_call_back, c.call_back_by AS call_back_by, "
            + ended_alert("status", "c.file")
            + " AS alert_ended,"
              " COALESCE(c.call_back_next, c.call_back_by) AS due,"
              " EXISTS(SELECT 1 FROM t_screening s WHERE s.file=c.file AND s.deleted=0) AS screened,"
              " (SELECT h.given_to FROM t_hand_over h WHERE h.file=c.file AND h.deleted=0 AND h.taken_at IS NULL"
              " AND h.withdrawn_at IS NULL ORDER BY h.seq DESC LIMIT 1) AS offered_to FROM t_contact c WHERE {scope}"
              " AND c.deleted=0 AND "
            + std::string(still_open) + " AND c.keyworker=? ORDER BY c.seq" + std::string(most_rows),
        {vault::sql(caller.actor.user)}
    );
    if (!rows) return rows.error();
    std::vector<OpenPromise> promises;
    for (std::size_t at = 0; at < rows->size(); ++at) {
        OpenPromise promise;
        promise.reasons = reasons_of(contact_of(*rows, at), rows->integer(at, "screened") == 1);
        if (promise.reasons.empty()) continue;
        promise.contact = rows->id<RecordId>(at, "record");
        promise.number = rows->text(at, "number");
        promise.call_back_by = rows->text(at, "due");
        promise.offered_to = rows->id<UserId>(at, "offered_to");
        promises.push_back(std::move(promise));
    }
    std::stable_sort(promises.begin(), promises.end(), is_more_urgent);
    return promises;
}

Result<std::vector<Offer>> offers(const Records& records, const Caller& caller, OffersOf whose)
{
    std::string sql = "SELECT h.record AS record, c.record AS contact, c.number AS number, h.given_by AS given_by,"
                      " h.given_to AS given_to, h.given_at AS given_at, h.taken_at AS taken_at,"
                      " COALESCE(c.call_back_next, c.call_back_by) AS call_back_by FROM t_hand_over h"
                      " JOIN t_contact c ON c.file=h.file AND c.deleted=0 WHERE {scope} AND h.deleted=0";
    const std::string waits = " AND h.taken_at IS NULL AND h.withdrawn_at IS NULL AND " + std::string(still_open)
                              + " AND c.keyworker=h.given_by";
    std::vector<vault::SqlValue> parameters;
    switch (whose) {
    case OffersOf::to_me:
        sql += waits + " AND h.given_to=?";
        parameters.push_back(vault::sql(caller.actor.user));
        break;
    case OffersOf::by_me:
        sql += " AND h.given_by=? AND h.given_at>=? AND (h.taken_at IS NOT NULL OR (1" + waits + "))";
        parameters.push_back(vault::sql(caller.actor.user));
        parameters.emplace_back(later_by(now_of(records), -days_with_receipts));
        break;
    case OffersOf::anyone:
        sql += waits;
        break;
    }
    const Verb verb = whose == OffersOf::anyone ? Verb::desk : Verb::read;
    sql += " ORDER BY h.taken_at IS NOT NULL, h.given_at, h.seq" + std::string(most_rows);
    const auto rows = records.query(caller, verb, "hand_over", "h.file", sql, std::move(parameters));
    if (!rows) return rows.error();
    std::multimap<RecordId, std::string> reasons;
    if (whose != OffersOf::anyone) {
        auto found = reasons_of_offers(records, caller);
        if (!found) return found.error();
        reasons = std::move(*found);
    }
    std::vector<Offer> found;
    for (std::size_t at = 0; at < rows->size(); ++at)
        found.push_back(offer_of(*rows, at, reasons));
    return found;
}

Result<Sensitive<std::string>> note_of(const Records& records, const Caller& caller, const Offer& offer)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "hand_over_note",
        "n.file",
        "SELECT n.record AS record FROM t_hand_over_note n WHERE {scope} AND n.deleted=0 AND n.hand_over=? LIMIT 1",
        {vault::sql(offer.id)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return Sensitive<std::string>();
    const auto note = records.read(caller, rows->id<RecordId>(0, "record"));
    if (!note) return note.error();
    return Sensitive<std::string>(text_at(note->content.reveal(), "note"));
}

Result<std::size_t> give(const Records& records, const Caller& caller, const HandOver& what, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return what.items.size();
    const auto possible = receivers(records, caller);
    if (std::find(possible.begin(), possible.end(), what.to) == possible.end()) {
        return refusal(msg("intake.problem.choose_colleague"));
    }
    if (what.items.empty()) return refusal(msg("hand_over.problem.nothing_chosen"));
    for (int attempt = 1;; ++attempt) {
        vault::Batch writing;
        writing.id = batch;
        for (const HandOver::Item& item : what.items) {
            if (auto added = add_offer(records, caller, what.to, item, writing); !added) return added.error();
        }
        const auto receipt = records.write(caller, std::move(writing));
        if (receipt) return what.items.size();
        if (receipt.error().code != ErrorCode::conflict || attempt == most_attempts) return receipt.error();
    }
}

Result<std::size_t>
take_over(const Records& records, const Caller& caller, const std::vector<RecordId>& chosen, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return chosen.size();
    if (chosen.empty()) return refusal(msg("hand_over.problem.nothing_chosen"));
    for (int attempt = 1;; ++attempt) {
        auto writing = taking(records, caller, chosen, batch);
        if (!writing) return writing.error();
        const std::size_t count = writing->records.size() / 2;
        if (count == 0) return count;
        const auto receipt = records.write(caller, std::move(*writing));
        if (receipt) return count;
        if (receipt.error().code != ErrorCode::conflict || attempt == most_attempts) return receipt.error();
    }
}

Result<void> withdraw(const Records& records, const Caller& caller, const RecordId& offer, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto record = records.read(caller, offer);
    if (!record) return record.error();
    if (record->type != "hand_over") return fail(ErrorCode::not_found, "the record is of another type");
    if (text_at(record->coded, "given_by") != caller.actor.user.text()) {
        return refusal(msg("hand_over.problem.not_yours"));
    }
    if (!is_waiting(record->coded)) return refusal(msg("hand_over.problem.taken_already"));
    json::object coded = record->coded;
    coded["withdrawn_at"] = now_of(records);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(next_revision(*record, std::move(coded)));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::intake
