// SPDX-License-Identifier: AGPL-3.0-or-later
// From a sealed ledger to an open node.
#include "base/log.hpp"
#include "vault/committing.hpp"
#include "vault/ordered_work.hpp"

#include <algorithm>
#include <shared_mutex>

namespace panoh::vault {

namespace {

using ledger::EntryKind;
using storage::Chain;

/// So many entries go to a thread at once that handing them over costs nothing.
constexpr std::size_t entries_at_a_time = 128;

/// Whose signatures are known so far, for the threads that look ahead.
class KnownSigners {
public:
    void learn(const std::multimap<UserId, crypto::PublicKey>& verify_keys)
    {
        const std::unique_lock lock(mutex_);
        if (keys_.size() != verify_keys.size()) keys_ = verify_keys;
    }
    [[nodiscard]] std::vector<crypto::PublicKey> of(const UserId& user) const
    {
        const std::shared_lock lock(mutex_);
        std::vector<crypto::PublicKey> found;
        const auto [first, last] = keys_.equal_range(user);
        std::transform(first, last, std::back_inserter(found), [](const auto& known) { return known.second; });
        return found;
    }

private:
    mutable std::shared_mutex mutex_;
    std::multimap<UserId, crypto::PublicKey> keys_;
};

/// An entry with what costs most done already, whatever came before it.
struct Unplaced {
    std::uint64_t seq = 0;
    std::uint32_t epoch = 0;
    Result<ledger::SignedEntry> entry;
    /// The key under which the signature was found to hold. Whether that key counts is decided in order.
    std::optional<crypto::PublicKey> signer;
};

bool states_facts(const ledger::SignedEntry& entry)
{
    return entry.header.kind == EntryKind::keys || entry.header.kind == EntryKind::directory;
}

std::optional<crypto::PublicKey>
signer_among(const std::vector<crypto::PublicKey>& known, const ledger::SignedEntry& entry)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const crypto::PublicKey& key) {
        return ledger::signature_holds(key, entry);
    });
    return found == known.end() ? std::nullopt : std::optional(*found);
}

Unplaced unplace(const NodeKeys& keys, const KnownSigners& signers, const storage::StoredEntry& stored)
{
    const crypto::SecretKey* node_key = keys.of(stored.epoch);
    if (node_key == nullptr) {
        return {stored.seq, stored.epoch, fail(ErrorCode::damaged, "unknown node-key epoch"), std::nullopt};
    }
    Unplaced unplaced{stored.seq, stored.epoch, ledger::unplace(Chain::records, *node_key, stored), std::nullopt};
    if (!unplaced.entry) return unplaced;
    if (states_facts(*unplaced.entry)) {
        unplaced.signer = signer_among(signers.of(unplaced.entry->header.author), *unplaced.entry);
    } else {
        unplaced.entry->coded.clear();
        unplaced.entry->content.clear();
    }
    return unplaced;
}

/// Signed by the node, or with the keys that the author's certificate has at this place.
bool is_signed(const Vault::State& state, const Unplaced& unplaced)
{
    const ledger::SignedEntry& entry = *unplaced.entry;
    const UserId& author = entry.header.author;
    // Every user holds the node key, so the node's own word counts only before there was anybody else.
    if (author.is_none()) return !state.is_founded && ledger::signature_holds(state.keys->signer().verify_key, entry);
    const User* user = state.directory->user(author);
    if (user == nullptr) return false;
    return user->verify_key == unplaced.signer || ledger::signature_holds(user->verify_key, entry);
}

Result<void> replay(Vault::State& state, const Unplaced& unplaced)
{
    const auto& entry = unplaced.entry;
    if (!entry) return entry.error();
    if (unplaced.epoch < state.replayed_epoch) return fail(ErrorCode::damaged, "an entry of an epoch that had ended");
    state.replayed_epoch = unplaced.epoch;
    if (entry->header.kind == EntryKind::keys) {
        if (!is_signed(state, unplaced)) return fail(ErrorCode::damaged, "facts about keys are not signed");
        if (auto may = state.may_grant(entry->header.author); !may) return may;
        const auto facts = decode_facts(entry->coded);
        if (!facts) return facts.error();
        state.apply(*facts);
    }
    if (entry->header.kind == EntryKind::directory) {
        if (!is_signed(state, unplaced)) return fail(ErrorCode::damaged, "a fact of the directory is not signed");
        auto fact = decode_directory_fact(entry->coded);
        if (!fact) return fact.error();
        const Statement by{entry->header.author, entry->header.written_at};
        if (auto fits = state.directory->fits(*fact, by.author); !fits) return fits;
        state.apply(std::move(*fact), by);
    }
    if (entry->header.kind == EntryKind::record) {
        const auto known = state.records.find(entry->header.record);
        if (known != state.records.end() && !is_same_place(known->second, entry->header)) {
            return fail(ErrorCode::damaged, "a record was moved to another file");
        }
    }
    if (!entry->header.author.is_none()) state.is_founded = true;
    state.index(entry->header, unplaced.seq);
    return {};
}

/// Reads, opens and checks the entries from `first` on.
Result<std::vector<Unplaced>>
unplace_some(storage::Store& store, const NodeKeys& keys, const KnownSigners& signers, std::uint64_t first)
{
    std::vector<storage::StoredEntry> entries;
    entries.reserve(entries_at_a_time);
    auto scanned = store.scan(Chain::records, first, [&](const storage::StoredEntry& stored) {
        if (stored.seq >= first + entries_at_a_time) return false;
        entries.push_back(stored);
        return true;
    });
    if (!scanned) return scanned.error();
    std::vector<Unplaced> unplaced;
    unplaced.reserve(entries.size());
    for (const storage::StoredEntry& each : entries)
        unplaced.push_back(unplace(keys, signers, each));
    return unplaced;
}

/// Opens and checks all entries on all cores, and applies them in the order of the chain.
Result<void> replay_all(Vault::State& state, std::uint64_t last, OpeningReport& report)
{
    KnownSigners signers;
    Result<void> done;
    OrderedWork<std::uint64_t, Result<std::vector<Unplaced>>> work(
        [&store = state.store, keys = state.keys, &signers](std::uint64_t first) {
            return unplace_some(store, *keys, signers, first);
        },
        [&](Result<std::vector<Unplaced>> some) {
            if (!some) {
                done = some.error();
                return;
            }
            for (const Unplaced& each : *some) {
                ++report.entries;
                if (auto applied = replay(state, each); !applied) {
                    log(LogLevel::error, "entry {} is set aside: {}", each.seq, applied.error().detail);
                    report.quarantined.push_back(each.seq);
                }
            }
            signers.learn(state.verify_keys);
        }
    );
    for (std::uint64_t first = 1; first <= last && done; first += entries_at_a_time)
        work.add(first);
    work.finish();
    return done;
}

/// All that an open node has in memory. With the lock held.
void forget(Vault::State& state)
{
    state.keys.reset();
    state.book = KeyBook();
    state.directory = state.empty_directory();
    state.verify_keys.clear();
    state.is_founded = false;
    state.replayed_epoch = 0;
    state.records.clear();
    state.records_of_file.clear();
    state.previous_revision.clear();
    state.batches.clear();
    state.loaded.clear();
    state.uploads.forget_all();
    state.workspace.reset();
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
    state.keys = std::make_shared<const NodeKeys>(std::move(keys));
    const auto records_head = state.store.head(Chain::records);
    const auto reads_head = state.store.head(Chain::reads);
    Result<void> replayed = fail(ErrorCode::storage, "the ledger's heads cannot be read");
    if (records_head && reads_head) replayed = replay_all(state, records_head->seq, report);
    if (!replayed) {
        forget(state);
        return replayed.error();
    }
    state.records_head = *records_head;
    state.reads_head = *reads_head;
    state.workspace = std::move(*workspace);
    finish_erasures(state);
    tidy_blobs(state, report);
    state.writer = std::make_unique<Writer>([&state](std::deque<Job>& jobs) { commit_round(state, jobs); });
    return report;
}

void Vault::close()
{
    State& state = *state_;
    state.writer.reset();
    const std::unique_lock lock(state.mutex);
    forget(state);
}

}  // namespace panoh::vault
