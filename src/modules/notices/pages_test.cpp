// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"
#include "modules/notices/module.hpp"
#include "modules/notices/reminders.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Notices : Pages {
    mail::Courier courier{node.clock(), node.vault().random()};
    OpenedCase made = opened({person(one_name("Раҳмон", "Олимов"))});
    Member& lawyer = node.sign_in("lawyer");

    Notices()
    {
        for (web::Route& route : notices::routes(&courier)) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        services.my_work_notices = {notices::changes_on_my_work};
    }
    void join(Member& who)
    {
        PANOH_CHECK(
            saved(worker, made.file, "assignment", {{"user", who.actor().user.text()}, {"role", "lawyer"}}).saved()
        );
        get(worker, "/");
    }
    /// What a hidden input of the page says.
    static std::string hidden(const std::string& page, const std::string& field)
    {
        const std::string start = "name=\"" + field + "\" value=\"";
        const auto at = page.find(start);
        PANOH_CHECK(at != std::string::npos);
        const auto from = at + start.size();
        return page.substr(from, page.find('"', from) - from);
    }
    void note(Member& who, const std::string& text)
    {
        PANOH_CHECK(saved(who, made.file, "note", {{"text", text}}).saved());
    }
};

TEST_F(Notices, tell_what_a_colleague_wrote_in_my_case_and_not_what_I_did)
{
    join(lawyer);
    EXPECT_EQ(get(worker, "/notices").status, 200);
    EXPECT_THAT(get(worker, "/notices").body, HasSubstr("Nothing new"));
    note(lawyer, "Said at the door of the station");
    const auto page = get(worker, "/notices").body;
    EXPECT_THAT(page, AllOf(HasSubstr(made.number), HasSubstr("added"), Not(HasSubstr("at the door"))));
    EXPECT_THAT(get(worker, "/").body, HasSubstr("1 new entry by colleagues"));
    EXPECT_THAT(get(lawyer, "/notices").body, Not(HasSubstr("Said at"))) << "own entries are no news";
}

TEST_F(Notices, are_gone_when_they_were_seen_and_come_back_with_the_next_entry)
{
    join(lawyer);
    note(lawyer, "One");
    const auto before = get(worker, "/notices").body;
    EXPECT_EQ(post(worker, "/notices/seen", {{"until", hidden(before, "until")}}).status, 303);
    EXPECT_THAT(get(worker, "/notices").body, HasSubstr("Nothing new"));
    note(lawyer, "Two");
    EXPECT_THAT(get(worker, "/notices").body, HasSubstr(made.number));
}

TEST_F(Notices, tell_nothing_of_cases_of_others)
{
    note(worker, "One");
    EXPECT_THAT(get(lawyer, "/notices").body, AllOf(HasSubstr("Nothing new"), Not(HasSubstr(made.number))));
}

TEST_F(Notices, take_no_place_that_is_none)
{
    for (const char* place : {"", "-1", "999999999", "now"})
        EXPECT_EQ(post(worker, "/notices/seen", {{"until", place}}).status, 422) << place;
}

TEST_F(Notices, keep_what_was_typed_when_an_address_cannot_be_written_to)
{
    const auto page = post(worker, "/account/reminders", {{"on", "yes"}, {"address", "me at home"}, {"hour", "9"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, AllOf(HasSubstr("me at home"), HasSubstr("name@example.org"), HasSubstr("Please check")));
    EXPECT_FALSE(notices::wish_of(node.vault(), worker.actor().user)->has_value());
}

TEST_F(Notices, never_show_the_password_of_the_relay_again)
{
    Member& administrator = node.sign_in("technical_administrator");
    const Inputs relay{
        {"host", "mail.example.org"},
        {"port", "587"},
        {"protection", "starttls"},
        {"login", "office"},
        {"password", "pear-tree"},
        {"sender", "office@example.org"}};
    EXPECT_EQ(post(administrator, "/administration/mail", relay).status, 303);
    const auto page = get(administrator, "/administration/mail").body;
    EXPECT_THAT(page, AllOf(HasSubstr("mail.example.org"), HasSubstr("office"), Not(HasSubstr("pear-tree"))));
    Inputs other = relay;
    other[1].second = "2525";
    other[4].second = "";
    EXPECT_EQ(post(administrator, "/administration/mail", other).status, 303);
    EXPECT_EQ((*notices::relay_of(node.vault()))->password.reveal(), "pear-tree") << "left empty: stays";
    other[0].second = "elsewhere.example.org";
    EXPECT_EQ(post(administrator, "/administration/mail", other).status, 303);
    EXPECT_EQ((*notices::relay_of(node.vault()))->password.reveal(), "") << "never sent to another server";
}

}  // namespace
}  // namespace panoh::casework
