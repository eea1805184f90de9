// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"
#include "vault/storage/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Entry format version 1, fixed from the first commit on (`docs/encryption.md`):
///
///   sealed    = "PN" ‖ version u8 ‖ suite u8 ‖ epoch u32 ‖ AEAD(node key of the epoch, inner)
///               associated data: those eight bytes ‖ chain u8 ‖ seq u64
///   inner     = sized(header) ‖ sized(coded box) ‖ sized(content box) ‖ signature (64)
///   box       = empty, or AEAD(compartment key, padded UTF-8), associated data: header ‖ 0 ‖ box name
///   signature = Ed25519 of the author over "panoh/entry/v1" ‖ 0 ‖ sized(header) ‖ sized(coded) ‖ sized(content)
///   hash      = BLAKE2b-256(previous ‖ seq u64 ‖ sealed)
namespace panoh::ledger {

inline constexpr std::uint8_t format_version = 1;
inline constexpr std::uint8_t suite = 1;
inline constexpr std::size_t clear_size = 8;

/// What an entry states. Numbers are stored and never change.
enum class EntryKind : std::uint8_t {
    record = 1,     ///< a revision of a record
    keys = 2,       ///< files, compartment keys and grants
    directory = 3,  ///< organisations, teams, users, settings
    read = 4,       ///< somebody read, searched, printed, or was refused
    node = 5,       ///< opened, sealed, anchors, signing in and out
    erasure = 6,    ///< keys of a file were destroyed
};

/// Flags of a record entry.
inline constexpr std::uint8_t flag_removed = 1;  ///< the record is withdrawn; its revisions stay

struct Header {
    EntryKind kind = EntryKind::record;
    std::uint8_t flags = 0;
    FileId file;
    RecordId record;
    UserId author;  ///< none: the node itself
    BatchId batch;
    std::uint16_t batch_index = 1;  ///< k of n
    std::uint16_t batch_count = 1;
    std::string type;  ///< record type, or the action code of a read
    std::uint16_t type_version = 1;
    std::uint32_t revision = 0;
    std::uint32_t base = 0;
    std::uint8_t compartment = 0;
    KeyId key;
    Timestamp written_at{};  ///< `seq` alone orders; this is for people
};

/// An entry that is signed and boxed, but has no place in a chain yet.
struct SignedEntry {
    Header header;
    Bytes coded;
    Bytes content;
    crypto::Signature signature{};
};

Bytes encode(const Header& header);
Result<Header> decode_header(BytesView bytes);

/// Text padded with spaces to a multiple of 256 bytes (JSON does not mind), then sealed for its place.
Bytes seal_box(const crypto::SecretKey& key, const Header& header, std::string_view box_name, std::string_view text);
/// The padded text; `damaged` for another key, place or name.
Result<std::string>
open_box(const crypto::SecretKey& key, const Header& header, std::string_view box_name, BytesView box);
inline constexpr std::string_view coded_box = "coded";
inline constexpr std::string_view content_box = "content";

SignedEntry sign_entry(const crypto::SignPair& author, Header header, Bytes coded, Bytes content);
bool signature_holds(const crypto::PublicKey& author, const SignedEntry& entry);

/// Gives a signed entry its place after `head`.
storage::StoredEntry place(
    storage::Chain chain,
    const storage::Head& head,
    std::uint32_t epoch,
    const crypto::SecretKey& node_key,
    const SignedEntry& entry
);
/// `damaged` when the place, the epoch's key or a bit differs.
Result<SignedEntry>
unplace(storage::Chain chain, const crypto::SecretKey& node_key, const storage::StoredEntry& stored);

/// The hash that `stored` must have after `previous`.
Hash256 link_hash(const Hash256& previous, std::uint64_t seq, BytesView sealed);

/// What a walk without any key can tell.
struct ChainReport {
    std::uint64_t entries = 0;
    Hash256 head{};
    std::uint64_t first_bad = 0;  ///< 0: none
    std::string problem;          ///< one sentence about `first_bad`
};

/// Walks a chain from its start: numbers without gaps, links, hashes, and format of each entry.
Result<ChainReport> walk(storage::Store& store, storage::Chain chain);

}  // namespace panoh::ledger
