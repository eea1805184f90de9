// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/making.hpp"

#include "base/bytes.hpp"
#include "base/log.hpp"
#include "modules/files/rules.hpp"
#include "records/files.hpp"
#include "vault/fingerprint.hpp"

#include <algorithm>

namespace panoh::files {

std::mutex& numbering()
{
    static std::mutex one_at_a_time;
    return one_at_a_time;
}

Result<std::string>
next_number(const vault::Vault& vault, const forms::RecordType& type, const FileId& file, std::size_t ahead)
{
    // Removed ones are counted: no number is given twice.
    const auto rows =
        vault.workspace().query("SELECT count(*) AS earlier FROM t_" + type.name + " WHERE file=?", {vault::sql(file)});
    if (!rows) return rows.error();
    const auto earlier = static_cast<std::size_t>(rows->integer(0, "earlier")) + ahead;
    return attachment_number(records::file_number(vault, file), type.compartment, earlier);
}

MadeFiles::MadeFiles(const records::Records& records, const records::Caller& caller)
    : records_(&records)
    , caller_(&caller)
{}

MadeFiles::~MadeFiles()
{
    // Those that a record holds by now stay; the others go.
    for (const BlobId& upload : uploads_) {
        if (auto done = records_->vault().settle_upload(*caller_->keys, upload); !done) {
            log(LogLevel::error, "a made file stays on the list of what waits: {}", done.error().detail);
        }
    }
}

Result<void> MadeFiles::seal(const Place& place, std::string_view kind, std::span<const MadeFile> made)
{
    const auto fact = records_->vault().file(place.file);
    const forms::RecordType* type = fact ? attachment_type(records_->schema(), fact->kind, place.compartment) : nullptr;
    if (type == nullptr) return fail(ErrorCode::not_found, "nothing can be attached there");
    for (const MadeFile& each : made) {
        if (auto done = seal_one(*type, place, kind, each); !done) return done;
    }
    return {};
}

Result<void>
MadeFiles::seal_one(const forms::RecordType& type, const Place& place, std::string_view kind, const MadeFile& made)
{
    vault::Vault& vault = records_->vault();
    const UserId& user = caller_->actor.user;
    const auto begun = vault.begin_upload(user, Sensitive<std::string>(made.name));
    if (!begun) return begun.error();
    uploads_.push_back(*begun);
    if (auto added = vault.add_to_upload(user, *begun, 0, bytes_of(made.bytes.reveal())); !added) return added.error();
    const auto upload = vault.finish_upload(*caller_->keys, *begun);
    if (!upload) return upload.error();
    const auto number = next_number(vault, type, place.file, made_.size());
    if (!number) return number.error();
    vault::RecordChange change =
        records::new_record(vault.random(), type.name, place.file, boost::json::object{{"kind", kind}});
    complete(change.coded, change.content.reveal(), *upload, made.media_type, *number, place.about);
    made_.push_back(std::move(change));
    facts_.push_back(vault::Vault::blob_fact(*upload, place.file));
    return {};
}

void MadeFiles::hand_over(vault::Batch& batch)
{
    std::move(made_.begin(), made_.end(), std::back_inserter(batch.records));
    std::move(facts_.begin(), facts_.end(), std::back_inserter(batch.facts));
    made_.clear();
    facts_.clear();
}

Result<Sensitive<std::string>> bytes_of_attachment(const vault::Vault& vault, const Attachment& attachment)
{
    if (!attachment.blob) return fail(ErrorCode::damaged, "a record of an attachment names no bytes");
    const auto length = static_cast<std::size_t>(attachment.size);
    auto bytes = vault.read_blob(*attachment.blob, attachment.size, 0, length);
    if (!bytes) return bytes.error();
    Sensitive<std::string> text{std::string(text_of(*bytes))};
    std::fill(bytes->begin(), bytes->end(), std::uint8_t{0});
    if (vault::fingerprint(text.reveal()) != attachment.sha256) {
        return fail(ErrorCode::damaged, "an attachment is not what its record tells of");
    }
    return text;
}

}  // namespace panoh::files
