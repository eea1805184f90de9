// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/views.hpp"

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/views_lists.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

const records::FacetCounts& counts(const CasePage& page, CaseFacet facet)
{
    return page.counts[static_cast<std::size_t>(facet)];
}

struct Lists : Casework {
    /// Two cases in Dushanbe, one without a region and with another risk.
    Lists()
    {
        opened({person(one_name("Ҷамшед", "Раҳмонов"))});
        opened({person(one_name("Гулнора", "Каримова"))});
        auto wanted = request({person(one_name("Фаррух", "Назаров"))});
        wanted.fields = {{"risk", "immediate"}};
        PANOH_CHECK(open_case(node.records(), worker.caller(), wanted).has_value());
    }
    CasePage cases(Member& who, const CaseFilter& filter = {})
    {
        auto page = case_list(node.records(), who.caller(), filter);
        PANOH_CHECK(page.has_value());
        return std::move(*page);
    }
    ListView view(std::string name, std::string query = "status=open")
    {
        ListView made;
        made.list = "cases";
        made.name = Sensitive<std::string>(std::move(name));
        made.query = std::move(query);
        return made;
    }
    std::vector<std::string> names(Member& who)
    {
        std::vector<std::string> found;
        const auto views = views_of(node.records(), who.caller(), "cases");
        PANOH_CHECK(views.has_value());
        for (const ListView& each : *views)
            if (each.whose != ListView::Whose::shipped) found.push_back(each.name.reveal());
        return found;
    }
};

TEST_F(Lists, every_facet_counts_its_answers_and_what_is_not_answered)
{
    const CasePage page = cases(worker);
    EXPECT_EQ(page.total, 3U);
    EXPECT_THAT(counts(page, CaseFacet::region), ElementsAre(Pair("TJ-DU", 2U), Pair("-", 1U)));
    EXPECT_THAT(counts(page, CaseFacet::risk), ElementsAre(Pair("high", 2U), Pair("immediate", 1U)));
    EXPECT_THAT(counts(page, CaseFacet::year), ElementsAre(Pair("2026", 3U)));
    EXPECT_THAT(counts(page, CaseFacet::keyworker), ElementsAre(Pair(worker.actor().user.text(), 3U)));
}

TEST_F(Lists, a_chosen_facet_still_counts_its_other_answers)
{
    CaseFilter filter;
    filter.region = "-";
    const CasePage page = cases(worker, filter);
    EXPECT_EQ(page.total, 1U);
    EXPECT_THAT(counts(page, CaseFacet::region), ElementsAre(Pair("TJ-DU", 2U), Pair("-", 1U)));
    EXPECT_THAT(counts(page, CaseFacet::risk), ElementsAre(Pair("immediate", 1U)));
}

TEST_F(Lists, a_country_finds_the_cases_of_its_regions)
{
    CaseFilter filter;
    filter.region = "TJ";
    EXPECT_EQ(cases(worker, filter).total, 2U);
}

TEST_F(Lists, a_coordinator_gets_no_count_of_what_cases_say)
{
    Member& coordinator = node.sign_in("coordinator");
    const CasePage page = cases(coordinator);
    EXPECT_EQ(page.total, 3U);
    EXPECT_THAT(counts(page, CaseFacet::risk), IsEmpty());
    EXPECT_THAT(counts(page, CaseFacet::region), Contains(Pair("TJ-DU", 2U)));
    CaseFilter filter;
    filter.risk = "high";
    EXPECT_EQ(cases(coordinator, filter).total, 0U);
}

TEST_F(Lists, what_is_due_is_told_by_the_earliest_open_date)
{
    const auto made = opened({person(one_name("Дилором", "Сафарова"))});
    ASSERT_TRUE(saved(
                    worker,
                    made.file,
                    "task",
                    {{"heading", "Call"}, {"due_on.day", "19"}, {"due_on.month", "11"}, {"due_on.year", "2020"}}
    ).saved());
    CaseFilter filter;
    filter.due = "overdue";
    const CasePage page = cases(worker, filter);
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_EQ(page.lines.front().file, made.file);
    EXPECT_THAT(counts(page, CaseFacet::due), Contains(Pair("-", 3U)));
    const auto tasks = task_list(node.records(), worker.caller(), {});
    ASSERT_TRUE(tasks.has_value());
    ASSERT_EQ(tasks->lines.size(), 1U);
    EXPECT_EQ(tasks->lines.front().number, made.number);
    EXPECT_EQ(tasks->lines.front().due_on, "2020-11-19");
    EXPECT_TRUE(task_list(node.records(), node.sign_in("other_worker").caller(), {})->lines.empty());
}

TEST_F(Lists, people_are_listed_for_those_who_may_read_their_files)
{
    const auto page = people_list(node.records(), worker.caller(), {});
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 3U);
    EXPECT_EQ(page->lines.front().cases, 1U);
    EXPECT_THAT(page->counts.front(), ElementsAre(Pair("male", 3U)));
    EXPECT_EQ(people_list(node.records(), node.sign_in("coordinator").caller(), {})->total, 0U);
    EXPECT_EQ(people_list(node.records(), node.sign_in("other_worker").caller(), {})->total, 0U);
}

TEST_F(Lists, ones_own_view_is_for_oneself_and_one_name_stands_once)
{
    ASSERT_TRUE(save_view(node.records(), worker.caller(), view("Spring"), batch()).has_value());
    ASSERT_TRUE(save_view(node.records(), worker.caller(), view(" Spring ", "status=waiting"), batch()).has_value());
    EXPECT_THAT(names(worker), ElementsAre("Spring"));
    EXPECT_THAT(names(node.sign_in("other_worker")), IsEmpty());
    auto kept = views_of(node.records(), worker.caller(), "cases");
    ASSERT_TRUE(remove_view(node.records(), worker.caller(), kept->back(), batch()).has_value());
    EXPECT_THAT(names(worker), IsEmpty());
}

TEST_F(Lists, a_view_of_the_team_is_saved_by_whoever_writes_the_register_and_seen_by_colleagues)
{
    Member& coordinator = node.sign_in("coordinator");
    EXPECT_TRUE(may_share_views(node.records(), coordinator.caller()));
    EXPECT_FALSE(may_share_views(node.records(), worker.caller()));
    ListView shared = view("Every Monday");
    shared.whose = ListView::Whose::team;
    ASSERT_TRUE(save_view(node.records(), coordinator.caller(), shared, batch()).has_value());
    EXPECT_THAT(names(worker), ElementsAre("Every Monday"));
    EXPECT_THAT(names(node.sign_in("worker_b")), IsEmpty()) << "another organisation";
    EXPECT_FALSE(save_view(node.records(), worker.caller(), shared, batch()).has_value());
    auto kept = views_of(node.records(), worker.caller(), "cases");
    EXPECT_FALSE(remove_view(node.records(), worker.caller(), kept->back(), batch()).has_value());
    ASSERT_TRUE(remove_view(node.records(), coordinator.caller(), kept->back(), batch()).has_value());
    EXPECT_THAT(names(worker), IsEmpty());
}

TEST_F(Lists, a_view_keeps_codes_and_nothing_that_was_typed)
{
    EXPECT_TRUE(is_view_query("status=open&keyworker=me&year=2026"));
    EXPECT_FALSE(is_view_query("words=Раҳмонов"));
    EXPECT_FALSE(is_view_query("words=%D0%A0"));
    EXPECT_FALSE(is_view_query(std::string(500, 'a')));
    EXPECT_FALSE(save_view(node.records(), worker.caller(), view("Spring", "a b"), batch()).has_value());
    EXPECT_FALSE(save_view(node.records(), worker.caller(), view("  "), batch()).has_value());
    ListView elsewhere = view("Spring");
    elsewhere.list = "administration";
    EXPECT_FALSE(save_view(node.records(), worker.caller(), elsewhere, batch()).has_value());
}

TEST_F(Lists, columns_are_kept_for_each_list_and_given_back)
{
    EXPECT_FALSE(chosen_columns(node.records(), worker.caller(), "cases").has_value());
    ASSERT_TRUE(
        choose_columns(node.records(), worker.caller(), "cases", std::vector<std::string>{"due", "region"}).has_value()
    );
    EXPECT_THAT(*chosen_columns(node.records(), worker.caller(), "cases"), ElementsAre("due", "region"));
    EXPECT_FALSE(chosen_columns(node.records(), worker.caller(), "calls").has_value());
    ASSERT_TRUE(choose_columns(node.records(), worker.caller(), "cases", std::nullopt).has_value());
    EXPECT_FALSE(chosen_columns(node.records(), worker.caller(), "cases").has_value());
}

TEST(ShippedViewsOfLists, name_lists_codes_and_roles_that_there_are)
{
    const auto schema = testing::shipped_schema();
    const auto* names = schema.list("shipped_views");
    ASSERT_NE(names, nullptr);
    for (const char* role : {"social_worker", "lawyer", "coordinator", "hotline_operator"}) {
        std::size_t count = 0;
        for (const std::string_view list : lists_with_views) {
            for (const ListView& each : shipped_views(list, {role})) {
                ++count;
                EXPECT_NE(names->find(each.id), nullptr) << each.id;
                EXPECT_TRUE(is_view_query(each.query)) << each.id;
            }
        }
        EXPECT_GE(count, 2U) << role;
    }
}

}  // namespace
}  // namespace panoh::casework
