// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/service.hpp"

#include "modules/files/making.hpp"
#include "modules/files/media.hpp"
#include "modules/files/rules.hpp"

#include <algorithm>

namespace panoh::files {

namespace {

using access::Verb;

Result<std::string_view> media_type_of_upload(const vault::Vault& vault, const vault::Upload& upload)
{
    auto start = vault.read_blob(upload.blob(), upload.summary.size, 0, telling_bytes);
    if (!start) return start.error();
    const std::string_view found = media_type_of(*start);
    std::fill(start->begin(), start->end(), std::uint8_t{0});
    return found;
}

}  // namespace

std::vector<const forms::RecordType*>
places_for(const records::Records& records, const records::Caller& caller, const FileId& file)
{
    const auto fact = records.vault().file(file);
    if (!fact) return {};
    auto types = attachment_types(records.schema(), fact->kind);
    std::erase_if(types, [&](const forms::RecordType* type) {
        return !records.may(caller, Verb::write, file, type->compartment)
               || !records.may(caller, Verb::read, file, type->compartment);
    });
    return types;
}

Result<const forms::RecordType*>
check_place(const records::Records& records, const records::Caller& caller, const Place& place)
{
    const auto fact = records.vault().file(place.file);
    const forms::RecordType* type = fact ? attachment_type(records.schema(), fact->kind, place.compartment) : nullptr;
    if (type == nullptr) return fail(ErrorCode::not_found, "nothing can be attached there");
    const auto places = places_for(records, caller, place.file);
    if (std::ranges::find(places, type) == places.end()) {
        return fail(ErrorCode::denied, "no rule lets the writer attach to this part of the file");
    }
    if (!place.about.is_none()) {
        const auto about = records.read(caller, place.about);
        if (!about) return about.error();
        if (about->file != place.file || about->compartment != place.compartment) {
            return fail(ErrorCode::not_found, "the record stands in another part of the file");
        }
    }
    return type;
}

Result<records::FormOutcome> attach(
    const records::Records& records,
    const records::Caller& caller,
    const Place& place,
    const BlobId& upload_id,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    vault::Vault& vault = records.vault();
    const auto type = check_place(records, caller, place);
    if (!type) return type.error();
    records::FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (vault.has_batch(batch)) return outcome;
    auto upload = vault.finish_upload(*caller.keys, upload_id);
    if (!upload) return upload.error();
    const auto media_type = media_type_of_upload(vault, *upload);
    if (!media_type) return media_type.error();
    auto read = forms::read_form(**type, records.schema(), submission, records.reading(caller, nullptr));
    if (!read.problems.empty()) {
        outcome.problems = std::move(read.problems);
        return outcome;
    }
    const std::lock_guard guard(numbering());
    auto number = next_number(vault, **type, place.file, 0);
    if (!number) return number.error();
    complete(read.coded, read.content.reveal(), *upload, *media_type, std::move(*number), place.about);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {outcome.record, place.file, (*type)->name, 0, std::move(read.coded), std::move(read.content), false}
    );
    writing.facts.push_back(vault::Vault::blob_fact(*upload, place.file));
    if (auto written = records.write(caller, std::move(writing)); !written) return written.error();
    // Off the list of what waits; the bytes belong to the record now.
    if (auto settled = vault.settle_upload(*caller.keys, upload_id); !settled) return settled.error();
    return outcome;
}

Result<Attachment> open_attachment(const records::Records& records, const records::Caller& caller, const RecordId& id)
{
    const auto record = records.read(caller, id);
    if (!record) return record.error();
    const forms::RecordType* type = records.schema().type(record->type);
    if (type == nullptr || !is_attachment(*type)) return fail(ErrorCode::not_found, "the record is no attachment");
    return attachment_of(*record);
}

Result<std::vector<Attachment>>
attachments_of(const records::Records& records, const records::Caller& caller, const FileId& file)
{
    std::vector<Attachment> found;
    const auto fact = records.vault().file(file);
    if (!fact) return found;
    for (const forms::RecordType* type : attachment_types(records.schema(), fact->kind)) {
        if (!records.may(caller, Verb::read, file, type->compartment)) continue;
        const auto of_part = records.of_file(caller, file, type->name);
        if (!of_part) return of_part.error();
        for (const vault::Record& record : *of_part)
            found.push_back(attachment_of(record));
    }
    std::ranges::stable_sort(found, std::greater<>(), &Attachment::written_at);
    return found;
}

Result<Bytes>
read_original(const vault::Vault& vault, const Attachment& attachment, std::uint64_t offset, std::size_t length)
{
    if (!attachment.blob) return fail(ErrorCode::damaged, "a record of an attachment names no bytes");
    return vault.read_blob(*attachment.blob, attachment.size, offset, length);
}

}  // namespace panoh::files
