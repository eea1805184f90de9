// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/framing.hpp"

#include "base/text.hpp"
#include "web/http/forms.hpp"
#include "web/http/percent.hpp"

#include <algorithm>
#include <array>

namespace panoh::web {
namespace {

bool is_digit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) noexcept
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token_character(char c) noexcept
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) noexcept
{
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

/// Printable ASCII that RFC 3986 allows in a path or query, as browsers send it.
bool is_target_character(char c) noexcept
{
    constexpr std::string_view refused = "\"#<>\\^`{|}";
    return c > 0x20 && c < 0x7F && refused.find(c) == std::string_view::npos;
}

std::string_view without_outer_blanks(std::string_view text) noexcept
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Fields that may come several times, because their value is a list anyway.
bool is_list_field(std::string_view name) noexcept
{
    constexpr std::array<std::string_view, 10> lists{
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "connection",
        "forwarded",
        "pragma",
        "via",
        "x-forwarded-for"};
    return std::find(lists.begin(), lists.end(), name) != lists.end();
}

std::optional<Refusal> read_request_line(std::string_view line, const HeadRules& rules, Head& head, bool& is_http_1_0)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return Refusal{400, "request line"};
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method)) return Refusal{400, "method"};
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.'
        || !is_digit(version[7]))
        return Refusal{400, "version"};
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return Refusal{505, "version"};
    is_http_1_0 = version == "HTTP/1.0";

    if (method == "GET") {
        head.method = Method::get;
    } else if (method == "HEAD") {
        head.method = Method::head;
    } else if (method == "POST") {
        head.method = Method::post;
    } else {
        return Refusal{405, "method"};
    }

    if (target.size() > rules.target_bytes) return Refusal{414, "target length"};
    if (!target.starts_with('/')) return Refusal{400, "target form"};
    if (!std::all_of(target.begin(), target.end(), is_target_character)) return Refusal{400, "target character"};
    const auto mark = std::min(target.find('?'), target.size());
    auto path = decode_path(target.substr(0, mark));
    if (!path) return Refusal{400, "path"};
    head.path = *std::move(path);
    if (mark < target.size()) {
        auto query = parse_urlencoded(target.substr(mark + 1), {});
        if (!query) return Refusal{400, "query"};
        head.query = *std::move(query);
    }
    return std::nullopt;
}

std::optional<Refusal> read_field(std::string_view line, const HeadRules& rules, Headers& headers)
{
    if (line.front() == ' ' || line.front() == '\t') return Refusal{400, "folded field"};
    if (line.size() > rules.field_bytes) return Refusal{431, "field length"};
    if (headers.size() >= rules.fields) return Refusal{431, "number of fields"};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return Refusal{400, "field name"};
    const std::string name = lower_ascii(line.substr(0, colon));
    const auto value = without_outer_blanks(line.substr(colon + 1));
    if (is_list_field(name)) {
        headers.append_to_list(name, value);
    } else if (headers.has(name)) {
        return Refusal{400, "field twice"};
    } else {
        headers.add(name, value);
    }
    return std::nullopt;
}

bool is_host_with_port(std::string_view host) noexcept
{
    std::string_view name = host;
    std::string_view port;
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos || end < 3) return false;
        name = host.substr(1, end - 1);
        port = host.substr(end + 1);
        const auto part_of_address = [](char c) {
            return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
        };
        if (!std::all_of(name.begin(), name.end(), part_of_address)) return false;
    } else {
        const auto colon = std::min(host.find(':'), host.size());
        name = host.substr(0, colon);
        port = host.substr(colon);
        const auto part_of_name = [](char c) {
            return is_letter_or_digit(c) || c == '-' || c == '.';
        };
        if (name.empty() || !std::all_of(name.begin(), name.end(), part_of_name)) return false;
    }
    if (port.empty()) return true;
    return port.size() >= 2 && port.size() <= 6 && port[0] == ':'
           && std::all_of(port.begin() + 1, port.end(), is_digit);
}

std::string_view without_port(std::string_view host) noexcept
{
    const auto bracket = host.find(']');
    if (bracket != std::string_view::npos) return host.substr(0, bracket + 1);
    return host.substr(0, host.find(':'));
}

std::optional<Refusal> check_host(const HeadRules& rules, Head& head)
{
    const auto host = head.headers.first("host");
    if (!host) return Refusal{400, "no host"};
    head.host = lower_ascii(*host);
    if (!is_host_with_port(head.host)) return Refusal{400, "host"};
    const auto name = without_port(head.host);
    const bool allowed = std::any_of(rules.allowed_hosts.begin(), rules.allowed_hosts.end(), [&](const auto& one) {
        return one == head.host || one == name;
    });
    if (!allowed) return Refusal{421, "host not served here"};
    return std::nullopt;
}

std::optional<Refusal> check_body_framing(bool is_http_1_0, Head& head)
{
    const auto coding = head.headers.first("transfer-encoding");
    const auto length = head.headers.first("content-length");
    if (coding && length) return Refusal{400, "two framings"};
    if (coding) {
        if (is_http_1_0) return Refusal{400, "chunked in HTTP/1.0"};
        if (*coding != "chunked") return Refusal{400, "transfer coding"};
        head.framing = Framing::chunked;
    }
    if (length) {
        const bool number =
            !length->empty() && length->size() <= 15 && std::all_of(length->begin(), length->end(), is_digit);
        if (!number) return Refusal{400, "content length"};
        for (const char c : *length)
            head.content_length = head.content_length * 10 + static_cast<std::uint64_t>(c - '0');
        if (head.content_length > 0) head.framing = Framing::length;
    }
    if (head.framing != Framing::none && head.method != Method::post) return Refusal{400, "body without POST"};
    if (head.headers.has("trailer")) return Refusal{400, "trailer"};
    return std::nullopt;
}

std::optional<Refusal> check_connection(bool is_http_1_0, Head& head)
{
    head.keep_alive = !is_http_1_0;
    if (const auto connection = head.headers.first("connection")) {
        const std::string wishes = lower_ascii(*connection);
        for (const auto wish : split(wishes, ',')) {
            if (without_outer_blanks(wish) == "close") head.keep_alive = false;
        }
    }
    if (const auto expected = head.headers.first("expect")) {
        if (is_http_1_0 || lower_ascii(*expected) != "100-continue") return Refusal{417, "expectation"};
        head.expects_continue = true;
    }
    return std::nullopt;
}

Refusal too_long(std::string_view head)
{
    const bool in_first_line = head.find('\n') == std::string_view::npos;
    return in_first_line ? Refusal{414, "target length"} : Refusal{431, "head length"};
}

bool is_refused_control(unsigned char byte) noexcept
{
    return (byte < 0x20 && byte != '\r' && byte != '\n' && byte != '\t') || byte == 0x7F;
}

}  // namespace

HeadScan scan_head(std::string_view buffer, std::size_t scanned, std::size_t limit)
{
    for (std::size_t at = scanned; at < buffer.size(); ++at) {
        if (at >= limit) return {0, too_long(buffer.substr(0, at))};
        const auto byte = static_cast<unsigned char>(buffer[at]);
        const bool after_return = at > 0 && buffer[at - 1] == '\r';
        if ((byte == '\n') != after_return) return {0, Refusal{400, "bare line end"}};
        if (byte == '\n' && at == 1) return {0, Refusal{400, "empty first line"}};
        if (byte == '\n' && at >= 3 && buffer[at - 2] == '\n') return {at + 1, std::nullopt};
        if (is_refused_control(byte)) return {0, Refusal{400, "control character"}};
    }
    return {};
}

std::optional<std::string> decode_path(std::string_view path)
{
    auto decoded = percent_decode(path, PlusSign::stays);
    if (!decoded || !decoded->starts_with('/') || !is_utf8(*decoded)) return std::nullopt;
    const auto slashes = [](std::string_view text) {
        return std::count(text.begin(), text.end(), '/');
    };
    if (slashes(*decoded) != slashes(path)) return std::nullopt;
    const bool harmless = std::none_of(decoded->begin(), decoded->end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F || c == '\\';
    });
    if (!harmless) return std::nullopt;
    if (decoded->size() == 1) return decoded;
    if (decoded->back() == '/') decoded->pop_back();
    for (const auto segment : split(std::string_view(*decoded).substr(1), '/')) {
        if (segment.empty() || segment == "." || segment == "..") return std::nullopt;
    }
    return decoded;
}

std::variant<Head, Refusal> check_head(std::string_view text, const HeadRules& rules)
{
    Head head;
    bool is_http_1_0 = false;
    bool first = true;
    while (true) {
        const auto end = text.find("\r\n");
        if (end == std::string_view::npos) return Refusal{400, "no end of head"};
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 2);
        if (line.empty()) break;
        const auto refusal =
            first ? read_request_line(line, rules, head, is_http_1_0) : read_field(line, rules, head.headers);
        if (refusal) return *refusal;
        first = false;
    }
    if (first || !text.empty()) return Refusal{400, "head"};
    if (const auto refusal = check_body_framing(is_http_1_0, head)) return *refusal;
    if (const auto refusal = check_host(rules, head)) return *refusal;
    if (const auto refusal = check_connection(is_http_1_0, head)) return *refusal;
    return head;
}

}  // namespace panoh::web
