// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_apart.hpp"

namespace panoh::intake {

namespace json = boost::json;

bool is_apart_kind(std::string_view word)
{
    return word == "silent" || word == "abusive";
}

CallBoxes set_apart(const CallBoxes& typed, std::string_view kind, const Entry& entry)
{
    CallBoxes kept;
    for (const std::string_view field : {"channel", "line", "hotline", "region", "time_of_call"}) {
        if (const json::value* value = typed.contact.if_contains(field)) kept.contact[field] = *value;
    }
    kept.contact = completed(std::move(kept.contact), entry);
    kept.contact.erase("keyworker");
    kept.contact["status"] = "set_apart";
    kept.contact["apart"] = kind;
    json::object& account = kept.account.reveal();
    for (const std::string_view field : {"words", "phone"}) {
        if (const json::value* value = typed.account.reveal().if_contains(field)) account[field] = *value;
    }
    if (account.contains("phone")) account["number_safety"] = "never";
    return kept;
}

}  // namespace panoh::intake
