// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/uploads.hpp"
#include "vault/vault.hpp"
#include "vault/writer.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <unordered_map>

namespace panoh::vault {

/// The newest revision of a record, from headers alone.
struct RecordState {
    FileId file;
    KeyId key;
    std::uint64_t seq = 0;
    std::uint32_t revision = 0;
    Compartment compartment = Compartment::core;
    bool removed = false;
};

/// A record stays in its file and compartment for good.
inline bool is_same_place(const RecordState& record, const ledger::Header& header)
{
    return record.file == header.file && record.compartment == static_cast<Compartment>(header.compartment);
}

/// What the vault's verbs share. Fields below `mutex` are read with a shared lock and changed by the
/// writer thread, by opening and by closing with an exclusive one.
struct Vault::State {
    storage::Store& store;
    const forms::Schema& schema;
    const HolderPolicy& policy;
    std::vector<std::string> views;
    Clock& clock;
    Random& random;
    Keyring keyring;

    mutable std::shared_mutex mutex;
    std::shared_ptr<const NodeKeys> keys;  ///< null: sealed
    KeyBook book;
    std::shared_ptr<const Directory> directory = empty_directory();
    std::multimap<UserId, crypto::PublicKey> verify_keys;
    bool is_founded = false;           ///< during replay: somebody other than the node has written
    std::uint32_t replayed_epoch = 0;  ///< newest node-key epoch met during replay
    std::unordered_map<RecordId, RecordState> records;
    std::unordered_map<FileId, std::vector<RecordId>> records_of_file;
    std::vector<std::uint64_t> previous_revision;  ///< by seq: the seq of the revision before, or 0
    std::unordered_map<BatchId, std::uint64_t> batches;
    std::set<std::pair<FileId, Compartment>> loaded;
    storage::Head records_head;
    storage::Head reads_head;
    mutable TranscriptHash transcript;
    Uploads uploads{store, clock, random};
    std::mutex upload_lists_mutex;  ///< one change of a user's list of uploads at a time
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Writer> writer;

    std::mutex waiting_mutex;
    std::set<KeyId> awaited;         ///< keys that a holder lacks and that whoever gave the work could not open
    std::set<TeamId> awaited_teams;  ///< whose keys somebody lacks whom a colleague has confirmed

    State(
        storage::Store& store,
        const forms::Schema& schema,
        const HolderPolicy& policy,
        std::vector<std::string> views,
        Clock& clock,
        Random& random
    );

    /// Takes a header of the chain of records into the index. With the lock held.
    void index(const ledger::Header& header, std::uint64_t seq);
    /// Takes facts about keys into the book, and one about people into the directory. With the lock held.
    void apply(std::span<const Fact> facts);
    void apply(DirectoryFact fact, const Statement& by);
    [[nodiscard]] std::shared_ptr<const Directory> empty_directory() const;
    /// Whether facts about keys count that this author states here: not those of somebody who waits for colleagues.
    [[nodiscard]] Result<void> may_grant(const UserId& author) const;
    /// Whether what a job states about keys and people will count when the ledger is read again.
    [[nodiscard]] Result<void> check_statements(const Job& job) const;
    /// What a job says about people. With the lock held.
    void apply_directory(Job& job);

    /// Opens a key for this user, directly or through a team. Null when the user holds none. With a
    /// shared lock held. `found_sealed` learns of a wrap that is to be re-wrapped.
    Result<const crypto::SecretKey*>
    open_key(UserKeys& user, const KeyId& id, std::vector<KeyId>* found_sealed = nullptr) const;
    /// Of all epochs, the keys of this team that the user can open, newest first. With a shared lock held.
    std::vector<std::pair<KeyId, const crypto::SecretKey*>> open_team_keys(UserKeys& user, const TeamId& team) const;
    /// The user's own holder and those of their teams. With a shared lock held.
    [[nodiscard]] std::vector<Holder> holders_of(const UserId& user) const;
    /// A wrap of `key` for `holder`; nothing when the holder has no public key yet. With a shared lock held.
    std::optional<Wrap>
    wrap_for(UserKeys& author, const Holder& holder, const KeyId& id, const crypto::SecretKey& key) const;

    Result<ledger::SignedEntry> entry_at(storage::Chain chain, std::uint64_t seq) const;
    Result<Record> open_revision(UserKeys& reader, std::uint64_t seq) const;
    /// Active users who hold a key themselves or through a team, without one of them. With a shared lock held.
    [[nodiscard]] std::vector<UserId> users_holding(const KeyId& key, const Holder& without) const;
    /// A header with author, batch and time, for everything that is not a record.
    [[nodiscard]] ledger::Header plain_header(ledger::EntryKind kind, const UserId& author, const BatchId& batch) const;
    Result<Receipt> submit(Job job);
};

/// Flag of an entry in the chain of reads: it was refused.
inline constexpr std::uint8_t flag_refused = 2;

/// Removes what uploads left behind and what was erased, and says which attachments are missing. With the lock held.
void tidy_blobs(Vault::State& state, OpeningReport& report);

/// Takes away wraps, rows and attachments of a file that was erased; nothing is left to do the second time. With the
/// lock held.
Result<void> destroy(Vault::State& state, const FileId& file);
/// The same for every file that was erased: a stop may have come between the fact and the deed.
void finish_erasures(Vault::State& state);

/// Compact JSON; coded and content boxes hold this.
std::string json_text(const boost::json::object& object);
Result<boost::json::object> json_object(std::string_view padded);

}  // namespace panoh::vault
