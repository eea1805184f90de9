// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>

#include <array>
#include <memory>

/// Internal to the server: included by its .cpp files only.
namespace panoh::web {

namespace asio = boost::asio;

using Socket = asio::basic_stream_socket<asio::generic::stream_protocol>;

/// A connection with or without TLS. Failures are answers, not exceptions.
class Stream {
public:
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream() = default;

    virtual asio::awaitable<bool> open() = 0;
    /// 0 when the other side has finished, or the connection is lost or closed.
    virtual asio::awaitable<std::size_t> read_some(asio::mutable_buffer into) = 0;
    virtual asio::awaitable<bool> write(std::array<asio::const_buffer, 2> parts) = 0;
    /// Says good-bye; afterwards nothing can be written, and only `discard` can read.
    virtual asio::awaitable<void> finish_writing() = 0;
    /// Reads what still comes, without decrypting it; 0 at the end.
    virtual asio::awaitable<std::size_t> discard(asio::mutable_buffer into) = 0;
    /// Ends every operation under way.
    virtual void close() noexcept = 0;
};

std::unique_ptr<Stream> plain_stream(Socket socket);
/// `context` outlives the stream.
std::unique_ptr<Stream> tls_stream(Socket socket, asio::ssl::context& context);

}  // namespace panoh::web
