// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "web/http/headers.hpp"
#include "web/http/parameters.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

enum class Method { get, head, post };

/// "GET", "HEAD" or "POST".
std::string_view name_of(Method method) noexcept;

/// A file in a form. Name and media type are what the sender claims.
struct Upload {
    std::string field;
    std::string file_name;     ///< without folders; personal
    std::string content_type;  ///< lower case, may be empty
    BytesView content;         ///< part of `Request::body`, valid as long as the request
    std::string stored;        ///< what the receiver of a long body calls it; then there is no content here
};

/// One request after every check of framing.hpp and forms.hpp. Dies, wiped, when the response is on its way.
struct Request {
    Method method = Method::get;
    std::string path = "/";  ///< percent-decoded, UTF-8, no dot or empty segments, no slash at the end
    Parameters query;
    Parameters form;
    std::vector<Upload> files;
    Headers headers;
    Parameters cookies;        ///< by bare name, without "__Host-"
    std::string peer_address;  ///< numeric, or "local" for the Unix-domain socket
    bool secure = false;       ///< came over TLS
    std::string host;          ///< lower case, with the port if the sender named one; it is in the allow-list
    Bytes body;

    Request() = default;
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;
    Request(Request&&) noexcept = default;
    Request& operator=(Request&&) noexcept = default;
    ~Request() { wipe(body); }

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const { return headers.first(name); }
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const { return cookies.first(name); }
};

/// Where the browser says that a request was made. Because pages send no referrer, a form of our own may come with
/// "Origin: null"; then only Sec-Fetch-Site tells.
enum class RequestOrigin {
    own,      ///< from a page of this node
    foreign,  ///< from another site, or typed, or opened from outside: refuse what changes something
    unknown,  ///< an old browser said nothing: the form token alone decides
};
RequestOrigin request_origin(const Request& request);

}  // namespace panoh::web
