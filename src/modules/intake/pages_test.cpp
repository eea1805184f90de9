// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/pages_for_test.hpp"

namespace panoh::intake {
namespace {

using web::testing::words_of;

TEST_F(Browsing, the_shortest_call_takes_four_answers_and_a_text)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const web::Response page = get(operator_a, "/calls/new");
    ASSERT_EQ(page.status, 200);
    Typed fields = untouched(page);
    for (const auto& [name, value] : Typed{
             {"danger_now", "no"},
             {"caller_kind", "family"},
             {"words", "They took my son."},
             {"needs", "legal"},
             {"keep", "yes"}}) {
        fields.emplace_back(name, value);
    }
    const web::Response saved = post(operator_a, "/calls/new", fields);
    ASSERT_EQ(saved.status, 303) << words_of(saved.body);
    const web::Response call = get(operator_a, target_of(saved));
    EXPECT_EQ(call.status, 200);
    EXPECT_THAT(words_of(call.body), gt::HasSubstr("The call is saved as A-C-2026-0001"));
    EXPECT_THAT(words_of(call.body), gt::HasSubstr("Next steps"));
}

TEST_F(Browsing, the_page_of_a_new_call_says_the_danger_steps_and_what_count_only_keeps)
{
    Member& operator_a = node.sign_in("hotline_operator");
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        const web::Response page = get(operator_a, "/calls/new");
        const std::string words = words_of(page.body);
        const bool english = language == "en";
        EXPECT_THAT(words, gt::HasSubstr(english ? "whether it is safe to talk" : "безопасно ли говорить"));
        EXPECT_THAT(words, gt::HasSubstr(english ? "No words, no name and no number" : "Рассказ, имя и номер не"));
        EXPECT_LT(page.body.find("danger_now"), page.body.find("caller_kind"));
    }
}

TEST_F(Browsing, what_is_missing_comes_back_with_everything_that_was_typed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const web::Response page = post(
        operator_a,
        "/calls/new",
        {{"words", "canary-words"}, {"phone", "canary-phone"}, {"paper_form_number", "canary-form"}, {"keep", "yes"}}
    );
    EXPECT_EQ(page.status, 422);
    for (const char* canary : {"canary-words", "canary-phone"})
        EXPECT_THAT(page.body, gt::HasSubstr(canary));
    EXPECT_THAT(page.body, gt::HasSubstr("error-summary"));
    EXPECT_THAT(page.body, gt::HasSubstr("<title>Please check"));
}

TEST_F(Browsing, a_draft_comes_back_until_the_call_is_saved)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const Sensitive<std::string> draft(R"([["_base","0"],["words","canary-draft"]])");
    ASSERT_TRUE(node.vault().put_scratch(operator_a.keys(), "draft.call", draft).has_value());
    EXPECT_THAT(get(operator_a, "/calls/new").body, gt::HasSubstr("canary-draft"));
    EXPECT_THAT(get(operator_a, "/calls/new?fresh=1").body, gt::Not(gt::HasSubstr("canary-draft")));
    const Typed minimum{{"caller_kind", "self"}, {"danger_now", "no"}, {"needs", "legal"}, {"keep", "yes"}};
    ASSERT_EQ(post(operator_a, "/calls/new", minimum).status, 303);
    EXPECT_THAT(get(operator_a, "/calls/new").body, gt::Not(gt::HasSubstr("canary-draft")));
}

TEST_F(Browsing, the_account_is_closed_until_somebody_opens_it_and_that_is_noted)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"words", "canary-words"}, {"danger_now", "yes"}});
    const web::Response page = get(operator_a, address_of(contact));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("canary-words")));
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("If someone is in danger now"));
    EXPECT_THAT(get(operator_a, address_of(contact, "/account")).body, gt::HasSubstr("canary-words"));
    const RecordId account = *open(operator_a, contact).account;
    EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [&](const auto& note) { return note.record == account; }));
}

TEST_F(Browsing, the_desk_sees_the_number_and_nothing_that_was_said)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"words", "canary-words"}, {"danger_now", "yes"}});
    Member& coordinator = node.sign_in("coordinator");
    const web::Response page = get(coordinator, address_of(contact));
    EXPECT_EQ(page.status, 200);
    const std::string words = words_of(page.body);
    EXPECT_THAT(words, gt::HasSubstr("A-C-2026-0001"));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("canary")));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("anger")));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("Family member")));
    const web::Response list = get(coordinator, "/calls?view=all&danger=no");
    EXPECT_THAT(words_of(list.body), gt::HasSubstr("A-C-2026-0001"));
    EXPECT_THAT(words_of(list.body), gt::Not(gt::HasSubstr("Danger")));
    EXPECT_EQ(get(coordinator, address_of(contact, "/account")).status, 403);
    EXPECT_EQ(get(node.sign_in("physician"), "/calls").status, 403);
    EXPECT_EQ(get(node.sign_in("operator_b"), address_of(contact)).status, 403);
}

TEST_F(Browsing, a_call_is_handed_over_and_received_with_one_click)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId contact = take(operator_a, {});
    EXPECT_EQ(post(operator_a, address_of(contact, "/hand-on"), {}).status, 422);
    EXPECT_THAT(get(operator_a, address_of(contact, "/hand-on")).body, gt::HasSubstr(other.actor().user.text()));
    ASSERT_EQ(post(operator_a, address_of(contact, "/hand-on"), {{"to", other.actor().user.text()}}).status, 303);
    const web::Response list = get(other, "/calls?view=handed-over");
    EXPECT_THAT(words_of(list.body), gt::HasSubstr("I have it"));
    ASSERT_EQ(post(other, address_of(contact, "/receive"), {}).status, 303);
    EXPECT_THAT(words_of(get(other, "/calls?view=handed-over").body), gt::Not(gt::HasSubstr("I have it")));
    ASSERT_EQ(post(other, address_of(contact, "/release"), {}).status, 303);
}

TEST_F(Browsing, a_form_that_was_overtaken_shows_both_versions)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"region", "TJ-DU"}});
    Typed fields = untouched(get(operator_a, address_of(contact, "/edit")));
    std::erase_if(fields, [](const auto& field) { return field.first == "region"; });
    Typed mine = fields;
    mine.emplace_back("region", "TJ-SU");
    Typed theirs = fields;
    theirs.emplace_back("region", "TJ-KT");
    std::erase_if(theirs, [](const auto& field) { return field.first == web::batch_input; });
    ASSERT_EQ(post(operator_a, address_of(contact, "/edit"), theirs).status, 303);
    const web::Response merge = post(operator_a, address_of(contact, "/edit"), mine);
    EXPECT_EQ(merge.status, 409);
    Typed decided = untouched(merge);
    ASSERT_EQ(post(operator_a, address_of(contact, "/edit"), decided).status, 303);
    EXPECT_EQ(get(operator_a, address_of(contact, "/history")).status, 200);
}

TEST_F(Browsing, a_draft_of_an_edit_still_meets_what_was_saved_meanwhile)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"words", "first"}});
    const std::string draft = "draft.contact-account-" + contact.text();
    const Sensitive<std::string> typed(R"([["_base","1"],["words","canary-draft"]])");
    ASSERT_TRUE(node.vault().put_scratch(operator_a.keys(), draft, typed).has_value());
    Member& other = node.sign_in("other_operator");
    Typed theirs = untouched(get(other, address_of(contact, "/edit-account")));
    std::erase_if(theirs, [](const auto& field) { return field.first == "words"; });
    theirs.emplace_back("words", "second");
    ASSERT_EQ(post(other, address_of(contact, "/edit-account"), theirs).status, 303);
    const web::Response page = get(operator_a, address_of(contact, "/edit-account"));
    EXPECT_THAT(page.body, gt::HasSubstr("canary-draft"));
    const web::Response merge = post(operator_a, address_of(contact, "/edit-account"), untouched(page));
    EXPECT_EQ(merge.status, 409);
    EXPECT_THAT(merge.body, gt::HasSubstr("second"));
}

TEST_F(Browsing, an_account_is_written_later_and_changed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    Typed fields = untouched(get(operator_a, address_of(contact, "/edit-account")));
    fields.emplace_back("words", "canary-words");
    ASSERT_EQ(post(operator_a, address_of(contact, "/edit-account"), fields).status, 303);
    EXPECT_THAT(get(operator_a, address_of(contact, "/edit-account")).body, gt::HasSubstr("canary-words"));
    EXPECT_EQ(get(operator_a, address_of(contact, "/history?part=account")).status, 200);
}

TEST_F(Browsing, a_screening_lists_what_nobody_asked_and_concludes_nothing)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {});
    Typed fields = untouched(get(worker, address_of(contact, "/screening")));
    for (const auto& [name, value] : Typed{
             {"urgency", "within_24h"},
             {"last_event.day", "21"},
             {"last_event.month", "11"},
             {"last_event.year", "2026"},
             {"official_link", "inflicted"},
             {"intent.why", "unknown"}}) {
        fields.emplace_back(name, value);
    }
    const web::Response saved = post(worker, address_of(contact, "/screening"), fields);
    ASSERT_EQ(saved.status, 303) << words_of(saved.body);
    const std::string words = words_of(get(worker, target_of(saved)).body);
    EXPECT_THAT(words, gt::HasSubstr("less than 72 hours ago"));
    EXPECT_THAT(words, gt::HasSubstr("Article 1 asks whether it was inflicted on purpose."));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("Article 1 asks for a link")));
    EXPECT_THAT(words, gt::HasSubstr("says nothing about the person"));
}

TEST_F(Browsing, a_case_is_opened_from_what_the_call_says)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(
        worker,
        {{"caller_kind", "self"}, {"about_name.0.given", "Canary"}, {"words", "canary-words"}, {"language", "tg"}}
    );
    const web::Response page = get(worker, address_of(contact, "/open-case"));
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(page.body, gt::HasSubstr("canary-words"));
    EXPECT_THAT(page.body, gt::HasSubstr("Canary"));
    const web::Response opened = post(worker, address_of(contact, "/open-case"), untouched(page));
    ASSERT_EQ(opened.status, 303) << words_of(opened.body);
    EXPECT_THAT(target_of(opened), gt::StartsWith("/cases/"));
    EXPECT_THAT(words_of(get(worker, address_of(contact)).body), gt::HasSubstr("This call became a case"));
}

TEST_F(Browsing, a_case_waits_until_somebody_asked_whether_we_may_keep_it)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {{"caller_kind", "self"}, {"keep", "not_asked"}});
    EXPECT_THAT(words_of(get(worker, address_of(contact, "/open-case")).body), gt::HasSubstr("Ask first"));
    const web::Response agreed = post(worker, address_of(contact, "/agreement"), {});
    ASSERT_EQ(agreed.status, 303);
    EXPECT_THAT(words_of(get(worker, target_of(agreed)).body), gt::HasSubstr("Open a case from call"));
}

TEST_F(Browsing, without_consent_passing_on_explains_what_is_possible)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"words", "canary-words"}, {"pass_on", "no"}});
    const web::Response page = get(operator_a, address_of(contact, "/pass-on"));
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("does not want this to be passed on"));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("canary-words")));
    const Typed forced{{"to", node.organisation("B").text()}, {"naming", "named"}, {"words", "x"}};
    EXPECT_EQ(post(operator_a, address_of(contact, "/pass-on"), forced).status, 403);
}

TEST_F(Browsing, with_consent_a_name_left_in_is_asked_about_once)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(
        operator_a,
        {{"words", "Rahmonov was taken."},
         {"about_name.0.family", "Rahmonov"},
         {"pass_on", "yes_unnamed"},
         {"pass_on_to", "coalition"}}
    );
    const web::Response page = get(operator_a, address_of(contact, "/pass-on"));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("value=\"named\"")));
    Typed fields = untouched(page);
    fields.emplace_back("to", node.organisation("B").text());
    const web::Response unsaid = post(operator_a, address_of(contact, "/pass-on"), fields);
    EXPECT_EQ(unsaid.status, 422);
    EXPECT_THAT(unsaid.body, gt::HasSubstr("Say why"));
    fields.emplace_back("why", "conflict_of_interest");
    const web::Response asked = post(operator_a, address_of(contact, "/pass-on"), fields);
    EXPECT_EQ(asked.status, 422);
    EXPECT_THAT(asked.body, gt::HasSubstr("Rahmonov was taken."));
    fields.emplace_back("confirmed", "yes");
    ASSERT_EQ(post(operator_a, address_of(contact, "/pass-on"), fields).status, 303);
    EXPECT_THAT(
        words_of(get(operator_a, address_of(contact)).body), gt::HasSubstr("the number there is B-C-2026-0001")
    );
}

TEST_F(Browsing, a_counted_call_shows_a_month_and_offers_nothing_to_change)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"keep", "count_only"}, {"words", "Secret"}});
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        const std::string words = words_of(get(operator_a, address_of(contact)).body);
        EXPECT_THAT(words, gt::HasSubstr(language == "en" ? "November 2026" : "ноябрь 2026"));
        EXPECT_THAT(words, gt::Not(gt::HasSubstr("01.11.2026")));
    }
    EXPECT_EQ(get(operator_a, address_of(contact, "/edit")).status, 422);
    EXPECT_EQ(get(operator_a, address_of(contact, "/edit-account")).status, 422);
}

TEST_F(Browsing, nothing_is_found_where_nothing_is)
{
    Member& operator_a = node.sign_in("hotline_operator");
    EXPECT_EQ(get(operator_a, "/calls/nonsense").status, 404);
    EXPECT_EQ(get(operator_a, address_of(random.id<RecordId>())).status, 404);
    EXPECT_EQ(get(operator_a, "/calls?view=handed-over&page=7&status=nonsense&sort=oldest").status, 200);
}

}  // namespace
}  // namespace panoh::intake
