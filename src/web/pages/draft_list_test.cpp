// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/draft_list.hpp"

#include <gtest/gtest.h>

using namespace panoh;
using namespace panoh::web;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

constexpr Timestamp today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 9h;

std::vector<std::string> names_of(const std::vector<Draft>& drafts)
{
    std::vector<std::string> names;
    for (const Draft& draft : drafts)
        names.push_back(draft.name);
    return names;
}

DraftList full_list()
{
    DraftList list;
    for (std::size_t at = 0; at < DraftList::most; ++at)
        list.put({"note-" + std::to_string(at), "/notes", today - days(at % 20)});
    return list;
}

}  // namespace

TEST(Drafts, stand_with_the_last_saved_first)
{
    DraftList list;
    list.put({"call", "/calls/new", today - days(2)});
    list.put({"note", "/notes", today - days(1)});
    list.put({"task", "/tasks", today - days(3)});
    EXPECT_EQ(names_of(list.drafts()), (std::vector<std::string>{"note", "call", "task"}));
    list.put({"task", "/tasks", today});
    EXPECT_EQ(names_of(list.drafts()), (std::vector<std::string>{"task", "note", "call"}));
}

TEST(Drafts, have_no_room_for_one_more_than_the_limit)
{
    const DraftList list = full_list();
    EXPECT_FALSE(list.has_room_for("call"));
    EXPECT_TRUE(list.has_room_for("note-7")) << "a draft that is there can be saved again";
    EXPECT_EQ(list.drafts().size(), DraftList::most) << "nothing was dropped to make room";
}

TEST(Drafts, expire_after_thirty_days_and_not_a_moment_before)
{
    DraftList list;
    list.put({"old", "/old", today - DraftList::kept_for});
    list.put({"young", "/young", today - DraftList::kept_for + 1us});
    EXPECT_EQ(names_of(list.expire(today)), std::vector<std::string>{"old"});
    EXPECT_EQ(names_of(list.drafts()), std::vector<std::string>{"young"});
    EXPECT_EQ(names_of(list.expired()), std::vector<std::string>{"old"}) << "its owner is told";
    EXPECT_TRUE(list.expire(today).empty());
    list.forget_expired();
    EXPECT_TRUE(list.expired().empty());
}

TEST(Drafts, are_warned_of_a_week_before_they_go)
{
    EXPECT_TRUE(DraftList::goes_soon({"a", "/a", today - days(23)}, today));
    EXPECT_FALSE(DraftList::goes_soon({"a", "/a", today - days(22)}, today));
}

TEST(Drafts, come_back_as_they_were_written)
{
    DraftList list = full_list();
    list.put({"old", "/old?of=1", today - days(40)});
    list.expire(today);
    const DraftList again = DraftList::parse(list.text());
    EXPECT_EQ(names_of(again.drafts()), names_of(list.drafts()));
    EXPECT_EQ(names_of(again.expired()), std::vector<std::string>{"old"});
    EXPECT_EQ(again.expired().front().page, "/old?of=1");
    EXPECT_EQ(again.find("note-3")->saved_at, list.find("note-3")->saved_at);
}

TEST(Drafts, of_a_damaged_list_are_none)
{
    for (const char* text : {"", "x", "[]", R"({"drafts":7})", R"({"drafts":[["a"],["a","b","c"],{}]})"})
        EXPECT_TRUE(DraftList::parse(text).drafts().empty()) << text;
}
