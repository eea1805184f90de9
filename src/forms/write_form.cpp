// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/typed.hpp"
#include "forms/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <charconv>

namespace panoh::forms {

namespace {

namespace json = boost::json;

std::string text_of(const json::value& value)
{
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_int64()) return std::to_string(value.get_int64());
    if (value.is_bool()) return value.get_bool() ? "yes" : "no";
    if (!value.is_double()) return {};
    std::array<char, 400> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), value.get_double(), std::chars_format::fixed);
    return {digits.data(), written.ptr};
}

/// Puts the inputs of fields under a prefix.
class FormWriter {
public:
    FormWriter(Submission& submission, std::string_view zone)
        : submission_(submission)
        , zone_(zone)
    {}

    void write_fields(const std::vector<Field>& fields, const json::object& values, const std::string& prefix);

private:
    void write_value(const Field& field, const json::value& value, const std::string& input);
    void write_date(std::string_view edtf, const std::string& input);
    void
    write_members(const json::value& value, const std::string& input, std::initializer_list<std::string_view> names);
    void write_entries(const Field& field, const json::array& entries, const std::string& input);
    void add(std::string name, std::string text)
    {
        if (!text.empty()) submission_.add(std::move(name), std::move(text));
    }

    Submission& submission_;
    std::string_view zone_;
};

void FormWriter::write_fields(const std::vector<Field>& fields, const json::object& values, const std::string& prefix)
{
    for (const Field& field : fields) {
        if (field.derived) continue;
        const std::string input = prefix + field.name;
        if (const json::value* value = values.if_contains(field.name)) write_value(field, *value, input);
        if (const json::value* why = values.if_contains(field.name + "__why")) add(input + ".why", text_of(*why));
    }
}

void FormWriter::write_date(std::string_view edtf, const std::string& input)
{
    const DateParts parts = parts_of(edtf);
    add(input + ".day", parts.day);
    add(input + ".month", parts.month);
    add(input + ".year", parts.year);
    add(input + ".precision", std::string(name_of(parts.precision)));
    add(input + ".until.day", parts.until_day);
    add(input + ".until.month", parts.until_month);
    add(input + ".until.year", parts.until_year);
}

void FormWriter::write_members(
    const json::value& value, const std::string& input, std::initializer_list<std::string_view> names
)
{
    const json::object* object = value.if_object();
    if (object == nullptr) return;
    for (const std::string_view name : names) {
        if (const json::value* member = object->if_contains(name)) {
            add(input + "." + std::string(name), text_of(*member));
        }
    }
}

void FormWriter::write_entries(const Field& field, const json::array& entries, const std::string& input)
{
    for (std::size_t at = 0; at < entries.size(); ++at) {
        const std::string entry = input + "." + std::to_string(at);
        if (field.kind == FieldKind::name) {
            write_members(entries[at], entry, {"kind", "given", "family", "patronymic", "other"});
        } else if (field.kind == FieldKind::body_location) {
            write_members(entries[at], entry, {"region", "side"});
        } else if (field.kind == FieldKind::attachment) {
            write_members(entries[at], entry, {"blob", "name", "size", "type"});
        } else if (field.kind == FieldKind::codes) {
            add(input, text_of(entries[at]));
        } else if (entries[at].is_object()) {
            write_fields(field.rows, entries[at].get_object(), entry + ".");
        }
    }
}

void FormWriter::write_value(const Field& field, const json::value& value, const std::string& input)
{
    if (value.is_array()) return write_entries(field, value.get_array(), input);
    if (field.kind == FieldKind::money) return write_members(value, input, {"amount", "currency"});
    const std::string text = text_of(value);
    if (field.kind == FieldKind::date) return write_date(text, input);
    if (field.kind == FieldKind::duration) {
        if (const auto parts = duration_parts(text)) {
            add(input + ".amount", parts->first);
            add(input + ".unit", std::string(name_of(parts->second)));
        }
        return;
    }
    if (field.kind == FieldKind::moment) {
        if (const auto parts = moment_parts(text, zone_)) {
            add(input + ".date", parts->first);
            add(input + ".time", parts->second);
        }
        return;
    }
    add(input, text);
}

}  // namespace

Submission to_submission(const RecordType& type, const json::object& merged, std::string_view zone)
{
    Submission submission;
    FormWriter(submission, zone).write_fields(type.fields, merged, "");
    return submission;
}

}  // namespace panoh::forms
