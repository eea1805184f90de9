// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/rules.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace panoh::casework {

namespace {

namespace json = boost::json;

constexpr std::string_view why_suffix = "__why";

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Nine digits tell subscribers apart in the countries served; what stands before is written in many ways.
constexpr std::size_t subscriber_digits = 9;
constexpr std::size_t least_phone_digits = 5;

}  // namespace

std::pair<json::object, json::object> split_boxes(const forms::RecordType& type, const json::object& merged)
{
    std::pair<json::object, json::object> boxes;
    for (const auto& [key, value] : merged) {
        std::string_view name = key;
        if (name.ends_with(why_suffix)) name.remove_suffix(why_suffix.size());
        const forms::Field* field = type.find(name);
        if (field == nullptr) continue;
        (field->coded ? boxes.first : boxes.second)[key] = value;
    }
    return boxes;
}

std::string escalated_on(std::string_view due_on, int after_days, std::string_view today)
{
    if (due_on.empty()) return {};
    std::string since = day_after(due_on, after_days > 0 ? after_days : usual_escalation_days);
    return since <= today ? since : std::string();
}

std::vector<std::string> next_states(std::string_view state)
{
    if (state == "closed") return {"reopened"};
    std::vector<std::string> states;
    for (const std::string_view each : {"active", "waiting", "closed"}) {
        if (each != state) states.emplace_back(each);
    }
    return states;
}

std::optional<MessageId> transition_problem(std::string_view from, std::string_view to)
{
    if (from == to) return msg("casework.problem.same_status");
    const auto allowed = next_states(from);
    if (std::find(allowed.begin(), allowed.end(), to) != allowed.end()) return std::nullopt;
    return from == "closed" ? msg("casework.problem.reopen_first") : msg("casework.problem.status_by_program");
}

bool needs_relation(std::string_view role)
{
    return role == "family_member" || role == "dependant";
}

std::vector<std::string> purposes_for(std::string_view recipient, bool with_name)
{
    static const std::map<std::string_view, std::string_view> by_recipient{
        {"coalition", "share_coalition"},
        {"lawyer", "share_coalition"},
        {"health_facility", "share_coalition"},
        {"social_service", "share_coalition"},
        {"justice", "share_justice"},
        {"forensic", "share_justice"},
        {"ombudsman", "share_justice"},
        {"other_state", "share_justice"},
        {"un", "share_international"},
        {"regional_court", "share_international"},
        {"international", "share_international"},
        {"media", "publication"},
        {"donor", "donor_story"},
        {"researcher", "research"},
    };
    static const std::set<std::string_view> state_bodies{"justice", "forensic", "ombudsman", "other_state"};
    const auto found = by_recipient.find(recipient);
    if (found == by_recipient.end()) return {};
    std::vector<std::string> purposes{std::string(found->second)};
    if (with_name && state_bodies.contains(recipient)) purposes.emplace_back("name_to_state");
    return purposes;
}

std::string phone_digits(std::string_view text)
{
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    if (digits.size() > subscriber_digits) digits.erase(0, digits.size() - subscriber_digits);
    return digits;
}

Sought sought(std::string_view typed)
{
    Sought found;
    found.text = std::string(trimmed(typed));
    bool other = false;
    bool letters = false;
    std::size_t digits = 0;
    for (const char c : found.text) {
        const bool ascii_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        letters = letters || ascii_letter || beyond_ascii;
        other = other || beyond_ascii || (!ascii_letter && !is_digit(c) && c != '-');
        digits += is_digit(c) ? 1U : 0U;
    }
    if (digits > 0 && !other) {
        for (const char c : found.text)
            found.number += (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
    }
    const bool phone_characters = std::all_of(found.text.begin(), found.text.end(), [](char c) {
        return is_digit(c) || c == ' ' || c == '+' || c == '-' || c == '(' || c == ')';
    });
    if (phone_characters && digits >= least_phone_digits) found.digits = phone_digits(found.text);
    found.name = letters && digits == 0;
    return found;
}

bool number_matches(std::string_view number, std::string_view wanted)
{
    if (wanted.empty()) return false;
    if (number == wanted) return true;
    const auto dash = number.rfind('-');
    const auto wanted_dash = wanted.rfind('-');
    if (dash == std::string_view::npos) return false;
    const auto without_zeros = [](std::string_view digits) {
        const auto first = digits.find_first_not_of('0');
        return first == std::string_view::npos ? std::string_view() : digits.substr(first);
    };
    const auto ordinal = without_zeros(number.substr(dash + 1));
    const auto wanted_ordinal =
        without_zeros(wanted_dash == std::string_view::npos ? wanted : wanted.substr(wanted_dash + 1));
    if (ordinal.empty() || ordinal != wanted_ordinal) return false;
    if (wanted_dash == std::string_view::npos) return true;
    const auto head = number.substr(0, dash);
    const auto wanted_head = wanted.substr(0, wanted_dash);
    return head == wanted_head || head.ends_with("-" + std::string(wanted_head));
}

EditRule edit_rule(std::string_view type)
{
    static const std::map<std::string_view, EditRule> rules{
        {"act", {true, true, true}},           {"allegation", {true, true, true}},
        {"appointment", {true, true, true}},   {"assignment", {true, true, false}},
        {"case", {false, true, false}},        {"case_conference", {true, true, true}},
        {"case_link", {false, false, true}},   {"case_summary", {true, true, false}},
        {"consent", {true, false, false}},     {"contact_channel", {true, true, true}},
        {"deadline", {true, true, true}},      {"detention", {true, true, true}},
        {"event", {true, true, true}},         {"event_person", {true, true, true}},
        {"involvement", {true, true, true}},   {"legal_status", {true, true, true}},
        {"need", {true, true, true}},          {"note", {true, true, true}},
        {"participation", {true, true, true}}, {"perpetrator", {false, true, true}},
        {"person", {false, true, false}},      {"person_identity", {true, true, true}},
        {"place", {false, true, true}},        {"post", {true, true, true}},
        {"qualification", {true, true, true}}, {"relation", {true, true, true}},
        {"residence", {true, true, true}},     {"risk_assessment", {true, true, true}},
        {"safeguard", {true, true, true}},     {"source", {true, true, true}},
        {"statement", {true, true, true}},     {"status_change", {false, false, false}},
        {"task", {true, true, true}},          {"unit", {false, true, true}},
    };
    // They come in by a form of their own, with their bytes.
    if (type == "attachment" || type.starts_with("attachment_")) return {false, true, true};
    const auto found = rules.find(type);
    return found == rules.end() ? EditRule{} : found->second;
}

bool is_system_event(std::string_view type)
{
    return type == "case" || type == "participation" || type == "assignment" || type == "person"
           || type == "state_request" || type == "case_link" || type == "case_tag" || type == "person_identity"
           || type == "contact_channel" || type == "relation" || type == "legal_status" || type == "residence"
           || type == "person_merge" || type == "custody_event";
}

std::string_view event_date_field(const forms::RecordType& type)
{
    constexpr std::array<std::string_view, 13> fields{
        "occurred_on",
        "began",
        "taken",
        "planned_on",
        "changed_on",
        "assessed_on",
        "given_on",
        "disclosed_on",
        "held_on",
        "examined_on",
        "filed_on",
        "decided_on",
        "time_of_call",
    };
    for (const std::string_view name : fields) {
        const forms::Field* field = type.find(name);
        if (field != nullptr && field->coded) return name;
    }
    return {};
}

}  // namespace panoh::casework
