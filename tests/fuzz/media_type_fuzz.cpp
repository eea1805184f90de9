// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "modules/files/media.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

/// Every file has a type that has an ending, what follows the telling bytes changes nothing, and what is shown as text
/// holds no zero byte among them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    const BytesView bytes{data, size};
    const BytesView telling = bytes.first(std::min(size, files::telling_bytes));
    const std::string_view found = files::media_type_of(bytes);
    PANOH_CHECK(!found.empty() && files::extension_of(found).starts_with('.'));
    PANOH_CHECK(files::media_type_of(telling) == found);
    const bool has_zero = std::ranges::find(telling, std::uint8_t{0}) != telling.end();
    PANOH_CHECK(files::preview_of(found) != files::Preview::text || !has_zero);
    return 0;
}
