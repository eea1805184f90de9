// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

/// ASCII only: header names, host names and media types.
std::string lower_ascii(std::string_view text);

struct Header {
    std::string name;  ///< lower case
    std::string value;
};

/// Header fields in order; names are compared without regard to case. Not printable: they hold session secrets.
class Headers {
public:
    /// Control characters in `value` become spaces, so that no value can start another header.
    void add(std::string_view name, std::string_view value);
    /// Replaces every field of that name.
    void set(std::string_view name, std::string_view value);
    [[nodiscard]] std::optional<std::string_view> first(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return first(name).has_value(); }
    /// Appends ", value" to a field that is there already; adds it otherwise.
    void append_to_list(std::string_view name, std::string_view value);
    [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }
    [[nodiscard]] auto begin() const noexcept { return fields_.begin(); }
    [[nodiscard]] auto end() const noexcept { return fields_.end(); }

private:
    std::vector<Header> fields_;
};

}  // namespace panoh::web
