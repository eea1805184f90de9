// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/types.hpp"

#include "base/json_text.hpp"

#include <algorithm>

namespace panoh::intake {

namespace json = boost::json;

bool is_yes(const json::object& record, std::string_view field)
{
    const json::value* value = record.if_contains(field);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::vector<std::string> codes_at(const json::object& record, std::string_view field)
{
    std::vector<std::string> codes;
    const json::value* value = record.if_contains(field);
    if (value == nullptr || !value->is_array()) return codes;
    for (const json::value& each : value->get_array()) {
        if (each.is_string()) codes.emplace_back(each.get_string());
    }
    return codes;
}

bool has_code(const json::object& record, std::string_view field, std::string_view code)
{
    const auto codes = codes_at(record, field);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace panoh::intake
