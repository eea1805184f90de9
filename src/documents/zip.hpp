// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace panoh::documents {

struct ZipPart {
    std::string_view name;  ///< ASCII
    std::string text;
};

/// An archive in memory: packed, without times, names of machines or people. The same parts give the same bytes.
/// `too_large` for 2 GiB and more.
Result<std::string> zip_of(std::span<const ZipPart> parts);

}  // namespace panoh::documents
