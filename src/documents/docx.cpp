// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/docx.hpp"

#include "documents/docx_parts.hpp"
#include "documents/picture.hpp"
#include "documents/typeset.hpp"
#include "documents/zip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <list>

namespace panoh::documents {

namespace {

constexpr int line_width = 9979;  ///< twentieths of a point: 176 mm
constexpr double line_millimetres = 176;
constexpr double emu_of_millimetre = 36000;
constexpr int pixels_of_a_picture = 480;
constexpr double gap_of_figures = 6;

/// A line break for every line end.
std::string text_runs(std::string_view text, std::string_view properties = {})
{
    std::string out = fmt::format(R"(<w:r>{}<w:t xml:space="preserve">)", properties);
    std::size_t from = 0;
    while (true) {
        const std::size_t end = text.find('\n', from);
        out += xml_escaped(text.substr(from, end == std::string_view::npos ? end : end - from));
        if (end == std::string_view::npos) break;
        out += R"(</w:t><w:br/><w:t xml:space="preserve">)";
        from = end + 1;
    }
    return out + "</w:t></w:r>";
}

std::string paragraph(std::string_view style, std::string_view runs, std::string_view properties = {})
{
    return fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>)", style, properties, runs);
}

constexpr std::string_view borders =
    R"(<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="737373"/>)"
    R"(<w:left w:val="single" w:sz="4" w:space="0" w:color="737373"/>)"
    R"(<w:bottom w:val="single" w:sz="4" w:space="0" w:color="737373"/>)"
    R"(<w:right w:val="single" w:sz="4" w:space="0" w:color="737373"/>)"
    R"(<w:insideH w:val="single" w:sz="4" w:space="0" w:color="737373"/>)"
    R"(<w:insideV w:val="single" w:sz="4" w:space="0" w:color="737373"/></w:tblBorders>)";

/// Turns blocks into the body of the text; remembers drawings and lists.
class Body {
public:
    explicit Body(const Typesetter& typesetter)
        : typesetter_(&typesetter)
    {}

    void add(const Block& block)
    {
        std::visit([this](const auto& each) { add(each); }, block);
    }

    std::string text;
    std::list<std::string> names;  ///< of parts: stay where they are
    std::vector<ZipPart> media;
    std::size_t figures = 0;
    std::size_t numbered_lists = 0;
    std::optional<Error> failure;

private:
    void add(const Heading& heading)
    {
        text += paragraph(fmt::format("Heading{}", std::clamp(heading.level, 1, 3)), text_runs(heading.text));
    }
    void add(const Paragraph& each)
    {
        const char* style = each.tone == Tone::strong  ? "Strong"
                            : each.small               ? "Small"
                            : each.tone == Tone::quiet ? "Quiet"
                                                       : "Normal";
        text += paragraph(style, text_runs(each.text), each.with_next ? "<w:keepNext/>" : "");
    }
    void add(const RunningText& each)
    {
        std::string runs;
        for (const Run& run : each.runs) {
            std::string properties;
            if (run.strong) properties += "<w:b/>";
            if (run.italic) properties += "<w:i/>";
            runs += text_runs(run.text, properties.empty() ? properties : "<w:rPr>" + properties + "</w:rPr>");
        }
        text += paragraph("Normal", runs);
    }
    void add(const Note& note) { text += paragraph("Note", text_runs(note.text)); }
    void add(const PageBreak& /*page_break*/) { text += R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)"; }
    void add(const Points& points)
    {
        const std::size_t list = points.numbered ? ++numbered_lists + 1 : 1;
        const std::string number = fmt::format(R"(<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>)", list);
        for (const std::string& item : points.items)
            text += paragraph("Point", text_runs(item), number);
    }
    void add(const FactList& facts)
    {
        constexpr double share_of_names = 0.32;
        std::vector<std::vector<std::string>> rows;
        for (const auto& fact : facts.facts)
            rows.push_back({text_runs(fact.name, R"(<w:rPr><w:color w:val="4D4D4D"/></w:rPr>)"), text_runs(fact.value)}
            );
        table({share_of_names, 1 - share_of_names}, {}, rows, {});
    }
    void add(const Table& each)
    {
        std::vector<std::vector<std::string>> rows;
        for (const auto& row : each.rows) {
            rows.emplace_back();
            for (const std::string& cell : row)
                rows.back().push_back(text_runs(cell));
        }
        table(each.widths, each.head, rows, borders);
    }
    void add(const Signatures& signatures)
    {
        for (const auto& signer : signatures.signers) {
            text += paragraph("Normal", "", R"(<w:keepNext/><w:spacing w:before="500" w:after="0"/>)");
            text += paragraph(
                "Strong",
                text_runs(signer.name),
                R"(<w:keepNext/><w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="333333"/></w:pBdr>)"
                R"(<w:ind w:right="4900"/>)"
            );
            text += paragraph("Small", text_runs(signer.below));
        }
    }
    void add(const Figures& each)
    {
        const auto count = static_cast<double>(each.figures.size());
        if (each.figures.empty()) return;
        const double column = (line_millimetres - gap_of_figures * (count - 1)) / count;
        std::vector<std::string> row;
        for (const Figure& figure : each.figures) {
            const auto svg = svg_with_marks(figure, *typesetter_);
            const auto picture = svg ? Picture::read(*svg) : Result<Picture>(svg.error());
            const auto pixels = picture ? picture->png(pixels_of_a_picture) : Result<std::string>(picture.error());
            if (!pixels) {
                failure = pixels.error();
                return;
            }
            const double scale = std::min(column / picture->width(), each.height / picture->height());
            ++figures;
            media.push_back({names.emplace_back(fmt::format("word/media/figure{}.svg", figures)), *svg});
            media.push_back({names.emplace_back(fmt::format("word/media/figure{}.png", figures)), *pixels});
            row.push_back(drawing(figure, picture->width() * scale, picture->height() * scale));
        }
        std::vector<std::string> captions;
        for (const Figure& figure : each.figures)
            captions.push_back(text_runs(figure.caption));
        table(std::vector<double>(each.figures.size(), 1.0), {}, {row, captions}, {});
    }
    void add(const Fields& /*fields*/) { for_paper_only(); }
    void add(const Band& /*band*/) { for_paper_only(); }
    void add(const Question& /*question*/) { for_paper_only(); }
    void for_paper_only() { failure = fail(ErrorCode::internal, "a blank form goes on paper only"); }

    /// Cells hold runs. A paragraph has to follow a table.
    void table(
        const std::vector<double>& widths,
        const std::vector<std::string>& head,
        const std::vector<std::vector<std::string>>& rows,
        std::string_view table_borders
    )
    {
        double sum = 0;
        for (const double width : widths)
            sum += width;
        std::vector<int> columns;
        std::string grid;
        for (const double width : widths) {
            columns.push_back(static_cast<int>(std::lround(line_width * width / (sum > 0 ? sum : 1))));
            grid += fmt::format(R"(<w:gridCol w:w="{}"/>)", columns.back());
        }
        text += fmt::format(
            R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/>{}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{}</w:tblGrid>)",
            line_width,
            table_borders,
            grid
        );
        if (!head.empty()) {
            text += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
            for (std::size_t column = 0; column < columns.size(); ++column) {
                text += cell(
                    columns[column],
                    R"(<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>)",
                    paragraph("CellHead", column < head.size() ? text_runs(head[column]) : std::string())
                );
            }
            text += "</w:tr>";
        }
        for (const auto& row : rows) {
            text += "<w:tr>";
            for (std::size_t column = 0; column < columns.size(); ++column)
                text += cell(columns[column], {}, paragraph("Cell", column < row.size() ? row[column] : std::string()));
            text += "</w:tr>";
        }
        text += "</w:tbl>" + paragraph("Small", "");
    }

    static std::string cell(int width, std::string_view properties, std::string_view inside)
    {
        return fmt::format(
            R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr>{}</w:tc>)", width, properties, inside
        );
    }

    [[nodiscard]] std::string drawing(const Figure& figure, double width, double height) const
    {
        return fmt::format(
            R"(<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{0}" cy="{1}"/>)"
            R"(<wp:docPr id="{2}" name="figure{2}" descr="{3}"/><a:graphic><a:graphicData )"
            R"(uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>)"
            R"(<pic:cNvPr id="{2}" name="figure{2}" descr="{3}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>)"
            R"(<a:blip r:embed="png{2}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">)"
            R"(<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="svg{2}"/>)"
            R"(</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>)"
            R"(<a:off x="0" y="0"/><a:ext cx="{0}" cy="{1}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>)"
            R"(</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>)",
            std::lround(width * emu_of_millimetre),
            std::lround(height * emu_of_millimetre),
            figures,
            xml_escaped(figure.alternative)
        );
    }

    const Typesetter* typesetter_;
};

std::string document_part(const std::string& body)
{
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
        R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" )"
        R"(xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" )"
        R"(xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" )"
        R"(xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{}<w:sectPr>)"
        R"(<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>)"
        R"(<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="907" w:bottom="1134" w:left="1020" )"
        R"(w:header="680" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>)",
        body
    );
}

}  // namespace

Result<std::string> write_docx(const Document& document)
{
    const auto typesetter = Typesetter::create(document.language);
    if (!typesetter) return typesetter.error();
    Body body(*typesetter);
    for (const Block& block : document.blocks)
        body.add(block);
    if (body.failure) return *body.failure;
    std::vector<ZipPart> parts{
        {"[Content_Types].xml", docx_content_types()},
        {"_rels/.rels", docx_package_relations()},
        {"docProps/core.xml", docx_properties(document)},
        {"word/document.xml", document_part(body.text)},
        {"word/styles.xml", docx_styles(document.language)},
        {"word/numbering.xml", docx_numbering(body.numbered_lists)},
        {"word/settings.xml", docx_settings(document.language)},
        {"word/header1.xml", docx_header(document)},
        {"word/footer1.xml", docx_footer(document)},
        {"word/_rels/document.xml.rels", docx_relations(body.figures)},
    };
    for (ZipPart& part : body.media)
        parts.push_back(std::move(part));
    return zip_of(parts);
}

}  // namespace panoh::documents
