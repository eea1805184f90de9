// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/date_parts.hpp"
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "web/pages/field_view.hpp"

/// Fields that are typed into several boxes: dates, moments, sums, durations.
namespace panoh::web {

using namespace html;

namespace {

/// What a browser's own time box can show; anything else would be lost in it.
bool fits_time_box(std::string_view text)
{
    const auto time = forms::time_of(text);
    return text.empty() || (time && *time == text);
}

}  // namespace

Html FieldWriter::part(const std::string& label, const std::string& input, const Html& control) const
{
    return el<"div">(cls("field"), el<"label">(cls("field-label"), a<"for">(input), label), control);
}

Html FieldWriter::part_input(const std::string& label, const std::string& name, std::string_view mode) const
{
    Control control;
    control.input = name;
    control.mode = mode;
    control.invalid = is_invalid(name);
    return part(label, name, input(control));
}

Html FieldWriter::date_boxes(const Place& place, const std::string& prefix, const Html& precision) const
{
    const bool invalid = is_invalid(place.input);
    const auto box = [&](std::string_view classes, MessageId label, const std::string& name, std::string_view mode) {
        Control control;
        control.input = name;
        control.mode = mode;
        control.invalid = invalid;
        return el<"div">(cls("date-part", classes), el<"label">(a<"for">(name), context_->text(label)), input(control));
    };
    return el<"div">(
        cls("date"),
        box("date-day", msg("pages.date.day"), prefix + ".day", "numeric"),
        box("date-month", msg("pages.date.month"), prefix + ".month", ""),
        box("date-year", msg("pages.date.year"), prefix + ".year", "numeric"),
        precision
    );
}

Html FieldWriter::precision_select(const Place& place) const
{
    using forms::Precision;
    const std::string input = place.input + ".precision";
    const std::string_view chosen = typed(input);
    std::vector<Html> options;
    const auto offer = [&](Precision precision) {
        const std::string_view code = name_of(precision);
        options.push_back(
            el<"option">(value(code), flag<"selected">(chosen == code), context_->text(forms::label_of(precision)))
        );
    };
    for (const auto precision :
         {Precision::exact, Precision::approximate, Precision::before, Precision::after, Precision::between})
        offer(precision);
    if (chosen == name_of(Precision::unknown)) offer(Precision::unknown);
    return el<"div">(
        cls("date-part date-precision"),
        el<"label">(a<"for">(input), context_->text(msg("pages.date.precision"))),
        el<"select">(cls("input"), id(input), name(input), invalid_mark(is_invalid(input)), options)
    );
}

/// What the boxes are understood as, so that a slip is seen.
Html FieldWriter::date_echo(const Place& place) const
{
    const auto box = [&](std::string_view part) {
        return std::string(typed(place.input + std::string(part)));
    };
    forms::DateParts parts;
    parts.day = box(".day");
    parts.month = box(".month");
    parts.year = box(".year");
    parts.until_day = box(".until.day");
    parts.until_month = box(".until.month");
    parts.until_year = box(".until.year");
    parts.precision = forms::precision_named(box(".precision")).value_or(forms::Precision::exact);
    if (parts.blank() || parts.precision == forms::Precision::unknown) return {};
    const auto edtf = forms::edtf_of(parts);
    if (!edtf) return {};
    const std::string date = context_->translator().date(*edtf);
    return el<"p">(cls("field-echo"), context_->text(msg("pages.date.understood"), {{"date", date}}));
}

Html FieldWriter::date_field(const Place& place) const
{
    const std::string until = place.input + ".until";
    const bool has_second = typed(place.input + ".precision") == name_of(forms::Precision::between)
                            || !typed(until + ".day").empty() || !typed(until + ".month").empty()
                            || !typed(until + ".year").empty();
    const Html second = el<"details">(
        cls("disclosure"),
        flag<"open">(has_second),
        el<"summary">(context_->text(msg("pages.date.second"))),
        el<"div">(cls("disclosure-body"), date_boxes(place, until, {}))
    );
    return fieldset(place, group(date_boxes(place, place.input, precision_select(place)), second, date_echo(place)));
}

Html FieldWriter::time_input(Control control) const
{
    if (fits_time_box(typed(control.input))) control.type = "time";
    return input(control);
}

Html FieldWriter::day_input(Control control) const
{
    const std::string_view text = typed(control.input);
    if (text.empty() || forms::parse_iso_day(text)) control.type = "date";
    return input(control);
}

Html FieldWriter::moment_field(const Place& place) const
{
    Control date;
    date.input = place.input + ".date";
    date.classes = "input input-medium";
    date.invalid = is_invalid(place.input) || is_invalid(date.input);
    Control time = date;
    time.input = place.input + ".time";
    time.invalid = is_invalid(place.input) || is_invalid(time.input);
    return fieldset(
        place,
        el<"div">(
            cls("field-row"),
            part(context_->text(msg("pages.moment.date")), date.input, day_input(date)),
            part(context_->text(msg("pages.moment.time")), time.input, time_input(time))
        )
    );
}

Html FieldWriter::money_field(const Place& place) const
{
    const std::string label = context_->text(msg("pages.money.currency"));
    const std::string currency = place.input + ".currency";
    Html second;
    if (context_->records().schema().list("currencies") == nullptr) {
        second = part_input(label, currency, "");
    } else {
        Control control;
        control.input = currency;
        control.invalid = is_invalid(currency);
        const std::string blank = context_->text(msg("pages.form.choose"));
        second = part(label, currency, select_control(control, codes_of("currencies", currency), blank));
    }
    return fieldset(
        place,
        el<"div">(
            cls("field-row"),
            part_input(context_->text(msg("pages.money.amount")), place.input + ".amount", "decimal"),
            second
        )
    );
}

Html FieldWriter::duration_field(const Place& place) const
{
    Control unit;
    unit.input = place.input + ".unit";
    unit.invalid = is_invalid(unit.input);
    ChoiceGroup units;
    for (const forms::DurationUnit each : forms::duration_units)
        units.choices.push_back({std::string(name_of(each)), context_->text(forms::label_of(each)), {}});
    const std::string blank = context_->text(msg("pages.form.choose"));
    return fieldset(
        place,
        el<"div">(
            cls("field-row"),
            part_input(context_->text(msg("pages.duration.amount")), place.input + ".amount", "decimal"),
            part(context_->text(msg("pages.duration.unit")), unit.input, select_control(unit, {units}, blank))
        )
    );
}

}  // namespace panoh::web
