// SPDX-License-Identifier: AGPL-3.0-or-later
// What there is to see in the demo: each part of the program at work, at least once.
#include "main/demo/demo_for_test.hpp"
#include "modules/casework/family.hpp"
#include "modules/casework/merge.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/views.hpp"
#include "modules/coalition/profile.hpp"
#include "modules/notices/reminders.hpp"
#include "web/pages/draft_store.hpp"

namespace panoh::demo {

namespace {

namespace json = boost::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

constexpr const char* today = "2026-11-22";
constexpr const char* tomorrow = "2026-11-23";

class WhatTheDemoShows : public ADemo {
protected:
    void SetUp() override
    {
        if (!opened) {
            ASSERT_NO_FATAL_FAILURE(open_for_all());
            opened = node;
        }
        node = opened;
    }
    static void TearDownTestSuite() { opened.reset(); }
    inline static std::shared_ptr<Node> opened;  ///< by all tests of the suite: they only look

    /// What records of a type say, those that this colleague may read.
    std::vector<json::object> readable(const std::string& login, const std::string& type) const
    {
        std::vector<json::object> found;
        const auto who = reader(login);
        const auto rows = node->vault().workspace().query("SELECT record FROM t_" + type);
        EXPECT_TRUE(rows.has_value()) << type;
        for (std::size_t row = 0; rows && row < rows->size(); ++row) {
            auto record = node->records().read(who->caller, rows->id<RecordId>(row, "record"));
            if (record) found.push_back(std::move(record->content.reveal()));
        }
        return found;
    }

    std::set<std::string> family_names(const std::string& login) const
    {
        std::set<std::string> found;
        for (const json::object& identity : readable(login, "person_identity")) {
            for (const json::value& name : identity.at("names").as_array()) {
                const json::value* family = name.as_object().if_contains("family");
                if (family != nullptr) found.emplace(family->as_string());
            }
        }
        return found;
    }
};

}  // namespace

TEST_F(WhatTheDemoShows, at_least_sixty_people_and_forty_cases_of_three_organisations)
{
    EXPECT_GE(count("t_person"), 60);
    EXPECT_GE(count("t_case"), 40);
    EXPECT_GE(count("t_person_identity"), 60);
    EXPECT_EQ(count("(SELECT DISTINCT organisation FROM t_case)"), 3);
    EXPECT_EQ(count("t_case_summary"), count("t_case"));
}

TEST_F(WhatTheDemoShows, six_years_that_end_now)
{
    EXPECT_GE(count("t_case WHERE opened_on_low<'2020-11-22'"), 1);
    EXPECT_GE(count("t_case WHERE opened_on_low>'2026-11-15'"), 1);
    EXPECT_GE(count("(SELECT DISTINCT substr(opened_on_low, 1, 4) FROM t_case)"), 7) << "every year has a new case";
    const auto last = node->vault().workspace().query("SELECT max(written_at) AS at FROM t_contact");
    ASSERT_TRUE(last.has_value());
    EXPECT_LE(last->integer(0, "at"), noon().time_since_epoch().count());
    EXPECT_GT(last->integer(0, "at"), (noon() - std::chrono::hours(1)).time_since_epoch().count());
}

TEST_F(WhatTheDemoShows, calls_of_six_years_with_the_figures_of_every_month)
{
    EXPECT_GE(count("t_contact"), 500);
    EXPECT_GE(count("t_line_month"), 70);
    EXPECT_EQ(count("t_line_month"), count("(SELECT DISTINCT month FROM t_line_month)"));
}

TEST_F(WhatTheDemoShows, contacts_and_cases_in_every_state)
{
    EXPECT_THAT(
        texts("SELECT DISTINCT status AS value FROM t_contact"),
        ElementsAre("closed", "converted", "counted_only", "handed_over", "new", "screened", "set_apart")
    );
    EXPECT_THAT(
        texts("SELECT DISTINCT status AS value FROM t_case"),
        ElementsAre("active", "closed", "open", "reopened", "waiting")
    );
    EXPECT_GE(count("t_contact WHERE paper_form_number IS NOT NULL"), 1);
    EXPECT_GE(count("t_contact WHERE passed_on_to IS NOT NULL"), 2);
    EXPECT_GE(count("t_contact WHERE call_back_by IS NOT NULL"), 4);
}

TEST_F(WhatTheDemoShows, an_evaluation_that_two_colleagues_signed_and_one_under_way)
{
    EXPECT_EQ(count("t_evaluation WHERE state='signed' AND kind='full'"), 1);
    EXPECT_EQ(count("t_evaluation WHERE state='in_progress'"), 1);
    EXPECT_EQ(count("t_sign_off"), 3);
    EXPECT_GE(count("t_finding_mark"), 3);
    EXPECT_GE(count("t_psychological_finding"), 3);
    EXPECT_GE(count("t_evaluator WHERE treats_person=1"), 1);
}

TEST_F(WhatTheDemoShows, requests_that_wait_what_courts_did_and_the_review_of_a_report)
{
    EXPECT_GE(count("t_request_for_expertise WHERE asked_by='court'"), 1);
    EXPECT_GE(count("t_request_for_expertise WHERE state='asked' AND wanted_on IS NOT NULL"), 1);
    EXPECT_GE(count("t_request_for_expertise WHERE court='rejected' AND decided_on IS NOT NULL"), 1);
    EXPECT_GE(count("t_request_for_expertise WHERE court='partly'"), 1);
    EXPECT_EQ(count("t_evaluation WHERE state='signed' AND kind='review'"), 1);
    EXPECT_EQ(count("t_review_answer"), 50);
    EXPECT_GE(count("t_review_note"), 3);
    EXPECT_EQ(count("t_request_desk"), count("t_request_for_expertise"));
}

TEST_F(WhatTheDemoShows, a_hotline_at_work)
{
    EXPECT_GE(count("t_hotline_line"), 2);
    EXPECT_GE(count("t_duty_shift"), 50);
    EXPECT_GE(count("t_duty_shift WHERE region IS NOT NULL AND role='physician'"), 1);
    EXPECT_EQ(count("t_contact WHERE apart IS NOT NULL"), 2);
    EXPECT_EQ(count("t_call_back_try"), 4);
    EXPECT_GE(count("t_call_back_result WHERE result='kept'"), 1);
    EXPECT_GE(count("t_danger_step"), 2);
    EXPECT_EQ(count("t_hand_over WHERE taken_at IS NULL"), 2);
    EXPECT_TRUE(node->desk().published().has_value());
    EXPECT_EQ(count("t_web_request"), 2);
    EXPECT_EQ(count("t_web_message"), 5);
    EXPECT_EQ(count("t_web_file"), 1);
}

TEST_F(WhatTheDemoShows, somebody_held_now_whom_a_lawyer_goes_to_see_and_others_who_came_free)
{
    EXPECT_GE(count("t_custody_alert WHERE status='open'"), 1);
    EXPECT_GE(count("t_custody_alert WHERE status='released'"), 1);
    EXPECT_GE(
        count("t_custody_enquiry e JOIN t_custody_alert a ON a.file=e.file WHERE a.status='open' AND a.region='TJ-SU'"),
        2
    );
    EXPECT_GE(count("t_on_duty_request WHERE role='lawyer' AND status='accepted'"), 1);
    EXPECT_GE(count("t_on_duty_request WHERE status='kept_out'"), 1);
    EXPECT_EQ(count("t_custody_refusal"), 1);
}

TEST_F(WhatTheDemoShows, evidence_in_two_cases_with_copies_and_an_item_that_waits_for_a_lawyer)
{
    EXPECT_EQ(count("t_evidence_item WHERE nature='thing'"), 1);
    EXPECT_EQ(count("t_evidence_item WHERE parent IS NOT NULL"), 2);
    EXPECT_EQ(count("t_custody_event WHERE event='handed_over'"), 2);
    EXPECT_EQ(count("t_custody_event WHERE event='taken'"), 1);
    EXPECT_EQ(count("t_custody_event WHERE event='verified' AND result='same'"), 1);
}

TEST_F(WhatTheDemoShows, a_death_with_a_burial_tomorrow_a_refusal_and_three_steps_done)
{
    EXPECT_EQ(count("t_death_report WHERE burial_planned_at LIKE '" + std::string(tomorrow) + "%'"), 1);
    EXPECT_EQ(count("t_autopsy_request WHERE kind='second' AND state='refused'"), 1);
    EXPECT_EQ(count("t_death_step WHERE done_at IS NOT NULL"), 3);
    EXPECT_GE(count("t_death_step WHERE done_at IS NULL AND owner IS NOT NULL"), 1);
    EXPECT_THAT(texts("SELECT answer AS value FROM t_death_consent"), ElementsAre("no", "yes"));
}

TEST_F(WhatTheDemoShows, a_screening_with_three_views_and_the_family)
{
    EXPECT_GE(count("t_screening"), 10);
    const auto screenings = readable("worker", "screening");
    EXPECT_TRUE(std::any_of(screenings.begin(), screenings.end(), [](const json::object& each) {
        return each.contains("client_words") && each.contains("authority_view") && each.contains("family");
    }));
}

TEST_F(WhatTheDemoShows, a_person_with_names_in_three_scripts_and_one_with_three_legal_statuses)
{
    const auto identities = readable("worker2", "person_identity");
    EXPECT_TRUE(std::any_of(identities.begin(), identities.end(), [](const json::object& each) {
        return each.at("names").as_array().size() >= 3;
    }));
    EXPECT_GE(count("(SELECT file FROM t_legal_status GROUP BY file HAVING count(DISTINCT status)>=3)"), 1);
}

TEST_F(WhatTheDemoShows, numbers_to_ask_about_first_and_ways_that_are_never_used)
{
    std::set<std::string> rules;
    for (const json::object& channel : readable("worker2", "contact_channel"))
        rules.emplace(channel.at("safe").as_string());
    EXPECT_THAT(rules, ElementsAre("ask_first", "never", "safe"));
}

TEST_F(WhatTheDemoShows, a_family_of_four_generations_with_one_file_that_is_closed)
{
    const auto rows =
        node->vault().workspace().query("SELECT r.file, p.record FROM t_relation r JOIN t_person p ON p.file=r.file"
                                        " WHERE r.relation='daughter' GROUP BY r.file");
    ASSERT_TRUE(rows && !rows->empty());
    const auto who = reader("worker");
    const auto one = casework::one_person(node->records(), who->caller, rows->id<RecordId>(0, "record"));
    const auto family = casework::family_around(node->records(), who->caller, one);
    ASSERT_TRUE(family.has_value());
    EXPECT_GE(family->size(), 4U);
    EXPECT_GE(count("t_relation WHERE relation='mother'"), 1);
    EXPECT_GE(count("t_relation WHERE relation='brother'"), 1);
}

TEST_F(WhatTheDemoShows, files_that_may_be_of_one_person_undecided_joined_and_told_apart)
{
    EXPECT_THAT(
        texts("SELECT DISTINCT state AS value FROM t_person_merge"), ElementsAre("different", "follows", "leads")
    );
    const auto who = reader("worker");
    const auto pairs = casework::likely_pairs(node->records(), who->caller);
    ASSERT_TRUE(pairs.has_value());
    EXPECT_GE(pairs->pairs.size(), 1U);
}

TEST_F(WhatTheDemoShows, a_person_who_has_been_in_two_organisations)
{
    const auto ours = family_names("worker2");
    const auto theirs = family_names("c-worker");
    EXPECT_TRUE(std::any_of(ours.begin(), ours.end(), [&](const std::string& name) { return theirs.contains(name); }));
}

TEST_F(WhatTheDemoShows, a_case_that_waits_one_whose_closing_waits_and_some_that_came_back)
{
    EXPECT_GE(count("t_task WHERE kind='review' AND state='open' AND due_on_low>'" + std::string(today) + "'"), 1);
    EXPECT_EQ(count("t_state_request WHERE state='asked'"), 1);
    EXPECT_GE(count("t_state_request WHERE state='agreed'"), 8);
    EXPECT_GE(count("t_status_change WHERE status='reopened'"), 2);
    EXPECT_GE(count("t_status_change WHERE status='waiting' AND look_again_on_low IS NOT NULL"), 1);
}

TEST_F(WhatTheDemoShows, dates_that_come_that_have_passed_that_were_missed_and_that_moved)
{
    EXPECT_GE(count("t_deadline WHERE state='open' AND due_on_low='2026-11-27'"), 1);
    EXPECT_GE(count("t_deadline WHERE state='open' AND due_on_low<'" + std::string(today) + "'"), 1);
    EXPECT_GE(count("t_deadline WHERE state='missed'"), 1);
    EXPECT_GE(count("t_deadline WHERE postponed_from_low IS NOT NULL"), 1);
}

TEST_F(WhatTheDemoShows, a_conference_with_decisions_links_a_restricted_case_and_cases_that_change_hands)
{
    const auto conferences = readable("worker", "case_conference");
    ASSERT_THAT(conferences, SizeIs(1));
    EXPECT_THAT(conferences.front().at("decisions").as_array(), SizeIs(2));
    EXPECT_GE(count("t_case_link"), 2);
    EXPECT_EQ(count("t_case_restriction WHERE state='in_force'"), 1);
    EXPECT_THAT(texts("SELECT state AS value FROM t_case_transfer"), ElementsAre("accepted", "asked"));
}

TEST_F(WhatTheDemoShows, tasks_of_every_kind)
{
    EXPECT_GE(count("t_task WHERE repeat_every=1 AND repeat_unit='weeks' AND state='open'"), 1);
    EXPECT_GE(count("t_task WHERE state='open' AND due_on_low='2026-11-17'"), 1) << "overdue by five days";
    EXPECT_GE(count("t_task WHERE state='not_done' AND ended_because IS NOT NULL"), 1);
    EXPECT_GE(count("t_task WHERE state='open' AND assigned_role IS NOT NULL"), 1);
}

TEST_F(WhatTheDemoShows, work_that_nobody_leads)
{
    EXPECT_GE(count("t_case WHERE keyworker IS NULL AND status<>'closed'"), 1);
    EXPECT_GE(count("t_contact WHERE keyworker IS NULL AND status IN ('new','handed_over','screened')"), 1);
}

TEST_F(WhatTheDemoShows, appointments_planned_kept_missed_and_one_that_waits_for_its_result)
{
    EXPECT_THAT(
        texts("SELECT DISTINCT state AS value FROM t_appointment"), IsSupersetOf({"kept", "not_come", "planned"})
    );
    EXPECT_GE(count("t_appointment WHERE state='planned' AND planned_on_low<'" + std::string(today) + "'"), 1);
}

TEST_F(WhatTheDemoShows, consents_of_every_answer_attachments_and_drafts)
{
    EXPECT_THAT(
        texts("SELECT DISTINCT answer AS value FROM t_consent"), ElementsAre("no", "not_asked", "withdrawn", "yes")
    );
    EXPECT_GE(count("t_attachment") + count("t_attachment_case") + count("t_attachment_medical"), 4);
    const auto who = reader("worker");
    EXPECT_THAT(web::stored_drafts(node->vault(), who->keys).drafts(), SizeIs(2));
}

TEST_F(WhatTheDemoShows, what_each_organisation_offers_and_what_its_people_do_in_an_emergency)
{
    for (const char* login : {"operator", "b-worker", "c-lawyer"}) {
        const auto who = reader(login);
        const auto profile = coalition::own_profile(node->records(), who->caller);
        ASSERT_TRUE(profile && profile->has_value()) << login;
        const json::object said = (*profile)->merged().reveal();
        EXPECT_GE(said.at("services").as_array().size(), 5U) << login;
        EXPECT_FALSE(said.at("emergency").as_string().empty()) << login;
    }
}

TEST_F(WhatTheDemoShows, views_of_a_list_that_a_coordinator_shares_and_that_people_keep_for_themselves)
{
    using Whose = casework::ListView::Whose;
    const auto has = [&](const char* login, const char* list, Whose whose) {
        const auto who = reader(login);
        const auto views = casework::views_of(node->records(), who->caller, list);
        return views
               && std::any_of(views->begin(), views->end(), [&](const auto& each) { return each.whose == whose; });
    };
    EXPECT_TRUE(has("coordinator", "cases", Whose::team));
    EXPECT_TRUE(has("coordinator", "cases", Whose::own));
    EXPECT_TRUE(has("worker", "cases", Whose::own));
    EXPECT_TRUE(has("worker2", "tasks", Whose::own));
    EXPECT_FALSE(has("b-worker", "cases", Whose::team)) << "another organisation shares none";
}

TEST_F(WhatTheDemoShows, somebody_who_wishes_reminders_by_mail_and_no_relay_that_would_send_them)
{
    const auto wish = notices::wish_of(node->vault(), account_of(person_called("worker")).credentials.user);
    ASSERT_TRUE(wish && wish->has_value());
    EXPECT_TRUE((*wish)->on);
    const auto relay = notices::relay_of(node->vault());
    ASSERT_TRUE(relay.has_value());
    EXPECT_FALSE(relay->has_value());
}

TEST_F(WhatTheDemoShows, an_invitation_that_nobody_has_used_yet)
{
    const auto directory = node->vault().directory();
    const auto& users = directory->users();
    const auto found = std::find_if(users.begin(), users.end(), [](const auto& each) {
        return each.second.active && vault::has_not_joined(each.second);
    });
    ASSERT_NE(found, users.end());
    const auto ends = accounts::invitation_ends(*directory, found->first);
    ASSERT_TRUE(ends.has_value());
    EXPECT_GT(*ends, noon() + std::chrono::hours(5 * 24));
}

TEST_F(WhatTheDemoShows, somebody_who_left_and_whose_case_and_tasks_a_colleague_has_now)
{
    const auto directory = node->vault().directory();
    ASSERT_THAT(those_who_left(), SizeIs(1));
    const vault::User* left = directory->user_named(those_who_left().front().login);
    ASSERT_NE(left, nullptr);
    EXPECT_FALSE(left->active);
    ASSERT_TRUE(accounts::leaving_of(*directory, left->id).has_value());
    EXPECT_TRUE(node->vault().held_only_by(left->id).empty());
    const std::string id = "'" + left->id.text() + "'";
    EXPECT_EQ(count("t_case WHERE keyworker=" + id), 0);
    EXPECT_EQ(count("t_task WHERE assigned_to=" + id), 0);
    const std::string colleague = "'" + directory->user_named("worker2")->id.text() + "'";
    EXPECT_GE(
        count(
            "t_assignment a JOIN t_case c ON c.file=a.file WHERE a.\"user\"=" + id
            + " AND a.\"until\" IS NOT NULL AND c.keyworker=" + colleague
        ),
        1
    );
    EXPECT_GE(
        count(
            "t_assignment a JOIN t_task k ON k.file=a.file WHERE a.\"user\"=" + id + " AND k.assigned_to=" + colleague
        ),
        1
    );
}

TEST_F(WhatTheDemoShows, somebody_who_looked_at_a_closed_case_and_was_refused)
{
    constexpr std::size_t many = 100'000;
    const auto lines = node->vault().log_lines(storage::Chain::reads, many * many, many);
    ASSERT_TRUE(lines.has_value());
    EXPECT_TRUE(std::any_of(lines->begin(), lines->end(), [](const vault::LogLine& line) { return !line.allowed; }));
}

TEST_F(WhatTheDemoShows, something_in_danger_overdue_due_today_and_soon_for_a_worker)
{
    for (const char* login : {"worker", "worker2"}) {
        const auto who = reader(login);
        auto items = casework::work_items(node->records(), who->caller, false, today);
        ASSERT_TRUE(items.has_value()) << items.error().detail;
        std::set<casework::WorkGroup> groups;
        for (const auto& item : casework::arranged(std::move(*items), today))
            groups.insert(item.group);
        using casework::WorkGroup;
        for (const auto group : {WorkGroup::danger, WorkGroup::overdue, WorkGroup::today, WorkGroup::soon})
            EXPECT_THAT(groups, Contains(group)) << login;
    }
}

}  // namespace panoh::demo
