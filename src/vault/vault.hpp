// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "forms/definition.hpp"
#include "vault/directory.hpp"
#include "vault/inclusion.hpp"
#include "vault/key_book.hpp"
#include "vault/keyring.hpp"
#include "vault/ledger/entry.hpp"
#include "vault/node_keys.hpp"
#include "vault/uploads.hpp"
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

/// Who has to do with a file now, as far as the workspace knows.
struct FileWork {
    std::vector<UserId> workers;  ///< work on it
    std::vector<UserId> named;    ///< asked to take it over or to decide about it: no workers yet
    bool is_restricted = false;   ///< kept from the teams that may see the others
};
using Assignments = std::unordered_map<FileId, FileWork>;

/// Somebody whom the policy names for a part of a file and who holds no key to it yet.
struct WaitingHolder {
    FileId file;
    Compartment compartment = Compartment::core;
    UserId user;
    std::vector<UserId> givers;  ///< confirmed users who hold the key and hand it over when they next do something
};

/// A file whose core a team holds no key to, with the users who hold it.
struct KeptFile {
    FileFact file;
    std::vector<UserId> users;
};

/// Which holders a compartment's key belongs to. Decided by `access`, asked by the vault.
class HolderPolicy {
public:
    HolderPolicy() = default;
    HolderPolicy(const HolderPolicy&) = delete;
    HolderPolicy& operator=(const HolderPolicy&) = delete;
    virtual ~HolderPolicy() = default;
    [[nodiscard]] virtual std::vector<Holder>
    holders(const FileFact& file, Compartment compartment, const FileWork& work, const Directory& directory) const = 0;
    /// Who has to do with files now; all files when `only` is empty. After an error nothing is known: no key may be
    /// given or taken on its ground.
    [[nodiscard]] virtual Result<Assignments>
    assignments(const Workspace& workspace, std::span<const FileId> only) const = 0;
    /// Whether people with these roles are there to confirm colleagues. Any colleague may where none of them is left.
    [[nodiscard]] virtual bool may_vouch(std::span<const std::string> /*roles*/) const { return false; }
    /// Whether a role puts whoever has it into their organisation's team with this purpose.
    [[nodiscard]] virtual bool puts_in_team(std::string_view /*role*/, std::string_view /*purpose*/) const
    {
        return false;
    }
};

struct OpeningReport {
    std::uint64_t entries = 0;
    std::vector<std::uint64_t> quarantined;  ///< entries that could not be applied, by `seq`
    std::vector<BlobId> missing;             ///< attachments that a record names and the store does not hold whole
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
    /// Hands over the keys that others wait for since they were given work by somebody who holds none: what this user
    /// can open of them. Cheap while nobody waits; asked at each thing that a user does.
    Result<void> hand_over_waiting(UserKeys& author);
    /// Who waits for which keys of these files.
    [[nodiscard]] Result<std::vector<WaitingHolder>> waiting_holders(std::span<const FileId> files) const;
    /// Whether somebody else who works here holds every key of the file that this holder holds.
    [[nodiscard]] bool is_held_besides(const FileId& file, const Holder& holder) const;
    /// Files of an organisation whose core is closed to all of these teams.
    [[nodiscard]] std::vector<KeptFile>
    kept_files(FileKind kind, const OrganisationId& organisation, std::span<const Holder> teams) const;
    /// Takes the keys of a file from a holder and starts new key epochs for what is written next. `conflict`, and
    /// nothing is taken, when one of them would be left without anybody who works here.
    Result<void> revoke(UserKeys& author, const FileId& file, const Holder& holder);
    /// Destroys a file for good. The batch says why, and is written with the fact of the erasure in one step; then
    /// every wrap of the file's keys, its rows and its attachments go. What was written stays in the ledger and opens
    /// nowhere. What a stop interrupts is finished at the next opening.
    Result<Receipt> erase(UserKeys& author, const FileId& file, Batch batch);
    [[nodiscard]] bool is_erased(const FileId& file) const;
    /// Whether the record stood in a file that was erased.
    [[nodiscard]] bool was_erased(const RecordId& record) const;
    /// Files with a key that nobody else who works here could open: they close for good when this user's keys go.
    [[nodiscard]] std::vector<FileId> held_only_by(const UserId& user) const;
    /// Takes back every key that was granted to this user and starts a new epoch of their teams' keys: for
    /// who leaves, and for who gets new keys of their own and is then granted anew by the holders.
    Result<void> withdraw_grants(UserKeys& author, const UserId& user);
    /// Makes a team's first key, or admits users to it, as far as the author can and colleagues have confirmed them.
    Result<void> admit_to_team(UserKeys& author, const TeamId& team, std::span<const UserId> members);
    /// Gives members of the author's teams whom colleagues have confirmed the teams' keys.
    Result<void> admit_pending_members(UserKeys& author);
    /// Says that the certificate, as it was shown, belongs to the person, and hands over what the author holds; what
    /// others hold follows at the next thing that they do. `conflict` when it is another one meanwhile.
    Result<void> vouch(UserKeys& author, const UserId& user, const Hash256& certificate);
    /// Those who wait and whom this colleague may confirm or refuse.
    [[nodiscard]] std::vector<UserId> to_confirm(const UserId& colleague) const;
    /// The team's newest key, to whose public half people outside seal; nothing before it has one.
    [[nodiscard]] std::optional<TeamKeyFact> team_key(const TeamId& team) const;
    /// Opens what was sealed to a key of a team, of whichever epoch. `denied` for who does not hold it.
    Result<crypto::SecretBytes> open_for_team(UserKeys& member, const KeyId& key, BytesView sealed) const;
    /// In the chain of reads, on disk on return.
    Result<void> enter_reads(const UserKeys& reader, std::span<const ReadFact> reads);
    /// A line of the node itself ("signed_in", "sign_in_failed", "sealed" …). `at` is for what happened before it
    /// could be entered.
    Result<void>
    enter_node_event(const UserId& user, std::string action, bool allowed, std::optional<Timestamp> at = std::nullopt);

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
    /// All files of a kind that an organisation has, in the order in which they were made.
    [[nodiscard]] std::vector<FileFact> files_of(FileKind kind, const OrganisationId& organisation) const;
    [[nodiscard]] std::uint32_t
    next_ordinal(FileKind kind, const OrganisationId& organisation, std::uint16_t year) const;
    /// The newest `limit` lines of a chain before `before` (0: from the end), newest first.
    Result<std::vector<LogLine>> log_lines(storage::Chain chain, std::uint64_t before, std::size_t limit) const;
    [[nodiscard]] storage::Head head(storage::Chain chain) const;
    /// For strangers (vault/inclusion.hpp): SHA-256 in hex of the transcript of the first `entries` records. The first
    /// time it reads the ledger, later it goes on where it was.
    [[nodiscard]] Result<std::string> transcript_sha256(std::uint64_t entries) const;
    [[nodiscard]] Result<std::string> transcript(std::uint64_t entries) const;
    /// `denied` when the reader holds no key to what the entry says.
    Result<InclusionProof> inclusion_of(UserKeys& reader, std::uint64_t seq) const;
    [[nodiscard]] std::optional<std::uint32_t> revision_of(const RecordId& id) const;
    /// Whether this batch was written: a repeated form answers as the first one did.
    [[nodiscard]] bool has_batch(const BatchId& batch) const;

    // — attachments —
    /// Makes room for a file that comes in; its bytes are let go at the next opening unless they are kept.
    Result<BlobId> begin_upload(const UserId& owner, Sensitive<std::string> name);
    /// Lets the sender go on after a broken line or a restart, for `longest_upload_wait`. `expected` is the length of
    /// the file in bytes, `place` the local address of the form. What the sender left longer ago goes now.
    Result<void> keep_upload(const UserKeys& owner, const BlobId& id, std::uint64_t expected, std::string place = {});
    /// Adds bytes that belong at `offset`; `conflict` when others are expected: ask for the position.
    Result<void> add_to_upload(const UserId& owner, const BlobId& id, std::uint64_t offset, BytesView piece);
    /// Bytes that are there: where to go on. Takes up again what a restart interrupted.
    Result<std::uint64_t> upload_position(const UserKeys& owner, const BlobId& id);
    /// The whole file, for the record that it will belong to. Asked again, it answers the same. `conflict` when bytes
    /// are missing.
    Result<Upload> finish_upload(const UserKeys& owner, const BlobId& id);
    /// Takes a file off the user's list; its bytes go too, unless a record holds it by now.
    Result<void> settle_upload(const UserKeys& owner, const BlobId& id);
    /// Gives up a file of which no list knows: a broken line.
    void abandon_upload(const UserId& owner, const BlobId& id);
    /// Files that wait for a record, or for their other half, with how much of them is here.
    Result<std::vector<Upload>> uploads(const UserKeys& owner) const;
    /// What a batch says about a file that came in.
    static Fact blob_fact(const Upload& upload, const FileId& file);
    /// A range of a blob's plain bytes, shorter at its end. Whoever has the key may read.
    Result<Bytes> read_blob(const BlobKey& key, std::uint64_t size, std::uint64_t offset, std::size_t length) const;

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
    /// Null while the node is sealed. What a caller keeps of it outlives sealing: it is let go after the work.
    [[nodiscard]] std::shared_ptr<const NodeKeys> node_keys() const;
    /// What was sealed to the node's public key; `damaged` for anything else.
    Result<crypto::SecretBytes> open_dropped(BytesView sealed) const;
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
