// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/names.hpp"

#include "base/bytes.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = panoh::text_of({data, size});
    const auto middle = text.size() / 2;
    panoh::casework::keys(text);
    panoh::casework::compare(text.substr(0, middle), text.substr(middle));
    return 0;
}
