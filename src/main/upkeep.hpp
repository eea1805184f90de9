// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "main/node.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace panoh {

/// What is done to keep a node in order, as its log and its banner know it.
enum class Deed { backup_made, restore_tried };

inline constexpr std::chrono::days longest_without_backup{35};

/// When it was last done; nothing when that is not known.
std::optional<Timestamp> last_time(const vault::Vault& vault, Deed deed);

/// True until a first backup was made and a restore was tried, and again when the last backup is older
/// than 35 days. Kept in scratch: when that is lost, it is due again.
bool backup_is_due(const vault::Vault& vault);

/// Notes a deed of now: at once on an open node, else through its drop box when somebody signs in.
Result<void> note(Node& node, Deed deed);
/// The same for a node that nobody serves, by its folder and the public key of its drop box.
Result<void> leave_note(const std::string& folder, const crypto::PublicKey& drop_key, Deed deed, Timestamp at);

/// On an open node: enters what came while it was sealed, failed sign-ins and notes of deeds. True: there is
/// more, to be taken in at once.
Result<bool> take_in(Node& node);

}  // namespace panoh
