// SPDX-License-Identifier: AGPL-3.0-or-later
// Files on their way into the vault, and what is left of those that never arrived.
#include "base/log.hpp"
#include "vault/state.hpp"

#include <algorithm>
#include <chrono>

namespace panoh::vault {

namespace {

constexpr std::string_view list_name = "uploads";
constexpr std::string_view start_purpose = "panoh/upload-start/v1";
/// A form with a file that has just become too old may be under way: its bytes go later.
constexpr auto grace = std::chrono::hours(1);
constexpr std::size_t piece = 4 * blob_chunk;

Error not_whole()
{
    return fail(ErrorCode::conflict, "the file did not arrive whole", {msg("files.problem.not_whole"), {}});
}

Bytes sealed_start(const NodeKeys& keys, Timestamp now)
{
    ByteWriter writer;
    writer.u64(static_cast<std::uint64_t>(now.time_since_epoch().count()));
    return crypto::seal(keys.scratch_key(), writer.bytes(), bytes_of(start_purpose));
}

/// A start that does not open is one of long ago.
Timestamp start_of(const NodeKeys& keys, const BlobManifest& manifest)
{
    const auto plain = crypto::open(keys.scratch_key(), manifest.start, bytes_of(start_purpose));
    if (!plain) return {};
    ByteReader reader(*plain);
    return Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(reader.u64())));
}

Upload* find(std::vector<Upload>& uploads, const BlobId& id)
{
    const auto found = std::find_if(uploads.begin(), uploads.end(), [&](const Upload& each) { return each.id == id; });
    return found == uploads.end() ? nullptr : &*found;
}

/// The SHA-256 of a blob that was finished by a program that ended before it could say so.
Result<BlobSummary> measured(storage::Store& store, const Upload& upload, const BlobManifest& manifest)
{
    crypto::Sha256 hash;
    const BlobKey key = upload.blob();
    for (std::uint64_t at = 0; at < upload.expected; at += piece) {
        auto bytes = read_blob(store, key, upload.expected, at, piece);
        if (!bytes) return bytes.error();
        hash.add(*bytes);
        crypto::wipe(*bytes);
    }
    return BlobSummary{upload.expected, manifest.chunks, hash.finish(), manifest.seal};
}

/// What a restart interrupted, brought to its end.
Result<BlobSummary> finish_resumed(storage::Store& store, const Upload& upload)
{
    const auto manifest = blob_manifest(store, upload.id);
    if (!manifest) return manifest.error();
    if (manifest->state == BlobState::whole) return measured(store, upload, *manifest);
    auto writer = BlobWriter::resume(store, upload.blob(), *manifest);
    if (!writer) return writer.error();
    if (upload.expected == 0 || writer->size() != upload.expected) return not_whole();
    return writer->finish();
}

bool is_of_use(const Vault::State& state, const BlobManifest& manifest)
{
    const BlobFact* fact = state.book.blob(manifest.id);
    if (fact != nullptr) return !state.book.is_erased(fact->file);
    if (manifest.state == BlobState::coming) return false;
    return state.clock.now() - start_of(*state.keys, manifest) < longest_upload_wait;
}

/// The user's list, as far as the bytes are there; also what has become too old.
Result<std::vector<Upload>> listed_by(const Vault::State& state, const Vault& vault, const UserKeys& owner)
{
    const auto text = vault.get_scratch(owner, list_name);
    if (!text) return text.error();
    auto listed = text->has_value() ? uploads_in(**text) : std::vector<Upload>{};
    std::erase_if(listed, [&](const Upload& each) { return !blob_manifest(state.store, each.id); });
    return listed;
}

/// Takes away the bytes of what its sender left for too long and no record holds.
void drop_expired(Vault::State& state, const Vault& vault, const UserKeys& owner)
{
    const auto listed = listed_by(state, vault, owner);
    if (!listed) return;
    for (const Upload& each : *listed) {
        if (state.clock.now() - each.started_at < longest_upload_wait + grace) continue;
        {
            const std::shared_lock lock(state.mutex);
            if (state.book.blob(each.id) != nullptr) continue;
        }
        auto done = state.uploads.abandon(owner.user(), each.id);
        if (done) done = remove_blob(state.store, each.id);
        if (!done) log(LogLevel::error, "an upload that was given up could not be removed: {}", done.error().detail);
    }
}

/// How much of a kept file is here. After a restart what had not filled a chunk is gone.
std::uint64_t received_of(const Vault::State& state, const UserKeys& owner, const Upload& upload)
{
    if (upload.is_whole()) return upload.summary.size;
    if (const auto position = state.uploads.position(owner.user(), upload.id)) return *position;
    const auto chunks = stored_chunks(state.store, upload.id);
    return chunks ? std::min(upload.expected, std::uint64_t{*chunks} * blob_chunk) : 0;
}

}  // namespace

void tidy_blobs(Vault::State& state, OpeningReport& report)
{
    const auto found = blobs_in(state.store);
    if (!found) {
        log(LogLevel::error, "attachments could not be looked through: {}", found.error().detail);
        return;
    }
    std::set<std::pair<BlobId, Hash256>> whole;
    for (const BlobId& id : *found) {
        const auto manifest = blob_manifest(state.store, id);
        if (!manifest) {
            log(LogLevel::error, "an attachment is damaged: {}", manifest.error().detail);
            continue;
        }
        if (manifest->state == BlobState::whole) whole.insert({id, manifest->seal});
        if (is_of_use(state, *manifest)) continue;
        if (auto done = remove_blob(state.store, id); !done) {
            log(LogLevel::error, "an upload that was given up could not be removed: {}", done.error().detail);
        }
    }
    for (const auto& [id, fact] : state.book.blobs()) {
        if (!whole.contains({id, fact.seal}) && !state.book.is_erased(fact.file)) report.missing.push_back(id);
    }
    if (!report.missing.empty()) log(LogLevel::error, "{} attachments are missing", report.missing.size());
}

Result<BlobId> Vault::begin_upload(const UserId& owner, Sensitive<std::string> name)
{
    Bytes start;
    {
        const std::shared_lock lock(state_->mutex);
        if (!state_->keys) return fail(ErrorCode::sealed, "the node is sealed");
        start = sealed_start(*state_->keys, state_->clock.now());
    }
    return state_->uploads.begin(owner, std::move(name), std::move(start));
}

Result<void> Vault::keep_upload(const UserKeys& owner, const BlobId& id, std::uint64_t expected, std::string place)
{
    const std::lock_guard guard(state_->upload_lists_mutex);
    drop_expired(*state_, *this, owner);
    auto key = state_->uploads.key(owner.user(), id);
    auto listed = listed_by(*state_, *this, owner);
    if (!listed) return listed.error();
    if (!key) return fail(ErrorCode::not_found, "no such file is on its way", {msg("files.problem.upload_gone"), {}});
    Upload upload;
    upload.id = id;
    upload.name = state_->uploads.name(owner.user(), id);
    upload.expected = expected;
    upload.place = std::move(place);
    upload.started_at = state_->clock.now();
    upload.key = std::move(key->key);
    listed->push_back(std::move(upload));
    // The key first: a stream that may be resumed and that nobody can open is only waste.
    if (auto done = put_scratch(owner, list_name, upload_text(*listed)); !done) return done;
    return state_->uploads.keep_for_later(owner.user(), id);
}

Result<void> Vault::add_to_upload(const UserId& owner, const BlobId& id, std::uint64_t offset, BytesView bytes)
{
    return state_->uploads.add(owner, id, offset, bytes);
}

Result<std::uint64_t> Vault::upload_position(const UserKeys& owner, const BlobId& id)
{
    if (const auto position = state_->uploads.position(owner.user(), id)) return *position;
    const std::lock_guard guard(state_->upload_lists_mutex);
    auto listed = listed_by(*state_, *this, owner);
    if (!listed) return listed.error();
    Upload* upload = find(*listed, id);
    if (upload == nullptr) {
        return fail(ErrorCode::not_found, "no such file is on its way", {msg("files.problem.upload_gone"), {}});
    }
    if (upload->is_whole()) return upload->summary.size;
    const auto manifest = blob_manifest(state_->store, id);
    if (!manifest) return manifest.error();
    if (manifest->state == BlobState::whole) return upload->expected;
    auto writer = BlobWriter::resume(state_->store, upload->blob(), *manifest);
    if (!writer) return writer.error();
    const std::uint64_t position = writer->size();
    state_->uploads.take_up(owner.user(), std::move(upload->name), std::move(*writer));
    return position;
}

Result<Upload> Vault::finish_upload(const UserKeys& owner, const BlobId& id)
{
    const std::lock_guard guard(state_->upload_lists_mutex);
    auto listed = listed_by(*state_, *this, owner);
    if (!listed) return listed.error();
    Upload* upload = find(*listed, id);
    if (upload != nullptr && upload->is_whole()) return std::move(*upload);
    auto key = state_->uploads.key(owner.user(), id);
    if (upload == nullptr) {
        if (!key) {
            return fail(ErrorCode::not_found, "no such file is on its way", {msg("files.problem.upload_gone"), {}});
        }
        Upload fresh;
        fresh.id = id;
        fresh.name = state_->uploads.name(owner.user(), id);
        fresh.started_at = state_->clock.now();
        fresh.key = std::move(key->key);
        upload = &listed->emplace_back(std::move(fresh));
    } else if (key && state_->uploads.position(owner.user(), id) != upload->expected) {
        return not_whole();
    }
    auto summary = key ? state_->uploads.finish(owner.user(), id) : finish_resumed(state_->store, *upload);
    if (!summary) return summary.error();
    upload->summary = *summary;
    if (auto done = put_scratch(owner, list_name, upload_text(*listed)); !done) return done.error();
    return std::move(*upload);
}

Result<void> Vault::settle_upload(const UserKeys& owner, const BlobId& id)
{
    const std::lock_guard guard(state_->upload_lists_mutex);
    auto listed = listed_by(*state_, *this, owner);
    if (!listed) return listed.error();
    const auto removed = std::erase_if(*listed, [&](const Upload& each) { return each.id == id; });
    const bool was_here = removed > 0 || state_->uploads.position(owner.user(), id).has_value();
    if (!was_here) return {};
    if (auto done = put_scratch(owner, list_name, upload_text(*listed)); !done) return done;
    {
        const std::shared_lock lock(state_->mutex);
        if (state_->book.blob(id) != nullptr) return {};
    }
    if (auto done = state_->uploads.abandon(owner.user(), id); !done) return done;
    return remove_blob(state_->store, id);
}

void Vault::abandon_upload(const UserId& owner, const BlobId& id)
{
    if (auto done = state_->uploads.abandon(owner, id); !done) {
        log(LogLevel::error, "an upload that was given up could not be removed: {}", done.error().detail);
    }
}

Result<std::vector<Upload>> Vault::uploads(const UserKeys& owner) const
{
    auto listed = listed_by(*state_, *this, owner);
    if (!listed) return listed;
    std::erase_if(*listed, [&](const Upload& each) {
        return state_->clock.now() - each.started_at >= longest_upload_wait;
    });
    for (Upload& each : *listed)
        each.received = received_of(*state_, owner, each);
    return listed;
}

Fact Vault::blob_fact(const Upload& upload, const FileId& file)
{
    return BlobFact{upload.id, file, upload.summary.chunks, upload.summary.seal};
}

Result<Bytes> Vault::read_blob(const BlobKey& key, std::uint64_t size, std::uint64_t offset, std::size_t length) const
{
    return vault::read_blob(state_->store, key, size, offset, length);
}

}  // namespace panoh::vault
