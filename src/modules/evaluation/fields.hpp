// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/json_text.hpp"
#include "vault/vault.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Reading fields of records without minding which box they lie in. Blank is absent.
namespace panoh::evaluation {

/// A whole number, as forms store it: as a number or as its decimal digits.
std::optional<std::int64_t> number_in(const boost::json::object& object, std::string_view field);
/// The `number` that the program gave a finding or an element; 0 without one.
std::int64_t number_of(const vault::Record& record);
/// A text of either box.
std::string text_of(const vault::Record& record, std::string_view field);
/// Whether the field is answered, in either box, other than with a reason why the answer is missing.
bool has(const vault::Record& record, std::string_view field);
std::optional<bool> yes_no(const vault::Record& record, std::string_view field);
/// Rows of a field; empty without any.
boost::json::array rows_of(const vault::Record& record, std::string_view field);

}  // namespace panoh::evaluation
