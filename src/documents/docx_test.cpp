// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/docx.hpp"

#include "documents/sample_for_test.hpp"

#include <gmock/gmock.h>

#include <array>
#include <map>
#include <zlib.h>

namespace panoh::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::uint32_t number_at(const std::string& bytes, std::size_t at, int length)
{
    std::uint32_t number = 0;
    for (int byte = length - 1; byte >= 0; --byte)
        number = number << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(byte)]);
    return number;
}

std::string inflated(const std::string& packed, std::size_t size)
{
    std::string out(size, '\0');
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, -15), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    return out;
}

/// The parts of the archive by name, from their own heads.
std::map<std::string, std::string> parts_of(const std::string& bytes)
{
    std::map<std::string, std::string> parts;
    std::size_t at = 0;
    while (bytes.compare(at, 4, "PK\x03\x04") == 0) {
        const std::size_t packed = number_at(bytes, at + 18, 4);
        const std::size_t whole = number_at(bytes, at + 22, 4);
        const std::size_t name = number_at(bytes, at + 26, 2);
        parts[bytes.substr(at + 30, name)] = inflated(bytes.substr(at + 30 + name, packed), whole);
        at += 30 + name + packed;
    }
    return parts;
}

std::map<std::string, std::string> parts_of(const Document& document)
{
    const auto written = write_docx(document);
    EXPECT_TRUE(written.has_value()) << (written ? "" : written.error().detail);
    return written ? parts_of(*written) : std::map<std::string, std::string>();
}

/// Elements are closed in the order in which they were opened.
void expect_well_formed(const std::string& part, const std::string& xml)
{
    std::vector<std::string> open;
    for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find('>', at);
        ASSERT_NE(end, std::string::npos) << part;
        const std::string tag = xml.substr(at + 1, end - at - 1);
        if (tag.starts_with('?') || tag.ends_with('/')) continue;
        if (!tag.starts_with('/')) {
            open.push_back(tag.substr(0, tag.find(' ')));
            continue;
        }
        ASSERT_FALSE(open.empty()) << part;
        ASSERT_EQ("/" + open.back(), tag) << part;
        open.pop_back();
    }
    EXPECT_TRUE(open.empty()) << part;
}

TEST(Docx, every_part_is_well_formed_and_every_relation_leads_to_a_part)
{
    const auto parts = parts_of(sample("ru"));
    for (const auto& [name, text] : parts)
        if (!name.ends_with(".png")) expect_well_formed(name, text);
    const std::string relations = parts.at("word/_rels/document.xml.rels");
    for (std::size_t at = relations.find("Target=\""); at != std::string::npos;
         at = relations.find("Target=\"", at + 1)) {
        const std::size_t from = at + 8;
        const std::string target = relations.substr(from, relations.find('"', from) - from);
        EXPECT_TRUE(parts.contains("word/" + target)) << target;
    }
}

TEST(Docx, has_headings_lists_and_tables_with_heads_that_come_again)
{
    const std::string body = parts_of(sample("ru")).at("word/document.xml");
    for (const char* part :
         {"w:val=\"Heading1\"", "w:val=\"Heading2\"", "<w:tblHeader/>", "<w:numId w:val=\"2\"/>", "w:type=\"page\""})
        EXPECT_THAT(body, HasSubstr(part));
    EXPECT_THAT(body, HasSubstr("Хронология событий"));
    EXPECT_THAT(body, HasSubstr("&lt;ответ&gt; &amp; ещё"));
}

TEST(Docx, of_a_drawing_has_its_words_and_the_pixels_beside_it)
{
    const auto parts = parts_of(sample("en"));
    EXPECT_TRUE(parts.at("word/media/figure1.png").starts_with("\x89PNG"));
    EXPECT_THAT(parts.at("word/media/figure1.svg"), HasSubstr("<circle"));
    EXPECT_THAT(parts.at("word/media/figure1.svg"), Not(HasSubstr("<text")));
    EXPECT_THAT(parts.at("word/document.xml"), HasSubstr("descr=\"A square with one mark\""));
}

TEST(Docx, says_its_language_and_title_and_nothing_of_who_made_it)
{
    const auto parts = parts_of(sample("ru"));
    EXPECT_THAT(parts.at("word/styles.xml"), HasSubstr("<w:lang w:val=\"ru\""));
    const std::string properties = parts.at("docProps/core.xml");
    EXPECT_THAT(properties, HasSubstr("<dc:title>Хронология событий</dc:title>"));
    for (const char* telling : {"creator", "created", "modified", "lastModifiedBy"})
        EXPECT_THAT(properties, Not(HasSubstr(telling)));
    EXPECT_FALSE(parts.contains("docProps/app.xml"));
}

TEST(Docx, counts_its_pages)
{
    const std::string foot = parts_of(sample("ru")).at("word/footer1.xml");
    for (const char* part : {"Страница ", " PAGE ", " NUMPAGES "})
        EXPECT_THAT(foot, HasSubstr(part));
}

TEST(Docx, of_the_same_document_is_the_same_bytes)
{
    EXPECT_EQ(*write_docx(sample("ru")), *write_docx(sample("ru")));
}

TEST(Docx, of_a_blank_form_is_refused)
{
    Document form;
    form.language = "en";
    form.blocks.emplace_back(Band{"A", "Part"});
    EXPECT_FALSE(write_docx(form).has_value());
}

}  // namespace
}  // namespace panoh::documents
