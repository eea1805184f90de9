// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service.hpp"

#include "forms/labels.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"
#include "records/colleagues.hpp"
#include "records/files.hpp"

#include <algorithm>
#include <array>

namespace panoh::intake {

namespace {

namespace json = boost::json;

struct ReadCall {
    CallBoxes boxes;
    std::vector<forms::FormProblem> problems;
};

/// Both halves of the form. A contact that is only counted needs no half that can be mended in the sealed part.
ReadCall read_call(const Records& records, const Caller& caller, const forms::Submission& submission)
{
    const auto context = records.reading(caller, nullptr);
    const forms::Schema& schema = records.schema();
    forms::FormResult contact = forms::read_form(*schema.type("contact"), schema, submission, context);
    ReadCall read;
    read.problems = std::move(contact.problems);
    read.boxes.contact = std::move(contact.coded);
    if (is_counted_only(read.boxes.contact)) return read;
    forms::FormResult account = forms::read_form(*schema.type("contact_account"), schema, submission, context);
    read.boxes.account = std::move(account.content);
    std::move(account.problems.begin(), account.problems.end(), std::back_inserter(read.problems));
    if (!read.problems.empty()) return read;
    read.problems = problems_of(read.boxes.contact, read.boxes.account.reveal(), context.now);
    return read;
}

/// What a contact that is only counted does not keep.
constexpr std::array<std::string_view, 19> types_beside_the_count{
    "contact_account", "screening",       "danger_step",     "call_back_try",   "call_back_result",
    "hand_over",       "hand_over_note",  "web_request",     "web_message",     "web_file",
    "custody_alert",   "custody_account", "custody_enquiry", "custody_refusal", "on_duty_request",
    "death_report",    "death_consent",   "autopsy_request", "death_step",
};

/// The same record without a number and without the way to call it.
vault::RecordChange without_number(const vault::Record& record)
{
    vault::RecordChange change = next_revision(record, record.coded);
    drop_number(change.content.reveal());
    return change;
}

/// What else a form of a contact changes, when the caller's answers do not let it stay: all other records of the file,
/// or the number alone.
Result<std::vector<vault::RecordChange>>
follow_agreement(const Records& records, const Caller& caller, const FileId& file, const json::object& contact)
{
    std::vector<vault::RecordChange> changes;
    const bool only_count = is_counted_only(contact);
    if (!only_count && may_keep_number(contact)) return changes;
    for (const std::string_view type : types_beside_the_count) {
        const bool has_number = type == "contact_account" || type == "call_back_try";
        if (!only_count && !has_number) continue;
        const auto found = records.of_file(caller, file, type);
        if (!found) return found.error();
        for (const vault::Record& record : *found) {
            vault::RecordChange change = only_count ? removal(record) : without_number(record);
            if (only_count || change.content.reveal() != record.content.reveal()) changes.push_back(std::move(change));
        }
    }
    return changes;
}

std::vector<forms::FormProblem> problems_of_edit(const json::object& contact, Timestamp now)
{
    if (is_counted_only(contact) && text_at(contact, "status") == "converted") {
        const MessageId label = forms::field_message("contact", "keep");
        return {{"keep", {msg("intake.problem.keep_with_case"), {{"label", label}}}}};
    }
    return problems_of(contact, {}, now);
}

}  // namespace

Result<CallDefaults> defaults_for(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        access::Verb::read,
        "contact",
        "c.file",
        "SELECT c.hotline AS hotline, c.region AS region, l.record AS line FROM t_contact c"
        " LEFT JOIN t_hotline_line l ON l.record=c.line AND l.deleted=0 AND COALESCE(l.closed, 0)=0"
        " WHERE {scope} AND c.taken_by=? AND c.deleted=0 ORDER BY c.seq DESC LIMIT 1",
        {vault::sql(caller.actor.user)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return CallDefaults{};
    return CallDefaults{rows->text(0, "hotline"), rows->text(0, "region"), rows->text(0, "line")};
}

Result<CallOutcome>
take_call(const Records& records, const Caller& caller, const forms::Submission& submission, const BatchId& batch)
{
    vault::Vault& vault = records.vault();
    CallOutcome outcome;
    outcome.contact = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (vault.has_batch(batch)) return outcome;
    ReadCall read = read_call(records, caller, submission);
    outcome.problems = std::move(read.problems);
    if (!outcome.problems.empty()) return outcome;
    const auto receipt = records::with_numbers([&] {
        const bool only_count = is_counted_only(read.boxes.contact);
        std::vector<UserId> assigned;
        if (!only_count) assigned.push_back(caller.actor.user);
        const auto file =
            records::new_file(vault, forms::FileKind::contact, caller.actor.organisation, std::move(assigned));
        const Entry entry{caller.actor.organisation, caller.actor.user, vault.clock().now(), file.number};
        CallBoxes kept = as_agreed({completed(read.boxes.contact, entry), read.boxes.account}, caller.zone);
        vault::Batch writing;
        writing.id = batch;
        writing.files.push_back(file.change);
        writing.records.push_back({outcome.contact, file.change.fact.file, "contact", 0, kept.contact, {}, false});
        if (!kept.account.reveal().empty()) {
            writing.records.push_back(records::new_record(
                vault.random(), "contact_account", file.change.fact.file, {}, std::move(kept.account.reveal())
            ));
        }
        return records.write(caller, std::move(writing));
    });
    if (!receipt) return receipt.error();
    return outcome;
}

Result<records::FormOutcome> edit_contact(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    auto read = read_change(records, caller, change, submission, batch);
    if (!read) return read.error();
    if (!read->outcome.saved() || !read->change) return std::move(read->outcome);
    vault::RecordChange& contact = *read->change;
    if (text_at(contact.coded, "status") == "counted_only") return refusal(msg("intake.problem.counted_only"));
    if (is_apart(contact.coded)) return refusal(msg("hotline.apart.problem.no_form"));
    read->outcome.problems = problems_of_edit(contact.coded, records.vault().clock().now());
    if (!read->outcome.problems.empty()) return std::move(read->outcome);
    const json::object typed = contact.coded;
    contact.coded = as_agreed({typed, {}}, caller.zone).contact;
    const auto build = [&]() -> Result<vault::Batch> {
        auto follow = follow_agreement(records, caller, contact.file, typed);
        if (!follow) return follow.error();
        vault::Batch writing;
        writing.id = batch;
        writing.records = std::move(*follow);
        writing.records.push_back(contact);
        return writing;
    };
    return write_form(records, caller, build, change, read->outcome);
}

Result<records::FormOutcome> edit_account(
    const Records& records,
    const Caller& caller,
    const Call& call,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    if (is_counted_only(call.contact.coded)) return refusal(msg("intake.problem.counted_only"));
    auto read = read_change(records, caller, change, submission, batch);
    if (!read) return read.error();
    if (!read->outcome.saved() || !read->change) return std::move(read->outcome);
    vault::RecordChange& account = *read->change;
    if (account.file != call.contact.file) return fail(ErrorCode::not_found, "the record is of another file");
    read->outcome.problems = problems_of(call.contact.coded, account.content.reveal(), records.vault().clock().now());
    if (!read->outcome.problems.empty()) return std::move(read->outcome);
    account.content = as_agreed({call.contact.coded, account.content}, caller.zone).account;
    const auto build = [&]() -> Result<vault::Batch> {
        vault::Batch writing;
        writing.id = batch;
        writing.records.push_back(account);
        return writing;
    };
    return write_form(records, caller, build, change, read->outcome);
}

Result<records::FormOutcome> save_screening(
    const Records& records,
    const Caller& caller,
    const Call& call,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    auto read = read_change(records, caller, change, submission, batch);
    if (!read) return read.error();
    if (!read->outcome.saved() || !read->change) return std::move(read->outcome);
    if (read->change->file != call.contact.file) return fail(ErrorCode::not_found, "the record is of another file");
    if (is_counted_only(call.contact.coded)) return refusal(msg("intake.problem.counted_only"));
    const auto build = [&]() -> Result<vault::Batch> {
        const auto contact = records.read(caller, call.contact.id);
        if (!contact) return contact.error();
        vault::Batch writing;
        writing.id = batch;
        writing.records.push_back(*read->change);
        json::object fields = screened(contact->coded);
        if (fields != contact->coded) writing.records.push_back(next_revision(*contact, std::move(fields)));
        return writing;
    };
    return write_form(records, caller, build, change, read->outcome);
}

std::vector<UserId> receivers(const Records& records, const Caller& caller)
{
    return records::colleagues(records, caller.actor.organisation, [&](const access::Actor& actor) {
        return actor.user != caller.actor.user && records.access().may(actor, "take_calls");
    });
}

Result<void>
hand_on(const Records& records, const Caller& caller, const RecordId& contact, const UserId& to, const BatchId& batch)
{
    const auto possible = receivers(records, caller);
    if (std::find(possible.begin(), possible.end(), to) == possible.end()) {
        return refusal(msg("intake.problem.choose_colleague"));
    }
    return change_contact(records, caller, contact, batch, [&](const json::object& fields) {
        return handed_on(fields, to, records.vault().clock().now());
    });
}

Result<void> release(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch)
{
    return change_contact(records, caller, contact, batch, [&](const json::object& fields) {
        return released(fields, records.vault().clock().now());
    });
}

Result<void> receive(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch)
{
    return change_contact(records, caller, contact, batch, [&](const json::object& fields) -> Result<json::object> {
        if (!waits_for_receipt(fields, caller.actor.user)) return refusal(msg("intake.problem.not_handed_to_you"));
        return received(fields, records.vault().clock().now());
    });
}

}  // namespace panoh::intake
