// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/multipart.hpp"

#include "base/text.hpp"
#include "web/http/forms.hpp"

#include <algorithm>
#include <utility>

namespace panoh::web {
namespace {

constexpr std::size_t longest_boundary = 70;
std::string_view skip_blanks(std::string_view text) noexcept
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    return text;
}

/// Browsers escape only the quotation mark and line ends in names.
std::string unescape_name(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        if (text.starts_with("%22")) {
            out += '"';
            text.remove_prefix(3);
        } else if (text.starts_with("%0D") || text.starts_with("%0A")) {
            out += ' ';
            text.remove_prefix(3);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string base_name(const std::string& path)
{
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

bool is_name_text(std::string_view text) noexcept
{
    return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < 0x20 || byte == 0x7F;
           });
}

bool read_disposition(std::string_view value, PartHead& head)
{
    const auto disposition = parse_header_parameters(value);
    if (!disposition || lower_ascii(disposition->value) != "form-data") return false;
    const auto name = disposition->parameters.first("name");
    if (!name) return false;
    head.name = unescape_name(*name);
    if (const auto file_name = disposition->parameters.first("filename"))
        head.file_name = base_name(unescape_name(*file_name));
    return is_name_text(head.name) && is_name_text(head.file_name.value_or(""));
}

bool is_plain_transfer(std::string_view coding) noexcept
{
    return coding == "binary" || coding == "8bit" || coding == "7bit";
}

Result<void> add_part(const PartHead& head, std::string_view content, const FormLimits& limits, MultipartForm& form)
{
    if (head.name.size() > limits.name_bytes || head.file_name.value_or("").size() > limits.name_bytes * 4)
        return fail(ErrorCode::too_large, "form: length of a name");
    if (head.file_name) {
        if (head.file_name->empty() && content.empty()) return {};
        if (form.files.size() >= limits.files) return fail(ErrorCode::too_large, "form: number of files");
        form.files.push_back({head.name, *head.file_name, head.media.type, bytes_of(content), {}});
        return {};
    }
    return add_field(head.name, head.media.charset, std::string(content), limits, form.fields);
}

}  // namespace

bool is_boundary(std::string_view text) noexcept
{
    constexpr std::string_view marks = "'()+_,-./:=?";
    return !text.empty() && text.size() <= longest_boundary && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || marks.find(c) != std::string_view::npos;
    });
}

std::optional<PartHead> read_part_head(std::string_view text)
{
    PartHead head;
    bool has_disposition = false;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        const auto line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const auto name = lower_ascii(line.substr(0, colon));
        const auto value = trimmed(line.substr(colon + 1));
        if (name == "content-disposition") {
            if (std::exchange(has_disposition, true) || !read_disposition(value, head)) return std::nullopt;
        } else if (name == "content-type") {
            if (auto media = parse_media_type(value)) head.media = *std::move(media);
        } else if (name == "content-transfer-encoding" && !is_plain_transfer(lower_ascii(value)))
            return std::nullopt;
    }
    if (!has_disposition) return std::nullopt;
    return head;
}

Result<void> add_field(
    const std::string& name, std::string_view charset, std::string value, const FormLimits& limits, Parameters& fields
)
{
    if (fields.size() >= limits.fields) return fail(ErrorCode::too_large, "form: number of fields");
    if (value.size() > limits.value_bytes) return fail(ErrorCode::too_large, "form: length of a field");
    if (!charset.empty() && charset != "utf-8") return fail(ErrorCode::invalid_input, "form: charset");
    if (!is_utf8(value) || value.find('\0') != std::string::npos)
        return fail(ErrorCode::invalid_input, "form: encoding");
    fields.add(name, std::move(value));
    return {};
}

std::optional<HeaderParameters> parse_header_parameters(std::string_view text)
{
    HeaderParameters found;
    const auto first_end = text.find(';');
    found.value = trimmed(text.substr(0, first_end));
    if (found.value.empty()) return std::nullopt;
    text = first_end == std::string_view::npos ? std::string_view() : text.substr(first_end);
    while (!text.empty()) {
        if (text.front() != ';') return std::nullopt;
        text = skip_blanks(text.substr(1));
        if (text.empty()) break;
        const auto equals = text.find('=');
        if (equals == std::string_view::npos || equals == 0) return std::nullopt;
        std::string name = lower_ascii(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        std::string_view value;
        if (text.starts_with('"')) {
            const auto quote = text.find('"', 1);
            if (quote == std::string_view::npos) return std::nullopt;
            value = text.substr(1, quote - 1);
            text = skip_blanks(text.substr(quote + 1));
        } else {
            value = trimmed(text.substr(0, text.find(';')));
            text.remove_prefix(std::min(text.find(';'), text.size()));
        }
        if (found.parameters.has(name)) return std::nullopt;
        found.parameters.add(std::move(name), std::string(value));
    }
    return found;
}

Result<MultipartForm> parse_multipart(BytesView body, std::string_view boundary, const FormLimits& limits)
{
    const auto malformed = [] {
        return fail(ErrorCode::invalid_input, "form: parts");
    };
    if (!is_boundary(boundary)) return malformed();
    const std::string delimiter = "\r\n--" + std::string(boundary);
    const auto first_line = std::string_view(delimiter).substr(2);
    std::string_view rest = text_of(body);
    if (!rest.starts_with(first_line)) return malformed();
    rest.remove_prefix(first_line.size());

    MultipartForm form;
    while (!rest.starts_with("--")) {
        if (!rest.starts_with("\r\n")) return malformed();
        rest.remove_prefix(2);
        const auto head_end = rest.substr(0, longest_part_head).find("\r\n\r\n");
        if (head_end == std::string_view::npos) return malformed();
        const auto head = read_part_head(rest.substr(0, head_end));
        if (!head) return malformed();
        rest.remove_prefix(head_end + 4);
        const auto content_end = rest.find(delimiter);
        if (content_end == std::string_view::npos) return malformed();
        const auto added = add_part(*head, rest.substr(0, content_end), limits, form);
        if (!added) return added.error();
        rest.remove_prefix(content_end + delimiter.size());
    }
    rest.remove_prefix(2);
    if (!rest.empty() && rest != "\r\n") return malformed();
    return form;
}

}  // namespace panoh::web
