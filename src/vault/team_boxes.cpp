// SPDX-License-Identifier: AGPL-3.0-or-later
// What people outside seal to a team.
#include "vault/state.hpp"

namespace panoh::vault {

std::optional<TeamKeyFact> Vault::team_key(const TeamId& team) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    const TeamKeyFact* newest = state.book.newest_team_key(team);
    return newest == nullptr ? std::nullopt : std::optional(*newest);
}

Result<crypto::SecretBytes> Vault::open_for_team(UserKeys& member, const KeyId& key, BytesView sealed) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
    const auto opened = state.open_key(member, key);
    if (!opened) return opened.error();
    if (*opened == nullptr) return fail(ErrorCode::denied, "the reader is not in the team that this is sealed to");
    return crypto::open_sealed(team_box(**opened), sealed);
}

}  // namespace panoh::vault
