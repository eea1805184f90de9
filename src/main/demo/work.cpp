// SPDX-License-Identifier: AGPL-3.0-or-later
// Who acts, what forms hold, and how calls and cases begin.
#include "main/demo/work.hpp"

#include "main/demo/data.hpp"
#include "modules/casework/store.hpp"
#include "modules/intake/service.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

namespace {

constexpr std::string_view why_suffix = "__why";

}  // namespace

Work::Work(
    const records::Records& records,
    accounts::Accounts& accounts,
    const Calendar& calendar,
    request::Desk& desk,
    intake::Arrivals::WordsIn words,
    const i18n::Catalogues& catalogues
)
    : records_(&records)
    , accounts_(&accounts)
    , calendar_(&calendar)
    , desk_(&desk)
    , catalogues_(&catalogues)
    , arrivals_(std::make_unique<intake::Arrivals>(desk, std::move(words)))
{}

Result<void> Work::admit(const std::string& login, vault::UserKeys keys)
{
    const auto actor = access::actor_of(*records_->vault().directory(), keys.user());
    if (!actor) return fail(ErrorCode::internal, "nobody of this name works here: " + login);
    auto worker = std::make_unique<Worker>(std::move(keys));
    worker->caller = {*actor, &worker->keys, &worker->reads, std::string(zone)};
    if (auto done = records_->vault().admit(worker->keys); !done) return done;
    workers_.emplace(login, std::move(worker));
    return {};
}

Result<Work::Worker*> Work::worker(const json::object& step)
{
    const auto found = workers_.find(text_at(step, "by"));
    if (found == workers_.end()) return fail(ErrorCode::internal, "a step is by nobody who works here");
    // As at each thing that somebody does on a page.
    if (auto done = records_->vault().hand_over_waiting(found->second->keys); !done) return done.error();
    return found->second.get();
}

Result<void> Work::enter_reads(Worker& worker)
{
    if (worker.reads.empty()) return {};
    auto done = records_->vault().enter_reads(worker.keys, worker.reads);
    worker.reads.clear();
    return done;
}

BatchId Work::batch() const
{
    return records_->vault().random().id<BatchId>();
}

Result<Work::Place> Work::place(const std::string& label) const
{
    const auto found = places_.find(label);
    if (found == places_.end()) return fail(ErrorCode::internal, "nothing was made yet that is called " + label);
    return found->second;
}

Result<UserId> Work::user(const std::string& login) const
{
    const vault::User* found = records_->vault().directory()->user_named(login);
    if (found == nullptr) return fail(ErrorCode::internal, "there is no such colleague");
    return found->id;
}

Result<json::value> Work::resolved(const json::value& value) const
{
    if (value.is_string()) {
        const std::string_view text = value.get_string();
        if (text.starts_with("person/") || text.starts_with("line/") || text.starts_with("known/")) {
            const auto found = place(std::string(text.substr(text.find('/') + 1)));
            if (!found) return found.error();
            return json::value(found->record.text());
        }
        if (text.starts_with("user/")) {
            const auto found = user(std::string(text.substr(text.find('/') + 1)));
            if (!found) return found.error();
            return json::value(found->text());
        }
        const auto time = calendar_->resolved(text);
        if (!time) return time.error();
        return json::value(*time);
    }
    if (value.is_array()) {
        json::array array;
        for (const json::value& each : value.get_array()) {
            auto element = resolved(each);
            if (!element) return element;
            array.push_back(std::move(*element));
        }
        return json::value(std::move(array));
    }
    json::object object;
    for (const auto& [name, each] : value.as_object()) {
        auto member = resolved(each);
        if (!member) return member;
        object[name] = std::move(*member);
    }
    return json::value(std::move(object));
}

Result<void> Work::fill(forms::Submission& submission, std::string_view type, const json::object& fields) const
{
    const forms::RecordType* definition = records_->schema().type(type);
    if (definition == nullptr) return fail(ErrorCode::internal, "there is no record type " + std::string(type));
    for (const auto& member : fields) {
        std::string_view name = member.key();
        if (name.ends_with(why_suffix)) name.remove_suffix(why_suffix.size());
        const forms::Field* field = definition->find(name);
        if (field == nullptr || field->derived) {
            return fail(ErrorCode::internal, "a form of " + std::string(type) + " has no field " + std::string(name));
        }
    }
    const auto values = resolved(fields);
    if (!values) return values.error();
    const forms::Submission written = forms::to_submission(*definition, values->get_object(), zone);
    for (const auto& [name, text] : written.entries())
        submission.add(name, text);
    return {};
}

Result<json::object> Work::read_fields(const Caller& caller, std::string_view type, const json::object& fields) const
{
    forms::Submission submission;
    if (auto done = fill(submission, type, fields); !done) return done.error();
    const forms::Schema& schema = records_->schema();
    const auto read = forms::read_form(*schema.type(type), schema, submission, records_->reading(caller, nullptr));
    if (!read.problems.empty()) return without_problems(read.problems, type).error();
    return forms::merged(read.coded, read.content.reveal());
}

Result<std::vector<json::object>>
Work::read_all(const Caller& caller, std::string_view type, const json::array& all) const
{
    std::vector<json::object> found;
    for (const json::value& each : all) {
        auto fields = read_fields(caller, type, each.as_object());
        if (!fields) return fields.error();
        found.push_back(std::move(*fields));
    }
    return found;
}

Result<casework::CasePerson> Work::person(const Caller& caller, const json::object& data) const
{
    casework::CasePerson person;
    if (const std::string known = text_at(data, "known"); !known.empty()) {
        const auto found = place(known);
        if (!found) return found.error();
        person.known = found->file;
    }
    const bool is_new = !person.known;
    auto fields = is_new ? read_fields(caller, "person", object_at(data, "person")) : json::object();
    auto identity = is_new ? read_fields(caller, "person_identity", object_at(data, "identity")) : json::object();
    auto channels = read_all(caller, "contact_channel", array_at(data, "contact_channels"));
    auto consents = read_all(caller, "consent", array_at(data, "consents"));
    if (!fields) return fields.error();
    if (!identity) return identity.error();
    if (!channels) return channels.error();
    if (!consents) return consents.error();
    person.person = std::move(*fields);
    person.identity = std::move(*identity);
    person.contact_channels = std::move(*channels);
    person.consents = std::move(*consents);
    if (const std::string role = text_at(data, "role"); !role.empty()) person.role = role;
    person.relation_type = text_at(data, "relation");
    return person;
}

Result<void> Work::remember_person(const std::string& label, const FileId& file)
{
    const auto found = casework::person_of_file(*records_, file);
    if (!found) return found.error();
    places_[label] = {found->record, file};
    return {};
}

Result<void> Work::take_call(const json::object& call)
{
    const auto who = worker(call);
    if (!who) return who.error();
    forms::Submission submission;
    if (auto done = fill(submission, "contact", object_at(call, "contact")); !done) return done;
    if (auto done = fill(submission, "contact_account", object_at(call, "account")); !done) return done;
    const auto taken = intake::take_call(*records_, (*who)->caller, submission, batch());
    if (!taken) return taken.error();
    if (!taken->saved()) return without_problems(taken->problems, "contact");
    places_[text_at(call, "label")].record = taken->contact;
    return enter_reads(**who);
}

Result<void> Work::open_case(const json::object& matter)
{
    const auto who = worker(matter);
    if (!who) return who.error();
    auto done = matter.contains("from") ? open_from_call(**who, matter) : open_directly(**who, matter);
    if (!done) return done;
    return enter_reads(**who);
}

Result<void> Work::open_from_call(Worker& worker, const json::object& matter)
{
    const auto call = place(text_at(matter, "from"));
    if (!call) return call.error();
    forms::Submission submission;
    for (const auto& [type, member] :
         {std::pair("case", "case"),
          {"person", "person"},
          {"person_identity", "identity"},
          {"case_summary", "summary"}}) {
        if (auto done = fill(submission, type, object_at(matter, member)); !done) return done;
    }
    submission.add("keyworker", worker.caller.actor.user.text());
    if (const std::string relation = text_at(matter, "with_caller"); !relation.empty()) {
        submission.add("with_caller", "yes");
        submission.add("caller_relation", relation);
    }
    const auto started = intake::start_case(*records_, worker.caller, call->record, submission, batch());
    if (!started) return started.error();
    if (!started->opened()) return without_problems(started->problems, "case");
    const auto record = records_->read(worker.caller, started->record);
    if (!record) return record.error();
    places_[text_at(matter, "label")] = {started->record, record->file};
    const auto persons = casework::participants_of(*records_, worker.caller, record->file);
    if (!persons) return persons.error();
    const json::array& labels = array_at(matter, "persons");
    if (labels.size() != persons->size()) return fail(ErrorCode::internal, "a case has other persons than it names");
    for (std::size_t at = 0; at < labels.size(); ++at) {
        const auto& person = persons->at(at);
        places_[std::string(labels[at].as_string())] = {person.person, person.file};
    }
    return {};
}

Result<void> Work::open_directly(Worker& worker, const json::object& matter)
{
    casework::OpenCase request;
    auto fields = read_fields(worker.caller, "case", object_at(matter, "case"));
    auto summary = read_fields(worker.caller, "case_summary", object_at(matter, "summary"));
    if (!fields) return fields.error();
    if (!summary) return summary.error();
    request.fields = std::move(*fields);
    request.summary = std::move(*summary);
    request.keyworker = worker.caller.actor.user;
    const json::array& persons = array_at(matter, "persons");
    for (const json::value& each : persons) {
        auto entered = person(worker.caller, each.as_object());
        if (!entered) return entered.error();
        request.persons.push_back(std::move(*entered));
    }
    const auto opened = casework::open_case(*records_, worker.caller, std::move(request));
    if (!opened) return opened.error();
    places_[text_at(matter, "label")] = {opened->record, opened->file};
    for (std::size_t at = 0; at < persons.size(); ++at) {
        const std::string label = text_at(persons[at].as_object(), "label");
        if (auto done = remember_person(label, opened->persons.at(at)); !done) return done;
    }
    return {};
}

}  // namespace panoh::demo
