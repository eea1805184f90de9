// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

/// One table as a file, made in memory and nowhere else.
namespace panoh::exchange {

struct Sheet {
    std::string title;               ///< of the tab in a workbook; neutral
    std::vector<std::string> notes;  ///< lines above the table; the first is what everybody has to see
    std::vector<std::string> headings;
    std::vector<std::vector<std::string>> rows;  ///< as many cells as headings
};

/// A cell of CSV (RFC 4180), always quoted. What begins like a formula gets an apostrophe in front, so that no
/// spreadsheet runs it; line ends stay, other control characters become spaces.
std::string csv_cell(std::string_view text);

/// UTF-8, lines end in CR LF, every line has the same number of cells. `marked`: begins with the mark by which
/// spreadsheet programs know UTF-8.
std::string csv_of(const Sheet& sheet, bool marked);

/// A workbook with one sheet: cells are text and never formulas, the first note is also printed on every page. It has
/// no properties: no author, program, time or place. The same sheet gives the same bytes. `too_large` for a cell that a
/// workbook cannot hold.
Result<std::string> xlsx_of(const Sheet& sheet);

}  // namespace panoh::exchange
