// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/sample_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::intake {
namespace {

namespace gt = ::testing;
using namespace sample;

struct GateCase {
    const char* keep;
    const char* pass_on;
    std::vector<std::string> to;
    Naming naming;
    const char* reason;  ///< empty: allowed
};

TEST(Gate, opens_by_the_callers_own_words_alone)
{
    const std::vector<GateCase> cases{
        {"yes", "yes_named", {"coalition"}, Naming::named, ""},
        {"yes", "yes_named", {"coalition", "un"}, Naming::unnamed, ""},
        {"yes", "yes_unnamed", {"coalition"}, Naming::unnamed, ""},
        {"yes", "yes_unnamed", {"coalition"}, Naming::named, "part"},
        {"yes", "yes_named", {"un"}, Naming::named, "recipient"},
        {"yes", "yes_named", {}, Naming::unnamed, "recipient"},
        {"yes", "no", {"coalition"}, Naming::unnamed, "refused"},
        {"yes", "not_asked", {"coalition"}, Naming::unnamed, "none"},
        {"yes", "", {"coalition"}, Naming::unnamed, "none"},
        {"not_asked", "yes_named", {"coalition"}, Naming::unnamed, "none"},
        {"count_only", "yes_named", {"coalition"}, Naming::unnamed, "none"},
    };
    for (const GateCase& each : cases) {
        json::object typed = contact();
        typed["keep"] = each.keep;
        typed["pass_on"] = each.pass_on;
        typed["pass_on_to"] = json::value_from(each.to);
        const auto decision = may_pass_on({}, typed, each.naming, now(), zone);
        EXPECT_EQ(decision.allowed, std::string(each.reason).empty()) << each.keep << '/' << each.pass_on;
        EXPECT_EQ(decision.reason, each.reason) << each.keep << '/' << each.pass_on;
    }
}

TEST(Gate, does_not_take_a_yes_from_the_future)
{
    json::object typed = contact();
    typed["time_of_call"] = "2026-12-24T08:00Z";
    EXPECT_FALSE(may_pass_on({}, typed, Naming::named, now(), zone).allowed);
}

TEST(PassingOn, finds_names_and_the_number_however_they_are_written)
{
    PassOn what;
    what.why = "region";
    what.naming = Naming::unnamed;
    for (const char* words :
         {"С Рахмоновым плохо обращались.", "Rahmonov was beaten", "Зарине нужна помощь", "tel. 000123456 call"}) {
        what.words = words;
        EXPECT_EQ(problems_of_passing_on(account(), what).size(), 1U) << words;
    }
    what.words = "Человека увезли из дома. Нужен врач.";
    EXPECT_TRUE(problems_of_passing_on(account(), what).empty());
    what.words = "Rahmonov was beaten";
    what.confirmed = true;
    EXPECT_TRUE(problems_of_passing_on(account(), what).empty());
    what.words = "  ";
    EXPECT_EQ(problems_of_passing_on(account(), what).size(), 1U);
}

TEST(PassingOn, leaves_out_names_and_number_when_the_caller_wants_none)
{
    PassOn what;
    what.why = "region";
    what.naming = Naming::unnamed;
    what.words = "A man was taken from home.";
    const Entry entry{SeededRandom(7).id<OrganisationId>(), {}, now(), "B-C-2026-0001"};
    const CallBoxes theirs = passed_on(contact(), account(), what, entry, {});
    EXPECT_THAT(members_of(theirs.account.reveal()), gt::ElementsAre("words"));
    EXPECT_FALSE(theirs.contact.contains("relation"));
    EXPECT_FALSE(theirs.contact.contains("taken_by"));
    EXPECT_EQ(text_at(theirs.contact, "number"), "B-C-2026-0001");
    EXPECT_EQ(text_at(theirs.contact, "status"), "new");
    what.naming = Naming::named;
    EXPECT_TRUE(passed_on(contact(), account(), what, entry, {}).account.reveal().contains("phone"));
}

TEST(CaseStart, gives_consents_to_whoever_gave_them)
{
    CaseForms forms;
    forms.with_caller = true;
    forms.caller_relation = "mother";
    const auto request = case_from_call(contact(), account(), forms, zone);
    ASSERT_EQ(request.persons.size(), 2U);
    EXPECT_EQ(request.persons[0].role, "direct_victim");
    for (const json::object& consent : request.persons[0].consents)
        EXPECT_EQ(text_at(consent, "answer"), "not_asked");
    EXPECT_TRUE(request.persons[0].contact_channels.empty());
    EXPECT_EQ(request.persons[1].role, "family_member");
    EXPECT_EQ(request.persons[1].relation_type, "mother");
    ASSERT_EQ(request.persons[1].consents.size(), 3U);
    const json::object& casework = request.persons[1].consents[0];
    EXPECT_EQ(text_at(casework, "purpose"), "casework");
    EXPECT_EQ(text_at(casework, "answer"), "yes");
    EXPECT_EQ(text_at(casework, "form"), "verbal");
    EXPECT_EQ(text_at(casework, "given_on"), "2026-11-22");
    EXPECT_EQ(text_at(casework, "setting"), "remote");
    ASSERT_EQ(request.persons[1].contact_channels.size(), 1U);
    EXPECT_EQ(text_at(request.persons[1].contact_channels[0], "safe"), "safe");
}

TEST(CaseStart, shares_with_those_alone_whom_the_caller_named)
{
    const json::object sharing = consents_of_call(contact(), zone)[1];
    EXPECT_EQ(text_at(sharing, "purpose"), "share_coalition");
    EXPECT_EQ(codes_at(sharing, "recipients"), std::vector<std::string>{"coalition"});
    EXPECT_TRUE(has_code(sharing, "compartments", "identity"));
    json::object unnamed = contact();
    unnamed["pass_on"] = "yes_unnamed";
    EXPECT_FALSE(has_code(consents_of_call(unnamed, zone)[1], "compartments", "identity"));
    unnamed["pass_on"] = "no";
    EXPECT_EQ(text_at(consents_of_call(unnamed, zone)[1], "answer"), "no");
    unnamed["pass_on"] = "yes_named";
    unnamed["pass_on_to"] = json::array{"un"};
    EXPECT_EQ(text_at(consents_of_call(unnamed, zone)[1], "answer"), "not_asked");
}

TEST(CaseStart, keeps_the_number_of_a_caller_outside_the_case_with_their_name_as_holder)
{
    const auto request = case_from_call(contact(), account(), {}, zone);
    ASSERT_EQ(request.persons.size(), 1U);
    ASSERT_EQ(request.persons[0].contact_channels.size(), 1U);
    EXPECT_EQ(text_at(request.persons[0].contact_channels[0], "holder"), "Зарина Рахмонова");
}

TEST(FamilyAnswers, replace_what_stood_there_with_the_newest_of_each_purpose)
{
    std::vector<json::object> consents = consents_not_asked();
    const std::vector<json::object> answers{
        {{"purpose", "photographs"}, {"answer", "withdrawn"}, {"given_on", "2026-11-22"}, {"given_by", "canary-aunt"}},
        {{"purpose", "photographs"}, {"answer", "yes"}, {"given_on", "2026-11-20"}},
        {{"purpose", "casework"}, {"answer", "yes"}, {"note", "canary-note"}},
    };
    add_family_answers(consents, answers);
    ASSERT_EQ(consents.size(), 4U);
    const auto of = [&](std::string_view purpose) {
        const auto found = std::find_if(consents.begin(), consents.end(), [&](const json::object& each) {
            return text_at(each, "purpose") == purpose;
        });
        return found == consents.end() ? json::object() : *found;
    };
    EXPECT_EQ(text_at(of("photographs"), "answer"), "withdrawn");
    EXPECT_EQ(text_at(of("photographs"), "withdrawn_on"), "2026-11-22");
    EXPECT_EQ(text_at(of("photographs"), "guardian"), "canary-aunt");
    EXPECT_EQ(text_at(of("casework"), "answer"), "yes");
    EXPECT_EQ(text_at(of("casework"), "capacity_note"), "canary-note");
    EXPECT_EQ(text_at(of("contact"), "answer"), "not_asked");
    EXPECT_FALSE(of("photographs").contains("recipients")) << "nothing goes outside by it";
}

TEST(CaseStart, takes_the_name_and_the_consents_of_a_person_who_calls_for_themself)
{
    json::object own = contact();
    own["caller_kind"] = "self";
    json::object said = account();
    said.erase("about_name");
    EXPECT_EQ(name_of_person(own, said), said.at("caller_name"));
    EXPECT_TRUE(name_of_person(contact(), said).is_null());
    const auto request = case_from_call(own, said, {}, zone);
    ASSERT_EQ(request.persons.size(), 1U);
    EXPECT_EQ(text_at(request.persons[0].consents[0], "answer"), "yes");
    EXPECT_EQ(text_at(case_start(own), "risk"), "immediate");
}

}  // namespace
}  // namespace panoh::intake
