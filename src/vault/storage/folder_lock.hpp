// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <string>
#include <utility>

namespace panoh::storage {

/// Keeps a second process out of a node's folder for as long as it lives.
class FolderLock {
public:
    FolderLock() = default;
    FolderLock(FolderLock&& other) noexcept
        : file_(std::exchange(other.file_, -1))
    {}
    FolderLock& operator=(FolderLock&& other) noexcept
    {
        std::swap(file_, other.file_);
        return *this;
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

    /// `busy` when another process holds the folder.
    static Result<FolderLock> take(const std::string& folder);

private:
    explicit FolderLock(int file) noexcept
        : file_(file)
    {}
    int file_ = -1;
};

}  // namespace panoh::storage
