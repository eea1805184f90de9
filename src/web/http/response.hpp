// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/message.hpp"
#include "base/result.hpp"
#include "web/html/html.hpp"
#include "web/http/cookies.hpp"
#include "web/http/headers.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

enum class Caching {
    no_store,   ///< everything personal; the default
    immutable,  ///< compiled-in files whose address holds their hash
};

/// A body that is made while it leaves, for what is too long to stand in memory.
struct BodySource {
    std::uint64_t length = 0;
    /// Up to `most` bytes from `offset` on. Called on handler threads, one call after the other. After a failure, or
    /// fewer bytes than there are, the connection breaks off: the other side sees that the body is not whole.
    std::function<Result<std::string>(std::uint64_t offset, std::size_t most)> read;
};

/// What a handler answers. Length, date, connection and security headers are added on the way out.
struct Response {
    int status = 200;
    Headers headers;
    std::vector<Cookie> cookies;
    std::string body;
    std::optional<BodySource> source;  ///< instead of `body`
    Caching caching = Caching::no_store;
    /// gzip where the browser takes it and the body has 1 KiB or more. Off for a body that holds a secret next to text
    /// that the sender chose, unless the secret is masked anew each time (as form tokens are).
    bool compress = false;

    static Response page(html::Html page, int status = 200);
    static Response text(std::string text, int status = 200);
    static Response json(std::string json, int status = 200);
    /// A file compiled into the program; cached for good, compressed when it is text.
    static Response asset(BytesView bytes, std::string_view content_type);
    /// A file to save, never shown inside a page. `file_name` may hold any characters.
    static Response download(std::string bytes, std::string_view content_type, std::string_view file_name);
    /// The same, read while it is sent.
    static Response download(BodySource source, std::string_view content_type, std::string_view file_name);
    /// 303: the browser fetches `target` with GET.
    static Response redirect(const html::Url& target);
    /// A plain answer with the number and name of the status, for programs and as last resort.
    static Response bare(int status);
    static Response not_found() { return bare(404); }
    /// `allow` is what Router::match reports.
    static Response method_not_allowed(std::string_view allow);

    Response& set_header(std::string_view name, std::string_view value);
    Response& set_cookie(Cookie cookie);
    /// Asks the browser to forget pages and storage of this host; for lock and sign-out.
    Response& clear_site_data();
};

/// "Not Found"
std::string_view reason_phrase(int status) noexcept;

/// The sentence for people, `web.status.<number>`; a general one for statuses without their own.
MessageId status_message(int status);

/// How a response leaves.
struct Delivery {
    bool secure = false;
    bool keep_alive = true;
    Timestamp now;
};

/// Status line and fields, with security headers and the length of the body, up to the empty line.
std::string serialise_head(const Response& response, const Delivery& delivery);

/// Compresses the body if the response wishes, it pays, and the sender's Accept-Encoding allows it.
void compress_body(Response& response, std::string_view accept_encoding);

}  // namespace panoh::web
