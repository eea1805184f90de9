// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace panoh::casework {

/// What `vault::name_keys_member` holds for these names: each with the keys that find it.
boost::json::array index_names(const std::vector<std::string>& names);

}  // namespace panoh::casework
