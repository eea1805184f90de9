// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/diagrams.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The drawings that are compiled into the program, and what is drawn upon them.
namespace panoh::evaluation {

/// All of them, in the order of the table.
const std::vector<Drawing>& all_drawings();

/// A numbered place on a drawing, in thousandths of width and height.
struct DrawnMark {
    double x = 0, y = 0;
    std::int64_t number = 0;
    bool strong = false;  ///< of the finding that is looked at
};

/// The drawing as SVG with numbered marks; it holds numbers and nothing that anybody typed. Empty for an unknown view.
std::string drawing_with(std::string_view view, std::span<const DrawnMark> marks);

/// Which drawings are offered for a person: those of their sex, both when it is not known; a child's, with milk teeth,
/// beside them for who was under 18; those of the perineum only where `apart` says so.
std::vector<const Drawing*> drawings_for(std::string_view sex, bool minor, bool apart);

}  // namespace panoh::evaluation
