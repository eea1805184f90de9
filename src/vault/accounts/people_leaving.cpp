// SPDX-License-Identifier: AGPL-3.0-or-later
// People who change what they do here, and people who leave.
#include "forms/edtf.hpp"
#include "vault/accounts/accounts.hpp"
#include "vault/accounts/people_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace panoh::accounts {

namespace {

using namespace std::string_view_literals;

constexpr std::array reasons{"end_of_contract"sv, "own_wish"sv, "moved_away"sv, "safety"sv, "trust"sv, "other"sv};
/// The last place on Earth where a day begins.
constexpr std::chrono::hours latest_zone{14};

std::string leaving_setting(const UserId& user)
{
    return "left/" + user.text();
}

bool covers(const std::vector<std::string>& whole, const std::vector<std::string>& part)
{
    return std::all_of(part.begin(), part.end(), [&](const std::string& each) {
        return std::find(whole.begin(), whole.end(), each) != whole.end();
    });
}

}  // namespace

std::span<const std::string_view> leaving_reasons()
{
    return reasons;
}

std::optional<Leaving> leaving_of(const vault::Directory& directory, const UserId& user)
{
    const vault::User* known = directory.user(user);
    const std::string said = directory.setting(leaving_setting(user));
    const auto space = said.find(' ');
    if (known == nullptr || known->active || space == std::string::npos) return std::nullopt;
    return Leaving{said.substr(0, space), said.substr(space + 1)};
}

std::vector<Problem> Accounts::check(const Leaving& leaving) const
{
    std::vector<Problem> problems;
    const auto day = forms::parse_iso_day(leaving.day);
    const auto latest = std::chrono::floor<std::chrono::days>(vault_->clock().now() + latest_zone);
    if (!day) {
        problems.push_back(problem("day", msg("accounts.problem.leaving_day")));
    } else if (std::chrono::sys_days(*day) > latest) {
        problems.push_back(problem("day", msg("accounts.problem.leaving_ahead")));
    }
    if (std::find(reasons.begin(), reasons.end(), leaving.reason) == reasons.end()) {
        problems.push_back(problem("reason", msg("accounts.problem.leaving_reason")));
    }
    return problems;
}

Result<void> Accounts::check_leaver(const vault::UserKeys& author, const UserId& user, bool accept_loss) const
{
    if (auto reach = check_reach(author, user); !reach) return reach;
    if (has_not_joined(*vault_->directory()->user(user))) {
        return fail(ErrorCode::not_found, "somebody who was invited has no access yet");
    }
    if (author.user() == user) {
        return fail(ErrorCode::denied, "nobody does this to themselves", {msg("accounts.problem.oneself"), {}});
    }
    const auto lost = vault_->held_only_by(user);
    if (lost.empty() || accept_loss) return {};
    const MessageArgument count = static_cast<std::int64_t>(lost.size());
    return fail(
        ErrorCode::conflict, "files would close for good", {msg("accounts.problem.held_alone"), {{"count", count}}}
    );
}

Result<Presence>
Accounts::end_work(vault::UserKeys& author, const UserId& user, const Leaving& leaving, bool accept_loss)
{
    {
        const std::lock_guard lock(mutex_);
        if (const auto problems = check(leaving); !problems.empty()) return first_of(problems);
        if (auto fits = check_leaver(author, user, accept_loss); !fits) return fits.error();
        std::vector<vault::DirectoryFact> facts;
        facts.emplace_back(vault::Setting{leaving_setting(user), leaving.day + " " + leaving.reason});
        if (auto done = end_access(author, user, std::move(facts)); !done) return done.error();
        if (auto done = vault_->enter_node_event(user, "user_deactivated", true); !done) return done.error();
    }
    return leave_absent();
}

Result<void> Accounts::end_access(vault::UserKeys& author, const UserId& user, std::vector<vault::DirectoryFact> facts)
{
    vault::User certificate = *vault_->directory()->user(user);
    const Bytes slot = std::exchange(certificate.slot_name, Bytes{});
    certificate.active = false;
    facts.emplace_back(std::move(certificate));
    const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
    if (!written) return written.error();
    sessions_.end_all(user);
    if (!slot.empty()) {
        if (auto done = vault_->keyring().remove_slot(slot, vault_->random()); !done) return done;
    }
    if (auto done = vault_->withdraw_grants(author, user); !done) return done;
    return vault_->rotate_node_key(author);
}

std::vector<Problem> Accounts::check(const UserChange& change) const
{
    std::vector<Problem> problems;
    if (!is_name(change.name.reveal())) problems.push_back(problem("name", msg("accounts.problem.name")));
    if (!are_roles(change.roles)) problems.push_back(problem("roles", msg("accounts.problem.roles")));
    if (!are_regions(vault_->schema(), change.regions)) {
        problems.push_back(problem("regions", msg("accounts.problem.region")));
    }
    if (change.language.empty()) problems.push_back(problem("language", msg("accounts.problem.language")));
    return problems;
}

Result<void> Accounts::change_user(vault::UserKeys& author, const UserId& user, const UserChange& change)
{
    const std::lock_guard lock(mutex_);
    if (const auto problems = check(change); !problems.empty()) return first_of(problems);
    if (auto reach = check_reach(author, user); !reach) return reach;
    const auto people = vault_->directory();
    const vault::User& known = *people->user(user);
    if (!known.active) return fail(ErrorCode::not_found, "this user has left");
    const bool narrower = !covers(change.roles, known.roles);
    const bool has_keys = narrower && !has_not_joined(known);
    if (author.user() == user || has_keys) {
        if (auto fits = check_leaver(author, user, false); !fits) return fits;
    }
    std::vector<vault::DirectoryFact> facts;
    vault::User changed = known;
    changed.name = change.name;
    changed.roles = change.roles;
    changed.regions = change.regions;
    changed.language = change.language;
    changed.teams = teams_for(known.organisation, change.roles, facts);
    facts.emplace_back(std::move(changed));
    const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
    if (!written) return written.error();
    if (has_keys) {
        if (auto done = vault_->withdraw_grants(author, user); !done) return done;
    }
    for (const TeamId& team : vault_->directory()->teams_of(user)) {
        if (auto done = vault_->admit_to_team(author, team, std::span(&user, 1)); !done) return done;
    }
    return vault_->enter_node_event(user, "user_changed", true);
}

}  // namespace panoh::accounts
