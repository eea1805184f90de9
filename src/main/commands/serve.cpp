// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.hpp"
#include "main/app.hpp"
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/listen.hpp"
#include "main/commands/passphrase.hpp"
#include "main/process.hpp"
#include "main/receiving.hpp"
#include "modules/intake/public/module.hpp"
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

/// A pipe from which the next life reads a line again: the node lock's passphrase, or the keys of open forms.
int pass_on(const Sensitive<std::string>& text)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return -1;
    const std::string line = text.reveal() + "\n";
    const bool written = ::write(ends[1], line.data(), line.size()) == static_cast<ssize_t>(line.size());
    ::close(ends[1]);
    return written ? ends[0] : -1;
}

/// What stays open for the next life of this process; -1 for what does not.
struct Inherited {
    int listening = -1;
    int lock = -1;
    int forms = -1;
};

/// The words for the next life: as called, plus what stays open.
std::vector<std::string> words_again(const Words& words, const Inherited& open)
{
    std::vector<std::string> again{"panoh", "serve"};
    if (open.lock >= 0) again.push_back(fmt::format("--node-lock-fd={}", open.lock));
    if (open.forms >= 0) again.push_back(fmt::format("--forms-fd={}", open.forms));
    bool skip = false;
    for (const std::string& word : words) {
        if (std::exchange(skip, word == "--node-lock-fd")) continue;
        if (skip || word.starts_with("--inherit=") || word.starts_with("--node-lock-fd=")) continue;
        if (word.starts_with("--forms-fd=")) continue;
        again.push_back(word);
    }
    again.push_back(fmt::format("--inherit={}", open.listening));
    return again;
}

/// Goes on with the forms of the public page that people had open in the last life.
void take_over_forms(const Arguments& arguments, Node& node)
{
    const auto descriptor = arguments.value("forms-fd");
    const auto line = descriptor ? read_passphrase(*descriptor) : fail(ErrorCode::not_found, "");
    const auto keys = line ? from_hex(line->reveal()) : std::nullopt;
    if (keys) node.desk().carrying().take_over(*keys);
}

void wait_until_told(App& app)
{
    auto next = std::chrono::steady_clock::now() + minute;
    bool was_open = false;
    while (!stop_wanted && !seal_wanted) {
        std::this_thread::sleep_for(tick);
        const bool opened = app.is_open() && !was_open;
        was_open = app.is_open();
        const auto now = std::chrono::steady_clock::now();
        if (!opened && now < next) continue;
        next = app.run_jobs() ? now : now + minute;
    }
}

int complain_of_serving(const Error& error)
{
    return complain(error.code == ErrorCode::invalid_input ? called_wrongly : could_not, error.detail);
}

Result<Arguments> parse(const Words& words)
{
    return Arguments::parse(
        words, {"listen", "host", "certificate", "key", "zone", "inherit", "node-lock-fd", "forms-fd"}, {"tls"}
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
    if (auto kept = keep_certificate(options, node.folder()); !kept) return complain_of_serving(kept.error());
    options.body_limit = [&app](const web::Request& request) {
        if (const std::size_t longest = longest_body(app, request); longest > 0) return longest;
        if (request.path.starts_with("/request")) return intake::request_body_limit(request);
        return request.path.starts_with("/drafts/") ? std::size_t{512} * 1024 : std::size_t{1024} * 1024;
    };
    options.file_receiver = [&app, &node](const web::Request& request) {
        return file_receiver(node, app, request);
    };
    options.refusal_page = [&app](int status, std::string_view language) {
        return app.refusal(status, language);
    };
    take_over_forms(arguments, node);
    auto server = web::Server::start(std::move(options), [&app](web::Request& request) { return app.handle(request); });
    if (!server) return complain_of_serving(server.error());
    say_where(listen, **server, !again);
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
    const int lock = node_lock ? pass_on(*node_lock) : -1;
    const int forms = pass_on(Sensitive<std::string>(to_hex(node.desk().carrying().hand_over().view())));
    process::re_execute(words_again(words, {kept, lock, forms}), {kept, lock, forms});
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
    if (!node) return complain_of_serving(node.error());
    return serve_node(words, *arguments, **node, *listen, node_lock);
}

}  // namespace panoh::commands
