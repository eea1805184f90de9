// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::forms {

/// What a browser sent, or what a form starts with: names and texts in order, as typed. It is content:
/// it goes into the page that shows it and nowhere else.
class Submission {
public:
    using Entry = std::pair<std::string, std::string>;

    void add(std::string name, std::string value);

    /// The first text of a name; empty when there is none.
    [[nodiscard]] std::string_view first(std::string_view name) const noexcept;
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    /// Whether a name was sent with this very text: for marking what is chosen.
    [[nodiscard]] bool contains(std::string_view name, std::string_view value) const;
    /// The numbers N of names "<prefix>.N…", ascending, at most four digits each.
    [[nodiscard]] std::vector<std::size_t> indexes(std::string_view prefix) const;
    [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }

private:
    std::vector<Entry> entries_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> places_;
};

}  // namespace panoh::forms
