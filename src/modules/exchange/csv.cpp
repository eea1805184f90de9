// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/sheet.hpp"

#include <span>

namespace panoh::exchange {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view formula_starts = "=+-@\t\r";
constexpr unsigned char first_printable = 0x20;

/// `width` cells; those that are missing are empty.
std::string line_of(std::span<const std::string> cells, std::size_t width)
{
    std::string line;
    for (std::size_t at = 0; at < width; ++at) {
        if (at > 0) line += ',';
        line += csv_cell(at < cells.size() ? std::string_view(cells[at]) : std::string_view());
    }
    return line + "\r\n";
}

}  // namespace

std::string csv_cell(std::string_view text)
{
    std::string cell = "\"";
    // Spreadsheets pass over spaces before a formula.
    const auto first = text.find_first_not_of(' ');
    if (first != std::string_view::npos && formula_starts.find(text[first]) != std::string_view::npos) cell += '\'';
    for (const char c : text) {
        if (c == '"') cell += '"';
        const bool is_control = static_cast<unsigned char>(c) < first_printable && c != '\n';
        cell += is_control ? ' ' : c;
    }
    return cell + '"';
}

std::string csv_of(const Sheet& sheet, bool marked)
{
    std::string text(marked ? utf8_mark : std::string_view());
    const std::size_t width = sheet.headings.size();
    for (const std::string& note : sheet.notes)
        text += line_of(std::span(&note, 1), width);
    text += line_of(sheet.headings, width);
    for (const auto& row : sheet.rows)
        text += line_of(row, width);
    return text;
}

}  // namespace panoh::exchange
