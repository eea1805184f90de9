// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "base/text.hpp"
#include "web/http/forms.hpp"

#include <cstddef>
#include <cstdint>

/// The first line is the content type, the rest the body. Files lie inside the body, and names are harmless.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    const std::string_view input = text_of({data, size});
    const auto line = input.find('\n');
    const auto media = web::parse_media_type(input.substr(0, line));
    if (!media || line == std::string_view::npos) return 0;
    const BytesView body = bytes_of(input.substr(line + 1));
    const web::FormLimits limits{.fields = 20, .name_bytes = 50, .value_bytes = 500, .files = 5};
    const auto form = web::parse_multipart(body, media->boundary, limits);
    if (!form) return 0;
    PANOH_CHECK(form->fields.size() <= limits.fields && form->files.size() <= limits.files);
    for (const auto& file : form->files) {
        PANOH_CHECK(
            file.content.empty()
            || (file.content.data() >= body.data()
                && file.content.data() + file.content.size() <= body.data() + body.size())
        );
        PANOH_CHECK(file.file_name.find_first_of("/\\\r\n") == std::string::npos && is_utf8(file.file_name));
    }
    for (const auto& field : form->fields)
        PANOH_CHECK(is_utf8(field.value()) && is_utf8(field.name()));
    return 0;
}
