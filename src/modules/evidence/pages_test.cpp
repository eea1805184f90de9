// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/evidence_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::evidence {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Screens : Evidence {};

Inputs shirt()
{
    return {
        {"name", "Shirt, torn sleeve"},
        {"kind", "clothing"},
        {"received_on.day", "22"},
        {"received_on.month", "11"},
        {"received_on.year", "2026"},
        {"received_on.precision", "exact"},
        {"received_from", "mother"}};
}

TEST_F(Screens, an_item_is_received_and_stands_in_the_list_with_who_answers_for_it)
{
    EXPECT_THAT(get(worker, case_page("")).body, HasSubstr("No evidence has been received"));
    const auto answer = post(worker, case_page("/new"), shirt());
    ASSERT_EQ(answer.status, 303) << answer.body;
    EXPECT_THAT(
        get(worker, case_page("")).body,
        AllOf(HasSubstr("Shirt, torn sleeve"), HasSubstr(made.number + "-E01"), HasSubstr("With us"))
    );
    EXPECT_THAT(get(worker, target_of(answer)).body, AllOf(HasSubstr("received it, 22.11.2026"), HasSubstr("mother")));
}

TEST_F(Screens, a_form_with_a_mistake_keeps_what_was_typed)
{
    Inputs inputs = shirt();
    inputs.erase(inputs.begin() + 1);
    const auto answer = post(worker, case_page("/new"), inputs);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("Shirt, torn sleeve"));
}

TEST_F(Screens, a_picture_is_closed_until_it_is_opened_and_opening_is_noted)
{
    const RecordId item = received_file(png());
    EXPECT_THAT(get(worker, page_of(item)).body, AllOf(HasSubstr("Closed."), Not(HasSubstr("<img"))));
    const auto opened = get(worker, page_of(item, "/open"));
    EXPECT_THAT(opened.body, HasSubstr("<img"));
    EXPECT_TRUE(std::any_of(reads.begin(), reads.end(), [&](const vault::ReadFact& read) {
        return read.action == "evidence_opened" && read.record == item;
    }));
    const auto picture = get(worker, page_of(item, "/picture"));
    EXPECT_EQ(picture.headers.first("content-type").value_or(""), "image/jpeg");
    EXPECT_THAT(std::string(picture.headers.first("content-security-policy").value_or("")), HasSubstr("sandbox"));
}

TEST_F(Screens, the_name_of_a_saved_original_says_its_number_alone)
{
    const auto saved = get(worker, page_of(received_file(png()), "/download"));
    EXPECT_THAT(
        std::string(saved.headers.first("content-disposition").value_or("")),
        AllOf(HasSubstr(made.number + "-E01.png"), Not(HasSubstr("IMG")))
    );
    EXPECT_EQ(saved.headers.first("content-type").value_or(""), "application/octet-stream");
}

TEST_F(Screens, a_label_says_a_number_and_the_start_of_the_hash_and_nothing_about_anybody)
{
    const RecordId item = received_file(png());
    const auto label = get(worker, page_of(item, "/label"));
    EXPECT_THAT(
        label.body, AllOf(HasSubstr(made.number + "-E01"), HasSubstr(short_hash(held(item).item.bytes.sha256)))
    );
    EXPECT_THAT(label.body, AllOf(Not(HasSubstr("Photograph")), Not(HasSubstr("Раҳмонов"))));
    EXPECT_EQ(get(worker, page_of(item, "/code")).headers.first("content-type").value_or(""), "image/png");
}

TEST_F(Screens, an_item_is_verified_and_the_page_says_so_in_a_sentence)
{
    const RecordId item = received_file(png());
    EXPECT_EQ(post(worker, page_of(item, "/verify"), {}).status, 303);
    EXPECT_THAT(get(worker, page_of(item)).body, HasSubstr("every byte is as it was when it came"));
    language = "ru";
    EXPECT_THAT(get(worker, page_of(item)).body, HasSubstr("каждый байт такой же"));
}

TEST_F(Screens, an_entry_that_lacks_its_reason_is_shown_again_and_writes_nothing)
{
    const RecordId item = received();
    const auto answer = post(worker, page_of(item, "/enter/destroyed"), {{"place", "Yard"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("Yard"));
    EXPECT_EQ(held(item).events.size(), 1U);
    EXPECT_EQ(post(worker, page_of(item, "/enter/taken"), {}).status, 409);
    EXPECT_EQ(get(worker, page_of(item, "/enter/taken")).status, 409);
}

TEST_F(Screens, an_entry_with_a_day_that_is_none_is_shown_again_and_writes_nothing)
{
    const RecordId item = received();
    const Inputs typed{{"reason", "Rotten"}, {"occurred_on.day", "tomorrow or so"}};
    const auto answer = post(worker, page_of(item, "/enter/destroyed"), typed);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("tomorrow or so"));
    EXPECT_EQ(held(item).events.size(), 1U);
}

TEST_F(Screens, a_window_title_names_neither_the_item_nor_a_person)
{
    const std::string body = get(worker, page_of(received())).body;
    const std::string title = body.substr(body.find("<title>"), body.find("</title>") - body.find("<title>"));
    EXPECT_THAT(title, AllOf(HasSubstr(made.number + "-E01"), Not(HasSubstr("Shirt"))));
}

TEST_F(Screens, whoever_does_not_work_on_the_case_gets_nothing)
{
    const RecordId item = received_file(png());
    for (const char* more : {"", "/open", "/picture", "/download", "/label", "/code", "/enter/correction"}) {
        const int status = get(node.sign_in("worker_b"), page_of(item, more)).status;
        EXPECT_TRUE(status == 403 || status == 404) << more;
        const int of_coordinator = get(coordinator, page_of(item, more)).status;
        EXPECT_TRUE(of_coordinator == 403 || of_coordinator == 404) << more;
    }
}

}  // namespace
}  // namespace panoh::evidence
