// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/service.hpp"

#include "access/consent.hpp"
#include "base/json_text.hpp"
#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "modules/casework/conference.hpp"
#include "modules/casework/deadline.hpp"
#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/matters.hpp"
#include "modules/casework/references.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/status.hpp"
#include "modules/casework/store.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::FormChange;
using records::FormOutcome;
using records::Records;

/// Whether the person whom a form names is open to whoever sends it: nobody reaches a person's file by
/// naming it in a case of their own.
bool may_name_person(const Records& records, const Caller& caller, std::string_view id)
{
    const auto person = RecordId::parse(id);
    const auto file = person ? file_of_person(records, *person) : std::nullopt;
    return file && records.may(caller, Verb::read, *file, Compartment::core);
}

void check_persons(
    const Records& records,
    const Caller& caller,
    const forms::RecordType& type,
    const json::object& coded,
    std::vector<forms::FormProblem>& problems
)
{
    for (const forms::Field& field : type.fields) {
        if (field.kind != forms::FieldKind::ref || field.to != "person") continue;
        const std::string id = text_at(coded, field.name);
        if (!id.empty() && !may_name_person(records, caller, id)) {
            problems.push_back({field.name, {msg("casework.problem.person"), {}}});
        }
    }
}

bool works_here(const Records& records, const Caller& caller, const std::optional<UserId>& id)
{
    const auto directory = records.vault().directory();
    const vault::User* user = id ? directory->user(*id) : nullptr;
    return user != nullptr && user->active && user->organisation == caller.actor.organisation;
}

void check_assignment(
    const Records& records, const Caller& caller, const json::object& coded, std::vector<forms::FormProblem>& problems
)
{
    const auto id = UserId::parse(text_at(coded, "user"));
    const std::string until = text_at(coded, "until");
    // Whoever has left may still be shown as having worked here until some day.
    if (id && until.empty() && !works_here(records, caller, id)) {
        problems.push_back({"user", {msg("casework.problem.keyworker"), {}}});
    }
    const auto range = forms::edtf_range(until);
    if (range && range->high && forms::iso_day(*range->high) > today_of(records, caller)) {
        problems.push_back({"until", {msg("casework.problem.until_ahead"), {}}});
    }
}

/// What the domain adds to the rules of the form.
std::vector<forms::FormProblem>
problems_of(const Records& records, const Caller& caller, const FormChange& change, const forms::Submission& submission)
{
    const forms::RecordType& type = *records.schema().type(change.type);
    std::vector<forms::FormProblem> problems;
    const auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    check_persons(records, caller, type, read.coded, problems);
    const auto references = reference_problems(records, caller, change, read.coded);
    problems.insert(problems.end(), references.begin(), references.end());
    if (type.name == "assignment") check_assignment(records, caller, read.coded, problems);
    if (type.name == "deadline") {
        auto wrong = deadline_problems(records, caller, change.file, read.coded);
        problems.insert(problems.end(), wrong.begin(), wrong.end());
    }
    const std::string keyworker = type.name == "case" ? text_at(read.coded, "keyworker") : std::string();
    if (!keyworker.empty() && !works_here(records, caller, UserId::parse(keyworker))) {
        problems.push_back({"keyworker", {msg("casework.problem.keyworker"), {}}});
    }
    return problems;
}

void complete(const Caller& caller, const Records& records, std::string_view type, json::object& coded)
{
    if (type == "assignment") {
        if (!coded.contains("organisation")) coded["organisation"] = caller.actor.organisation.text();
        if (!coded.contains("since")) coded["since"] = today_of(records, caller);
    }
    if (type == "task") {
        if (!coded.contains("state")) coded["state"] = "open";
        if (text_at(coded, "state") == "done" && !coded.contains("done_on")) {
            coded["done_on"] = today_of(records, caller);
        }
    }
    if (type == "deadline" && !coded.contains("state")) coded["state"] = "open";
    const bool dated = type == "note" ? !coded.contains("occurred_on") : false;
    if (dated) coded["occurred_on"] = today_of(records, caller);
    if (type == "consent" && text_at(coded, "answer") != "not_asked" && !coded.contains("given_on")) {
        coded["given_on"] = today_of(records, caller);
    }
}

/// Whoever leads a case works on it.
Result<void> assign_keyworker(const Records& records, const Caller& caller, const FileId& file)
{
    const auto rows = records.vault().workspace().query(
        "SELECT c.keyworker FROM t_case c WHERE c.file=? AND c.keyworker IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM t_assignment a WHERE a.file=c.file AND a.\"user\"=c.keyworker AND a.deleted=0"
        " AND a.\"until\" IS NULL)",
        {vault::sql(file)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return {};
    const auto keyworker = rows->id<UserId>(0, "keyworker");
    vault::Batch writing;
    writing.id = records.vault().random().id<BatchId>();
    writing.records.push_back(records::new_record(
        records.vault().random(),
        "assignment",
        file,
        {{"user", keyworker.text()},
         {"role", case_role_of(records, keyworker)},
         {"organisation", caller.actor.organisation.text()},
         {"since", today_of(records, caller)}}
    ));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return KeysOfFiles(records, caller, {}).settle(reached_files(records, file));
}

}  // namespace

std::string today_of(const Records& records, const Caller& caller)
{
    return forms::iso_day(forms::local_day(records.vault().clock().now(), caller.zone));
}

std::string case_role_of(const Records& records, const UserId& user)
{
    const auto directory = records.vault().directory();
    const vault::User* found = directory->user(user);
    const forms::CodeList* roles = records.schema().list("case_roles");
    if (found == nullptr || roles == nullptr) return "case_manager";
    const auto role = std::find_if(found->roles.begin(), found->roles.end(), [&](const std::string& each) {
        return roles->find(each) != nullptr;
    });
    return role == found->roles.end() ? "case_manager" : *role;
}

Result<FormOutcome> save_form(
    const Records& records,
    const Caller& caller,
    const FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    if (change.type == "case_conference") return save_conference(records, caller, change, submission, batch);
    if (change.type == "status_change")
        return change_state(records, caller, change.file, submission, batch, Decided::before);
    FormOutcome refused;
    refused.problems = problems_of(records, caller, change, submission);
    const bool gives_keys = change.type == "assignment" || change.type == "participation";
    KeysOfFiles keys(records, caller, gives_keys ? reached_files(records, change.file) : std::vector<FileId>{});
    if (!refused.problems.empty()) {
        const forms::RecordType& type = *records.schema().type(change.type);
        auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
        refused.problems.insert(refused.problems.begin(), read.problems.begin(), read.problems.end());
        return refused;
    }
    auto outcome = records.save(caller, change, submission, batch, [&](json::object& coded, json::object&) {
        complete(caller, records, change.type, coded);
    });
    if (outcome && outcome->saved() && change.type == "case") {
        if (auto done = assign_keyworker(records, caller, change.file); !done) return done.error();
    }
    if (outcome && outcome->saved() && change.type == "task") {
        if (auto done = continue_row(records, caller, outcome->record); !done) return done.error();
    }
    if (!outcome || !outcome->saved() || !gives_keys) return outcome;
    if (auto done = keys.settle(reached_files(records, change.file)); !done) return done.error();
    return outcome;
}

Result<void> remove_record(
    const Records& records,
    const Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    const BatchId& batch,
    std::string reason
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto current = records.read(caller, record);
    if (!current) return current.error();
    if (!edit_rule(current->type).may_remove) return fail(ErrorCode::denied, "records of this type are not removed");
    const bool gives_keys = current->type == "participation";
    KeysOfFiles keys(records, caller, gives_keys ? reached_files(records, current->file) : std::vector<FileId>{});
    vault::RecordChange change = revision_of(*current);
    change.base = base;
    change.removed = true;
    change.content.reveal()[removal_reason_member] = std::move(reason);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return gives_keys ? keys.settle(reached_files(records, current->file)) : Result<void>{};
}

Result<RecordId> withdraw_consent(
    const Records& records, const Caller& caller, const FileId& person, std::string_view purpose, const BatchId& batch
)
{
    const RecordId own_id = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return own_id;
    const auto answers = records.of_file(caller, person, "consent");
    if (!answers) return answers.error();
    const auto latest = std::find_if(answers->begin(), answers->end(), [&](const vault::Record& each) {
        return text_at(each.coded, "purpose") == purpose;
    });
    if (latest == answers->end() || text_at(latest->coded, "answer") != "yes") {
        return fail(ErrorCode::not_found, "there is no consent to withdraw");
    }
    const std::string today = today_of(records, caller);
    vault::RecordChange change = revision_of(*latest);
    change.id = own_id;
    change.base = 0;
    change.coded["answer"] = "withdrawn";
    change.coded["withdrawn_on"] = today;
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return own_id;
}

}  // namespace panoh::casework
