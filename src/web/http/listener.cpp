// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/listener.hpp"

#include <fmt/core.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace panoh::web {
namespace {

constexpr int backlog = 1'024;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] const sockaddr* get() const noexcept { return reinterpret_cast<const sockaddr*>(&storage); }
    [[nodiscard]] sockaddr* get() noexcept { return reinterpret_cast<sockaddr*>(&storage); }
};

Error system_failure(const char* what)
{
    return fail(ErrorCode::storage, fmt::format("{}: errno {}", what, errno));
}

std::optional<SocketAddress> parse_address(const std::string& text, std::uint16_t port)
{
    SocketAddress made;
    sockaddr_in four{};
    sockaddr_in6 six{};
    if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        four.sin_port = htons(port);
        std::memcpy(&made.storage, &four, sizeof four);
        made.length = sizeof four;
        return made;
    }
    if (inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1) {
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(port);
        std::memcpy(&made.storage, &six, sizeof six);
        made.length = sizeof six;
        return made;
    }
    return std::nullopt;
}

SocketName name_of_four(const in_addr& address, std::uint16_t port)
{
    std::array<char, INET_ADDRSTRLEN> text{};
    inet_ntop(AF_INET, &address, text.data(), text.size());
    return {text.data(), port, (ntohl(address.s_addr) >> 24U) == 127U, false};
}

SocketName name_of_six(const sockaddr_in6& six)
{
    const std::uint16_t port = ntohs(six.sin6_port);
    if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) != 0) {
        in_addr four{};
        std::memcpy(&four, &six.sin6_addr.s6_addr[12], sizeof four);
        return name_of_four(four, port);
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
    return {text.data(), port, IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) != 0, false};
}

Result<SocketName> name_of_address(const SocketAddress& address)
{
    if (address.storage.ss_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address.storage, sizeof four);
        return name_of_four(four.sin_addr, ntohs(four.sin_port));
    }
    if (address.storage.ss_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &address.storage, sizeof six);
        return name_of_six(six);
    }
    if (address.storage.ss_family == AF_UNIX) return SocketName{"local", 0, true, true};
    return fail(ErrorCode::invalid_input, "socket of an unknown kind");
}

/// A socket file that a dead process left is removed; anything else is left alone.
Result<void> clear_stale_socket(const std::filesystem::path& path, const SocketAddress& address)
{
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT) return {};
        return system_failure("socket path");
    }
    if (!S_ISSOCK(status.st_mode)) return fail(ErrorCode::invalid_input, "socket path is something else");
    const Descriptor probe(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (probe.number() < 0) return system_failure("socket");
    if (connect(probe.number(), address.get(), address.length) == 0)
        return fail(ErrorCode::conflict, "another process listens on the socket");
    if (errno != ECONNREFUSED) return system_failure("socket path");
    if (unlink(path.c_str()) != 0) return system_failure("socket path");
    return {};
}

}  // namespace

Descriptor::~Descriptor()
{
    if (number_ >= 0) close(number_);
}

Result<Descriptor> listen_tcp(const std::string& address, std::uint16_t port)
{
    const auto parsed = parse_address(address, port);
    if (!parsed) return fail(ErrorCode::invalid_input, "listening address is not numeric");
    Descriptor listener(socket(parsed->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (listener.number() < 0) return system_failure("socket");
    const int on = 1;
    setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener.number(), parsed->get(), parsed->length) != 0) return system_failure("bind");
    if (listen(listener.number(), backlog) != 0) return system_failure("listen");
    return listener;
}

Result<Descriptor> listen_unix(const std::filesystem::path& path)
{
    sockaddr_un name{};
    const std::string text = path.string();
    if (text.empty() || text.size() >= sizeof name.sun_path)
        return fail(ErrorCode::invalid_input, "length of the socket path");
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, text.c_str(), text.size() + 1);
    SocketAddress address;
    std::memcpy(&address.storage, &name, sizeof name);
    address.length = sizeof name;
    const auto cleared = clear_stale_socket(path, address);
    if (!cleared) return cleared.error();

    Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (listener.number() < 0) return system_failure("socket");
    // Linux gives the file the mode of the socket, so that it is never open to others, not even for an instant.
    if (fchmod(listener.number(), S_IRUSR | S_IWUSR) != 0) return system_failure("mode of the socket");
    if (bind(listener.number(), address.get(), address.length) != 0) return system_failure("bind");
    if (chmod(text.c_str(), S_IRUSR | S_IWUSR) != 0) return system_failure("mode of the socket");
    if (listen(listener.number(), backlog) != 0) return system_failure("listen");
    return listener;
}

Result<SocketName> local_name(int descriptor)
{
    SocketAddress address;
    address.length = sizeof address.storage;
    if (getsockname(descriptor, address.get(), &address.length) != 0)
        return fail(ErrorCode::invalid_input, "not a socket");
    return name_of_address(address);
}

Result<SocketName> peer_name(int descriptor)
{
    SocketAddress address;
    address.length = sizeof address.storage;
    if (getpeername(descriptor, address.get(), &address.length) != 0)
        return fail(ErrorCode::invalid_input, "not connected");
    return name_of_address(address);
}

bool is_own_process(int descriptor) noexcept
{
    ucred peer{};
    socklen_t length = sizeof peer;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return false;
    return peer.uid == geteuid() || peer.uid == 0;
}

void set_close_on_exec(int descriptor) noexcept
{
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

void set_no_delay(int descriptor) noexcept
{
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

std::size_t raise_descriptor_limit() noexcept
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    if (limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    return limit.rlim_cur;
}

}  // namespace panoh::web
