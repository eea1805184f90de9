// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/letter.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>

namespace panoh::mail {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Relay relay()
{
    Relay made;
    made.host = "relay.example.org";
    made.sender = "office@example.org";
    made.login = "office";
    made.password = Sensitive<std::string>("not for the line");
    return made;
}

TEST(Letter, takes_addresses_that_can_be_written_to)
{
    for (const char* good : {"a@example.org", "first.last+work@mail.example.org", "root@localhost"})
        EXPECT_TRUE(is_address(good)) << good;
    for (const char* bad :
         {"",
          "@example.org",
          "a@",
          "a b@example.org",
          "a@example",
          "a@exam ple.org",
          "a@b@example.org",
          "a@example.org\r\nBcc: b@example.org",
          "<a@example.org>",
          "a@example.org.",
          "а@example.org"})
        EXPECT_FALSE(is_address(bad)) << bad;
    EXPECT_FALSE(is_address(std::string(250, 'a') + "@example.org"));
}

TEST(Letter, knows_this_machine_from_others)
{
    for (const char* own : {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
        EXPECT_TRUE(is_this_machine(own)) << own;
    for (const char* other : {"127.0.0.1.example.org", "example.org", "10.0.0.1", ""})
        EXPECT_FALSE(is_this_machine(other)) << other;
}

TEST(Letter, names_the_relay_and_never_this_machine)
{
    Relay made = relay();
    EXPECT_EQ(address_of(made), "smtp://relay.example.org:587/localhost");
    made.protection = Protection::tls;
    made.port = 465;
    EXPECT_EQ(address_of(made), "smtps://relay.example.org:465/localhost");
    made.host = "::1";
    EXPECT_EQ(address_of(made), "smtps://[::1]:465/localhost");
}

TEST(Letter, is_written_as_rfc_5322_wants_it)
{
    const Timestamp now = Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)) + std::chrono::hours(9);
    const std::string wire = wire_text(
        relay(), {Sensitive<std::string>("me@example.org"), "Напоминание", "Есть работа.\n"}, now, system_random()
    );
    EXPECT_THAT(
        wire,
        AllOf(
            HasSubstr("Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n"),
            HasSubstr("From: <office@example.org>\r\nTo: <me@example.org>\r\n"),
            HasSubstr("Subject: =?UTF-8?B?0J3QsNC/0L7QvNC40L3QsNC90LjQtQ==?=\r\n"),
            HasSubstr("@example.org>\r\nAuto-Submitted: auto-generated\r\n"),
            HasSubstr("\r\n\r\n0JXRgdGC0Ywg0YDQsNCx0L7RgtCwLgo=\r\n")
        )
    );
    EXPECT_THAT(wire, Not(HasSubstr("not for the line")));
    for (std::size_t at = wire.find('\n'); at != std::string::npos; at = wire.find('\n', at + 1))
        EXPECT_EQ(wire[at - 1], '\r');
}

}  // namespace
}  // namespace panoh::mail
