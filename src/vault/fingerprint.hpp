// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace panoh::vault {

/// SHA-256 of a text, 64 lower-case hexadecimal digits: what `sha256sum` says of a file that holds the same bytes.
std::string fingerprint(std::string_view text);

}  // namespace panoh::vault
