// SPDX-License-Identifier: AGPL-3.0-or-later
// Office Open XML (ECMA-376), the least that spreadsheet programs open: one sheet of text.
#include "documents/zip.hpp"
#include "forms/typed.hpp"
#include "modules/exchange/sheet.hpp"

#include <algorithm>
#include <array>

namespace panoh::exchange {

namespace {

constexpr std::size_t longest_cell = 32'767;  ///< characters that a cell holds
constexpr std::size_t longest_title = 31;
constexpr std::size_t longest_running_head = 200;
constexpr std::size_t letters = 26;
constexpr std::size_t narrowest = 10;
constexpr std::size_t widest = 48;
constexpr unsigned char first_printable = 0x20;

constexpr std::string_view start = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                   "\n";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(</Types>)";

constexpr std::string_view package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>)"
    R"(</Relationships>)";

constexpr std::string_view workbook_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";

/// Style 0: text; 1: bold, for the warning; 2: bold and wrapped, for headings; 3: wrapped, for answers.
constexpr std::string_view styles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="4"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>)"
    R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>)"
    R"(</styleSheet>)";

/// Text of XML 1.0; characters that it does not know become spaces.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            out += static_cast<unsigned char>(c) < first_printable && c != '\n' ? ' ' : c;
        }
    }
    return out;
}

/// The first `most` characters of UTF-8.
std::string_view beginning(std::string_view text, std::size_t most)
{
    constexpr unsigned char mask = 0xC0;
    constexpr unsigned char follows = 0x80;
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & mask) == follows) continue;
        if (++seen > most) return text.substr(0, at);
    }
    return text;
}

/// 0 → "A", 26 → "AA".
std::string letters_of(std::size_t column)
{
    std::string name;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / letters)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % letters));
    return name;
}

std::string cell_of(std::string_view text, std::size_t row, std::size_t column, int style)
{
    const std::string place = letters_of(column) + std::to_string(row);
    return "<c r=\"" + place + "\" s=\"" + std::to_string(style) + R"(" t="inlineStr"><is><t xml:space="preserve">)"
           + escaped(text) + "</t></is></c>";
}

/// The tab's name without what spreadsheets forbid in it.
std::string tab_title(std::string_view title)
{
    std::string name(beginning(title, longest_title));
    std::erase_if(name, [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; });
    return name.empty() ? "1" : name;
}

std::string workbook_of(const Sheet& sheet)
{
    return R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
           R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets><sheet name=")"
           + escaped(tab_title(sheet.title)) + R"(" sheetId="1" r:id="rId1"/></sheets></workbook>)";
}

std::string columns_of(const Sheet& sheet)
{
    std::string text = "<cols>";
    for (std::size_t at = 0; at < sheet.headings.size(); ++at) {
        std::size_t width = std::max(narrowest, forms::length_of(sheet.headings[at]) / 2);
        for (const auto& row : sheet.rows)
            width = std::max(width, forms::length_of(row[at]) + 2);
        const std::string number = std::to_string(at + 1);
        text += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" + std::to_string(std::min(width, widest))
                + R"(" customWidth="1"/>)";
    }
    return text + "</cols>";
}

std::string running_head(const Sheet& sheet)
{
    if (sheet.notes.empty()) return {};
    std::string text;
    // "&" begins a code there.
    for (const char c : beginning(sheet.notes.front(), longest_running_head))
        text += c == '&' ? std::string("&&") : std::string(1, c);
    return "<headerFooter><oddHeader>&amp;C" + escaped(text) + "</oddHeader></headerFooter>";
}

std::string worksheet_of(const Sheet& sheet)
{
    std::size_t row = 0;
    std::string lines;
    const auto add = [&](const std::vector<std::string>& cells, int style) {
        ++row;
        lines += "<row r=\"" + std::to_string(row) + "\">";
        for (std::size_t column = 0; column < cells.size(); ++column)
            lines += cell_of(cells[column], row, column, style);
        lines += "</row>";
    };
    for (const std::string& note : sheet.notes)
        add({note}, row == 0 ? 1 : 0);
    add(sheet.headings, 2);
    const std::string frozen = std::to_string(row);
    const std::string below = "A" + std::to_string(row + 1);
    for (const auto& cells : sheet.rows)
        add(cells, 3);
    return R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>)"
           R"(<sheetView workbookViewId="0"><pane ySplit=")"
           + frozen + "\" topLeftCell=\"" + below
           + R"(" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>)" + columns_of(sheet)
           + "<sheetData>" + lines + "</sheetData>" + R"(<pageSetup paperSize="9" orientation="landscape"/>)"
           + running_head(sheet) + "</worksheet>";
}

}  // namespace

Result<std::string> xlsx_of(const Sheet& sheet)
{
    for (const auto& row : sheet.rows) {
        for (const std::string& cell : row) {
            if (forms::length_of(cell) > longest_cell) {
                return fail(ErrorCode::too_large, "a cell is too long for a workbook");
            }
        }
    }
    const std::string head(start);
    const std::array parts{
        documents::ZipPart{"[Content_Types].xml", head + std::string(content_types)},
        documents::ZipPart{"_rels/.rels", head + std::string(package_relations)},
        documents::ZipPart{"xl/workbook.xml", head + workbook_of(sheet)},
        documents::ZipPart{"xl/_rels/workbook.xml.rels", head + std::string(workbook_relations)},
        documents::ZipPart{"xl/styles.xml", head + std::string(styles)},
        documents::ZipPart{"xl/worksheets/sheet1.xml", head + worksheet_of(sheet)},
    };
    return documents::zip_of(parts);
}

}  // namespace panoh::exchange
