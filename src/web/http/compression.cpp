// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"
#include "web/http/response.hpp"

#include <limits>
#include <zlib.h>

namespace panoh::web {
namespace {

constexpr std::size_t smallest_worth_compressing = 1'024;
constexpr int level = 6;
constexpr int gzip_window = 15 + 16;
constexpr int memory_level = 8;

/// True for "gzip" or "*" unless its weight is zero.
bool accepts_gzip(std::string_view accept_encoding)
{
    bool accepted = false;
    for (const auto item : split(accept_encoding, ',')) {
        const auto parts = split(item, ';');
        const auto coding = lower_ascii(trimmed(parts.front()));
        if (coding != "gzip" && coding != "*") continue;
        const auto weight = parts.size() > 1 ? trimmed(parts[1]) : std::string_view("q=1");
        const bool refused = weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos;
        if (coding == "gzip") return !refused;
        accepted = !refused;
    }
    return accepted;
}

std::optional<std::string> gzip(std::string& text)
{
    if (text.size() > std::numeric_limits<uInt>::max() / 2) return std::nullopt;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
        return std::nullopt;
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) return std::nullopt;
    return out;
}

}  // namespace

void compress_body(Response& response, std::string_view accept_encoding)
{
    const bool wanted = response.compress && response.body.size() >= smallest_worth_compressing
                        && !response.headers.has("content-encoding") && accepts_gzip(accept_encoding);
    if (!wanted) return;
    auto packed = gzip(response.body);
    if (!packed || packed->size() >= response.body.size()) return;
    response.body = *std::move(packed);
    response.headers.set("content-encoding", "gzip");
}

}  // namespace panoh::web
