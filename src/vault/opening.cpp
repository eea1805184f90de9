// SPDX-License-Identifier: AGPL-3.0-or-later
// From a sealed ledger to an open node, and who comes and goes.
#include "base/log.hpp"
#include "vault/committing.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using ledger::EntryKind;
using storage::Chain;

/// A fact of the directory counts only when the node or a known user signed it.
bool is_vouched_for(const Vault::State& state, const ledger::SignedEntry& entry)
{
    const UserId& author = entry.header.author;
    // Every user holds the node key, so the node's own word counts only before there was anybody else.
    if (author.is_none()) return !state.is_founded && ledger::signature_holds(state.keys->signer().verify_key, entry);
    const User* user = state.directory->user(author);
    if (user == nullptr || !user->active) return false;
    const auto [first, last] = state.verify_keys.equal_range(author);
    return std::any_of(first, last, [&](const auto& known) { return ledger::signature_holds(known.second, entry); });
}

Result<void> replay(Vault::State& state, const storage::StoredEntry& stored)
{
    const crypto::SecretKey* node_key = state.keys->of(stored.epoch);
    if (node_key == nullptr) return fail(ErrorCode::damaged, "unknown node-key epoch");
    const auto entry = ledger::unplace(Chain::records, *node_key, stored);
    if (!entry) return entry.error();
    if (stored.epoch < state.replayed_epoch) return fail(ErrorCode::damaged, "an entry of an epoch that had ended");
    state.replayed_epoch = stored.epoch;
    if (entry->header.kind == EntryKind::keys) {
        if (!is_vouched_for(state, *entry)) return fail(ErrorCode::damaged, "facts about keys are not signed");
        const auto facts = decode_facts(entry->coded);
        if (!facts) return facts.error();
        state.apply(*facts, {});
    }
    if (entry->header.kind == EntryKind::directory) {
        if (!is_vouched_for(state, *entry)) return fail(ErrorCode::damaged, "a fact of the directory is not signed");
        auto fact = decode_directory_fact(entry->coded);
        if (!fact) return fact.error();
        std::vector<DirectoryFact> facts;
        facts.push_back(std::move(*fact));
        state.apply({}, std::move(facts));
    }
    if (entry->header.kind == EntryKind::record) {
        const auto known = state.records.find(entry->header.record);
        if (known != state.records.end() && !is_same_place(known->second, entry->header)) {
            return fail(ErrorCode::damaged, "a record was moved to another file");
        }
    }
    if (!entry->header.author.is_none()) state.is_founded = true;
    state.index(entry->header, stored.seq);
    return {};
}

/// Records of a file's compartment that this user can open and that are not in the workspace yet.
struct ToLoad {
    std::uint64_t seq;
    RecordId record;
    std::pair<FileId, Compartment> place;
};

std::vector<ToLoad> records_to_load(Vault::State& state, UserKeys& keys)
{
    std::vector<ToLoad> found;
    std::set<std::pair<FileId, Compartment>> places;
    for (const KeyFact& fact : state.book.keys_of(state.holders_of(keys.user()))) {
        const auto place = std::make_pair(fact.file, fact.compartment);
        if (!state.loaded.contains(place)) places.insert(place);
    }
    for (const auto& place : places) {
        const auto records = state.records_of_file.find(place.first);
        if (records == state.records_of_file.end()) continue;
        for (const RecordId& id : records->second) {
            const RecordState& record = state.records.at(id);
            if (record.compartment == place.second) found.push_back({record.seq, id, place});
        }
    }
    state.loaded.insert(places.begin(), places.end());
    std::sort(found.begin(), found.end(), [](const ToLoad& left, const ToLoad& right) { return left.seq < right.seq; });
    return found;
}

/// False when this user holds no key to it.
Result<bool> load_record(const Vault::State& state, UserKeys& keys, std::uint64_t seq)
{
    const auto entry = state.entry_at(Chain::records, seq);
    if (!entry) return entry.error();
    const ledger::Header& header = entry->header;
    const auto key = state.open_key(keys, header.key);
    if (!key) return key.error();
    if (*key == nullptr) return false;
    const auto text = ledger::open_box(**key, header, ledger::coded_box, entry->coded);
    if (!text) return text.error();
    const auto coded = json_object(*text);
    if (!coded) return coded.error();
    const FileFact* file = state.book.file(header.file);
    const WorkspaceRow row{
        header.record,
        header.file,
        static_cast<Compartment>(header.compartment),
        file == nullptr ? OrganisationId{} : file->organisation,
        header.revision,
        header.author,
        header.written_at,
        seq,
        (header.flags & ledger::flag_removed) != 0,
    };
    if (auto done = state.workspace->put(header.type, row, *coded); !done) return done.error();
    return true;
}

Result<void> load(Vault::State& state, UserKeys& keys)
{
    std::vector<ToLoad> wanted;
    {
        const std::unique_lock lock(state.mutex);
        wanted = records_to_load(state, keys);
    }
    if (wanted.empty()) return {};
    std::set<std::pair<FileId, Compartment>> for_others;
    {
        // Before the workspace's own lock, which the writer takes in this order too.
        const std::shared_lock lock(state.mutex);
        if (auto begun = state.workspace->begin(); !begun) return begun;
        for (const ToLoad& each : wanted) {
            const auto loaded = load_record(state, keys, each.seq);
            if (!loaded) log(LogLevel::error, "entry {} is set aside: {}", each.seq, loaded.error().detail);
            if (loaded && !*loaded) for_others.insert(each.place);
        }
        if (auto done = state.workspace->commit(); !done) return done;
    }
    const std::unique_lock lock(state.mutex);
    for (const auto& place : for_others)
        state.loaded.erase(place);
    return {};
}

/// Sealed boxes cost 45 µs to open, symmetric wraps half a microsecond: each is exchanged once.
Result<void> rewrap(Vault::State& state, UserKeys& keys)
{
    std::vector<KeyId> sealed;
    std::vector<Wrap> wraps;
    const std::shared_lock lock(state.mutex);
    const Holder self = Holder::user(keys.user());
    for (const KeyFact& fact : state.book.keys_of(std::span(&self, 1))) {
        if (auto opened = state.open_key(keys, fact.key, &sealed); !opened) continue;
    }
    const User* user = state.directory->user(keys.user());
    if (user != nullptr) {
        for (const TeamId& team : user->teams) {
            for (const TeamKeyFact& fact : state.book.team_keys(team)) {
                if (state.book.holds(self, fact.key))
                    static_cast<void>(state.open_key(keys, fact.key, &sealed).has_value());
            }
        }
    }
    for (const KeyId& id : sealed) {
        const crypto::SecretKey* key = keys.opened(id);
        if (key != nullptr) wraps.push_back({id, self, wrap_symmetric(keys.wrap_key(), id, *key)});
    }
    return state.keyring.put_wraps(*state.keys, wraps);
}

}  // namespace

Result<void> Vault::create(const NodeDescription& description, NodeKeys keys)
{
    if (auto done = state_->keyring.create(description, state_->random); !done) return done;
    const auto report = open(std::move(keys));
    if (!report) return report.error();
    return {};
}

Result<OpeningReport> Vault::open(NodeKeys keys)
{
    State& state = *state_;
    OpeningReport report;
    const std::unique_lock lock(state.mutex);
    if (state.keys) return report;
    auto workspace = Workspace::create(state.schema, state.views);
    if (!workspace) return workspace.error();
    state.keys.emplace(std::move(keys));
    auto scanned = state.store.scan(Chain::records, 0, [&](const storage::StoredEntry& stored) {
        ++report.entries;
        if (auto done = replay(state, stored); !done) {
            log(LogLevel::error, "entry {} is set aside: {}", stored.seq, done.error().detail);
            report.quarantined.push_back(stored.seq);
        }
        return true;
    });
    const auto records_head = state.store.head(Chain::records);
    const auto reads_head = state.store.head(Chain::reads);
    if (!scanned || !records_head || !reads_head) {
        state.keys.reset();
        return !scanned ? scanned.error() : fail(ErrorCode::storage, "the ledger's heads cannot be read");
    }
    state.records_head = *records_head;
    state.reads_head = *reads_head;
    state.workspace = std::move(*workspace);
    state.writer = std::make_unique<Writer>([&state](std::deque<Job>& jobs) { commit_round(state, jobs); });
    return report;
}

void Vault::close()
{
    State& state = *state_;
    state.writer.reset();
    const std::unique_lock lock(state.mutex);
    state.keys.reset();
    state.book = KeyBook();
    state.directory = std::make_shared<Directory>();
    state.verify_keys.clear();
    state.is_founded = false;
    state.replayed_epoch = 0;
    state.records.clear();
    state.records_of_file.clear();
    state.previous_revision.clear();
    state.batches.clear();
    state.loaded.clear();
    state.workspace.reset();
}

Result<void> Vault::admit(UserKeys& keys)
{
    State& state = *state_;
    if (!is_open()) return fail(ErrorCode::sealed, "the node is sealed");
    if (auto done = rewrap(state, keys); !done) return done;
    if (auto done = load(state, keys); !done) return done;
    if (auto done = admit_pending_members(keys); !done) return done;
    return reconcile(keys, {});
}

void Vault::leave(std::span<const UserId> still_present)
{
    State& state = *state_;
    const std::unique_lock lock(state.mutex);
    if (!state.workspace) return;
    std::vector<Holder> holders;
    for (const UserId& user : still_present) {
        const auto each = state.holders_of(user);
        holders.insert(holders.end(), each.begin(), each.end());
    }
    std::set<std::pair<FileId, Compartment>> kept;
    for (const KeyFact& fact : state.book.keys_of(holders))
        kept.insert({fact.file, fact.compartment});
    if (auto begun = state.workspace->begin(); !begun) {
        log(LogLevel::error, "rows could not be dropped: {}", begun.error().detail);
        return;
    }
    for (auto at = state.loaded.begin(); at != state.loaded.end();) {
        if (kept.contains(*at)) {
            ++at;
            continue;
        }
        if (auto done = state.workspace->drop(at->first, at->second); !done) {
            log(LogLevel::error, "rows of a file could not be dropped: {}", done.error().detail);
        }
        at = state.loaded.erase(at);
    }
    if (auto done = state.workspace->commit(); !done) {
        log(LogLevel::error, "rows could not be dropped: {}", done.error().detail);
    }
}

}  // namespace panoh::vault
