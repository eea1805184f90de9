// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>

/// A training node with an invented coalition at work.
namespace panoh::demo {

/// A file of `packs/demo` that is compiled in, as JSON in which every scalar is a text: "staff", "calls",
/// "cases_early", "cases_late", "hotline".
Result<boost::json::object> read_data(std::string_view name);

/// Text of a member; empty when it is missing or no text.
std::string text_at(const boost::json::object& object, std::string_view member);
/// An object or array member; an empty one when it is missing.
const boost::json::object& object_at(const boost::json::object& object, std::string_view member);
const boost::json::array& array_at(const boost::json::object& object, std::string_view member);

}  // namespace panoh::demo
