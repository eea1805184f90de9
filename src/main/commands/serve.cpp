// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.hpp"
#include "main/app.hpp"
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/passphrase.hpp"
#include "main/process.hpp"
#include "web/http/server.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <thread>
#include <unistd.h>
#include <utility>

namespace panoh::commands {

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 100ms;
constexpr auto minute = 60s;
/// Answers that are on their way when the node seals get this long to leave.
constexpr auto grace = 250ms;

std::atomic<bool> stop_wanted = false;
std::atomic<bool> seal_wanted = false;

void on_signal(int)
{
    stop_wanted = true;
}

struct Listen {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8480;
};

std::optional<Listen> parse_listen(const std::string& text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) return std::nullopt;
    Listen listen;
    listen.address = text.substr(0, colon);
    if (listen.address.starts_with('[') && listen.address.ends_with(']')) {
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    }
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + colon + 1, end, listen.port);
    if (parsed.ec != std::errc() || parsed.ptr != end || listen.address.empty()) return std::nullopt;
    return listen;
}

bool is_loopback(const std::string& address)
{
    return address.starts_with("127.") || address == "::1";
}

web::ServerOptions server_options(const Arguments& arguments, const Listen& listen, const std::string& folder)
{
    web::ServerOptions options;
    options.address = listen.address;
    options.port = listen.port;
    const bool tls = !is_loopback(listen.address) || arguments.has("tls") || arguments.value("certificate");
    options.transport = tls ? web::Transport::tls : web::Transport::plain;
    options.certificate_file = arguments.value("certificate").value_or("");
    options.key_file = arguments.value("key").value_or("");
    options.allowed_hosts = arguments.values("host");
    if (!options.allowed_hosts.empty()) options.allowed_hosts.emplace_back("localhost");  // for the socket
    options.unix_socket = folder + "/control.sock";
    if (const auto inherited = arguments.value("inherit")) {
        int descriptor = -1;
        std::from_chars(inherited->data(), inherited->data() + inherited->size(), descriptor);
        if (descriptor >= 0) options.inherited_tcp = descriptor;
    }
    return options;
}

/// A pipe from which the next life reads the node lock's passphrase again.
int pass_on_lock(const Sensitive<std::string>& passphrase)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return -1;
    const std::string line = passphrase.reveal() + "\n";
    const bool written = ::write(ends[1], line.data(), line.size()) == static_cast<ssize_t>(line.size());
    ::close(ends[1]);
    return written ? ends[0] : -1;
}

/// The words for the next life of this process: as called, plus what stays open.
std::vector<std::string> words_again(const Words& words, int descriptor, int lock)
{
    std::vector<std::string> again{"panoh", "serve"};
    if (lock >= 0) again.push_back(fmt::format("--node-lock-fd={}", lock));
    bool skip = false;
    for (const std::string& word : words) {
        if (std::exchange(skip, word == "--node-lock-fd")) continue;
        if (skip || word.starts_with("--inherit=") || word.starts_with("--node-lock-fd=")) continue;
        again.push_back(word);
    }
    again.push_back(fmt::format("--inherit={}", descriptor));
    return again;
}

void wait_until_told(App& app)
{
    auto next_minute = std::chrono::steady_clock::now() + minute;
    while (!stop_wanted && !seal_wanted) {
        std::this_thread::sleep_for(tick);
        if (std::chrono::steady_clock::now() < next_minute) continue;
        next_minute += minute;
        app.every_minute();
    }
}

Result<Arguments> parse(const Words& words)
{
    return Arguments::parse(
        words, {"listen", "host", "certificate", "key", "zone", "inherit", "node-lock-fd"}, {"tls"}
    );
}

int serve_node(
    const Words& words,
    const Arguments& arguments,
    Node& node,
    const Listen& listen,
    const std::optional<Sensitive<std::string>>& node_lock
)
{
    App app(node, arguments.value("zone").value_or("Asia/Dushanbe"), [] { seal_wanted = true; });
    auto options = server_options(arguments, listen, node.folder());
    const bool again = options.inherited_tcp.has_value();
    const bool tls = options.transport == web::Transport::tls;
    options.body_limit = [](const web::Request& request) {
        return request.path.starts_with("/drafts/") ? std::size_t{512} * 1024 : std::size_t{1024} * 1024;
    };
    options.refusal_page = [&app](int status, std::string_view language) {
        return app.refusal(status, language);
    };
    auto server = web::Server::start(std::move(options), [&app](web::Request& request) { return app.handle(request); });
    if (!server) return complain(could_not, server.error().detail);
    if (!again) {
        const bool v6 = listen.address.find(':') != std::string::npos;
        fmt::print(
            "Listening on {}://{}{}{}:{}\n",
            tls ? "https" : "http",
            v6 ? "[" : "",
            listen.address,
            v6 ? "]" : "",
            (*server)->port()
        );
        if (tls) fmt::print("Certificate SHA-256 {}\n", (*server)->certificate_fingerprint());
        std::fflush(stdout);
    }
    wait_until_told(app);
    if (stop_wanted) {
        (*server)->stop();
        node.accounts().seal();
        return done;
    }
    log(LogLevel::info, "nobody is signed in: the node seals");
    std::this_thread::sleep_for(grace);
    const auto descriptors = (*server)->listening_descriptors();
    const int kept = descriptors.empty() ? -1 : ::dup(descriptors.front());
    (*server)->stop();
    node.accounts().seal();
    const int lock = node_lock ? pass_on_lock(*node_lock) : -1;
    process::re_execute(words_again(words, kept, lock), {kept, lock});
    return complain(could_not, "the program could not start itself again");
}

}  // namespace

int run_serve(const Words& words)
{
    const auto arguments = parse(words);
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    if (arguments->positional().size() != 1) return complain(called_wrongly, "serve needs the node's folder");
    const auto listen = parse_listen(arguments->value("listen").value_or("127.0.0.1:8480"));
    if (!listen) return complain(called_wrongly, "--listen is ADDRESS:PORT, for example 127.0.0.1:8480");
    std::signal(SIGTERM, on_signal);
    std::signal(SIGINT, on_signal);
    for (const std::string& weakness : process::weaknesses())
        log(LogLevel::warning, "{}", weakness);
    NodeOptions options;
    if (const auto lock = arguments->value("node-lock-fd")) {
        auto passphrase = read_passphrase(*lock);
        if (!passphrase) return complain(called_wrongly, passphrase.error().detail);
        options.node_lock = std::move(*passphrase);
    }
    const auto node_lock = options.node_lock;
    auto node = Node::open(arguments->positional()[0], std::move(options));
    if (!node) return complain(could_not, node.error().detail);
    return serve_node(words, *arguments, **node, *listen, node_lock);
}

}  // namespace panoh::commands
