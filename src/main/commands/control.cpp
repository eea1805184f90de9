// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/control.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace panoh::commands {

namespace {

class Socket {
public:
    Socket()
        : file_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket()
    {
        if (file_ >= 0) ::close(file_);
    }

    bool connect(const std::string& path) const
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path) return false;
        std::memcpy(address.sun_path, path.data(), path.size());
        return ::connect(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }

    bool send(std::string_view text) const
    {
        while (!text.empty()) {
            const ssize_t sent = ::write(file_, text.data(), text.size());
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    [[nodiscard]] std::string receive_all() const
    {
        std::string text;
        char buffer[4096];
        for (ssize_t got = 0; (got = ::read(file_, buffer, sizeof buffer)) > 0;) {
            text.append(buffer, static_cast<std::size_t>(got));
        }
        return text;
    }

private:
    int file_;
};

}  // namespace

Result<std::optional<ControlAnswer>>
ask_running_node(const std::string& folder, std::string_view path, std::string_view form)
{
    const Socket socket;
    if (!socket.connect(folder + "/control.sock")) return std::optional<ControlAnswer>{};
    const std::string request = fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        path,
        form.size(),
        form
    );
    if (!socket.send(request)) return fail(ErrorCode::storage, "the running node does not take commands");
    const std::string text = socket.receive_all();
    ControlAnswer answer;
    if (text.size() > 12) std::from_chars(text.data() + 9, text.data() + 12, answer.status);
    const auto body = text.find("\r\n\r\n");
    if (answer.status == 0 || body == std::string::npos) {
        return fail(ErrorCode::storage, "the running node gave no answer");
    }
    answer.body = text.substr(body + 4);
    return std::optional<ControlAnswer>(std::move(answer));
}

}  // namespace panoh::commands
