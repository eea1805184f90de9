// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/name_index.hpp"

#include "modules/casework/names/names.hpp"

#include <boost/json.hpp>

namespace panoh::casework {

boost::json::array index_names(const std::vector<std::string>& names)
{
    boost::json::array index;
    for (const std::string& name : names) {
        boost::json::array found;
        for (const std::string& key : keys(name))
            found.emplace_back(key);
        index.push_back(boost::json::object{{"name", name}, {"keys", std::move(found)}});
    }
    return index;
}

}  // namespace panoh::casework
