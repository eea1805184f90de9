// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/request.hpp"

#include "modules/intake/types.hpp"

#include <algorithm>
#include <array>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 10> step_names{
    "who", "danger", "words", "where", "when", "needs", "reach", "keep", "files", "check"};

/// What another program could have put into a message is cut before it is kept.
constexpr std::size_t most_files = 20;
constexpr std::size_t longest_file_name = 255;
constexpr std::size_t digits_of_id = 32;
constexpr std::size_t digits_of_key = 64;

bool is_hexadecimal(std::string_view text, std::size_t digits)
{
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::optional<RequestFile> file_of(const json::object& object)
{
    RequestFile file{
        text_at(object, "id"), text_at(object, "key"), text_at(object, "name"), text_at(object, "type"), 0};
    const json::value* size = object.if_contains("size");
    if (size != nullptr && size->is_int64() && size->as_int64() > 0) {
        file.size = static_cast<std::uint64_t>(size->as_int64());
    }
    const bool fits = is_hexadecimal(file.id, digits_of_id) && is_hexadecimal(file.key, digits_of_key)
                      && file.name.size() <= longest_file_name && file.type.size() <= longest_file_name;
    return fits ? std::optional(std::move(file)) : std::nullopt;
}

}  // namespace

json::array files_json(const std::vector<RequestFile>& files)
{
    json::array made;
    for (const RequestFile& file : files) {
        made.push_back(json::object{
            {"id", file.id},
            {"key", file.key},
            {"name", file.name},
            {"type", file.type},
            {"size", static_cast<std::int64_t>(file.size)},
        });
    }
    return made;
}

std::vector<RequestFile> files_of(const json::value* array)
{
    std::vector<RequestFile> files;
    if (array == nullptr || !array->is_array()) return files;
    for (const json::value& each : array->as_array()) {
        auto file = each.is_object() ? file_of(each.as_object()) : std::nullopt;
        if (file && files.size() < most_files) files.push_back(std::move(*file));
    }
    return files;
}

Sensitive<std::string> to_text(const RequestForm& form)
{
    return Sensitive<std::string>(json::serialize(json::object{
        {"id", form.id},
        {"seed", form.seed},
        {"answers", form.answers},
        {"files", files_json(form.files)},
    }));
}

std::optional<RequestForm> request_form_of(const Sensitive<std::string>& text)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(text.reveal(), error);
    if (error || !parsed.is_object()) return std::nullopt;
    const json::object& object = parsed.as_object();
    RequestForm form{text_at(object, "id"), text_at(object, "seed"), {}, files_of(object.if_contains("files"))};
    const json::value* answers = object.if_contains("answers");
    if (answers == nullptr || !answers->is_object() || form.id.empty() || form.seed.empty()) return std::nullopt;
    form.answers = answers->as_object();
    return form;
}

std::string_view name_of(RequestStep step) noexcept
{
    return step_names[static_cast<std::size_t>(step)];
}

std::optional<RequestStep> request_step_named(std::string_view name) noexcept
{
    const auto found = std::find(step_names.begin(), step_names.end(), name);
    if (found == step_names.end()) return std::nullopt;
    return static_cast<RequestStep>(found - step_names.begin());
}

}  // namespace panoh::intake
