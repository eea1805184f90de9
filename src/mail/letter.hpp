// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/sensitive.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// E-mail that says nothing of what the program holds.
namespace panoh::mail {

/// How the line to the relay is protected.
enum class Protection {
    starttls,  ///< begins plain and must become TLS before anything else is said (RFC 3207)
    tls,       ///< TLS from the first byte (RFC 8314)
    none,      ///< only to a relay on this very machine
};

/// The server that takes letters off our hands.
struct Relay {
    std::string host;
    std::uint16_t port = 587;
    Protection protection = Protection::starttls;
    std::string login;  ///< empty: the relay asks for none
    Sensitive<std::string> password;
    std::string sender;  ///< address that letters come from
};

struct Letter {
    Sensitive<std::string> to;
    std::string subject;
    std::string text;
};

/// Whether it can be written to: one "@", a host with a dot or this machine, no space, no control character, at most
/// 254 bytes (RFC 5321 §4.5.3.1.3). Only ASCII before and after the "@".
bool is_address(std::string_view text);
/// Whether it is a name or number of a host, without port and brackets.
bool is_host(std::string_view text);
/// "localhost", 127.0.0.0/8 and ::1.
bool is_this_machine(std::string_view host);

/// Address of the relay for the library that talks to it. The name that it greets with is always "localhost": the name
/// of the machine stays here.
std::string address_of(const Relay& relay);
/// The letter as it goes over the line (RFC 5322, RFC 2047): UTF-8 in base64, lines end in CRLF, no name of machine or
/// program.
std::string wire_text(const Relay& relay, const Letter& letter, Timestamp now, Random& random);

}  // namespace panoh::mail
