// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

/// What the help consists of. Texts stand in help/<language>/<name>.md; which screens each explains, here.
namespace panoh::help {

/// In the order of the table of contents.
enum class Group { first_day, calls, cases, work, yourself, coalition, about };

struct Entry {
    std::string_view name;  ///< of the file and in the address: "new-call"
    Group group = Group::about;
    /// Addresses of screens that it explains, as routes declare them; parted by spaces. A pattern that ends in "/*"
    /// stands for everything below.
    std::string_view screens;
    std::string_view role;  ///< of a first-day guide: whose it is
};

std::span<const Entry> contents();

/// The entry of that name; none if there is none.
[[nodiscard]] const Entry* find_entry(std::string_view name);

/// The entry that explains the screen with this route pattern: the exact one, else the longest "/*" above it.
[[nodiscard]] const Entry* entry_for(std::string_view pattern);

struct Text {
    std::string_view title;  ///< of the first line "# …"
    std::string_view body;   ///< CommonMark after it
};

/// The text in this language, else in English; none if neither is there.
[[nodiscard]] std::optional<Text> text_of(std::string_view language, std::string_view name);

}  // namespace panoh::help
