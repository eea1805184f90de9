// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/rules.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"
#include "modules/files/media.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::files {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 200;

std::uint64_t number_at(const json::object& object, std::string_view member)
{
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_int64() && value->get_int64() > 0
               ? static_cast<std::uint64_t>(value->get_int64())
               : 0;
}

/// What stands in `file`: one entry with id, name, length, media type and key.
const json::object* file_entry(const json::object& content)
{
    const json::value* value = content.if_contains("file");
    const json::array* entries = value == nullptr ? nullptr : value->if_array();
    return entries == nullptr || entries->empty() ? nullptr : entries->front().if_object();
}

std::optional<vault::BlobKey> blob_in(const json::object& entry)
{
    const auto id = BlobId::parse(text_at(entry, "blob"));
    auto bytes = from_hex(text_at(entry, "key"));
    if (!id || !bytes) return std::nullopt;
    auto key = crypto::SecretKey::from(*bytes);
    std::fill(bytes->begin(), bytes->end(), std::uint8_t{0});
    if (!key) return std::nullopt;
    return vault::BlobKey{*id, std::move(*key)};
}

/// At most so many bytes, never in the middle of a letter.
std::string_view cut(std::string_view text, std::size_t most)
{
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

}  // namespace

bool is_attachment(const forms::RecordType& type) noexcept
{
    return type.words() == model_type;
}

const forms::RecordType*
attachment_type(const forms::Schema& schema, forms::FileKind file, forms::Compartment compartment)
{
    for (const auto& [name, type] : schema.types) {
        if (is_attachment(type) && type.file == file && type.compartment == compartment) return &type;
    }
    return nullptr;
}

std::vector<const forms::RecordType*> attachment_types(const forms::Schema& schema, forms::FileKind file)
{
    std::vector<const forms::RecordType*> found;
    for (const auto& [name, type] : schema.types) {
        if (is_attachment(type) && type.file == file) found.push_back(&type);
    }
    std::ranges::sort(found, {}, &forms::RecordType::compartment);
    return found;
}

std::string attachment_number(std::string_view file_number, forms::Compartment compartment, std::size_t earlier)
{
    return fmt::format("{}-{}{:02}", file_number, static_cast<int>(compartment), earlier + 1);
}

std::string name_from_file(std::string_view file_name)
{
    std::string_view name = trimmed(file_name);
    const auto dot = name.find_last_of('.');
    if (dot != std::string_view::npos && dot > 0) name = name.substr(0, dot);
    return std::string(cut(name, longest_name));
}

void complete(
    json::object& coded,
    json::object& content,
    const vault::Upload& upload,
    std::string_view media_type,
    std::string number,
    const RecordId& about
)
{
    const auto size = static_cast<std::int64_t>(upload.summary.size);
    coded["number"] = std::move(number);
    coded["media_type"] = media_type;
    coded["size"] = size;
    coded["sha256"] = to_hex(upload.summary.sha256);
    if (!about.is_none()) coded["about"] = about.text();
    const std::string& file_name = upload.name.reveal();
    if (text_at(content, "name").empty()) {
        const std::string name = name_from_file(file_name);
        if (!name.empty()) content["name"] = name;
    }
    content["file"] = json::array{json::object{
        {"blob", upload.id.text()},
        {"name", file_name},
        {"size", size},
        {"type", media_type},
        {"key", to_hex(upload.key.view())},
    }};
}

Attachment attachment_of(const vault::Record& record)
{
    const json::object& content = record.content.reveal();
    Attachment made;
    made.record = record.id;
    made.file = record.file;
    made.type = record.type;
    made.compartment = record.compartment;
    made.revision = record.revision;
    made.removed = record.removed;
    made.number = text_at(record.coded, "number");
    made.kind = text_at(record.coded, "kind");
    made.received_on = text_at(record.coded, "received_on");
    made.media_type = text_at(record.coded, "media_type");
    made.size = number_at(record.coded, "size");
    made.sha256 = text_at(record.coded, "sha256");
    made.about = RecordId::parse(text_at(record.coded, "about")).value_or(RecordId{});
    const json::value* delicate = record.coded.if_contains("delicate");
    made.delicate = delicate != nullptr && delicate->is_bool() && delicate->get_bool();
    made.name = Sensitive<std::string>(text_at(content, "name"));
    if (const json::object* entry = file_entry(content)) {
        made.file_name = Sensitive<std::string>(text_at(*entry, "name"));
        made.blob = blob_in(*entry);
    }
    made.author = record.author;
    made.written_at = record.written_at;
    return made;
}

bool is_closed(const Attachment& attachment) noexcept
{
    return attachment.delicate || preview_of(attachment.media_type) == Preview::picture
           || attachment.kind == "photograph";
}

std::string download_name(const Attachment& attachment)
{
    return attachment.number + std::string(extension_of(attachment.media_type));
}

}  // namespace panoh::files
