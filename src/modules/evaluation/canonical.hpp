// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace panoh::evaluation {

/// JSON with the members of every object sorted by the bytes of their names, without white space: equal values have
/// equal texts, whatever the order in which they were made.
std::string canonical_json(const boost::json::value& value);

}  // namespace panoh::evaluation
