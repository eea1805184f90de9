// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/blobs.hpp"

#include <algorithm>
#include <bit>

namespace panoh::vault {

namespace {

using storage::Area;

constexpr std::uint8_t manifest_version = 1;
constexpr std::uint8_t chunk_prefix = 'c';
constexpr std::uint8_t manifest_prefix = 'm';
constexpr std::string_view purpose = "panoh/blob/v1";
constexpr std::uint64_t smallest_blob = 4'096;

Bytes row_name(std::uint8_t prefix, const BlobId& id)
{
    ByteWriter writer;
    writer.u8(prefix);
    writer.raw(id.view());
    return std::move(writer).take();
}

Bytes chunk_name(const BlobId& id, std::uint32_t index)
{
    ByteWriter writer;
    writer.raw(row_name(chunk_prefix, id));
    writer.u32(index);
    return std::move(writer).take();
}

/// Binds a chunk to its blob, its place, and to whether anything follows.
Bytes place_of(const BlobId& id, std::uint32_t index, bool last)
{
    ByteWriter writer;
    writer.sized(purpose);
    writer.raw(id.view());
    writer.u32(index);
    writer.u8(last ? 1 : 0);
    return std::move(writer).take();
}

Hash256 first_link(const BlobId& id)
{
    return crypto::hash({bytes_of(purpose), id.view()});
}

Hash256 next_link(const Hash256& before, std::uint32_t index, BytesView sealed)
{
    ByteWriter number;
    number.u32(index);
    return crypto::hash({before, number.bytes(), sealed});
}

std::uint32_t chunks_of(std::uint64_t size)
{
    return static_cast<std::uint32_t>((padded_blob_size(size) + blob_chunk - 1) / blob_chunk);
}

Result<std::optional<Bytes>>
open_chunk(storage::Store& store, const BlobKey& key, std::uint32_t index, bool last, Hash256* link)
{
    const auto sealed = store.get(Area::blobs, chunk_name(key.id, index));
    if (!sealed) return sealed.error();
    if (!sealed->has_value()) return std::optional<Bytes>{};
    auto plain = crypto::open(key.key, **sealed, place_of(key.id, index, last));
    if (!plain) return plain.error();
    if (link != nullptr) *link = next_link(*link, index, **sealed);
    return std::optional<Bytes>(std::move(*plain));
}

}  // namespace

std::uint64_t padded_blob_size(std::uint64_t size) noexcept
{
    const std::uint64_t least = std::max(size, smallest_blob);
    const auto exponent = static_cast<unsigned>(std::bit_width(least) - 1);
    const unsigned kept = std::bit_width(exponent);
    const std::uint64_t mask = (1ULL << (exponent - kept)) - 1;
    return (least + mask) & ~mask;
}

BlobWriter::BlobWriter(storage::Store& store, BlobKey key, BlobManifest manifest)
    : store_(&store)
    , key_(std::move(key))
    , manifest_(std::move(manifest))
{}

BlobWriter::~BlobWriter()
{
    crypto::wipe(tail_);
}

Result<BlobWriter> BlobWriter::begin(storage::Store& store, BlobKey key, BlobState state, Bytes start)
{
    BlobManifest manifest;
    manifest.id = key.id;
    manifest.state = state;
    manifest.start = std::move(start);
    manifest.seal = first_link(key.id);
    BlobWriter writer(store, std::move(key), std::move(manifest));
    if (auto done = writer.store_manifest(); !done) return done.error();
    return writer;
}

Result<BlobWriter> BlobWriter::resume(storage::Store& store, BlobKey key, const BlobManifest& manifest)
{
    if (manifest.state == BlobState::whole) return fail(ErrorCode::conflict, "the blob is whole already");
    BlobManifest fresh = manifest;
    fresh.chunks = 0;
    fresh.seal = first_link(key.id);
    BlobWriter writer(store, std::move(key), std::move(fresh));
    for (;;) {
        BlobManifest& reached = writer.manifest_;
        auto plain = open_chunk(store, writer.key_, reached.chunks, false, &reached.seal);
        if (!plain && plain.error().code != ErrorCode::damaged) return plain.error();
        if (!plain || !plain->has_value()) return writer;
        writer.sha256_.add(**plain);
        writer.size_ += (*plain)->size();
        ++reached.chunks;
        crypto::wipe(**plain);
    }
}

void BlobWriter::seal_tail(bool last, std::vector<storage::Row>& rows)
{
    Bytes sealed = crypto::seal(key_.key, tail_, place_of(key_.id, manifest_.chunks, last));
    crypto::wipe(tail_);
    tail_.clear();
    manifest_.seal = next_link(manifest_.seal, manifest_.chunks, sealed);
    rows.push_back({chunk_name(key_.id, manifest_.chunks), std::move(sealed)});
    ++manifest_.chunks;
}

Result<void> BlobWriter::store_manifest()
{
    ByteWriter writer;
    writer.u8(manifest_version);
    writer.u8(static_cast<std::uint8_t>(manifest_.state));
    writer.u32(manifest_.state == BlobState::whole ? manifest_.chunks : 0);
    writer.raw(manifest_.state == BlobState::whole ? manifest_.seal : Hash256{});
    writer.sized(manifest_.start);
    const std::vector<storage::Row> rows{{row_name(manifest_prefix, key_.id), std::move(writer).take()}};
    return store_->put(Area::blobs, rows);
}

Result<void> BlobWriter::keep_for_later()
{
    manifest_.state = BlobState::resumable;
    return store_manifest();
}

Result<void> BlobWriter::add(BytesView piece)
{
    if (piece.size() > largest_blob - size_) return fail(ErrorCode::too_large, "a blob is longer than 8 GiB");
    sha256_.add(piece);
    size_ += piece.size();
    std::vector<storage::Row> rows;
    while (!piece.empty()) {
        // A full tail is sealed only when more follows: the last chunk has to know that it is the last.
        if (tail_.size() == blob_chunk) seal_tail(false, rows);
        tail_.reserve(blob_chunk);
        const auto part = piece.first(std::min(piece.size(), blob_chunk - tail_.size()));
        tail_.insert(tail_.end(), part.begin(), part.end());
        piece = piece.subspan(part.size());
    }
    return rows.empty() ? Result<void>{} : store_->put(Area::blobs, rows);
}

Result<BlobSummary> BlobWriter::finish()
{
    const std::uint32_t count = chunks_of(size_);
    std::uint64_t left = padded_blob_size(size_) - std::uint64_t{manifest_.chunks} * blob_chunk;
    while (manifest_.chunks < count) {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left, blob_chunk));
        left -= length;
        tail_.resize(length);
        std::vector<storage::Row> rows;
        seal_tail(manifest_.chunks + 1 == count, rows);
        if (auto done = store_->put(Area::blobs, rows); !done) return done.error();
    }
    manifest_.state = BlobState::whole;
    if (auto done = store_manifest(); !done) return done.error();
    return BlobSummary{size_, manifest_.chunks, sha256_.finish(), manifest_.seal};
}

Result<Bytes>
read_blob(storage::Store& store, const BlobKey& key, std::uint64_t size, std::uint64_t offset, std::size_t length)
{
    Bytes found;
    const std::uint64_t end = std::min<std::uint64_t>(size, offset + std::min<std::uint64_t>(length, size));
    const std::uint32_t count = chunks_of(size);
    while (offset < end) {
        const auto index = static_cast<std::uint32_t>(offset / blob_chunk);
        auto plain = open_chunk(store, key, index, index + 1 == count, nullptr);
        if (!plain) return plain.error();
        const std::uint64_t first = std::uint64_t{index} * blob_chunk;
        const std::uint64_t wanted = std::min<std::uint64_t>(end - first, blob_chunk);
        if (!plain->has_value() || (*plain)->size() < wanted) {
            crypto::wipe(found);
            return fail(ErrorCode::damaged, "a chunk of an attachment is missing or too short");
        }
        const BytesView part = BytesView(**plain).first(wanted);
        const auto from = part.subspan(offset - first);
        found.insert(found.end(), from.begin(), from.end());
        offset = first + wanted;
        crypto::wipe(**plain);
    }
    return found;
}

Result<std::uint32_t> stored_chunks(storage::Store& store, const BlobId& id)
{
    const auto names = store.keys(Area::blobs, row_name(chunk_prefix, id));
    if (!names) return names.error();
    return static_cast<std::uint32_t>(names->size());
}

Result<void> remove_blob(storage::Store& store, const BlobId& id)
{
    auto names = store.keys(Area::blobs, row_name(chunk_prefix, id));
    if (!names) return names.error();
    // The manifest last: what is cut short here is found again at the next opening.
    if (auto done = store.remove(Area::blobs, *names); !done) return done;
    const std::vector<Bytes> manifest{row_name(manifest_prefix, id)};
    return store.remove(Area::blobs, manifest);
}

Result<BlobManifest> blob_manifest(storage::Store& store, const BlobId& id)
{
    const auto row = store.get(Area::blobs, row_name(manifest_prefix, id));
    if (!row) return row.error();
    if (!row->has_value()) return fail(ErrorCode::not_found, "there is no such attachment in the store");
    ByteReader reader(**row);
    BlobManifest manifest;
    manifest.id = id;
    if (reader.u8() != manifest_version) return fail(ErrorCode::damaged, "an attachment of an unknown format");
    const std::uint8_t state = reader.u8();
    manifest.state = static_cast<BlobState>(state);
    manifest.chunks = reader.u32();
    const BytesView seal = reader.raw(manifest.seal.size());
    std::copy(seal.begin(), seal.end(), manifest.seal.begin());
    const BytesView start = reader.sized();
    manifest.start.assign(start.begin(), start.end());
    if (!reader.finished() || state > static_cast<std::uint8_t>(BlobState::whole)) {
        return fail(ErrorCode::damaged, "the manifest of an attachment does not read");
    }
    return manifest;
}

Result<std::vector<BlobId>> blobs_in(storage::Store& store)
{
    const Bytes prefix{manifest_prefix};
    const auto names = store.keys(Area::blobs, prefix);
    if (!names) return names.error();
    std::vector<BlobId> found;
    for (const Bytes& name : *names) {
        if (const auto id = BlobId::from_bytes(BytesView(name).subspan(1))) found.push_back(*id);
    }
    return found;
}

Result<std::string> problem_of_blob(storage::Store& store, const BlobManifest& manifest)
{
    if (manifest.state != BlobState::whole) return std::string("it never arrived whole");
    Hash256 link = first_link(manifest.id);
    for (std::uint32_t index = 0; index < manifest.chunks; ++index) {
        const auto sealed = store.get(Area::blobs, chunk_name(manifest.id, index));
        if (!sealed) return sealed.error();
        if (!sealed->has_value()) return "chunk " + std::to_string(index) + " is missing";
        link = next_link(link, index, **sealed);
    }
    return link == manifest.seal ? std::string() : std::string("its chunks are not what was stored");
}

Result<BlobReport> check_blobs(storage::Store& store)
{
    BlobReport report;
    const auto found = blobs_in(store);
    if (!found) return found.error();
    std::uint64_t claimed = 0;
    for (const BlobId& id : *found) {
        const auto manifest = blob_manifest(store, id);
        std::string problem;
        if (!manifest) {
            problem = manifest.error().detail;
        } else if (manifest->state == BlobState::whole) {
            auto checked = problem_of_blob(store, *manifest);
            if (!checked) return checked.error();
            problem = std::move(*checked);
            ++report.whole;
            report.chunks += manifest->chunks;
            claimed += manifest->chunks;
        } else {
            ++report.under_way;
            const auto names = store.keys(Area::blobs, row_name(chunk_prefix, id));
            if (!names) return names.error();
            claimed += names->size();
        }
        if (report.problem.empty() && !problem.empty()) report.problem = id.text() + ": " + problem;
    }
    const Bytes prefix{chunk_prefix};
    const auto all = store.keys(Area::blobs, prefix);
    if (!all) return all.error();
    if (report.problem.empty() && all->size() != claimed) {
        report.problem = "there are chunks that belong to no attachment, or to more than one count says";
    }
    return report;
}

}  // namespace panoh::vault
