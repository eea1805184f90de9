// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// The hotline's figures of a month as plain values.
namespace panoh::intake {

/// What is counted of one contact: codes, and nothing that was said.
struct CountedCall {
    std::string line;  ///< id of a `hotline_line`, else a code of list `hotlines`
    std::string channel;
    std::string caller_kind;
    std::vector<std::string> needs;
    std::string region;
    std::string danger;  ///< "yes", "no", or empty: not answered or only counted
    std::string apart;   ///< of list `apart_kinds`
};

/// A promise to call back whose time came in the month.
struct CountedPromise {
    std::string by;         ///< moment
    std::string closed_at;  ///< moment; empty: still open
    std::string result;     ///< of list `call_back_results`
};

/// One line of the table. What is shown is a number, "<5", or "*" for a number that would give another one away.
struct Figure {
    std::string part;  ///< of list `figure_parts`
    std::string item;  ///< a code, the id of a line, or empty for no answer
    std::string shown;
    bool operator==(const Figure&) const = default;
};

struct MonthFigures {
    std::string month;  ///< "2026-11"
    std::vector<Figure> figures;
};

/// Cells of the regional breakdown below this number are covered.
inline constexpr std::int64_t least_cell = 5;

}  // namespace panoh::intake
