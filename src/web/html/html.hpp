// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/sensitive.hpp"
#include "web/html/fixed_string.hpp"
#include "web/html/names.hpp"
#include "web/html/url.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Pages are built from typed parts: names are checked when compiling, every text is escaped, and raw markup needs
/// `Html::trusted`, which a lint lists.
///
///     el<"a">(href(Url::local("/cases").with("page", 2)), cls("button"), translated_text)
namespace panoh::html {

class Build;

/// Finished, well-formed markup.
class Html {
public:
    Html() = default;

    /// Takes markup as it is. Only for files compiled into the program; never for anything typed in.
    [[nodiscard]] static Html trusted(std::string markup) { return Html(std::move(markup)); }

    Html& operator+=(const Html& more)
    {
        markup_ += more.markup_;
        return *this;
    }

    [[nodiscard]] bool empty() const noexcept { return markup_.empty(); }
    [[nodiscard]] const std::string& markup() const noexcept { return markup_; }
    [[nodiscard]] std::string take() && noexcept { return std::move(markup_); }

private:
    friend class Build;
    explicit Html(std::string markup)
        : markup_(std::move(markup))
    {}

    std::string markup_;
};

/// One attribute, escaped when it is written; an empty one is left out.
class Attribute {
public:
    Attribute() = default;
    [[nodiscard]] bool empty() const noexcept { return lead_.empty(); }

private:
    friend class Build;

    std::string_view lead_;  ///< ` name="`, or the whole of a flag
    std::string value_;
    bool has_value_ = false;
};

template <class Value>
concept Text = std::convertible_to<const Value&, std::string_view> && !std::is_null_pointer_v<Value>;

template <class Value>
concept SensitiveText = std::same_as<Value, Sensitive<std::string>>;

/// Whole numbers. `bool` and single characters are left out: printing one is a slip.
template <class Value>
concept WholeNumber =
    std::integral<Value> && sizeof(Value) <= 8
    && !std::same_as<
        Value,
        bool> && !std::same_as<Value, char> && !std::same_as<Value, wchar_t> && !std::same_as<Value, char8_t> && !std::same_as<Value, char16_t> && !std::same_as<Value, char32_t>;

template <class Value>
concept Plain = Text<Value> || SensitiveText<Value> || WholeNumber<Value>;

/// Escaping and joining, in one translation unit. Pages do not need it.
class Build {
public:
    /// Escapes & < > " ' and replaces U+0000, which no document may hold, by U+FFFD.
    static void escape(std::string& out, std::string_view text);
    /// `lead` lasts as long as the program: ` name="`, or ` name` for a flag.
    static Attribute attribute(std::string_view lead, std::string_view value);
    static Attribute flag(std::string_view lead);
    static void append(std::string& out, const Attribute& attribute);
    static void append(std::string& out, const Html& markup) { out += markup.markup_; }
    static Html finish(std::string markup) { return Html(std::move(markup)); }

    /// Calls `use` with the value as text.
    template <Plain Value, class Use>
    static auto with_text(const Value& value, Use use)
    {
        if constexpr (WholeNumber<Value>) {
            std::array<char, 24> digits{};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
            return use(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
        } else if constexpr (SensitiveText<Value>)
            return use(std::string_view(value.reveal()));
        else
            return use(std::string_view(value));
    }
};

/// What one argument of `el` is; optional and vector take the kind of what they hold.
enum class PartKind { none, attribute, text, markup };

template <class Part>
inline constexpr PartKind part_kind = Plain<Part> ? PartKind::text : PartKind::none;
template <>
inline constexpr PartKind part_kind<Html> = PartKind::markup;
template <>
inline constexpr PartKind part_kind<Attribute> = PartKind::attribute;
template <class Part>
inline constexpr PartKind part_kind<std::optional<Part>> = part_kind<Part>;
template <class Part>
inline constexpr PartKind part_kind<std::vector<Part>> = part_kind<Part>;
template <class Part, std::size_t Extent>
inline constexpr PartKind part_kind<std::span<Part, Extent>> = part_kind<std::remove_const_t<Part>>;

template <class Part>
concept Content = part_kind<Part>
== PartKind::text || part_kind<Part> == PartKind::markup;

/// Void elements and `script` take attributes only; `textarea`, `title` and `option` take no markup.
template <class Part>
constexpr bool may_hold(std::string_view tag)
{
    switch (part_kind<Part>) {
    case PartKind::none:
        return false;
    case PartKind::attribute:
        return true;
    case PartKind::text:
        return !names::is_void(tag) && tag != "script";
    case PartKind::markup:
        return !names::is_void(tag) && tag != "script" && !names::holds_text_only(tag);
    }
    return false;
}

/// Appends parts of one kind to markup under way.
template <class Part>
void append_part(std::string& out, const Part& part)
{
    if constexpr (Plain<Part>)
        Build::with_text(part, [&out](std::string_view text) { Build::escape(out, text); });
    else
        Build::append(out, part);
}

template <class Part>
void append_part(std::string& out, const std::optional<Part>& part)
{
    if (part) append_part(out, *part);
}

template <class Part>
void append_part(std::string& out, const std::vector<Part>& parts)
{
    for (const auto& part : parts)
        append_part(out, part);
}

template <class Part, std::size_t Extent>
void append_part(std::string& out, const std::span<Part, Extent>& parts)
{
    for (const auto& part : parts)
        append_part(out, part);
}

/// About how much a part will add; only spares reallocation.
template <class Part>
std::size_t size_hint(const Part& part)
{
    if constexpr (Text<Part>)
        return std::string_view(part).size() + 8;
    else if constexpr (requires { part.markup(); })
        return part.markup().size();
    else
        return 32;
}

/// One element. Parts are attributes and content in any order: `Attribute`, texts, whole numbers,
/// `Sensitive<std::string>`, `Html`, and optional or vector of these.
template <FixedString Tag, class... Parts>
requires(names::is_tag(Tag.view()) && (may_hold<Parts>(Tag.view()) && ...)) [[nodiscard]] Html el(const Parts&... parts)
{
    constexpr bool has_attributes = ((part_kind<Parts> == PartKind::attribute) || ...);
    std::string out;
    out.reserve(2 * Tag.view().size() + 6 + (std::size_t{0} + ... + size_hint(parts)));
    if constexpr (has_attributes) {
        out += Joined<"<", Tag, "">::text;
        (
            [&out](const auto& part) {
                if constexpr (part_kind<std::remove_cvref_t<decltype(part)>> == PartKind::attribute)
                    append_part(out, part);
            }(parts),
            ...
        );
        out += '>';
    } else
        out += Joined<"<", Tag, ">">::text;
    if constexpr (!names::is_void(Tag.view())) {
        if constexpr (names::drops_first_line_end(Tag.view())) out += '\n';
        (
            [&out](const auto& part) {
                if constexpr (Content<std::remove_cvref_t<decltype(part)>>) append_part(out, part);
            }(parts),
            ...
        );
        out += Joined<"</", Tag, ">">::text;
    }
    return Build::finish(std::move(out));
}

/// Content one after the other, without an element around it.
template <Content... Parts>
[[nodiscard]] Html group(const Parts&... parts)
{
    std::string out;
    out.reserve((std::size_t{0} + ... + size_hint(parts)));
    (append_part(out, parts), ...);
    return Build::finish(std::move(out));
}

/// Joins pieces, with `between` between any two.
[[nodiscard]] Html join(std::span<const Html> pieces, const Html& between = {});

/// A whole document: the doctype before `<html>`.
[[nodiscard]] Html document(const Html& root);

}  // namespace panoh::html

#include "web/html/attributes.hpp"  // IWYU pragma: export
