// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace panoh::web {

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept
        : number_(number)
    {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept
        : number_(std::exchange(other.number_, -1))
    {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

private:
    int number_ = -1;
};

/// Where a socket is bound or what it is connected to.
struct SocketName {
    std::string address;  ///< numeric; "local" for a Unix-domain socket
    std::uint16_t port = 0;
    bool is_loopback = false;
    bool is_unix = false;
};

/// Listens on a numeric address; port 0 takes a free one. storage when the port is taken or may not be used.
Result<Descriptor> listen_tcp(const std::string& address, std::uint16_t port);

/// Listens on a Unix-domain socket with mode 0600. Replaces a socket that nobody listens on any more; conflict when
/// somebody does, invalid_input when something else stands there or the path is too long.
Result<Descriptor> listen_unix(const std::filesystem::path& path);

/// Names of the two ends of a socket. invalid_input when it is not a socket of a known kind.
Result<SocketName> local_name(int descriptor);
Result<SocketName> peer_name(int descriptor);

/// Whether the process at the other end of a Unix-domain socket runs as our user or root.
bool is_own_process(int descriptor) noexcept;

/// Keeps the descriptor from programs that this process starts.
void set_close_on_exec(int descriptor) noexcept;

/// Sends small answers at once.
void set_no_delay(int descriptor) noexcept;

/// Raises the soft limit of open files as far as it goes and returns it.
std::size_t raise_descriptor_limit() noexcept;

}  // namespace panoh::web
