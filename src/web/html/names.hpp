// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

/// Which names the builder knows. What is missing here does not compile: `iframe`, `object`, `style`, every
/// event handler, `srcdoc`, `http-equiv`. A new name is added here after thinking about what it can load or run.
namespace panoh::html::names {

template <std::size_t Size>
constexpr bool has(const std::array<std::string_view, Size>& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

inline constexpr auto void_tags = std::to_array<std::string_view>(
    {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
);

inline constexpr auto tags = std::to_array<std::string_view>(
    {"a",      "abbr",    "address", "article",  "aside",      "b",        "bdi",      "bdo",      "blockquote",
     "body",   "button",  "caption", "circle",   "cite",       "code",     "colgroup", "data",     "datalist",
     "dd",     "defs",    "del",     "desc",     "details",    "dfn",      "dialog",   "div",      "dl",
     "dt",     "ellipse", "em",      "fieldset", "figcaption", "figure",   "footer",   "form",     "g",
     "h1",     "h2",      "h3",      "h4",       "h5",         "h6",       "head",     "header",   "hgroup",
     "html",   "i",       "ins",     "kbd",      "label",      "legend",   "li",       "line",     "main",
     "map",    "mark",    "menu",    "meter",    "nav",        "noscript", "ol",       "optgroup", "option",
     "output", "p",       "path",    "pattern",  "picture",    "polygon",  "polyline", "pre",      "progress",
     "q",      "rect",    "ruby",    "rt",       "s",          "samp",     "script",   "search",   "section",
     "select", "small",   "span",    "strong",   "sub",        "summary",  "sup",      "svg",      "symbol",
     "table",  "tbody",   "td",      "template", "text",       "textarea", "tfoot",    "th",       "thead",
     "time",   "title",   "tr",      "tspan",    "u",          "ul",       "use",      "var"}
);

/// Attributes whose value is an address: they take a Url and nothing else.
inline constexpr auto address_attributes = std::to_array<std::string_view>(
    {"action", "cite", "formaction", "href", "hx-get", "hx-post", "hx-push-url", "poster", "src"}
);

/// Attributes without a value: written by `flag`.
inline constexpr auto flags = std::to_array<std::string_view>(
    {"async",
     "autofocus",
     "checked",
     "defer",
     "disabled",
     "download",
     "formnovalidate",
     "hidden",
     "hx-preserve",
     "inert",
     "ismap",
     "multiple",
     "nomodule",
     "novalidate",
     "open",
     "readonly",
     "required",
     "reversed",
     "selected"}
);

inline constexpr auto attributes = std::to_array<std::string_view>(
    {"abbr",
     "accept",
     "accept-charset",
     "accesskey",
     "alt",
     "as",
     "autocapitalize",
     "autocomplete",
     "autocorrect",
     "capture",
     "charset",
     "class",
     "color",
     "cols",
     "colspan",
     "content",
     "coords",
     "crossorigin",
     "datetime",
     "decoding",
     "dir",
     "dirname",
     "download",
     "draggable",
     "enctype",
     "enterkeyhint",
     "for",
     "form",
     "formenctype",
     "formmethod",
     "formtarget",
     "headers",
     "height",
     "hidden",
     "high",
     "hreflang",
     "hx-confirm",
     "hx-disable",
     "hx-encoding",
     "hx-include",
     "hx-indicator",
     "hx-select",
     "hx-swap",
     "hx-swap-oob",
     "hx-sync",
     "hx-target",
     "hx-trigger",
     "id",
     "inputmode",
     "integrity",
     "label",
     "lang",
     "list",
     "loading",
     "low",
     "max",
     "maxlength",
     "media",
     "method",
     "min",
     "minlength",
     "name",
     "optimum",
     "pattern",
     "placeholder",
     "popover",
     "popovertarget",
     "popovertargetaction",
     "referrerpolicy",
     "rel",
     "role",
     "rows",
     "rowspan",
     "scope",
     "shape",
     "size",
     "sizes",
     "span",
     "spellcheck",
     "start",
     "step",
     "tabindex",
     "target",
     "title",
     "translate",
     "type",
     "usemap",
     "value",
     "width",
     "wrap",
     // Drawings made by the server.
     "cx",
     "cy",
     "d",
     "dominant-baseline",
     "dx",
     "dy",
     "fill",
     "fill-opacity",
     "fill-rule",
     "focusable",
     "font-family",
     "font-size",
     "font-weight",
     "opacity",
     "pathLength",
     "patternUnits",
     "points",
     "preserveAspectRatio",
     "r",
     "rx",
     "ry",
     "stroke",
     "stroke-dasharray",
     "stroke-linecap",
     "stroke-linejoin",
     "stroke-opacity",
     "stroke-width",
     "text-anchor",
     "transform",
     "vector-effect",
     "viewBox",
     "x",
     "x1",
     "x2",
     "xmlns",
     "y",
     "y1",
     "y2"}
);

constexpr bool is_void(std::string_view name)
{
    return has(void_tags, name);
}

constexpr bool is_tag(std::string_view name)
{
    return is_void(name) || has(tags, name);
}

/// Elements whose content is read as text, so that markup inside would be shown and not obeyed.
constexpr bool holds_text_only(std::string_view name)
{
    return name == "textarea" || name == "title" || name == "option";
}

/// Elements after whose start tag browsers drop one line end.
constexpr bool drops_first_line_end(std::string_view name)
{
    return name == "textarea" || name == "pre";
}

constexpr bool is_flag(std::string_view name)
{
    return has(flags, name);
}

constexpr bool is_address_attribute(std::string_view name)
{
    return has(address_attributes, name);
}

/// Lower-case letters, digits and inner hyphens; what may follow `aria-` and `data-`.
constexpr bool is_suffix(std::string_view name)
{
    if (name.empty() || name.front() == '-' || name.back() == '-') return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// `data-hx-…` would be read as the attribute of the script library, so it is refused.
constexpr bool is_data_suffix(std::string_view name)
{
    return is_suffix(name) && !name.starts_with("hx-");
}

constexpr bool is_text_attribute(std::string_view name)
{
    return has(attributes, name) || (name.starts_with("aria-") && is_suffix(name.substr(5)))
           || (name.starts_with("data-") && is_data_suffix(name.substr(5)));
}

}  // namespace panoh::html::names
