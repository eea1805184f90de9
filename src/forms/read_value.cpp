// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/read_value.hpp"

#include "base/id.hpp"
#include "base/text.hpp"
#include "forms/numbers.hpp"
#include "forms/packs.hpp"
#include "forms/typed.hpp"

#include <algorithm>
#include <cmath>

namespace panoh::forms {

namespace {

namespace json = boost::json;

constexpr int default_length = 20'000;
constexpr std::size_t most_codes = 200;
constexpr std::size_t short_text = 100;

/// A decimal as JSON: whole numbers as integers.
json::value number_of(std::string_view decimal)
{
    const double number = parse_decimal(decimal).value_or(0);
    if (std::trunc(number) < number || std::trunc(number) > number) return number;
    return static_cast<std::int64_t>(number);
}

/// Whether a text stands anywhere in a value.
bool holds_text(const json::value& value, std::string_view text)
{
    if (value.is_string()) return value.get_string() == text;
    if (value.is_array()) {
        return std::ranges::any_of(value.get_array(), [&](const json::value& one) { return holds_text(one, text); });
    }
    if (!value.is_object()) return false;
    return std::ranges::any_of(value.get_object(), [&](const auto& member) {
        return holds_text(member.value(), text);
    });
}

bool is_currency(std::string_view text)
{
    return text.size() == 3 && std::ranges::all_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

}  // namespace

FormProblem ValueReader::problem(
    MessageId id, std::string_view part, std::vector<std::pair<std::string, MessageArgument>> arguments
) const
{
    const std::string& type = sources_.type.words();
    const MessageId label =
        place_.rows == nullptr ? field_message(type, field_.name) : field_message(type, place_.rows->name, field_.name);
    arguments.emplace_back("label", label);
    return {place_.input + std::string(part), {std::move(id), std::move(arguments)}};
}

void ValueReader::refuse(MessageId id, std::string_view part)
{
    problems_.push_back(problem(std::move(id), part));
}

void ValueReader::refuse_with(
    MessageId id, std::vector<std::pair<std::string, MessageArgument>> arguments, std::string_view part
)
{
    problems_.push_back(problem(std::move(id), part, std::move(arguments)));
}

bool ValueReader::is_offered(std::string_view list, std::string_view code) const
{
    const CodeList* codes = sources_.schema.list(list);
    const Code* found = codes == nullptr ? nullptr : codes->find(code);
    if (found == nullptr) return false;
    return !found->retired || (place_.previous != nullptr && holds_text(*place_.previous, code));
}

std::string ValueReader::taken(std::string_view part, std::size_t most_characters)
{
    std::string answer;
    for (const std::string_view typed : sources_.submission.all(place_.input + std::string(part))) {
        const auto text = normalised(typed);
        if (!text) {
            refuse(msg("forms.error.characters"), part);
            return {};
        }
        if (text->empty() || *text == answer) continue;
        if (!answer.empty()) {
            refuse(msg("forms.error.one_answer"), part);
            return {};
        }
        answer = *text;
    }
    if (const std::size_t length = length_of(answer); length > most_characters) {
        refuse_with(
            msg("forms.error.too_long"),
            {{"length", static_cast<std::int64_t>(length)}, {"limit", static_cast<std::int64_t>(most_characters)}},
            part
        );
        return {};
    }
    return answer;
}

Reading ValueReader::read()
{
    Reading reading;
    reading.value = read_kind();
    read_why(reading);
    reading.problems = std::move(problems_);
    if (!reading.problems.empty()) {
        reading.value.reset();
        reading.why.reset();
    }
    return reading;
}

void ValueReader::read_why(Reading& reading)
{
    std::string why = taken(".why", short_text);
    if (field_.kind == FieldKind::date
        && trimmed(sources_.submission.first(place_.input + ".precision")) == "unknown") {
        if (!why.empty() && why != "unknown") return refuse(msg("forms.error.one_answer"), ".why");
        why = "unknown";
    }
    if (why.empty() || !problems_.empty()) return;
    const auto missing = missing_named(why);
    if (!missing || !field_.can_be_missing) return refuse(msg("forms.error.choice"), ".why");
    if (reading.value) return refuse(msg("forms.error.answered_and_missing"));
    reading.why = missing;
}

ValueReader::OptionalJson ValueReader::read_kind()
{
    switch (field_.kind) {
    case FieldKind::text:
        return read_text();
    case FieldKind::number:
        return read_number();
    case FieldKind::money:
        return read_money();
    case FieldKind::code:
        return read_code(field_.list);
    case FieldKind::language:
    case FieldKind::country:
    case FieldKind::region:
        return read_code(implied_list(field_.kind));
    case FieldKind::codes:
        return read_codes();
    case FieldKind::date:
        return read_date();
    case FieldKind::time: {
        const std::string text = taken("", short_text);
        if (text.empty()) return std::nullopt;
        const auto time = time_of(text);
        if (!time) refuse(time.error().message.id);
        return time ? OptionalJson(*time) : std::nullopt;
    }
    case FieldKind::moment:
        return read_moment();
    case FieldKind::duration:
        return read_duration();
    case FieldKind::yes_no:
        return read_yes_no();
    case FieldKind::phone:
        return read_phone();
    case FieldKind::ref:
        return read_ref();
    case FieldKind::name:
        return read_names();
    case FieldKind::attachment:
        return read_attachments();
    case FieldKind::body_location:
        return read_body_locations();
    case FieldKind::rows:
        break;
    }
    return read_rows();
}

ValueReader::OptionalJson ValueReader::read_text()
{
    const auto limit = static_cast<std::size_t>(field_.max_length > 0 ? field_.max_length : default_length);
    const std::string text = taken("", limit);
    if (text.empty()) return std::nullopt;
    if (field_.lines == 1 && text.find('\n') != std::string::npos) refuse(msg("forms.error.one_line"));
    return json::value(text);
}

ValueReader::OptionalJson ValueReader::in_limits(double number, json::value value, std::string_view part)
{
    if (field_.least && number < *field_.least) {
        refuse_with(msg("forms.error.number_least"), {{"least", *field_.least}}, part);
    }
    if (field_.most && number > *field_.most) {
        refuse_with(msg("forms.error.number_most"), {{"most", *field_.most}}, part);
    }
    return value;
}

ValueReader::OptionalJson ValueReader::read_number()
{
    const std::string text = taken("", short_text);
    if (text.empty()) return std::nullopt;
    const auto decimal = decimal_of(text);
    if (!decimal) {
        refuse(decimal.error().message.id);
        return std::nullopt;
    }
    const json::value number = number_of(*decimal);
    return in_limits(number.to_number<double>(), number, "");
}

ValueReader::OptionalJson ValueReader::read_money()
{
    const std::string amount = taken(".amount", short_text);
    const std::string currency = taken(".currency", short_text);
    if (amount.empty()) return std::nullopt;
    const auto decimal = decimal_of(amount);
    if (!decimal) refuse(decimal.error().message.id, ".amount");
    const bool listed = sources_.schema.list("currencies") == nullptr || is_offered("currencies", currency);
    if (!is_currency(currency) || !listed) refuse(msg("forms.error.currency"), ".currency");
    if (!decimal) return std::nullopt;
    return in_limits(
        number_of(*decimal).to_number<double>(), json::object{{"amount", *decimal}, {"currency", currency}}, ".amount"
    );
}

ValueReader::OptionalJson ValueReader::read_code(std::string_view list)
{
    const std::string code = taken("", short_text);
    if (code.empty()) return std::nullopt;
    if (!is_offered(list, code)) refuse(msg("forms.error.choice"));
    return json::value(code);
}

ValueReader::OptionalJson ValueReader::read_codes()
{
    json::array codes;
    for (const std::string_view sent : sources_.submission.all(place_.input)) {
        const std::string_view code = trimmed(sent);
        if (code.empty() || holds_text(codes, code)) continue;
        if (!is_offered(field_.list, code)) {
            refuse(msg("forms.error.choice"));
            return std::nullopt;
        }
        codes.emplace_back(code);
    }
    if (codes.size() > most_codes) {
        refuse_with(msg("forms.error.too_many"), {{"limit", static_cast<std::int64_t>(most_codes)}});
    }
    return codes.empty() ? std::nullopt : OptionalJson(std::move(codes));
}

ValueReader::OptionalJson ValueReader::read_date()
{
    DateParts parts;
    parts.day = taken(".day", short_text);
    parts.month = taken(".month", short_text);
    parts.year = taken(".year", short_text);
    parts.until_day = taken(".until.day", short_text);
    parts.until_month = taken(".until.month", short_text);
    parts.until_year = taken(".until.year", short_text);
    const std::string precision = taken(".precision", short_text);
    if (parts.blank() || !problems_.empty()) return std::nullopt;
    const auto named = precision_named(precision);
    if (!precision.empty() && !named) {
        refuse(msg("forms.error.choice"), ".precision");
        return std::nullopt;
    }
    parts.precision = named.value_or(Precision::exact);
    const auto edtf = edtf_of(parts);
    if (!edtf) {
        refuse(edtf.error().message.id);
        return std::nullopt;
    }
    return json::value(*edtf);
}

ValueReader::OptionalJson ValueReader::read_duration()
{
    const std::string amount = taken(".amount", short_text);
    const std::string unit = taken(".unit", short_text);
    if (amount.empty()) return std::nullopt;
    const auto duration = duration_of(amount, unit);
    if (!duration) refuse(duration.error().message.id, ".amount");
    return duration ? OptionalJson(*duration) : std::nullopt;
}

ValueReader::OptionalJson ValueReader::read_moment()
{
    const std::string date = taken(".date", short_text);
    const std::string time = taken(".time", short_text);
    if ((date.empty() && time.empty()) || !problems_.empty()) return std::nullopt;
    if (date.empty() || time.empty()) {
        refuse(msg("forms.error.moment"), date.empty() ? ".date" : ".time");
        return std::nullopt;
    }
    const auto moment = moment_of(date, time, sources_.context.zone);
    if (!moment)
        refuse(moment.error().message.id, moment.error().message.id == msg("forms.error.time") ? ".time" : ".date");
    return moment ? OptionalJson(*moment) : std::nullopt;
}

ValueReader::OptionalJson ValueReader::read_yes_no()
{
    const std::string answer = taken("", short_text);
    if (answer.empty()) return std::nullopt;
    if (answer != "yes" && answer != "no") refuse(msg("forms.error.choice"));
    return answer == "yes";
}

ValueReader::OptionalJson ValueReader::read_phone()
{
    const std::string phone = taken("", short_text);
    if (phone.empty()) return std::nullopt;
    if (!is_phone(phone)) refuse(msg("forms.error.phone"));
    return json::value(phone);
}

ValueReader::OptionalJson ValueReader::read_ref()
{
    const std::string text = taken("", short_text);
    if (text.empty()) return std::nullopt;
    const auto id = RecordId::parse(text);
    if (!id || id->text() != text) {
        refuse(msg("forms.error.choice"));
    } else if (sources_.context.exists && !sources_.context.exists(field_, text)) {
        refuse(msg("forms.error.not_there"));
    }
    return json::value(text);
}

}  // namespace panoh::forms
