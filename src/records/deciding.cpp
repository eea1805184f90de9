// SPDX-License-Identifier: AGPL-3.0-or-later
// What a batch may do beyond what roles say of the files: assigning, and naming persons.
#include "access/assigning.hpp"
#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "records/records.hpp"

#include <algorithm>

namespace panoh::records {

namespace {

namespace json = boost::json;
using access::Verb;

std::string_view text_at(const json::object& object, std::string_view field)
{
    const json::value* value = object.if_contains(field);
    return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

}  // namespace

Result<std::optional<vault::Record>> Records::stored(const Caller& caller, const RecordId& id) const
{
    if (!vault_->revision_of(id)) return std::optional<vault::Record>();
    auto record = vault_->read(*caller.keys, id);
    if (!record) return record.error();
    return std::optional(std::move(*record));
}

bool Records::may_assign(const Caller& caller, const vault::RecordChange& change) const
{
    const auto file = vault_->file(change.file);
    if (!file || !may(caller, Verb::assign, change.file, schema().type(change.type)->compartment)) return false;
    const auto before = stored(caller, change.id);
    if (!before || (before->has_value() && (*before)->type != change.type)) return false;
    access::WorkRecord was;
    if (before->has_value()) was = {&(*before)->coded, &(*before)->content.reveal(), (*before)->removed};
    if (!access::only_assigns(change.type, was, {&change.coded, &change.content.reveal(), change.removed})) {
        return false;
    }
    const UserId to = access::receiver_of(change.type, change.coded);
    if (to.is_none()) return true;
    const auto directory = vault_->directory();
    const vault::User* user = directory->user(to);
    return user != nullptr && user->active && user->organisation == file->organisation && to != caller.actor.user;
}

bool Records::may_name(const Caller& caller, const vault::Batch& batch, const RecordId& person) const
{
    const auto written = std::find_if(batch.records.begin(), batch.records.end(), [&](const auto& each) {
        return each.id == person && each.type == "person";
    });
    FileId file;
    if (written != batch.records.end()) {
        file = written->file;
        const bool is_new = std::any_of(batch.files.begin(), batch.files.end(), [&](const vault::FileChange& each) {
            return each.fact.file == file;
        });
        if (is_new) return true;
    } else {
        const auto rows =
            vault_->workspace().query("SELECT file FROM t_person WHERE record=? AND deleted=0", {vault::sql(person)});
        if (!rows || rows->empty()) return false;
        file = rows->id<FileId>(0, "file");
    }
    return may(caller, Verb::read, file, forms::Compartment::core)
           && vault_->can_open(*caller.keys, file, forms::Compartment::core);
}

Result<void> Records::check_persons(const Caller& caller, const vault::Batch& batch) const
{
    for (const vault::RecordChange& change : batch.records) {
        if (change.removed || !access::joins_persons(change.type)) continue;
        std::optional<std::optional<vault::Record>> before;
        for (const forms::Field& field : schema().type(change.type)->fields) {
            const std::string_view id = text_at(change.coded, field.name);
            if (field.kind != forms::FieldKind::ref || field.to != "person" || id.empty()) continue;
            if (!before) {
                auto found = stored(caller, change.id);
                if (!found) return found.error();
                before = std::move(*found);
            }
            // Whoever mends a note does not join anybody anew.
            if (before->has_value() && text_at((*before)->coded, field.name) == id) continue;
            const auto person = RecordId::parse(id);
            if (person && may_name(caller, batch, *person)) continue;
            if (caller.reads != nullptr) caller.reads->push_back({"write", change.file, change.id, false});
            return fail(ErrorCode::denied, "the writer cannot open the file of a person who is named");
        }
    }
    return {};
}

Result<vault::Receipt> Records::hand(
    const Caller& caller,
    const BatchId& batch,
    std::span<const Handing> work,
    std::vector<vault::RecordChange> assignments
) const
{
    const Timestamp now = vault_->clock().now();
    const std::string today = forms::iso_day(forms::local_day(now, caller.zone));
    vault::Batch writing;
    writing.id = batch;
    writing.records = std::move(assignments);
    for (const Handing& each : work) {
        auto record = stored(caller, each.record);
        if (!record) return record.error();
        if (!record->has_value()) return fail(ErrorCode::not_found, "there is no such record");
        vault::Record& found = **record;
        const bool ends = found.type == "assignment" && each.to.is_none();
        json::object coded =
            ends ? access::ended(found.coded, today) : access::given_to(found.type, found.coded, each.to, now);
        writing.records.push_back(
            {found.id,
             found.file,
             found.type,
             found.revision,
             std::move(coded),
             std::move(found.content),
             found.removed}
        );
    }
    return write(caller, std::move(writing));
}

}  // namespace panoh::records
