// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/tags.hpp"

#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Tags : Pages {
    Member& coordinator = node.sign_in("coordinator");

    RecordId tag(const std::string& name)
    {
        EXPECT_EQ(post(coordinator, "/tags", {{"name", name}}).status, 303);
        coordinator.new_request();
        const auto tags = tags_of(node.records(), coordinator.caller());
        for (const Tag& each : *tags)
            if (each.name.reveal() == name) return each.record;
        ADD_FAILURE() << "the tag is not there";
        return {};
    }
    web::Response put(Member& who, const OpenedCase& made, const RecordId& tag, const char* input = "on")
    {
        return post(who, "/cases/" + made.record.text() + "/tags", {{input, tag.text()}});
    }
    web::Response changed(const RecordId& tag, const char* input, const std::string& text, int base = 1)
    {
        return post(
            coordinator, "/tags/" + tag.text(), {{input, text}, {std::string(web::base_input), std::to_string(base)}}
        );
    }
    std::string overview(Member& who, const OpenedCase& made) { return get(who, "/cases/" + made.record.text()).body; }
};

TEST(TagNames, are_short_words_of_their_own)
{
    const std::vector<std::string> taken{"Winter aid"};
    EXPECT_EQ(tag_problem(" ", taken), msg("tags.problem.empty"));
    EXPECT_EQ(tag_problem("winter AID ", taken), msg("tags.problem.taken"));
    EXPECT_EQ(tag_problem("a\nb", taken), msg("tags.problem.lines"));
    EXPECT_EQ(tag_problem(std::string(41, 'a'), taken), msg("tags.problem.long"));
    std::string cyrillic;
    for (int at = 0; at < 40; ++at)
        cyrillic += "я";
    EXPECT_FALSE(tag_problem(cyrillic, taken).has_value()) << "characters are counted, not bytes";
}

TEST_F(Tags, are_added_renamed_and_taken_out_of_use_by_who_manages_them)
{
    const RecordId winter = tag("Winter aid");
    EXPECT_THAT(get(worker, "/tags").body, AllOf(HasSubstr("Winter aid"), Not(HasSubstr("Add a tag"))));
    EXPECT_EQ(changed(winter, "name", "Help in winter").status, 303);
    EXPECT_THAT(get(worker, "/tags").body, HasSubstr("Help in winter"));
    EXPECT_EQ(changed(winter, "use", "no", 2).status, 303);
    EXPECT_THAT(get(worker, "/tags").body, HasSubstr("Out of use"));
    EXPECT_EQ(changed(winter, "use", "yes", 3).status, 303);
}

TEST_F(Tags, a_name_that_does_not_fit_comes_back_with_a_sentence)
{
    tag("Winter aid");
    const auto twice = post(coordinator, "/tags", {{"name", "winter aid"}});
    EXPECT_EQ(twice.status, 422);
    EXPECT_THAT(twice.body, AllOf(HasSubstr("There is a tag of this name already"), HasSubstr("value=\"winter aid\"")));
}

TEST_F(Tags, a_name_made_from_an_old_page_is_not_overwritten)
{
    const RecordId winter = tag("Winter aid");
    EXPECT_EQ(changed(winter, "name", "Help in winter").status, 303);
    EXPECT_EQ(changed(winter, "name", "Heating", 1).status, 409);
}

TEST_F(Tags, stand_on_a_case_once_and_go_again)
{
    const OpenedCase made = one_case();
    const RecordId winter = tag("Winter aid");
    EXPECT_EQ(put(worker, made, winter).status, 303);
    EXPECT_EQ(put(worker, made, winter).status, 303);
    worker.new_request();
    EXPECT_EQ(tags_on(node.records(), worker.caller(), {})->size(), 1U);
    EXPECT_THAT(overview(worker, made), HasSubstr("Take off"));
    EXPECT_EQ(put(worker, made, winter, "off").status, 303);
    worker.new_request();
    EXPECT_THAT(*tags_on(node.records(), worker.caller(), {}), IsEmpty());
}

TEST_F(Tags, one_that_is_out_of_use_stays_and_is_put_on_no_other_case)
{
    const OpenedCase made = one_case();
    const RecordId winter = tag("Winter aid");
    put(worker, made, winter);
    changed(winter, "use", "no");
    EXPECT_THAT(overview(worker, made), HasSubstr("Winter aid"));
    EXPECT_EQ(put(worker, one_case(), winter).status, 422);
}

TEST_F(Tags, are_for_those_who_read_the_case)
{
    const OpenedCase made = one_case();
    const RecordId winter = tag("Winter aid");
    put(worker, made, winter);
    EXPECT_THAT(overview(coordinator, made), Not(HasSubstr("Winter aid"))) << "the desk sees no tags";
    coordinator.new_request();
    EXPECT_THAT(*tags_on(node.records(), coordinator.caller(), {}), IsEmpty());
    EXPECT_EQ(put(coordinator, made, winter, "off").status, 303) << "for them there is nothing to take off";
    EXPECT_THAT(overview(worker, made), HasSubstr("Take off"));
    EXPECT_EQ(put(node.sign_in("other_worker"), made, winter).status, 404);
}

TEST_F(Tags, another_organisation_sees_none)
{
    const RecordId winter = tag("Winter aid");
    Member& stranger = node.sign_in("worker_b");
    EXPECT_THAT(get(stranger, "/tags").body, Not(HasSubstr("Winter aid")));
    EXPECT_THAT(*tags_of(node.records(), stranger.caller()), IsEmpty());
    EXPECT_FALSE(tag_case(node.records(), stranger.caller(), one_case().file, winter, batch()));
}

}  // namespace
}  // namespace panoh::casework
