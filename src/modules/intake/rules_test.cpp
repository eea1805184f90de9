// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/sample_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::intake {
namespace {

namespace gt = ::testing;
using namespace sample;

TEST(CountOnly, keeps_nothing_but_what_is_counted)
{
    CallBoxes typed = call();
    typed.contact["keep"] = "count_only";
    const CallBoxes kept = as_agreed(std::move(typed), zone);
    EXPECT_TRUE(kept.account.reveal().empty());
    EXPECT_THAT(
        members_of(kept.contact),
        gt::UnorderedElementsAre(
            "number", "organisation", "status", "channel", "region", "caller_kind", "needs", "keep", "time_of_call"
        )
    );
    EXPECT_EQ(text_at(kept.contact, "status"), "counted_only");
    EXPECT_EQ(text_at(kept.contact, "time_of_call"), "2026-11-01T12:00Z");
}

TEST(CountOnly, counts_the_month_of_the_wall_and_not_of_greenwich)
{
    json::object late = contact();
    late["time_of_call"] = "2026-11-30T20:30Z";
    EXPECT_EQ(text_at(counted(late, zone), "time_of_call"), "2026-12-01T12:00Z");
    EXPECT_EQ(text_at(counted(late, "UTC"), "time_of_call"), "2026-11-01T12:00Z");
}

TEST(CountOnly, keeps_why_an_answer_is_missing)
{
    json::object typed = contact();
    typed.erase("region");
    typed["region__why"] = "refused";
    EXPECT_EQ(text_at(counted(typed, zone), "region__why"), "refused");
}

RC_GTEST_PROP(CountOnly, never_lets_a_word_through, (const std::string& word))
{
    CallBoxes typed{contact(), Sensitive<json::object>(json::object{{"words", word}, {"phone", word}})};
    typed.contact["keep"] = "count_only";
    typed.contact["something_new"] = "secret-" + word;
    const CallBoxes kept = as_agreed(std::move(typed), zone);
    RC_ASSERT(kept.account.reveal().empty());
    RC_ASSERT(!kept.contact.contains("something_new"));
}

TEST(Number, is_kept_only_as_the_caller_agreed)
{
    struct Case {
        const char* keep;
        const char* call_back;
        bool kept;
    };
    for (const Case& each : std::initializer_list<Case>{
             {"yes", "yes", true},
             {"yes", "as_agreed", true},
             {"yes", "not_asked", true},
             {"yes", "", true},
             {"yes", "no", false},
             {"not_asked", "yes", true},
             {"not_asked", "as_agreed", true},
             {"not_asked", "no", false},
             {"not_asked", "not_asked", false},
             {"count_only", "yes", false},
             {"", "yes", false}}) {
        CallBoxes typed = call();
        typed.contact["keep"] = each.keep;
        typed.contact["may_call_back"] = each.call_back;
        const CallBoxes kept = as_agreed(std::move(typed), zone);
        EXPECT_EQ(kept.account.reveal().contains("phone"), each.kept) << each.keep << '/' << each.call_back;
        EXPECT_EQ(kept.account.reveal().contains("safe_contact"), each.kept) << each.keep << '/' << each.call_back;
    }
}

TEST(Problems, ask_about_a_number_that_nobody_agreed_to)
{
    json::object unclear = contact();
    unclear["keep"] = "not_asked";
    unclear.erase("may_call_back");
    const auto problems = problems_of(unclear, account(), now());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].field, "may_call_back");
    json::object way_alone = account();
    way_alone.erase("phone");
    EXPECT_EQ(problems_of(unclear, way_alone, now()).size(), 1U) << "how to reach somebody is not dropped unsaid";
    way_alone.erase("safe_contact");
    EXPECT_TRUE(problems_of(unclear, way_alone, now()).empty());
    EXPECT_TRUE(problems_of(contact(), account(), now()).empty());
}

TEST(Problems, refuse_times_ahead_but_bear_with_clocks)
{
    json::object typed = contact();
    typed["time_of_call"] = "2026-11-22T09:04Z";
    EXPECT_TRUE(problems_of(typed, {}, now()).empty());
    typed["time_of_call"] = "2026-11-22T10:00Z";
    ASSERT_EQ(problems_of(typed, {}, now()).size(), 1U);
    EXPECT_EQ(problems_of(typed, {}, now())[0].field, "time_of_call");
}

TEST(Start, presets_the_hotline_of_the_last_call_and_the_time)
{
    const auto start = call_start({"military", "TJ-SU", ""}, now(), zone);
    EXPECT_EQ(start.first("channel"), "hotline");
    EXPECT_EQ(start.first("hotline"), "military");
    EXPECT_EQ(start.first("region"), "TJ-SU");
    EXPECT_EQ(start.first("time_of_call.date"), "2026-11-22");
    EXPECT_EQ(start.first("time_of_call.time"), "14:00");
}

TEST(HandingOn, names_the_next_one_who_then_says_that_they_have_it)
{
    const auto to = SeededRandom(1).id<UserId>();
    json::object handed = handed_on(contact(), to, now());
    EXPECT_EQ(text_at(handed, "status"), "handed_over");
    EXPECT_TRUE(waits_for_receipt(handed, to));
    EXPECT_FALSE(waits_for_receipt(handed, SeededRandom(2).id<UserId>()));
    handed = received(handed, now());
    EXPECT_FALSE(waits_for_receipt(handed, to));
    EXPECT_EQ(text_at(handed, "status"), "handed_over");
    EXPECT_TRUE(waits_for_receipt(handed_on(handed, to, now()), to));
}

TEST(HandingOn, to_the_team_makes_it_new_again_with_nobody)
{
    const json::object free = released(contact(), now());
    EXPECT_EQ(text_at(free, "status"), "new");
    EXPECT_FALSE(free.contains("keyworker"));
}

TEST(NextSteps, put_danger_first_and_end_when_a_call_is_closed)
{
    const UserId me;
    const auto steps = next_steps(contact(), me, false);
    ASSERT_FALSE(steps.empty());
    EXPECT_EQ(steps.front(), NextStep::follow_danger_steps);
    EXPECT_THAT(steps, gt::Contains(NextStep::screen));
    EXPECT_THAT(next_steps(contact(), me, true), gt::Not(gt::Contains(NextStep::screen)));
    for (const char* status : {"converted", "closed", "counted_only"}) {
        json::object done = contact();
        done["status"] = status;
        EXPECT_TRUE(next_steps(done, me, false).empty()) << status;
    }
}

TEST(Screening, names_every_element_of_article_1_that_is_open)
{
    const auto all = what_is_missing({});
    std::vector<std::string> fields;
    for (const MissingElement& each : all)
        fields.push_back(each.field);
    EXPECT_THAT(
        fields, gt::IsSupersetOf({"severity_kind", "intent", "purposes", "official_link", "lawful_sanction_claim"})
    );
    EXPECT_EQ(fields.front(), "urgency");
    for (const MissingElement& each : all) {
        EXPECT_FALSE(each.why.has_value());
        EXPECT_FALSE(each.sentence.empty());
    }
}

TEST(Screening, tells_unknown_and_refused_from_not_asked)
{
    const json::object screening{
        {"intent", "intentional"},
        {"purposes__why", "unknown"},
        {"official_link__why", "refused"},
        {"severity_kind__why", "not_asked"},
        {"lawful_sanction_claim__why", "not_applicable"}};
    std::map<std::string, std::optional<forms::Missing>> open;
    for (const MissingElement& each : what_is_missing(screening))
        open[each.field] = each.why;
    EXPECT_FALSE(open.contains("intent"));
    EXPECT_FALSE(open.contains("lawful_sanction_claim"));
    EXPECT_EQ(open.at("purposes"), forms::Missing::unknown);
    EXPECT_EQ(open.at("official_link"), forms::Missing::refused);
    EXPECT_EQ(open.at("severity_kind"), forms::Missing::not_asked);
    EXPECT_EQ(open.at("powerless"), std::nullopt);
}

TEST(Screening, asks_only_for_fields_that_the_pack_has)
{
    const forms::Schema schema = testing::shipped_schema();
    for (const MissingElement& each : what_is_missing({}))
        EXPECT_NE(schema.type("screening")->find(each.field), nullptr) << each.field;
}

TEST(MedicalWindow, follows_the_latest_day_that_a_date_may_mean)
{
    using namespace std::chrono;
    const sys_days today = 2026y / 11 / 22;
    const auto window = [&](const char* date) {
        return medical_window({{"last_event", date}}, today);
    };
    EXPECT_EQ(window("2026-11-20"), MedicalWindow::within_72_hours);
    EXPECT_EQ(window("2026-11-19"), MedicalWindow::within_72_hours);
    EXPECT_EQ(window("2026-11-18"), MedicalWindow::within_a_week);
    EXPECT_EQ(window("2026-11-14"), MedicalWindow::later);
    EXPECT_EQ(window("2026-11"), MedicalWindow::within_72_hours);
    EXPECT_EQ(window("2025"), MedicalWindow::later);
    EXPECT_EQ(window("2026-11-20/.."), MedicalWindow::unknown);
    EXPECT_EQ(medical_window({}, today), MedicalWindow::unknown);
}

}  // namespace
}  // namespace panoh::intake
