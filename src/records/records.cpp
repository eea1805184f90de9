// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/records.hpp"

#include "base/log.hpp"

#include <algorithm>

namespace panoh::records {

namespace json = boost::json;
using access::Verb;

Records::Records(vault::Vault& vault, const access::Access& access, NameIndexer indexer, ClosedRule closed)
    : vault_(&vault)
    , access_(&access)
    , indexer_(std::move(indexer))
    , closed_(std::move(closed))
{}

bool Records::may(const Caller& caller, Verb verb, const FileId& file, forms::Compartment compartment) const
{
    if (!access_->decide(caller.actor, verb, *vault_, file, compartment).allowed) return false;
    return verb != Verb::write || !closed_ || !closed_(*vault_, file, compartment, RecordId{});
}

bool Records::may_change(const Caller& caller, const vault::Record& record) const
{
    return may(caller, Verb::write, record.file, record.compartment)
           && (!closed_ || !closed_(*vault_, record.file, record.compartment, record.id));
}

Result<vault::Record> Records::read(const Caller& caller, const RecordId& id) const
{
    auto record = vault_->read(*caller.keys, id);
    const bool found = record.has_value();
    const bool allowed = found && may(caller, Verb::read, record->file, record->compartment);
    const bool refused = (found && !allowed) || (!found && record.error().code == ErrorCode::denied);
    if (caller.reads != nullptr && (allowed || refused)) {
        caller.reads->push_back({"record", found ? record->file : FileId{}, id, allowed});
    }
    if (!found || allowed) return record;
    return fail(ErrorCode::denied, "no rule lets the reader see this part of the file");
}

Result<std::vector<vault::Record>> Records::history(const Caller& caller, const RecordId& id) const
{
    const auto newest = read(caller, id);
    if (!newest) return newest.error();
    return vault_->history(*caller.keys, id);
}

Result<std::vector<vault::Record>>
Records::of_file(const Caller& caller, const FileId& file, std::string_view type) const
{
    const forms::RecordType* definition = schema().type(type);
    PANOH_CHECK(definition != nullptr);
    if (!may(caller, Verb::read, file, definition->compartment)) {
        if (caller.reads != nullptr) caller.reads->push_back({definition->name, file, RecordId{}, false});
        return fail(ErrorCode::denied, "no rule lets the reader see this part of the file");
    }
    const auto rows = vault_->workspace().query(
        "SELECT record FROM t_" + definition->name + " WHERE file=? AND deleted=0 ORDER BY seq DESC", {vault::sql(file)}
    );
    if (!rows) return rows.error();
    std::vector<vault::Record> records;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        auto record = vault_->read(*caller.keys, rows->id<RecordId>(row, "record"));
        if (record) {
            records.push_back(std::move(*record));
        } else if (record.error().code != ErrorCode::denied) {
            log(LogLevel::error, "a record does not open: {}", record.error().detail);
        }
    }
    if (caller.reads != nullptr) caller.reads->push_back({definition->name, file, RecordId{}, true});
    return records;
}

Result<void> Records::check(const Caller& caller, const vault::Batch& batch) const
{
    for (const vault::RecordChange& change : batch.records) {
        const forms::RecordType* type = schema().type(change.type);
        PANOH_CHECK(type != nullptr);
        const auto made = std::find_if(batch.files.begin(), batch.files.end(), [&](const vault::FileChange& each) {
            return each.fact.file == change.file;
        });
        const bool is_new_file = made != batch.files.end();
        const RecordId changed = change.base == 0 ? RecordId{} : change.id;
        if (!is_new_file && closed_ && closed_(*vault_, change.file, type->compartment, changed)) {
            return fail(ErrorCode::conflict, "this part of the file is closed", {msg("error.closed_part"), {}});
        }
        if (is_new_file) {
            if (made->fact.organisation == caller.actor.organisation) continue;
        } else if (may(caller, Verb::write, change.file, type->compartment) || may_assign(caller, change)) {
            continue;
        }
        if (caller.reads != nullptr) caller.reads->push_back({"write", change.file, change.id, false});
        return fail(ErrorCode::denied, "no rule lets the writer change this part of the file");
    }
    return check_persons(caller, batch);
}

void Records::index_names(vault::RecordChange& change) const
{
    const forms::RecordType* type = schema().type(change.type);
    std::vector<std::string> names;
    bool has_names = false;
    for (const forms::Field& field : type->fields) {
        if (!field.name_keys) continue;
        has_names = true;
        const json::value* value = change.content.reveal().if_contains(field.name);
        if (value == nullptr) continue;
        for (std::string& name : names_in(*value))
            names.push_back(std::move(name));
    }
    if (has_names) change.coded[vault::name_keys_member] = indexer_(names);
}

Result<vault::Receipt> Records::write(const Caller& caller, vault::Batch batch) const
{
    if (auto allowed = check(caller, batch); !allowed) return allowed.error();
    for (vault::RecordChange& change : batch.records)
        index_names(change);
    if (caller.before_writing != nullptr) (*caller.before_writing)(batch);
    return vault_->write(*caller.keys, std::move(batch));
}

Result<vault::Receipt> Records::erase(const Caller& caller, const FileId& file, vault::Batch batch) const
{
    if (auto allowed = check(caller, batch); !allowed) return allowed.error();
    if (caller.before_writing != nullptr) (*caller.before_writing)(batch);
    return vault_->erase(*caller.keys, file, std::move(batch));
}

Result<vault::Receipt>
Records::hand_over(const Caller& caller, vault::Batch batch, const access::DisclosureDecision& basis) const
{
    for (const vault::RecordChange& change : batch.records) {
        const bool in_new_file = std::any_of(batch.files.begin(), batch.files.end(), [&](const auto& each) {
            return each.fact.file == change.file;
        });
        const forms::RecordType* type = schema().type(change.type);
        PANOH_CHECK(type != nullptr);
        const bool own = !in_new_file && may(caller, Verb::write, change.file, type->compartment);
        if (!basis.allowed || (!in_new_file && !own)) {
            if (caller.reads != nullptr) caller.reads->push_back({"hand_over", change.file, change.id, false});
            return fail(ErrorCode::denied, "no consent allows handing this over");
        }
    }
    if (auto known = check_persons(caller, batch); !known) return known.error();
    for (vault::RecordChange& change : batch.records)
        index_names(change);
    if (caller.before_writing != nullptr) (*caller.before_writing)(batch);
    return vault_->write(*caller.keys, std::move(batch));
}

forms::ReadContext Records::reading(const Caller& caller, const json::object* previous) const
{
    forms::ReadContext context;
    context.now = vault_->clock().now();
    context.zone = caller.zone;
    context.previous = previous;
    context.exists = [this, previous, own = caller.actor.organisation](const forms::Field& field, std::string_view id) {
        if (field.to == "user") {
            // Nobody of another organisation is there for this one; what was passed on may name somebody already.
            const json::value* before = previous == nullptr ? nullptr : previous->if_contains(field.name);
            if (before != nullptr && before->is_string() && before->get_string() == id) return true;
            const auto directory = vault_->directory();
            const auto user = UserId::parse(id);
            const vault::User* found = user ? directory->user(*user) : nullptr;
            return found != nullptr && found->organisation == own;
        }
        if (field.to == "organisation") {
            const auto organisation = OrganisationId::parse(id);
            return organisation && vault_->directory()->organisation(*organisation) != nullptr;
        }
        const auto record = RecordId::parse(id);
        return record && vault_->revision_of(*record).has_value();
    };
    return context;
}

Result<FormOutcome> Records::save(
    const Caller& caller,
    const FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch,
    const std::function<void(json::object&, json::object&)>& complete
) const
{
    const forms::RecordType* type = schema().type(change.type);
    PANOH_CHECK(type != nullptr);
    FormOutcome outcome;
    json::object previous;
    const bool is_new = change.record.is_none();
    FileId file = change.file;
    if (!is_new) {
        auto revisions = history(caller, change.record);
        if (!revisions) return revisions.error();
        if (revisions->back().type != change.type) return fail(ErrorCode::not_found, "the record is of another type");
        const auto base = std::find_if(revisions->begin(), revisions->end(), [&](const vault::Record& each) {
            return each.revision == change.base;
        });
        if (base == revisions->end()) return fail(ErrorCode::invalid_input, "the form names no revision");
        file = base->file;
        previous = base->merged().reveal();
        if (base->revision != revisions->back().revision && vault_->has_batch(batch)) {
            outcome.record = change.record;
            return outcome;
        }
        if (base->revision != revisions->back().revision) {
            outcome.clash = Clash{*base, revisions->back()};
            return outcome;
        }
    }
    forms::ReadContext context = reading(caller, is_new ? nullptr : &previous);
    context.asks = change.asks;
    forms::FormResult read = forms::read_form(*type, schema(), submission, context);
    if (!read.problems.empty()) {
        outcome.problems = std::move(read.problems);
        return outcome;
    }
    if (complete) complete(read.coded, read.content.reveal());
    // A repeated form answers with the record that the first one made.
    outcome.record = is_new ? RecordId::from_bytes(batch.view()).value_or(RecordId{}) : change.record;
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {outcome.record, file, change.type, change.base, std::move(read.coded), std::move(read.content), false}
    );
    auto receipt = write(caller, std::move(writing));
    if (receipt) return outcome;
    if (receipt.error().code != ErrorCode::conflict || is_new) return receipt.error();
    auto revisions = history(caller, change.record);
    if (!revisions) return revisions.error();
    outcome.clash = Clash{revisions->at(change.base - 1), revisions->back()};
    return outcome;
}

Result<vault::Rows> Records::query(
    const Caller& caller,
    Verb verb,
    std::string_view type,
    std::string_view column,
    std::string_view sql,
    std::vector<vault::SqlValue> parameters
) const
{
    const forms::RecordType* definition = schema().type(type);
    PANOH_CHECK(definition != nullptr);
    access::Scope scope = access_->scope(caller.actor, verb, definition->file, definition->compartment, column);
    constexpr std::string_view mark = "{scope}";
    const auto at = sql.find(mark);
    PANOH_CHECK(at != std::string_view::npos);
    std::string text(sql);
    text.replace(at, mark.size(), scope.condition);
    scope.parameters.insert(scope.parameters.end(), parameters.begin(), parameters.end());
    return vault_->workspace().query(text, scope.parameters);
}

vault::RecordChange
new_record(Random& random, std::string type, const FileId& file, json::object coded, json::object content)
{
    return {
        random.id<RecordId>(),
        file,
        std::move(type),
        0,
        std::move(coded),
        Sensitive<json::object>(std::move(content)),
        false,
    };
}

std::vector<std::string> names_in(const json::value& value)
{
    std::vector<std::string> names;
    if (!value.is_array()) return names;
    for (const json::value& each : value.get_array()) {
        const json::object* name = each.if_object();
        if (name == nullptr) continue;
        std::string text;
        for (const std::string_view part : {"given", "patronymic", "family", "other"}) {
            const json::value* word = name->if_contains(part);
            if (word == nullptr || !word->is_string() || word->get_string().empty()) continue;
            if (!text.empty()) text += ' ';
            text += std::string_view(word->get_string());
        }
        if (!text.empty()) names.push_back(std::move(text));
    }
    return names;
}

}  // namespace panoh::records
