// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/html.hpp"

namespace panoh::html {

/// An attribute with a text or whole number as value. Addresses, flags, `on…` and `style` do not compile here.
template <FixedString Name, Plain Value>
requires(names::is_text_attribute(Name.view())) [[nodiscard]] Attribute a(const Value& value)
{
    return Build::with_text(value, [](std::string_view text) {
        return Build::attribute(Joined<" ", Name, "=\"">::text, text);
    });
}

/// An attribute that holds an address.
template <FixedString Name>
requires(names::is_address_attribute(Name.view())) [[nodiscard]] Attribute a(const Url& value)
{
    return Build::attribute(Joined<" ", Name, "=\"">::text, value.text());
}

/// Left out when there is no value.
template <FixedString Name, class Value>
requires requires(const Value& value)
{
    a<Name>(value);
}
[[nodiscard]] Attribute a(const std::optional<Value>& value)
{
    return value ? a<Name>(*value) : Attribute();
}

/// An attribute without value, present when `on`: `flag<"checked">(chosen)`.
template <FixedString Name>
requires(names::is_flag(Name.view())) [[nodiscard]] Attribute flag(bool on)
{
    return on ? Build::flag(Joined<" ", Name, "">::text) : Attribute();
}

/// `aria<"label">(text)`. States take a bool, written "true" or "false".
template <FixedString Name, Plain Value>
requires(names::is_suffix(Name.view())) [[nodiscard]] Attribute aria(const Value& value)
{
    return Build::with_text(value, [](std::string_view text) {
        return Build::attribute(Joined<" aria-", Name, "=\"">::text, text);
    });
}

template <FixedString Name, std::same_as<bool> State>
requires(names::is_suffix(Name.view())) [[nodiscard]] Attribute aria(State state)
{
    return aria<Name>(state ? "true" : "false");
}

template <FixedString Name, class Value>
requires requires(const Value& value)
{
    aria<Name>(value);
}
[[nodiscard]] Attribute aria(const std::optional<Value>& value)
{
    return value ? aria<Name>(*value) : Attribute();
}

/// `data<"draft">(id)`: what the scripts of the page read.
template <FixedString Name, Plain Value>
requires(names::is_data_suffix(Name.view())) [[nodiscard]] Attribute data(const Value& value)
{
    return Build::with_text(value, [](std::string_view text) {
        return Build::attribute(Joined<" data-", Name, "=\"">::text, text);
    });
}

template <FixedString Name, class Value>
requires requires(const Value& value)
{
    data<Name>(value);
}
[[nodiscard]] Attribute data(const std::optional<Value>& value)
{
    return value ? data<Name>(*value) : Attribute();
}

/// Class names, joined by spaces; empty ones are left out: `cls("tag", urgent ? "tag--urgent" : "")`.
template <Text... Names>
[[nodiscard]] Attribute cls(const Names&... class_names)
{
    std::string all;
    const auto add = [&all](std::string_view one) {
        if (!all.empty() && !one.empty()) all += ' ';
        all += one;
    };
    (add(class_names), ...);
    return all.empty() ? Attribute() : a<"class">(all);
}

[[nodiscard]] inline Attribute cls(const std::optional<std::string>& class_names)
{
    return a<"class">(class_names);
}

template <class Value>
requires requires(const Value& value)
{
    a<"id">(value);
}
[[nodiscard]] Attribute id(const Value& value)
{
    return a<"id">(value);
}

template <class Value>
requires requires(const Value& value)
{
    a<"name">(value);
}
[[nodiscard]] Attribute name(const Value& value)
{
    return a<"name">(value);
}

template <class Value>
requires requires(const Value& value)
{
    a<"value">(value);
}
[[nodiscard]] Attribute value(const Value& value)
{
    return a<"value">(value);
}

template <class Value>
requires requires(const Value& value)
{
    a<"lang">(value);
}
[[nodiscard]] Attribute lang(const Value& value)
{
    return a<"lang">(value);
}

[[nodiscard]] inline Attribute href(const Url& url)
{
    return a<"href">(url);
}
[[nodiscard]] inline Attribute href(const std::optional<Url>& url)
{
    return a<"href">(url);
}
[[nodiscard]] inline Attribute src(const Url& url)
{
    return a<"src">(url);
}
[[nodiscard]] inline Attribute src(const std::optional<Url>& url)
{
    return a<"src">(url);
}
[[nodiscard]] inline Attribute action(const Url& url)
{
    return a<"action">(url);
}
[[nodiscard]] inline Attribute action(const std::optional<Url>& url)
{
    return a<"action">(url);
}

}  // namespace panoh::html
