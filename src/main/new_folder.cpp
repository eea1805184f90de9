// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/new_folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace panoh {

namespace {

namespace fs = std::filesystem;

/// What this program makes in a folder that is not finished; nothing else is ever removed from one.
constexpr std::array<std::string_view, 11> own_names{
    "ledger.db",
    "keyring.db",
    "blobs.db",
    "scratch.db",
    "lock",
    "dropbox",
    "request",
    "records",
    "keys",
    "mark",
    "wraps"};
/// Of these, folders whose files have names of their own.
constexpr std::array<std::string_view, 2> whole_folders{"dropbox", "request"};
constexpr std::array<std::string_view, 3> database_suffixes{"-wal", "-shm", "-journal"};
constexpr std::string_view database_ending = ".db";

bool is_own(std::string name)
{
    for (const std::string_view suffix : database_suffixes) {
        if (name.ends_with(std::string(database_ending) + std::string(suffix))) {
            name.resize(name.size() - suffix.size());
            break;
        }
    }
    return std::find(own_names.begin(), own_names.end(), name) != own_names.end();
}

bool holds_only_own(const fs::path& folder)
{
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (!is_own(name)) return false;
        if (std::find(whole_folders.begin(), whole_folders.end(), name) != whole_folders.end())
            at.disable_recursion_pending();
    }
    return !error;
}

bool is_same_folder(int descriptor, const fs::path& path)
{
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev
           && opened.st_ino == named.st_ino;
}

bool sync_path(const fs::path& path, int flags)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags);
    if (file < 0) return false;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    return synced;
}

bool sync_tree(const fs::path& folder)
{
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const bool is_folder = at->is_directory();
        if (!is_folder && !at->is_regular_file()) continue;
        if (!sync_path(at->path(), is_folder ? O_DIRECTORY : 0)) return false;
    }
    return !error && sync_path(folder, O_DIRECTORY);
}

bool is_taken(const fs::path& place)
{
    std::error_code error;
    const auto status = fs::symlink_status(place, error);
    if (!fs::exists(status)) return false;
    return !fs::is_directory(status) || !fs::is_empty(place, error) || error;
}

Error is_in_the_way(const fs::path& path)
{
    return fail(ErrorCode::conflict, path.string() + " is in the way: remove it or take another name");
}

/// An open, locked descriptor of the folder, made if it is not there.
Result<int> lock_folder(const fs::path& folder)
{
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return fail(
            ErrorCode::storage,
            "cannot make a folder in " + folder.parent_path().string()
                + ": it is missing, full or not yours; a folder inside one that is yours will do"
        );
    }
    const int lock = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) return is_in_the_way(folder);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0 || !is_same_folder(lock, folder)) {
        ::close(lock);
        return fail(ErrorCode::busy, "another command is making this folder just now");
    }
    return lock;
}

}  // namespace

Result<NewFolder> NewFolder::begin(const std::string& place)
{
    std::error_code error;
    fs::path target = fs::absolute(place, error).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    const bool has_name = !error && !place.empty() && target.has_filename();
    if (!has_name) return fail(ErrorCode::invalid_input, "this is not the name of a folder");
    if (is_taken(target)) return fail(ErrorCode::conflict, "the folder " + place + " is not empty");
    fs::create_directories(target.parent_path(), error);
    fs::path unfinished = target;
    unfinished += suffix;
    const auto lock = lock_folder(unfinished);
    if (!lock) return lock.error();
    if (!holds_only_own(unfinished)) {
        ::close(*lock);
        return is_in_the_way(unfinished);
    }
    NewFolder made(std::move(target), std::move(unfinished), *lock);
    std::vector<fs::path> left_over;
    for (const auto& entry : fs::directory_iterator(made.unfinished_, error))
        left_over.push_back(entry.path());
    for (const fs::path& each : left_over)
        fs::remove_all(each, error);
    if (error) return fail(ErrorCode::storage, "what an interrupted command left cannot be removed");
    return made;
}

NewFolder::~NewFolder()
{
    std::error_code ignored;
    if (lock_ >= 0 && !unfinished_.empty()) fs::remove_all(unfinished_, ignored);
    if (lock_ >= 0) ::close(lock_);
}

Result<void> NewFolder::finish()
{
    if (!sync_tree(unfinished_)) return fail(ErrorCode::storage, "the new folder could not be written to the disk");
    if (::rename(unfinished_.c_str(), place_.c_str()) != 0) {
        if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) return is_in_the_way(place_);
        return fail(
            ErrorCode::storage,
            "the finished folder could not be given its name; if " + place_.string()
                + " is a disk of its own, take a folder inside it"
        );
    }
    unfinished_.clear();
    sync_path(place_.parent_path(), O_DIRECTORY);
    return {};
}

}  // namespace panoh
