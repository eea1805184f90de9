// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"
#include "vault/crypto/sha256.hpp"
#include "vault/storage/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Attachments: streams of bytes in chunks, each sealed by itself, under a random key for each blob.
///
///   row of a chunk     'c' ‖ blob id ‖ index u32   ->  AEAD(blob key, up to 256 KiB; id ‖ index ‖ last?)
///   row of a manifest  'm' ‖ blob id               ->  version ‖ state ‖ chunks u32 ‖ hash of the chunks ‖ sealed
///   start
///
/// The key of a blob stands only in the sealed content of the record that it belongs to: whoever destroys the
/// record's key destroys the blob. Sizes on the disk are padded, at most 12 per cent. The hash of the chunks can be
/// checked without any key.
namespace panoh::vault {

/// Plain bytes in one chunk.
inline constexpr std::size_t blob_chunk = 262'144;
/// No blob is larger; longer streams are `too_large`.
inline constexpr std::uint64_t largest_blob = 8ULL << 30U;

/// What opens one blob.
struct BlobKey {
    BlobId id;
    crypto::SecretKey key;

    [[nodiscard]] BlobKey copy() const { return {id, key.copy()}; }
};

/// A whole blob, as it lies in the store.
struct BlobSummary {
    std::uint64_t size = 0;    ///< plain bytes
    std::uint32_t chunks = 0;  ///< with padding
    Hash256 sha256{};          ///< of the plain bytes
    Hash256 seal{};            ///< over the stored chunks
};

/// What a manifest says without any key.
enum class BlobState : std::uint8_t {
    coming = 0,     ///< under way; of no use after a restart
    resumable = 1,  ///< under way; its sender may go on after a restart
    whole = 2,
};
struct BlobManifest {
    BlobId id;
    BlobState state = BlobState::coming;
    std::uint32_t chunks = 0;
    Hash256 seal{};
    Bytes start;  ///< time of the beginning, sealed under the node's key
};

/// The stored size of `size` plain bytes: at least 4 KiB, then with few significant bits (Padmé).
std::uint64_t padded_blob_size(std::uint64_t size) noexcept;

/// Puts one stream into the store. For one thread at a time; nothing plain ever reaches the disk. What was not
/// finished stays behind as a blob under way: `remove_blob` or the next opening takes it away.
class BlobWriter {
public:
    /// `start` is the sealed time for the manifest.
    static Result<BlobWriter> begin(storage::Store& store, BlobKey key, BlobState state, Bytes start);
    /// Goes on with a blob under way: reads what is stored, up to the last chunk that opens.
    static Result<BlobWriter> resume(storage::Store& store, BlobKey key, const BlobManifest& manifest);

    BlobWriter(BlobWriter&& other) noexcept = default;
    BlobWriter& operator=(BlobWriter&& other) noexcept = default;
    BlobWriter(const BlobWriter&) = delete;
    BlobWriter& operator=(const BlobWriter&) = delete;
    ~BlobWriter();

    /// `too_large` beyond `largest_blob`; `storage` when the disk is full. After a failure the stream is lost.
    Result<void> add(BytesView piece);
    /// Writes the rest, padding and manifest; on disk on return.
    Result<BlobSummary> finish();
    /// From now on the blob may be resumed after a restart.
    Result<void> keep_for_later();

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] const BlobKey& key() const noexcept { return key_; }

private:
    BlobWriter(storage::Store& store, BlobKey key, BlobManifest manifest);
    void seal_tail(bool last, std::vector<storage::Row>& rows);
    Result<void> store_manifest();

    storage::Store* store_;
    BlobKey key_;
    BlobManifest manifest_;
    crypto::Sha256 sha256_;
    Bytes tail_;  ///< came in and is in no chunk yet; at most one chunk
    std::uint64_t size_ = 0;
};

/// `length` plain bytes from `offset` on, fewer at the end. `size` is the blob's plain size, as its record says.
/// `damaged` when a chunk is missing, was exchanged, or does not open.
Result<Bytes>
read_blob(storage::Store& store, const BlobKey& key, std::uint64_t size, std::uint64_t offset, std::size_t length);

/// Chunks and manifest. A blob that is not there is no error.
Result<void> remove_blob(storage::Store& store, const BlobId& id);

/// `not_found` without one.
Result<BlobManifest> blob_manifest(storage::Store& store, const BlobId& id);
Result<std::vector<BlobId>> blobs_in(storage::Store& store);
/// How many chunks of a blob lie in the store, whole or not.
Result<std::uint32_t> stored_chunks(storage::Store& store, const BlobId& id);

/// What can be known of all blobs without any key.
struct BlobReport {
    std::uint64_t whole = 0;
    std::uint64_t under_way = 0;
    std::uint64_t chunks = 0;  ///< of the whole ones
    std::string problem;       ///< of the first that is not what it should be; empty: none
};
/// Reads every chunk and compares it with the hashes of its manifest; finds chunks that belong to nothing.
Result<BlobReport> check_blobs(storage::Store& store);
/// The same for one; nothing when it is whole and as its manifest says, else a sentence.
Result<std::string> problem_of_blob(storage::Store& store, const BlobManifest& manifest);

}  // namespace panoh::vault
