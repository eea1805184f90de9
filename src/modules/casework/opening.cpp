// SPDX-License-Identifier: AGPL-3.0-or-later
// Opening a case and adding persons to it.
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "records/files.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using forms::FileKind;
using records::Caller;
using records::Records;

/// Puts together the records of one action.
class Draft {
public:
    Draft(const Records& records, const Caller& caller, const BatchId& batch)
        : records_(&records)
        , caller_(&caller)
        , today_(today_of(records, caller))
    {
        batch_.id = batch;
    }

    void add(std::string type, const FileId& file, const json::object& merged)
    {
        add_as(records_->vault().random().id<RecordId>(), std::move(type), file, merged);
    }

    void add_as(const RecordId& id, std::string type, const FileId& file, const json::object& merged)
    {
        const forms::RecordType* definition = records_->schema().type(type);
        PANOH_CHECK(definition != nullptr);
        auto [coded, content] = split_boxes(*definition, merged);
        batch_.records.push_back(
            {id, file, std::move(type), 0, std::move(coded), Sensitive<json::object>(std::move(content)), false}
        );
    }

    /// The person's file and record; both are made for a new person, whose record gets `id`.
    Result<PersonRecord> add_person(const CasePerson& person, const std::vector<UserId>& workers, const RecordId& id)
    {
        PersonRecord found;
        if (person.known) {
            auto known = person_of_file(*records_, *person.known);
            if (!known) return known.error();
            if (!records_->may(*caller_, Verb::read, known->file, Compartment::core)) {
                return fail(ErrorCode::denied, "no rule lets the writer open the file of this person");
            }
            found = std::move(*known);
        } else {
            found = add_new_person(person, workers, id);
        }
        for (const json::object& channel : person.contact_channels)
            add("contact_channel", found.file, channel);
        for (const json::object& consent : person.consents) {
            json::object dated = consent;
            if (!dated.contains("given_on") && dated.contains("answer") && dated.at("answer") != "not_asked") {
                dated["given_on"] = today_;
            }
            add("consent", found.file, dated);
        }
        return found;
    }

    void add_participation(
        const FileId& case_file, const RecordId& person, const CasePerson& part, const std::optional<RecordId>& first
    )
    {
        json::object participation{{"person", person.text()}, {"role", part.role}};
        if (needs_relation(part.role) && first) {
            participation["relation_type"] = part.relation_type.empty() ? std::string("family") : part.relation_type;
            participation["relation_to_person"] = first->text();
        }
        add("participation", case_file, participation);
    }

    vault::Batch& batch() { return batch_; }
    [[nodiscard]] const std::string& today() const { return today_; }

private:
    PersonRecord add_new_person(const CasePerson& person, const std::vector<UserId>& workers, const RecordId& id)
    {
        auto file = records::new_file(
            records_->vault(), FileKind::person, caller_->actor.organisation, workers, new_persons_++
        );
        PersonRecord made{id, file.change.fact.file};
        json::object fields = person.person;
        fields["number"] = file.number;
        fields["organisation"] = caller_->actor.organisation.text();
        batch_.files.push_back(std::move(file.change));
        add_as(made.record, "person", made.file, fields);
        if (person.identity.contains("names")) add("person_identity", made.file, person.identity);
        return made;
    }

    const Records* records_;
    const Caller* caller_;
    std::string today_;
    vault::Batch batch_;
    std::uint32_t new_persons_ = 0;
};

Result<void> check_keyworker(const Records& records, const Caller& caller, const UserId& keyworker)
{
    const auto directory = records.vault().directory();
    const vault::User* user = directory->user(keyworker);
    if (user != nullptr && user->active && user->organisation == caller.actor.organisation) return {};
    return fail(ErrorCode::invalid_input, "the keyworker does not work here", {msg("casework.problem.keyworker"), {}});
}

json::object case_fields(const OpenCase& request, const Caller& caller, const std::string& number, const Draft& draft)
{
    json::object fields = request.fields;
    fields["number"] = number;
    fields["organisation"] = caller.actor.organisation.text();
    fields["status"] = "open";
    fields["keyworker"] = request.keyworker.text();
    if (!request.origin.is_none()) fields["origin"] = request.origin.text();
    if (!fields.contains("opened_on")) fields["opened_on"] = draft.today();
    return fields;
}

bool has_text(const json::object& summary)
{
    return std::any_of(summary.begin(), summary.end(), [](const auto& member) {
        return member.value().is_string() && !member.value().get_string().empty();
    });
}

Result<vault::Receipt>
write_case(const Records& records, const Caller& caller, const OpenCase& request, OpenedCase& opened)
{
    Draft draft(records, caller, request.batch);
    opened.persons.clear();
    auto file = records::new_file(
        records.vault(), FileKind::case_file, caller.actor.organisation, std::vector<UserId>{request.keyworker}
    );
    opened.file = file.change.fact.file;
    opened.number = file.number;
    draft.batch().files.push_back(std::move(file.change));
    draft.add_as(opened.record, "case", opened.file, case_fields(request, caller, opened.number, draft));
    if (has_text(request.summary)) draft.add("case_summary", opened.file, request.summary);
    draft.add("status_change", opened.file, {{"status", "open"}, {"changed_on", draft.today()}});
    draft.add(
        "assignment",
        opened.file,
        {{"user", request.keyworker.text()},
         {"role", request.keyworker_role},
         {"organisation", caller.actor.organisation.text()},
         {"since", draft.today()}}
    );
    std::optional<RecordId> first;
    for (const CasePerson& person : request.persons) {
        auto added = draft.add_person(person, {request.keyworker}, records.vault().random().id<RecordId>());
        if (!added) return added.error();
        draft.add_participation(opened.file, added->record, person, first);
        if (!first) first = added->record;
        opened.persons.push_back(added->file);
    }
    for (const vault::RecordChange& change : request.also)
        draft.batch().records.push_back(change);
    return records.write(caller, std::move(draft.batch()));
}

/// What an earlier writing of the same batch had opened.
Result<OpenedCase> opened_before(const Records& records, const RecordId& record)
{
    const auto& workspace = records.vault().workspace();
    const auto rows = workspace.query("SELECT file, number FROM t_case WHERE record=?", {vault::sql(record)});
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::not_found, "the batch was written before, without a case");
    OpenedCase opened{record, rows->id<FileId>(0, "file"), rows->text(0, "number"), {}};
    opened.persons = files_of_persons(records, opened.file);
    return opened;
}

}  // namespace

Result<OpenedCase> open_case(const Records& records, const Caller& caller, OpenCase request)
{
    if (auto fits = check_keyworker(records, caller, request.keyworker); !fits) return fits.error();
    vault::Vault& vault = records.vault();
    if (request.batch.is_none()) request.batch = vault.random().id<BatchId>();
    OpenedCase opened;
    // The batch names the case, so that a repeated form finds what it opened the first time.
    opened.record = RecordId::from_bytes(request.batch.view()).value_or(RecordId{});
    if (vault.has_batch(request.batch)) return opened_before(records, opened.record);
    auto receipt = records::with_numbers([&] { return write_case(records, caller, request, opened); });
    if (!receipt) return receipt.error();
    if (receipt->repeated) return opened_before(records, opened.record);
    std::vector<FileId> known;
    for (const CasePerson& person : request.persons) {
        if (person.known) known.push_back(*person.known);
    }
    if (!known.empty()) {
        if (auto done = vault.reconcile(*caller.keys, known); !done) return done.error();
    }
    return opened;
}

Result<RecordId> add_person(
    const Records& records, const Caller& caller, const FileId& case_file, const BatchId& batch, CasePerson person
)
{
    const auto participants = participants_of(records, caller, case_file);
    if (!participants) return participants.error();
    std::optional<RecordId> first;
    if (!participants->empty()) first = participants->front().person;
    std::vector<UserId> workers;
    for (const TeamMember& member : team_of(records, case_file)) {
        if (member.until.empty()) workers.push_back(member.user);
    }
    // The batch names a new person, so that a repeated form finds whom it added the first time.
    const RecordId own_id = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    PersonRecord added_person{own_id, {}};
    auto receipt = records::with_numbers([&]() -> Result<vault::Receipt> {
        Draft draft(records, caller, batch);
        auto added = draft.add_person(person, workers, own_id);
        if (!added) return added.error();
        added_person = *added;
        draft.add_participation(case_file, added->record, person, first);
        return records.write(caller, std::move(draft.batch()));
    });
    if (!receipt) return receipt.error();
    if (auto done = records.vault().reconcile(*caller.keys, std::span(&added_person.file, 1)); !done) {
        return done.error();
    }
    return added_person.record;
}

}  // namespace panoh::casework
