// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "base/text.hpp"
#include "web/http/forms.hpp"
#include "web/http/percent.hpp"

#include <cstddef>
#include <cstdint>

/// Accepted values are text within the limits, and read back after encoding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    const web::FormLimits limits{.fields = 20, .name_bytes = 50, .value_bytes = 500};
    const auto form = web::parse_urlencoded(text_of({data, size}), limits);
    if (!form) return 0;
    PANOH_CHECK(form->size() <= limits.fields);
    std::string again;
    for (const auto& entry : *form) {
        PANOH_CHECK(is_utf8(entry.value()) && entry.value().find('\0') == std::string_view::npos);
        PANOH_CHECK(entry.name().size() <= limits.name_bytes && entry.value().size() <= limits.value_bytes);
        again += web::percent_encode(entry.name()) + "=" + web::percent_encode(entry.value()) + "&";
    }
    const auto second = web::parse_urlencoded(again, limits);
    PANOH_CHECK(second && second->size() == form->size());
    for (const auto& entry : *form)
        PANOH_CHECK(second->all(entry.name()) == form->all(entry.name()));
    return 0;
}
