// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/connection.hpp"

#include "base/log.hpp"
#include "web/http/connection_errand.hpp"
#include "web/http/forms.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <utility>

namespace panoh::web {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t head_piece = 2'048;
constexpr std::size_t source_piece = 1'048'576;
constexpr std::size_t most_drained = 262'144;
constexpr milliseconds goodbye_time{2'000};
constexpr std::string_view retry_after_seconds = "2";

milliseconds time_on_line(std::size_t bytes, std::size_t bytes_a_second)
{
    const auto rate = std::max<std::size_t>(bytes_a_second, 1);
    return milliseconds(static_cast<milliseconds::rep>(std::min<std::size_t>(bytes / rate, 1'000'000) * 1'000));
}

}  // namespace

/// A request on its way through a handler thread.
struct Connection::Job {
    Job(Request received, bool may_stay)
        : request(std::move(received))
        , keep_alive(may_stay)
    {}

    Request request;
    bool keep_alive;
    std::string head;
    std::string body;
    std::optional<BodySource> source;
};

ServerState::ServerState(ServerOptions chosen, Handler answering)
    : options(std::move(chosen))
    , handler(std::move(answering))
    , clock(options.clock != nullptr ? *options.clock : system_clock())
    , queue(std::max<std::size_t>(options.handler_threads, 1), options.limits.waiting_requests)
{
    rules.allowed_hosts = options.allowed_hosts;
}

Connection::Connection(ServerState& state, std::unique_ptr<Stream> stream, PeerOfConnection peer)
    : state_(state)
    , stream_(std::move(stream))
    , peer_(std::move(peer))
{
    set_deadline(state_.options.limits.head_time);
    state_.connections.insert(this);
}

Connection::~Connection()
{
    let_go();
    wipe(buffer_);
    state_.connections.erase(this);
    if (state_.stopping) state_.sweeper.cancel();
}

asio::awaitable<void> Connection::run()
{
    bool stays = co_await stream_->open();
    lost_ = !stays;
    while (stays) {
        stays = co_await exchange();
        answered_before_ = true;
    }
    if (!lost_) {
        co_await say_goodbye();
    }
    stream_->close();
}

asio::awaitable<bool> Connection::exchange()
{
    if (state_.stopping) co_return false;
    auto found = co_await read_head();
    if (!found) co_return false;
    if (const auto* refusal = std::get_if<Refusal>(&*found)) {
        co_await refuse(*refusal, {});
        co_return false;
    }
    Head head = std::move(std::get<Head>(*found));
    Request request = make_request(head);
    const auto refusal = co_await read_body(head, request);
    if (lost_) co_return false;
    if (refusal) {
        co_await refuse(*refusal, request.header("accept-language").value_or(""));
        co_return false;
    }
    const bool stays = co_await answer(std::move(request), head.keep_alive && !state_.stopping);
    let_go();
    co_return stays;
}

asio::awaitable<std::optional<std::variant<Head, Refusal>>> Connection::read_head()
{
    const auto& limits = state_.options.limits;
    idle_ = buffer_.empty();
    set_deadline(idle_ && answered_before_ ? limits.idle_time : limits.head_time);
    std::size_t scanned = 0;
    while (true) {
        const auto scan = scan_head(buffer_, scanned, limits.head_bytes);
        scanned = buffer_.size();
        if (scan.refusal) co_return std::variant<Head, Refusal>(*scan.refusal);
        if (scan.length > 0) {
            auto head = check_head(std::string_view(buffer_).substr(0, scan.length), state_.rules);
            consume(scan.length);
            co_return head;
        }
        const bool received = co_await read_more(head_piece);
        if (!received) co_return std::nullopt;
        if (std::exchange(idle_, false)) set_deadline(limits.head_time);
    }
}

asio::awaitable<bool> Connection::answer(Request request, bool keep_alive)
{
    deadline_ = Instant::max();
    const bool with_body = request.method != Method::head;
    const std::string language(request.header("accept-language").value_or(""));
    const auto job = std::make_shared<Job>(std::move(request), keep_alive);
    const auto errand = std::make_shared<Errand>(state_.io, [&state = state_, job] { work(state, *job); });
    const bool taken = co_await wait_for(errand);
    if (!taken) {
        const Response refusal = refusal_response(503, language);
        const bool sent = co_await send(refusal, keep_alive, with_body);
        co_return sent;
    }
    bool written = co_await write(job->head, job->body);
    wipe(job->body);
    if (written && job->source) {
        written = co_await write_source(job);
    }
    co_return written && job->keep_alive;
}

/// A body that is made while it leaves. What breaks off here is shorter than its head says.
asio::awaitable<bool> Connection::write_source(const std::shared_ptr<Job>& job)
{
    std::uint64_t at = 0;
    const auto piece = std::make_shared<std::string>();
    while (at < job->source->length) {
        const auto errand = std::make_shared<Errand>(state_.io, [job, piece, at] {
            const std::uint64_t left = job->source->length - at;
            auto read = job->source->read(at, static_cast<std::size_t>(std::min<std::uint64_t>(left, source_piece)));
            if (read) {
                *piece = std::move(*read);
            } else {
                log(LogLevel::error, "web: a body broke off: {}", read.error().detail);
            }
        });
        const bool taken = co_await wait_for(errand);
        const bool fits = taken && !piece->empty() && piece->size() <= job->source->length - at;
        if (!fits) co_return false;
        at += piece->size();
        const bool written = co_await write(*piece, {});
        wipe(*piece);
        if (!written) co_return false;
    }
    co_return true;
}

/// Runs on a handler thread.
void Connection::work(ServerState& state, Job& job)
{
    const auto& request = job.request;
    const std::string_view language = request.header("accept-language").value_or("");
    const auto refused = [&state, language](int status) {
        return state.options.refusal_page ? state.options.refusal_page(status, language) : Response::bare(status);
    };
    Response response;
    try {
        const auto form = read_form(job.request);
        if (form) {
            response = state.handler(job.request);
        } else {
            response = refused(form.error().code == ErrorCode::too_large ? 413 : 400);
        }
        compress_body(response, request.header("accept-encoding").value_or(""));
    } catch (const std::exception&) {
        // What an exception says may quote what somebody typed.
        log(LogLevel::error, "web: a handler failed with an exception");
        response = refused(500);
    }
    job.head = serialise_head(response, {request.secure, job.keep_alive, state.clock.now()});
    if (request.method == Method::head) return;
    job.body = std::move(response.body);
    job.source = std::move(response.source);
}

asio::awaitable<void> Connection::refuse(Refusal refusal, std::string_view accept_language)
{
    unread_input_ = true;
    const Response response = refusal_response(refusal.status, accept_language);
    co_await send(response, /*keep_alive=*/false, /*with_body=*/true);
}

asio::awaitable<bool> Connection::send(const Response& response, bool keep_alive, bool with_body)
{
    const std::string head = serialise_head(response, {peer_.secure, keep_alive, state_.clock.now()});
    const bool written = co_await write(head, with_body ? std::string_view(response.body) : std::string_view());
    co_return written&& keep_alive;
}

asio::awaitable<bool> Connection::write(std::string_view head, std::string_view body)
{
    extend_deadline(steady_clock::now(), head.size() + body.size());
    const std::array<asio::const_buffer, 2> parts{
        asio::buffer(head.data(), head.size()), asio::buffer(body.data(), body.size())};
    const bool written = co_await stream_->write(parts);
    if (!written) lost_ = true;
    co_return written;
}

asio::awaitable<bool> Connection::read_more(std::size_t most)
{
    const std::size_t before = buffer_.size();
    buffer_.resize(before + most);
    const std::size_t received = co_await stream_->read_some(asio::buffer(buffer_.data() + before, most));
    buffer_.resize(before + received);
    if (received == 0) lost_ = true;
    co_return received > 0;
}

/// Closing with unread input would reset the connection and take the answer away from the other side.
asio::awaitable<void> Connection::say_goodbye()
{
    set_deadline(goodbye_time);
    co_await stream_->finish_writing();
    std::array<char, 4 * 1024> ignored{};
    std::size_t drained = 0;
    while (unread_input_ && drained < most_drained) {
        const std::size_t received = co_await stream_->discard(asio::buffer(ignored));
        if (received == 0) break;
        drained += received;
    }
}

Request Connection::make_request(Head& head) const
{
    Request request;
    request.method = head.method;
    request.path = std::move(head.path);
    request.query = std::move(head.query);
    request.headers = std::move(head.headers);
    request.host = std::move(head.host);
    request.peer_address = peer_.address;
    request.secure = peer_.secure;
    if (const auto cookies = request.header("cookie")) request.cookies = parse_cookies(*cookies, peer_.secure);
    return request;
}

Response Connection::refusal_response(int status, std::string_view accept_language) const
{
    const auto& page = state_.options.refusal_page;
    Response response = page ? page(status, accept_language) : Response::bare(status);
    if (status == 405) response.set_header("allow", "GET, HEAD, POST");
    if (status == 503) response.set_header("retry-after", retry_after_seconds);
    return response;
}

void Connection::consume(std::size_t length)
{
    std::string rest = buffer_.substr(length);
    wipe(buffer_);
    buffer_ = std::move(rest);
}

bool Connection::hold(std::size_t bytes) noexcept
{
    if (bytes > state_.options.limits.bodies_held - state_.bodies_held) return false;
    state_.bodies_held += bytes;
    held_ += bytes;
    return true;
}

void Connection::let_go() noexcept
{
    state_.bodies_held -= std::exchange(held_, 0);
}

void Connection::set_deadline(milliseconds from_now)
{
    deadline_ = steady_clock::now() + from_now;
}

void Connection::extend_deadline(Instant start, std::size_t bytes)
{
    const auto& limits = state_.options.limits;
    deadline_ = start + limits.body_time + time_on_line(bytes, limits.slowest_line);
}

void Connection::shorten_deadline(milliseconds left)
{
    if (deadline_ != Instant::max()) deadline_ = std::min(deadline_, steady_clock::now() + left);
}

}  // namespace panoh::web
