// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "forms/packs.hpp"
#include "forms/row_changes.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/field_view.hpp"

#include <algorithm>

/// Fields that hold several entries: names, places of the body, files, rows.
namespace panoh::web {

using namespace html;
using forms::FieldKind;

namespace {

constexpr std::size_t spare_rows = 3;
constexpr std::size_t most_side_by_side = 4;

/// Narrow enough to stand beside other columns.
bool is_one_box(const forms::Field& column)
{
    switch (column.kind) {
    case FieldKind::text:
        return column.lines <= 1 && !column.can_be_missing;
    case FieldKind::number:
    case FieldKind::code:
    case FieldKind::time:
    case FieldKind::phone:
    case FieldKind::language:
    case FieldKind::country:
    case FieldKind::region:
    case FieldKind::ref:
        return !column.can_be_missing;
    case FieldKind::money:
    case FieldKind::codes:
    case FieldKind::date:
    case FieldKind::moment:
    case FieldKind::duration:
    case FieldKind::yes_no:
    case FieldKind::name:
    case FieldKind::attachment:
    case FieldKind::body_location:
    case FieldKind::rows:
        break;
    }
    return false;
}

/// Whether a browser sends this of an entry that nobody filled in. `rest` is the input's name after the entry's.
bool is_idle(FieldKind kind, std::string_view rest, std::string_view text)
{
    if (kind == FieldKind::name) return rest == "kind";
    if (kind == FieldKind::body_location) return rest == "side";
    if (rest.ends_with(".precision")) return text != "unknown";
    return rest.ends_with(".unit") || rest.ends_with(".currency");
}

}  // namespace

bool FieldWriter::holds_something(FieldKind kind, const std::string& entry) const
{
    const std::string prefix = entry + ".";
    const bool typed_into = std::any_of(values_->entries().begin(), values_->entries().end(), [&](const auto& each) {
        const auto& [input, text] = each;
        return input.starts_with(prefix) && !trimmed(text).empty()
               && !is_idle(kind, std::string_view(input).substr(prefix.size()), text);
    });
    return typed_into
           || std::any_of(view_->problems.begin(), view_->problems.end(), [&](const forms::FormProblem& problem) {
                  return problem.field.starts_with(prefix);
              });
}

std::vector<std::size_t> FieldWriter::entries(const Place& place, std::size_t spare) const
{
    std::vector<std::size_t> numbers;
    for (const std::size_t index : values_->indexes(place.input)) {
        if (holds_something(place.field.kind, place.input + "." + std::to_string(index))) numbers.push_back(index);
    }
    std::size_t next = numbers.empty() ? 0 : numbers.back() + 1;
    for (std::size_t more = 0; more < spare; ++more)
        numbers.push_back(next++);
    return numbers;
}

std::vector<std::size_t> FieldWriter::shown_entries(const Place& place) const
{
    if (!view_->has_draft) return entries(place, spare_rows);
    const std::size_t filled = entries(place, 0).size();
    // After a mistake the form itself still says how many it showed; what was read of it does not.
    forms::Submission sent;
    sent.add(
        forms::shown_input(place.input), std::string(context_->request().form.text(forms::shown_input(place.input)))
    );
    const std::size_t wanted =
        std::max(forms::wanted_entries(*values_, place.input), forms::wanted_entries(sent, place.input));
    return entries(place, std::max(wanted, filled + 1) - filled);
}

std::string FieldWriter::entry_legend(const Place& place, std::size_t number) const
{
    return context_->text(
        msg("pages.form.entry"), {{"label", label(place)}, {"number", static_cast<std::int64_t>(number)}}
    );
}

Html FieldWriter::entry_item(
    const Place& place, std::size_t index, const std::vector<std::size_t>& numbers, const Html& entry
) const
{
    const std::string input = place.input + "." + std::to_string(index);
    const bool last = index == numbers.back();
    std::optional<Html> remove;
    if (view_->has_draft && holds_something(place.field.kind, input)) {
        const auto number = std::find(numbers.begin(), numbers.end(), index) - numbers.begin() + 1;
        remove = el<"button">(
            cls("button button-quiet"),
            a<"type">("submit"),
            name(remove_entry_input),
            value(input),
            context_->text(msg("pages.form.remove_entry")),
            el<"span">(cls("visually-hidden"), " ", entry_legend(place, static_cast<std::size_t>(number)))
        );
    }
    return el<"li">(last ? id(last_entry_id(place.input)) : Attribute(), entry, remove);
}

/// The number of entries shown travels along, so that one more can be asked for.
Html FieldWriter::add_button(const Place& place, std::size_t shown) const
{
    if (!view_->has_draft) return {};
    return group(
        el<"input">(
            a<"type">("hidden"), name(forms::shown_input(place.input)), value(static_cast<std::int64_t>(shown))
        ),
        el<"button">(
            cls("button button-secondary"),
            a<"type">("submit"),
            name(add_entry_input),
            value(place.input),
            context_->text(msg("pages.form.add_entry"), {{"label", label(place)}})
        )
    );
}

Html FieldWriter::name_entry(const Place& place, std::size_t index, std::size_t number) const
{
    const std::string entry = place.input + "." + std::to_string(index);
    const auto box = [&](MessageId label, std::string_view part) {
        return part_input(context_->text(label), entry + std::string(part), "");
    };
    Control kind;
    kind.input = entry + ".kind";
    kind.invalid = is_invalid(kind.input);
    const auto kinds = codes_of("name_kinds", kind.input);
    const std::string kind_label = context_->text(msg("pages.name.kind"));
    return el<"fieldset">(
        cls("rows-item"),
        el<"legend">(entry_legend(place, number)),
        box(msg("pages.name.given"), ".given"),
        box(msg("pages.name.patronymic"), ".patronymic"),
        box(msg("pages.name.family"), ".family"),
        box(msg("pages.name.other"), ".other"),
        kinds.empty()
            ? Html()
            : part(kind_label, kind.input, select_control(kind, kinds, context_->text(msg("pages.form.choose"))))
    );
}

Html FieldWriter::names_field(const Place& place) const
{
    auto numbers = entries(place, 1);
    if (numbers.size() == 1) numbers.push_back(numbers.back() + 1);
    std::vector<Html> shown;
    for (std::size_t at = 0; at + 1 < numbers.size(); ++at)
        shown.push_back(el<"li">(name_entry(place, numbers[at], at + 1)));
    const Html spare = name_entry(place, numbers.back(), numbers.size());
    return fieldset(
        place, group(el<"ol">(cls("rows"), shown), details(context_->text(msg("pages.name.another")), spare))
    );
}

Html FieldWriter::places_field(const Place& place) const
{
    std::vector<Html> items;
    ChoiceGroup sides;
    for (const std::string_view side : forms::body_sides)
        sides.choices.push_back({std::string(side), context_->text(forms::side_message(side)), {}});
    const auto numbers = shown_entries(place);
    for (const std::size_t index : numbers) {
        const std::string entry = place.input + "." + std::to_string(index);
        Control region;
        region.input = entry + ".region";
        region.invalid = is_invalid(region.input);
        Control side;
        side.input = entry + ".side";
        side.invalid = is_invalid(side.input);
        const auto regions = codes_of(forms::implied_list(FieldKind::body_location), region.input);
        items.push_back(entry_item(
            place,
            index,
            numbers,
            el<"fieldset">(
                cls("rows-item"),
                el<"legend">(entry_legend(place, items.size() + 1)),
                part(
                    context_->text(msg("pages.body.region")),
                    region.input,
                    select_control(region, regions, context_->text(msg("pages.form.choose")))
                ),
                part(
                    context_->text(msg("pages.body.side")),
                    side.input,
                    select_control(side, {sides}, context_->text(forms::side_message("")))
                )
            )
        ));
    }
    return fieldset(place, group(el<"ol">(cls("rows"), items), add_button(place, numbers.size())));
}

Html FieldWriter::files_field(const Place& place) const
{
    std::vector<Html> items;
    for (const std::size_t index : entries(place, 0)) {
        const std::string entry = place.input + "." + std::to_string(index);
        std::vector<Html> hidden;
        for (const std::string_view part : {".blob", ".name", ".size", ".type"}) {
            const std::string input = entry + std::string(part);
            hidden.push_back(el<"input">(a<"type">("hidden"), name(input), value(typed(input))));
        }
        items.push_back(el<"li">(id(entry + ".blob"), a<"tabindex">("-1"), typed(entry + ".name"), hidden));
    }
    if (items.empty()) return fieldset(place, el<"p">(cls("meta"), context_->text(msg("pages.form.no_files"))));
    return fieldset(place, el<"ul">(items));
}

Html FieldWriter::rows_field(const Place& place) const
{
    std::vector<Html> items;
    const bool side_by_side = place.field.rows.size() <= most_side_by_side
                              && std::all_of(place.field.rows.begin(), place.field.rows.end(), is_one_box);
    const auto numbers = shown_entries(place);
    for (const std::size_t index : numbers) {
        std::vector<Html> columns;
        for (const forms::Field& column : place.field.rows) {
            if (column.derived) continue;
            columns.push_back(at({column, place.input + "." + std::to_string(index) + "." + column.name, &place.field})
            );
        }
        const std::string legend = entry_legend(place, items.size() + 1);
        items.push_back(entry_item(
            place,
            index,
            numbers,
            side_by_side ? el<"fieldset">(cls("rows-item"), el<"legend">(legend), columns)
                         : el<"fieldset">(cls("field"), el<"legend">(cls("field-label"), legend), columns)
        ));
    }
    return fieldset(place, group(el<"ol">(cls("rows"), items), add_button(place, numbers.size())));
}

std::string FieldWriter::first_input(const Place& place) const
{
    const FieldKind kind = place.field.kind;
    if (kind == FieldKind::date) return place.input + ".day";
    if (kind == FieldKind::money || kind == FieldKind::duration) return place.input + ".amount";
    if (kind == FieldKind::moment) return place.input + ".date";
    if (kind != FieldKind::name && kind != FieldKind::body_location && kind != FieldKind::rows) return place.input;
    const std::string entry = place.input + "." + std::to_string(entries(place, 1).front()) + ".";
    if (kind == FieldKind::name) return entry + "given";
    if (kind == FieldKind::body_location) return entry + "region";
    const auto& columns = place.field.rows;
    const auto column = std::find_if(columns.begin(), columns.end(), [](const auto& each) { return !each.derived; });
    return column == columns.end() ? place.input : first_input({*column, entry + column->name, &place.field});
}

std::string FieldWriter::target(std::string_view problem) const
{
    const auto parts = split(problem, '.');
    const forms::Field* field = view_->type->find(parts.front());
    if (field == nullptr) return {};
    if (problem == field->name) return first_input({*field, field->name, nullptr});
    if (field->kind != FieldKind::rows || parts.size() < 3) return std::string(problem);
    for (const forms::Field& column : field->rows) {
        const std::string input = field->name + "." + std::string(parts[1]) + "." + column.name;
        if (column.name == parts[2] && problem == input) return first_input({column, input, field});
    }
    return std::string(problem);
}

std::vector<Mistake> FieldWriter::mistakes(const std::vector<const forms::Field*>& shown) const
{
    std::vector<Mistake> mistakes;
    for (const forms::FormProblem& problem : view_->problems) {
        const forms::Field* field = view_->type->find(split(problem.field, '.').front());
        const bool is_shown = std::find(shown.begin(), shown.end(), field) != shown.end();
        mistakes.push_back({is_shown ? target(problem.field) : std::string(), context_->text(problem.message)});
    }
    return mistakes;
}

}  // namespace panoh::web
