// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/directory.hpp"

/// Which administrator looks after whom, so that organisations on one node stay apart.
namespace panoh::accounts {

/// Says which organisation's administrator began another one: signed with its first facts.
vault::Setting beginning_of(const OrganisationId& begun, const OrganisationId& by);

/// Whether this user looks after the people of an organisation: a confirmed administrator does for their own, and for
/// one that theirs began and that has no confirmed administrator of its own yet. Whoever began an organisation is blind
/// to it from the moment when somebody there can take over.
bool administers(const vault::Directory& directory, const UserId& administrator, const OrganisationId& organisation);

/// Whether somebody works there whose word about a new colleague could count.
bool has_colleague(const vault::Directory& directory, const OrganisationId& organisation);

}  // namespace panoh::accounts
