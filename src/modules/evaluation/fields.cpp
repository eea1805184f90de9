// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/fields.hpp"

#include "base/text.hpp"

#include <charconv>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

const json::value* value_of(const vault::Record& record, std::string_view field)
{
    const json::value* value = record.coded.if_contains(field);
    return value != nullptr ? value : record.content.reveal().if_contains(field);
}

}  // namespace

std::optional<std::int64_t> number_in(const json::object& object, std::string_view field)
{
    const json::value* value = object.if_contains(field);
    if (value == nullptr) return std::nullopt;
    if (value->is_int64()) return value->get_int64();
    if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
    if (value->is_double()) return static_cast<std::int64_t>(value->get_double());
    if (!value->is_string()) return std::nullopt;
    const std::string_view text = value->get_string();
    std::int64_t number = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    return number;
}

std::int64_t number_of(const vault::Record& record)
{
    return number_in(record.coded, "number").value_or(0);
}

std::string text_of(const vault::Record& record, std::string_view field)
{
    const json::value* value = value_of(record, field);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool has(const vault::Record& record, std::string_view field)
{
    const json::value* value = value_of(record, field);
    if (value == nullptr || value->is_null()) return false;
    if (value->is_string()) return !trimmed(std::string_view(value->get_string())).empty();
    if (value->is_array()) return !value->get_array().empty();
    if (value->is_object()) return !value->get_object().empty();
    return true;
}

std::optional<bool> yes_no(const vault::Record& record, std::string_view field)
{
    const json::value* value = value_of(record, field);
    if (value == nullptr || !value->is_bool()) return std::nullopt;
    return value->get_bool();
}

json::array rows_of(const vault::Record& record, std::string_view field)
{
    const json::value* value = value_of(record, field);
    return value != nullptr && value->is_array() ? value->get_array() : json::array{};
}

}  // namespace panoh::evaluation
