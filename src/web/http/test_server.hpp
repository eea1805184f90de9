// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

/// Requests as bytes, and a server that tells what it has understood.
namespace panoh::web::testing_support {

inline std::string get(const std::string& target, const std::string& fields = "")
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

inline std::string post(const std::string& target, const std::string& body, const std::string& fields = "")
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
           + fields + "\r\n" + body;
}

/// Tells what it has understood.
inline Response echo(Request& request)
{
    if (request.path == "/throws") throw std::runtime_error("what somebody typed");
    std::string text = std::string(name_of(request.method)) + " " + request.path + " from " + request.peer_address;
    for (const auto& entry : request.form)
        text += " " + std::string(entry.name()) + "=" + std::string(entry.value());
    for (const auto& file : request.files)
        text += " file=" + std::to_string(file.content.size());
    text += " body=" + std::to_string(request.body.size());
    return Response::text(text);
}

inline std::unique_ptr<Server> start(ServerOptions options = {}, Handler handler = echo)
{
    auto server = Server::start(std::move(options), std::move(handler));
    EXPECT_TRUE(server) << server.error().detail;
    return *std::move(server);
}

}  // namespace panoh::web::testing_support
