// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/checks.hpp"
#include "vault/vault.hpp"

#include <vector>

/// What the files about other people share.
namespace panoh::accounts {

Error first_of(const std::vector<Problem>& problems);
vault::Batch batch_of(std::vector<vault::DirectoryFact> facts, Random& random);

}  // namespace panoh::accounts
