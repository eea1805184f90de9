// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace panoh::demo {

/// A file that somebody attaches in the demo.
struct MadeFile {
    std::string name;  ///< as the sender's machine would call it
    Bytes bytes;
};

/// Files that this code draws and writes itself: "hills" and "gate" are pictures, "receipt", "journey" and "bureau"
/// texts. The same bytes each time; nobody and no real place is on them. `internal` for any other name.
Result<MadeFile> made_file(std::string_view name);

}  // namespace panoh::demo
