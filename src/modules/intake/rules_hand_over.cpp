// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_hand_over.hpp"

#include "modules/intake/rules.hpp"

namespace panoh::intake {

namespace json = boost::json;

std::vector<std::string> reasons_of(const json::object& contact, bool has_screening)
{
    std::vector<std::string> reasons;
    if (!is_open(contact)) return reasons;
    const std::string status = text_at(contact, "status");
    if (is_yes(contact, "danger_now")) reasons.emplace_back("danger");
    if (is_yes(contact, "promise_call_back") || !text_at(contact, "call_back_by").empty()) {
        reasons.emplace_back("call_back");
    }
    if (status == "new") reasons.emplace_back("new");
    if (status == "handed_over") reasons.emplace_back("handed_over");
    if (status != "screened" && !has_screening) reasons.emplace_back("unscreened");
    return reasons;
}

UserId holder_of(const json::object& contact)
{
    return UserId::parse(text_at(contact, "keyworker")).value_or(UserId{});
}

json::object offered(const UserId& by, const UserId& to, const std::vector<std::string>& reasons, std::string_view now)
{
    json::array codes;
    for (const std::string& reason : reasons)
        codes.emplace_back(reason);
    return {{"given_by", by.text()}, {"given_to", to.text()}, {"given_at", now}, {"reasons", std::move(codes)}};
}

bool is_waiting(const json::object& hand_over)
{
    return text_at(hand_over, "taken_at").empty() && text_at(hand_over, "withdrawn_at").empty();
}

bool stands(const json::object& hand_over, const json::object& contact)
{
    return is_waiting(hand_over) && is_open(contact) && holder_of(contact).text() == text_at(hand_over, "given_by");
}

json::object taken_over(json::object contact, const UserId& by, std::string_view now)
{
    contact["keyworker"] = by.text();
    contact["handed_over_at"] = now;
    contact["received_at"] = now;
    // What was screened stays so.
    if (text_at(contact, "status") == "new") contact["status"] = "handed_over";
    return contact;
}

}  // namespace panoh::intake
