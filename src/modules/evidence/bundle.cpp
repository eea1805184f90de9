// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/bundle.hpp"

#include "access/consent.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "forms/typed.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"
#include "modules/evidence/rules.hpp"
#include "modules/evidence/service.hpp"
#include "records/registers.hpp"

#include <algorithm>

namespace panoh::evidence {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::FormOutcome;
using records::Records;

constexpr std::size_t longest_reason = 1'000;
constexpr std::size_t most_items = 200;
constexpr std::string_view direct_role = "direct_victim";

Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

std::string now_of(const Records& records)
{
    return forms::moment_text(records.vault().clock().now());
}

Error not_there()
{
    return fail(ErrorCode::not_found, "no request for a bundle that concerns the caller");
}

Bundle read_bundle(const vault::Record& record)
{
    const json::object& coded = record.coded;
    const json::object& content = record.content.reveal();
    Bundle bundle;
    bundle.record = record.id;
    bundle.matter = RecordId::parse(text_at(content, "matter")).value_or(RecordId{});
    const std::string items = text_at(content, "items");
    for (const std::string_view each : split(items, ' ')) {
        if (const auto id = RecordId::parse(each)) bundle.items.push_back(*id);
    }
    bundle.item_count = static_cast<std::int64_t>(bundle.items.size());
    bundle.recipient = text_at(coded, "recipient");
    bundle.recipient_words = Sensitive<std::string>(text_at(content, "recipient_words"));
    bundle.purpose = Sensitive<std::string>(text_at(content, "purpose"));
    const json::value* details = coded.if_contains("with_details");
    bundle.with_details = details != nullptr && details->is_bool() && details->get_bool();
    bundle.asked_by = UserId::parse(text_at(coded, "asked_by")).value_or(UserId{});
    bundle.asked_at = text_at(coded, "asked_at");
    bundle.state = text_at(coded, "state");
    bundle.answered_by = UserId::parse(text_at(coded, "answered_by")).value_or(UserId{});
    bundle.answered_at = text_at(coded, "answered_at");
    bundle.answer = Sensitive<std::string>(text_at(content, "answer"));
    bundle.downloaded_at = text_at(coded, "downloaded_at");
    bundle.author = record.author;
    bundle.written_at = record.written_at;
    return bundle;
}

/// The newest revision, for who may see it.
Result<vault::Record> record_for(const Records& records, const Caller& caller, const RecordId& id)
{
    const auto own = records::register_of(records.vault(), caller.actor.organisation);
    if (!own || !records.vault().revision_of(id)) return not_there();
    auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != bundle_type || record->file != *own || record->removed) return not_there();
    const bool is_own = text_at(record->coded, "asked_by") == caller.actor.user.text();
    if (!is_own && !records.access().may(caller.actor, approve_ability)) return not_there();
    return record;
}

vault::RecordChange revision(vault::Record record, const json::object& changes, std::string_view reason)
{
    for (const auto& [field, value] : changes)
        record.coded[field] = value;
    if (!reason.empty()) record.content.reveal()["answer"] = reason;
    return {
        record.id,
        record.file,
        record.type,
        record.revision,
        std::move(record.coded),
        std::move(record.content),
        false};
}

Result<void> revise(
    const Records& records,
    const Caller& caller,
    vault::Record record,
    const json::object& changes,
    std::string_view reason,
    const BatchId& batch
)
{
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(revision(std::move(record), changes, reason));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

/// The chosen items as far as they are of this case.
Result<std::vector<Held>>
chosen(const Records& records, const Caller& caller, const FileId& case_file, const std::vector<RecordId>& ids)
{
    auto all = items_of(records, caller, case_file);
    if (!all) return all.error();
    std::erase_if(*all, [&](const Held& each) { return std::ranges::find(ids, each.item.record) == ids.end(); });
    return all;
}

bool agrees(
    const Records& records,
    const Caller& caller,
    const FileId& person,
    const std::vector<std::string>& purposes,
    std::string_view recipient
)
{
    const auto today = forms::local_day(records.vault().clock().now(), caller.zone);
    return std::ranges::all_of(purposes, [&](const std::string& purpose) {
        const access::Disclosure wanted{purpose, std::string(recipient), {Compartment::account}};
        return access::may_disclose(records.vault().workspace(), person, wanted, today).allowed;
    });
}

}  // namespace

Standing standing_of(const Bundle& bundle, Timestamp now)
{
    if (bundle.state == "asked") return Standing::asked;
    if (bundle.state == "approved") {
        return now - bundle.written_at <= ready_for ? Standing::ready : Standing::expired;
    }
    if (bundle.state == "downloaded") return Standing::downloaded;
    return bundle.state == "declined" ? Standing::declined : Standing::withdrawn;
}

Result<std::optional<MessageId>> consent_problem(
    const Records& records,
    const Caller& caller,
    const FileId& case_file,
    std::string_view recipient,
    const std::vector<Held>& items
)
{
    const auto purposes = casework::purposes_for(recipient, true);
    if (purposes.empty()) return std::optional(msg("evidence.problem.recipient"));
    const auto people = casework::participants_of(records, caller, case_file);
    if (!people) return people.error();
    bool anybody = false;
    for (const casework::Participant& person : *people) {
        const bool from_them =
            std::ranges::any_of(items, [&](const Held& each) { return each.item.person == person.person; });
        if (person.role != direct_role && !from_them) continue;
        anybody = true;
        if (!person.readable || !agrees(records, caller, person.file, purposes, recipient)) {
            return std::optional(msg("evidence.problem.consent"));
        }
    }
    return anybody ? std::optional<MessageId>() : std::optional(msg("evidence.problem.consent"));
}

Result<FormOutcome>
ask(const Records& records,
    const Caller& caller,
    const RecordId& matter,
    const std::vector<RecordId>& items,
    const forms::Submission& submission,
    const BatchId& batch)
{
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    if (!records.access().may(caller.actor, ask_ability)) {
        return fail(ErrorCode::denied, "no role of the caller takes evidence out");
    }
    const auto head = casework::case_head(records, caller, matter);
    if (!head) return head.error();
    const auto held = chosen(records, caller, head->file, items);
    if (!held) return held.error();
    const forms::RecordType& type = *records.schema().type(bundle_type);
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    if (held->empty() || held->size() > most_items) {
        read.problems.insert(read.problems.begin(), {"items", {msg("evidence.problem.no_items"), {}}});
    }
    for (const Held& each : *held) {
        if (first_broken(each.item.number, each.events) == 0) continue;
        read.problems.push_back({"items", {msg("evidence.problem.broken"), {{"number", each.item.number}}}});
    }
    if (read.problems.empty()) {
        const auto problem = consent_problem(records, caller, head->file, text_at(read.coded, "recipient"), *held);
        if (!problem) return problem.error();
        if (*problem) read.problems.push_back({"recipient", {**problem, {}}});
    }
    if (!read.problems.empty()) {
        outcome.problems = std::move(read.problems);
        return outcome;
    }
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    std::string ids;
    for (const Held& each : *held)
        ids += (ids.empty() ? "" : " ") + each.item.record.text();
    read.coded["asked_by"] = caller.actor.user.text();
    read.coded["asked_at"] = now_of(records);
    read.coded["state"] = "asked";
    read.coded["item_count"] = static_cast<std::int64_t>(held->size());
    read.content.reveal()["matter"] = matter.text();
    read.content.reveal()["items"] = std::move(ids);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {outcome.record, *file, std::string(bundle_type), 0, std::move(read.coded), std::move(read.content), false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

Result<Bundle> bundle_of(const Records& records, const Caller& caller, const RecordId& record)
{
    const auto found = record_for(records, caller, record);
    if (!found) return found.error();
    return read_bundle(*found);
}

Result<std::vector<Bundle>> open_bundles(const Records& records, const Caller& caller)
{
    std::vector<Bundle> bundles;
    const bool approves = records.access().may(caller.actor, approve_ability);
    if (!approves && !records.access().may(caller.actor, ask_ability)) return bundles;
    const auto rows = records.query(
        caller,
        Verb::read,
        bundle_type,
        "e.file",
        "SELECT e.record FROM t_evidence_bundle e JOIN files f ON f.file=e.file"
        " WHERE {scope} AND e.deleted=0 AND f.organisation=?"
        " AND ((e.state='asked' AND ?) OR (e.state IN ('asked','approved') AND e.asked_by=?)) ORDER BY e.seq DESC"
        " LIMIT 60",
        {vault::sql(caller.actor.organisation), std::int64_t{approves ? 1 : 0}, vault::sql(caller.actor.user)}
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        auto bundle = bundle_of(records, caller, rows->id<RecordId>(row, "record"));
        if (bundle) bundles.push_back(std::move(*bundle));
    }
    return bundles;
}

Result<void> answer_bundle(
    const Records& records,
    const Caller& caller,
    const RecordId& record,
    bool approves,
    std::string_view reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const Bundle bundle = read_bundle(*found);
    if (!records.access().may(caller.actor, approve_ability) || bundle.asked_by == caller.actor.user) {
        return refusal(ErrorCode::denied, "whoever asked does not answer", msg("evidence.problem.other_answers"));
    }
    if (bundle.state != "asked") {
        return refusal(ErrorCode::conflict, "the request was answered", msg("evidence.problem.answered"));
    }
    const std::string_view words = trimmed(reason);
    if (words.empty() || !is_plain_text(words) || forms::length_of(words) > longest_reason) {
        return refusal(ErrorCode::invalid_input, "no reason", msg("evidence.problem.no_reason"));
    }
    const json::object changes{
        {"state", approves ? "approved" : "declined"},
        {"answered_by", caller.actor.user.text()},
        {"answered_at", now_of(records)}};
    return revise(records, caller, std::move(*found), changes, words, batch);
}

Result<void> withdraw_bundle(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const Bundle bundle = read_bundle(*found);
    if (bundle.asked_by != caller.actor.user) return not_there();
    if (bundle.state != "asked" && bundle.state != "approved") {
        return refusal(ErrorCode::conflict, "the request is over", msg("evidence.problem.answered"));
    }
    return revise(records, caller, std::move(*found), {{"state", "withdrawn"}}, {}, batch);
}

}  // namespace panoh::evidence
