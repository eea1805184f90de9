// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/assigning.hpp"

#include "forms/typed.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace panoh::access {

namespace {

namespace json = boost::json;

constexpr std::array assignment_fields{
    std::string_view("user"),
    std::string_view("role"),
    std::string_view("organisation"),
    std::string_view("since"),
    std::string_view("until"),
};
constexpr std::array case_fields{std::string_view("keyworker")};
constexpr std::array task_fields{std::string_view("assigned_to"), std::string_view("assigned_role")};
constexpr std::array contact_fields{
    std::string_view("keyworker"),
    std::string_view("status"),
    std::string_view("handed_over_at"),
    std::string_view("received_at"),
};
constexpr std::string_view why_suffix = "__why";

std::span<const std::string_view> fields_of(std::string_view type)
{
    if (type == "assignment") return assignment_fields;
    if (type == "case") return case_fields;
    if (type == "task") return task_fields;
    if (type == "contact") return contact_fields;
    return {};
}

json::object without(const json::object& coded, std::span<const std::string_view> fields)
{
    json::object rest = coded;
    for (const std::string_view field : fields) {
        rest.erase(field);
        rest.erase(std::string(field) + std::string(why_suffix));
    }
    return rest;
}

std::string_view text_at(const json::object& object, std::string_view field)
{
    const json::value* value = object.if_contains(field);
    return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

/// A contact that is handed on waits; one that has become a case, or was passed on, does not come back by this.
bool is_handed_on(const json::object& before, const json::object& after)
{
    const std::string_view status = text_at(before, "status");
    const bool was_open = status == "new" || status == "handed_over" || status == "screened";
    return was_open && text_at(after, "status") == "handed_over" && !after.contains("received_at");
}

}  // namespace

bool only_assigns(std::string_view type, const WorkRecord& before, const WorkRecord& after)
{
    const auto fields = fields_of(type);
    if (fields.empty() || after.coded == nullptr || after.content == nullptr || after.is_removed) return false;
    if (before.coded == nullptr) {
        return type == "assignment" && without(*after.coded, fields).empty() && after.content->empty();
    }
    if (before.is_removed || *before.content != *after.content) return false;
    if (without(*before.coded, fields) != without(*after.coded, fields)) return false;
    // Whoever worked on a case did: an assignment ends, and nobody else is put in its place.
    if (type == "assignment") return text_at(*before.coded, "user") == text_at(*after.coded, "user");
    return type != "contact" || is_handed_on(*before.coded, *after.coded);
}

UserId receiver_of(std::string_view type, const json::object& coded)
{
    if (type == "assignment") {
        if (!text_at(coded, "until").empty()) return {};
        return UserId::parse(text_at(coded, "user")).value_or(UserId{});
    }
    const std::string_view field = type == "task" ? "assigned_to" : "keyworker";
    return UserId::parse(text_at(coded, field)).value_or(UserId{});
}

json::object given_to(std::string_view type, json::object coded, const UserId& to, Timestamp now)
{
    if (type == "task") {
        coded["assigned_to"] = to.text();
        coded.erase("assigned_role");
        return coded;
    }
    coded["keyworker"] = to.text();
    if (type == "contact") {
        coded["status"] = "handed_over";
        coded["handed_over_at"] = forms::moment_text(now);
        coded.erase("received_at");
    }
    return coded;
}

json::object ended(json::object assignment, std::string_view day)
{
    assignment["until"] = day;
    return assignment;
}

bool joins_persons(std::string_view type)
{
    return type == "participation" || type == "relation" || type == "person_merge";
}

}  // namespace panoh::access
