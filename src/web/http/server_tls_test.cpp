// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/server.hpp"
#include "web/http/test_client.hpp"
#include "web/http/tls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <openssl/x509v3.h>
#include <unistd.h>
#include <vector>

namespace panoh::web {
namespace {

using testing::HasSubstr;
using testing_support::PlainClient;
using testing_support::TlsClient;

std::string get(const std::string& target, const std::string& fields = "")
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

Response answer(Request& request)
{
    return Response::text(
        (request.secure ? "secure " : "plain ") + request.path + " "
        + std::string(request.cookie("s").value_or("no cookie"))
    );
}

std::unique_ptr<Server> start(ServerOptions options = {})
{
    options.transport = Transport::tls;
    auto server = Server::start(std::move(options), answer);
    EXPECT_TRUE(server) << server.error().detail;
    return *std::move(server);
}

class KeptCertificate : public ::testing::Test {
protected:
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("kept-" + std::to_string(::getpid()));
    std::filesystem::path certificate = folder / "certificate.pem";
    std::filesystem::path key = folder / "certificate.key";
    Timestamp today{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

    void SetUp() override { std::filesystem::create_directory(folder); }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string fingerprint(Timestamp at, const std::vector<std::string>& hosts = {"register.example", "192.0.2.7"})
    {
        const auto pair = kept_certificate(certificate, key, hosts, at);
        EXPECT_TRUE(pair) << (pair ? "" : pair.error().detail);
        return pair ? certificate_fingerprint(*pair).value() : "";
    }
};

TEST_F(KeptCertificate, is_made_once_and_its_key_is_for_the_owner_only)
{
    using std::filesystem::perms;
    const auto first = fingerprint(today);
    EXPECT_EQ(fingerprint(today + std::chrono::days(360)), first);
    EXPECT_EQ(fingerprint(today - std::chrono::days(9000)), first) << "a clock that is wrong changes nothing";
    EXPECT_EQ(std::filesystem::status(key).permissions(), perms::owner_read | perms::owner_write);
    const auto files =
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
    EXPECT_EQ(files, 2);
}

TEST_F(KeptCertificate, is_made_anew_when_it_ends_soon_or_a_name_is_new)
{
    const auto first = fingerprint(today);
    EXPECT_EQ(fingerprint(today + std::chrono::days(366)), first);
    const auto second = fingerprint(today + std::chrono::days(368));
    EXPECT_NE(second, first);
    const auto third = fingerprint(today + std::chrono::days(368), {"register.example", "other.example:8480"});
    EXPECT_NE(third, second);
    EXPECT_EQ(fingerprint(today + std::chrono::days(368), {"other.example"}), third);
}

TEST_F(KeptCertificate, is_made_anew_when_the_two_files_do_not_belong_together)
{
    const auto first = fingerprint(today);
    const auto other =
        self_signed_certificate(std::vector<std::string>{"register.example"}, today, std::chrono::days(90));
    ASSERT_TRUE(other);
    std::ofstream(key) << other->key_pem.reveal();
    const auto second = fingerprint(today);
    EXPECT_NE(second, first);
    std::ofstream(certificate) << "nothing that loads";
    EXPECT_NE(fingerprint(today), second);
}

TEST_F(KeptCertificate, says_where_it_cannot_be_written)
{
    certificate = folder / "gone" / "certificate.pem";
    key = folder / "gone" / "certificate.key";
    const auto pair = kept_certificate(certificate, key, std::vector<std::string>{"localhost"}, today);
    ASSERT_FALSE(pair);
    EXPECT_THAT(pair.error().detail, HasSubstr("gone"));
}

TEST(TlsServer, answers_over_tls_1_3_and_keeps_the_connection)
{
    const auto server = start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.is_connected());
    EXPECT_STREQ(SSL_get_version(client.get()), "TLSv1.3");
    for (int round = 0; round < 3; ++round) {
        const auto reply = client.ask(get("/a", "Cookie: s=forged; __Host-s=real\r\n"));
        EXPECT_EQ(reply.body, "secure /a real");
        EXPECT_THAT(reply.head, HasSubstr("strict-transport-security: max-age="));
    }
}

TEST(TlsServer, takes_tls_1_2_with_modern_ciphers_only)
{
    const auto server = start();
    TlsClient modern(server->port(), TLS1_2_VERSION);
    EXPECT_TRUE(modern.is_connected());
    EXPECT_EQ(modern.ask(get("/")).status, 200);
    EXPECT_FALSE(TlsClient(server->port(), TLS1_2_VERSION, "AES128-SHA:@SECLEVEL=0").is_connected());
    EXPECT_FALSE(TlsClient(server->port(), TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0").is_connected());
    EXPECT_FALSE(TlsClient(server->port(), TLS1_1_VERSION).is_connected());
}

TEST(TlsServer, shows_a_p256_certificate_for_its_hosts)
{
    ServerOptions options;
    options.allowed_hosts = {"Node.Example:8443", "localhost", "127.0.0.1", "[::1]"};
    const auto server = start(std::move(options));
    TlsClient client(server->port());
    ASSERT_TRUE(client.is_connected());
    X509* certificate = SSL_get_peer_certificate(client.get());
    ASSERT_NE(certificate, nullptr);
    EXPECT_EQ(X509_check_host(certificate, "node.example", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_host(certificate, "evil.example", 0, 0, nullptr), 0);
    EXPECT_EQ(X509_check_ip_asc(certificate, "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate, "::1", 0), 1);
    EXPECT_EQ(EVP_PKEY_get_bits(X509_get0_pubkey(certificate)), 256);
    X509_free(certificate);
    EXPECT_EQ(server->certificate_fingerprint().size(), 95U);
}

TEST(TlsServer, uses_certificate_files_and_refuses_ones_that_do_not_fit)
{
    std::string name = (std::filesystem::temp_directory_path() / "panoh-tls-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(name.data());
    const std::vector<std::string> hosts{"localhost"};
    const auto pair = self_signed_certificate(hosts, system_clock().now(), std::chrono::days(30));
    const auto other = self_signed_certificate(hosts, system_clock().now(), std::chrono::days(30));
    ASSERT_TRUE(pair && other);
    std::ofstream(folder / "certificate.pem") << pair->certificate_pem;
    std::ofstream(folder / "key.pem") << pair->key_pem.reveal();
    std::ofstream(folder / "other.pem") << other->key_pem.reveal();

    const auto start_with = [&folder](const char* key) {
        ServerOptions options;
        options.transport = Transport::tls;
        options.certificate_file = folder / "certificate.pem";
        if (*key != '\0') options.key_file = folder / key;
        return Server::start(std::move(options), answer);
    };
    const auto server = start_with("key.pem");
    ASSERT_TRUE(server);
    EXPECT_EQ((*server)->certificate_fingerprint(), certificate_fingerprint(*pair).value());
    EXPECT_EQ(TlsClient((*server)->port()).ask(get("/")).status, 200);
    EXPECT_EQ(start_with("other.pem").error().code, ErrorCode::invalid_input);
    EXPECT_EQ(start_with("missing.pem").error().code, ErrorCode::storage);
    EXPECT_EQ(start_with("").error().code, ErrorCode::invalid_input);
    std::filesystem::remove_all(folder);
}

TEST(TlsServer, does_not_talk_without_tls)
{
    const auto server = start();
    PlainClient client(server->port());
    EXPECT_EQ(client.ask(get("/")).status, 0);
}

TEST(TlsServer, lets_a_client_that_is_sending_see_the_refusal)
{
    ServerOptions options;
    options.limits.body_bytes = 1'000;
    const auto server = start(std::move(options));
    TlsClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
    client.send(std::string(100'000, 'x'));
    EXPECT_EQ(client.answer().status, 413);
}

TEST(TlsServer, closes_handshakes_that_stall)
{
    ServerOptions options;
    options.limits.head_time = std::chrono::milliseconds(150);
    const auto server = start(std::move(options));
    PlainClient silent(server->port());
    EXPECT_TRUE(silent.is_closed());
}

TEST(TlsServer, answers_while_a_thousand_connections_are_idle)
{
    raise_descriptor_limit();
    ServerOptions options;
    options.limits.idle_time = std::chrono::minutes(5);
    const auto server = start(std::move(options));
    std::vector<std::unique_ptr<TlsClient>> idle;
    for (int number = 0; number < 1'000; ++number) {
        idle.push_back(std::make_unique<TlsClient>(server->port()));
        ASSERT_TRUE(idle.back()->is_connected());
        ASSERT_EQ(idle.back()->ask(get("/")).status, 200);
    }
    TlsClient late(server->port());
    EXPECT_EQ(late.ask(get("/late")).status, 200);
    EXPECT_EQ(idle.front()->ask(get("/again")).status, 200);
    EXPECT_EQ(idle.back()->ask(get("/again")).status, 200);
}

}  // namespace
}  // namespace panoh::web
