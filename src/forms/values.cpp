// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/values.hpp"

#include "forms/labels.hpp"
#include "forms/read_value.hpp"
#include "forms/typed.hpp"

#include <cmath>

namespace panoh::forms {

namespace {

namespace json = boost::json;

constexpr std::string_view why_suffix = "__why";

/// Settles the fields of a record or of one row, from top to bottom.
class FieldSettler {
public:
    FieldSettler(const ReadSources& sources, const std::vector<Field>& fields, const FieldPlace& place)
        : sources_(sources)
        , fields_(fields)
        , place_(place)
        , states_(fields.size())
    {}

    std::optional<json::object> run(std::vector<FormProblem>& problems);

private:
    struct State {
        Reading reading;
        bool relevant = true;
    };

    [[nodiscard]] bool in_row() const { return place_.rows != nullptr; }
    [[nodiscard]] bool is_asked(const Field& field) const;
    [[nodiscard]] ValueReader reader(const Field& field) const;
    [[nodiscard]] EvaluationContext context(const json::value* self) const;
    [[nodiscard]] const json::value* previous_of(const std::string& member) const;
    [[nodiscard]] bool row_is_blank();
    [[nodiscard]] bool has_new_text(const Field& field) const;
    void settle(const Field& field, State& state);
    void take_previous(const Field& field, Reading& reading) const;
    void calculate(const Field& field, Reading& reading) const;
    void check(const Field& field, State& state) const;

    const ReadSources& sources_;
    const std::vector<Field>& fields_;
    const FieldPlace& place_;
    std::vector<State> states_;
    json::object values_;
};

bool FieldSettler::is_asked(const Field& field) const
{
    return !field.derived && (in_row() || !sources_.context.asks || sources_.context.asks(field));
}

const json::value* FieldSettler::previous_of(const std::string& member) const
{
    return sources_.context.previous == nullptr ? nullptr : sources_.context.previous->if_contains(member);
}

ValueReader FieldSettler::reader(const Field& field) const
{
    if (in_row())
        return {sources_, field, {place_.input + "." + field.name, place_.previous, place_.rows, place_.record}};
    return {sources_, field, {field.name, previous_of(field.name), nullptr, &values_}};
}

EvaluationContext FieldSettler::context(const json::value* self) const
{
    if (in_row()) return {*place_.record, &values_, self, sources_.today};
    return {values_, nullptr, self, sources_.today};
}

bool FieldSettler::row_is_blank()
{
    bool blank = true;
    for (std::size_t at = 0; at < fields_.size(); ++at) {
        if (!is_asked(fields_[at])) continue;
        states_[at].reading = reader(fields_[at]).read();
        blank = blank && states_[at].reading.blank();
    }
    return blank;
}

void FieldSettler::take_previous(const Field& field, Reading& reading) const
{
    if (const json::value* value = previous_of(field.name)) reading.value = *value;
    const json::value* why = previous_of(field.name + std::string(why_suffix));
    if (why != nullptr && why->is_string()) reading.why = missing_named(why->get_string());
}

void FieldSettler::calculate(const Field& field, Reading& reading) const
{
    const Value value = field.calculate->evaluate(context(nullptr));
    if (const auto* truth = std::get_if<bool>(&value)) reading.value = *truth;
    if (const auto* date = std::get_if<DateValue>(&value)) reading.value = json::value(date->edtf);
    if (const auto* number = std::get_if<double>(&value)) {
        const bool whole = std::abs(*number) < 1e15 && std::abs(std::trunc(*number) - *number) <= 0.0;
        reading.value = whole ? json::value(static_cast<std::int64_t>(*number)) : json::value(*number);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        reading.value = json::value(*text);
        if (field.kind == FieldKind::code && !reader(field).is_offered(field.list, *text)) {
            reading.value.reset();
            reading.problems.push_back(reader(field).problem(msg("forms.error.choice")));
        }
    }
}

/// Whether somebody wrote something there, and not merely left what stood there before.
bool FieldSettler::has_new_text(const Field& field) const
{
    if (field.kind != FieldKind::text || field.calculate || in_row() || !is_asked(field)) return false;
    const Reading reading = reader(field).read();
    const json::value* before = previous_of(field.name);
    return !reading.blank() && (!reading.value || before == nullptr || *before != *reading.value);
}

void FieldSettler::settle(const Field& field, State& state)
{
    state.relevant = !field.relevant || field.relevant->holds(context(nullptr));
    if (!state.relevant) {
        state.reading = {};
        if (has_new_text(field)) state.reading.problems.push_back(reader(field).problem(msg("forms.error.not_asked")));
        return;
    }
    if (field.calculate) {
        calculate(field, state.reading);
    } else if (!is_asked(field)) {
        take_previous(field, state.reading);
    } else if (!in_row()) {
        state.reading = reader(field).read();
    }
    const Reading& reading = state.reading;
    if (reading.value) values_[field.name] = *reading.value;
    if (reading.why) values_[field.name + std::string(why_suffix)] = name_of(*reading.why);
}

void FieldSettler::check(const Field& field, State& state) const
{
    if (!state.relevant || !is_asked(field)) return;
    Reading& reading = state.reading;
    if (field.required && reading.blank())
        reading.problems.push_back(reader(field).problem(msg("forms.error.required")));
    if (!field.constraint || !reading.value || field.constraint->holds(context(values_.if_contains(field.name))))
        return;
    const MessageId id = in_row() ? field_message(sources_.type.words(), place_.rows->name, field.name, "constraint")
                                  : field_message(sources_.type.words(), field.name, {}, "constraint");
    reading.problems.push_back(reader(field).problem(id));
}

std::optional<json::object> FieldSettler::run(std::vector<FormProblem>& problems)
{
    if (in_row() && row_is_blank()) return std::nullopt;
    for (std::size_t at = 0; at < fields_.size(); ++at)
        settle(fields_[at], states_[at]);
    for (std::size_t at = 0; at < fields_.size(); ++at) {
        check(fields_[at], states_[at]);
        for (FormProblem& problem : states_[at].reading.problems)
            problems.push_back(std::move(problem));
    }
    return std::move(values_);
}

std::string_view field_of(std::string_view member)
{
    if (member.ends_with(why_suffix)) member.remove_suffix(why_suffix.size());
    return member;
}

}  // namespace

std::optional<json::object> read_fields(
    const ReadSources& sources,
    const std::vector<Field>& fields,
    const FieldPlace& place,
    std::vector<FormProblem>& problems
)
{
    return FieldSettler(sources, fields, place).run(problems);
}

FormResult
read_form(const RecordType& type, const Schema& schema, const Submission& submission, const ReadContext& context)
{
    const ReadSources sources{type, schema, submission, context, local_day(context.now, context.zone)};
    FormResult result;
    json::object values = read_fields(sources, type.fields, {}, result.problems).value_or(json::object{});
    for (auto& member : values) {
        const Field* field = type.find(field_of(member.key()));
        json::object& box = field != nullptr && field->coded ? result.coded : result.content.reveal();
        box[member.key()] = std::move(member.value());
    }
    if (context.previous == nullptr) return result;
    // What an older or larger pack declared stays: nothing is lost by an edit.
    for (const auto& member : *context.previous) {
        if (type.find(field_of(member.key())) == nullptr) result.content.reveal()[member.key()] = member.value();
    }
    return result;
}

json::object merged(const json::object& coded, const json::object& content)
{
    json::object all = coded;
    for (const auto& member : content)
        all[member.key()] = member.value();
    return all;
}

}  // namespace panoh::forms
