// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/drawings.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::evaluation {

namespace {

std::string_view embedded_text(std::string_view path)
{
    for (const embedded::File& file : embedded::body_drawings()) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes of a text file
        if (file.path == path) return {reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()};
    }
    return {};
}

std::string mark_on(const Drawing& drawing, const DrawnMark& mark)
{
    const double size = std::max(drawing.width, drawing.height) / 45.0;
    const double x = mark.x * drawing.width / 1000.0;
    const double y = mark.y * drawing.height / 1000.0;
    // White around dark red: to be seen in black and white as well.
    return fmt::format(
        "<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"{2:.1f}\" fill=\"{3}\" stroke=\"#fff\" stroke-width=\"{4:.1f}\"/>"
        "<text x=\"{0:.1f}\" y=\"{5:.1f}\" fill=\"#fff\" font-family=\"sans-serif\" font-weight=\"700\" "
        "font-size=\"{6:.1f}\" text-anchor=\"middle\">{7}</text>",
        x,
        y,
        size,
        mark.strong ? "#9b1c1c" : "#33475b",
        size / 6,
        y + size * 0.4,
        size * 1.15,
        mark.number
    );
}

}  // namespace

const std::vector<Drawing>& all_drawings()
{
    static const std::vector<Drawing> drawings = [] {
        auto read = read_drawings(embedded_text("regions.txt"));
        PANOH_CHECK(read.has_value());
        return std::move(*read);
    }();
    return drawings;
}

std::string drawing_with(std::string_view view, std::span<const DrawnMark> marks)
{
    const Drawing* drawing = drawing_of(all_drawings(), view);
    if (drawing == nullptr) return {};
    std::string svg(embedded_text(std::string(view) + ".svg"));
    const auto end = svg.rfind("</svg>");
    PANOH_CHECK(end != std::string::npos);
    std::string drawn;
    for (const DrawnMark& mark : marks) {
        if (!mark.strong) drawn += mark_on(*drawing, mark);
    }
    for (const DrawnMark& mark : marks) {
        if (mark.strong) drawn += mark_on(*drawing, mark);
    }
    svg.insert(end, drawn);
    return svg;
}

std::vector<const Drawing*> drawings_for(std::string_view sex, bool minor, bool apart)
{
    std::vector<const Drawing*> offered;
    for (const Drawing& drawing : all_drawings()) {
        const bool of_child = drawing.view.starts_with("D19") || drawing.view == "D18C";
        const bool of_perineum = drawing.view == "D11" || drawing.view == "D12";
        if ((of_child && !minor) || (of_perineum && !apart)) continue;
        const bool fits = drawing.sex.empty() || (sex != "female" && sex != "male") || drawing.sex == sex;
        if (fits) offered.push_back(&drawing);
    }
    if (minor) {
        std::stable_partition(offered.begin(), offered.end(), [](const Drawing* each) {
            return each->view.starts_with("D19");
        });
    }
    return offered;
}

}  // namespace panoh::evaluation
