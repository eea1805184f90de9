// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/terms.hpp"

#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/module.hpp"
#include "modules/evaluation/pages_terms.hpp"
#include "web/pages/pages_test_support.hpp"

#include <algorithm>

namespace panoh::evaluation {
namespace {

using web::testing::words_of;

struct Terms : WithEvaluations<casework::Pages> {
    Terms()
    {
        for (web::Route& route : routes([](web::PageContext&) { return Result<void>(); }, {})) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        services.has_confirmed = has_confirmed;
    }
    static std::string of(const char* spoken, const char* list) { return std::string("/terms/") + spoken + "/" + list; }
    web::Response confirm(Member& who, const char* spoken)
    {
        return post(who, of(spoken, "consistency"), {{"profession", "physician"}, {"read_all", "yes"}});
    }
};

TEST_F(Terms, lists_of_evaluations_with_marked_words_are_offered_and_no_others)
{
    const auto lists = lists_to_confirm(records().schema());
    EXPECT_THAT(lists, gt::Contains("consistency"));
    EXPECT_THAT(lists, gt::Contains("finding_kinds"));
    EXPECT_THAT(lists, gt::Contains("report_layout_body"));
    EXPECT_THAT(lists, gt::Not(gt::AnyOf(gt::Contains("body_sides"), gt::Contains("death_steps"))));
    EXPECT_TRUE(std::ranges::is_sorted(lists));
}

TEST_F(Terms, a_physician_confirms_and_the_mark_is_gone_in_that_language_alone)
{
    const RecordId id = open_one(physician);
    const std::string form = "/evaluations/" + id.text() + "/add/conclusion";
    EXPECT_THAT(get(physician, form).body, gt::HasSubstr("highly consistent with (to be confirmed)"));
    const web::Response saved_now = confirm(physician, "en");
    ASSERT_EQ(saved_now.status, 303) << words_of(saved_now.body);
    const std::string after = get(physician, form).body;
    EXPECT_THAT(after, gt::HasSubstr("highly consistent with"));
    EXPECT_THAT(after, gt::Not(gt::HasSubstr("highly consistent with (to be confirmed)")));
    EXPECT_THAT(words_of(get(physician, of("en", "consistency")).body), gt::HasSubstr("confirmed by"));
    language = "ru";
    EXPECT_THAT(get(physician, form).body, gt::HasSubstr("в высокой степени соответствует (нужно подтвердить)"));
}

TEST_F(Terms, a_psychologist_reads_the_words_and_cannot_confirm_them)
{
    Member& psychologist = on_case("psychologist");
    const std::string page = words_of(get(psychologist, of("ru", "consistency")).body);
    EXPECT_THAT(page, gt::HasSubstr("typical of"));
    EXPECT_THAT(page, gt::HasSubstr("A physician or psychiatrist of your organisation confirms these words."));
    EXPECT_EQ(confirm(psychologist, "ru").status, 403);
    EXPECT_THAT(words_of(get(physician, of("ru", "consistency")).body), gt::HasSubstr("To be confirmed"));
}

TEST_F(Terms, without_having_read_nothing_is_confirmed)
{
    const web::Response refused =
        post(physician, of("en", "consistency"), {{"profession", "physician"}, {"read_all", "no"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(words_of(refused.body), gt::HasSubstr("Confirm only what you have read and find right."));
    EXPECT_THAT(words_of(get(physician, "/terms").body), gt::Not(gt::HasSubstr("confirmed by")));
}

TEST_F(Terms, a_list_or_language_that_is_not_there_is_not_found)
{
    EXPECT_EQ(get(physician, of("en", "body_sides")).status, 404);
    EXPECT_EQ(get(physician, of("xx", "consistency")).status, 404);
}

TEST_F(Terms, the_list_says_who_confirmed_which_words_in_which_language)
{
    ASSERT_EQ(confirm(physician, "ru").status, 303);
    const std::string page = words_of(get(physician, "/terms").body);
    EXPECT_THAT(page, gt::HasSubstr("Degree of consistency"));
    EXPECT_THAT(page, gt::HasSubstr("Confirmed"));
    Member& psychologist = on_case("psychologist");
    EXPECT_THAT(words_of(get(psychologist, "/terms").body), gt::HasSubstr("confirmed by"));
}

}  // namespace
}  // namespace panoh::evaluation
