// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/pdf.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace panoh::documents
