// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/docx_parts.hpp"

#include <fmt/format.h>

#include <array>

namespace panoh::documents {

namespace {

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view word_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view relation_kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view relations_space = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view types_of_word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Millimetres of the line in twentieths of a point: where the second half of head and foot ends.
constexpr int line_end = 9979;

std::string style(std::string_view id, std::string_view name, std::string_view paragraph, std::string_view letters)
{
    return fmt::format(
        R"(<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/><w:basedOn w:val="Normal"/><w:qFormat/>)"
        R"(<w:pPr>{2}</w:pPr><w:rPr>{3}</w:rPr></w:style>)",
        id,
        name,
        paragraph,
        letters
    );
}

std::string heading_style(int level, int half_points, int before)
{
    return style(
        fmt::format("Heading{}", level),
        fmt::format("heading {}", level),
        fmt::format(
            R"(<w:keepNext/><w:keepLines/><w:spacing w:before="{}" w:after="80"/><w:outlineLvl w:val="{}"/>)",
            before,
            level - 1
        ),
        fmt::format(R"(<w:b/><w:sz w:val="{0}"/><w:szCs w:val="{0}"/>)", half_points)
    );
}

std::string numbering_level(std::string_view format, std::string_view text)
{
    return fmt::format(
        R"(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>)"
        R"(<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl>)",
        format,
        text
    );
}

std::string field(std::string_view code)
{
    return fmt::format(
        R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>)"
        R"(<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)",
        code
    );
}

std::string words(std::string_view text)
{
    if (text.empty()) return {};
    return fmt::format(R"(<w:r><w:t xml:space="preserve">{}</w:t></w:r>)", xml_escaped(text));
}

/// "Page {page} of {pages}" with fields for the two marks.
std::string page_of(std::string_view text)
{
    constexpr std::array marks{std::pair("{page}", "PAGE"), std::pair("{pages}", "NUMPAGES")};
    std::string out;
    while (!text.empty()) {
        std::size_t first = text.size();
        const std::pair<const char*, const char*>* next = nullptr;
        for (const auto& mark : marks) {
            const std::size_t at = text.find(mark.first);
            if (at >= first) continue;
            first = at;
            next = &mark;
        }
        out += words(text.substr(0, first));
        if (next == nullptr) break;
        out += field(next->second);
        text.remove_prefix(first + std::string_view(next->first).size());
    }
    return out;
}

/// Head or foot of each page: one text at the left, the other at the right.
std::string running_part(std::string_view element, std::string_view left, std::string_view right)
{
    return fmt::format(
        R"({0}<w:{1} xmlns:w="{2}"><w:p><w:pPr><w:pStyle w:val="Running"/><w:tabs><w:tab w:val="right" w:pos="{3}"/></w:tabs>)"
        R"(</w:pPr>{4}<w:r><w:tab/></w:r>{5}</w:p></w:{1}>)",
        xml_head,
        element,
        word_space,
        line_end,
        left,
        right
    );
}

std::string relation(std::string_view id, std::string_view kind, std::string_view target)
{
    return fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, relation_kinds, kind, target);
}

}  // namespace

std::string xml_escaped(std::string_view text)
{
    std::string out;
    for (const char each : text) {
        switch (each) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(each) >= ' ' || each == '\t') out += each;
        }
    }
    return out;
}

std::string docx_styles(std::string_view language)
{
    std::string out = fmt::format(
        R"({0}<w:styles xmlns:w="{1}"><w:docDefaults><w:rPrDefault><w:rPr>)"
        R"(<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:eastAsia="Noto Sans" w:cs="Noto Sans"/>)"
        R"(<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{2}" w:eastAsia="{2}" w:bidi="{2}"/></w:rPr></w:rPrDefault>)"
        R"(<w:pPrDefault><w:pPr><w:spacing w:after="100"/></w:pPr></w:pPrDefault></w:docDefaults>)"
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>)"
        R"(<w:pPr><w:widowControl/></w:pPr></w:style>)"
        R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>)"
        R"(<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>)"
        R"(<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)",
        xml_head,
        word_space,
        xml_escaped(language)
    );
    out += heading_style(1, 34, 0) + heading_style(2, 26, 240) + heading_style(3, 23, 200);
    constexpr std::string_view grey = R"(<w:color w:val="4D4D4D"/>)";
    out += style("Strong", "Strong text", "", "<w:b/>");
    out += style("Quiet", "Quiet text", "", grey);
    out += style("Small", "Small text", "", R"(<w:sz w:val="17"/><w:szCs w:val="17"/>)");
    out += style("Running", "Running line", "", R"(<w:color w:val="4D4D4D"/><w:sz w:val="17"/><w:szCs w:val="17"/>)");
    out += style(
        "Caption",
        "caption",
        R"(<w:spacing w:after="160"/>)",
        R"(<w:color w:val="333333"/><w:sz w:val="17"/><w:szCs w:val="17"/>)"
    );
    out += style(
        "Cell", "Table text", R"(<w:spacing w:before="40" w:after="40"/>)", R"(<w:sz w:val="19"/><w:szCs w:val="19"/>)"
    );
    out += style(
        "CellHead",
        "Table head",
        R"(<w:spacing w:before="40" w:after="40"/>)",
        R"(<w:b/><w:sz w:val="17"/><w:szCs w:val="17"/>)"
    );
    out += style("Point", "List point", R"(<w:spacing w:after="40"/>)", "");
    out += style(
        "Note",
        "Note",
        R"(<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="595959"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F3F3F3"/>)"
        R"(<w:spacing w:before="60" w:after="160"/>)",
        R"(<w:sz w:val="19"/><w:szCs w:val="19"/>)"
    );
    return out + "</w:styles>";
}

std::string docx_numbering(std::size_t numbered_lists)
{
    std::string out = fmt::format(
        R"({}<w:numbering xmlns:w="{}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{}</w:abstractNum>)"
        R"(<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>{}</w:abstractNum>)"
        R"(<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>)",
        xml_head,
        word_space,
        numbering_level("bullet", "•"),
        numbering_level("decimal", "%1.")
    );
    for (std::size_t list = 0; list < numbered_lists; ++list) {
        out += fmt::format(
            R"(<w:num w:numId="{}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>)",
            list + 2
        );
    }
    return out + "</w:numbering>";
}

std::string docx_settings(std::string_view language)
{
    return fmt::format(
        R"({}<w:settings xmlns:w="{}"><w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" )"
        R"(w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{}"/></w:settings>)",
        xml_head,
        word_space,
        xml_escaped(language)
    );
}

std::string docx_properties(const Document& document)
{
    return fmt::format(
        R"({}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
        R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>)",
        xml_head,
        xml_escaped(document.title),
        xml_escaped(document.language)
    );
}

std::string docx_header(const Document& document)
{
    return running_part("hdr", words(document.head_left), words(document.head_right));
}

std::string docx_footer(const Document& document)
{
    return running_part("ftr", words(document.foot), page_of(document.page_of));
}

std::string docx_content_types()
{
    std::string out = fmt::format(
        R"({}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>)"
        R"(<Default Extension="svg" ContentType="image/svg+xml"/>)"
        R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)",
        xml_head
    );
    constexpr std::array parts{
        std::pair("document", "document.main"),
        std::pair("styles", "styles"),
        std::pair("numbering", "numbering"),
        std::pair("settings", "settings"),
        std::pair("header1", "header"),
        std::pair("footer1", "footer"),
    };
    for (const auto& [name, type] : parts) {
        out += fmt::format(R"(<Override PartName="/word/{}.xml" ContentType="{}.{}+xml"/>)", name, types_of_word, type);
    }
    return out + "</Types>";
}

std::string docx_package_relations()
{
    return fmt::format(
        R"({}<Relationships xmlns="{}">{}<Relationship Id="rId2" )"
        R"(Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>)"
        R"(</Relationships>)",
        xml_head,
        relations_space,
        relation("rId1", "officeDocument", "word/document.xml")
    );
}

std::string docx_relations(std::size_t figures)
{
    std::string out = fmt::format(R"({}<Relationships xmlns="{}">)", xml_head, relations_space);
    for (const char* part : {"styles", "numbering", "settings"})
        out += relation(part, part, fmt::format("{}.xml", part));
    out += relation("header1", "header", "header1.xml") + relation("footer1", "footer", "footer1.xml");
    for (std::size_t figure = 1; figure <= figures; ++figure) {
        for (const char* kind : {"svg", "png"})
            out += relation(fmt::format("{}{}", kind, figure), "image", fmt::format("media/figure{}.{}", figure, kind));
    }
    return out + "</Relationships>";
}

}  // namespace panoh::documents
