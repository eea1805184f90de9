// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/components.hpp"
#include "web/pages/field_frame.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

Html label_text(const PageContext& context, const FieldFrame& frame)
{
    if (!frame.optional) return group(frame.label);
    return group(frame.label, " ", el<"span">(cls("field-optional"), context.text(msg("pages.form.optional"))));
}

Html hint_and_mistakes(const PageContext& context, const FieldFrame& frame)
{
    std::optional<Html> hint;
    if (!frame.hint.empty()) hint = el<"p">(cls("field-hint"), id(frame.input + "-hint"), frame.hint);
    std::optional<Html> message;
    if (frame.has_mistake()) {
        std::vector<Html> sentences;
        for (const std::string& mistake : frame.mistakes)
            sentences.push_back(group(mistake));
        message = el<"p">(
            cls("field-message"),
            id(frame.input + "-error"),
            el<"span">(cls("visually-hidden"), context.text(msg("pages.form.to_mend")), " "),
            join(sentences, el<"br">())
        );
    }
    return group(hint, message);
}

FieldFrame frame_of(const InputOptions& options)
{
    FieldFrame frame{options.name, options.label, options.hint, {}, options.optional, {}};
    if (!options.error.empty()) frame.mistakes.push_back(options.error);
    return frame;
}

Html choice_list(
    const InputOptions& options,
    std::string_view type,
    std::span<const Choice> choices,
    std::span<const std::string> chosen
)
{
    std::vector<Html> inputs;
    for (const Choice& choice : choices) {
        const bool first = inputs.empty();
        inputs.push_back(choice_input(
            {std::string(type),
             first ? options.name : options.name + "-" + std::to_string(inputs.size()),
             options.name,
             choice.value,
             choice.label,
             choice.hint,
             std::find(chosen.begin(), chosen.end(), choice.value) != chosen.end(),
             first ? described_by(frame_of(options)) : std::nullopt}
        ));
    }
    return el<"div">(cls("choices", choices.size() > 12 ? "choices-columns" : ""), inputs);
}

/// Beside the label and no part of it: what the question is called does not change with the form that it stands on.
Html paper_number(const FieldFrame& frame)
{
    return frame.number.empty() ? Html() : el<"span">(cls("field-number"), frame.number);
}

}  // namespace

std::optional<std::string> described_by(const FieldFrame& frame)
{
    std::string ids;
    if (!frame.hint.empty()) ids = frame.input + "-hint";
    if (frame.has_mistake()) ids += (ids.empty() ? "" : " ") + frame.input + "-error";
    return ids.empty() ? std::nullopt : std::optional(ids);
}

Attribute invalid_mark(bool invalid)
{
    return invalid ? aria<"invalid">(true) : Attribute();
}

Html labelled_field(const PageContext& context, const FieldFrame& frame, const Html& control)
{
    return el<"div">(
        cls("field", frame.has_mistake() ? "field-error" : ""),
        el<"label">(cls("field-label"), a<"for">(frame.input), label_text(context, frame)),
        hint_and_mistakes(context, frame),
        control,
        frame.help,
        paper_number(frame)
    );
}

Html grouped_field(const PageContext& context, const FieldFrame& frame, const Html& controls, bool with_id)
{
    return el<"fieldset">(
        cls("field", frame.has_mistake() ? "field-error" : ""),
        with_id ? id(frame.input) : Attribute(),
        aria<"describedby">(described_by(frame)),
        el<"legend">(cls("field-label"), label_text(context, frame)),
        hint_and_mistakes(context, frame),
        controls,
        frame.help,
        paper_number(frame)
    );
}

Html choice_input(const ChoiceInput& choice)
{
    std::optional<Html> hint;
    if (!choice.hint.empty()) hint = el<"small">(choice.hint);
    return el<"div">(
        cls("choice"),
        el<"input">(
            a<"type">(choice.type),
            id(choice.id),
            name(choice.name),
            value(choice.value),
            flag<"checked">(choice.checked),
            aria<"describedby">(choice.described_by)
        ),
        el<"label">(a<"for">(choice.id), choice.label, hint)
    );
}

Html text_input(const PageContext& context, const InputOptions& options)
{
    const FieldFrame frame = frame_of(options);
    const auto describes = aria<"describedby">(described_by(frame));
    const auto invalid = invalid_mark(frame.has_mistake());
    if (options.lines > 1) {
        const auto area = el<"textarea">(
            cls("input", options.lines >= 10 ? "input-tall" : ""),
            id(options.name),
            name(options.name),
            a<"rows">(options.lines),
            a<"autocomplete">("off"),
            describes,
            invalid,
            options.value
        );
        return labelled_field(context, frame, area);
    }
    const auto mode = options.input_mode.empty() ? Attribute() : a<"inputmode">(options.input_mode);
    const auto control = el<"input">(
        cls("input", options.input_mode == "numeric" ? "input-short" : ""),
        a<"type">(options.password ? "password" : "text"),
        id(options.name),
        name(options.name),
        value(options.value),
        a<"autocomplete">(options.autocomplete),
        a<"spellcheck">("false"),
        a<"autocapitalize">("none"),
        mode,
        describes,
        invalid
    );
    return labelled_field(context, frame, control);
}

Html radios(const PageContext& context, const InputOptions& options, std::span<const Choice> choices)
{
    const std::array chosen{options.value.reveal()};
    return grouped_field(context, frame_of(options), choice_list(options, "radio", choices, chosen), false);
}

Html checkboxes(
    const PageContext& context,
    const InputOptions& options,
    std::span<const Choice> choices,
    std::span<const std::string> chosen
)
{
    return grouped_field(context, frame_of(options), choice_list(options, "checkbox", choices, chosen), false);
}

Html select(const PageContext& context, const InputOptions& options, std::span<const Choice> choices)
{
    const FieldFrame frame = frame_of(options);
    const std::string& chosen = options.value.reveal();
    const bool has_chosen =
        std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.value == chosen; });
    std::vector<Html> entries;
    if (!has_chosen) entries.push_back(el<"option">(value(""), context.text(msg("pages.form.choose"))));
    for (const Choice& choice : choices) {
        entries.push_back(el<"option">(value(choice.value), flag<"selected">(choice.value == chosen), choice.label));
    }
    const auto control = el<"select">(
        cls("input"),
        id(options.name),
        name(options.name),
        aria<"describedby">(described_by(frame)),
        invalid_mark(frame.has_mistake()),
        entries
    );
    return labelled_field(context, frame, control);
}

}  // namespace panoh::web
