// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is given which key: opening, wrapping, reconciling with the policy, revoking.
#include "vault/state.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using ledger::EntryKind;

/// Facts about keys and the wraps that belong to them, as one entry.
Result<Receipt> submit_facts(Vault::State& state, UserKeys& author, std::vector<Fact> facts, std::vector<Wrap> wraps)
{
    if (facts.empty()) return Receipt{};
    Job job;
    ledger::Header header = state.plain_header(EntryKind::keys, author.user(), BatchId{});
    job.records.push_back(ledger::sign_entry(author.signer(), std::move(header), encode(facts), {}));
    job.facts = std::move(facts);
    job.wraps = std::move(wraps);
    job.signed_with = author.signer().verify_key;
    return state.submit(std::move(job));
}

void grant(
    const Vault::State& state,
    UserKeys& author,
    const Holder& holder,
    const KeyId& id,
    const crypto::SecretKey& key,
    std::vector<Fact>& facts,
    std::vector<Wrap>& wraps
)
{
    auto wrap = state.wrap_for(author, holder, id, key);
    if (!wrap) return;
    wraps.push_back(std::move(*wrap));
    facts.emplace_back(GrantFact{id, holder, false});
}

/// A new key of a team, the first one included, for these members, of whom there is at least one.
void start_team_epoch(
    const Vault::State& state,
    UserKeys& author,
    const TeamId& team,
    std::span<const UserId> members,
    std::vector<Fact>& facts,
    std::vector<Wrap>& wraps
)
{
    const TeamKeyFact* newest = state.book.newest_team_key(team);
    const crypto::SecretKey key = crypto::SecretKey::random(state.random);
    const KeyId id = crypto::key_id(key);
    facts.emplace_back(TeamKeyFact{id, team, newest == nullptr ? 1 : newest->epoch + 1, team_box(key).open_key});
    for (const UserId& member : members)
        grant(state, author, Holder::user(member), id, key, facts, wraps);
}

/// Those who hold the newest key of a team, without one of them. Who still waits for it gets all epochs later.
std::vector<UserId> other_members(const Vault::State& state, const TeamId& team, const UserId& without)
{
    std::vector<UserId> members;
    const TeamKeyFact* newest = state.book.newest_team_key(team);
    if (newest == nullptr) return members;
    for (const Holder& holder : state.book.holders(newest->key)) {
        const UserId id(holder.id);
        if (id != without && state.directory->is_confirmed(id)) members.push_back(id);
    }
    return members;
}

/// Whether somebody else who works here can open a key.
bool is_held_by_others(const Vault::State& state, const KeyId& key, const UserId& user)
{
    const auto holders = state.book.holders(key);
    return std::any_of(holders.begin(), holders.end(), [&](const Holder& holder) {
        if (holder.kind == Holder::Kind::team) return !other_members(state, TeamId(holder.id), user).empty();
        const UserId other(holder.id);
        return other != user && state.directory->is_confirmed(other);
    });
}

/// Those of them who are in the team and whom colleagues have confirmed.
std::vector<UserId> confirmed_members(const Vault::State& state, const TeamId& team, std::span<const UserId> members)
{
    std::vector<UserId> confirmed(members.begin(), members.end());
    std::erase_if(confirmed, [&](const UserId& member) {
        const auto teams = state.directory->teams_of(member);
        return std::find(teams.begin(), teams.end(), team) == teams.end();
    });
    return confirmed;
}

/// What a team was given under keys that nobody holds any more: whoever else holds it gives it again, under the key
/// that the team gets now.
void give_up_team_keys(const Vault::State& state, const TeamId& team, std::vector<Fact>& facts)
{
    const auto epochs = state.book.team_keys(team);
    const bool lost = std::all_of(epochs.begin(), epochs.end(), [&](const TeamKeyFact& fact) {
        return state.book.holders(fact.key).empty();
    });
    if (!lost) return;
    const Holder holder = Holder::team(team);
    for (const KeyFact& fact : state.book.keys_of(std::span(&holder, 1)))
        facts.emplace_back(GrantFact{fact.key, holder, true});
}

Error last_holder()
{
    return fail(
        ErrorCode::conflict,
        "nobody else who works here holds a key of this file",
        {msg("vouching.problem.last_holder"), {}}
    );
}

}  // namespace

std::vector<Holder> Vault::State::holders_of(const UserId& user) const
{
    std::vector<Holder> holders{Holder::user(user)};
    const User* found = directory->user(user);
    if (found == nullptr) return holders;
    for (const TeamId& team : found->teams) {
        const auto team_epochs = book.team_keys(team);
        const bool admitted = std::any_of(team_epochs.begin(), team_epochs.end(), [&](const TeamKeyFact& fact) {
            return book.holds(Holder::user(user), fact.key);
        });
        if (admitted) holders.push_back(Holder::team(team));
    }
    return holders;
}

Result<const crypto::SecretKey*>
Vault::State::open_key(UserKeys& user, const KeyId& id, std::vector<KeyId>* found_sealed) const
{
    if (const crypto::SecretKey* known = user.opened(id)) return known;
    const Holder self = Holder::user(user.user());
    if (book.holds(self, id)) {
        const auto wrap = keyring.find_wrap(*keys, id, self);
        if (!wrap) return wrap.error();
        if (wrap->has_value()) {
            auto key = unwrap(user.wrap_key(), user.box(), id, **wrap);
            if (!key) return key.error();
            if (found_sealed != nullptr && is_sealed_wrap(**wrap)) found_sealed->push_back(id);
            return &user.keep(id, std::move(*key));
        }
    }
    const User* known = directory->user(user.user());
    if (known == nullptr) return nullptr;
    for (const TeamId& team : known->teams) {
        const Holder holder = Holder::team(team);
        if (!book.holds(holder, id)) continue;
        const auto wrap = keyring.find_wrap(*keys, id, holder);
        if (!wrap) return wrap.error();
        if (!wrap->has_value()) continue;
        for (const auto& [team_key_id, team_key] : open_team_keys(user, team)) {
            auto key = unwrap_of_team(*team_key, id, **wrap);
            if (key) return &user.keep(id, std::move(*key));
        }
    }
    return nullptr;
}

std::vector<std::pair<KeyId, const crypto::SecretKey*>>
Vault::State::open_team_keys(UserKeys& user, const TeamId& team) const
{
    std::vector<std::pair<KeyId, const crypto::SecretKey*>> opened;
    auto epochs = book.team_keys(team);
    for (auto at = epochs.rbegin(); at != epochs.rend(); ++at) {
        if (!book.holds(Holder::user(user.user()), at->key)) continue;
        const auto key = open_key(user, at->key);
        if (key && *key != nullptr) opened.emplace_back(at->key, *key);
    }
    return opened;
}

std::optional<Wrap>
Vault::State::wrap_for(UserKeys& author, const Holder& holder, const KeyId& id, const crypto::SecretKey& key) const
{
    if (holder.kind == Holder::Kind::user) {
        const UserId to(holder.id);
        if (!directory->is_confirmed(to)) return std::nullopt;
        if (to == author.user()) return Wrap{id, holder, wrap_symmetric(author.wrap_key(), id, key)};
        return Wrap{id, holder, wrap_sealed(directory->user(to)->open_key, key)};
    }
    const TeamId team(holder.id);
    const TeamKeyFact* newest = book.newest_team_key(team);
    if (newest == nullptr || book.holders(newest->key).empty()) return std::nullopt;
    const User* user = directory->user(author.user());
    const bool member = user != nullptr && std::find(user->teams.begin(), user->teams.end(), team) != user->teams.end();
    if (member && book.holds(Holder::user(author.user()), newest->key)) {
        const auto team_key = open_key(author, newest->key);
        if (team_key && *team_key != nullptr) return Wrap{id, holder, wrap_symmetric(**team_key, id, key)};
    }
    return Wrap{id, holder, wrap_sealed(newest->open_key, key)};
}

Result<void> Vault::reconcile(UserKeys& author, std::span<const FileId> files)
{
    State& state = *state_;
    std::vector<Fact> facts;
    std::vector<Wrap> wraps;
    std::set<KeyId> missing;
    {
        const std::shared_lock lock(state.mutex);
        if (!state.workspace) return fail(ErrorCode::sealed, "the node is sealed");
        const auto assignments = state.policy.assignments(*state.workspace, files);
        if (!assignments) return assignments.error();
        const auto own = state.holders_of(author.user());
        std::vector<KeyFact> keys;
        if (files.empty()) {
            keys = state.book.keys_of(own);
        } else {
            for (const FileId& file : files) {
                const auto of_file = state.book.keys_of_file(file);
                keys.insert(keys.end(), of_file.begin(), of_file.end());
            }
        }
        for (const KeyFact& fact : keys) {
            const FileFact* file = state.book.file(fact.file);
            const auto known = assignments->find(fact.file);
            if (file == nullptr || state.book.is_erased(fact.file)) continue;
            const FileWork work = known == assignments->end() ? FileWork{} : known->second;
            for (const Holder& holder : state.policy.holders(*file, fact.compartment, work, *state.directory)) {
                if (state.book.holds(holder, fact.key)) continue;
                const auto key = state.open_key(author, fact.key);
                if (key && *key != nullptr) {
                    grant(state, author, holder, fact.key, **key, facts, wraps);
                } else {
                    missing.insert(fact.key);
                }
            }
        }
    }
    if (!missing.empty()) {
        const std::lock_guard lock(state.waiting_mutex);
        state.awaited.merge(missing);
    }
    const auto done = submit_facts(state, author, std::move(facts), std::move(wraps));
    return done ? Result<void>{} : done.error();
}

Result<void> Vault::revoke(UserKeys& author, const FileId& file, const Holder& holder)
{
    State& state = *state_;
    std::vector<Fact> facts;
    std::vector<Wrap> wraps;
    std::vector<std::pair<KeyId, Holder>> gone;
    {
        const std::shared_lock lock(state.mutex);
        for (const KeyFact& fact : state.book.keys_of_file(file)) {
            if (!state.book.holds(holder, fact.key)) continue;
            if (state.users_holding(fact.key, holder).empty()) return last_holder();
            facts.emplace_back(GrantFact{fact.key, holder, true});
            gone.emplace_back(fact.key, holder);
            const KeyFact* newest = state.book.newest_key(file, fact.compartment);
            if (newest == nullptr || newest->key != fact.key) continue;
            const crypto::SecretKey next = crypto::SecretKey::random(state.random);
            const KeyId id = crypto::key_id(next);
            facts.emplace_back(KeyFact{id, file, fact.compartment, fact.epoch + 1});
            const std::size_t others_before = wraps.size();
            for (const Holder& other : state.book.holders(fact.key)) {
                if (other != holder) grant(state, author, other, id, next, facts, wraps);
            }
            if (wraps.size() == others_before) return last_holder();
        }
    }
    const auto done = submit_facts(state, author, std::move(facts), std::move(wraps));
    if (!done) return done.error();
    const std::shared_lock lock(state.mutex);
    return gone.empty() || !state.keys ? Result<void>{} : state.keyring.remove_wraps(*state.keys, gone);
}

Result<void> Vault::admit_to_team(UserKeys& author, const TeamId& team, std::span<const UserId> members)
{
    State& state = *state_;
    std::vector<Fact> facts;
    std::vector<Wrap> wraps;
    {
        const std::shared_lock lock(state.mutex);
        const auto admitted = confirmed_members(state, team, members);
        const TeamKeyFact* newest = state.book.newest_team_key(team);
        if (admitted.empty() || !state.directory->is_confirmed(author.user())) return {};
        if (newest == nullptr || state.book.holders(newest->key).empty()) {
            give_up_team_keys(state, team, facts);
            start_team_epoch(state, author, team, admitted, facts, wraps);
        } else {
            for (const auto& [id, key] : state.open_team_keys(author, team)) {
                for (const UserId& member : admitted) {
                    const Holder holder = Holder::user(member);
                    if (!state.book.holds(holder, id)) grant(state, author, holder, id, *key, facts, wraps);
                }
            }
        }
    }
    const auto done = submit_facts(state, author, std::move(facts), std::move(wraps));
    return done ? Result<void>{} : done.error();
}

std::vector<FileId> Vault::held_only_by(const UserId& user) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    std::set<FileId> files;
    for (const KeyFact& fact : state.book.keys_of(state.holders_of(user))) {
        if (!is_held_by_others(state, fact.key, user)) files.insert(fact.file);
    }
    return {files.begin(), files.end()};
}

Result<void> Vault::withdraw_grants(UserKeys& author, const UserId& user)
{
    State& state = *state_;
    const Holder leaver = Holder::user(user);
    std::vector<Fact> facts;
    std::vector<Wrap> wraps;
    std::vector<std::pair<KeyId, Holder>> gone;
    const auto take_back = [&](const KeyId& key) {
        facts.emplace_back(GrantFact{key, leaver, true});
        gone.emplace_back(key, leaver);
    };
    {
        const std::shared_lock lock(state.mutex);
        for (const KeyFact& fact : state.book.keys_of(std::span(&leaver, 1)))
            take_back(fact.key);
        for (const auto& [id, team] : state.directory->teams()) {
            bool was_member = false;
            for (const TeamKeyFact& fact : state.book.team_keys(id)) {
                if (!state.book.holds(leaver, fact.key)) continue;
                was_member = true;
                take_back(fact.key);
            }
            const auto members = other_members(state, id, user);
            if (was_member && !members.empty()) start_team_epoch(state, author, id, members, facts, wraps);
        }
    }
    const auto done = submit_facts(state, author, std::move(facts), std::move(wraps));
    if (!done) return done.error();
    const std::shared_lock lock(state.mutex);
    return gone.empty() || !state.keys ? Result<void>{} : state.keyring.remove_wraps(*state.keys, gone);
}

Result<void> Vault::admit_pending_members(UserKeys& author)
{
    const auto people = directory();
    std::vector<UserId> members;
    for (const auto& [id, user] : people->users())
        members.push_back(id);
    for (const TeamId& team : people->teams_of(author.user())) {
        if (auto done = admit_to_team(author, team, members); !done) return done;
    }
    return {};
}

}  // namespace panoh::vault
