// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/diagrams.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace panoh::evaluation {

namespace {

constexpr double thousand = 1000.0;
constexpr std::size_t least_points = 3;
constexpr int grid = 40;  ///< cells in each direction, for finding a point well inside

std::optional<double> number_in(std::string_view text)
{
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || at != end) return std::nullopt;
    return number;
}

std::optional<Point> point_of(std::string_view text)
{
    const auto parts = split(text, ',');
    if (parts.size() != 2) return std::nullopt;
    const auto x = number_in(parts[0]);
    const auto y = number_in(parts[1]);
    if (!x || !y) return std::nullopt;
    return Point{*x, *y};
}

std::vector<std::string_view> words_in(std::string_view line)
{
    auto words = split(line, ' ');
    std::erase_if(words, [](std::string_view word) { return word.empty(); });
    return words;
}

std::optional<Drawing> drawing_from(const std::vector<std::string_view>& words)
{
    if (words.size() != 5) return std::nullopt;
    const auto width = number_in(words[3]);
    const auto height = number_in(words[4]);
    const bool known = words[2] == "female" || words[2] == "male" || words[2] == "both";
    if (!width || !height || *width <= 0 || *height <= 0 || !known) return std::nullopt;
    return Drawing{std::string(words[1]), words[2] == "both" ? "" : std::string(words[2]), *width, *height, {}};
}

std::optional<Region> region_from(const std::vector<std::string_view>& words, const Drawing& drawing)
{
    constexpr std::array<std::string_view, 3> sides{"left", "right", "middle"};
    if (words.size() < 2 + least_points || std::ranges::find(sides, words[1]) == sides.end()) return std::nullopt;
    Region region{std::string(words[0]), std::string(words[1]), {}};
    for (std::size_t at = 2; at < words.size(); ++at) {
        const auto point = point_of(words[at]);
        const bool on_paper =
            point && point->x >= 0 && point->y >= 0 && point->x <= drawing.width && point->y <= drawing.height;
        if (!on_paper) return std::nullopt;
        region.outline.push_back(*point);
    }
    return region;
}

/// Even-odd rule: how often a ray to the right crosses the outline.
bool is_inside(const std::vector<Point>& outline, const Point& point)
{
    bool inside = false;
    for (std::size_t at = 0, before = outline.size() - 1; at < outline.size(); before = at++) {
        const Point& one = outline[at];
        const Point& other = outline[before];
        if ((one.y > point.y) == (other.y > point.y)) continue;
        const double crossing = (other.x - one.x) * (point.y - one.y) / (other.y - one.y) + one.x;
        if (point.x < crossing) inside = !inside;
    }
    return inside;
}

double square_to_line(const Point& point, const Point& from, const Point& to)
{
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
    along = std::clamp(along, 0.0, 1.0);
    const double x = from.x + along * dx - point.x;
    const double y = from.y + along * dy - point.y;
    return x * x + y * y;
}

double square_to_outline(const std::vector<Point>& outline, const Point& point)
{
    double least = square_to_line(point, outline.back(), outline.front());
    for (std::size_t at = 1; at < outline.size(); ++at)
        least = std::min(least, square_to_line(point, outline[at - 1], outline[at]));
    return least;
}

const Region* region_under(const Drawing& drawing, const Point& point)
{
    const auto found =
        std::ranges::find_if(drawing.regions, [&](const Region& region) { return is_inside(region.outline, point); });
    return found == drawing.regions.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<Drawing>> read_drawings(std::string_view table)
{
    std::vector<Drawing> drawings;
    int number = 0;
    const auto wrong = [&number](std::string_view sentence) {
        return fail(ErrorCode::internal, fmt::format("regions.txt:{}: {}", number, sentence));
    };
    for (const std::string_view line : split(table, '\n')) {
        ++number;
        const auto words = words_in(line);
        if (words.empty() || words.front().starts_with('#')) continue;
        if (words.front() == "view") {
            auto drawing = drawing_from(words);
            if (!drawing) return wrong("a drawing needs code, sex, width and height");
            if (drawing_of(drawings, drawing->view) != nullptr) return wrong("the drawing stands twice");
            drawings.push_back(std::move(*drawing));
            continue;
        }
        if (drawings.empty()) return wrong("a region stands before the first drawing");
        auto region = region_from(words, drawings.back());
        if (!region) return wrong("a region needs code, side and at least three points on the drawing");
        drawings.back().regions.push_back(std::move(*region));
    }
    return drawings;
}

const Drawing* drawing_of(const std::vector<Drawing>& drawings, std::string_view view)
{
    const auto found = std::ranges::find(drawings, view, &Drawing::view);
    return found == drawings.end() ? nullptr : &*found;
}

const Region* region_at(const Drawing& drawing, double x, double y)
{
    return region_under(drawing, {x * drawing.width / thousand, y * drawing.height / thousand});
}

std::optional<Point> point_in(const Drawing& drawing, const Region& region)
{
    const auto [left, right] = std::ranges::minmax(region.outline, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(region.outline, {}, &Point::y);
    std::optional<Point> best;
    double farthest = -1;
    for (int row = 0; row < grid; ++row) {
        for (int column = 0; column < grid; ++column) {
            const Point point{
                left.x + (right.x - left.x) * (column + 0.5) / grid, top.y + (bottom.y - top.y) * (row + 0.5) / grid};
            const double distance = square_to_outline(region.outline, point);
            if (distance <= farthest || region_under(drawing, point) != &region) continue;
            farthest = distance;
            best = Point{point.x * thousand / drawing.width, point.y * thousand / drawing.height};
        }
    }
    return best;
}

}  // namespace panoh::evaluation
