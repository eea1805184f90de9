// SPDX-License-Identifier: AGPL-3.0-or-later
// From a call to what a case starts with.
#include "forms/typed.hpp"
#include "modules/intake/rules.hpp"

#include <algorithm>
#include <array>

namespace panoh::intake {

namespace {

namespace json = boost::json;

bool calls_for_themself(const json::object& contact)
{
    return text_at(contact, "caller_kind") == "self";
}

/// The day of the call where the reader is.
std::string day_of(const json::object& contact, std::string_view zone)
{
    const auto local = forms::moment_parts(text_at(contact, "time_of_call"), zone);
    return local ? local->first : std::string();
}

/// Where a person was when they answered: by telephone and in writing they are elsewhere.
std::string setting_of(const std::string& channel)
{
    if (channel == "walk_in") return "free";
    constexpr std::array<std::string_view, 6> remote{"hotline", "web_form", "messenger", "referral", "letter", "email"};
    return std::find(remote.begin(), remote.end(), channel) != remote.end() ? "remote" : "";
}

json::object consent(std::string_view purpose, std::string_view answer)
{
    return {{"purpose", purpose}, {"answer", answer}};
}

/// Recipients that belong to "sharing in the coalition"; others need a consent of their own.
json::array helpers_of(const json::object& contact)
{
    json::array helpers;
    for (const std::string_view code : {"coalition", "lawyer", "health_facility", "social_service"}) {
        if (has_code(contact, "pass_on_to", code)) helpers.emplace_back(code);
    }
    return helpers;
}

json::object sharing(const json::object& contact)
{
    const std::string pass_on = text_at(contact, "pass_on");
    if (pass_on == "no") return consent("share_coalition", "no");
    json::array helpers = helpers_of(contact);
    if (!pass_on.starts_with("yes") || helpers.empty()) return consent("share_coalition", "not_asked");
    json::object yes = consent("share_coalition", "yes");
    yes["recipients"] = std::move(helpers);
    yes["compartments"] =
        pass_on == "yes_named" ? json::array{"core", "identity", "account"} : json::array{"core", "account"};
    return yes;
}

json::object calling_back(const json::object& contact)
{
    const std::string answer = text_at(contact, "may_call_back");
    if (answer == "yes" || answer == "as_agreed") return consent("contact", "yes");
    return consent("contact", answer == "no" ? "no" : "not_asked");
}

/// All names of a value of kind `name`, in one line.
std::string in_one_line(const json::object& account, std::string_view field)
{
    std::string line;
    const json::value* names = account.if_contains(field);
    if (names == nullptr) return line;
    for (const std::string& name : records::names_in(*names)) {
        if (!line.empty()) line += ", ";
        line += name;
    }
    return line;
}

casework::CasePerson caller_as_person(const json::object& contact, const json::object& account, std::string_view zone)
{
    casework::CasePerson caller;
    caller.person = person_start(contact);
    if (const json::value* names = account.if_contains("caller_name")) caller.identity["names"] = *names;
    caller.contact_channels = channels_of_call(contact, account, "");
    caller.consents = consents_of_call(contact, zone);
    caller.role = role_of_caller(contact);
    return caller;
}

}  // namespace

json::object case_start(const json::object& contact)
{
    json::object fields;
    for (const std::string_view field : {"region", "region__why"}) {
        if (const json::value* value = contact.if_contains(field)) fields[field] = *value;
    }
    if (is_yes(contact, "danger_now")) fields["risk"] = "immediate";
    return fields;
}

json::object person_start(const json::object& contact)
{
    json::object fields;
    const std::string language = text_at(contact, "language");
    if (!language.empty()) fields["languages"] = json::array{language};
    if (is_yes(contact, "interpreter_needed")) fields["interpreter"] = true;
    return fields;
}

json::value name_of_person(const json::object& contact, const json::object& account)
{
    if (const json::value* about = account.if_contains("about_name")) return *about;
    const json::value* caller = account.if_contains("caller_name");
    return calls_for_themself(contact) && caller != nullptr ? *caller : json::value();
}

std::string role_of_caller(const json::object& contact)
{
    const std::string kind = text_at(contact, "caller_kind");
    if (kind == "family") return "family_member";
    return kind == "witness" ? "witness" : "";
}

std::vector<json::object> consents_of_call(const json::object& contact, std::string_view zone)
{
    const std::string keep = text_at(contact, "keep");
    std::vector<json::object> consents{
        consent("casework", keep == "yes" ? "yes" : "not_asked"), sharing(contact), calling_back(contact)};
    const std::string day = day_of(contact, zone);
    const std::string setting = setting_of(text_at(contact, "channel"));
    const std::string language = text_at(contact, "language");
    for (json::object& each : consents) {
        if (text_at(each, "answer") == "not_asked") continue;
        each["form"] = "verbal";
        if (!day.empty()) each["given_on"] = day;
        if (!setting.empty()) each["setting"] = setting;
        if (!language.empty()) each["language"] = language;
    }
    return consents;
}

std::vector<json::object> consents_not_asked()
{
    return {consent("casework", "not_asked"), consent("share_coalition", "not_asked"), consent("contact", "not_asked")};
}

void add_family_answers(std::vector<json::object>& consents, std::span<const json::object> answers)
{
    std::vector<std::string> known;
    for (const json::object& answer : answers) {
        const std::string purpose = text_at(answer, "purpose");
        if (std::find(known.begin(), known.end(), purpose) != known.end()) continue;
        known.push_back(purpose);
        std::erase_if(consents, [&](const json::object& each) { return text_at(each, "purpose") == purpose; });
        json::object taken = consent(purpose, text_at(answer, "answer"));
        const auto copy = [&](std::string_view from, std::string_view to) {
            if (const json::value* value = answer.if_contains(from)) taken[to] = *value;
        };
        copy("given_on", "given_on");
        if (text_at(answer, "answer") == "withdrawn") copy("given_on", "withdrawn_on");
        copy("given_by", "guardian");
        copy("note", "capacity_note");
        consents.push_back(std::move(taken));
    }
}

std::vector<json::object>
channels_of_call(const json::object& contact, const json::object& account, const std::string& holder)
{
    const std::string phone = text_at(account, "phone");
    if (phone.empty() || !may_keep_number(contact)) return {};
    json::object channel{
        {"kind", "phone"},
        {"value", phone},
        {"safe", text_at(contact, "may_call_back") == "yes" ? "safe" : "ask_first"},
        {"preferred", true}};
    const std::string say = text_at(account, "safe_contact");
    if (!say.empty()) channel["say"] = say;
    if (!holder.empty()) channel["holder"] = holder;
    return {channel};
}

casework::OpenCase
case_from_call(const json::object& contact, const json::object& account, CaseForms forms, std::string_view zone)
{
    casework::CasePerson person;
    person.person = std::move(forms.person);
    person.identity = std::move(forms.identity);
    casework::OpenCase request;
    request.fields = std::move(forms.fields);
    request.summary = std::move(forms.summary);
    const bool with_caller = forms.with_caller && !role_of_caller(contact).empty();
    if (calls_for_themself(contact)) {
        person.contact_channels = channels_of_call(contact, account, "");
        person.consents = consents_of_call(contact, zone);
    } else {
        person.consents = consents_not_asked();
        if (!with_caller) {
            person.contact_channels = channels_of_call(contact, account, in_one_line(account, "caller_name"));
        }
    }
    request.persons.push_back(std::move(person));
    if (with_caller) {
        casework::CasePerson caller = caller_as_person(contact, account, zone);
        caller.relation_type = std::move(forms.caller_relation);
        request.persons.push_back(std::move(caller));
    }
    return request;
}

}  // namespace panoh::intake
