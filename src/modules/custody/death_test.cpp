// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/store.hpp"
#include "modules/custody/custody_for_test.hpp"
#include "modules/custody/module.hpp"
#include "modules/custody/service_death.hpp"
#include "modules/intake/pages_for_test.hpp"

namespace panoh::custody {
namespace {

using intake::untouched;
using web::testing::words_of;

TEST(DeathStepMark, keeps_who_took_it_on_and_the_time_it_was_done)
{
    namespace json = boost::json;
    json::object step = step_marked({{"step", "scene"}}, true, false, "me", "2026-11-22T09:00Z");
    EXPECT_EQ(text_at(step, "owner"), "me");
    EXPECT_EQ(text_at(step, "done_at"), "");
    step = step_marked(std::move(step), false, true, "other", "2026-11-22T10:00Z");
    EXPECT_EQ(text_at(step, "owner"), "me");
    EXPECT_EQ(text_at(step, "done_at"), "2026-11-22T10:00Z");
    step = step_marked(std::move(step), false, true, "other", "2026-11-22T11:00Z");
    EXPECT_EQ(text_at(step, "done_at"), "2026-11-22T10:00Z") << "the first time stays";
    step = step_marked(std::move(step), false, false, "other", "2026-11-22T12:00Z");
    EXPECT_FALSE(step.contains("done_at"));
}

class Deaths : public WithAlerts<intake::Browsing> {
protected:
    Deaths()
    {
        for (const web::Route& route : routes())
            router.add(route.method, route.pattern, route);
    }
    static std::string of(const RecordId& contact, const char* more = "")
    {
        return "/custody/" + contact.text() + more;
    }
    /// Adds a record through its form, as a browser would.
    void add(Member& member, const RecordId& contact, const char* type, const Typed& typed)
    {
        const std::string address = of(contact, "/add/") + type;
        Typed fields = untouched(get(member, address));
        std::erase_if(fields, [&](const auto& field) {
            return field.first == "batch" || std::any_of(typed.begin(), typed.end(), [&](const auto& each) {
                       return each.first == field.first;
                   });
        });
        fields.insert(fields.end(), typed.begin(), typed.end());
        const web::Response saved = post(member, address, fields);
        EXPECT_EQ(saved.status, 303) << words_of(saved.body);
        EXPECT_EQ(target_of(saved), of(contact, "/death"));
    }
};

TEST_F(Deaths, are_noted_on_a_call_with_or_without_an_alert)
{
    Member& operator_a = node.sign_in("hotline_operator");
    EXPECT_EQ(get(operator_a, of(raise(operator_a), "/death")).status, 200);
    const RecordId plain = take(operator_a, {});
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        const web::Response page = get(operator_a, of(plain, "/death"));
        EXPECT_EQ(page.status, 200);
        EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("custody.death"))) << "a message without a text";
    }
    const RecordId counted = take(operator_a, {{"keep", "count_only"}});
    EXPECT_EQ(get(operator_a, of(counted, "/death")).status, 422);
    EXPECT_EQ(get(node.sign_in("coordinator"), of(plain, "/death")).status, 403);
}

TEST_F(Deaths, count_the_hours_until_the_burial_and_say_what_the_family_agreed_to)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    EXPECT_THAT(words_of(get(operator_a, of(contact, "/death")).body), gt::HasSubstr("Ask first when the burial"));
    add(operator_a,
        contact,
        "death_report",
        {{"official_version", "canary-version"},
         {"burial_planned_at.date", "2026-11-22"},
         {"burial_planned_at.time", "19:00"}});
    add(operator_a, contact, "death_consent", {{"purpose", "photographs"}, {"answer", "yes"}, {"relation", "mother"}});
    add(operator_a,
        contact,
        "autopsy_request",
        {{"kind", "second"}, {"state", "refused"}, {"refused_by", "canary-rank"}});
    const std::string words = words_of(get(operator_a, of(contact, "/death")).body);
    EXPECT_THAT(words, gt::HasSubstr("The burial is planned in 5 hours"));
    for (const char* noted : {"canary-version", "canary-rank", "Mother"})
        EXPECT_THAT(words, gt::HasSubstr(noted));
}

TEST_F(Deaths, bring_the_answers_of_the_family_into_the_file_of_the_person_when_a_case_is_opened)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {{"relation", "mother"}});
    add(worker,
        contact,
        "death_consent",
        {{"purpose", "photographs"}, {"answer", "yes"}, {"given_by", "canary-aunt"}, {"relation", "aunt_uncle"}});
    const auto start = intake::case_start_form(records(), worker.caller(), open(worker, contact));
    ASSERT_TRUE(start);
    const auto started = intake::start_case(records(), worker.caller(), contact, *start, batch());
    ASSERT_TRUE(started) << started.error().detail;
    ASSERT_TRUE(started->opened()) << started->problems.front().field;
    const auto case_record = records().read(worker.caller(), started->record);
    ASSERT_TRUE(case_record);
    const auto people = casework::participants_of(records(), worker.caller(), case_record->file);
    ASSERT_TRUE(people && !people->empty());
    const auto answers = access::consents_of(node.vault().workspace(), people->front().file);
    const auto photographs = std::find_if(answers.begin(), answers.end(), [](const access::Consent& each) {
        return each.purpose == "photographs";
    });
    ASSERT_NE(photographs, answers.end());
    EXPECT_EQ(photographs->answer, "yes");
    EXPECT_TRUE(photographs->recipients.empty());
    const auto record = records().read(worker.caller(), photographs->record);
    ASSERT_TRUE(record);
    EXPECT_EQ(text_at(record->content.reveal(), "guardian"), "canary-aunt");
}

TEST_F(Deaths, have_steps_that_somebody_takes_on_and_that_are_to_be_confirmed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    ASSERT_EQ(post(operator_a, of(contact, "/death/clothing_kept"), {{"mark", "mine"}}).status, 303);
    ASSERT_EQ(post(operator_a, of(contact, "/death/clothing_kept"), {{"mark", "done"}}).status, 303);
    const auto death = open_death(records(), operator_a.caller(), contact);
    ASSERT_TRUE(death);
    const auto step = std::find_if(death->steps.begin(), death->steps.end(), [](const DeathStep& each) {
        return each.step == "clothing_kept";
    });
    ASSERT_NE(step, death->steps.end());
    EXPECT_EQ(step->owner, operator_a.actor().user);
    EXPECT_FALSE(step->done_at.empty());
    EXPECT_TRUE(std::all_of(death->steps.begin(), death->steps.end(), [](const DeathStep& each) {
        return each.to_be_confirmed;
    }));
    EXPECT_EQ(post(operator_a, of(contact, "/death/no_step"), {{"mark", "done"}}).status, 422);
    EXPECT_THAT(words_of(get(operator_a, of(contact, "/death")).body), gt::HasSubstr("Minnesota Protocol"));
}

}  // namespace
}  // namespace panoh::custody
