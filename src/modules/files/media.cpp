// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/media.hpp"

#include "base/text.hpp"

#include <array>

namespace panoh::files {

namespace {

constexpr std::string_view unknown = "application/octet-stream";
constexpr std::string_view word_file = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view excel_file = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view open_text = "application/vnd.oasis.opendocument.text";
constexpr std::string_view open_sheet = "application/vnd.oasis.opendocument.spreadsheet";

struct Kind {
    std::string_view media_type;
    std::string_view extension;
};

constexpr std::array kinds{
    Kind{"image/jpeg", ".jpg"},      Kind{"image/png", ".png"},         Kind{"image/gif", ".gif"},
    Kind{"image/webp", ".webp"},     Kind{"image/tiff", ".tif"},        Kind{"image/heic", ".heic"},
    Kind{"image/avif", ".avif"},     Kind{"image/bmp", ".bmp"},         Kind{"application/pdf", ".pdf"},
    Kind{"text/plain", ".txt"},      Kind{"application/json", ".json"}, Kind{"application/rtf", ".rtf"},
    Kind{"application/zip", ".zip"}, Kind{word_file, ".docx"},          Kind{excel_file, ".xlsx"},
    Kind{open_text, ".odt"},         Kind{open_sheet, ".ods"},          Kind{"application/x-ole-storage", ".doc"},
    Kind{"audio/mpeg", ".mp3"},      Kind{"audio/ogg", ".ogg"},         Kind{"audio/wav", ".wav"},
    Kind{"audio/flac", ".flac"},     Kind{"audio/amr", ".amr"},         Kind{"audio/mp4", ".m4a"},
    Kind{"video/mp4", ".mp4"},       Kind{"video/quicktime", ".mov"},   Kind{"video/3gpp", ".3gp"},
    Kind{"video/webm", ".webm"},     Kind{"video/x-msvideo", ".avi"},
};

/// Where bytes stand that belong to one kind of file alone.
struct Mark {
    std::size_t at;
    std::string_view bytes;
    std::string_view media_type;
};

using namespace std::string_view_literals;
constexpr std::array marks{
    Mark{0, "\xFF\xD8\xFF"sv, "image/jpeg"},
    Mark{0, "\x89PNG\r\n\x1A\n"sv, "image/png"},
    Mark{0, "GIF87a"sv, "image/gif"},
    Mark{0, "GIF89a"sv, "image/gif"},
    Mark{8, "WEBP"sv, "image/webp"},
    Mark{0, "II*\0"sv, "image/tiff"},
    Mark{0, "MM\0*"sv, "image/tiff"},
    Mark{0, "BM"sv, "image/bmp"},
    Mark{0, "%PDF-"sv, "application/pdf"},
    Mark{0, "{\\rtf"sv, "application/rtf"},
    Mark{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "application/x-ole-storage"},
    Mark{0, "ID3"sv, "audio/mpeg"},
    Mark{0, "\xFF\xFB"sv, "audio/mpeg"},
    Mark{0, "\xFF\xF3"sv, "audio/mpeg"},
    Mark{0, "OggS"sv, "audio/ogg"},
    Mark{8, "WAVE"sv, "audio/wav"},
    Mark{8, "AVI "sv, "video/x-msvideo"},
    Mark{0, "fLaC"sv, "audio/flac"},
    Mark{0, "#!AMR"sv, "audio/amr"},
    Mark{0, "\x1A\x45\xDF\xA3"sv, "video/webm"},
    Mark{4, "ftypheic"sv, "image/heic"},
    Mark{4, "ftypheix"sv, "image/heic"},
    Mark{4, "ftypmif1"sv, "image/heic"},
    Mark{4, "ftypavif"sv, "image/avif"},
    Mark{4, "ftypM4A"sv, "audio/mp4"},
    Mark{4, "ftyp3g"sv, "video/3gpp"},
    Mark{4, "ftypqt"sv, "video/quicktime"},
    Mark{4, "ftyp"sv, "video/mp4"},
};

bool has(std::string_view text, std::size_t at, std::string_view wanted) noexcept
{
    return text.size() >= at + wanted.size() && text.substr(at, wanted.size()) == wanted;
}

/// Office files are archives; what is packed first, or named near the start, says which.
std::string_view archive_type(std::string_view text) noexcept
{
    constexpr std::string_view opendocument = "mimetypeapplication/vnd.oasis.opendocument.";
    const auto open_at = text.find(opendocument);
    if (open_at != std::string_view::npos) {
        return has(text, open_at + opendocument.size(), "spreadsheet") ? open_sheet : open_text;
    }
    if (text.find("word/") != std::string_view::npos) return word_file;
    if (text.find("xl/") != std::string_view::npos) return excel_file;
    return "application/zip";
}

/// The start of a longer text may end in the middle of a letter.
bool is_text(std::string_view text) noexcept
{
    constexpr std::size_t longest_letter = 4;
    if (text.empty()) return false;
    for (std::size_t cut = 0; cut < longest_letter && cut < text.size(); ++cut) {
        if (is_plain_text(text.substr(0, text.size() - cut))) return cut == 0 || text.size() >= telling_bytes;
    }
    return false;
}

}  // namespace

std::string_view media_type_of(BytesView start) noexcept
{
    const std::string_view text = text_of(start.first(std::min(start.size(), telling_bytes)));
    if (has(text, 0, "PK\x03\x04")) return archive_type(text);
    for (const Mark& mark : marks) {
        if (has(text, mark.at, mark.bytes)) return mark.media_type;
    }
    return is_text(text) ? "text/plain" : unknown;
}

std::string_view extension_of(std::string_view media_type) noexcept
{
    for (const Kind& kind : kinds) {
        if (kind.media_type == media_type) return kind.extension;
    }
    return ".bin";
}

Preview preview_of(std::string_view media_type) noexcept
{
    if (media_type == "text/plain") return Preview::text;
    if (media_type == "application/pdf") return Preview::page;
    constexpr std::array pictures{
        "image/jpeg"sv, "image/png"sv, "image/gif"sv, "image/webp"sv, "image/tiff"sv, "image/heic"sv, "image/avif"sv};
    for (const std::string_view picture : pictures) {
        if (picture == media_type) return Preview::picture;
    }
    return Preview::none;
}

}  // namespace panoh::files
