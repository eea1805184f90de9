// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/module.hpp"
#include "modules/custody/custody_for_test.hpp"
#include "modules/custody/module.hpp"
#include "modules/intake/pages_for_test.hpp"
#include "modules/intake/pages_my_work.hpp"

namespace panoh::custody {
namespace {

using intake::untouched;
using web::testing::words_of;

class Pages : public WithAlerts<intake::WithDuty<intake::Browsing>> {
protected:
    Pages()
    {
        for (const web::Route& route : routes())
            router.add(route.method, route.pattern, route);
    }
    static std::string of(const RecordId& contact, const char* more = "")
    {
        return "/custody/" + contact.text() + more;
    }
    static Typed smallest(const Typed& more = {})
    {
        Typed fields;
        const forms::Submission form = alert_form(more);
        for (const auto& [name, value] : form.entries())
            fields.emplace_back(name, value);
        return fields;
    }
};

TEST_F(Pages, an_alert_is_raised_on_one_page_and_counts_its_hours)
{
    Member& operator_a = node.sign_in("hotline_operator");
    EXPECT_THAT(get(operator_a, "/calls/new").body, gt::HasSubstr("/custody/new"));
    EXPECT_THAT(get(operator_a, "/calls").body, gt::HasSubstr("/custody/new"));
    ASSERT_EQ(get(operator_a, "/custody/new").status, 200);
    const web::Response saved = post(operator_a, "/custody/new", smallest());
    ASSERT_EQ(saved.status, 303) << words_of(saved.body);
    const web::Response page = get(operator_a, target_of(saved));
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("Held for 8 hours. Without a known registration: 8 hours."));
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("Who goes there"));
}

TEST_F(Pages, what_is_missing_comes_back_with_everything_that_was_typed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const web::Response page = post(
        operator_a, "/custody/new", smallest({{"may_tell", ""}, {"takers", "canary-cars"}, {"keep", "count_only"}})
    );
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, gt::HasSubstr("canary-cars"));
    EXPECT_THAT(page.body, gt::HasSubstr("error-summary"));
    EXPECT_TRUE(alerts(records(), operator_a.caller(), false)->empty());
}

TEST_F(Pages, the_page_of_an_alert_stands_in_both_languages_for_every_reader)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    const RecordId contact = raise(operator_a);
    ask(operator_a, contact, lawyer);
    lawyer.new_request();
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        for (Member* member : {&operator_a, &lawyer, &node.sign_in("coordinator")}) {
            const web::Response page = get(*member, of(contact));
            EXPECT_EQ(page.status, 200);
            EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("custody."))) << "a message without a text";
        }
        EXPECT_EQ(get(operator_a, "/custody").status, 200);
    }
    EXPECT_EQ(get(node.sign_in("monitor"), of(contact)).status, 404);
    EXPECT_EQ(get(lawyer, "/custody/new").status, 403);
}

TEST_F(Pages, a_lawyer_answers_with_one_click_and_writes_down_who_kept_them_out)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    const RecordId contact = raise(operator_a);
    ASSERT_EQ(post(operator_a, of(contact, "/ask"), {{"person", lawyer.actor().user.text()}}).status, 303);
    lawyer.new_request();
    const std::string request = of(contact, "/requests/") + alert_of(lawyer, contact).goings.front().record.text();
    EXPECT_THAT(words_of(get(lawyer, of(contact)).body), gt::HasSubstr("Is on the way"));
    for (const char* status : {"accepted", "arrived"})
        ASSERT_EQ(post(lawyer, request, {{"status", status}}).status, 303);
    const web::Response kept_out = post(lawyer, request, {{"status", "kept_out"}});
    ASSERT_EQ(kept_out.status, 303);
    const std::string form = target_of(kept_out);
    Typed fields = untouched(get(lawyer, form));
    EXPECT_EQ(post(lawyer, form, fields).status, 422) << "the words are needed";
    fields.emplace_back("words", "canary-refusal");
    std::erase_if(fields, [](const auto& field) { return field.first == "batch"; });
    ASSERT_EQ(post(lawyer, form, fields).status, 303);
    EXPECT_THAT(get(operator_a, of(contact)).body, gt::HasSubstr("canary-refusal"));
    EXPECT_EQ(post(lawyer, request, {{"status", "accepted"}}).status, 422) << "that step is behind";
}

TEST_F(Pages, an_alert_is_the_first_danger_in_my_work_and_says_whether_anybody_goes)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    const RecordId contact = raise(operator_a);
    services.work_providers = {intake::work_of_calls, work_of_alerts};
    for (const web::Route& route : casework::routes()) {
        if (route.pattern == "/") router.add(route.method, route.pattern, route);
    }
    const auto work_of = [&](Member& member) {
        return words_of(get(member, "/").body);
    };
    EXPECT_THAT(work_of(operator_a), gt::HasSubstr("In custody for 8 hours, nobody goes there yet"));
    EXPECT_THAT(work_of(operator_a), gt::Not(gt::HasSubstr("A person is in danger"))) << "it stands once";
    EXPECT_THAT(work_of(lawyer), gt::Not(gt::HasSubstr("In custody")));
    ask(operator_a, contact, lawyer);
    lawyer.new_request();
    EXPECT_THAT(work_of(lawyer), gt::HasSubstr("In custody for 8 hours"));
    EXPECT_THAT(work_of(operator_a), gt::Not(gt::HasSubstr("nobody goes there")));
}

TEST_F(Pages, when_an_alert_ends_its_call_is_no_danger_any_more_and_says_that_screening_is_open)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(operator_a);
    services.work_providers = {intake::work_of_calls, work_of_alerts};
    for (const web::Route& route : casework::routes()) {
        if (route.pattern == "/") router.add(route.method, route.pattern, route);
    }
    const std::string number = alert_of(operator_a, contact).line.number;
    const auto words_at = [&](const std::string& path) {
        operator_a.new_request();
        return words_of(get(operator_a, path).body);
    };
    const std::string call = "/calls/" + contact.text();
    EXPECT_THAT(words_at("/calls?view=all"), gt::HasSubstr("Danger now"));
    ASSERT_EQ(post(operator_a, of(contact, "/end"), {{"status", "released"}}).status, 303);
    const auto says_what_is_open = gt::HasSubstr("screening is open");
    EXPECT_THAT(words_at("/"), gt::AllOf(says_what_is_open, gt::Not(gt::HasSubstr("A person is in danger"))));
    EXPECT_THAT(words_at("/calls?view=all"), gt::AllOf(says_what_is_open, gt::HasSubstr("Released")));
    EXPECT_THAT(words_at("/calls?view=all&danger=yes"), gt::Not(gt::HasSubstr(number)));
    EXPECT_THAT(words_at(call), gt::AllOf(says_what_is_open, gt::Not(gt::HasSubstr("If someone is in danger now"))));
}

TEST_F(Pages, somebody_else_does_not_answer_for_whoever_was_asked)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    Member& physician = node.sign_in("physician");
    const RecordId contact = raise(operator_a);
    ask(operator_a, contact, lawyer);
    ask(operator_a, contact, physician);
    physician.new_request();
    const Alert alert = alert_of(operator_a, contact);
    const auto of_lawyer = std::find_if(alert.goings.begin(), alert.goings.end(), [&](const Going& going) {
        return going.person == lawyer.actor().user;
    });
    ASSERT_NE(of_lawyer, alert.goings.end());
    const std::string request = of(contact, "/requests/") + of_lawyer->record.text();
    EXPECT_EQ(post(physician, request, {{"status", "declined"}}).status, 403);
    EXPECT_EQ(post(operator_a, request, {{"status", "accepted"}}).status, 303)
        << "an operator notes what is told by phone";
}

TEST_F(Pages, half_a_page_holds_names_only_as_far_as_the_relative_agreed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const Typed names{{"about_name.0.kind", "official"}, {"about_name.0.given", "Canary"}, {"health", "Insulin daily"}};
    const auto with = [&](const char* answer) {
        Typed typed = names;
        typed.emplace_back("may_tell", answer);
        return words_of(get(operator_a, of(raise(operator_a, typed), "/paper")).body);
    };
    EXPECT_THAT(with("yes_named"), gt::AllOf(gt::HasSubstr("Canary"), gt::HasSubstr("Insulin daily")));
    EXPECT_THAT(with("yes_unnamed"), gt::AllOf(gt::Not(gt::HasSubstr("Canary")), gt::HasSubstr("Insulin daily")));
    EXPECT_THAT(with("no"), gt::AllOf(gt::Not(gt::HasSubstr("Insulin")), gt::HasSubstr("has not said yet")));
    EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [](const auto& note) {
        return note.action == "custody_paper" && !note.allowed;
    }));
}

TEST_F(Pages, facts_are_mended_and_the_alert_ends_with_a_reason)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(operator_a);
    const Alert alert = alert_of(operator_a, contact);
    const std::string edit = of(contact, "/change/") + alert.account->id.text();
    Typed fields = untouched(get(operator_a, edit));
    fields.emplace_back("place_held", "canary-isolator");
    ASSERT_EQ(post(operator_a, edit, fields).status, 303);
    ASSERT_EQ(post(operator_a, of(contact, "/registered"), {}).status, 303);
    const std::string words = words_of(get(operator_a, of(contact)).body);
    EXPECT_THAT(words, gt::HasSubstr("canary-isolator"));
    EXPECT_THAT(words, gt::HasSubstr("Registered after 8 hours."));
    EXPECT_EQ(post(operator_a, of(contact, "/end"), {}).status, 422);
    ASSERT_EQ(post(operator_a, of(contact, "/end"), {{"status", "found"}}).status, 303);
    EXPECT_THAT(words_of(get(operator_a, of(contact)).body), gt::HasSubstr("Found"));
}

}  // namespace
}  // namespace panoh::custody
