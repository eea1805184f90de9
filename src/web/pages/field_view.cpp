// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/field_view.hpp"

#include "forms/labels.hpp"
#include "forms/numbering.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;
using forms::Field;
using forms::FieldKind;

namespace {

const forms::Submission nothing_typed;

constexpr int lines_of_a_tall_text = 10;
constexpr int characters_of_a_medium_box = 40;

std::string_view width_of(const Field& field)
{
    const bool is_short = field.max_length > 0 && field.max_length <= characters_of_a_medium_box;
    if (field.kind == FieldKind::number || field.kind == FieldKind::time) return "input input-short";
    return field.kind == FieldKind::phone || is_short ? "input input-medium" : "input";
}

}  // namespace

FieldWriter::FieldWriter(const PageContext& context, const FormView& view)
    : context_(&context)
    , view_(&view)
    , values_(view.values == nullptr ? &nothing_typed : view.values)
{}

Html FieldWriter::field(const Field& field) const
{
    return at({field, field.name, nullptr});
}

Html FieldWriter::at(const Place& place) const
{
    switch (place.field.kind) {
    case FieldKind::text:
    case FieldKind::number:
    case FieldKind::phone:
        return text_field(place);
    case FieldKind::time:
        return single(place, time_input(control_of(place)));
    case FieldKind::code:
    case FieldKind::language:
    case FieldKind::country:
    case FieldKind::region:
        return code_field(place);
    case FieldKind::codes:
        return codes_field(place);
    case FieldKind::yes_no:
        return yes_no_field(place);
    case FieldKind::ref:
        return ref_field(place);
    case FieldKind::money:
        return money_field(place);
    case FieldKind::date:
        return date_field(place);
    case FieldKind::moment:
        return moment_field(place);
    case FieldKind::duration:
        return duration_field(place);
    case FieldKind::name:
        return names_field(place);
    case FieldKind::attachment:
        return files_field(place);
    case FieldKind::body_location:
        return places_field(place);
    case FieldKind::rows:
        break;
    }
    return rows_field(place);
}

Html FieldWriter::text_field(const Place& place) const
{
    Control control = control_of(place);
    if (place.field.kind == FieldKind::number) control.mode = "decimal";
    if (place.field.kind == FieldKind::phone) {
        control.mode = "tel";
        control.type = "tel";
    }
    if (place.field.kind != FieldKind::text || place.field.lines <= 1) return single(place, input(control));
    const auto area = el<"textarea">(
        cls("input", place.field.lines >= lines_of_a_tall_text ? "input-tall" : ""),
        id(control.input),
        name(control.input),
        a<"rows">(place.field.lines),
        a<"autocomplete">("off"),
        a<"spellcheck">("false"),
        aria<"describedby">(control.described_by),
        invalid_mark(control.invalid),
        typed(control.input)
    );
    return single(place, area);
}

std::string FieldWriter::label(const Place& place) const
{
    if (place.rows == nullptr) return field_label(*context_, *view_->type, place.field.name);
    return field_label(*context_, *view_->type, place.rows->name, place.field.name);
}

std::string FieldWriter::message_or_nothing(const Place& place, std::string_view part) const
{
    const std::string& type = view_->type->words();
    const MessageId id = place.rows == nullptr ? forms::field_message(type, place.field.name, {}, part)
                                               : forms::field_message(type, place.rows->name, place.field.name, part);
    return context_->translator().has(id) ? context_->text(id) : std::string();
}

Html FieldWriter::help(const Place& place) const
{
    const std::string words = message_or_nothing(place, "help");
    if (words.empty() && place.field.source.empty()) return {};
    std::optional<Html> explanation;
    if (!words.empty()) explanation = el<"p">(lines_view(words));
    std::optional<Html> source;
    if (!place.field.source.empty()) {
        source = el<"p">(context_->text(msg("pages.form.source"), {{"source", place.field.source}}));
    }
    return details(context_->text(msg("pages.form.help")), group(explanation, source));
}

FieldFrame FieldWriter::frame(const Place& place) const
{
    FieldFrame frame;
    frame.input = place.input;
    frame.label = label(place);
    if (place.rows == nullptr) {
        frame.number = forms::question_number(context_->records().schema(), *view_->type, place.field.name);
    }
    frame.hint = message_or_nothing(place, "hint");
    if (place.field.relevant) {
        frame.hint += (frame.hint.empty() ? "" : " ") + context_->text(msg("pages.form.sometimes"));
    }
    frame.optional = !place.field.required;
    frame.help = help(place);
    const bool has_columns = place.field.kind == FieldKind::rows;
    for (const forms::FormProblem& problem : view_->problems) {
        const bool own = problem.field == place.input;
        const bool part = problem.field.starts_with(place.input + ".");
        if (own || (part && !has_columns)) frame.mistakes.push_back(context_->text(problem.message));
    }
    return frame;
}

bool FieldWriter::is_invalid(std::string_view input) const
{
    return std::any_of(view_->problems.begin(), view_->problems.end(), [&](const forms::FormProblem& problem) {
        return problem.field == input;
    });
}

FieldWriter::Control FieldWriter::control_of(const Place& place) const
{
    Control control;
    control.input = place.input;
    control.classes = width_of(place.field);
    control.described_by = described_by(frame(place));
    control.invalid = is_invalid(place.input);
    return control;
}

Html FieldWriter::input(const Control& control) const
{
    return el<"input">(
        cls(control.classes),
        a<"type">(control.type),
        id(control.input),
        name(control.input),
        value(typed(control.input)),
        a<"autocomplete">("off"),
        a<"spellcheck">("false"),
        control.mode.empty() ? Attribute() : a<"inputmode">(control.mode),
        aria<"describedby">(control.described_by),
        invalid_mark(control.invalid)
    );
}

Html FieldWriter::missing_select(const Place& place) const
{
    if (!place.field.can_be_missing) return {};
    const std::string input = place.input + ".why";
    std::vector<Html> options{el<"option">(value(""), context_->text(msg("pages.form.answered")))};
    for (const auto missing :
         {forms::Missing::not_asked,
          forms::Missing::unknown,
          forms::Missing::refused,
          forms::Missing::not_applicable}) {
        const std::string_view code = name_of(missing);
        options.push_back(
            el<"option">(value(code), flag<"selected">(typed(input) == code), context_->text(forms::label_of(missing)))
        );
    }
    return group(
        el<"label">(
            cls("visually-hidden"),
            a<"for">(input),
            context_->text(msg("pages.form.why_missing"), {{"label", label(place)}})
        ),
        el<"select">(cls("input input-missing"), id(input), name(input), invalid_mark(is_invalid(input)), options)
    );
}

Html FieldWriter::single(const Place& place, const Html& control) const
{
    if (!place.field.can_be_missing) return labelled_field(*context_, frame(place), control);
    const bool tall = place.field.kind == FieldKind::text && place.field.lines > 1;
    const Html both = group(control, missing_select(place));
    return labelled_field(*context_, frame(place), tall ? both : el<"div">(cls("field-pair"), both));
}

Html FieldWriter::fieldset(const Place& place, const Html& controls, bool with_id) const
{
    return grouped_field(*context_, frame(place), group(controls, missing_select(place)), with_id);
}

}  // namespace panoh::web
