// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "base/text.hpp"
#include "web/http/framing.hpp"

#include <cstddef>
#include <cstdint>

/// What is let through has one host of ours, one framing and a path without tricks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    const std::string_view buffer = text_of({data, size});
    const auto scan = web::scan_head(buffer, 0, 16 * 1024);
    if (scan.refusal || scan.length == 0) return 0;
    PANOH_CHECK(scan.length <= size && buffer.substr(0, scan.length).ends_with("\r\n\r\n"));
    web::HeadRules rules;
    rules.allowed_hosts = {"localhost"};
    const auto outcome = web::check_head(buffer.substr(0, scan.length), rules);
    const auto* head = std::get_if<web::Head>(&outcome);
    if (head == nullptr) return 0;
    PANOH_CHECK(head->host.starts_with("localhost"));
    PANOH_CHECK(head->path.starts_with('/') && is_utf8(head->path));
    PANOH_CHECK((head->path + "/").find("/../") == std::string::npos);
    PANOH_CHECK(head->path.find('\\') == std::string::npos && head->path.find('\0') == std::string::npos);
    const bool chunked = head->headers.has("transfer-encoding");
    PANOH_CHECK(chunked == (head->framing == web::Framing::chunked));
    PANOH_CHECK(!(chunked && head->headers.has("content-length")));
    return 0;
}
