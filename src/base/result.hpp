// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/check.hpp"
#include "base/error.hpp"

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace panoh {

/// Either a value or the reason why there is none. Names follow std::expected.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : state_(std::in_place_index<0>, std::move(value))
    {}  // NOLINT(google-explicit-constructor): a value is a result
    Result(Error error)
        : state_(std::in_place_index<1>, std::move(error))
    {}  // NOLINT(google-explicit-constructor): an error is a result

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] const T& value() const&
    {
        PANOH_CHECK(has_value());
        return std::get<0>(state_);
    }
    [[nodiscard]] T& value() &
    {
        PANOH_CHECK(has_value());
        return std::get<0>(state_);
    }
    [[nodiscard]] T&& value() &&
    {
        PANOH_CHECK(has_value());
        return std::get<0>(std::move(state_));
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    [[nodiscard]] const Error& error() const
    {
        PANOH_CHECK(!has_value());
        return std::get<1>(state_);
    }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : error_(std::move(error))
    {}  // NOLINT(google-explicit-constructor): an error is a result

    [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] const Error& error() const
    {
        PANOH_CHECK(error_.has_value());
        return *error_;  // NOLINT(bugprone-unchecked-optional-access): checked above
    }

private:
    std::optional<Error> error_;
};

}  // namespace panoh
