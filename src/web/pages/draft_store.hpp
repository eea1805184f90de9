// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"
#include "vault/vault.hpp"
#include "web/pages/draft_list.hpp"

namespace panoh::web {

/// The drafts of one user as they were last written, old ones among them; an empty list when it cannot be read.
DraftList stored_drafts(const vault::Vault& vault, const vault::UserKeys& owner);

/// Puts the draft on the list and writes both, sealed for their owner: the list first, since what stands in it without
/// a text is seen and can be thrown away; the reverse would be hidden.
Result<void> store_draft(
    vault::Vault& vault,
    const vault::UserKeys& owner,
    DraftList list,
    const Draft& draft,
    const forms::Submission& inputs
);

}  // namespace panoh::web
