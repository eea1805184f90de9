// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules.hpp"

#include "access/assigning.hpp"
#include "forms/labels.hpp"

#include <array>

namespace panoh::intake {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// Clocks of two machines differ a little.
constexpr auto clock_tolerance = 5min;

/// With the reason why it is missing, where there is one.
void copy(const json::object& from, json::object& to, std::string_view field)
{
    const std::string why = std::string(field) + "__why";
    for (const std::string_view member : {field, std::string_view(why)}) {
        if (const json::value* value = from.if_contains(member)) to[member] = *value;
    }
}

/// The first of the month at noon in UTC: the same month on every wall.
std::string month_of(const std::string& moment, std::string_view zone)
{
    const auto local = forms::moment_parts(moment, zone);
    return local ? local->first.substr(0, 7) + "-01T12:00Z" : std::string();
}

forms::FormProblem problem(std::string_view type, std::string_view field, MessageId id)
{
    return {std::string(field), {std::move(id), {{"label", forms::field_message(type, field)}}}};
}

}  // namespace

bool is_counted_only(const json::object& contact)
{
    return text_at(contact, "keep") == "count_only" || text_at(contact, "status") == "counted_only";
}

bool is_apart(const json::object& contact)
{
    return text_at(contact, "status") == "set_apart";
}

json::object counted(const json::object& contact, std::string_view zone)
{
    json::object kept{{"keep", "count_only"}, {"status", "counted_only"}};
    for (const std::string_view field : {"number", "organisation", "channel", "region", "caller_kind", "needs"}) {
        copy(contact, kept, field);
    }
    const std::string month = month_of(text_at(contact, "time_of_call"), zone);
    if (!month.empty()) kept["time_of_call"] = month;
    return kept;
}

bool may_keep_number(const json::object& contact)
{
    // Nobody could be asked; the number is kept apart and never called.
    if (is_apart(contact)) return true;
    const std::string call_back = text_at(contact, "may_call_back");
    if (text_at(contact, "keep") == "yes") return call_back != "no";
    return text_at(contact, "keep") == "not_asked" && (call_back == "yes" || call_back == "as_agreed");
}

void drop_number(json::object& holder)
{
    constexpr std::array<std::string_view, 10> fields{
        "phone",
        "number",
        "safe_contact",
        "number_safety",
        "say_who",
        "voicemail",
        "call_from",
        "call_until",
        "call_days",
        "pause_hours",
    };
    for (const std::string_view field : fields)
        holder.erase(field);
}

CallBoxes as_agreed(CallBoxes call, std::string_view zone)
{
    if (is_counted_only(call.contact)) return {counted(call.contact, zone), {}};
    if (!may_keep_number(call.contact)) drop_number(call.account.reveal());
    return call;
}

std::vector<forms::FormProblem> problems_of(const json::object& contact, const json::object& account, Timestamp now)
{
    std::vector<forms::FormProblem> problems;
    if (is_counted_only(contact)) return problems;
    const bool unclear = text_at(contact, "keep") == "not_asked" && text_at(contact, "may_call_back") != "no";
    const bool has_way = !text_at(account, "phone").empty() || !text_at(account, "safe_contact").empty();
    if (unclear && has_way && !may_keep_number(contact)) {
        problems.push_back(problem("contact", "may_call_back", msg("intake.problem.number_not_agreed")));
    }
    const std::string latest = moment_text(now + clock_tolerance);
    for (const std::string_view field : {"time_of_call", "paper_note_at", "message_at"}) {
        if (text_at(contact, field) > latest) {
            problems.push_back(problem("contact", field, msg("intake.problem.time_ahead")));
        }
    }
    return problems;
}

json::object completed(json::object contact, const Entry& entry)
{
    contact["number"] = entry.number;
    contact["organisation"] = entry.organisation.text();
    contact["status"] = "new";
    contact["time_of_entry"] = moment_text(entry.entered_at);
    if (text_at(contact, "time_of_call").empty()) contact["time_of_call"] = moment_text(entry.entered_at);
    contact["taken_by"] = entry.taken_by.text();
    contact["keyworker"] = entry.taken_by.text();
    return contact;
}

forms::Submission call_start(const CallDefaults& defaults, Timestamp now, std::string_view zone)
{
    forms::Submission start;
    start.add("channel", "hotline");
    start.add("hotline", defaults.hotline);
    start.add("line", defaults.line);
    start.add("region", defaults.region);
    if (const auto local = forms::moment_parts(moment_text(now), zone)) {
        start.add("time_of_call.date", local->first);
        start.add("time_of_call.time", local->second);
    }
    return start;
}

bool is_open(const json::object& contact)
{
    const std::string status = text_at(contact, "status");
    return status == "new" || status == "handed_over" || status == "screened";
}

bool waits_for_receipt(const json::object& contact, const UserId& user)
{
    return text_at(contact, "status") == "handed_over" && text_at(contact, "keyworker") == user.text()
           && text_at(contact, "received_at").empty();
}

json::object handed_on(json::object contact, const UserId& to, Timestamp now)
{
    return access::given_to("contact", std::move(contact), to, now);
}

json::object released(json::object contact, Timestamp now)
{
    contact.erase("keyworker");
    contact.erase("received_at");
    contact["status"] = "new";
    contact["handed_over_at"] = moment_text(now);
    return contact;
}

json::object received(json::object contact, Timestamp now)
{
    contact["received_at"] = moment_text(now);
    return contact;
}

json::object screened(json::object contact)
{
    if (is_open(contact)) contact["status"] = "screened";
    return contact;
}

std::vector<NextStep> next_steps(const json::object& contact, const UserId& reader, bool has_screening)
{
    std::vector<NextStep> steps;
    if (!is_open(contact)) return steps;
    if (is_yes(contact, "danger_now")) steps.push_back(NextStep::follow_danger_steps);
    if (waits_for_receipt(contact, reader)) steps.push_back(NextStep::receive);
    if (text_at(contact, "keep") != "yes") steps.push_back(NextStep::ask_to_keep);
    if (is_yes(contact, "promise_call_back")) steps.push_back(NextStep::call_back);
    if (!has_screening) steps.push_back(NextStep::screen);
    steps.push_back(NextStep::open_case);
    if (text_at(contact, "pass_on").starts_with("yes")) steps.push_back(NextStep::pass_on);
    steps.push_back(NextStep::hand_on);
    return steps;
}

}  // namespace panoh::intake
