// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/listener.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <openssl/ssl.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/// A client for tests that sends exactly the bytes it is told to.
namespace panoh::web::testing_support {

/// The digits that a text starts with.
inline int number_in(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

struct Answer {
    int status = 0;
    std::string head;
    std::string body;
};

class Client {
public:
    virtual ~Client() = default;
    virtual bool send(std::string_view bytes) = 0;
    /// What arrives next; empty at the end, or after ten seconds of silence.
    virtual std::string receive() = 0;

    /// Reads one answer; status 0 when the connection ends before.
    Answer answer(bool with_body = true)
    {
        Answer got;
        std::size_t end = std::string::npos;
        while ((end = pending_.find("\r\n\r\n")) == std::string::npos) {
            if (!more()) return got;
        }
        got.head = pending_.substr(0, end + 4);
        pending_.erase(0, end + 4);
        got.status = number_in(got.head.substr(9, 3));
        const auto at = got.head.find("content-length: ");
        std::size_t length = 0;
        if (with_body && got.status != 100 && at != std::string::npos)
            length = static_cast<std::size_t>(number_in(got.head.substr(at + 16)));
        while (pending_.size() < length) {
            if (!more()) return got;
        }
        got.body = pending_.substr(0, length);
        pending_.erase(0, length);
        return got;
    }

    Answer ask(std::string_view bytes, bool with_body = true)
    {
        send(bytes);
        return answer(with_body);
    }

    /// True when the other side ends the connection without sending anything more.
    bool is_closed() { return pending_.empty() && receive().empty(); }

private:
    bool more()
    {
        const auto bytes = receive();
        pending_ += bytes;
        return !bytes.empty();
    }

    std::string pending_;
};

class PlainClient final : public Client {
public:
    explicit PlainClient(std::uint16_t port)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        prepare(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
    explicit PlainClient(const std::string& path)
        : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        prepare(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }

    bool send(std::string_view bytes) override
    {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    std::string receive() override
    {
        std::array<char, 16'384> buffer{};
        const auto received = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
        return received <= 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(received));
    }
    [[nodiscard]] int number() const noexcept { return socket_.number(); }
    [[nodiscard]] bool is_connected() const noexcept { return connected_; }

private:
    void prepare(const sockaddr* address, socklen_t length)
    {
        const timeval patience{10, 0};
        setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        set_no_delay(socket_.number());
        connected_ = ::connect(socket_.number(), address, length) == 0;
    }

    Descriptor socket_;
    bool connected_ = false;
};

/// Trusts any certificate: tests look at the fingerprint.
class TlsClient final : public Client {
public:
    explicit TlsClient(std::uint16_t port, int highest_version = 0, const char* old_ciphers = nullptr)
        : socket_(port)
        , context_(SSL_CTX_new(TLS_client_method()))
    {
        if (highest_version != 0) {
            SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
            SSL_CTX_set_max_proto_version(context_.get(), highest_version);
        }
        SSL_CTX_set_cipher_list(context_.get(), old_ciphers != nullptr ? old_ciphers : "DEFAULT:@SECLEVEL=0");
        connection_.reset(SSL_new(context_.get()));
        SSL_set_fd(connection_.get(), socket_.number());
        connected_ = SSL_connect(connection_.get()) == 1;
    }

    bool send(std::string_view bytes) override
    {
        return SSL_write(connection_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    std::string receive() override
    {
        std::array<char, 16'384> buffer{};
        const int received = SSL_read(connection_.get(), buffer.data(), static_cast<int>(buffer.size()));
        return received <= 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(received));
    }
    [[nodiscard]] bool is_connected() const noexcept { return connected_; }
    [[nodiscard]] SSL* get() const noexcept { return connection_.get(); }

private:
    struct Release {
        void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
        void operator()(SSL* connection) const noexcept { SSL_free(connection); }
    };
    PlainClient socket_;
    std::unique_ptr<SSL_CTX, Release> context_;
    std::unique_ptr<SSL, Release> connection_;
    bool connected_ = false;
};

}  // namespace panoh::web::testing_support
