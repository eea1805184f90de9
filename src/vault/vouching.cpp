// SPDX-License-Identifier: AGPL-3.0-or-later
// What counts of what is stated about people and keys, and how colleagues confirm each other (decision 0010).
#include "vault/invited.hpp"
#include "vault/state.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using ledger::EntryKind;

/// Whose word is asked for first. Where nobody of them is left, any colleague will do: nobody is to wait for good.
bool is_entitled(const Vault::State& state, const UserId& colleague)
{
    return state.policy.may_vouch(state.directory->roles_of(colleague));
}

bool has_entitled_judge(const Vault::State& state, const UserId& waiting)
{
    const auto& users = state.directory->users();
    return std::any_of(users.begin(), users.end(), [&](const auto& each) {
        return is_entitled(state, each.first) && state.directory->may_judge(each.first, waiting);
    });
}

bool may_confirm(const Vault::State& state, const UserId& colleague, const UserId& waiting)
{
    const User* user = state.directory->user(waiting);
    if (user == nullptr || has_not_joined(*user)) return false;
    return state.directory->is_waiting(waiting) && state.directory->may_judge(colleague, waiting)
           && (is_entitled(state, colleague) || !has_entitled_judge(state, waiting));
}

/// Roles may change what they entitle to; what was confirmed before stays so. Hence this is asked when a word is given,
/// and not when it is read again.
Result<void> check_entitled(const Vault::State& state, const DirectoryFact& fact, const UserId& author)
{
    const auto* vouch = std::get_if<Vouch>(&fact);
    const auto* refusal = std::get_if<Refusal>(&fact);
    if (vouch == nullptr && refusal == nullptr) return {};
    const UserId& waiting = vouch != nullptr ? vouch->user : refusal->user;
    if (may_confirm(state, author, waiting)) return {};
    return fail(ErrorCode::denied, "somebody else has to confirm this", {msg("vouching.problem.not_yours"), {}});
}

/// Files that a user has to do with.
Result<std::vector<FileId>> files_with(const Vault::State& state, const UserId& user)
{
    const std::shared_lock lock(state.mutex);
    if (!state.workspace) return fail(ErrorCode::sealed, "the node is sealed");
    const auto assignments = state.policy.assignments(*state.workspace, {});
    if (!assignments) return assignments.error();
    std::vector<FileId> files;
    for (const auto& [file, work] : *assignments) {
        for (const std::vector<UserId>* users : {&work.workers, &work.named}) {
            if (std::find(users->begin(), users->end(), user) != users->end()) files.push_back(file);
        }
    }
    return files;
}

std::vector<const ledger::Header*> directory_headers(const Job& job)
{
    std::vector<const ledger::Header*> headers;
    for (const ledger::SignedEntry& entry : job.records) {
        if (entry.header.kind == EntryKind::directory) headers.push_back(&entry.header);
    }
    PANOH_CHECK(headers.size() == job.directory.size());
    return headers;
}

/// On a copy, since each fact may rest on the one before it.
Result<void> check_directory(const Vault::State& state, const Job& job, const UserId& author)
{
    Directory trial(*state.directory);
    const auto headers = directory_headers(job);
    for (std::size_t at = 0; at < headers.size(); ++at) {
        const DirectoryFact& fact = job.directory[at];
        if (auto entitled = check_entitled(state, fact, author); !entitled) return entitled;
        if (auto fits = trial.fits(fact, author); !fits) return fits;
        trial.apply(fact, {author, headers[at]->written_at});
    }
    return {};
}

}  // namespace

std::shared_ptr<const Directory> Vault::State::empty_directory() const
{
    return std::make_shared<Directory>([this](std::string_view role, std::string_view purpose) {
        return policy.puts_in_team(role, purpose);
    });
}

Result<void> Vault::State::may_grant(const UserId& author) const
{
    if (directory->is_confirmed(author)) return {};
    return fail(ErrorCode::denied, "the author waits for colleagues", {msg("vouching.problem.waiting"), {}});
}

Result<void> Vault::State::check_statements(const Job& job) const
{
    if (job.facts.empty() && job.directory.empty()) return {};
    const UserId& author = job.records.front().header.author;
    // The node itself speaks once, before anybody else.
    if (author.is_none()) {
        if (records_head.seq != 0) return fail(ErrorCode::conflict, "the node was founded already");
        return check_directory(*this, job, author);
    }
    const User* user = directory->user(author);
    if (user == nullptr || user->verify_key != job.signed_with) {
        return fail(ErrorCode::not_signed_in, "the author's keys are others meanwhile");
    }
    if (!job.facts.empty()) {
        if (auto may = may_grant(author); !may) return may;
    }
    return job.directory.empty() ? Result<void>{} : check_directory(*this, job, author);
}

void Vault::State::apply_directory(Job& job)
{
    const auto headers = directory_headers(job);
    for (std::size_t at = 0; at < headers.size(); ++at)
        apply(std::move(job.directory[at]), {headers[at]->author, headers[at]->written_at});
}

std::vector<UserId> Vault::to_confirm(const UserId& colleague) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    std::vector<UserId> found;
    for (const auto& [id, user] : state.directory->users()) {
        if (may_confirm(state, colleague, id)) found.push_back(id);
    }
    return found;
}

Result<void> Vault::vouch(UserKeys& author, const UserId& user, const Hash256& certificate)
{
    State& state = *state_;
    Batch batch;
    batch.id = state.random.id<BatchId>();
    batch.directory.emplace_back(Vouch{user, certificate});
    const auto written = write(author, std::move(batch));
    if (!written) return written.error();
    const auto teams = directory()->teams_of(user);
    for (const TeamId& team : teams) {
        if (auto done = admit_to_team(author, team, std::span(&user, 1)); !done) return done;
    }
    const auto files = files_with(state, user);
    if (!files) return files.error();
    {
        const std::lock_guard lock(state.waiting_mutex);
        state.awaited_teams.insert(teams.begin(), teams.end());
    }
    return files->empty() ? Result<void>{} : reconcile(author, *files);
}

}  // namespace panoh::vault
