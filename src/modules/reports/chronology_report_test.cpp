// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/chronology_report.hpp"

#include "modules/reports/chronology_time.hpp"
#include "modules/reports/sample_for_test.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ChronologyDocument, is_as_it_was_in_english)
{
    expect_golden("chronology-en", chronology_document(sample_chronology(), translator_to("en")));
}

TEST(ChronologyDocument, is_as_it_was_in_russian)
{
    expect_golden("chronology-ru", chronology_document(sample_chronology(), translator_to("ru")));
}

TEST(ChronologyDocument, names_what_is_missing_and_every_difference_on_its_last_page)
{
    const std::string text = TextOf(chronology_document(sample_chronology(), translator_to("en"))).text();
    const std::string last = text.substr(text.find("\npage\n"));
    EXPECT_THAT(last, HasSubstr("Sources differ, registered"));
    EXPECT_THAT(last, HasSubstr("Not recorded: certainty"));
}

TEST(ChronologyDocument, of_an_empty_case_says_that_nothing_is_recorded)
{
    Chronology empty;
    empty.head = sample_head();
    const std::string text = TextOf(chronology_document(empty, translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("No event is recorded yet."));
    EXPECT_THAT(text, HasSubstr("No source is recorded yet."));
    EXPECT_THAT(text, Not(HasSubstr("Who is said to have taken part")));
}

TEST(ChronologyDocument, says_that_it_is_training_where_it_is)
{
    Chronology training = sample_chronology();
    training.head.training = true;
    EXPECT_THAT(TextOf(chronology_document(training, translator_to("ru"))).text(), HasSubstr("Тренировка"));
}

TEST(ChronologyTimes, are_told_with_their_doubt)
{
    const auto english = translator_to("en");
    using events::Measure;
    EXPECT_EQ(in_words(events::Point{"2026-05-03", "17:40", true}, english), "3 May 2026, about 17:40");
    EXPECT_EQ(in_words(Measure{Measure::Kind::between, 2041min, 3480min}, english), "from 34 h 1 min to 58 h 0 min");
    EXPECT_EQ(in_words(Measure{Measure::Kind::at_least, 7200min}, english), "at least 5 d 0 h");
    EXPECT_THAT(in_words(Measure{Measure::Kind::reversed}, english), HasSubstr("to clarify"));
    EXPECT_THAT(in_words(Measure{Measure::Kind::exact, 60min, 60min, true}, english), HasSubstr("approximate"));
    EXPECT_EQ(in_words(events::Item{}, english), "No date is known");
}

TEST(DocumentNames, of_files_hold_numbers_and_codes_alone)
{
    EXPECT_EQ(file_name_of("A-2026-0007", "chronology", "ru", "pdf"), "document-A-2026-0007-chronology-ru.pdf");
    EXPECT_EQ(file_name_of("../Ы\n", "k", "en", "docx"), "document--------k-en.docx");
}

}  // namespace
}  // namespace panoh::reports
