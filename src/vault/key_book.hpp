// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "forms/definition.hpp"
#include "vault/crypto/crypto.hpp"
#include "vault/keyring.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace panoh::vault {

using forms::Compartment;
using forms::FileKind;

/// A file of an organisation. `ordinal` counts the files of one kind, organisation and year from 1:
/// the source of the numbers that people read, known even when no holder is signed in.
struct FileFact {
    FileId file;
    FileKind kind = FileKind::case_file;
    OrganisationId organisation;
    std::uint16_t year = 0;
    std::uint32_t ordinal = 0;
};
struct KeyFact {
    KeyId key;
    FileId file;
    Compartment compartment = Compartment::core;
    std::uint32_t epoch = 1;
};
struct TeamKeyFact {
    KeyId key;
    TeamId team;
    std::uint32_t epoch = 1;
    crypto::PublicKey open_key{};
};
struct GrantFact {
    KeyId key;
    Holder holder;
    bool revoked = false;
};
struct ErasureFact {
    FileId file;
};
/// An attachment was taken into a file. Its key stands in a record of that file; this says that its bytes must be
/// there.
struct BlobFact {
    BlobId blob;
    FileId file;
    std::uint32_t chunks = 0;
    Hash256 seal{};  ///< over the stored chunks
};
using Fact = std::variant<FileFact, KeyFact, TeamKeyFact, GrantFact, ErasureFact, BlobFact>;

/// The payload of an entry of kind `keys`, and back.
Bytes encode(std::span<const Fact> facts);
Result<std::vector<Fact>> decode_facts(BytesView bytes);

/// What the ledger's facts amount to: which files and keys there are, and who was granted what.
class KeyBook {
public:
    void apply(const Fact& fact);
    /// Why new facts cannot follow, in their order, what is there.
    enum class Misfit { none, number_taken, key_exists, erased };
    [[nodiscard]] Misfit misfit(std::span<const Fact> facts) const;

    [[nodiscard]] const FileFact* file(const FileId& file) const;
    [[nodiscard]] bool is_erased(const FileId& file) const;
    [[nodiscard]] const std::set<FileId>& erased() const noexcept { return erased_; }
    /// In the order in which they were made; without the erased ones.
    [[nodiscard]] std::vector<FileFact> files_of(FileKind kind, const OrganisationId& organisation) const;
    [[nodiscard]] std::uint32_t
    next_ordinal(FileKind kind, const OrganisationId& organisation, std::uint16_t year) const;
    /// The newest key: what new entries are written under.
    [[nodiscard]] const KeyFact* newest_key(const FileId& file, Compartment compartment) const;
    [[nodiscard]] const KeyFact* key(const KeyId& key) const;
    [[nodiscard]] const TeamKeyFact* newest_team_key(const TeamId& team) const;
    [[nodiscard]] std::vector<TeamKeyFact> team_keys(const TeamId& team) const;
    [[nodiscard]] std::vector<Holder> holders(const KeyId& key) const;
    [[nodiscard]] bool holds(const Holder& holder, const KeyId& key) const;
    /// Every compartment key of which one of the holders was granted a wrap.
    [[nodiscard]] std::vector<KeyFact> keys_of(std::span<const Holder> holders) const;
    [[nodiscard]] std::vector<KeyFact> keys_of_file(const FileId& file) const;
    /// Null for bytes that belong to no record.
    [[nodiscard]] const BlobFact* blob(const BlobId& blob) const;
    [[nodiscard]] const std::unordered_map<BlobId, BlobFact>& blobs() const noexcept { return blobs_; }
    [[nodiscard]] std::size_t file_count() const noexcept { return files_.size(); }

private:
    struct Pending;
    [[nodiscard]] Misfit misfit(const Fact& fact, Pending& pending) const;

    using CompartmentOfFile = std::pair<FileId, Compartment>;
    using Series = std::tuple<FileKind, OrganisationId, std::uint16_t>;

    std::unordered_map<FileId, FileFact> files_;
    std::set<FileId> erased_;
    std::map<Series, std::uint32_t> ordinals_;
    std::map<std::pair<FileKind, OrganisationId>, std::vector<FileId>> files_by_kind_;
    std::unordered_map<KeyId, KeyFact> keys_;
    std::map<CompartmentOfFile, std::vector<KeyId>> keys_by_place_;
    std::map<TeamId, std::vector<TeamKeyFact>> team_keys_;
    std::unordered_map<KeyId, std::vector<Holder>> holders_;
    std::map<Holder, std::vector<KeyId>> held_;
    std::unordered_map<BlobId, BlobFact> blobs_;
};

}  // namespace panoh::vault
