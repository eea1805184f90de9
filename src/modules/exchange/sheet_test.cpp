// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/sheet.hpp"

#include "documents/zip.hpp"

#include <gmock/gmock.h>

#include <map>
#include <zlib.h>

namespace panoh::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Sheet sheet()
{
    return {"Register", {"Internal — not for publication"}, {"Case", "Name"}, {{"A-2026-0001", "Ҷамшед <Раҳмонов>"}}};
}

std::size_t number_at(const std::string& bytes, std::size_t at, std::size_t size)
{
    std::size_t number = 0;
    for (std::size_t back = size; back > 0; --back)
        number = number * 256 + static_cast<unsigned char>(bytes.at(at + back - 1));
    return number;
}

/// What an unpacking program finds, by way of the directory at the end.
std::map<std::string, std::string> unpacked(const std::string& bytes)
{
    std::map<std::string, std::string> parts;
    const std::size_t end = bytes.rfind("PK\x05\x06");
    std::size_t entry = number_at(bytes, end + 16, 4);
    for (std::size_t left = number_at(bytes, end + 10, 2); left > 0; --left) {
        const std::size_t packed = number_at(bytes, entry + 20, 4);
        const std::size_t whole = number_at(bytes, entry + 24, 4);
        const std::size_t name_size = number_at(bytes, entry + 28, 2);
        const std::size_t local = number_at(bytes, entry + 42, 4);
        const std::string name = bytes.substr(entry + 46, name_size);
        std::string in = bytes.substr(local + 30 + name_size, packed);
        std::string out(whole, '\0');
        z_stream stream{};
        EXPECT_EQ(inflateInit2(&stream, -15), Z_OK);
        stream.next_in = reinterpret_cast<Bytef*>(in.data());
        stream.avail_in = static_cast<uInt>(in.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END) << name;
        inflateEnd(&stream);
        EXPECT_EQ(crc32_z(0, reinterpret_cast<const Bytef*>(out.data()), out.size()), number_at(bytes, entry + 16, 4));
        parts[name] = out;
        entry += 46 + name_size;
    }
    return parts;
}

TEST(Csv, begins_with_what_everybody_has_to_see_in_lines_of_equal_length)
{
    EXPECT_EQ(
        csv_of(sheet(), false),
        "\"Internal — not for publication\",\"\"\r\n\"Case\",\"Name\"\r\n\"A-2026-0001\",\"Ҷамшед <Раҳмонов>\"\r\n"
    );
    EXPECT_THAT(csv_of(sheet(), true), StartsWith("\xEF\xBB\xBF\"Internal"));
}

TEST(Csv, keeps_quotes_commas_and_line_ends_inside_their_cell)
{
    EXPECT_EQ(csv_cell("a,\"b\"\nc"), "\"a,\"\"b\"\"\nc\"");
}

TEST(Csv, no_cell_becomes_a_formula)
{
    for (const char* start : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"})
        EXPECT_THAT(csv_cell(start), StartsWith("\"'")) << start;
    EXPECT_EQ(csv_cell("Ҷамшед"), "\"Ҷамшед\"");
    EXPECT_EQ(csv_cell("a=1"), "\"a=1\"");
    EXPECT_EQ(csv_cell(""), "\"\"");
}

TEST(Csv, characters_that_nobody_sees_become_spaces)
{
    EXPECT_EQ(csv_cell(std::string("a\x01\x1F") + "b"), "\"a  b\"");
}

TEST(Workbook, holds_text_and_no_formulas)
{
    Sheet tricky = sheet();
    tricky.rows.push_back({"=cmd|' /C calc'!A0", "+1"});
    const auto book = xlsx_of(tricky);
    ASSERT_TRUE(book.has_value());
    const std::string text = unpacked(*book).at("xl/worksheets/sheet1.xml");
    EXPECT_THAT(text, HasSubstr("Ҷамшед &lt;Раҳмонов&gt;"));
    EXPECT_THAT(text, HasSubstr(R"(t="inlineStr"><is><t xml:space="preserve">=cmd|' /C calc'!A0</t>)"));
    EXPECT_THAT(text, Not(HasSubstr("<f>")));
}

TEST(Workbook, says_on_the_first_line_and_on_every_printed_page_that_it_is_internal)
{
    const std::string text = unpacked(*xlsx_of(sheet())).at("xl/worksheets/sheet1.xml");
    EXPECT_THAT(text, HasSubstr(R"(<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">Internal)"));
    EXPECT_THAT(text, HasSubstr("<oddHeader>&amp;CInternal — not for publication</oddHeader>"));
}

TEST(Workbook, has_no_properties_and_the_same_sheet_gives_the_same_bytes)
{
    const auto book = xlsx_of(sheet());
    for (const auto& [name, text] : unpacked(*book))
        EXPECT_THAT(name, Not(HasSubstr("docProps")));
    EXPECT_EQ(*book, *xlsx_of(sheet()));
}

TEST(Workbook, refuses_a_cell_that_a_spreadsheet_would_cut)
{
    Sheet large = sheet();
    large.rows.front().back() = std::string(32'768, 'a');
    ASSERT_FALSE(xlsx_of(large).has_value());
    EXPECT_EQ(xlsx_of(large).error().code, ErrorCode::too_large);
}

TEST(Workbook, gives_its_tab_a_name_that_spreadsheets_take)
{
    Sheet named = sheet();
    named.title = "A/B:[C]?*";
    EXPECT_THAT(unpacked(*xlsx_of(named)).at("xl/workbook.xml"), HasSubstr("<sheet name=\"ABC\""));
}

TEST(Archive, without_parts_is_an_empty_one)
{
    EXPECT_TRUE(unpacked(*documents::zip_of({})).empty());
}

}  // namespace
}  // namespace panoh::exchange
