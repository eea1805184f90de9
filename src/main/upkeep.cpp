// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/upkeep.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace panoh {

namespace {

using accounts::DropBox;

/// Notes leave the drop box to people's messages.
constexpr DropBox::Limits note_limits{2000, std::uint64_t{8} << 20U, 1024};
/// Each box that is taken in waits for the disk; between two helpings the program looks whether it is to stop.
constexpr std::size_t boxes_at_once = 64;

/// By `Deed`: the action in the log, which is the kind of a box too, and the name in scratch.
struct DeedNames {
    std::string_view action;
    std::string_view scratch;
};
constexpr std::array<DeedNames, 2> names{{{"backup_made", "backup.last"}, {"restore_tried", "restore.tried"}}};

constexpr const DeedNames& names_of(Deed deed)
{
    return names[static_cast<std::size_t>(deed)];
}

std::optional<Timestamp> last(const vault::Vault& vault, const DeedNames& deed)
{
    const auto bytes = vault.get_node_scratch(deed.scratch);
    if (!bytes || !bytes->has_value()) return std::nullopt;
    ByteReader reader(**bytes);
    return Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(reader.u64())));
}

Result<void> enter(vault::Vault& vault, const DeedNames& deed, Timestamp at)
{
    if (auto done = vault.enter_node_event(UserId{}, std::string(deed.action), true, at); !done) return done;
    const auto before = last(vault, deed);
    if (before && *before >= at) return {};
    ByteWriter writer;
    writer.u64(static_cast<std::uint64_t>(at.time_since_epoch().count()));
    return vault.put_node_scratch(deed.scratch, writer.bytes());
}

Result<bool> take_deed(vault::Vault& vault, const DropBox::Box& box)
{
    const auto deed =
        std::find_if(names.begin(), names.end(), [&](const DeedNames& each) { return each.action == box.kind; });
    if (deed == names.end()) return false;
    if (auto done = enter(vault, *deed, std::min(box.at, vault.clock().now())); !done) return done.error();
    return true;
}

Result<void> drop(const DropBox& box, Deed deed, Timestamp at, Random& random)
{
    return box.put(names_of(deed).action, at, {}, random, note_limits);
}

}  // namespace

std::optional<Timestamp> last_time(const vault::Vault& vault, Deed deed)
{
    return vault.is_open() ? last(vault, names_of(deed)) : std::nullopt;
}

bool backup_is_due(const vault::Vault& vault)
{
    if (!vault.is_open()) return false;
    const auto backup = last_time(vault, Deed::backup_made);
    const bool tried = last_time(vault, Deed::restore_tried).has_value();
    return !backup || !tried || vault.clock().now() - *backup > longest_without_backup;
}

Result<void> note(Node& node, Deed deed)
{
    vault::Vault& vault = node.vault();
    const Timestamp now = vault.clock().now();
    if (vault.is_open()) return enter(vault, names_of(deed), now);
    return drop(node.accounts().dropbox(), deed, now, vault.random());
}

Result<void> leave_note(const std::string& folder, const crypto::PublicKey& drop_key, Deed deed, Timestamp at)
{
    return drop(DropBox(Node::dropbox_of(folder), drop_key), deed, at, system_random());
}

Result<bool> take_in(Node& node)
{
    const auto keys = node.vault().node_keys();
    if (keys == nullptr) return false;
    const auto report = node.accounts().dropbox().import(
        *keys,
        [&](const DropBox::Box& box) -> Result<bool> {
            auto taken = node.accounts().take(box);
            return !taken || *taken ? taken : take_deed(node.vault(), box);
        },
        boxes_at_once
    );
    if (!report) return report.error();
    return report->more;
}

}  // namespace panoh
