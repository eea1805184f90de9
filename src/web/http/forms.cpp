// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/forms.hpp"

#include "base/text.hpp"
#include "web/http/multipart.hpp"
#include "web/http/percent.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace panoh::web {

Result<Parameters> parse_urlencoded(std::string_view text, const FormLimits& limits)
{
    Parameters found;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (pair.empty()) continue;
        if (found.size() >= limits.fields) return fail(ErrorCode::too_large, "form: number of fields");

        const auto equals = std::min(pair.find('='), pair.size());
        auto name = percent_decode(pair.substr(0, equals), PlusSign::is_space);
        auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), PlusSign::is_space);
        if (!name || !value || !is_utf8(*name) || !is_utf8(*value))
            return fail(ErrorCode::invalid_input, "form: encoding");
        if (name->size() > limits.name_bytes || value->size() > limits.value_bytes)
            return fail(ErrorCode::too_large, "form: length of a field");
        found.add(*std::move(name), *std::move(value));
    }
    return found;
}

Result<MediaType> parse_media_type(std::string_view text)
{
    const auto header = parse_header_parameters(text);
    if (!header) return fail(ErrorCode::invalid_input, "media type");
    MediaType found;
    found.type = lower_ascii(header->value);
    const auto slash = found.type.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == found.type.size())
        return fail(ErrorCode::invalid_input, "media type");
    found.charset = lower_ascii(header->parameters.text("charset"));
    found.boundary = header->parameters.text("boundary");
    return found;
}

Result<void> read_form(Request& request, const FormLimits& limits)
{
    const auto content_type = request.header("content-type");
    if (!content_type || request.body.empty()) return {};
    const auto media = parse_media_type(*content_type);
    if (!media) return media.error();
    const bool is_urlencoded = media->type == "application/x-www-form-urlencoded";
    const bool is_multipart = media->type == "multipart/form-data";
    if (!is_urlencoded && !is_multipart) return {};
    if (!media->charset.empty() && media->charset != "utf-8") return fail(ErrorCode::invalid_input, "form: charset");

    if (is_urlencoded) {
        auto fields = parse_urlencoded(text_of(request.body), limits);
        if (!fields) return fields.error();
        request.form = *std::move(fields);
        return {};
    }
    auto parts = parse_multipart(request.body, media->boundary, limits);
    if (!parts) return parts.error();
    request.form = std::move(parts->fields);
    request.files = std::move(parts->files);
    return {};
}

}  // namespace panoh::web
