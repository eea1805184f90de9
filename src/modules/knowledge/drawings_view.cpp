// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/drawings_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::knowledge {

namespace {

using html::Html;
using namespace html;

constexpr int text_size = 15;
constexpr int note_size = 12;

/// A picture that is as wide as it says and scrolls in its frame where that is too wide.
Html drawing(int width, int height, std::string_view title, const Html& body)
{
    return el<"div">(
        cls("table-scroll"),
        a<"role">("region"),
        aria<"label">(title),
        a<"tabindex">("0"),
        el<"svg">(
            a<"xmlns">("http://www.w3.org/2000/svg"),
            a<"role">("img"),
            aria<"label">(title),
            a<"width">(width),
            a<"height">(height),
            a<"viewBox">(fmt::format("0 0 {} {}", width, height)),
            a<"font-family">("inherit"),
            a<"fill">("currentColor"),
            body
        )
    );
}

Html words(int x, int y, int size, std::string_view text, bool strong = false, bool faint = false)
{
    return el<"text">(
        a<"x">(x),
        a<"y">(y),
        a<"font-size">(size),
        a<"font-weight">(strong ? "600" : "400"),
        a<"opacity">(faint ? "0.8" : "1"),
        text
    );
}

Html stroke(const std::string& way, std::string_view opacity)
{
    return el<"path">(
        a<"d">(way),
        a<"fill">("none"),
        a<"stroke">("currentColor"),
        a<"stroke-width">("1.5"),
        a<"stroke-opacity">(opacity)
    );
}

/// A shape for each kind, which its word says too.
Html mark_of(Kind kind, int x, int y)
{
    constexpr int half = 5;
    if (kind == Kind::perpetrator) return el<"circle">(a<"cx">(x), a<"cy">(y), a<"r">(half));
    if (kind == Kind::unit) {
        return el<"rect">(a<"x">(x - half), a<"y">(y - half), a<"width">(2 * half), a<"height">(2 * half));
    }
    return el<"polygon">(a<"points">(
        fmt::format("{},{} {},{} {},{} {},{}", x, y - half - 1, x + half + 1, y, x, y + half + 1, x - half - 1, y)
    ));
}

}  // namespace

std::string cut_to(std::string_view text, std::size_t most)
{
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins_letter = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins_letter && ++letters > most) return std::string(text.substr(0, at)) + "…";
    }
    return std::string(text);
}

Html chain_drawing(std::span<const ChainPlace> places, std::span<const ChainLabel> labels, std::string_view title)
{
    constexpr int margin = 16;
    constexpr int step_in = 26;
    constexpr int row_height = 46;
    constexpr int half_mark = 5;
    constexpr int after_mark = 18;
    constexpr int widest_text = 430;
    constexpr std::size_t most_letters = 46;
    Html body;
    std::size_t deepest = 0;
    for (std::size_t at = 0; at < places.size(); ++at) {
        const ChainPlace& place = places[at];
        deepest = std::max(deepest, place.depth);
        const int x = margin + static_cast<int>(place.depth) * step_in;
        const int y = margin + static_cast<int>(at) * row_height + text_size / 2;
        // Up to the one above it: the nearest before it that is one step further out.
        for (std::size_t before = at; place.depth > 0 && before-- > 0;) {
            if (places[before].depth + 1 != place.depth) continue;
            const int from = margin + static_cast<int>(before) * row_height + text_size / 2 + half_mark;
            body += stroke(fmt::format("M{} {}V{}H{}", x - step_in, from, y, x - half_mark), "0.55");
            break;
        }
        if (place.is_self) {
            body += el<"rect">(
                a<"x">(x + after_mark - 8),
                a<"y">(y - text_size),
                a<"width">(widest_text),
                a<"height">(row_height - 6),
                a<"rx">(4),
                a<"fill-opacity">("0.09")
            );
        }
        body += el<"circle">(
            a<"cx">(x),
            a<"cy">(y),
            a<"r">(half_mark),
            a<"stroke">("currentColor"),
            a<"stroke-width">("1.5"),
            a<"fill-opacity">(place.is_self ? "1" : "0")
        );
        body +=
            words(x + after_mark, y + text_size / 3, text_size, cut_to(labels[at].name, most_letters), place.is_self);
        if (!labels[at].note.empty()) {
            const int below = y + text_size / 3 + note_size + 4;
            body += words(x + after_mark, below, note_size, cut_to(labels[at].note, most_letters + 12), false, true);
        }
    }
    const int width = 2 * margin + static_cast<int>(deepest) * step_in + after_mark + widest_text;
    return drawing(width, margin + static_cast<int>(places.size()) * row_height, title, body);
}

Html network_drawing(const NetworkSide& network, std::string_view title)
{
    constexpr int margin = 20;
    constexpr int row_height = 34;
    constexpr int entries_end = 380;
    constexpr int cases_begin = 560;
    constexpr int width = 720;
    constexpr std::size_t most_letters = 42;
    const std::size_t rows = std::max(network.entries.size(), network.cases.size());
    const int height = 2 * margin + static_cast<int>(rows > 0 ? rows - 1 : 0) * row_height;
    // The shorter side is spread over the same height.
    const auto height_of = [&](std::size_t at, std::size_t count) {
        const int room = height - 2 * margin;
        const int step = count > 1 ? room / static_cast<int>(count - 1) : 0;
        return count > 1 ? margin + static_cast<int>(at) * step : height / 2;
    };
    Html body;
    for (const auto& [entry, matter] : network.ties) {
        const int from = height_of(entry, network.entries.size());
        const int to = height_of(matter, network.cases.size());
        constexpr int middle = (entries_end + cases_begin) / 2;
        body += stroke(
            fmt::format("M{} {}C{} {} {} {} {} {}", entries_end, from, middle, from, middle, to, cases_begin, to), "0.6"
        );
    }
    for (std::size_t at = 0; at < network.entries.size(); ++at) {
        const int y = height_of(at, network.entries.size());
        body += mark_of(network.kinds[at], entries_end, y);
        body += el<"text">(
            a<"x">(entries_end - 14),
            a<"y">(y + text_size / 3),
            a<"font-size">(text_size),
            a<"text-anchor">("end"),
            cut_to(network.entries[at], most_letters)
        );
    }
    for (std::size_t at = 0; at < network.cases.size(); ++at) {
        const int y = height_of(at, network.cases.size());
        body += el<"circle">(
            a<"cx">(cases_begin), a<"cy">(y), a<"r">(4), a<"stroke">("currentColor"), a<"fill-opacity">("0")
        );
        body += words(cases_begin + 14, y + text_size / 3, text_size, network.cases[at]);
    }
    return drawing(width, height, title, body);
}

}  // namespace panoh::knowledge
