// SPDX-License-Identifier: AGPL-3.0-or-later
// Who comes and goes: what they can open comes into the workspace, and goes from it.
#include "base/log.hpp"
#include "vault/ordered_work.hpp"
#include "vault/state.hpp"

#include <algorithm>
#include <unordered_set>

namespace panoh::vault {

namespace {

namespace json = boost::json;
using storage::Chain;

/// So many things go to a thread at once that handing them over costs nothing.
constexpr std::size_t things_at_a_time = 128;
/// Below this many rows, what slices derive is kept true row by row.
constexpr std::size_t many_rows = 500;
/// A walk along the ledger that skips no more than this costs less than looking every entry up.
constexpr std::uint64_t longest_stride = 8;

/// A wrap that one of the user's keys opens.
struct WrappedKey {
    KeyId id;
    Holder holder;
    Bytes wrap;
};

struct OpenedKey {
    KeyId id;
    std::optional<crypto::SecretKey> key;
    std::optional<Wrap> rewrapped;  ///< when the wrap was a sealed box
};

/// The keys with which a holder's wraps open, newest first.
using HolderKeys = std::map<Holder, std::vector<const crypto::SecretKey*>>;

OpenedKey open_wrap(const UserKeys& user, const HolderKeys& holder_keys, const WrappedKey& wrapped)
{
    OpenedKey opened{wrapped.id, std::nullopt, std::nullopt};
    const auto found = holder_keys.find(wrapped.holder);
    if (found == holder_keys.end()) return opened;
    for (const crypto::SecretKey* holder_key : found->second) {
        auto key = wrapped.holder.kind == Holder::Kind::user ? unwrap(*holder_key, user.box(), wrapped.id, wrapped.wrap)
                                                             : unwrap_of_team(*holder_key, wrapped.id, wrapped.wrap);
        if (!key) continue;
        if (is_sealed_wrap(wrapped.wrap)) {
            const crypto::SecretKey& newest = *found->second.front();
            opened.rewrapped = Wrap{wrapped.id, wrapped.holder, wrap_symmetric(newest, wrapped.id, *key)};
        }
        opened.key = std::move(*key);
        break;
    }
    return opened;
}

bool is_loaded(const Vault::State& state, const KeyFact& fact)
{
    return state.loaded.contains({fact.file, fact.compartment});
}

/// What the user was granted by themselves or through a team, and has not opened yet.
std::vector<std::pair<KeyId, Holder>>
wraps_to_open(const Vault::State& state, const UserKeys& keys, const HolderKeys& holder_keys)
{
    const Holder self = Holder::user(keys.user());
    std::vector<std::pair<KeyId, Holder>> wanted;
    std::unordered_set<KeyId> seen;
    // Their own come first: they open without the team's key.
    for (const KeyFact& fact : state.book.keys_of(std::span(&self, 1))) {
        if (keys.opened(fact.key) == nullptr && seen.insert(fact.key).second) wanted.emplace_back(fact.key, self);
    }
    for (const auto& [holder, own_keys] : holder_keys) {
        if (holder == self) continue;
        for (const KeyFact& fact : state.book.keys_of(std::span(&holder, 1))) {
            if (is_loaded(state, fact) || keys.opened(fact.key) != nullptr) continue;
            if (seen.insert(fact.key).second) wanted.emplace_back(fact.key, holder);
        }
    }
    return wanted;
}

/// Opens what the user holds, in one go. Sealed boxes cost 45 µs to open, symmetric wraps half a microsecond: each
/// is exchanged once. A wrap that does not open is left to whoever asks for its key.
Result<void> open_held_keys(Vault::State& state, UserKeys& keys)
{
    const std::shared_lock lock(state.mutex);
    if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
    const Holder self = Holder::user(keys.user());
    std::vector<Wrap> rewrapped;
    std::vector<KeyId> sealed;
    HolderKeys holder_keys;
    if (const User* user = state.directory->user(keys.user())) {
        for (const TeamId& team : user->teams) {
            for (const TeamKeyFact& fact : state.book.team_keys(team)) {
                if (state.book.holds(self, fact.key))
                    static_cast<void>(state.open_key(keys, fact.key, &sealed).has_value());
            }
            std::vector<const crypto::SecretKey*> opened;
            for (const auto& [id, key] : state.open_team_keys(keys, team))
                opened.push_back(key);
            if (!opened.empty()) holder_keys.emplace(Holder::team(team), std::move(opened));
        }
    }
    for (const KeyId& id : sealed)
        rewrapped.push_back({id, self, wrap_symmetric(keys.wrap_key(), id, *keys.opened(id))});
    holder_keys[self] = {&keys.wrap_key()};
    const auto wanted = wraps_to_open(state, keys, holder_keys);
    auto wraps = state.keyring.find_wraps(*state.keys, wanted);
    if (!wraps) return wraps.error();
    std::vector<OpenedKey> kept;
    OrderedWork<std::vector<WrappedKey>, std::vector<OpenedKey>> work(
        [&](std::vector<WrappedKey> some) {
            std::vector<OpenedKey> opened;
            opened.reserve(some.size());
            for (const WrappedKey& each : some)
                opened.push_back(open_wrap(keys, holder_keys, each));
            return opened;
        },
        [&](std::vector<OpenedKey> some) { std::move(some.begin(), some.end(), std::back_inserter(kept)); }
    );
    std::vector<WrappedKey> some;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        if (wraps->at(at)) some.push_back({wanted[at].first, wanted[at].second, std::move(*wraps->at(at))});
        if (some.size() == things_at_a_time) work.add(std::exchange(some, {}));
    }
    work.add(std::move(some));
    work.finish();
    for (OpenedKey& each : kept) {
        if (each.key) keys.keep(each.id, std::move(*each.key));
        if (each.rewrapped) rewrapped.push_back(std::move(*each.rewrapped));
    }
    return state.keyring.put_wraps(*state.keys, rewrapped);
}

using Place = std::pair<FileId, Compartment>;

/// The newest revision of a record in a file's compartment that this user can open and that is not in the
/// workspace yet.
struct ToLoad {
    std::uint64_t seq;
    Place place;
};

std::vector<ToLoad> records_to_load(Vault::State& state, UserKeys& keys)
{
    std::set<Place> places;
    for (const KeyFact& fact : state.book.keys_of(state.holders_of(keys.user()))) {
        if (!is_loaded(state, fact)) places.insert({fact.file, fact.compartment});
    }
    std::vector<ToLoad> found;
    for (const Place& place : places) {
        const auto records = state.records_of_file.find(place.first);
        if (records == state.records_of_file.end()) continue;
        for (const RecordId& id : records->second) {
            const RecordState& record = state.records.at(id);
            if (record.compartment == place.second) found.push_back({record.seq, place});
        }
    }
    state.loaded.merge(places);
    std::sort(found.begin(), found.end(), [](const ToLoad& left, const ToLoad& right) { return left.seq < right.seq; });
    return found;
}

/// An entry on its way into the workspace: its rows, or why there are none.
struct Loaded {
    std::uint64_t seq = 0;
    std::optional<PreparedRows> rows;
    bool lacks_key = false;
    std::string problem;
};

Result<PreparedRows>
rows_of(const Vault::State& state, const ledger::SignedEntry& entry, const crypto::SecretKey& key, std::uint64_t seq)
{
    const ledger::Header& header = entry.header;
    const auto text = ledger::open_box(key, header, ledger::coded_box, entry.coded);
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
    return prepare_rows(state.schema, header.type, row, *coded);
}

Loaded load_entry(const Vault::State& state, const UserKeys& keys, const storage::StoredEntry& stored)
{
    Loaded loaded{stored.seq, std::nullopt, false, {}};
    const crypto::SecretKey* node_key = state.keys->of(stored.epoch);
    if (node_key == nullptr) {
        loaded.problem = "an entry of an unknown node-key epoch";
        return loaded;
    }
    const auto entry = ledger::unplace(Chain::records, *node_key, stored);
    if (!entry) {
        loaded.problem = entry.error().detail;
        return loaded;
    }
    const crypto::SecretKey* key = keys.opened(entry->header.key);
    loaded.lacks_key = key == nullptr;
    if (key == nullptr) return loaded;
    auto rows = rows_of(state, *entry, *key, stored.seq);
    if (rows) {
        loaded.rows = std::move(*rows);
    } else {
        loaded.problem = rows.error().detail;
    }
    return loaded;
}

/// The entries that are wanted, in order.
Result<std::vector<storage::StoredEntry>> entries_of(const Vault::State& state, std::span<const ToLoad> wanted)
{
    std::vector<storage::StoredEntry> entries;
    entries.reserve(wanted.size());
    if (wanted.back().seq - wanted.front().seq < longest_stride * wanted.size()) {
        auto next = wanted.begin();
        auto walked = state.store.scan(Chain::records, next->seq, [&](const storage::StoredEntry& stored) {
            while (next != wanted.end() && next->seq < stored.seq)
                ++next;
            if (next != wanted.end() && next->seq == stored.seq) entries.push_back(stored);
            return stored.seq < wanted.back().seq;
        });
        if (!walked) return walked.error();
        return entries;
    }
    for (const ToLoad& each : wanted) {
        auto stored = state.store.read(Chain::records, each.seq);
        if (!stored) return stored.error();
        if (stored->has_value()) entries.push_back(std::move(**stored));
    }
    return entries;
}

/// Puts what is wanted into the workspace. Returns what this user has no key to after all.
Result<std::set<std::uint64_t>> put_entries(Vault::State& state, const UserKeys& keys, std::span<const ToLoad> wanted)
{
    std::set<std::uint64_t> without_key;
    std::optional<Error> failed;
    OrderedWork<std::span<const ToLoad>, Result<std::vector<Loaded>>> work(
        [&](std::span<const ToLoad> some) -> Result<std::vector<Loaded>> {
            const auto entries = entries_of(state, some);
            if (!entries) return entries.error();
            std::vector<Loaded> loaded;
            loaded.reserve(entries->size());
            for (const storage::StoredEntry& each : *entries)
                loaded.push_back(load_entry(state, keys, each));
            return loaded;
        },
        [&](Result<std::vector<Loaded>> some) {
            if (!some) {
                failed = some.error();
                return;
            }
            for (Loaded& each : *some) {
                if (each.lacks_key) without_key.insert(each.seq);
                if (each.rows) {
                    if (auto done = state.workspace->put(*each.rows); !done) each.problem = done.error().detail;
                }
                if (!each.problem.empty()) log(LogLevel::error, "entry {} is set aside: {}", each.seq, each.problem);
            }
        }
    );
    while (!wanted.empty() && !failed) {
        const auto some = wanted.first(std::min(wanted.size(), things_at_a_time));
        work.add(some);
        wanted = wanted.subspan(some.size());
    }
    work.finish();
    if (failed) return *failed;
    return without_key;
}

Result<void> load(Vault::State& state, UserKeys& keys)
{
    std::vector<ToLoad> wanted;
    {
        const std::unique_lock lock(state.mutex);
        wanted = records_to_load(state, keys);
    }
    if (wanted.empty()) return {};
    std::set<Place> for_others;
    {
        // Before the workspace's own lock, which the writer takes in this order too.
        const std::shared_lock lock(state.mutex);
        if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
        const auto amount = wanted.size() < many_rows ? Workspace::Amount::little : Workspace::Amount::much;
        if (auto begun = state.workspace->begin(amount); !begun) return begun;
        const auto without_key = put_entries(state, keys, wanted);
        auto done = state.workspace->commit();
        if (!without_key) return without_key.error();
        if (!done) return done;
        for (const ToLoad& each : wanted) {
            if (without_key->contains(each.seq)) for_others.insert(each.place);
        }
    }
    const std::unique_lock lock(state.mutex);
    for (const Place& place : for_others)
        state.loaded.erase(place);
    return {};
}

}  // namespace

Result<void> Vault::admit(UserKeys& keys)
{
    State& state = *state_;
    if (!is_open()) return fail(ErrorCode::sealed, "the node is sealed");
    if (auto done = open_held_keys(state, keys); !done) return done;
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
    std::set<Place> kept;
    for (const KeyFact& fact : state.book.keys_of(holders))
        kept.insert({fact.file, fact.compartment});
    std::vector<Place> gone;
    std::set_difference(state.loaded.begin(), state.loaded.end(), kept.begin(), kept.end(), std::back_inserter(gone));
    for (const Place& place : gone)
        state.loaded.erase(place);
    const auto is_left = [&](const FileId& file) {
        const auto first = state.loaded.lower_bound({file, Compartment::core});
        return first != state.loaded.end() && first->first == file;
    };
    std::vector<FileId> files;
    for (const Place& place : gone) {
        const bool is_new = files.empty() || files.back() != place.first;
        if (is_new && !is_left(place.first)) files.push_back(place.first);
    }
    if (auto done = state.workspace->drop(gone, files); !done) {
        log(LogLevel::error, "rows could not be dropped: {}", done.error().detail);
    }
}

}  // namespace panoh::vault
