// SPDX-License-Identifier: AGPL-3.0-or-later
// How a connection reads the body of a request: into memory, or file by file to a receiver.
#include "base/log.hpp"
#include "web/http/connection.hpp"
#include "web/http/connection_errand.hpp"
#include "web/http/forms.hpp"
#include "web/http/multipart_reader.hpp"

#include <algorithm>
#include <exception>

namespace panoh::web {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t chunk_piece = 16'384;
constexpr std::size_t body_piece = 65'536;
/// So much is gathered before a handler thread is asked to take it.
constexpr std::size_t intake_piece = 1'048'576;

int status_of(const Error& error)
{
    switch (error.code) {
    case ErrorCode::too_large:
        return 413;
    case ErrorCode::invalid_input:
        return 400;
    case ErrorCode::denied:
    case ErrorCode::not_signed_in:
    case ErrorCode::not_found:
    case ErrorCode::conflict:
    case ErrorCode::busy:
    case ErrorCode::sealed:
    case ErrorCode::damaged:
    case ErrorCode::storage:
    case ErrorCode::internal:
        break;
    }
    return http_status(error.code);
}

}  // namespace

/// A long body on its way to its receiver. The handler thread that takes a piece has it alone meanwhile.
struct Connection::Intake {
    std::unique_ptr<FileReceiver> receiver;
    std::optional<MultipartReader> reader;
    Bytes piece;
    bool ended = false;
    MultipartForm form;
    std::optional<Error> problem;

    ~Intake() { wipe(piece); }

    /// Runs on a handler thread.
    void take()
    {
        auto done = reader->feed(text_of(piece));
        wipe(piece);
        piece.clear();
        if (done && ended) {
            auto whole = reader->finish();
            if (whole) {
                form = std::move(*whole);
            } else {
                done = whole.error();
            }
        }
        if (!done) problem = done.error();
    }
};

/// Leaves the intake without a reader when nobody takes the files of this request.
asio::awaitable<void> Connection::open_intake(const Request& request, const std::shared_ptr<Intake>& intake)
{
    const auto media = parse_media_type(request.header("content-type").value_or(""));
    const bool is_form = media && media->type == "multipart/form-data";
    if (!is_form) co_return;
    const auto errand = std::make_shared<Errand>(state_.io, [&state = state_, &request, &media, intake] {
        intake->receiver = state.options.file_receiver(request);
        if (!intake->receiver) return;
        auto reader = MultipartReader::start(media->boundary, {}, *intake->receiver);
        if (reader) intake->reader.emplace(std::move(*reader));
    });
    co_await wait_for(errand);
}

asio::awaitable<std::optional<Refusal>>
Connection::read_into(const Head& head, std::size_t limit, const std::shared_ptr<Intake>& intake)
{
    if (!hold(intake_piece + body_piece)) co_return Refusal{503, "bodies held"};
    ChunkDecoder decoder(limit);
    std::uint64_t left = head.content_length;
    while (!intake->ended) {
        if (head.framing == Framing::chunked) {
            consume(decoder.feed(buffer_, intake->piece));
            if (decoder.refusal()) co_return decoder.refusal();
            intake->ended = decoder.finished();
        } else {
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer_.size()));
            const auto bytes = bytes_of(std::string_view(buffer_).substr(0, length));
            intake->piece.insert(intake->piece.end(), bytes.begin(), bytes.end());
            consume(length);
            left -= length;
            intake->ended = left == 0;
        }
        if (intake->ended || intake->piece.size() >= intake_piece) {
            const bool taken = co_await hand_over(intake);
            if (!taken) co_return Refusal{503, "handlers busy"};
            if (intake->problem) co_return Refusal{status_of(*intake->problem), "form"};
            extend_deadline(steady_clock::now(), intake_piece);
        }
        if (intake->ended) break;
        const bool received = co_await read_more(body_piece);
        if (!received) co_return std::nullopt;
    }
    co_return std::nullopt;
}

asio::awaitable<bool> Connection::hand_over(const std::shared_ptr<Intake>& intake)
{
    const auto errand = std::make_shared<Errand>(state_.io, [intake] {
        try {
            intake->take();
        } catch (const std::exception&) {
            // What an exception says may quote what somebody typed.
            log(LogLevel::error, "web: a receiver failed with an exception");
            intake->problem = fail(ErrorCode::internal, "receiver");
        }
    });
    const bool taken = co_await wait_for(errand);
    co_return taken;
}

/// Waits without a deadline until a handler thread has done it. False when all are busy and too much waits.
asio::awaitable<bool> Connection::wait_for(const std::shared_ptr<Errand>& errand)
{
    deadline_ = Instant::max();
    const bool taken = state_.queue.try_push([&state = state_, errand] {
        errand->work();
        asio::post(state.io, [errand] {
            errand->done = true;
            errand->ready.cancel();
        });
    });
    if (!taken) co_return false;
    while (!errand->done) {
        boost::system::error_code cancelled;
        co_await errand->ready.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
    co_return true;
}

asio::awaitable<std::optional<Refusal>> Connection::read_body(Head& head, Request& request)
{
    if (head.framing == Framing::none) co_return std::nullopt;
    const auto& options = state_.options;
    std::size_t limit = options.body_limit ? options.body_limit(request) : options.limits.body_bytes;
    if (head.content_length > limit) co_return Refusal{413, "body length"};
    const auto intake = std::make_shared<Intake>();
    if (options.file_receiver && limit > options.limits.body_bytes) {
        co_await open_intake(request, intake);
        if (!intake->reader) limit = options.limits.body_bytes;
        if (head.content_length > limit) co_return Refusal{413, "body length"};
    }
    if (head.expects_continue && buffer_.empty()) {
        const bool asked = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!asked) co_return std::nullopt;
    }
    extend_deadline(steady_clock::now(), 0);
    std::optional<Refusal> refusal;
    if (intake->reader) {
        refusal = co_await read_into(head, limit, intake);
        request.form = std::move(intake->form.fields);
        request.files = std::move(intake->form.files);
    } else if (head.framing == Framing::chunked) {
        refusal = co_await read_chunked(limit, request.body);
    } else {
        refusal = co_await read_measured(head.content_length, request.body);
    }
    co_return refusal;
}

asio::awaitable<std::optional<Refusal>> Connection::read_measured(std::size_t length, Bytes& body)
{
    const auto start = steady_clock::now();
    const std::size_t present = std::min(length, buffer_.size());
    if (!hold(present)) co_return Refusal{503, "bodies held"};
    body.reserve(length);
    const auto early = bytes_of(std::string_view(buffer_).substr(0, present));
    body.insert(body.end(), early.begin(), early.end());
    consume(present);
    while (body.size() < length) {
        const std::size_t piece = std::min(length - body.size(), body_piece);
        if (!hold(piece)) co_return Refusal{503, "bodies held"};
        const std::size_t before = body.size();
        body.resize(before + piece);
        const std::size_t received = co_await stream_->read_some(asio::buffer(body.data() + before, piece));
        body.resize(before + received);
        state_.bodies_held -= piece - received;
        held_ -= piece - received;
        if (received == 0) {
            lost_ = true;
            co_return std::nullopt;
        }
        extend_deadline(start, body.size());
    }
    co_return std::nullopt;
}

asio::awaitable<std::optional<Refusal>> Connection::read_chunked(std::size_t limit, Bytes& body)
{
    const auto start = steady_clock::now();
    ChunkDecoder decoder(limit);
    while (true) {
        const std::size_t before = body.size();
        consume(decoder.feed(buffer_, body));
        if (decoder.refusal()) co_return decoder.refusal();
        if (!hold(body.size() - before)) co_return Refusal{503, "bodies held"};
        if (decoder.finished()) co_return std::nullopt;
        extend_deadline(start, body.size());
        const bool received = co_await read_more(chunk_piece);
        if (!received) co_return std::nullopt;
    }
}

}  // namespace panoh::web
