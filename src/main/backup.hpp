// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace panoh {

/// Copies ledger, keyring and blobs of one moment into an existing empty folder.
using CopyNode = std::function<Result<void>(const std::string& folder)>;

/// A node to be copied: its folder, and how its databases are copied.
struct BackupSource {
    std::string folder;
    CopyNode copy;
};

/// Ledger, blobs and what came in sealed in FOLDER/records, the keyring in FOLDER/keys, each half with its mark. The
/// folder must be empty or missing, and is there whole or not at all.
Result<void> back_up(const BackupSource& node, const std::string& folder, Timestamp now);

struct RestoreRequest {
    std::string records;  ///< a backup, or its half
    std::string keys;     ///< the same or another backup of the same node, or its half
    std::string target;   ///< the node's new folder: empty or missing
    bool older_keyring = false;
    bool older_records = false;
};

/// What was put together, and what an older half costs.
struct Restored {
    std::uint64_t records = 0;  ///< entries of the chain
    std::uint64_t reads = 0;
    std::uint64_t wraps_missing = 0;    ///< made after the keyring was copied
    std::uint64_t wraps_dropped = 0;    ///< taken away after it was copied, and taken away again
    std::uint64_t entries_closed = 0;   ///< under a node key that the keyring does not lead to
    std::uint64_t entries_missing = 0;  ///< of both chains, written after the records were copied
    crypto::PublicKey drop_key{};
};

/// Puts the two halves of a backup together and walks the chains. The folder is there whole or not at all.
/// `damaged`: a file is not what the mark says, a chain is broken, the halves are of two nodes, or one is older
/// than the other and the request does not say that it may be.
Result<Restored> restore(const RestoreRequest& request);

}  // namespace panoh
