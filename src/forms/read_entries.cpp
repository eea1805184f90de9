// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/id.hpp"
#include "forms/numbers.hpp"
#include "forms/read_value.hpp"
#include "forms/typed.hpp"

#include <algorithm>

namespace panoh::forms {

namespace {

namespace json = boost::json;

constexpr std::size_t most_names = 20;
constexpr std::size_t most_places = 100;
constexpr std::size_t most_attachments = 50;
constexpr std::size_t most_rows = 200;
constexpr std::size_t name_length = 200;
constexpr std::size_t code_length = 64;
constexpr std::size_t file_name_length = 255;

std::string part_of(std::size_t index, std::string_view name)
{
    return "." + std::to_string(index) + "." + std::string(name);
}

}  // namespace

/// Reads each entry by its number; entries without an answer are none.
template <class ReadEntry>
ValueReader::OptionalJson ValueReader::read_entries(std::size_t most, ReadEntry&& read_entry)
{
    json::array entries;
    for (const std::size_t index : sources_.submission.indexes(place_.input)) {
        if (std::optional<json::object> entry = read_entry(index)) entries.push_back(std::move(*entry));
    }
    if (entries.size() > most) {
        refuse_with(msg("forms.error.too_many"), {{"limit", static_cast<std::int64_t>(most)}});
    }
    return entries.empty() ? std::nullopt : OptionalJson(std::move(entries));
}

std::optional<json::object> ValueReader::read_name(std::size_t index)
{
    json::object name;
    std::string letters;
    for (const std::string_view part : {"given", "family", "patronymic", "other"}) {
        const std::string text = taken(part_of(index, part), name_length);
        if (text.find('\n') != std::string::npos) refuse(msg("forms.error.one_line"), part_of(index, part));
        if (text.empty()) continue;
        name[part] = text;
        letters += text;
    }
    const std::string kind = taken(part_of(index, "kind"), code_length);
    if (name.empty()) return std::nullopt;
    if (!kind.empty()) {
        const bool listed = sources_.schema.list("name_kinds") == nullptr || is_offered("name_kinds", kind);
        if (!listed) refuse(msg("forms.error.choice"), part_of(index, "kind"));
        name["kind"] = kind;
    }
    name["script"] = script_of(letters);
    return name;
}

ValueReader::OptionalJson ValueReader::read_names()
{
    return read_entries(most_names, [this](std::size_t index) { return read_name(index); });
}

ValueReader::OptionalJson ValueReader::read_body_locations()
{
    return read_entries(most_places, [this](std::size_t index) -> std::optional<json::object> {
        const std::string region = taken(part_of(index, "region"), code_length);
        const std::string side = taken(part_of(index, "side"), code_length);
        if (region.empty() && side.empty()) return std::nullopt;
        if (!is_offered("body_regions", region)) refuse(msg("forms.error.choice"), part_of(index, "region"));
        if (!side.empty() && std::ranges::find(body_sides, side) == body_sides.end()) {
            refuse(msg("forms.error.choice"), part_of(index, "side"));
        }
        return json::object{{"region", region}, {"side", side}};
    });
}

std::optional<json::object> ValueReader::read_attachment(std::size_t index)
{
    const std::string blob = taken(part_of(index, "blob"), code_length);
    const std::string name = taken(part_of(index, "name"), file_name_length);
    const std::string size = taken(part_of(index, "size"), code_length);
    const std::string type = taken(part_of(index, "type"), code_length + code_length);
    if (blob.empty()) return std::nullopt;
    const auto id = BlobId::parse(blob);
    const auto bytes = parse_number<std::int64_t>(size);
    if (!id || id->text() != blob || !bytes || *bytes < 0 || name.find('\n') != std::string::npos) {
        refuse(msg("forms.error.attachment"), part_of(index, "blob"));
        return std::nullopt;
    }
    if (sources_.context.exists && !sources_.context.exists(field_, blob)) {
        refuse(msg("forms.error.not_there"), part_of(index, "blob"));
    }
    return json::object{{"blob", blob}, {"name", name}, {"size", *bytes}, {"type", type}};
}

ValueReader::OptionalJson ValueReader::read_attachments()
{
    return read_entries(most_attachments, [this](std::size_t index) { return read_attachment(index); });
}

ValueReader::OptionalJson ValueReader::read_rows()
{
    return read_entries(most_rows, [this](std::size_t index) {
        const FieldPlace row{place_.input + "." + std::to_string(index), place_.previous, &field_, place_.record};
        return read_fields(sources_, field_.rows, row, problems_);
    });
}

}  // namespace panoh::forms
