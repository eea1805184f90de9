// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/dropbox.hpp"

#include "vault/storage/whole_file.hpp"

#include <filesystem>
#include <optional>
#include <utility>

namespace panoh::accounts {

namespace {

namespace files = std::filesystem;

constexpr std::uint8_t box_version = 1;
constexpr std::size_t padding = 512;
constexpr const char* box_suffix = ".box";
constexpr const char* unreadable_suffix = ".unreadable";
constexpr std::chrono::hours abandoned_after{1};
/// Nothing larger was put by this program.
constexpr std::uint64_t largest_file = std::uint64_t{128} << 20U;

Bytes packed(std::string_view kind, Timestamp at, BytesView payload)
{
    ByteWriter writer;
    writer.u8(box_version);
    writer.sized(kind);
    writer.u64(static_cast<std::uint64_t>(at.time_since_epoch().count()));
    writer.sized(payload);
    Bytes plain = std::move(writer).take();
    plain.resize((plain.size() + padding - 1) / padding * padding);
    return plain;
}

std::optional<DropBox::Box> unpacked(BytesView plain)
{
    ByteReader reader(plain);
    const bool known = reader.u8() == box_version;
    DropBox::Box box;
    box.kind = std::string(text_of(reader.sized()));
    box.at = Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(reader.u64())));
    box.payload = crypto::SecretBytes(reader.sized());
    if (!reader.ok() || !known) return std::nullopt;
    return box;
}

std::optional<DropBox::Box> open_box(const vault::NodeKeys& keys, const std::string& path)
{
    const auto sealed = storage::read_whole(path, largest_file);
    if (!sealed) return std::nullopt;
    const auto plain = crypto::open_sealed(keys.drop_box(), *sealed);
    return plain ? unpacked(plain->view()) : std::nullopt;
}

/// What a process left that stopped while it wrote.
void remove_if_abandoned(const std::string& path)
{
    std::error_code error;
    const auto written = files::last_write_time(path, error);
    const auto now = files::file_time_type::clock::now();
    if (!error && now - written > abandoned_after) files::remove(path, error);
}

}  // namespace

Result<void>
DropBox::put(std::string_view kind, Timestamp at, BytesView payload, Random& random, const Limits& limits) const
{
    if (payload.size() > limits.box_bytes) return fail(ErrorCode::too_large, "a box for the drop box is too large");
    const auto there = storage::files_in(folder_);
    if (!there) return there.error();
    Bytes plain = packed(kind, at, payload);
    const Bytes sealed = crypto::seal_to(drop_key_, plain);
    crypto::wipe(plain);
    std::uint64_t bytes = sealed.size();
    for (const storage::Listed& each : *there)
        bytes += each.size;
    if (there->size() >= limits.boxes || bytes > limits.bytes) return fail(ErrorCode::busy, "the drop box is full");
    std::array<std::uint8_t, 16> name{};
    random.fill(name);
    return storage::write_whole(folder_, to_hex(name) + box_suffix, sealed);
}

Result<DropBox::Report> DropBox::import(const vault::NodeKeys& keys, const Visitor& visitor, std::size_t most) const
{
    const auto there = storage::files_in(folder_);
    if (!there) return there.error();
    Report report;
    for (const storage::Listed& each : *there) {
        if (each.path.ends_with(storage::part_suffix)) remove_if_abandoned(each.path);
        if (!each.path.ends_with(box_suffix)) continue;
        if (report.taken == most) {
            report.more = true;
            break;
        }
        const auto box = open_box(keys, each.path);
        if (!box) {
            ++report.unreadable;
            std::error_code error;
            files::rename(each.path, each.path + unreadable_suffix, error);
            continue;
        }
        const auto taken = visitor(*box);
        if (!taken) return taken.error();
        if (!*taken) {
            ++report.left;
            continue;
        }
        ++report.taken;
        if (!storage::remove_file(each.path)) {
            return fail(ErrorCode::storage, "a box could not be taken out of the drop box");
        }
    }
    if (report.taken == 0) return report;
    if (auto synced = storage::sync_folder(folder_); !synced) return synced.error();
    return report;
}

}  // namespace panoh::accounts
