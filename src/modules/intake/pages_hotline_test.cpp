// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages of the hotline: duty, hand-over, calls back, danger steps, calls that are set apart, figures.
#include "modules/intake/duty_for_test.hpp"
#include "modules/intake/pages_duty.hpp"
#include "modules/intake/pages_for_test.hpp"

namespace panoh::intake {
namespace {

using web::testing::words_of;

class HotlinePages : public WithDuty<Browsing> {
protected:
    HotlinePages()
    {
        router.add(
            web::Method::get,
            "/",
            {web::Method::get,
             "/",
             web::Audience::ability("work"),
             web::AuditAction::none(),
             [](auto& context) {
                 return web::Response::page(duty_on_my_work(context));
             }}
        );
    }
    std::string words(Member& member, const std::string& address) { return words_of(get(member, address).body); }
    static Typed promised(const Typed& more = {})
    {
        Typed typed{
            {"promise_call_back", "yes"},
            {"call_back_by.date", "2026-11-22"},
            {"call_back_by.time", "18:00"},
            {"may_call_back", "yes"},
            {"phone", "+992 000 11 22 33"}};
        typed.insert(typed.end(), more.begin(), more.end());
        return typed;
    }
    static constexpr const char* number = "+992 000 11 22 33";
};

// — duty —

TEST_F(HotlinePages, the_duty_list_says_who_is_on_now_and_when_nobody_is)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General line", {{"numbers.0.number", "+000 55 000 00 01"}});
    add_shift(coordinator, line, node.member("hotline_operator"), "2026-11-22", "08:00", "2026-11-22", "20:00");
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        const std::string page = words(coordinator, "/duty");
        const bool english = language == "en";
        EXPECT_THAT(page, gt::HasSubstr("Name of hotline_operator"));
        EXPECT_THAT(page, gt::HasSubstr(english ? "Nobody 20:00–24:00" : "Никого 20:00–24:00"));
        EXPECT_THAT(page, gt::HasSubstr(english ? "until 20:00" : "до 20:00"));
        EXPECT_THAT(page, gt::HasSubstr("+000 55 000 00 01"));
    }
    EXPECT_THAT(get(coordinator, "/duty").body, gt::HasSubstr("/duty/shifts/new?line="));
    EXPECT_THAT(get(node.sign_in("lawyer"), "/duty").body, gt::Not(gt::HasSubstr("/duty/shifts/")));
    EXPECT_THAT(words(node.sign_in("operator_b"), "/duty"), gt::HasSubstr("Линий пока нет"));
    EXPECT_EQ(get(node.sign_in("technical_administrator"), "/duty").status, 403);
}

TEST_F(HotlinePages, a_gap_leads_to_a_form_that_is_filled_in)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General line");
    const web::Response page =
        get(coordinator, "/duty/shifts/new?line=" + line.text() + "&starts=2026-11-23T15:00Z&ends=2026-11-24T03:00Z");
    Typed fields = untouched(page);
    EXPECT_THAT(fields, gt::Contains(gt::Pair("starts.time", "20:00")));
    EXPECT_THAT(fields, gt::Contains(gt::Pair("ends.date", "2026-11-24")));
    fields.emplace_back("person", node.member("hotline_operator").actor().user.text());
    const web::Response saved = post(coordinator, "/duty/shifts/new", fields);
    ASSERT_EQ(saved.status, 303) << words_of(saved.body);
    EXPECT_EQ(target_of(saved), "/duty?week=2026-11-23");
    EXPECT_THAT(words(coordinator, target_of(saved)), gt::HasSubstr("20:00–24:00 Name of hotline_operator"));
}

TEST_F(HotlinePages, a_shift_that_does_not_fit_comes_back_with_what_was_typed)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General line");
    const web::Response page = post(
        coordinator,
        "/duty/shifts/new",
        {{"line", line.text()},
         {"role", "operator"},
         {"person", node.member("hotline_operator").actor().user.text()},
         {"starts.date", "2026-11-23"},
         {"starts.time", "20:00"},
         {"ends.date", "2026-11-23"},
         {"ends.time", "08:00"},
         {"note", "canary-note"}}
    );
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("Give an end that lies after the beginning"));
    EXPECT_THAT(page.body, gt::HasSubstr("canary-note"));
}

TEST_F(HotlinePages, lines_and_shifts_are_changed_copied_and_taken_off)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General line");
    const RecordId shift =
        add_shift(coordinator, line, node.member("hotline_operator"), "2026-11-16", "08:00", "2026-11-16", "20:00");
    const web::Response copied = post(coordinator, "/duty/copy?week=2026-11-23", {});
    EXPECT_EQ(target_of(copied), "/duty?week=2026-11-23&copied=1");
    EXPECT_THAT(words(coordinator, target_of(copied)), gt::HasSubstr("1 shift was copied"));
    Typed fields = untouched(get(coordinator, "/duty/lines/" + line.text()));
    std::erase_if(fields, [](const auto& field) { return field.first == "name"; });
    fields.emplace_back("name", "Renamed line");
    ASSERT_EQ(post(coordinator, "/duty/lines/" + line.text(), fields).status, 303);
    EXPECT_THAT(words(coordinator, "/duty"), gt::HasSubstr("Renamed line"));
    ASSERT_EQ(get(coordinator, "/duty/shifts/" + shift.text()).status, 200);
    ASSERT_EQ(post(coordinator, "/duty/shifts/" + shift.text() + "/take-off", {}).status, 303);
    EXPECT_EQ(get(coordinator, "/duty/shifts/" + shift.text()).status, 404);
    EXPECT_EQ(get(coordinator, "/duty?week=nonsense").status, 200);
    EXPECT_EQ(get(coordinator, "/duty?week=9999-01-01").status, 200);
    EXPECT_EQ(get(node.sign_in("hotline_operator"), "/duty/shifts/new").status, 403);
}

TEST_F(HotlinePages, my_work_tells_gaps_to_those_who_can_do_something_about_them)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General line");
    add_shift(coordinator, line, node.member("hotline_operator"), "2026-11-22", "08:00", "2026-11-22", "20:00");
    for (const char* login : {"coordinator", "hotline_operator"}) {
        const std::string told = words(node.sign_in(login), "/");
        EXPECT_THAT(told, gt::HasSubstr("nobody is on duty at one time")) << login;
        EXPECT_THAT(told, gt::HasSubstr("General line: 22.11.2026 20:00 – 29.11.2026 14:00")) << login;
        EXPECT_THAT(told, gt::HasSubstr("On duty now: Name of hotline_operator")) << login;
    }
    const std::string lawyer = words(node.sign_in("lawyer"), "/");
    EXPECT_THAT(lawyer, gt::Not(gt::HasSubstr("nobody is on duty")));
    EXPECT_THAT(lawyer, gt::HasSubstr("On duty now"));
    EXPECT_THAT(words(node.sign_in("technical_administrator"), "/"), gt::Not(gt::HasSubstr("duty")));
}

TEST_F(HotlinePages, a_new_call_asks_for_the_line_where_there_are_lines)
{
    Member& coordinator = node.sign_in("coordinator");
    Member& operator_a = node.sign_in("hotline_operator");
    EXPECT_THAT(get(operator_a, "/calls/new").body, gt::HasSubstr("name=\"hotline\""));
    const RecordId line = add_line(coordinator, "Army line");
    const web::Response page = get(operator_a, "/calls/new");
    EXPECT_THAT(page.body, gt::HasSubstr("Army line"));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("name=\"hotline\"")));
    const RecordId contact = take(operator_a, {{"line", line.text()}});
    EXPECT_THAT(get(operator_a, address_of(contact, "/edit")).body, gt::HasSubstr("Army line"));
}

// — hand-over —

TEST_F(HotlinePages, promises_are_handed_over_with_one_button_to_who_comes_next)
{
    Member& coordinator = node.sign_in("coordinator");
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId line = add_line(coordinator, "General line");
    add_shift(coordinator, line, other, "2026-11-22", "20:00", "2026-11-23", "08:00");
    const RecordId contact = take(operator_a, promised({{"danger_now", "yes"}}));
    const web::Response page = get(operator_a, "/hand-over");
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("Next on duty"));
    Typed fields = untouched(page);
    EXPECT_THAT(fields, gt::Contains(gt::Pair("to", other.actor().user.text())));
    EXPECT_THAT(fields, gt::Contains(gt::Pair("item", contact.text())));
    fields.emplace_back("note-" + contact.text(), "canary-note");
    const web::Response given = post(operator_a, "/hand-over", fields);
    ASSERT_EQ(given.status, 303) << words_of(given.body);
    EXPECT_THAT(words(operator_a, target_of(given)), gt::HasSubstr("1 promise is handed over"));
    EXPECT_THAT(words(other, "/"), gt::HasSubstr("1 promise waits for you to take it"));
    EXPECT_THAT(words(coordinator, "/"), gt::HasSubstr("handed over and not taken yet"));
    const web::Response team = get(coordinator, "/hand-over");
    EXPECT_THAT(words_of(team.body), gt::HasSubstr("A-C-2026-0001"));
    EXPECT_THAT(words_of(team.body), gt::Not(gt::HasSubstr("anger")));
    EXPECT_THAT(team.body, gt::Not(gt::HasSubstr("canary")));
    EXPECT_THAT(get(other, "/hand-over").body, gt::HasSubstr("canary-note"));
    const web::Response taken = post(other, "/hand-over/take", {{"do", "all"}});
    EXPECT_EQ(target_of(taken), "/hand-over?taken=1");
    EXPECT_THAT(words(operator_a, "/hand-over"), gt::HasSubstr("Taken 22.11.2026 14:00"));
    EXPECT_THAT(words(coordinator, "/hand-over"), gt::HasSubstr("has been taken"));
    EXPECT_EQ(get(node.sign_in("lawyer"), "/hand-over").status, 403);
}

TEST_F(HotlinePages, a_hand_over_to_nobody_keeps_the_notes)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    const web::Response page =
        post(operator_a, "/hand-over", {{"item", contact.text()}, {"note-" + contact.text(), "canary-note"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, gt::HasSubstr("canary-note"));
    EXPECT_THAT(page.body, gt::HasSubstr("error-summary"));
    EXPECT_EQ(post(operator_a, "/hand-over", {{"to", "nonsense"}, {"item", "nonsense"}}).status, 422);
}

TEST_F(HotlinePages, a_note_beside_a_contact_that_is_not_chosen_comes_back_instead_of_being_lost)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId chosen = take(operator_a, promised({{"danger_now", "yes"}}));
    const RecordId left = take(operator_a, promised({{"danger_now", "yes"}}));
    const web::Response page = post(
        operator_a,
        "/hand-over",
        {{"to", other.actor().user.text()}, {"item", chosen.text()}, {"note-" + left.text(), "canary-note"}}
    );
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, gt::HasSubstr("canary-note"));
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("beside a contact that is not chosen"));
}

// — calling back —

TEST_F(HotlinePages, a_safe_number_is_shown_with_its_flag_and_the_call_is_noted)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised({{"number_safety", "safe"}, {"say_who", "the clinic"}}));
    EXPECT_THAT(get(operator_a, address_of(contact)).body, gt::HasSubstr(address_of(contact, "/call-back")));
    const web::Response page = get(operator_a, address_of(contact, "/call-back"));
    EXPECT_THAT(page.body, gt::HasSubstr(number));
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("Say: the clinic"));
    Typed fields = untouched(page);
    fields.emplace_back("outcome", "reached");
    const web::Response noted = post(operator_a, address_of(contact, "/call-back"), fields);
    ASSERT_EQ(noted.status, 303) << words_of(noted.body);
    EXPECT_THAT(words(operator_a, target_of(noted)), gt::HasSubstr("Earlier promises"));
}

TEST_F(HotlinePages, a_number_that_is_not_known_to_be_safe_is_shown_to_who_asks)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised({{"number_safety", "ask_first"}, {"words", "canary-words"}}));
    for (const char* place : {"", "/account", "/call-back", "/edit-account", "/history?part=account"}) {
        const web::Response page = get(operator_a, address_of(contact, place));
        EXPECT_EQ(page.status, 200) << place;
        EXPECT_THAT(page.body, gt::Not(gt::HasSubstr(number))) << place;
    }
    EXPECT_THAT(get(operator_a, address_of(contact, "/account")).body, gt::HasSubstr("canary-words"));
    EXPECT_THAT(post(operator_a, address_of(contact, "/call-back/number"), {}).body, gt::HasSubstr(number));
    EXPECT_THAT(post(operator_a, address_of(contact, "/number"), {}).body, gt::HasSubstr(number));
    EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [](const auto& note) { return note.allowed; }));
}

TEST_F(HotlinePages, a_closed_number_stays_when_the_rest_of_the_account_is_changed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised({{"number_safety", "ask_first"}}));
    Typed fields = untouched(get(operator_a, address_of(contact, "/edit-account")));
    std::erase_if(fields, [](const auto& field) { return field.first == "words"; });
    fields.emplace_back("words", "canary-words");
    ASSERT_EQ(post(operator_a, address_of(contact, "/edit-account"), fields).status, 303);
    EXPECT_THAT(post(operator_a, address_of(contact, "/number"), {}).body, gt::HasSubstr(number));
    const Typed corrected{{"phone", "+992 000 99 88 77"}};
    ASSERT_EQ(post(operator_a, address_of(contact, "/number/correct"), corrected).status, 303);
    const web::Response page = post(operator_a, address_of(contact, "/number"), {});
    EXPECT_THAT(page.body, gt::HasSubstr("+992 000 99 88 77"));
    EXPECT_THAT(get(operator_a, address_of(contact, "/account")).body, gt::HasSubstr("canary-words"));
}

TEST_F(HotlinePages, a_call_at_a_forbidden_hour_is_refused_with_the_next_time)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact =
        take(operator_a, promised({{"number_safety", "safe"}, {"call_from", "18:00"}, {"call_until", "22:00"}}));
    const web::Response page = get(operator_a, address_of(contact, "/call-back"));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr(number)));
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("allowed from 22.11.2026 18:00"));
    const web::Response forced = post(operator_a, address_of(contact, "/call-back/number"), {});
    EXPECT_EQ(forced.status, 422);
    EXPECT_THAT(forced.body, gt::Not(gt::HasSubstr(number)));
    Typed fields = untouched(page);
    fields.emplace_back("outcome", "no_answer");
    fields.emplace_back("note", "canary-note");
    const web::Response asked = post(operator_a, address_of(contact, "/call-back"), fields);
    EXPECT_EQ(asked.status, 422);
    EXPECT_THAT(asked.body, gt::HasSubstr("canary-note"));
    EXPECT_THAT(words_of(asked.body), gt::HasSubstr("The call did take place then"));
    fields.emplace_back("off_hours_known", "yes");
    ASSERT_EQ(post(operator_a, address_of(contact, "/call-back"), fields).status, 303);
    EXPECT_THAT(words(operator_a, address_of(contact, "/call-back")), gt::HasSubstr("not agreed"));
}

TEST_F(HotlinePages, a_promise_is_closed_without_a_call)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised());
    EXPECT_EQ(post(operator_a, address_of(contact, "/call-back/close"), {}).status, 422);
    ASSERT_EQ(post(operator_a, address_of(contact, "/call-back/close"), {{"result", "not_wanted"}}).status, 303);
    EXPECT_THAT(words(operator_a, address_of(contact, "/call-back")), gt::HasSubstr("no longer wants it"));
    const RecordId counted = take(operator_a, {{"keep", "count_only"}});
    EXPECT_EQ(get(operator_a, address_of(counted, "/call-back")).status, 422);
}

// — danger —

TEST_F(HotlinePages, danger_steps_are_there_while_the_call_is_taken_and_ticked_afterwards)
{
    Member& operator_a = node.sign_in("hotline_operator");
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        const std::string page = words(operator_a, "/calls/new");
        EXPECT_THAT(page, gt::HasSubstr(language == "en" ? "Being detained now" : "Задерживают сейчас"));
        EXPECT_THAT(page, gt::HasSubstr(language == "en" ? "to be confirmed" : "должен подтвердить"));
    }
    language = "en";
    const RecordId contact = take(operator_a, {{"danger_now", "yes"}});
    EXPECT_THAT(get(operator_a, address_of(contact)).body, gt::HasSubstr(address_of(contact, "/danger")));
    const std::string address = address_of(contact, "/danger?situation=army");
    Typed fields = untouched(get(operator_a, address));
    EXPECT_EQ(post(operator_a, address, fields).status, 422);
    fields.emplace_back("step", "army_where");
    fields.emplace_back("note", "canary-note");
    ASSERT_EQ(post(operator_a, address, fields).status, 303);
    const web::Response done = get(operator_a, address_of(contact, "/danger"));
    EXPECT_THAT(words_of(done.body), gt::HasSubstr("In the army unit"));
    EXPECT_THAT(done.body, gt::HasSubstr("canary-note"));
    EXPECT_THAT(done.body, gt::Not(gt::HasSubstr("value=\"army_where\"")));
    EXPECT_EQ(get(node.sign_in("coordinator"), address_of(contact, "/danger")).status, 403);
}

// — set apart —

TEST_F(HotlinePages, a_silent_call_takes_one_click_and_can_be_taken_back)
{
    Member& operator_a = node.sign_in("hotline_operator");
    for (const char* kind : {"silent", "abusive"}) {
        Typed fields = untouched(get(operator_a, "/calls/new?fresh=1"));
        fields.emplace_back("words", "canary-words");
        fields.emplace_back("needs", "legal");
        fields.emplace_back("apart_as", kind);
        const web::Response saved = post(operator_a, "/calls/new", fields);
        ASSERT_EQ(saved.status, 303) << words_of(saved.body);
        const web::Response page = get(operator_a, target_of(saved));
        EXPECT_THAT(words_of(page.body), gt::HasSubstr("Take back and go on"));
        EXPECT_EQ(get(operator_a, target_of(saved) + "/edit").status, 422);
        const web::Response back = post(operator_a, target_of(saved) + "/undo-apart", {});
        ASSERT_EQ(target_of(back), "/calls/new");
        const web::Response form = get(operator_a, "/calls/new");
        EXPECT_THAT(form.body, gt::HasSubstr("canary-words"));
        EXPECT_THAT(untouched(form), gt::Contains(gt::Pair("needs", "legal")));
    }
}

TEST_F(HotlinePages, enter_in_a_field_never_sets_a_call_apart)
{
    const std::string body = get(node.sign_in("hotline_operator"), "/calls/new").body;
    const std::string main = body.substr(body.find("/drafts/call"));
    const auto usual = main.find("<button type=\"submit\" hidden");
    ASSERT_NE(usual, std::string::npos);
    EXPECT_LT(usual, main.find("apart_as"));
}

// — figures —

TEST_F(HotlinePages, figures_are_for_the_desk_and_for_reports)
{
    Member& coordinator = node.sign_in("coordinator");
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId line = add_line(coordinator, "=General line");
    for (int count = 0; count < 6; ++count)
        take(operator_a, {{"line", line.text()}, {"region", "TJ-DU"}});
    take(operator_a, {{"region", "TJ-SU"}});
    const std::string page = words(coordinator, "/calls/figures?month=2026-11");
    EXPECT_THAT(page, gt::HasSubstr("<5"));
    EXPECT_THAT(page, gt::HasSubstr("not shown"));
    EXPECT_THAT(page, gt::HasSubstr("not over"));
    const web::Response csv = get(coordinator, "/calls/figures.csv?month=2026-11");
    EXPECT_THAT(csv.body, gt::HasSubstr("\"'=General line\",\"6\""));
    EXPECT_THAT(csv.body, gt::HasSubstr("\"<5\""));
    // Only the desk sees counts that still change.
    EXPECT_THAT(words(operator_a, "/calls/figures?month=2026-11"), gt::HasSubstr("not kept yet"));
    EXPECT_THAT(get(operator_a, "/calls/figures.csv?month=2026-11").body, gt::Not(gt::HasSubstr("General line")));
    for (const char* role : {"technical_administrator", "auditor", "lawyer"})
        EXPECT_EQ(get(node.sign_in(role), "/calls/figures").status, 403) << role;
    EXPECT_EQ(post(coordinator, "/calls/figures/keep?month=2026-11", {}).status, 422);
    Member& writer = node.sign_in("report_writer");
    EXPECT_THAT(words(writer, "/calls/figures?month=2026-11"), gt::HasSubstr("not kept yet"));
    node.clock().set(std::chrono::sys_days(std::chrono::year(2026) / 12 / 3));
    EXPECT_THAT(words(coordinator, "/calls/figures"), gt::HasSubstr("Keep these figures"));
    ASSERT_EQ(post(coordinator, "/calls/figures/keep?month=2026-11", {}).status, 303);
    const std::string kept = words(writer, "/calls/figures?month=2026-11");
    EXPECT_THAT(kept, gt::HasSubstr("General line"));
    EXPECT_THAT(kept, gt::HasSubstr("Name of coordinator"));
    EXPECT_EQ(get(writer, "/calls/figures?month=nonsense").status, 200);
}

}  // namespace
}  // namespace panoh::intake
