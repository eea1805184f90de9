// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/rules.hpp"
#include "support/test_node.hpp"

#include <string>
#include <vector>

/// A call that the tests of the rules start from. Names and numbers are invented.
namespace panoh::intake::sample {

namespace json = boost::json;

inline const std::string zone = "Asia/Dushanbe";

inline Timestamp now()
{
    return testing::TestNode::default_now();
}

inline json::object contact()
{
    return {
        {"number", "A-C-2026-0001"},
        {"organisation", "org"},
        {"status", "new"},
        {"time_of_entry", "2026-11-22T09:00Z"},
        {"time_of_call", "2026-11-22T08:55Z"},
        {"channel", "hotline"},
        {"hotline", "general"},
        {"caller_kind", "family"},
        {"relation", "mother"},
        {"region", "TJ-DU"},
        {"language", "tg"},
        {"danger_now", true},
        {"needs", json::array{"legal", "safety"}},
        {"keep", "yes"},
        {"pass_on", "yes_named"},
        {"pass_on_to", json::array{"coalition", "un"}},
        {"may_call_back", "yes"},
        {"taken_by", "me"},
        {"keyworker", "me"}};
}

inline json::array name(const char* given, const char* family)
{
    return {json::object{{"kind", "official"}, {"given", given}, {"family", family}}};
}

inline json::object account()
{
    return {
        {"words", "He was taken from home."},
        {"about_name", name("Джамшед", "Рахмонов")},
        {"caller_name", name("Зарина", "Рахмонова")},
        {"phone", "+992 000 12 34 56"},
        {"safe_contact", "After six"},
        {"place", "At the district office"}};
}

inline CallBoxes call()
{
    return {contact(), Sensitive<json::object>(account())};
}

inline std::vector<std::string> members_of(const json::object& object)
{
    std::vector<std::string> names;
    for (const auto& member : object)
        names.emplace_back(member.key());
    return names;
}

}  // namespace panoh::intake::sample
