// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/canonical.hpp"

#include <boost/json.hpp>

#include <map>
#include <string_view>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

json::value sorted(const json::value& value)
{
    if (const json::array* array = value.if_array()) {
        json::array made;
        for (const json::value& each : *array)
            made.push_back(sorted(each));
        return made;
    }
    if (const json::object* object = value.if_object()) {
        std::map<std::string_view, const json::value*> members;
        for (const auto& member : *object)
            members.emplace(member.key(), &member.value());
        json::object made;
        for (const auto& [name, each] : members)
            made[name] = sorted(*each);
        return made;
    }
    return value;
}

}  // namespace

std::string canonical_json(const json::value& value)
{
    return json::serialize(sorted(value));
}

}  // namespace panoh::evaluation
