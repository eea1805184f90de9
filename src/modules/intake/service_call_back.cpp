// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_call_back.hpp"

#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/rules_call_back.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr int most_attempts = 4;

std::string now_of(const Records& records)
{
    return forms::moment_text(records.vault().clock().now());
}

Try try_of(const vault::Record& record)
{
    const json::object& content = record.content.reveal();
    Try found;
    found.id = record.id;
    found.at = text_at(record.coded, "at");
    found.outcome = text_at(record.coded, "outcome");
    found.next_try = text_at(record.coded, "next_try");
    found.called_by = UserId::parse(text_at(record.coded, "called_by")).value_or(UserId{});
    found.number = Sensitive<std::string>(text_at(content, "number"));
    found.note = Sensitive<std::string>(text_at(content, "note"));
    found.off_hours = is_yes(record.coded, "off_hours");
    return found;
}

/// The contact after what became of its promise, and the result where there is one.
void add_consequence(
    const Records& records,
    const Caller& caller,
    const vault::Record& contact,
    std::string_view result,
    const std::string& next_try,
    vault::Batch& writing
)
{
    json::object fields = contact.coded;
    if (result.empty()) {
        fields = tried(std::move(fields), next_try);
    } else if (has_promise(fields)) {
        writing.records.push_back(records::new_record(
            records.vault().random(),
            "call_back_result",
            contact.file,
            result_of(fields, result, caller.actor.user, now_of(records))
        ));
        fields = promise_closed(std::move(fields));
    }
    if (fields != contact.coded) writing.records.push_back(next_revision(contact, std::move(fields)));
}

}  // namespace

Result<CallBack> open_call_back(const Records& records, const Caller& caller, const RecordId& contact)
{
    auto call = open_call(records, caller, contact);
    if (!call) return call.error();
    const auto account = open_account(records, caller, *call);
    if (!account) return account.error();
    const auto tries = records.of_file(caller, call->contact.file, "call_back_try");
    if (!tries) return tries.error();
    const json::object sealed = *account ? (*account)->content.reveal() : json::object();
    CallBack found;
    found.phone = Sensitive<std::string>(text_at(sealed, "phone"));
    found.rules = call_rules(call->contact.coded, sealed);
    for (const vault::Record& record : *tries)
        found.tries.push_back(try_of(record));
    std::stable_sort(found.tries.begin(), found.tries.end(), [](const Try& left, const Try& right) {
        return left.at > right.at;
    });
    const std::string now = now_of(records);
    found.permission = may_call(found.rules, last_call_before(found.tries, now), now, caller.zone);
    found.asks_first = asks_before_showing(found.rules, found.tries);
    found.call = std::move(*call);
    return found;
}

Result<records::FormOutcome> note_try(
    const Records& records,
    const Caller& caller,
    const CallBack& call_back,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    records::FormChange form;
    form.type = "call_back_try";
    form.file = call_back.call.contact.file;
    if (!is_open(call_back.call.contact.coded)) return refusal(msg("intake.problem.not_open"));
    auto read = read_change(records, caller, form, submission, batch);
    if (!read) return read.error();
    if (!read->outcome.saved() || !read->change) return std::move(read->outcome);
    json::object& attempt = read->change->coded;
    const TryCheck check{
        call_back.rules,
        last_call_before(call_back.tries, text_at(attempt, "at")),
        now_of(records),
        caller.zone,
        submission.first("off_hours_known") == "yes"};
    read->outcome.problems = problems_of_try(attempt, check);
    if (!read->outcome.saved()) return std::move(read->outcome);
    attempt["called_by"] = caller.actor.user.text();
    if (is_off_hours(attempt, check)) attempt["off_hours"] = true;
    const std::string& phone = call_back.phone.reveal();
    if (!phone.empty()) read->change->content.reveal()["number"] = phone;
    const bool reached = text_at(attempt, "outcome") == "reached";
    const auto build = [&]() -> Result<vault::Batch> {
        const auto contact = open_contact(records, caller, call_back.call.contact.id);
        if (!contact) return contact.error();
        vault::Batch writing;
        writing.id = batch;
        writing.records.push_back(*read->change);
        add_consequence(records, caller, *contact, reached ? "kept" : "", text_at(attempt, "next_try"), writing);
        return writing;
    };
    return write_form(records, caller, build, form, read->outcome);
}

Result<void> close_promise(
    const Records& records, const Caller& caller, const RecordId& contact, std::string_view result, const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const forms::CodeList* results = records.schema().list("call_back_results");
    if (results == nullptr || results->find(result) == nullptr) return refusal(msg("call_back.problem.choose_result"));
    for (int attempt = 1;; ++attempt) {
        const auto record = open_contact(records, caller, contact);
        if (!record) return record.error();
        if (!has_promise(record->coded)) return refusal(msg("call_back.problem.no_promise"));
        vault::Batch writing;
        writing.id = batch;
        add_consequence(records, caller, *record, result, {}, writing);
        const auto receipt = records.write(caller, std::move(writing));
        if (receipt) return {};
        if (receipt.error().code != ErrorCode::conflict || attempt == most_attempts) return receipt.error();
    }
}

Result<records::FormOutcome> correct_number(
    const Records& records,
    const Caller& caller,
    const Call& call,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto account = open_account(records, caller, call);
    if (!account) return account.error();
    if (!*account) return fail(ErrorCode::not_found, "the contact has no account");
    records::FormChange form;
    form.type = "contact_account";
    form.file = call.contact.file;
    form.record = (*account)->id;
    form.base = (*account)->revision;
    form.asks = [](const forms::Field& field) {
        return field.name == "phone";
    };
    return edit_account(records, caller, call, form, submission, batch);
}

Result<std::vector<vault::Record>> results_of(const Records& records, const Caller& caller, const Call& call)
{
    return records.of_file(caller, call.contact.file, "call_back_result");
}

}  // namespace panoh::intake
