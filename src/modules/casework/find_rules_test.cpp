// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find_rules.hpp"

#include "modules/casework/recent.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::casework {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

forms::RecordType told()
{
    forms::RecordType type;
    type.name = "note";
    forms::Field text;
    text.name = "text";
    forms::Field place = text;
    place.name = "place";
    forms::Field code = text;
    code.name = "kind";
    code.coded = true;
    forms::Field rows;
    rows.name = "asked";
    rows.kind = forms::FieldKind::rows;
    rows.rows = {place};
    type.fields = {text, code, rows};
    return type;
}

Hit hit(Hit::Kind kind, std::string state, std::string region, std::uint16_t year)
{
    Hit made;
    made.kind = kind;
    made.state = std::move(state);
    made.region = std::move(region);
    made.year = year;
    return made;
}

std::vector<Hit> three_hits()
{
    return {
        hit(Hit::Kind::case_file, "open", "TJ-DU", 2026),
        hit(Hit::Kind::case_file, "closed", "", 2025),
        hit(Hit::Kind::person, "", "", 2026)};
}

TEST(FindRules, words_are_sought_in_small_letters_and_short_ones_only_alone)
{
    EXPECT_THAT(words_sought("Задержан В Марте"), ElementsAre("задержан", "марте"));
    EXPECT_THAT(words_sought("in it"), ElementsAre("in", "it"));
    EXPECT_THAT(words_sought("мать Мать"), ElementsAre("мать"));
}

TEST(FindRules, every_word_has_to_stand_in_a_record_and_the_place_is_told)
{
    const boost::json::object content{
        {"text", "The brother was detained"}, {"kind", "detained"}, {"asked", {{{"place", "Temporary ward"}}}}};
    const auto places = where_words_stand(told(), content, {"brother", "ward"});
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].field, "text");
    EXPECT_THAT(places[0].words, ElementsAre("brother"));
    EXPECT_EQ(places[1].field, "asked");
    EXPECT_EQ(places[1].column, "place");
    EXPECT_THAT(where_words_stand(told(), content, {"brother", "sister"}), IsEmpty());
    EXPECT_THAT(where_words_stand(told(), content, {}), IsEmpty());
}

TEST(FindRules, facets_count_what_the_rest_of_the_choice_leaves_and_what_is_not_answered)
{
    FindFilter filter;
    filter[0] = "case_file";
    const FindCounts counts = counts_of(three_hits(), filter);
    EXPECT_THAT(counts[0], ElementsAre(std::pair<std::string, std::size_t>("case_file", 2), std::pair("person", 1)));
    EXPECT_THAT(counts[2], ElementsAre(std::pair<std::string, std::size_t>("TJ-DU", 1), std::pair("-", 1)));
    EXPECT_THAT(
        counts[3],
        ElementsAre(std::pair<std::string, std::size_t>("case_file:closed", 1), std::pair("case_file:open", 1))
    );
    EXPECT_THAT(counts[4], ElementsAre(std::pair<std::string, std::size_t>("2025", 1), std::pair("2026", 1)));
}

TEST(FindRules, a_region_that_was_never_asked_is_not_counted_as_unanswered)
{
    FindFilter filter;
    filter[2] = "-";
    const std::vector<Hit> hits = three_hits();
    EXPECT_FALSE(passes(hits[0], filter));
    EXPECT_TRUE(passes(hits[1], filter));
    EXPECT_FALSE(passes(hits[2], filter));
}

TEST(FindRules, a_place_is_known_by_the_beginning_of_any_word_of_its_name)
{
    const std::vector<std::pair<std::string, std::string>> labels{
        {"TJ-DU", "Dushanbe"}, {"TJ-RA", "Districts of Republican Subordination"}, {"TJ-DU", "Душанбе"}};
    EXPECT_THAT(regions_named("душа", labels), ElementsAre("TJ-DU"));
    EXPECT_THAT(regions_named("republican", labels), ElementsAre("TJ-RA"));
    EXPECT_THAT(regions_named("du", labels), IsEmpty());
}

TEST(FindRules, what_was_opened_last_stands_first_and_once)
{
    SeededRandom random{5};
    std::vector<FileId> files;
    for (std::size_t at = 0; at < most_recent + 2; ++at)
        files.push_back(random.id<FileId>());
    std::vector<FileId> known;
    for (const FileId& file : files)
        known = after_opening(std::move(known), file);
    EXPECT_EQ(known.size(), most_recent);
    EXPECT_EQ(known.front(), files.back());
    known = after_opening(std::move(known), known[3]);
    EXPECT_EQ(known.size(), most_recent);
    EXPECT_EQ(known[1], files.back());
}

}  // namespace
}  // namespace panoh::casework
