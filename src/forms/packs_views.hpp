// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/packs.hpp"

namespace panoh::forms {

/// A view of a list that comes with the program.
struct ShippedView {
    std::string name;   ///< of list `shipped_views`
    std::string list;   ///< which list it shows
    std::string query;  ///< as it stands in the address
    std::vector<std::string> roles;
};

/// Views of the files named `views.yaml`, in the order given; those of a later file replace all before.
///
///   views:
///     - { name: my_cases, list: cases, query: "keyworker=me", roles: [social_worker] }
///
/// A mistake is an error whose detail has a line "path:line: sentence" for each.
Result<std::vector<ShippedView>> load_views(std::span<const PackFile> files);

}  // namespace panoh::forms
