// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "forms/definition.hpp"
#include "vault/directory.hpp"
#include "vault/key_book.hpp"
#include "vault/keyring.hpp"
#include "vault/ledger/entry.hpp"
#include "vault/node_keys.hpp"
#include "vault/user_keys.hpp"
#include "vault/workspace.hpp"

#include <boost/json.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace panoh::vault {

/// A revision as its holder reads it.
struct Record {
    RecordId id;
    FileId file;
    std::string type;
    Compartment compartment = Compartment::core;
    std::uint32_t revision = 0;
    UserId author;
    Timestamp written_at{};
    std::uint64_t seq = 0;
    bool removed = false;
    boost::json::object coded;
    Sensitive<boost::json::object> content;

    /// Coded and content in one, as forms show it.
    [[nodiscard]] Sensitive<boost::json::object> merged() const;
};

/// A revision to be written. `base` is the revision that it was made from; 0 for a new record.
struct RecordChange {
    RecordId id;
    FileId file;
    std::string type;
    std::uint32_t base = 0;
    boost::json::object coded;
    Sensitive<boost::json::object> content;
    bool removed = false;
};

/// A new file. `assigned` are the users who work on it from the start.
struct FileChange {
    FileFact fact;
    std::vector<UserId> assigned;
};

/// Everything that one action writes: whole or not at all. The id makes a repeated form count once.
struct Batch {
    BatchId id;
    std::vector<FileChange> files;
    std::vector<RecordChange> records;
    std::vector<Fact> facts;  ///< about keys; files' facts are added by the vault
    std::vector<DirectoryFact> directory;
    std::vector<Wrap> wraps;  ///< that belong to `facts`
};

struct Receipt {
    BatchId batch;
    std::uint64_t seq = 0;  ///< of the batch's last entry
    bool repeated = false;  ///< the batch had been written before; nothing was written now
};

/// A line for the chain of reads: who (the keys' user) did what, to what, and whether it was let.
struct ReadFact {
    std::string action;
    FileId file;
    RecordId record;
    bool allowed = true;
};

/// A line of either chain, as the audit log shows it: headers only.
struct LogLine {
    storage::Chain chain = storage::Chain::records;
    std::uint64_t seq = 0;
    ledger::EntryKind kind = ledger::EntryKind::record;
    Timestamp at{};
    UserId user;
    std::string action;  ///< record type of a revision, or action code
    FileId file;
    RecordId record;
    std::uint32_t revision = 0;
    bool allowed = true;
};

using Assignments = std::unordered_map<FileId, std::vector<UserId>>;

/// Which holders a compartment's key belongs to. Decided by `access`, asked by the vault.
class HolderPolicy {
public:
    HolderPolicy() = default;
    HolderPolicy(const HolderPolicy&) = delete;
    HolderPolicy& operator=(const HolderPolicy&) = delete;
    virtual ~HolderPolicy() = default;
    [[nodiscard]] virtual std::vector<Holder> holders(
        const FileFact& file, Compartment compartment, std::span<const UserId> assigned, const Directory& directory
    ) const = 0;
    /// Users who work on files now, as far as the workspace knows; all files when `only` is empty.
    [[nodiscard]] virtual Assignments assignments(const Workspace& workspace, std::span<const FileId> only) const = 0;
};

struct OpeningReport {
    std::uint64_t entries = 0;
    std::vector<std::uint64_t> quarantined;  ///< entries that could not be applied, by `seq`
};

/// The security kernel: ledger, keyring, scratch and workspace behind verbs. Thread-safe.
/// Access is decided by the callers' `access`; the vault enforces that keys are held.
class Vault {
public:
    Vault(
        storage::Store& store,
        const forms::Schema& schema,
        const HolderPolicy& policy,
        std::vector<std::string> views,
        Clock& clock,
        Random& random
    );
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;
    ~Vault();

    // — the node —
    /// Makes an empty node in an empty store; leaves it open with these keys.
    Result<void> create(const NodeDescription& description, NodeKeys keys);
    /// The first facts of a new node's directory, signed by the node itself.
    Result<void> found(std::vector<DirectoryFact> facts);
    /// Reads the ledger with the node key. Afterwards the node is open, with an empty workspace.
    Result<OpeningReport> open(NodeKeys keys);
    [[nodiscard]] bool is_open() const noexcept;
    /// Drops every key and row. A running server re-executes itself instead, which wipes memory.
    void close();
    /// Starts a new node-key epoch; old entries stay readable through it.
    Result<void> rotate_node_key(UserKeys& author);

    // — who is here —
    /// Brings what this user can open into the workspace, takes part in pending grants and re-wraps.
    Result<void> admit(UserKeys& keys);
    /// Drops what none of the users still present can open.
    void leave(std::span<const UserId> still_present);

    // — writing —
    Result<Receipt> write(UserKeys& author, Batch batch);
    /// Gives every holder whom the policy names the keys of these files that the author can open.
    Result<void> reconcile(UserKeys& author, std::span<const FileId> files);
    /// Takes the keys of a file from a holder and starts new key epochs for what is written next.
    Result<void> revoke(UserKeys& author, const FileId& file, const Holder& holder);
    /// Files with a key that nobody else who works here could open: they close for good when this user's keys go.
    [[nodiscard]] std::vector<FileId> held_only_by(const UserId& user) const;
    /// Takes back every key that was granted to this user and starts a new epoch of their teams' keys: for
    /// who leaves, and for who gets new keys of their own and is then granted anew by the holders.
    Result<void> withdraw_grants(UserKeys& author, const UserId& user);
    /// Makes a team's first key, or admits users to it, as far as the author can.
    Result<void> admit_to_team(UserKeys& author, const TeamId& team, std::span<const UserId> members);
    /// Gives members of the author's teams whom an administrator named the teams' keys.
    Result<void> admit_pending_members(UserKeys& author);
    /// In the chain of reads, on disk on return.
    Result<void> enter_reads(const UserKeys& reader, std::span<const ReadFact> reads);
    /// A line of the node itself ("signed_in", "sign_in_failed", "sealed" …).
    Result<void> enter_node_event(const UserId& user, std::string action, bool allowed);

    // — reading —
    /// `not_found` for an unknown id, `denied` when the reader holds no key for it.
    Result<Record> read(UserKeys& reader, const RecordId& id) const;
    /// All revisions, oldest first.
    Result<std::vector<Record>> history(UserKeys& reader, const RecordId& id) const;
    [[nodiscard]] bool can_open(UserKeys& reader, const FileId& file, Compartment compartment) const;
    [[nodiscard]] const Workspace& workspace() const;
    /// Copies, so that a caller never holds the vault's lock.
    [[nodiscard]] std::shared_ptr<const Directory> directory() const;
    [[nodiscard]] std::optional<FileFact> file(const FileId& file) const;
    [[nodiscard]] std::uint32_t
    next_ordinal(FileKind kind, const OrganisationId& organisation, std::uint16_t year) const;
    /// The newest `limit` lines of a chain before `before` (0: from the end), newest first.
    Result<std::vector<LogLine>> log_lines(storage::Chain chain, std::uint64_t before, std::size_t limit) const;
    [[nodiscard]] storage::Head head(storage::Chain chain) const;
    [[nodiscard]] std::optional<std::uint32_t> revision_of(const RecordId& id) const;
    /// Whether this batch was written: a repeated form answers as the first one did.
    [[nodiscard]] bool has_batch(const BatchId& batch) const;

    // — scratch: drafts and settings, may be lost —
    Result<void> put_scratch(const UserKeys& owner, std::string_view name, const Sensitive<std::string>& text);
    Result<std::optional<Sensitive<std::string>>> get_scratch(const UserKeys& owner, std::string_view name) const;
    Result<void> remove_scratch(const UserKeys& owner, std::string_view name);
    /// The node's own: used one-time codes, counters.
    Result<void> put_node_scratch(std::string_view name, BytesView bytes);
    Result<std::optional<Bytes>> get_node_scratch(std::string_view name) const;

    // — checks —
    /// With the node key: every entry opens, every signature holds. Names the first bad entry.
    Result<ledger::ChainReport> verify_signatures(storage::Chain chain) const;
    /// Ledger, keyring and blobs at one `seq`, in an existing empty folder.
    Result<void> back_up(const std::string& folder);

    [[nodiscard]] Keyring& keyring() noexcept;
    [[nodiscard]] const NodeKeys& node_keys() const;
    [[nodiscard]] const forms::Schema& schema() const noexcept;
    [[nodiscard]] Clock& clock() const noexcept;
    [[nodiscard]] Random& random() const noexcept;

    /// Shared by the files of this folder; nobody else can see its definition.
    struct State;

private:
    std::unique_ptr<State> state_;
};

/// Detail of the `conflict` that a new file's number was taken meanwhile: number it again.
inline constexpr std::string_view number_taken_detail = "the number of a new file was just taken";

}  // namespace panoh::vault
