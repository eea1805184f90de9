// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/pdf.hpp"

#include "documents/sample_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace panoh::documents {
namespace {

Document form(int questions)
{
    Document document;
    document.title = "Бланк call";
    document.language = "ru";
    document.head_left = "Обращение";
    document.head_right = "Бланк call · версия 1";
    document.foot = "Конфиденциально";
    document.page_of = "Страница {page} из {pages}";
    document.blocks.emplace_back(Heading{1, "Обращение"});
    document.blocks.emplace_back(Fields{{{"Дата", 1}, {"Заполнил", 2}}});
    for (int number = 1; number <= questions; ++number) {
        Question question;
        question.number = "A" + std::to_string(number);
        question.label = "Ҷавоб, Ўзбек ғ, Latin ʻ";
        question.answers.emplace_back(TickBoxes{{{"Да", 0}, {"Нет", 0}}});
        question.answers.emplace_back(WritingLines{2});
        question.answers.emplace_back(Table{{1, 2}, {"Имя", "Фамилия"}, {{"", ""}, {"", ""}}, 8});
        question.instead = {"Не спрашивали"};
        document.blocks.emplace_back(std::move(question));
    }
    return document;
}

/// What the program that people use would find when it opens the document.
struct Opened {
    explicit Opened(const std::string& bytes)
        : bytes_(bytes)
    {
        file.processMemoryFile("document", bytes_.data(), bytes_.size());
    }
    std::string bytes_;
    QPDF file;

    std::size_t pages() { return QPDFPageDocumentHelper(file).getAllPages().size(); }

    /// Structure tags in the order of reading.
    std::vector<std::string> tags()
    {
        std::vector<std::string> found;
        add_tags(file.getRoot().getKey("/StructTreeRoot"), found);
        return found;
    }

private:
    static void add_tags(QPDFObjectHandle element, std::vector<std::string>& found)
    {
        if (element.isArray()) {
            for (auto& each : element.getArrayAsVector())
                add_tags(each, found);
            return;
        }
        if (!element.isDictionary()) return;
        if (element.hasKey("/S")) found.push_back(element.getKey("/S").getName().substr(1));
        if (element.hasKey("/K")) add_tags(element.getKey("/K"), found);
    }
};

TEST(Pdf, opens_without_a_complaint_and_names_its_language_and_title)
{
    const auto written = write_pdf(form(3));
    ASSERT_TRUE(written.has_value()) << written.error().detail;
    Opened opened(*written);
    EXPECT_TRUE(opened.file.getWarnings().empty());
    EXPECT_EQ(opened.pages(), 1U);
    EXPECT_EQ(opened.file.getRoot().getKey("/Lang").getUTF8Value(), "ru");
    EXPECT_EQ(opened.file.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value(), "Бланк call");
}

TEST(Pdf, says_nothing_of_who_made_it_when_and_with_what)
{
    const auto written = write_pdf(form(1));
    ASSERT_TRUE(written.has_value());
    Opened opened(*written);
    auto info = opened.file.getTrailer().getKey("/Info");
    for (const char* key : {"/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate"})
        EXPECT_FALSE(info.hasKey(key)) << key;
}

TEST(Pdf, of_the_same_document_is_the_same_bytes)
{
    const auto one = write_pdf(form(5));
    const auto two = write_pdf(form(5));
    ASSERT_TRUE(one.has_value() && two.has_value());
    EXPECT_EQ(*one, *two);
}

TEST(Pdf, goes_on_over_as_many_sheets_as_it_needs)
{
    const auto written = write_pdf(form(60));
    ASSERT_TRUE(written.has_value());
    EXPECT_GT(Opened(*written).pages(), 8U);
}

TEST(Pdf, of_an_empty_document_is_one_sheet)
{
    Document empty;
    empty.language = "en";
    empty.page_of = "{page} / {pages}";
    const auto written = write_pdf(empty);
    ASSERT_TRUE(written.has_value());
    EXPECT_EQ(Opened(*written).pages(), 1U);
}

TEST(Pdf, is_tagged_from_the_document_down_to_cells)
{
    const auto written = write_pdf(sample("ru"));
    ASSERT_TRUE(written.has_value()) << written.error().detail;
    Opened opened(*written);
    EXPECT_TRUE(opened.file.getWarnings().empty());
    const auto tags = opened.tags();
    ASSERT_FALSE(tags.empty());
    EXPECT_EQ(tags.front(), "Document");
    for (const char* tag : {"H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure"})
        EXPECT_NE(std::find(tags.begin(), tags.end(), tag), tags.end()) << tag;
}

TEST(Pdf, says_what_a_drawing_shows)
{
    const auto written = write_pdf(sample("en"));
    ASSERT_TRUE(written.has_value());
    Opened opened(*written);
    std::size_t figures = 0;
    for (auto& each : opened.file.getAllObjects()) {
        if (!each.isDictionary() || !each.hasKey("/S") || each.getKey("/S").getName() != "/Figure") continue;
        ++figures;
        EXPECT_EQ(each.getKey("/Alt").getUTF8Value(), "A square with one mark");
    }
    EXPECT_EQ(figures, 1U);
}

TEST(Pdf, embeds_every_font)
{
    const auto written = write_pdf(sample("ru"));
    ASSERT_TRUE(written.has_value());
    Opened opened(*written);
    std::size_t descriptors = 0;
    for (auto& each : opened.file.getAllObjects()) {
        if (!each.isDictionary() || !each.hasKey("/Type") || each.getKey("/Type").getName() != "/FontDescriptor")
            continue;
        ++descriptors;
        EXPECT_TRUE(each.hasKey("/FontFile") || each.hasKey("/FontFile2") || each.hasKey("/FontFile3"));
    }
    EXPECT_GT(descriptors, 0U);
}

TEST(Pdf, with_a_password_opens_with_that_alone)
{
    const auto written = write_pdf(sample("en"), Sensitive<std::string>("a long password"));
    ASSERT_TRUE(written.has_value()) << written.error().detail;
    QPDF locked;
    locked.setSuppressWarnings(true);
    EXPECT_ANY_THROW(locked.processMemoryFile("document", written->data(), written->size()));
    QPDF open;
    open.processMemoryFile("document", written->data(), written->size(), "a long password");
    int revision = 0;
    int permissions = 0;
    int version = 0;
    auto method = QPDF::e_unknown;
    EXPECT_TRUE(open.isEncrypted(revision, permissions, version, method, method, method));
    EXPECT_EQ(method, QPDF::e_aesv3);
    EXPECT_EQ(written->find("A-2026-0007"), std::string::npos);
}

TEST(Pdf, a_row_that_no_page_can_hold_goes_on_over_pages)
{
    Document document = sample("ru");
    std::string course;
    for (int sentence = 0; sentence < 900; ++sentence)
        course += "Слово за словом рассказ идёт дальше. ";
    document.blocks.emplace_back(Table{{1, 1}, {"Когда", "Что"}, {{"3 мая", course}}});
    const auto written = write_pdf(document);
    ASSERT_TRUE(written.has_value());
    EXPECT_GT(Opened(*written).pages(), 6U);
}

TEST(Pdf, of_a_drawing_that_is_none_is_refused)
{
    Document document;
    document.language = "en";
    document.blocks.emplace_back(Figures{{{"no drawing", "", "", {}}}});
    const auto written = write_pdf(document);
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, ErrorCode::damaged);
}

}  // namespace
}  // namespace panoh::documents
