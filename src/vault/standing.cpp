// SPDX-License-Identifier: AGPL-3.0-or-later
// Who stands behind whom: the rules of decision 0010, as a fold over the facts of the ledger.
#include "vault/directory.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::vault {

namespace {

template <class T>
bool contains(const std::vector<T>& list, const T& each)
{
    return std::find(list.begin(), list.end(), each) != list.end();
}

using Roles = std::vector<std::string>;

bool covers(const Roles& whole, const Roles& part)
{
    return std::all_of(part.begin(), part.end(), [&](const std::string& each) { return contains(whole, each); });
}

Roles common(const Roles& left, const Roles& right)
{
    Roles both = left;
    std::erase_if(both, [&](const std::string& each) { return !contains(right, each); });
    return both;
}

bool has_same_keys(const User& left, const User& right)
{
    return left.open_key == right.open_key && left.verify_key == right.verify_key;
}

/// The same person in the same place, without a break.
bool goes_on(const User& before, const User& now)
{
    return before.active && now.active && has_same_keys(before, now) && before.organisation == now.organisation;
}

Error denied(std::string_view detail)
{
    return fail(ErrorCode::denied, std::string(detail), {msg("vouching.problem.not_yours"), {}});
}

}  // namespace

Fingerprint fingerprint_of(const User& user)
{
    constexpr std::uint32_t five_digits = 100'000;
    const Hash256 hash = crypto::hash({bytes_of("panoh/fingerprint/v1"), user.open_key, user.verify_key});
    ByteReader reader(hash);
    Fingerprint groups;
    for (std::string& group : groups)
        group = fmt::format("{:05}", reader.u32() % five_digits);
    return groups;
}

Hash256 Directory::certificate_hash(const UserId& id) const
{
    const User* found = user(id);
    if (found == nullptr) return {};
    ByteWriter writer;
    writer.raw(found->id.view());
    writer.sized(found->login);
    writer.sized(found->name.reveal());
    writer.raw(found->organisation.view());
    writer.raw(found->open_key);
    writer.raw(found->verify_key);
    writer.u32(standing(id).serial);
    writer.u32(static_cast<std::uint32_t>(found->roles.size()));
    for (const std::string& role : found->roles)
        writer.sized(role);
    for (const TeamId& team : found->teams)
        writer.raw(team.view());
    return crypto::hash({bytes_of("panoh/certificate/v1"), writer.bytes()});
}

const Standing& Directory::standing(const UserId& id) const
{
    static const Standing nobody;
    const auto found = standings_.find(id);
    return found == standings_.end() ? nobody : found->second;
}

bool Directory::is_confirmed(const UserId& id) const
{
    const User* found = user(id);
    return found != nullptr && found->active && standing(id).confirmed.has_value();
}

bool Directory::is_waiting(const UserId& id) const
{
    const User* found = user(id);
    if (found == nullptr || !found->active) return false;
    const auto& confirmed = standing(id).confirmed;
    return !confirmed || !covers(confirmed->roles, found->roles);
}

std::vector<std::string> Directory::roles_of(const UserId& id) const
{
    return is_confirmed(id) ? standing(id).confirmed->roles : std::vector<std::string>{};
}

std::vector<TeamId> Directory::teams_of(const UserId& id) const
{
    if (!is_confirmed(id) || !team_rule_) return {};
    const User& known = *user(id);
    std::vector<TeamId> teams = known.teams;
    std::erase_if(teams, [&](const TeamId& each) {
        const Team* found = team(each);
        const auto& roles = standing(id).confirmed->roles;
        return found == nullptr || found->organisation != known.organisation
               || std::none_of(roles.begin(), roles.end(), [&](const std::string& role) {
                      return team_rule_(role, found->purpose);
                  });
    });
    return teams;
}

/// Somebody whose word can count: more than an administrator, who could vouch for people of their own making.
bool Directory::is_colleague(const UserId& id) const
{
    const auto roles = roles_of(id);
    return std::any_of(roles.begin(), roles.end(), [](const std::string& role) { return role != administrator_role; });
}

bool Directory::may_judge(const UserId& colleague, const UserId& waiting) const
{
    const User* judge = user(colleague);
    const User* judged = user(waiting);
    return judge != nullptr && judged != nullptr && colleague != waiting && is_colleague(colleague)
           && judge->organisation == judged->organisation && !contains(standing(waiting).proposed_by, colleague);
}

Result<void> Directory::fits_judgement(const UserId& waiting, const Hash256& certificate, const UserId& author) const
{
    if (!may_judge(author, waiting)) return denied("this user's word about that certificate does not count");
    if (!is_waiting(waiting) || certificate != certificate_hash(waiting)) {
        return fail(
            ErrorCode::conflict, "the certificate is another one meanwhile", {msg("vouching.problem.changed"), {}}
        );
    }
    return {};
}

Result<void> Directory::fits_user(const User& now, const UserId& author) const
{
    if (now.id != author) return is_confirmed(author) ? Result<void>{} : denied("somebody who waits certifies nobody");
    const User* before = user(author);
    const bool same_place = before->roles == now.roles && before->organisation == now.organisation && now.active;
    const bool may_have_keys = has_same_keys(*before, now) || !is_confirmed(author);
    return same_place && may_have_keys ? Result<void>{} : denied("nobody certifies themselves");
}

Result<void> Directory::fits(const DirectoryFact& fact, const UserId& author) const
{
    const bool judges = std::holds_alternative<Vouch>(fact) || std::holds_alternative<Refusal>(fact);
    if (author.is_none()) return judges ? denied("the node knows nobody") : Result<void>{};
    const User* known = user(author);
    if (known == nullptr || !known->active) return denied("the author does not work here");
    if (const auto* now = std::get_if<User>(&fact)) return fits_user(*now, author);
    if (const auto* vouch = std::get_if<Vouch>(&fact)) return fits_judgement(vouch->user, vouch->certificate, author);
    if (const auto* refusal = std::get_if<Refusal>(&fact)) {
        return fits_judgement(refusal->user, refusal->certificate, author);
    }
    const auto* changed = std::get_if<Team>(&fact);
    const Team* former = changed == nullptr ? nullptr : team(changed->id);
    const bool moves =
        former != nullptr && (former->organisation != changed->organisation || former->purpose != changed->purpose);
    if (moves) return denied("a team stays what it is");
    return is_confirmed(author) ? Result<void>{} : denied("somebody who waits states nothing about others");
}

/// What a new certificate does to what was confirmed. Where nobody could confirm it, nobody is there to hand over
/// anything either, and the certificate stands by itself: that is how an organisation begins.
void Directory::restate(const User& now, const Statement& by)
{
    const User* before = user(now.id);
    Standing& standing = standings_[now.id];
    const bool same = before != nullptr && goes_on(*before, now);
    if (same && before->roles == now.roles) return;
    ++standing.serial;
    if (!same) {
        standing.confirmed.reset();
        standing.own_keys = by.author == now.id;
    } else if (standing.confirmed) {
        standing.confirmed->roles = common(standing.confirmed->roles, now.roles);
    }
    if (by.author != now.id) {
        standing.proposed_at = by.at;
        if (!contains(standing.proposed_by, by.author)) standing.proposed_by.push_back(by.author);
    }
    const bool alone = std::none_of(users_.begin(), users_.end(), [&](const auto& each) {
        return each.first != now.id && each.second.organisation == now.organisation && is_colleague(each.first);
    });
    if (now.active && (by.author.is_none() || alone)) {
        standing.confirmed = Standing::Confirmed{now.roles, UserId{}, by.at};
    }
    const bool covered = standing.confirmed && covers(standing.confirmed->roles, now.roles);
    if (covered || !now.active) standing.proposed_by.clear();
}

void Directory::apply(DirectoryFact fact, const Statement& by)
{
    if (auto* organisation = std::get_if<Organisation>(&fact)) {
        organisations_[organisation->id] = std::move(*organisation);
    } else if (auto* team = std::get_if<Team>(&fact)) {
        teams_[team->id] = std::move(*team);
    } else if (auto* certificate = std::get_if<User>(&fact)) {
        restate(*certificate, by);
        users_[certificate->id] = std::move(*certificate);
    } else if (const auto* vouch = std::get_if<Vouch>(&fact)) {
        const User& known = users_.at(vouch->user);
        Standing& standing = standings_[vouch->user];
        standing.confirmed = Standing::Confirmed{known.roles, by.author, by.at};
        standing.proposed_by.clear();
        standing.refused.reset();
    } else if (const auto* refusal = std::get_if<Refusal>(&fact)) {
        standings_[refusal->user].refused = by;
    } else {
        auto& setting = std::get<Setting>(fact);
        settings_[setting.key] = setting.value;
    }
}

}  // namespace panoh::vault
