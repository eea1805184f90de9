// SPDX-License-Identifier: AGPL-3.0-or-later
// request-desk: the public page in a process of its own, which holds no key.
#include "base/log.hpp"
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/listen.hpp"
#include "main/node.hpp"
#include "modules/intake/public/module.hpp"
#include "web/http/router.hpp"
#include "web/http/server.hpp"
#include "web/pages/assets.hpp"
#include "web/pages/shell.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <exception>
#include <thread>

namespace panoh::commands {

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 100ms;
constexpr auto between_tidyings = 1h;

std::atomic<bool> stop_wanted = false;

void on_signal(int)
{
    stop_wanted = true;
}

/// The public addresses and nothing else.
class DeskApp {
public:
    DeskApp(request::Desk& desk, const i18n::Catalogues& catalogues, std::string zone)
    {
        services_.catalogues = &catalogues;
        services_.zone = std::move(zone);
        web::Routes routes = intake::public_request_routes(&desk);
        routes.push_back(
            {web::Method::get, "/assets/{name}", web::Audience::anyone(), web::AuditAction::none(), web::asset}
        );
        for (web::Route& route : routes) {
            const web::Method method = route.method;
            const std::string pattern = route.pattern;
            router_.add(method, pattern, std::move(route));
        }
    }

    web::Response handle(web::Request& request)
    {
        const auto match = router_.match(request.method, request.path);
        web::PageContext context(services_, request, match.parameters, std::nullopt, language_of(request));
        const bool foreign =
            request.method == web::Method::post && web::request_origin(request) == web::RequestOrigin::foreign;
        if (foreign) return web::error_page(context, fail(ErrorCode::denied, ""));
        try {
            if (match.endpoint() != nullptr) return match.endpoint()->handler(context);
        } catch (const std::exception& exception) {  // the edge: nothing typed in is in what() of our libraries
            log(LogLevel::error, "a request failed: {}", typeid(exception).name());
            return web::error_page(context, fail(ErrorCode::internal, ""));
        }
        if (request.path == "/") return web::Response::redirect(html::Url::local("/request"));
        return web::error_page(context, fail(ErrorCode::not_found, ""));
    }

private:
    [[nodiscard]] std::string language_of(const web::Request& request) const
    {
        const std::string_view first = request.header("accept-language").value_or("").substr(0, 2);
        return services_.catalogues->language(first) != nullptr ? std::string(first) : std::string("en");
    }

    web::PageServices services_;
    web::Router<web::Route> router_;
};

int serve_desk(
    const Arguments& arguments, request::Desk& desk, const i18n::Catalogues& catalogues, const Listen& listen
)
{
    DeskApp app(desk, catalogues, arguments.value("zone").value_or("Asia/Dushanbe"));
    web::ServerOptions options;
    options.address = listen.address;
    options.port = listen.port;
    const bool tls = !is_loopback(listen.address) || arguments.value("certificate");
    options.transport = tls ? web::Transport::tls : web::Transport::plain;
    options.certificate_file = arguments.value("certificate").value_or("");
    options.key_file = arguments.value("key").value_or("");
    options.allowed_hosts = arguments.values("host");
    options.body_limit = intake::request_body_limit;
    if (auto kept = keep_certificate(options, arguments.positional()[0]); !kept) {
        return complain(
            kept.error().code == ErrorCode::invalid_input ? called_wrongly : could_not, kept.error().detail
        );
    }
    auto server = web::Server::start(std::move(options), [&app](web::Request& request) { return app.handle(request); });
    if (!server) return complain(could_not, server.error().detail);
    say_where(listen, **server, true);
    auto next = std::chrono::steady_clock::now();
    while (!stop_wanted) {
        if (std::chrono::steady_clock::now() >= next) {
            desk.forget_old();
            next += between_tidyings;
        }
        std::this_thread::sleep_for(tick);
    }
    (*server)->stop();
    return done;
}

}  // namespace

int run_request_desk(const Words& words)
{
    const auto arguments = Arguments::parse(words, {"listen", "host", "certificate", "key", "zone"}, {});
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    if (arguments->positional().size() != 1) {
        return complain(called_wrongly, "request-desk needs the folder \"request\" of a node's folder");
    }
    const auto listen = parse_listen(arguments->value("listen").value_or("127.0.0.1:8481"));
    if (!listen) return complain(called_wrongly, "--listen is ADDRESS:PORT, for example 127.0.0.1:8481");
    auto declarations = Declarations::load();
    if (!declarations) return complain(could_not, declarations.error().detail);
    request::Desk desk(arguments->positional()[0], system_clock(), system_random(), true);
    if (const auto published = desk.published(); !published) return complain(could_not, published.error().detail);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGINT, on_signal);
    return serve_desk(*arguments, desk, declarations->catalogues, *listen);
}

}  // namespace panoh::commands
