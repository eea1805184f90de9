// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/connection.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <utility>

/// Internal to the server: included by the two files of a connection only.
namespace panoh::web {

/// Something that a handler thread does while its connection waits.
struct Connection::Errand {
    Errand(asio::io_context& io, std::function<void()> what)
        : work(std::move(what))
        , ready(io, Instant::max())
    {}

    std::function<void()> work;
    asio::steady_timer ready;
    bool done = false;
};

}  // namespace panoh::web
