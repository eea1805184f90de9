// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::web {

/// Overwrites with zeros in a way that the compiler keeps. Best effort: copies made elsewhere stay.
void wipe(std::string& text) noexcept;
void wipe(Bytes& bytes) noexcept;

/// One name and value of a form, a query, a cookie header or a route. Personal: there is no way to print it.
class Parameter {
public:
    Parameter(std::string name, std::string value)
        : name_(std::move(name))
        , value_(std::move(value))
    {}
    Parameter(const Parameter&) = default;
    Parameter(Parameter&&) noexcept = default;
    Parameter& operator=(const Parameter&) = default;
    Parameter& operator=(Parameter&&) noexcept = default;
    ~Parameter() { wipe(value_); }

    [[nodiscard]] std::string_view name() const noexcept { return name_; }
    [[nodiscard]] std::string_view value() const noexcept { return value_; }

private:
    std::string name_;
    std::string value_;
};

/// Names and values in the order in which they came; a name may come several times. Values are UTF-8 without U+0000
/// and are wiped when the object dies.
class Parameters {
public:
    void add(std::string name, std::string value) { entries_.emplace_back(std::move(name), std::move(value)); }
    /// The first value of that name; valid as long as this object is unchanged.
    [[nodiscard]] std::optional<std::string_view> first(std::string_view name) const noexcept;
    /// The first value, or an empty text.
    [[nodiscard]] std::string_view text(std::string_view name) const noexcept { return first(name).value_or(""); }
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const noexcept { return first(name).has_value(); }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] auto begin() const noexcept { return entries_.begin(); }
    [[nodiscard]] auto end() const noexcept { return entries_.end(); }

private:
    std::vector<Parameter> entries_;
};

}  // namespace panoh::web
