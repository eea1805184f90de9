// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/value_text.hpp"

#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/packs.hpp"
#include "forms/typed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace panoh::web {

namespace {

namespace json = boost::json;
using forms::Field;
using forms::FieldKind;

std::string member(const json::value& value, std::string_view name)
{
    const json::object* object = value.if_object();
    const json::value* found = object == nullptr ? nullptr : object->if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::string text_of(const json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

int decimals_of(std::string_view decimal)
{
    const auto point = decimal.find('.');
    return point == std::string_view::npos ? 0 : static_cast<int>(decimal.size() - point - 1);
}

std::string number_text(const PageContext& context, const json::value& value)
{
    if (value.is_int64()) return context.translator().number(value.get_int64());
    if (!value.is_double()) return {};
    std::string digits = fmt::format("{:.6f}", value.get_double());
    while (digits.ends_with('0'))
        digits.pop_back();
    return context.translator().number(value.get_double(), decimals_of(digits));
}

/// A stored decimal with all its decimals, which are part of a sum: "1,250.50".
std::string decimal_text(const PageContext& context, std::string_view decimal)
{
    const auto point = std::min(decimal.find('.'), decimal.size());
    std::int64_t whole = 0;
    const auto read = std::from_chars(decimal.data(), decimal.data() + point, whole);
    if (read.ec != std::errc() || read.ptr != decimal.data() + point) return std::string(decimal);
    std::string text = context.translator().number(whole);
    if (whole == 0 && decimal.starts_with('-')) text.insert(0, "-");
    if (point == decimal.size()) return text;
    const std::string sample = context.translator().number(1.5, 1);
    return text + sample.substr(1, sample.size() - 2) + std::string(decimal.substr(point + 1));
}

std::string money_text(const PageContext& context, const json::value& value)
{
    const std::string amount = decimal_text(context, member(value, "amount"));
    return amount + " " + context.code_label("currencies", member(value, "currency"));
}

std::string moment_text(const PageContext& context, const std::string& moment)
{
    const auto parts = forms::moment_parts(moment, context.services().zone);
    const auto day = parts ? forms::parse_iso_day(parts->first) : std::nullopt;
    return day ? context.translator().day(*day) + " " + parts->second : moment;
}

std::string duration_text(const PageContext& context, const std::string& duration)
{
    const auto parts = forms::duration_parts(duration);
    std::int64_t count = 0;
    if (!parts) return duration;
    std::from_chars(parts->first.data(), parts->first.data() + parts->first.size(), count);
    const auto say = [&](MessageId id) {
        return context.text(id, {{"count", count}});
    };
    switch (parts->second) {
    case forms::DurationUnit::minutes:
        return say(msg("pages.duration.minutes"));
    case forms::DurationUnit::hours:
        return say(msg("pages.duration.hours"));
    case forms::DurationUnit::days:
        return say(msg("pages.duration.days"));
    case forms::DurationUnit::weeks:
        return say(msg("pages.duration.weeks"));
    case forms::DurationUnit::months:
        return say(msg("pages.duration.months"));
    case forms::DurationUnit::years:
        break;
    }
    return say(msg("pages.duration.years"));
}

/// Staff and members by name; records of a file by what they are.
std::string ref_text(const PageContext& context, const Field& field, const std::string& id)
{
    if (field.to == "user") return context.user_name(UserId::parse(id).value_or(UserId{})).reveal();
    if (field.to == "organisation")
        return context.organisation_name(OrganisationId::parse(id).value_or(OrganisationId{}));
    const MessageId label("type." + field.to + ".label");
    return context.translator().has(label) ? context.text(label) : context.text(msg("pages.value.entry"));
}

std::string attachment_text(const PageContext& context, const json::value& value)
{
    constexpr std::int64_t bytes_of_a_kilobyte = 1000;
    const json::object* object = value.if_object();
    const json::value* size = object == nullptr ? nullptr : object->if_contains("size");
    const std::int64_t bytes = size != nullptr && size->is_int64() ? size->get_int64() : 0;
    const std::int64_t kilobytes = (bytes + bytes_of_a_kilobyte - 1) / bytes_of_a_kilobyte;
    return context.text(msg("pages.value.file"), {{"name", member(value, "name")}, {"size", kilobytes}});
}

std::string place_text(const PageContext& context, const json::value& value)
{
    const std::string region = context.code_label("body_regions", member(value, "region"));
    const std::string side = member(value, "side");
    if (side.empty()) return region;
    return context.text(
        msg("pages.value.place"), {{"region", region}, {"side", context.text(forms::side_message(side))}}
    );
}

std::string row_text(const PageContext& context, const Field& field, const json::value& value)
{
    std::string text;
    const json::object* row = value.if_object();
    if (row == nullptr) return text;
    for (const Field& column : field.rows) {
        const forms::Answer answer = forms::answer_of(*row, column.name);
        if (answer.value.is_null() && !answer.why) continue;
        text += (text.empty() ? "" : " · ") + answer_text(context, &column, answer);
    }
    return text;
}

/// Each element in words, as a list in the reader's language.
template <class InWords>
std::string list_text(const PageContext& context, const json::value& value, InWords in_words)
{
    std::vector<std::string> words;
    if (!value.is_array()) return {};
    for (const json::value& each : value.get_array())
        words.push_back(in_words(each));
    return context.translator().list(words);
}

std::string list_kind_text(const PageContext& context, const Field& field, const json::value& value)
{
    return list_text(context, value, [&](const json::value& each) -> std::string {
        if (field.kind == FieldKind::codes) return context.code_label(field.list, text_of(each));
        if (field.kind == FieldKind::name) return each.is_object() ? name_text(each.get_object()) : std::string();
        if (field.kind == FieldKind::attachment) return attachment_text(context, each);
        if (field.kind == FieldKind::body_location) return place_text(context, each);
        return row_text(context, field, each);
    });
}

}  // namespace

std::string
field_label(const PageContext& context, const forms::RecordType& type, std::string_view field, std::string_view column)
{
    const MessageId id = forms::field_message(type.words(), field, column);
    if (context.translator().has(id)) return context.text(id);
    return context.text(msg("pages.field.former"), {{"name", std::string(column.empty() ? field : column)}});
}

std::string name_text(const json::object& name)
{
    std::string text;
    for (const std::string_view part : {"given", "patronymic", "family", "other"}) {
        const json::value* word = name.if_contains(part);
        if (word == nullptr || !word->is_string()) continue;
        text += (text.empty() ? "" : " ") + std::string(word->get_string());
    }
    return text;
}

std::string value_text(const PageContext& context, const Field& field, const json::value& value)
{
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::time:
    case FieldKind::phone:
        return text_of(value);
    case FieldKind::number:
        return number_text(context, value);
    case FieldKind::money:
        return money_text(context, value);
    case FieldKind::code:
        return context.code_label(field.list, text_of(value));
    case FieldKind::language:
    case FieldKind::country:
    case FieldKind::region:
        return context.code_label(forms::implied_list(field.kind), text_of(value));
    case FieldKind::date:
        return context.translator().date(text_of(value));
    case FieldKind::moment:
        return moment_text(context, text_of(value));
    case FieldKind::duration:
        return duration_text(context, text_of(value));
    case FieldKind::yes_no:
        return context.text(value.is_bool() && value.get_bool() ? msg("pages.yes") : msg("pages.no"));
    case FieldKind::ref:
        return ref_text(context, field, text_of(value));
    case FieldKind::codes:
    case FieldKind::name:
    case FieldKind::attachment:
    case FieldKind::body_location:
    case FieldKind::rows:
        break;
    }
    return list_kind_text(context, field, value);
}

std::string answer_text(const PageContext& context, const Field* field, const forms::Answer& answer)
{
    if (answer.why) return context.text(forms::label_of(*answer.why));
    if (answer.value.is_null()) return context.text(msg("pages.value.none"));
    if (field != nullptr) return value_text(context, *field, answer.value);
    return answer.value.is_string() ? text_of(answer.value) : json::serialize(answer.value);
}

bool is_short(const Field& field)
{
    const bool has_entries = field.kind == FieldKind::rows || field.kind == FieldKind::attachment
                             || field.kind == FieldKind::name || field.kind == FieldKind::body_location;
    return !has_entries && (field.kind != FieldKind::text || field.lines <= 1);
}

}  // namespace panoh::web
