// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "base/text.hpp"
#include "web/http/cookies.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

/// What is read can be written again and comes back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    for (const bool secure : {false, true}) {
        const auto found = web::parse_cookies(text_of({data, size}), secure);
        for (const auto& cookie : found) {
            PANOH_CHECK(is_utf8(cookie.value()));
            const auto text = web::serialise_cookie({std::string(cookie.name()), std::string(cookie.value())}, secure);
            PANOH_CHECK(text.find('\n') == std::string::npos && text.find('\r') == std::string::npos);
            const auto again = web::parse_cookies(text.substr(0, text.find(';')), secure);
            PANOH_CHECK(again.first(cookie.name()) == cookie.value());
        }
    }
    return 0;
}
