// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "vault/blobs.hpp"
#include "vault/ledger/entry.hpp"
#include "vault/storage/store.hpp"

#include <optional>
#include <string>

namespace panoh {

/// Both chains and all attachments, whole.
struct VerifiedChains {
    ledger::ChainReport records;
    ledger::ChainReport reads;
    vault::BlobReport blobs;
};

/// Walks both chains and the chunks of attachments without any key. `damaged` names the chain and its first bad entry,
/// or the attachment.
Result<VerifiedChains> verify_chains(storage::Store& store);

/// The chains of a stopped node, and the inner order of its files: what a chain cannot see, such as an end that is
/// cut off. `damaged` names the first bad entry or the file.
Result<VerifiedChains> verify_node(const std::string& folder);

/// Somebody whose passphrase opens the node key. The second factor is for signing in; whoever has the folder and a
/// passphrase needs none.
struct VerifyLogin {
    std::string login;
    Sensitive<std::string> passphrase;
    std::optional<Sensitive<std::string>> node_lock;
};

/// Opens every entry of a stopped node and checks who signed it. `not_signed_in` when the passphrase opens nothing,
/// `damaged` names the first bad entry.
Result<void> verify_signatures(const std::string& folder, const VerifyLogin& login);

}  // namespace panoh
