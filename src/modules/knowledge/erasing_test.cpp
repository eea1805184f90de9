// SPDX-License-Identifier: AGPL-3.0-or-later
// One entry goes for good when two people agree; a new alleged perpetrator waits for a second look.
#include "modules/knowledge/erasing.hpp"

#include "modules/casework/pages_references.hpp"
#include "modules/knowledge/knowledge_for_test.hpp"
#include "modules/knowledge/second_look.hpp"

#include <gmock/gmock.h>

namespace panoh::knowledge {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Erasing : Knowledge {
    std::string he = perpetrator("Самад", "Базальтов");
    casework::OpenedCase matter = another_case("Ҷамшед");

    static std::string page_of(const std::string& entry, const std::string& more = {})
    {
        return "/knowledge/" + entry + more;
    }
    std::string asked(Member& who, const std::string& entry)
    {
        const auto answer = post(who, page_of(entry, "/erase"), {{"reason", "Entered by mistake"}});
        EXPECT_EQ(answer.status, 303) << answer.body;
        return target_of(answer);
    }
    web::Response answered(Member& who, const std::string& request, const char* answer = "approve")
    {
        return post(who, request + "/answer", {{"answer", answer}, {"reason", "It is so"}});
    }
    RecordId record(const std::string& entry) { return *RecordId::parse(entry); }
};

TEST_F(Erasing, takes_two_people_and_leaves_nothing_to_read)
{
    const FileId file = file_of(he);
    record_in(file, "post", {{"perpetrator", he}, {"rank", "Major"}});
    const std::string request = asked(worker, he);
    EXPECT_EQ(answered(worker, request).status, 403) << "whoever asked does not agree";
    EXPECT_THAT(get(worker, page_of(he)).body, HasSubstr("asks to erase this entry"));

    EXPECT_EQ(answered(lawyer, request).status, 303);
    for (Member* who : {&worker, &lawyer}) {
        EXPECT_EQ(get(*who, page_of(he)).status, 404);
        EXPECT_FALSE(node.vault().read(who->keys(), record(he)).has_value());
        EXPECT_FALSE(node.vault().history(who->keys(), record(he)).has_value());
        EXPECT_FALSE(node.vault().can_open(who->keys(), file, forms::Compartment::account));
    }
    EXPECT_TRUE(node.vault().is_erased(file));
    const auto page = get(lawyer, request);
    EXPECT_THAT(page.body, AllOf(HasSubstr("Entered by mistake"), HasSubstr("an entry that was erased")));
    EXPECT_THAT(page.body, Not(HasSubstr("Базальтов")));
    EXPECT_THAT(get(worker, "/knowledge?list=perpetrator").body, Not(HasSubstr("Базальтов")));
}

TEST_F(Erasing, says_where_a_case_refers_to_it_that_the_entry_was_erased)
{
    router.add(
        web::Method::get,
        "/reference/{record}",
        web::Route{
            web::Method::get,
            "/reference/{record}",
            web::Audience::ability("work"),
            web::AuditAction::none(),
            [](web::PageContext& context) {
                const std::string id = context.path_record().text();
                return web::Response::text(casework::reference_link(context, "perpetrator", id).markup());
            }}
    );
    const RecordId part = involvement(matter, event(matter), {{"perpetrator", he}});
    EXPECT_THAT(get(worker, "/reference/" + he).body, HasSubstr("Базальтов"));
    EXPECT_EQ(answered(lawyer, asked(worker, he)).status, 303);
    EXPECT_THAT(
        get(worker, "/reference/" + he).body, AllOf(HasSubstr("an entry that was erased"), Not(HasSubstr("Базальтов")))
    );
    EXPECT_EQ(get(worker, "/records/" + part.text() + "/edit").status, 200) << "the case itself opens as before";
}

TEST_F(Erasing, says_on_other_entries_that_the_one_above_was_erased)
{
    const std::string top = unit("Region 7714");
    const std::string low = unit("Station 7715", {{"under.0.unit", top}});
    EXPECT_THAT(get(worker, page_of(low)).body, HasSubstr("Region 7714"));
    EXPECT_EQ(answered(lawyer, asked(worker, top)).status, 303);
    EXPECT_THAT(
        get(worker, page_of(low)).body, AllOf(HasSubstr("an entry that was erased"), Not(HasSubstr("Region 7714")))
    );
}

TEST_F(Erasing, is_declined_withdrawn_and_asked_once_at_a_time)
{
    const std::string request = asked(worker, he);
    EXPECT_EQ(post(lawyer, page_of(he, "/erase"), {{"reason", "Again"}}).status, 409);
    EXPECT_EQ(answered(lawyer, request, "decline").status, 303);
    EXPECT_EQ(get(worker, page_of(he)).status, 200);
    EXPECT_EQ(answered(lawyer, request).status, 409);
    const std::string second = asked(worker, he);
    EXPECT_EQ(post(lawyer, second + "/withdraw", {}).status, 404);
    EXPECT_EQ(post(worker, second + "/withdraw", {}).status, 303);
    EXPECT_EQ(answered(lawyer, second).status, 409);
}

TEST_F(Erasing, keeps_what_was_typed_when_the_reason_is_missing)
{
    EXPECT_EQ(post(worker, page_of(he, "/erase"), {{"reason", ""}}).status, 422);
    const std::string request = asked(worker, he);
    EXPECT_EQ(post(lawyer, request + "/answer", {{"answer", "approve"}, {"reason", " "}}).status, 422);
    EXPECT_EQ(get(worker, page_of(he)).status, 200) << "nothing was erased";
}

TEST_F(Erasing, of_an_alleged_perpetrator_does_not_concern_who_may_not_read_one)
{
    Member& coordinator = node.sign_in("coordinator");
    const std::string request = asked(worker, he);
    EXPECT_EQ(get(coordinator, request).status, 404);
    EXPECT_EQ(get(coordinator, page_of(he, "/erase")).status, 404);
    const std::string of_place = asked(worker, place("Cellar 4410"));
    EXPECT_EQ(answered(coordinator, of_place).status, 303) << "places are kept by coordinators too";
}

TEST_F(Erasing, survives_a_restart)
{
    EXPECT_EQ(answered(lawyer, asked(worker, he)).status, 303);
    node.restart();
    EXPECT_FALSE(node.vault().read(node.sign_in("lawyer").keys(), record(he)).has_value());
}

TEST_F(Erasing, a_new_alleged_perpetrator_is_named_by_colleagues_after_a_second_look)
{
    const std::string hers =
        added(lawyer, Kind::perpetrator, {{"names.0.kind", "alias"}, {"names.0.other", "Flint"}}).record.text();
    const RecordId happened = event(matter);
    const std::string form = "/files/" + matter.file.text() + "/new/involvement";
    const Inputs naming{{"event", happened.text()}, {"role", "carried_out"}, {"perpetrator", hers}};
    const auto refused = post(worker, form, naming);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("A colleague has to look at it"));
    EXPECT_THAT(get(worker, form).body, Not(HasSubstr("Flint"))) << "it is not offered either";

    EXPECT_EQ(post(lawyer, page_of(hers, "/look"), {}).status, 403) << "whoever entered it";
    EXPECT_THAT(get(worker, page_of(hers)).body, HasSubstr("I have read it"));
    EXPECT_EQ(post(worker, page_of(hers, "/look"), {}).status, 303);
    EXPECT_THAT(
        get(worker, page_of(hers)).body,
        AllOf(
            HasSubstr("Name of lawyer"), HasSubstr("Name of social_worker"), Not(HasSubstr("waits for a second look"))
        )
    );
    EXPECT_EQ(post(worker, form, naming).status, 303);
}

TEST_F(Erasing, ones_own_case_names_a_new_alleged_perpetrator_at_once)
{
    const RecordId happened = event(matter);
    EXPECT_FALSE(involvement(matter, happened, {{"perpetrator", he}}).is_none());
}

TEST_F(Erasing, what_waits_stands_in_my_work_of_colleagues_and_in_the_list)
{
    services.work_providers = {work_of_knowledge};
    EXPECT_THAT(get(lawyer, "/").body, HasSubstr("A new alleged perpetrator: look at the entry"));
    EXPECT_THAT(get(worker, "/").body, Not(HasSubstr("A new alleged perpetrator: look at the entry")));
    EXPECT_THAT(get(lawyer, "/knowledge?list=perpetrator").body, HasSubstr("1 new entry waits for a second look"));
    const std::string request = asked(worker, he);
    EXPECT_THAT(
        get(lawyer, "/").body,
        AllOf(HasSubstr("A colleague asks to erase an entry"), HasSubstr("href=\"" + request + "\""))
    );
}

TEST_F(Erasing, a_post_is_added_to_an_alleged_perpetrator_and_to_nothing_else)
{
    const FileId of_place = file_of(place("Cellar 5511"));
    const FileId of_unit = file_of(unit("Unit 5512"));
    for (const FileId& file : {of_place, of_unit}) {
        EXPECT_EQ(get(worker, "/files/" + file.text() + "/new/post").status, 404);
        EXPECT_EQ(post(worker, "/files/" + file.text() + "/new/post", {{"perpetrator", he}}).status, 404);
    }
    EXPECT_EQ(get(worker, "/files/" + file_of(he).text() + "/new/post").status, 200);
}

}  // namespace
}  // namespace panoh::knowledge
