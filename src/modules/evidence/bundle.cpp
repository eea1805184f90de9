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

constexpr std::size_t most_items = 200;
constexpr std::string_view direct_role = "direct_victim";

Bundle read_bundle(const vault::Record& record)
{
    const json::object& coded = record.coded;
    const json::object& content = record.content.reveal();
    Bundle bundle;
    static_cast<records::Release&>(bundle) = records::release_of(record);
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
    return bundle;
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
    for (auto& [field, value] : records::asked_now(records, caller))
        read.coded[field] = value;
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
    const auto found = records::release_record(records, caller, bundle_type, record);
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
    return records::answer_release(records, caller, bundle_type, record, approves, reason, batch);
}

Result<void> withdraw_bundle(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    return records::withdraw_release(records, caller, bundle_type, record, batch);
}

}  // namespace panoh::evidence
