// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/rules.hpp"

#include "support/test_node.hpp"

#include <gmock/gmock.h>

namespace panoh::exchange {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

UserId user(std::uint8_t number)
{
    std::array<std::uint8_t, UserId::size> bytes{};
    bytes.fill(number);
    return UserId(bytes);
}

Wish wish()
{
    Wish made;
    made.purpose = "work_planning";
    made.words = Sensitive<std::string>("Plan of the winter; deleted in March");
    made.format = "xlsx";
    made.columns = {"person_number", "case_number"};
    std::array<std::uint8_t, RecordId::size> bytes{};
    bytes.fill(7);
    made.cases = {RecordId(bytes)};
    return made;
}

std::vector<std::string> problem_fields(const Wish& made, bool may_identity)
{
    std::vector<std::string> fields;
    for (const forms::FormProblem& each : problems_of(made, may_identity))
        fields.push_back(each.field);
    return fields;
}

Request approved(Timestamp at)
{
    Request request;
    request.state = "approved";
    request.asked_by = user(1);
    request.answered_by = user(2);
    request.author = user(2);
    request.written_at = at;
    return request;
}

TEST(ExportRules, a_whole_request_has_no_problems)
{
    EXPECT_THAT(problem_fields(wish(), false), IsEmpty());
}

TEST(ExportRules, every_part_that_lacks_is_named)
{
    EXPECT_THAT(problem_fields({}, false), ElementsAre("status", "case_columns", "purpose", "words", "format"));
}

TEST(ExportRules, too_many_cases_are_refused)
{
    Wish made = wish();
    made.cases.resize(most_cases + 1, made.cases.front());
    EXPECT_THAT(problem_fields(made, false), ElementsAre("status"));
}

TEST(ExportRules, a_column_that_nobody_knows_is_refused)
{
    Wish made = wish();
    made.columns.emplace_back("case_summary");
    EXPECT_THAT(problem_fields(made, true), ElementsAre("case_columns"));
}

TEST(ExportRules, columns_stand_in_the_order_of_the_file_whatever_was_sent_first)
{
    const auto columns = columns_of(wish());
    ASSERT_EQ(columns.size(), 2U);
    EXPECT_EQ(columns.front().code, "case_number");
}

TEST(ExportRules, every_column_and_purpose_and_format_of_the_pack_is_known_here)
{
    const forms::Schema schema = testing::shipped_schema();
    std::vector<std::string> codes;
    for (const forms::Code& code : schema.list("export_columns")->codes)
        codes.push_back(code.code);
    std::vector<std::string> known;
    for (const Column& column : all_columns())
        known.emplace_back(column.code);
    EXPECT_EQ(codes, known);
    for (const forms::Code& code : schema.list("export_purposes")->codes)
        EXPECT_NE(schema.list("consent_purposes")->find(consent_for(code.code)), nullptr) << code.code;
    for (const forms::Code& code : schema.list("export_formats")->codes) {
        Wish made = wish();
        made.format = code.code;
        EXPECT_THAT(problem_fields(made, false), IsEmpty()) << code.code;
    }
}

TEST(ExportRules, who_people_are_is_for_roles_that_may_take_it_out)
{
    Wish made = wish();
    made.columns.emplace_back("identity_names");
    EXPECT_THAT(problem_fields(made, false), Contains("identity_columns"));
    EXPECT_THAT(problem_fields(made, true), IsEmpty());
    EXPECT_TRUE(compartments_of(made).contains(forms::Compartment::identity));
}

TEST(ExportRules, figures_and_research_go_without_names_for_everybody)
{
    for (const char* purpose : {"figures", "research"}) {
        Wish made = wish();
        made.purpose = purpose;
        made.columns.emplace_back("identity_phones");
        EXPECT_THAT(problem_fields(made, true), ElementsAre("identity_columns")) << purpose;
    }
}

TEST(ExportRules, nobody_answers_their_own_request)
{
    EXPECT_FALSE(records::may_answer("asked", user(1), user(1)));
    EXPECT_TRUE(records::may_answer("asked", user(1), user(2)));
    EXPECT_FALSE(records::may_answer("approved", user(1), user(2)));
}

TEST(ExportRules, a_file_is_ready_for_an_hour_and_then_no_more)
{
    const Timestamp at = testing::TestNode::default_now();
    EXPECT_EQ(records::standing_of("approved", at, at + std::chrono::minutes(59)), Standing::ready);
    EXPECT_EQ(records::standing_of("approved", at, at + std::chrono::minutes(60)), Standing::expired);
}

TEST(ExportRules, only_whoever_asked_fetches_what_somebody_else_signed)
{
    const Timestamp at = testing::TestNode::default_now();
    EXPECT_TRUE(may_download(approved(at), user(1), user(1), at));
    EXPECT_FALSE(may_download(approved(at), user(1), user(2), at)) << "the approver";
    EXPECT_FALSE(may_download(approved(at), user(3), user(1), at)) << "asked in somebody's name";
    Request forged = approved(at);
    forged.author = user(1);
    EXPECT_FALSE(may_download(forged, user(1), user(1), at)) << "approved in the colleague's name";
    forged.answered_by = user(1);
    EXPECT_FALSE(may_download(forged, user(1), user(1), at)) << "approved by oneself";
}

TEST(ExportRules, a_year_of_birth_keeps_why_there_is_none)
{
    EXPECT_EQ(year_of_birth({boost::json::value("1988-05-03"), {}}).value, "1988");
    EXPECT_EQ(year_of_birth({boost::json::value("1988~"), {}}).value, "1988");
    EXPECT_EQ(year_of_birth({{}, forms::Missing::refused}).why, forms::Missing::refused);
    EXPECT_FALSE(year_of_birth({}).why.has_value());
}

}  // namespace
}  // namespace panoh::exchange
