// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/edtf.hpp"

#include "base/check.hpp"
#include "forms/date_parts.hpp"

#include <cstddef>
#include <cstdint>

using namespace panoh::forms;

/// A date that is read is written the same way, and what is typed comes back from the boxes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto date = parse_edtf(text)) {
        PANOH_CHECK(to_text(*date) == text);
        const DateRange range = range_of(*date);
        PANOH_CHECK(!range.low || !range.high || *range.low <= *range.high);
    }
    if (const auto edtf = edtf_of_text(text)) {
        PANOH_CHECK(parse_edtf(*edtf).has_value());
        const auto again = edtf_of(parts_of(*edtf));
        PANOH_CHECK(again.has_value() && *again == *edtf);
    }
    return 0;
}
