// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Drawings of the body and the places on them; pure. The drawings are this project's own (`diagrams/*.svg`), one for
/// each code of list `body_views` that has one; `diagrams/regions.txt` names the places. Sides are the person's own.
namespace panoh::evaluation {

struct Point {
    double x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

/// A place on a drawing.
struct Region {
    std::string code;            ///< of list `body_regions`
    std::string side;            ///< "left", "right", "middle"
    std::vector<Point> outline;  ///< in units of the drawing
};

/// One drawing. Regions stand in the order in which they are asked: a small one before the large one around it.
struct Drawing {
    std::string view;  ///< of list `body_views`; the file is `<view>.svg`
    std::string sex;   ///< "female", "male", or empty: for both
    double width = 0, height = 0;
    std::vector<Region> regions;
};

/// Reads the table:
///
///   # a comment
///   view D01 female 400 800
///   forehead middle 170,40 230,40 230,60 170,60
///
/// The error names the line.
Result<std::vector<Drawing>> read_drawings(std::string_view table);

const Drawing* drawing_of(const std::vector<Drawing>& drawings, std::string_view view);

/// The region under a point given in thousandths of width and height, as marks are stored. Nothing beside the body.
const Region* region_at(const Drawing& drawing, double x, double y);

/// A point inside the region, in thousandths: where a mark goes that was made by choosing from the list of regions,
/// with the keyboard or without scripts. Guarantees: `region_at` names that very region there, unless others cover it
/// whole; then nothing.
std::optional<Point> point_in(const Drawing& drawing, const Region& region);

}  // namespace panoh::evaluation
