// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/backup_half.hpp"

#include "vault/storage/whole_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh {

namespace {

namespace fs = std::filesystem;

/// Longer than the mark of any backup: a line for each file that came in.
constexpr std::uint64_t longest_mark = std::uint64_t{64} << 20U;

/// Whether a half has a file of this name; nothing leads out of its folder.
bool may_hold(const Half& half, const std::string& name)
{
    const bool is_fixed = std::any_of(half.files.begin(), half.files.end(), [&](const char* each) {
        return each != nullptr && name == each;
    });
    const fs::path path(name);
    const bool is_plain = path.is_relative() && path == path.lexically_normal()
                          && std::find(path.begin(), path.end(), "..") == path.end();
    const bool came_in = std::any_of(incoming.begin(), incoming.end(), [&](const char* each) {
        return name.starts_with(std::string(each) + "/");
    });
    return is_fixed || (half.folder == records_half.folder && is_plain && came_in);
}

}  // namespace

Result<fs::path> find_half(const std::string& backup, const Half& half)
{
    std::error_code error;
    for (const fs::path& folder : {fs::path(backup) / half.folder, fs::path(backup)}) {
        if (fs::exists(folder / mark_name, error) && fs::exists(folder / half.files[0], error)) return folder;
    }
    return fail(ErrorCode::not_found, fmt::format("in {} there is no {} of a finished backup", backup, half.folder));
}

Result<BackupMark> check_half(const fs::path& folder, const Half& half)
{
    const auto text = storage::read_whole(folder / mark_name, longest_mark);
    if (!text) return fail(ErrorCode::damaged, fmt::format("the mark of {} cannot be read", half.folder));
    auto mark = parse_mark(text_of(*text));
    if (!mark) return mark;
    for (const char* name : half.files) {
        if (name != nullptr && !mark->files.contains(name)) {
            return fail(ErrorCode::damaged, fmt::format("the mark of {} does not name {}", half.folder, name));
        }
    }
    for (const auto& [name, told] : mark->files) {
        if (!may_hold(half, name)) return fail(ErrorCode::damaged, "the mark of a backup names a strange file");
        const auto found = fingerprint_of(folder / name);
        if (!found) return found.error();
        if (*found != told) {
            return fail(ErrorCode::damaged, fmt::format("{}/{} of the backup is damaged", half.folder, name));
        }
    }
    return mark;
}

}  // namespace panoh
