// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/core.h>

#include <utility>

namespace panoh {

/// A value that must not reach a log, an address, an error or a file name. It cannot be printed,
/// compared or converted; `reveal()` is the only way out, and a lint lists every call.
template <class T>
class Sensitive {
public:
    Sensitive() = default;
    explicit Sensitive(T value)
        : value_(std::move(value))
    {}

    [[nodiscard]] const T& reveal() const& noexcept { return value_; }
    [[nodiscard]] T& reveal() & noexcept { return value_; }
    [[nodiscard]] T&& reveal() && noexcept { return std::move(value_); }

    bool operator==(const Sensitive&) const = delete;

private:
    T value_{};
};

}  // namespace panoh

template <class T, class Char>
struct fmt::formatter<panoh::Sensitive<T>, Char> {
    formatter() = delete;
};
