// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/service.hpp"

#include "modules/custody/custody_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::custody {
namespace {

using Alerts = WithAlerts<intake::OnDuty>;

TEST_F(Alerts, a_call_and_its_alert_are_written_together)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(
        operator_a,
        {{"about_name.0.kind", "official"},
         {"about_name.0.given", "Canary"},
         {"phone", "+992 000 12 34 56"},
         {"asked_before.0.place", "District office"},
         {"asked_before.0.answer", "not_held_here"}}
    );
    const Alert alert = alert_of(operator_a, contact);
    EXPECT_EQ(alert.line.number, "A-C-2026-0001");
    EXPECT_EQ(alert.line.status, "open");
    EXPECT_EQ(alert.line.region, "TJ-DU");
    ASSERT_TRUE(alert.account);
    EXPECT_EQ(text_at(alert.account->content.reveal(), "person_name"), "Canary");
    ASSERT_EQ(alert.enquiries.size(), 1U);
    EXPECT_EQ(text_at(alert.enquiries[0].content.reveal(), "place"), "District office");
    const intake::Call call = open(operator_a, contact);
    EXPECT_TRUE(intake::is_yes(call.contact.coded, "danger_now"));
    EXPECT_EQ(text_at(account_of(operator_a, call), "phone"), "+992 000 12 34 56");
}

TEST_F(Alerts, a_form_that_is_sent_twice_counts_once)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const BatchId same = batch();
    const auto first = raise_alert(records(), operator_a.caller(), alert_form({}), same);
    const auto again = raise_alert(records(), operator_a.caller(), alert_form({}), same);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->contact, again->contact);
    EXPECT_EQ(alerts(records(), operator_a.caller(), true)->size(), 1U);
}

TEST_F(Alerts, what_cannot_be_is_said_and_nothing_is_written)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const auto fields_of = [&](const Typed& typed) {
        const auto outcome = raise_alert(records(), operator_a.caller(), alert_form(typed), batch());
        std::vector<std::string> fields;
        if (outcome) {
            for (const auto& problem : outcome->problems)
                fields.push_back(problem.field);
        }
        return fields;
    };
    EXPECT_THAT(fields_of({{"keep", "count_only"}}), gt::Contains("keep"));
    EXPECT_THAT(fields_of({{"may_tell", ""}}), gt::ElementsAre("may_tell"));
    EXPECT_THAT(fields_of({{"apprehended_at.time", "23:00"}}), gt::ElementsAre("apprehended_at"));
    EXPECT_TRUE(alerts(records(), operator_a.caller(), false)->empty());
}

TEST_F(Alerts, a_call_that_is_there_gets_one_alert_and_no_second)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"about_name.0.kind", "official"}, {"about_name.0.given", "Canary"}});
    const auto raised = raise_alert_of_call(records(), operator_a.caller(), contact, alert_form({}), batch());
    ASSERT_TRUE(raised) << raised.error().detail;
    EXPECT_EQ(text_at(alert_of(operator_a, contact).account->content.reveal(), "person_name"), "Canary");
    const auto second = raise_alert_of_call(records(), operator_a.caller(), contact, alert_form({}), batch());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::invalid_input);
}

TEST_F(Alerts, a_lawyer_sees_an_alert_from_being_asked_until_declining)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    const RecordId contact = raise(operator_a, {{"words", "canary-words"}});
    EXPECT_FALSE(open_alert(records(), lawyer.caller(), contact));
    ask(operator_a, contact, lawyer);
    lawyer.new_request();
    const Alert alert = alert_of(lawyer, contact);
    ASSERT_TRUE(alert.account) << "what whoever goes has to know is open to the lawyer";
    const intake::Call call = open(operator_a, contact);
    EXPECT_FALSE(records().read(lawyer.caller(), *call.account)) << "what the caller said is not";
    ASSERT_TRUE(answer(lawyer, contact, "accepted"));
    ASSERT_TRUE(answer(lawyer, contact, "declined"));
    lawyer.new_request();
    EXPECT_FALSE(open_alert(records(), lawyer.caller(), contact));
    EXPECT_FALSE(node.vault().can_open(lawyer.keys(), alert.line.file, forms::Compartment::legal))
        << "the key is taken";
    EXPECT_TRUE(alert_of(operator_a, contact).account);
}

TEST_F(Alerts, nobody_is_asked_against_the_word_of_the_relative)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    const RecordId contact = raise(operator_a, {{"may_tell", "no"}});
    const auto asked =
        ask_to_go(records(), operator_a.caller(), alert_of(operator_a, contact), lawyer.actor().user, batch());
    ASSERT_FALSE(asked);
    EXPECT_TRUE(alert_of(operator_a, contact).goings.empty());
}

TEST_F(Alerts, a_refusal_of_the_relative_takes_the_names_from_what_a_lawyer_opens)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(operator_a, {{"caller_name.0.kind", "official"}, {"caller_name.0.given", "Canary"}});
    Alert alert = alert_of(operator_a, contact);
    ASSERT_EQ(text_at(alert.account->content.reveal(), "relative_name"), "Canary");
    forms::Submission form;
    form.add("may_tell", "yes_unnamed");
    form.add("health", "Diabetes");
    const records::FormChange change{"custody_account", alert.line.file, alert.account->id, alert.account->revision};
    const auto saved = save_part(records(), operator_a.caller(), change, form, batch());
    ASSERT_TRUE(saved && saved->saved());
    alert = alert_of(operator_a, contact);
    EXPECT_FALSE(alert.account->content.reveal().contains("relative_name"));
    EXPECT_EQ(text_at(alert.account->content.reveal(), "health"), "Diabetes");
}

TEST_F(Alerts, whoever_is_on_duty_for_the_region_is_offered_first)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    forms::Submission shift = intake::shift_form(line, node.member("physician"), "08:00", "20:00");
    forms::Submission as_physician;
    for (const auto& [name, value] : shift.entries())
        as_physician.add(name, name == "role" ? "physician" : value);
    as_physician.add("region", "TJ-DU");
    const auto saved =
        intake::save_shift(records(), coordinator.caller(), {"duty_shift", {}, {}, 0}, as_physician, batch());
    ASSERT_TRUE(saved && saved->saved());
    Member& operator_a = node.sign_in("hotline_operator");
    const auto found = candidates(records(), operator_a.caller(), alert_of(operator_a, raise(operator_a)));
    ASSERT_TRUE(found);
    ASSERT_GE(found->size(), 2U);
    EXPECT_EQ(found->front().person, node.member("physician").actor().user);
    EXPECT_TRUE(found->front().is_on_duty && found->front().is_near);
    EXPECT_FALSE(found->back().is_on_duty);
}

TEST_F(Alerts, the_desk_sees_the_hours_and_who_goes_and_nothing_of_the_person)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(operator_a);
    ask(operator_a, contact, node.sign_in("lawyer"));
    const Alert alert = alert_of(node.sign_in("coordinator"), contact);
    EXPECT_FALSE(alert.record);
    EXPECT_FALSE(alert.account);
    EXPECT_FALSE(alert.line.apprehended_at.empty());
    ASSERT_EQ(alert.goings.size(), 1U);
    EXPECT_EQ(alert.goings[0].status, "asked");
    EXPECT_FALSE(open_alert(records(), node.sign_in("operator_b").caller(), contact)) << "another organisation";
}

TEST_F(Alerts, a_refusal_and_an_enquiry_are_kept_with_their_time)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& lawyer = node.sign_in("lawyer");
    const RecordId contact = raise(operator_a);
    ask(operator_a, contact, lawyer);
    lawyer.new_request();
    Alert alert = alert_of(lawyer, contact);
    forms::Submission refusal;
    for (const auto& [name, value] : Typed{
             {"kept_out", "lawyer"},
             {"refused_at.date", "2026-11-22"},
             {"refused_at.time", "13:40"},
             {"rank", "Captain, as told"},
             {"words", "Come tomorrow."}})
        refusal.add(name, value);
    const auto saved =
        save_part(records(), lawyer.caller(), {"custody_refusal", alert.line.file, {}, 0}, refusal, batch());
    ASSERT_TRUE(saved && saved->saved());
    forms::Submission enquiry;
    enquiry.add("place", "Isolator");
    enquiry.add("answer", "no_answer");
    const auto asked =
        save_part(records(), operator_a.caller(), {"custody_enquiry", alert.line.file, {}, 0}, enquiry, batch());
    ASSERT_TRUE(asked && asked->saved());
    alert = alert_of(operator_a, contact);
    ASSERT_EQ(alert.refusals.size(), 1U);
    EXPECT_EQ(text_at(alert.refusals[0].content.reveal(), "rank"), "Captain, as told");
    ASSERT_EQ(alert.enquiries.size(), 1U);
    EXPECT_EQ(text_at(alert.enquiries[0].coded, "asked_at"), forms::moment_text(node.clock().now()));
}

TEST_F(Alerts, registration_and_end_are_noted_with_one_click)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(operator_a);
    ASSERT_TRUE(confirm_registration(records(), operator_a.caller(), alert_of(operator_a, contact), batch()));
    EXPECT_FALSE(alert_of(operator_a, contact).line.registered_at.empty());
    EXPECT_FALSE(end_alert(records(), operator_a.caller(), alert_of(operator_a, contact), "nowhere", batch()));
    ASSERT_TRUE(end_alert(records(), operator_a.caller(), alert_of(operator_a, contact), "released", batch()));
    EXPECT_EQ(alert_of(operator_a, contact).line.status, "released");
    EXPECT_TRUE(alerts(records(), operator_a.caller(), true)->empty());
    EXPECT_EQ(alerts(records(), operator_a.caller(), false)->size(), 1U);
}

TEST_F(Alerts, a_call_that_is_only_counted_later_keeps_nothing_of_its_alert)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = raise(operator_a);
    const intake::Call call = open(operator_a, contact);
    forms::Submission form = intake::call_form({{"keep", "count_only"}});
    const records::FormChange change{"contact", call.contact.file, contact, call.contact.revision};
    const auto saved = intake::edit_contact(records(), operator_a.caller(), change, form, batch());
    ASSERT_TRUE(saved && saved->saved());
    EXPECT_TRUE(alerts(records(), operator_a.caller(), false)->empty());
}

}  // namespace
}  // namespace panoh::custody
