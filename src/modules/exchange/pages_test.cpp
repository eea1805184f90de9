// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"
#include "modules/exchange/module.hpp"
#include "modules/exchange/service.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Somebody at work who takes out files, and the coordinator who answers.
struct Exports : Pages {
    Member& coordinator = node.sign_in("coordinator");

    Exports()
    {
        for (web::Route& route : exchange::routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }

    static CasePerson agreeing(boost::json::array names, const char* purpose = "casework")
    {
        CasePerson made = person(std::move(names));
        made.consents = {{{"purpose", purpose}, {"answer", "yes"}}};
        return made;
    }
    static Inputs wanted(const char* format = "csv")
    {
        return {
            {"case_columns", "case_number"},
            {"person_columns", "person_sex"},
            {"person_columns", "person_nationality"},
            {"person_columns", "person_interpreter"},
            {"person_columns", "person_deceased"},
            {"purpose", "work_planning"},
            {"words", "Plan of the winter"},
            {"format", format}};
    }
    static Inputs with_names()
    {
        Inputs inputs = wanted();
        inputs.emplace_back("identity_columns", "identity_names");
        return inputs;
    }
    /// The address of the request.
    std::string asked(const Inputs& inputs)
    {
        const auto answer = post(worker, "/exports/new", inputs);
        EXPECT_EQ(answer.status, 303) << answer.body;
        return target_of(answer);
    }
    web::Response answered(Member& who, const std::string& address, const char* answer = "approve")
    {
        return post(who, address + "/answer", {{"answer", answer}, {"reason", "It is needed"}});
    }
    web::Response fetched(const std::string& address) { return post(worker, address + "/file", {}); }
    std::string file_after_approval(const Inputs& inputs)
    {
        const std::string address = asked(inputs);
        EXPECT_EQ(answered(coordinator, address).status, 303);
        const auto file = fetched(address);
        EXPECT_EQ(file.status, 200) << file.body;
        return file.body;
    }
    [[nodiscard]] bool noted(std::string_view action, const FileId& file) const
    {
        return std::any_of(reads.begin(), reads.end(), [&](const vault::ReadFact& read) {
            return read.action == action && read.file == file;
        });
    }
};

TEST_F(Exports, a_file_is_asked_for_approved_by_a_colleague_and_fetched)
{
    const auto made = opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    EXPECT_THAT(get(worker, address).body, HasSubstr("A colleague has to answer"));
    EXPECT_THAT(
        get(coordinator, address).body,
        AllOf(HasSubstr("Plan of the winter"), HasSubstr("Sex"), HasSubstr("Approve"), Not(HasSubstr(made.number)))
    );
    EXPECT_EQ(answered(coordinator, address).status, 303);
    EXPECT_THAT(get(worker, address).body, HasSubstr("The file can be fetched until"));
    const auto file = fetched(address);
    EXPECT_EQ(file.status, 200);
    EXPECT_THAT(file.body, AllOf(StartsWith("\"Internal — not for publication\""), HasSubstr(made.number)));
    EXPECT_THAT(file.body, Not(HasSubstr("Раҳмонов")));
    EXPECT_EQ(file.headers.first("content-disposition").value_or("").find("Раҳмонов"), std::string::npos);
    EXPECT_THAT(
        std::string(file.headers.first("content-disposition").value_or("")), HasSubstr("register-2026-11-22.csv")
    );
}

TEST_F(Exports, fetching_is_noted_for_the_case_and_for_each_person)
{
    const auto made = opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    file_after_approval(wanted());
    EXPECT_TRUE(noted("exported", made.file));
    EXPECT_TRUE(noted("exported", made.persons.front()));
}

TEST_F(Exports, a_file_is_fetched_once)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    answered(coordinator, address);
    EXPECT_EQ(fetched(address).status, 200);
    EXPECT_EQ(fetched(address).status, 409);
    EXPECT_THAT(get(worker, address).body, HasSubstr("Fetched"));
}

TEST_F(Exports, a_file_is_fetched_within_the_hour)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    answered(coordinator, address);
    node.clock().advance(std::chrono::minutes(61));
    EXPECT_EQ(fetched(address).status, 409);
    EXPECT_THAT(get(worker, address).body, HasSubstr("Its hour is over"));
}

TEST_F(Exports, nothing_is_fetched_before_a_colleague_said_yes)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    EXPECT_EQ(fetched(address).status, 409);
    EXPECT_EQ(answered(coordinator, address, "decline").status, 303);
    EXPECT_EQ(fetched(address).status, 409);
    EXPECT_THAT(get(worker, address).body, AllOf(HasSubstr("Declined"), HasSubstr("It is needed")));
}

TEST_F(Exports, whoever_asked_does_not_answer_nor_does_a_colleague_without_the_right)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    EXPECT_EQ(answered(worker, address).status, 403);
    EXPECT_EQ(answered(node.sign_in("other_worker"), address).status, 404);
    EXPECT_EQ(fetched(address).status, 409);
}

TEST_F(Exports, an_answer_needs_a_reason_and_keeps_what_was_typed)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    const auto answer = post(coordinator, address + "/answer", {{"answer", "approve"}, {"reason", " "}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("Write why you decide so"));
}

TEST_F(Exports, another_organisation_does_not_learn_of_a_request)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    EXPECT_EQ(get(node.sign_in("worker_b"), address).status, 404);
    EXPECT_THAT(get(node.sign_in("worker_b"), "/exports").body, HasSubstr("Nobody has asked for a file yet"));
}

TEST_F(Exports, people_who_have_not_agreed_are_left_out_and_counted)
{
    const auto agreed = opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const auto silent = opened({person(one_name("Олим", "Себов"))});
    const std::string address = asked(wanted());
    EXPECT_THAT(get(coordinator, address).body, HasSubstr("Rows left out: no consent"));
    answered(coordinator, address);
    const std::string file = fetched(address).body;
    EXPECT_THAT(
        file, AllOf(HasSubstr(agreed.number), Not(HasSubstr(silent.number)), HasSubstr("Rows: 1. Left out: 1 without"))
    );
    EXPECT_FALSE(noted("exported", silent.file));
}

TEST_F(Exports, a_relative_stays_out_when_whom_the_case_is_about_has_not_agreed)
{
    CasePerson relative = agreeing(one_name("Гулнора", "Себова"));
    relative.role = "family_member";
    relative.relation_type = "spouse";
    opened({person(one_name("Олим", "Себов")), std::move(relative)});
    const auto answer = post(worker, "/exports/new", wanted());
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, AllOf(HasSubstr("the file would be empty"), HasSubstr("Plan of the winter")));
}

TEST_F(Exports, a_consent_taken_back_after_the_approval_counts)
{
    const auto first = opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const auto second = opened({agreeing(one_name("Олим", "Себов"))});
    const std::string address = asked(wanted());
    answered(coordinator, address);
    worker.new_request();
    ASSERT_TRUE(withdraw_consent(node.records(), worker.caller(), second.persons.front(), "casework", batch()));
    EXPECT_THAT(fetched(address).body, AllOf(HasSubstr(first.number), Not(HasSubstr(second.number))));
}

TEST_F(Exports, consent_to_one_purpose_is_none_to_another)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"), "statistics")});
    EXPECT_EQ(post(worker, "/exports/new", wanted()).status, 422);
}

TEST_F(Exports, names_go_out_only_where_role_and_purpose_allow_them)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    EXPECT_THAT(file_after_approval(with_names()), HasSubstr("Раҳмонов"));
    Inputs figures = with_names();
    figures.emplace_back("purpose", "figures");
    std::erase(figures, std::pair<std::string, std::string>("purpose", "work_planning"));
    const auto answer = post(worker, "/exports/new", figures);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("Figures and research need no names"));
    EXPECT_THAT(get(coordinator, "/exports/new").body, Not(HasSubstr("identity_names")));
    EXPECT_THAT(post(coordinator, "/exports/new", with_names()).body, HasSubstr("Your role may not take out"));
}

TEST_F(Exports, cases_of_others_are_no_rows)
{
    const auto made = opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    Member& other = node.sign_in("other_worker");
    Inputs inputs = wanted();
    inputs.emplace_back("case", made.record.text());
    EXPECT_EQ(post(other, "/exports/new", inputs).status, 422);
    EXPECT_THAT(post(other, "/exports/chosen", inputs).body, Not(HasSubstr(made.number)));
}

TEST_F(Exports, why_an_answer_is_missing_stays_different_in_the_file)
{
    CasePerson wanting = agreeing(one_name("Ҷамшед", "Раҳмонов"));
    wanting.person = {
        {"sex", "male"},
        {"nationality__why", "unknown"},
        {"interpreter__why", "refused"},
        {"deceased__why", "not_asked"}};
    opened({std::move(wanting)});
    opened({agreeing(one_name("Олим", "Себов"))});
    const std::string file = file_after_approval(wanted());
    EXPECT_THAT(file, HasSubstr("\"Male\",\"[Prefers not to answer]\",\"[Does not know]\",\"[Not asked]\""));
    EXPECT_THAT(file, HasSubstr("\"Male\",\"[Not answered]\",\"[Not answered]\",\"[Not answered]\""));
}

TEST_F(Exports, a_training_node_says_so_in_the_file)
{
    services.training = true;
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    EXPECT_THAT(file_after_approval(wanted()), StartsWith("\"TRAINING"));
}

TEST_F(Exports, the_file_speaks_the_language_of_whoever_fetches_it)
{
    language = "ru";
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    EXPECT_THAT(file_after_approval(wanted()), StartsWith("\"Для внутренней работы — не для публикации\""));
}

TEST_F(Exports, a_workbook_is_a_workbook)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    EXPECT_THAT(file_after_approval(wanted("xlsx")), StartsWith("PK\x03\x04"));
}

TEST_F(Exports, a_request_is_withdrawn_by_whoever_asked)
{
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    EXPECT_EQ(post(coordinator, address + "/withdraw", {}).status, 404);
    EXPECT_EQ(post(worker, address + "/withdraw", {}).status, 303);
    EXPECT_EQ(answered(coordinator, address).status, 409);
}

TEST_F(Exports, my_work_tells_who_waits_and_what_is_ready)
{
    services.my_work_notices = {exchange::exports_on_my_work};
    opened({agreeing(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string address = asked(wanted());
    EXPECT_THAT(get(coordinator, "/").body, AllOf(HasSubstr("asks for a file with 1 row"), HasSubstr(address)));
    answered(coordinator, address);
    EXPECT_THAT(get(coordinator, "/").body, Not(HasSubstr(address)));
    EXPECT_THAT(get(worker, "/").body, HasSubstr("Your file can be fetched until"));
}

}  // namespace
}  // namespace panoh::casework
