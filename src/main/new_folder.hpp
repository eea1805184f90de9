// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace panoh {

/// A folder that is there whole or not at all, whatever stops its making. It is made beside its place, as
/// "NAME.unfinished", for the owner only, and gets its name at the end. What an interrupted making left is replaced by
/// the next one; anything else of that name is let be.
class NewFolder {
public:
    static constexpr std::string_view suffix = ".unfinished";

    /// `conflict` when something is in the place already, `busy` while another process makes it.
    static Result<NewFolder> begin(const std::string& place);
    NewFolder(NewFolder&& other) noexcept
        : place_(std::exchange(other.place_, {}))
        , unfinished_(std::exchange(other.unfinished_, {}))
        , lock_(std::exchange(other.lock_, -1))
    {}
    NewFolder& operator=(NewFolder&&) = delete;
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    /// Removes what was made, unless it was finished.
    ~NewFolder();

    /// Where to make it meanwhile.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return unfinished_; }
    /// Everything is on disk on return. No file of it may be open.
    Result<void> finish();

private:
    NewFolder(std::filesystem::path place, std::filesystem::path unfinished, int lock) noexcept
        : place_(std::move(place))
        , unfinished_(std::move(unfinished))
        , lock_(lock)
    {}

    std::filesystem::path place_;
    std::filesystem::path unfinished_;  ///< empty: finished
    int lock_ = -1;
};

}  // namespace panoh
