// SPDX-License-Identifier: AGPL-3.0-or-later
// Drafts, entries added without scripts, and pages on paper, through the door.
#include "modules/casework/service.hpp"
#include "web/pages/door_test_support.hpp"

namespace panoh::web::testing {
namespace {

using DraftsOf = Door;

TEST_F(DraftsOf, a_form_without_scripts_come_back_with_the_time_they_were_saved)
{
    Member& who = operator_a();
    const auto page = get(who, "/calls/new");
    EXPECT_THAT(page.body, HasSubstr("<noscript><button"));
    Inputs inputs = form_to(page, "/calls/new");
    type(inputs, "words", "begun without scripts");
    inputs.emplace_back("_keep", "page");
    const auto saved = send(who, Method::post, "/drafts/call", inputs);
    ASSERT_EQ(saved.status, 303);
    EXPECT_EQ(target_of(saved), "/calls/new?draft=saved");
    const auto again = get(who, target_of(saved));
    EXPECT_THAT(again.body, HasSubstr("begun without scripts"));
    EXPECT_THAT(words_of(again.body), HasSubstr("Draft saved at 14:00"));
}

TEST_F(DraftsOf, a_user_are_listed_opened_and_thrown_away)
{
    Member& who = operator_a();
    EXPECT_THAT(words_of(get(who, "/drafts").body), HasSubstr("You have no drafts"));
    Inputs inputs = form_to(get(who, "/calls/new"), "/calls/new");
    type(inputs, "words", "canary-words");
    ASSERT_EQ(send(who, Method::post, "/drafts/call", inputs).status, 204);
    const auto list = get(who, "/drafts");
    EXPECT_THAT(words_of(list.body), HasSubstr("New call"));
    EXPECT_THAT(list.body, HasSubstr("href=\"/calls/new\""));
    EXPECT_THAT(list.body, Not(HasSubstr("canary-words")));
    EXPECT_THAT(words_of(get(who, "/").body), HasSubstr("1 draft waits to be finished"));
    EXPECT_THAT(words_of(get(worker(), "/drafts").body), HasSubstr("You have no drafts")) << "they are one's own";
    EXPECT_EQ(get(who, "/drafts/call").status, 200);
    EXPECT_EQ(post(who, "/drafts/call/throw-away", batch(), {}).status, 303);
    EXPECT_EQ(get(who, "/drafts/call").status, 404);
    EXPECT_THAT(get(who, "/calls/new").body, Not(HasSubstr("canary-words")));
}

TEST_F(DraftsOf, a_form_that_was_saved_are_gone)
{
    Member& who = operator_a();
    ASSERT_EQ(send(who, Method::post, "/drafts/call", {{"words", "x"}, {"_page", "/calls/new"}}).status, 204);
    ASSERT_EQ(post(who, "/calls/new", batch(), call("They took my son.")).status, 303);
    EXPECT_THAT(words_of(get(who, "/drafts").body), HasSubstr("You have no drafts"));
}

TEST_F(DraftsOf, a_user_who_has_fifty_are_asked_about_before_one_goes)
{
    Member& who = operator_a();
    for (std::size_t at = 0; at < DraftList::most; ++at) {
        const std::string name = "note-" + std::to_string(at);
        ASSERT_EQ(send(who, Method::post, "/drafts/" + name, {{"text", name}, {"_page", "/x"}}).status, 204);
        node.clock().advance(std::chrono::seconds(1));
    }
    const Inputs one_more{{"words", "canary-words"}, {"_page", "/calls/new"}, {"_keep", "page"}};
    const auto asked = send(who, Method::post, "/drafts/call", one_more);
    EXPECT_EQ(asked.status, 409);
    EXPECT_THAT(words_of(asked.body), HasSubstr("You have 50 drafts"));
    EXPECT_EQ(get(who, "/drafts/note-0").status, 200) << "nothing was dropped silently";
    Inputs answer = form_to(asked, "/drafts/call");
    const auto has = [&](const std::string& name, const std::string& value) {
        return std::find(answer.begin(), answer.end(), std::pair(name, value)) != answer.end();
    };
    EXPECT_TRUE(has("words", "canary-words"));
    EXPECT_TRUE(has("_drop", "note-0")) << "the oldest is proposed";
    EXPECT_EQ(send(who, Method::post, "/drafts/call", answer).status, 303);
    EXPECT_EQ(get(who, "/drafts/note-0").status, 404);
    EXPECT_EQ(get(who, "/drafts/note-1").status, 200);
    EXPECT_THAT(get(who, "/calls/new").body, HasSubstr("canary-words"));
}

TEST_F(DraftsOf, a_user_go_after_thirty_days_with_a_warning_and_a_notice)
{
    Member& who = operator_a();
    ASSERT_EQ(send(who, Method::post, "/drafts/call", {{"words", "old"}, {"_page", "/calls/new"}}).status, 204);
    node.clock().advance(std::chrono::days(24));
    EXPECT_THAT(words_of(get(who, "/").body), HasSubstr("A draft will be thrown away on 22 December 2026"));
    EXPECT_THAT(get(who, "/calls/new").body, HasSubstr("old"));
    node.clock().advance(std::chrono::days(6));
    EXPECT_THAT(words_of(get(who, "/").body), HasSubstr("A draft was not touched for 30 days"));
    const auto list = get(who, "/drafts");
    EXPECT_THAT(words_of(list.body), HasSubstr("A draft was not touched for 30 days"));
    EXPECT_THAT(words_of(list.body), HasSubstr("New call"));
    EXPECT_THAT(get(who, "/calls/new").body, Not(HasSubstr(">old")));
    EXPECT_EQ(post(who, "/drafts", batch(), {}).status, 303);
    EXPECT_THAT(words_of(get(who, "/drafts").body), Not(HasSubstr("not touched")));
}

TEST_F(DraftsOf, a_form_lead_back_to_this_node_only)
{
    Member& who = operator_a();
    for (const char* outside : {"//evil.example/x", "https://evil.example/", "javascript:alert(1)", ""}) {
        const auto saved =
            send(who, Method::post, "/drafts/call", {{"words", "x"}, {"_page", outside}, {"_keep", "page"}});
        EXPECT_THAT(target_of(saved), ::testing::StartsWith("/drafts/")) << outside;
    }
    EXPECT_EQ(send(who, Method::post, "/drafts/..", {{"words", "x"}}).status, 404);
}

using Entries = Door;

TEST_F(Entries, are_added_and_removed_by_a_round_trip_that_keeps_everything)
{
    Member& who = worker();
    casework::OpenCase wanted;
    wanted.batch = batch();
    wanted.fields = {{"region", "TJ-DU"}};
    wanted.summary = {{"heading", "Detained"}};
    wanted.keyworker = who.actor().user;
    casework::CasePerson person;
    person.person = {{"sex", "male"}};
    wanted.persons.push_back(std::move(person));
    const auto made = casework::open_case(node.records(), who.caller(), std::move(wanted));
    ASSERT_TRUE(made.has_value());
    const std::string address = "/files/" + made->persons.front().text() + "/new/person_identity";
    Inputs inputs = form_to(get(who, address), address);
    for (auto& [name, value] : inputs) {
        if (name == "names.0.given") value = "Ҷамшед";
        if (name == "documents.0.number") value = "A123";
        if (name == "birthplace") value = "Кӯлоб <i>";
    }
    inputs.emplace_back("_add_entry", "documents");
    const auto added = send(who, Method::post, address, inputs);
    ASSERT_EQ(added.status, 303);
    EXPECT_EQ(target_of(added), address + "#documents-last");
    Inputs second = form_to(get(who, address), address);
    const auto value_of = [&](const std::string& name) {
        const auto found = std::ranges::find(second, name, &Inputs::value_type::first);
        return found == second.end() ? std::string("not there") : found->second;
    };
    EXPECT_EQ(value_of("names.0.given"), "Ҷамшед");
    EXPECT_EQ(value_of("birthplace"), "Кӯлоб <i>");
    EXPECT_EQ(value_of("documents.0.number"), "A123");
    EXPECT_EQ(value_of("documents.1.number"), "");
    EXPECT_NE(value_of("documents.1.number"), "not there");
    for (auto& [name, value] : second) {
        if (name == "documents.1.number") value = "B456";
    }
    second.emplace_back("_remove_entry", "documents.0");
    ASSERT_EQ(send(who, Method::post, address, second).status, 303);
    second = form_to(get(who, address), address);
    EXPECT_EQ(value_of("documents.0.number"), "not there");
    EXPECT_EQ(value_of("documents.1.number"), "B456") << "the order is kept";
    EXPECT_TRUE(node.records().of_file(who.caller(), made->persons.front(), "person_identity")->empty())
        << "nothing was saved by the way";
}

using OnPaper = Door;

TEST_F(OnPaper, a_page_has_no_menus_and_its_printing_is_noted)
{
    Member& who = worker();
    const auto screen = get(who, "/cases");
    EXPECT_THAT(screen.body, HasSubstr("/cases?print=1"));
    const auto paper = get(who, "/cases?print=1");
    EXPECT_EQ(paper.status, 200);
    EXPECT_THAT(paper.body, Not(HasSubstr("topbar")));
    EXPECT_THAT(
        words_of(paper.body), HasSubstr("Confidential: return or destroy. Printed by Reader, 22.11.2026 14:00")
    );
    const auto noted = [&] {
        return std::any_of(reads.begin(), reads.end(), [](const auto& read) { return read.action == "page_print"; });
    };
    EXPECT_TRUE(noted());
    Member& may_not = operator_a();
    EXPECT_THAT(get(may_not, "/calls").body, Not(HasSubstr("print=1")));
    EXPECT_THAT(get(may_not, "/calls?print=1").body, HasSubstr("topbar"));
    EXPECT_FALSE(noted());
}

}  // namespace
}  // namespace panoh::web::testing
