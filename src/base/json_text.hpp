// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace panoh {

/// The text of a member; empty when there is none, or when it is no text.
inline std::string text_at(const boost::json::object& object, std::string_view member)
{
    const boost::json::value* value = object.if_contains(member);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace panoh
