// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "web/http/headers.hpp"
#include "web/http/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// HTTP/1 framing without input or output. It takes the strict part of RFC 9112 that browsers and curl send, and
/// refuses everything that two programs could read in two ways.
namespace panoh::web {

/// Why a request is not answered by a page. `reason` is a code for tests and logs and holds nothing of the request.
struct Refusal {
    int status = 400;
    std::string_view reason;
};

/// Where the head of a request ends.
struct HeadScan {
    std::size_t length = 0;  ///< with the empty line; 0 as long as more is needed
    std::optional<Refusal> refusal;
};

/// Looks at `buffer` from byte `scanned` on, which earlier calls have found harmless. Refuses bare CR or LF, control
/// characters and more than `limit` bytes at once, without waiting for the rest.
HeadScan scan_head(std::string_view buffer, std::size_t scanned, std::size_t limit);

enum class Framing { none, length, chunked };

/// A request without its body, checked.
struct Head {
    Method method = Method::get;
    std::string path;
    Parameters query;
    Headers headers;
    std::string host;
    Framing framing = Framing::none;
    std::uint64_t content_length = 0;
    bool keep_alive = true;
    bool expects_continue = false;
};

struct HeadRules {
    /// Names, or names with port, in lower case. Without a port any port is accepted.
    std::vector<std::string> allowed_hosts;
    std::size_t target_bytes = 8'000;
    std::size_t field_bytes = 8'000;
    std::size_t fields = 100;
};

/// `text` is what scan_head found: request line, header fields, empty line.
std::variant<Head, Refusal> check_head(std::string_view text, const HeadRules& rules);

/// Decodes a path of origin form: "/" and segments. Nothing for bad escapes, encoded slashes or backslashes, control
/// characters, empty or dot segments and text that is not UTF-8. A slash at the end is dropped.
std::optional<std::string> decode_path(std::string_view path);

/// Takes a chunked body apart. Extensions and trailers are refused.
class ChunkDecoder {
public:
    explicit ChunkDecoder(std::size_t limit)
        : limit_(limit)
    {}
    /// Appends content to `body`, never beyond the limit, and returns how many bytes of `input` belong to the body.
    std::size_t feed(std::string_view input, Bytes& body);
    [[nodiscard]] bool finished() const noexcept { return state_ == State::finished; }
    [[nodiscard]] const std::optional<Refusal>& refusal() const noexcept { return refusal_; }

private:
    enum class State { size, size_end, data, data_cr, data_lf, last_cr, last_lf, finished };
    void take(char c);
    void take_size_digit(char c);
    void expect(char c, char wanted, State next);
    void refuse(int status, std::string_view reason) { refusal_ = Refusal{status, reason}; }

    State state_ = State::size;
    std::size_t limit_;
    std::size_t received_ = 0;
    std::size_t left_ = 0;
    int digits_ = 0;
    std::optional<Refusal> refusal_;
};

}  // namespace panoh::web
