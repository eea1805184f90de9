// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/storage/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace panoh::storage {

FolderLock::~FolderLock()
{
    if (file_ >= 0) ::close(file_);
}

Result<FolderLock> FolderLock::take(const std::string& folder)
{
    const std::string path = folder + "/lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return fail(ErrorCode::storage, "cannot make the lock file of the node");
    FolderLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        return fail(ErrorCode::busy, "another process is using this node's folder");
    }
    return lock;
}

}  // namespace panoh::storage
