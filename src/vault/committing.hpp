// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/state.hpp"

#include <deque>

namespace panoh::vault {

/// Writes as many of the queued jobs as can go together, answers them, and leaves the rest queued.
/// Called by the writer thread only: the one place that appends to the ledger.
void commit_round(Vault::State& state, std::deque<Job>& queue);

}  // namespace panoh::vault
