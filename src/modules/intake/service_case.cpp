// SPDX-License-Identifier: AGPL-3.0-or-later
// A call becomes a case, or goes to another organisation.
#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/rules_screening.hpp"
#include "records/colleagues.hpp"
#include "records/files.hpp"

#include <algorithm>
#include <array>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> case_fields{"region", "risk", "opened_on", "next_review_on", "categories"};

forms::FormProblem problem(std::string_view type, std::string_view field, MessageId id)
{
    return {std::string(field), {std::move(id), {{"label", forms::field_message(type, field)}}}};
}

/// Reads the fields of one type out of a form that holds several.
class FormReader {
public:
    FormReader(const Records& records, const Caller& caller, const forms::Submission& submission)
        : records_(&records)
        , context_(records.reading(caller, nullptr))
        , submission_(&submission)
    {}

    forms::FormResult read(std::string_view type, std::function<bool(const forms::Field&)> asks = {})
    {
        context_.asks = std::move(asks);
        const forms::Schema& schema = records_->schema();
        forms::FormResult result = forms::read_form(*schema.type(type), schema, *submission_, context_);
        std::move(result.problems.begin(), result.problems.end(), std::back_inserter(problems_));
        return result;
    }
    [[nodiscard]] std::vector<forms::FormProblem>& problems() noexcept { return problems_; }

private:
    const Records* records_;
    forms::ReadContext context_;
    const forms::Submission* submission_;
    std::vector<forms::FormProblem> problems_;
};

/// A name is not needed to get help.
bool names_are_typed(const forms::Submission& submission)
{
    const auto& entries = submission.entries();
    return std::any_of(entries.begin(), entries.end(), [](const forms::Submission::Entry& entry) {
        const bool is_name = entry.first.starts_with("names.") && !entry.first.ends_with(".kind");
        return is_name && !trimmed(entry.second).empty();
    });
}

CaseForms read_case_forms(FormReader& reader, const forms::Submission& submission)
{
    CaseForms forms;
    forms.fields =
        reader
            .read(
                "case",
                [](const forms::Field& field) {
                    return std::find(case_fields.begin(), case_fields.end(), field.name) != case_fields.end();
                }
            )
            .coded;
    forms::FormResult person = reader.read("person");
    forms.person = forms::merged(person.coded, person.content.reveal());
    if (names_are_typed(submission)) {
        forms.identity = reader.read(
                                   "person_identity", [](const forms::Field& field) { return field.name == "names"; }
        ).content.reveal();
    }
    forms.summary = reader.read("case_summary").content.reveal();
    forms.with_caller = submission.first("with_caller") == "yes";
    forms.caller_relation = std::string(submission.first("caller_relation"));
    if (const json::value* languages = forms.person.if_contains("languages")) forms.fields["languages"] = *languages;
    return forms;
}

/// Who is to be the keyworker, and as what.
std::string case_role_of(const Records& records, const UserId& user)
{
    const auto directory = records.vault().directory();
    const vault::User* found = directory->user(user);
    const forms::CodeList* roles = records.schema().list("case_roles");
    if (found != nullptr && roles != nullptr) {
        for (const std::string& role : found->roles) {
            if (roles->find(role) != nullptr) return role;
        }
    }
    return "case_manager";
}

void check_case_forms(const Records& records, const json::object& contact, const CaseForms& forms, FormReader& reader)
{
    const bool relative = forms.with_caller && role_of_caller(contact) == "family_member";
    const forms::CodeList* relations = records.schema().list("relations");
    if (relative && (relations == nullptr || relations->find(forms.caller_relation) == nullptr)) {
        reader.problems().push_back(
            {"caller_relation",
             {msg("forms.error.required"), {{"label", forms::field_message("participation", "relation_type")}}}}
        );
    }
}

/// What the family answered after a death, newest first, as far as the writer may open it.
Result<std::vector<json::object>>
answers_after_death(const Records& records, const Caller& caller, const FileId& contact)
{
    std::vector<json::object> answers;
    if (!records.may(caller, access::Verb::read, contact, forms::Compartment::legal)) return answers;
    const auto found = records.of_file(caller, contact, "death_consent");
    if (!found) return found.error();
    for (const vault::Record& each : *found)
        answers.push_back(each.merged().reveal());
    return answers;
}

json::object converted(json::object contact, const RecordId& case_record)
{
    contact["status"] = "converted";
    contact["case"] = case_record.text();
    return contact;
}

}  // namespace

Result<forms::Submission> case_start_form(const Records& records, const Caller& caller, const Call& call)
{
    const auto account = open_account(records, caller, call);
    if (!account) return account.error();
    const json::object sealed = *account ? (*account)->content.reveal() : json::object();
    const forms::Schema& schema = records.schema();
    forms::Submission start;
    const auto add = [&](std::string_view type, const json::object& fields) {
        const forms::Submission part = forms::to_submission(*schema.type(type), fields, caller.zone);
        for (const auto& [name, value] : part.entries())
            start.add(name, value);
    };
    json::object fields = case_start(call.contact.coded);
    fields["opened_on"] = forms::iso_day(forms::local_day(records.vault().clock().now(), caller.zone));
    add("case", fields);
    add("person", person_start(call.contact.coded));
    json::object identity;
    const json::value name = name_of_person(call.contact.coded, sealed);
    if (!name.is_null()) identity["names"] = name;
    add("person_identity", identity);
    json::object summary;
    if (const std::string words = text_at(sealed, "words"); !words.empty()) summary["summary"] = words;
    if (const std::string wishes = text_at(sealed, "need_words"); !wishes.empty()) summary["wishes"] = wishes;
    add("case_summary", summary);
    start.add("keyworker", caller.actor.user.text());
    if (role_of_caller(call.contact.coded) == "family_member") start.add("with_caller", "yes");
    start.add("caller_relation", text_at(call.contact.coded, "relation"));
    return start;
}

Result<void> agree_to_keep(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch)
{
    return change_contact(records, caller, contact, batch, [](json::object fields) -> Result<json::object> {
        fields["keep"] = "yes";
        return fields;
    });
}

std::vector<UserId> keyworkers(const Records& records, const Caller& caller)
{
    return records::colleagues(records, caller.actor.organisation, [&](const access::Actor& actor) {
        return records.access().may(actor, "work_on_cases");
    });
}

Result<StartedCase> start_case(
    const Records& records,
    const Caller& caller,
    const RecordId& contact,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto call = open_call(records, caller, contact);
    if (!call) return call.error();
    // A batch names the case that it opens.
    const RecordId case_record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return StartedCase{case_record, {}};
    if (!is_open(call->contact.coded)) return refusal(msg("intake.problem.not_open"));
    if (text_at(call->contact.coded, "keep") != "yes") return refusal(msg("intake.problem.ask_to_keep_first"));
    const auto account = open_account(records, caller, *call);
    if (!account) return account.error();
    FormReader reader(records, caller, submission);
    CaseForms forms = read_case_forms(reader, submission);
    check_case_forms(records, call->contact.coded, forms, reader);
    const auto keyworker = UserId::parse(submission.first("keyworker"));
    const auto possible = keyworkers(records, caller);
    if (!keyworker || std::find(possible.begin(), possible.end(), *keyworker) == possible.end()) {
        reader.problems().push_back(problem("case", "keyworker", msg("forms.error.required")));
    }
    if (!reader.problems().empty()) return StartedCase{{}, std::move(reader.problems())};
    casework::OpenCase request = case_from_call(
        call->contact.coded, *account ? (*account)->content.reveal() : json::object(), std::move(forms), caller.zone
    );
    const auto answers = answers_after_death(records, caller, call->contact.file);
    if (!answers) return answers.error();
    add_family_answers(request.persons.front().consents, *answers);
    const auto screening = open_screening(records, caller, *call);
    if (!screening) return screening.error();
    if (*screening) {
        for (casework::CasePerson& each : family_of((*screening)->merged().reveal()))
            request.persons.push_back(std::move(each));
    }
    request.batch = batch;
    request.origin = contact;
    request.keyworker = *keyworker;
    request.keyworker_role = case_role_of(records, *keyworker);
    request.also.push_back(next_revision(call->contact, converted(call->contact.coded, case_record)));
    const auto opened = casework::open_case(records, caller, std::move(request));
    if (!opened) return opened.error();
    return StartedCase{opened->record, {}};
}

std::vector<OrganisationId> neighbours(const Records& records, const Caller& caller)
{
    std::vector<OrganisationId> found;
    const auto directory = records.vault().directory();
    for (const auto& [id, organisation] : directory->organisations()) {
        const bool takes_calls = directory->team_for(id, "intake") != nullptr;
        if (organisation.active && takes_calls && id != caller.actor.organisation) found.push_back(id);
    }
    std::sort(found.begin(), found.end(), [&](const OrganisationId& left, const OrganisationId& right) {
        return directory->organisation(left)->code < directory->organisation(right)->code;
    });
    return found;
}

Result<PassedOn>
pass_on(const Records& records, const Caller& caller, const RecordId& contact, const PassOn& what, const BatchId& batch)
{
    vault::Vault& vault = records.vault();
    const auto call = open_call(records, caller, contact);
    if (!call) return call.error();
    if (vault.has_batch(batch)) return PassedOn{text_at(call->contact.coded, "passed_on_number"), {}};
    if (!is_open(call->contact.coded)) return refusal(msg("intake.problem.not_open"));
    const auto possible = neighbours(records, caller);
    if (std::find(possible.begin(), possible.end(), what.to) == possible.end()) {
        return refusal(msg("intake.problem.choose_organisation"));
    }
    const Timestamp now = vault.clock().now();
    const auto basis = may_pass_on(contact, call->contact.coded, what.naming, now, caller.zone);
    if (!basis) return fail(ErrorCode::denied, "consent: " + basis.reason, {msg("intake.problem.no_consent"), {}});
    const auto account = open_account(records, caller, *call);
    if (!account) return account.error();
    const json::object sealed = *account ? (*account)->content.reveal() : json::object();
    PassedOn outcome;
    outcome.problems = problems_of_passing_on(sealed, what);
    if (!outcome.problems.empty()) return outcome;
    const auto receipt = records::with_numbers([&] {
        const auto file = records::new_file(vault, forms::FileKind::contact, what.to, {});
        outcome.number = file.number;
        const Entry entry{what.to, {}, now, file.number};
        CallBoxes theirs = passed_on(call->contact.coded, sealed, what, entry, caller.actor.organisation);
        const FileId id = file.change.fact.file;
        vault::Batch writing;
        writing.id = batch;
        writing.files.push_back(file.change);
        writing.records.push_back(records::new_record(vault.random(), "contact", id, std::move(theirs.contact)));
        writing.records.push_back(
            records::new_record(vault.random(), "contact_account", id, {}, std::move(theirs.account.reveal()))
        );
        writing.records.push_back(
            next_revision(call->contact, closed_as_passed_on(call->contact.coded, what, file.number, now))
        );
        return records.hand_over(caller, std::move(writing), basis);
    });
    if (!receipt) return receipt.error();
    return outcome;
}

}  // namespace panoh::intake
