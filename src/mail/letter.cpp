// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/letter.hpp"

#include "base/bytes.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <array>

namespace panoh::mail {

namespace {

constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_host = 253;
constexpr std::size_t longest_line = 76;
constexpr std::size_t id_bytes = 16;

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_of_local_part(char c)
{
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

/// RFC 4648 §4, with padding.
std::string base64(std::string_view text)
{
    std::string out = to_base64url(bytes_of(text));
    std::replace(out.begin(), out.end(), '-', '+');
    std::replace(out.begin(), out.end(), '_', '/');
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::string in_lines(const std::string& text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += longest_line)
        out += text.substr(at, longest_line) + "\r\n";
    return out;
}

std::string host_of(std::string_view address)
{
    return std::string(address.substr(address.find('@') + 1));
}

}  // namespace

bool is_host(std::string_view text)
{
    if (text.empty() || text.size() > longest_host || text.front() == '-' || text.front() == '.') return false;
    const bool is_ipv6 = text.find(':') != std::string_view::npos;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter_or_digit(c) || (is_ipv6 ? c == ':' : c == '.' || c == '-');
    });
}

bool is_this_machine(std::string_view host)
{
    if (host == "localhost" || host == "::1") return true;
    constexpr std::string_view loopback = "127.";
    return host.substr(0, loopback.size()) == loopback
           && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_address(std::string_view text)
{
    const auto at = text.find('@');
    if (text.size() > longest_address || at == std::string_view::npos || at == 0) return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view host = text.substr(at + 1);
    if (!std::all_of(local.begin(), local.end(), is_of_local_part)) return false;
    if (!is_host(host) || host.find(':') != std::string_view::npos) return false;
    return host == "localhost" || (host.find('.') != std::string_view::npos && host.back() != '.');
}

std::string address_of(const Relay& relay)
{
    const std::string_view scheme = relay.protection == Protection::tls ? "smtps" : "smtp";
    const bool is_ipv6 = relay.host.find(':') != std::string::npos;
    return fmt::format(
        "{}://{}{}{}:{}/localhost", scheme, is_ipv6 ? "[" : "", relay.host, is_ipv6 ? "]" : "", relay.port
    );
}

std::string wire_text(const Relay& relay, const Letter& letter, Timestamp now, Random& random)
{
    std::array<std::uint8_t, id_bytes> id{};
    random.fill(id);
    const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return fmt::format(
        "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\nFrom: <{}>\r\nTo: <{}>\r\nSubject: =?UTF-8?B?{}?=\r\n"
        "Message-ID: <{}@{}>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        fmt::gmtime(seconds),
        relay.sender,
        letter.to.reveal(),
        base64(letter.subject),
        to_base64url(id),
        host_of(relay.sender),
        in_lines(base64(letter.text))
    );
}

}  // namespace panoh::mail
