// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/rules.hpp"

#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/types.hpp"
#include "records/records.hpp"

#include <algorithm>
#include <array>

namespace panoh::custody {

namespace {

namespace json = boost::json;

constexpr std::string_view open_status = "open";
constexpr std::string_view disclosure_purpose = "share_coalition";

/// Minutes of a stored moment since the epoch.
std::optional<std::int64_t> minutes_of(std::string_view moment)
{
    const auto parts = forms::moment_parts(moment, "UTC");
    const auto day = parts ? forms::parse_iso_day(parts->first) : std::nullopt;
    if (!day) return std::nullopt;
    constexpr int ten = 10;
    constexpr int minutes_of_an_hour = 60;
    const std::string& clock = parts->second;
    const auto digit = [&](std::size_t at) {
        return clock.at(at) - '0';
    };
    const int minutes = (digit(0) * ten + digit(1)) * minutes_of_an_hour + digit(3) * ten + digit(4);
    return std::chrono::duration_cast<std::chrono::minutes>(day->time_since_epoch()).count() + minutes;
}

forms::FormProblem problem(std::string_view type, std::string_view field, MessageId sentence)
{
    return {std::string(field), {std::move(sentence), {{"label", forms::field_message(type, field)}}}};
}

/// All names of a member of kind `name` in one line; empty without one.
std::string in_one_line(const json::object& account, std::string_view field)
{
    const json::value* names = account.if_contains(field);
    if (names == nullptr) return {};
    std::string line;
    for (const std::string& name : records::names_in(*names))
        line += (line.empty() ? "" : " / ") + name;
    return line;
}

}  // namespace

std::optional<std::int64_t> hours_between(std::string_view from, std::string_view until)
{
    constexpr std::int64_t minutes_of_an_hour = 60;
    const auto first = minutes_of(from);
    const auto last = minutes_of(until);
    if (!first || !last || *last < *first) return std::nullopt;
    return (*last - *first) / minutes_of_an_hour;
}

Hours hours_of(const AlertLine& line, std::string_view now)
{
    Hours hours;
    const std::string_view end = line.ended_at.empty() ? now : std::string_view(line.ended_at);
    hours.held = hours_between(line.apprehended_at, end);
    hours.is_registered = !line.registered_at.empty();
    hours.unregistered =
        hours_between(line.apprehended_at, hours.is_registered ? std::string_view(line.registered_at) : end);
    return hours;
}

bool is_open(const AlertLine& line)
{
    return line.status == open_status;
}

json::object raised(json::object alert, const json::object& contact, const UserId& by, std::string_view now)
{
    alert["status"] = open_status;
    for (const std::string_view field : {"region", "region__why"}) {
        if (const json::value* value = contact.if_contains(field)) alert[field] = *value;
    }
    alert["raised_at"] = now;
    alert["raised_by"] = by.text();
    return alert;
}

json::object ended(json::object alert, std::string_view how, std::string_view now)
{
    alert["status"] = how;
    if (how == open_status) {
        alert.erase("ended_at");
    } else if (text_at(alert, "ended_at").empty()) {
        alert["ended_at"] = now;
    }
    return alert;
}

std::vector<forms::FormProblem>
problems_of_times(std::string_view type, const json::object& fields, std::string_view now)
{
    std::vector<forms::FormProblem> problems;
    for (const std::string_view field : {"apprehended_at", "registered_at", "seen_at", "asked_at", "refused_at"}) {
        if (text_at(fields, field) > now) problems.push_back(problem(type, field, msg("custody.problem.ahead")));
    }
    const std::string registered = text_at(fields, "registered_at");
    if (!registered.empty() && registered < text_at(fields, "apprehended_at")) {
        problems.push_back(problem(type, "registered_at", msg("custody.problem.registered_before")));
    }
    return problems;
}

json::object contact_of_alert(json::object contact)
{
    if (text_at(contact, "channel").empty()) contact["channel"] = "hotline";
    contact["danger_now"] = true;
    contact["needs"] = json::array{"legal", "find_person", "custody_contact"};
    contact["pass_on"] = "not_asked";
    return contact;
}

std::vector<json::object> enquiries_in(json::object& account)
{
    std::vector<json::object> enquiries;
    const json::value* rows = account.if_contains("asked_before");
    if (rows != nullptr && rows->is_array()) {
        for (const json::value& row : rows->get_array()) {
            if (!row.is_object()) continue;
            json::object enquiry = row.get_object();
            enquiry["asked_by"] = "relative";
            if (text_at(enquiry, "answer").empty()) enquiry["answer"] = "other";
            enquiries.push_back(std::move(enquiry));
        }
    }
    account.erase("asked_before");
    return enquiries;
}

access::DisclosureDecision
may_tell(const RecordId& account_id, const json::object& account, std::string_view recipient, bool named)
{
    using forms::Compartment;
    const std::string answer = text_at(account, "may_tell");
    access::Consent consent;
    consent.record = account_id;
    consent.purpose = disclosure_purpose;
    consent.answer = answer.starts_with("yes") ? "yes" : answer == "no" ? "no" : "not_asked";
    consent.recipients = {"lawyer", "health_facility"};
    consent.compartments = {
        std::string(forms::name_of(Compartment::core)), std::string(forms::name_of(Compartment::legal))};
    if (answer == "yes_named") consent.compartments.emplace(forms::name_of(Compartment::identity));
    access::Disclosure disclosure{
        std::string(disclosure_purpose), std::string(recipient), {Compartment::core, Compartment::legal}};
    if (named) disclosure.compartments.insert(Compartment::identity);
    // The answer carries no day: it is the relative's word of this very alert.
    return access::may_disclose({consent}, disclosure, std::chrono::sys_days{});
}

void keep_names_as_agreed(json::object& account, const json::object& call_account)
{
    const std::array<std::pair<std::string_view, std::string>, 3> names{{
        {"person_name", in_one_line(call_account, "about_name")},
        {"relative_name", in_one_line(call_account, "caller_name")},
        {"relative_phone", text_at(call_account, "phone")},
    }};
    const bool named = text_at(account, "may_tell") == "yes_named";
    for (const auto& [field, value] : names) {
        account.erase(field);
        if (named && !value.empty()) account[field] = value;
    }
}

bool may_ask_somebody(const json::object& account)
{
    return text_at(account, "may_tell").starts_with("yes");
}

std::vector<std::string> next_states(std::string_view status)
{
    if (status == "asked") return {"accepted", "declined"};
    if (status == "accepted") return {"arrived", "declined"};
    if (status == "arrived") return {"seen", "kept_out"};
    if (status == "kept_out") return {"seen"};
    return {};
}

std::optional<json::object> answered(json::object request, std::string_view status, std::string_view now)
{
    const auto possible = next_states(text_at(request, "status"));
    if (std::find(possible.begin(), possible.end(), status) == possible.end()) return std::nullopt;
    request["status"] = status;
    if (status == "accepted") {
        request["accepted_at"] = now;
    } else if (status == "arrived") {
        request["arrived_at"] = now;
    } else {
        request["closed_at"] = now;
    }
    return request;
}

bool is_on_the_way(std::string_view status)
{
    return status == "asked" || status == "accepted" || status == "arrived" || status == "kept_out";
}

std::vector<Candidate> in_order(std::vector<Candidate> candidates)
{
    const auto rank = [](const Candidate& each) {
        return each.is_on_duty ? (each.is_near ? 0 : 1) : 2;
    };
    std::stable_sort(candidates.begin(), candidates.end(), [&](const Candidate& left, const Candidate& right) {
        return rank(left) < rank(right);
    });
    std::vector<Candidate> once;
    for (Candidate& each : candidates) {
        const bool is_there =
            std::any_of(once.begin(), once.end(), [&](const Candidate& other) { return other.person == each.person; });
        if (!is_there) once.push_back(std::move(each));
    }
    return once;
}

json::object step_marked(json::object step, bool mine, bool done, const std::string& by, const std::string& now)
{
    if (!mine && !done) {
        step.erase("done_at");
        return step;
    }
    if (mine || text_at(step, "owner").empty()) step["owner"] = by;
    if (done && text_at(step, "done_at").empty()) step["done_at"] = now;
    return step;
}

bool concerns(const AlertLine& line, const std::vector<Going>& goings, const Reader& reader)
{
    if (!is_open(line)) return false;
    if (reader.sees_team || line.raised_by == reader.user || line.keyworker == reader.user) return true;
    if (reader.takes_calls && (reader.is_on_duty || !reader.anybody_on_duty)) return true;
    return std::any_of(goings.begin(), goings.end(), [&](const Going& going) {
        return going.person == reader.user && going.status != "declined" && going.status != "withdrawn";
    });
}

}  // namespace panoh::custody
