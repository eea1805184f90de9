// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/parameters.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace panoh::web {

/// `value; name=token; name="quoted"`, the shape of Content-Type and Content-Disposition.
struct HeaderParameters {
    std::string value;
    Parameters parameters;  ///< names in lower case; each comes once
};

/// Nothing when it is malformed. In quoted texts a backslash stands for itself, as browsers mean it.
std::optional<HeaderParameters> parse_header_parameters(std::string_view text);

}  // namespace panoh::web
