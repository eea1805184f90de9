// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace panoh::html {

/// A path literal with `Count` placeholders "{}", each a whole segment: "/cases/{}/tasks/{}". Judged by the compiler:
/// it starts with exactly one "/", holds letters, digits and "-._~/" only, and has as many "{}" as values follow.
template <std::size_t Count>
class PathPattern {
public:
    template <std::size_t Size>
    // NOLINTNEXTLINE(google-explicit-constructor): callers write a literal
    consteval PathPattern(const char (&literal)[Size])
        : text_(literal, Size - 1)
    {
        if (text_.empty() || text_[0] != '/') throw "a local path starts with a slash";
        std::size_t found = 0;
        for (std::size_t at = 0; at < text_.size(); ++at) {
            const char c = text_[at];
            const bool ends_segment = at + 1 == text_.size() || text_[at + 1] == '/';
            if (c == '/' && at != 0 && (ends_segment || text_[at - 1] == '/')) throw "a segment is empty";
            if (c == '{') {
                const bool whole = text_[at - 1] == '/' && text_.substr(at, 2) == "{}"
                                   && (at + 2 == text_.size() || text_[at + 2] == '/');
                if (!whole) throw "a placeholder is a whole segment";
                ++found;
                ++at;
            } else if (!is_path_character(c))
                throw "a path literal holds plain characters only";
        }
        if (found != Count) throw "the number of placeholders and values differ";
    }

    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    static consteval bool is_path_character(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
               || c == '_' || c == '~' || c == '/';
    }

    std::string_view text_;
};

template <class Value>
concept IdLike = requires(const Value& value)
{
    {
        value.text()
        } -> std::convertible_to<std::string>;
    {
        value.is_none()
        } -> std::convertible_to<bool>;
};

/// What may stand in an address: a text, a whole number or an id.
template <class Value>
concept AddressValue =
    (std::convertible_to<const Value&, std::string_view> && !std::is_null_pointer_v<Value>)
    || IdLike<Value> || (std::integral<Value> && !std::same_as<Value, bool> && !std::same_as<Value, char>);

/// An address that a page may point to: a place on this node, or an external one with a harmless scheme.
/// Values are percent-encoded; `Sensitive` values do not compile, because addresses are kept in histories.
class Url {
public:
    /// `Url::local("/cases/{}/tasks/{}", case_id, task_id)`. Values are texts, whole numbers or ids. An empty or dot
    /// segment ("..") becomes "_", so that no value leads to another route.
    template <AddressValue... Segments>
    [[nodiscard]] static Url
    local(std::type_identity_t<PathPattern<sizeof...(Segments)>> pattern, const Segments&... segments)
    {
        const std::array<std::string, sizeof...(Segments)> texts{text_of_value(segments)...};
        return from_pattern(pattern.text(), texts.data());
    }

    /// A place on the same page: "#name".
    [[nodiscard]] static Url here(std::string_view name);

    /// Reads a local address that came from outside (such as "return to"): path and query on this node, in ASCII.
    /// invalid_input for anything that a browser could take for another origin.
    [[nodiscard]] static Result<Url> parse_local(std::string_view text);

    /// https, mailto and tel only, without user name and password in it. Else invalid_input.
    [[nodiscard]] static Result<Url> external(std::string_view text);

    /// Adds a query parameter; the value is a text, a whole number or an id.
    template <AddressValue Value>
    [[nodiscard]] Url with(std::string_view key, const Value& value) const
    {
        return with_text(key, text_of_value(value));
    }

    /// The place `name` on the page.
    [[nodiscard]] Url at(std::string_view name) const;

    /// As it goes into markup and headers; ASCII.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    bool operator==(const Url&) const = default;

private:
    explicit Url(std::string text)
        : text_(std::move(text))
    {}
    static Url from_pattern(std::string_view pattern, const std::string* values);
    [[nodiscard]] Url with_text(std::string_view key, std::string_view value) const;

    template <AddressValue Value>
    static std::string text_of_value(const Value& value)
    {
        if constexpr (std::convertible_to<const Value&, std::string_view>)
            return std::string(std::string_view(value));
        else if constexpr (std::integral<Value>)
            return std::to_string(value);
        else
            return value.text();
    }

    std::string text_;
};

}  // namespace panoh::html
