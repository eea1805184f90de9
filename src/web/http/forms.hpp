// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "web/http/request.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

struct FormLimits {
    std::size_t fields = 2'000;
    std::size_t name_bytes = 200;
    std::size_t value_bytes = 200'000;
    std::size_t files = 50;  ///< their bytes are bounded by the limit of the body
};

/// "a=1&b=2". Errors: invalid_input for bad escapes, text that is not UTF-8 and U+0000; too_large beyond a limit.
Result<Parameters> parse_urlencoded(std::string_view text, const FormLimits& limits);

struct MultipartForm {
    Parameters fields;
    std::vector<Upload> files;  ///< views into the body; an input without a chosen file is left out
};

/// RFC 7578 as browsers write it: no preamble, no nested parts, no transfer encodings. Errors as above.
Result<MultipartForm> parse_multipart(BytesView body, std::string_view boundary, const FormLimits& limits);

struct MediaType {
    std::string type;     ///< lower case, "text/plain"
    std::string charset;  ///< lower case, may be empty
    std::string boundary;
};

/// Parses a Content-Type; invalid_input when it is malformed.
Result<MediaType> parse_media_type(std::string_view text);

/// Fills `form` and `files` from the body when the content type is one of the two form types; other bodies are left
/// alone. Errors as above; invalid_input for a form in a charset other than UTF-8.
Result<void> read_form(Request& request, const FormLimits& limits = {});

}  // namespace panoh::web
