// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/stream.hpp"

#include <boost/asio/impl/src.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace panoh::web {
namespace {

using boost::system::error_code;

template <class Layer>
asio::awaitable<std::size_t> read_from(Layer& layer, asio::mutable_buffer into)
{
    error_code error;
    const std::size_t length = co_await layer.async_read_some(into, asio::redirect_error(asio::use_awaitable, error));
    co_return error ? 0 : length;
}

template <class Layer>
asio::awaitable<bool> write_to(Layer& layer, std::array<asio::const_buffer, 2> parts)
{
    error_code error;
    co_await asio::async_write(layer, parts, asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

void close_socket(Socket& socket) noexcept
{
    error_code ignored;
    socket.close(ignored);
}

class PlainStream final : public Stream {
public:
    explicit PlainStream(Socket socket)
        : socket_(std::move(socket))
    {}

    asio::awaitable<bool> open() override { co_return true; }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into) override { return read_from(socket_, into); }
    asio::awaitable<bool> write(std::array<asio::const_buffer, 2> parts) override { return write_to(socket_, parts); }
    asio::awaitable<void> finish_writing() override
    {
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
        co_return;
    }
    asio::awaitable<std::size_t> discard(asio::mutable_buffer into) override { return read_from(socket_, into); }
    void close() noexcept override { close_socket(socket_); }

private:
    Socket socket_;
};

class TlsStream final : public Stream {
public:
    TlsStream(Socket socket, asio::ssl::context& context)
        : layer_(std::move(socket), context)
    {}

    asio::awaitable<bool> open() override
    {
        error_code error;
        co_await layer_.async_handshake(
            asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error)
        );
        co_return !error;
    }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into) override { return read_from(layer_, into); }
    asio::awaitable<bool> write(std::array<asio::const_buffer, 2> parts) override { return write_to(layer_, parts); }
    asio::awaitable<void> finish_writing() override
    {
        error_code ignored;
        co_await layer_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        layer_.next_layer().shutdown(Socket::shutdown_send, ignored);
    }
    asio::awaitable<std::size_t> discard(asio::mutable_buffer into) override
    {
        return read_from(layer_.next_layer(), into);
    }
    void close() noexcept override { close_socket(layer_.next_layer()); }

private:
    asio::ssl::stream<Socket> layer_;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(Socket socket)
{
    return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<Stream> tls_stream(Socket socket, asio::ssl::context& context)
{
    return std::make_unique<TlsStream>(std::move(socket), context);
}

}  // namespace panoh::web
