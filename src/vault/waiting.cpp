// SPDX-License-Identifier: AGPL-3.0-or-later
// Keys that somebody waits for, and who could hand them over.
#include "vault/state.hpp"

#include <algorithm>

namespace panoh::vault {

std::vector<UserId> Vault::State::users_holding(const KeyId& key, const Holder& without) const
{
    std::vector<UserId> users;
    const auto add = [&](const UserId& id) {
        const bool counts = directory->is_confirmed(id) && Holder::user(id) != without;
        if (counts && std::find(users.begin(), users.end(), id) == users.end()) users.push_back(id);
    };
    for (const Holder& holder : book.holders(key)) {
        if (holder == without) continue;
        if (holder.kind == Holder::Kind::user) {
            add(UserId(holder.id));
            continue;
        }
        for (const auto& [id, user] : directory->users()) {
            const auto held = holders_of(id);
            if (std::find(held.begin(), held.end(), holder) != held.end()) add(id);
        }
    }
    return users;
}

Result<void> Vault::hand_over_waiting(UserKeys& author)
{
    State& state = *state_;
    std::set<KeyId> awaited;
    std::set<TeamId> teams;
    {
        const std::lock_guard lock(state.waiting_mutex);
        awaited = state.awaited;
        teams = state.awaited_teams;
    }
    if (!teams.empty()) {
        if (auto done = admit_pending_members(author); !done) return done;
        const auto own = directory()->teams_of(author.user());
        const std::lock_guard lock(state.waiting_mutex);
        for (const TeamId& team : own)
            state.awaited_teams.erase(team);
    }
    if (awaited.empty()) return {};
    std::vector<FileId> files;
    std::vector<KeyId> answered;
    {
        const std::shared_lock lock(state.mutex);
        const auto own = state.holders_of(author.user());
        for (const KeyId& id : awaited) {
            const KeyFact* fact = state.book.key(id);
            const bool mine =
                std::any_of(own.begin(), own.end(), [&](const Holder& each) { return state.book.holds(each, id); });
            if (fact == nullptr || mine) answered.push_back(id);
            if (fact != nullptr && mine) files.push_back(fact->file);
        }
    }
    if (files.empty()) return {};
    if (auto done = reconcile(author, files); !done) return done;
    const std::lock_guard lock(state.waiting_mutex);
    for (const KeyId& id : answered)
        state.awaited.erase(id);
    return {};
}

Result<std::vector<WaitingHolder>> Vault::waiting_holders(std::span<const FileId> files) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    if (!state.workspace) return fail(ErrorCode::sealed, "the node is sealed");
    std::vector<WaitingHolder> waiting;
    if (files.empty()) return waiting;
    const auto assignments = state.policy.assignments(*state.workspace, files);
    if (!assignments) return assignments.error();
    for (const FileId& id : files) {
        const FileFact* file = state.book.file(id);
        const auto known = assignments->find(id);
        if (file == nullptr || state.book.is_erased(id) || known == assignments->end()) continue;
        for (const KeyFact& fact : state.book.keys_of_file(id)) {
            const KeyFact* newest = state.book.newest_key(id, fact.compartment);
            if (newest == nullptr || newest->key != fact.key) continue;
            for (const Holder& holder :
                 state.policy.holders(*file, fact.compartment, known->second, *state.directory)) {
                if (holder.kind != Holder::Kind::user || state.book.holds(holder, fact.key)) continue;
                waiting.push_back({id, fact.compartment, UserId(holder.id), state.users_holding(fact.key, holder)});
            }
        }
    }
    return waiting;
}

bool Vault::is_held_besides(const FileId& file, const Holder& holder) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    const auto keys = state.book.keys_of_file(file);
    return std::all_of(keys.begin(), keys.end(), [&](const KeyFact& fact) {
        return !state.book.holds(holder, fact.key) || !state.users_holding(fact.key, holder).empty();
    });
}

std::vector<KeptFile>
Vault::kept_files(FileKind kind, const OrganisationId& organisation, std::span<const Holder> teams) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    std::vector<KeptFile> kept;
    for (const FileFact& file : state.book.files_of(kind, organisation)) {
        const KeyFact* core = state.book.newest_key(file.file, Compartment::core);
        const bool is_open = core == nullptr || std::any_of(teams.begin(), teams.end(), [&](const Holder& team) {
                                 return state.book.holds(team, core->key);
                             });
        if (!is_open) kept.push_back({file, state.users_holding(core->key, Holder{})});
    }
    return kept;
}

}  // namespace panoh::vault
