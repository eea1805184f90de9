// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs.hpp"
#include "web/pages/field_view.hpp"

#include <algorithm>

/// Fields that are answered by choosing.
namespace panoh::web {

using namespace html;
using forms::FieldKind;

namespace {

constexpr std::size_t most_radios = 7;
constexpr std::size_t most_in_one_column = 12;
constexpr int deepest_group = 8;

/// The uppermost group of a code; itself when it is in none.
const forms::Code& root_of(const forms::CodeList& list, const forms::Code& code)
{
    const forms::Code* root = &code;
    for (int depth = 0; depth < deepest_group && !root->parent.empty(); ++depth) {
        const forms::Code* parent = list.find(root->parent);
        if (parent == nullptr) break;
        root = parent;
    }
    return *root;
}

bool is_parent(const forms::CodeList& list, const forms::Code& code)
{
    return std::any_of(list.codes.begin(), list.codes.end(), [&](const forms::Code& each) {
        return each.parent == code.code;
    });
}

std::size_t count_of(const std::vector<ChoiceGroup>& groups)
{
    std::size_t count = 0;
    for (const ChoiceGroup& group : groups)
        count += group.choices.size();
    return count;
}

bool offers(const std::vector<ChoiceGroup>& groups, std::string_view value)
{
    return std::any_of(groups.begin(), groups.end(), [&](const ChoiceGroup& group) {
        return std::any_of(group.choices.begin(), group.choices.end(), [&](const Choice& choice) {
            return choice.value == value;
        });
    });
}

}  // namespace

std::vector<ChoiceGroup> FieldWriter::codes_of(std::string_view list_name, const std::string& input) const
{
    std::vector<ChoiceGroup> groups;
    const forms::CodeList* list = context_->records().schema().list(list_name);
    if (list == nullptr) return groups;
    std::map<std::string, std::size_t> places;
    const auto& asks = context_->services().has_confirmed;
    const bool waits = std::ranges::any_of(list->codes, &forms::Code::to_be_confirmed);
    const bool confirmed = waits && asks && asks(*context_, list_name);
    for (const forms::Code& code : list->codes) {
        if (code.retired && !values_->contains(input, code.code)) continue;
        const forms::Code& root = root_of(*list, code);
        const bool is_group = &root != &code || is_parent(*list, code);
        std::string label = context_->code_label(list_name, code.code);
        const std::string heading = is_group ? context_->code_label(list_name, root.code) : std::string();
        if (is_group && &root == &code) label = context_->text(msg("pages.form.group_itself"), {{"group", label}});
        if (code.to_be_confirmed && !confirmed)
            label = context_->text(msg("pages.form.to_be_confirmed"), {{"label", label}});
        const bool continues = !is_group && !groups.empty() && groups.back().heading.empty();
        const auto known = is_group ? places.find(root.code) : places.end();
        std::size_t place = groups.size();
        if (continues) place = groups.size() - 1;
        if (known != places.end()) place = known->second;
        if (place == groups.size()) groups.push_back({heading, {}});
        if (is_group) places.emplace(root.code, place);
        groups[place].choices.push_back({code.code, std::move(label), {}});
    }
    return groups;
}

Html FieldWriter::choices(const Place& place, std::string_view type, const std::vector<ChoiceGroup>& groups) const
{
    std::vector<Html> out;
    std::size_t number = 0;
    for (const ChoiceGroup& each : groups) {
        std::vector<Html> inputs;
        for (const Choice& choice : each.choices) {
            inputs.push_back(choice_input(
                {std::string(type),
                 number == 0 ? place.input : place.input + "-" + std::to_string(number),
                 place.input,
                 choice.value,
                 choice.label,
                 choice.hint,
                 !choice.value.empty() && values_->contains(place.input, choice.value),
                 std::nullopt}
            ));
            ++number;
        }
        const bool columns = inputs.size() > most_in_one_column;
        if (each.heading.empty()) {
            out.push_back(columns ? el<"div">(cls("choices-columns"), inputs) : join(inputs));
            continue;
        }
        out.push_back(el<"div">(
            a<"role">("group"),
            aria<"label">(each.heading),
            el<"p">(cls("choices-group"), each.heading),
            el<"div">(cls("choices-nested", columns ? "choices-columns" : ""), inputs)
        ));
    }
    return join(out);
}

Html FieldWriter::radio_field(const Place& place, std::vector<ChoiceGroup> groups, bool inline_row) const
{
    if (!place.field.required || place.field.can_be_missing)
        groups.push_back({"", {{"", context_->text(msg("pages.form.no_answer")), {}}}});
    const Html inputs = choices(place, "radio", groups);
    return fieldset(place, el<"div">(cls("choices", inline_row ? "choices-inline" : ""), inputs), false);
}

Html FieldWriter::select_control(
    const Control& control, const std::vector<ChoiceGroup>& groups, const std::string& blank
) const
{
    const std::string chosen(typed(control.input));
    const auto option = [&](const std::string& sent, const std::string& label) {
        return el<"option">(value(sent), flag<"selected">(sent == chosen), label);
    };
    std::vector<Html> entries{option("", blank)};
    if (!chosen.empty() && !offers(groups, chosen)) entries.push_back(option(chosen, chosen));
    for (const ChoiceGroup& choices : groups) {
        std::vector<Html> options;
        for (const Choice& choice : choices.choices)
            options.push_back(option(choice.value, choice.label));
        entries.push_back(
            choices.heading.empty() ? join(options) : el<"optgroup">(a<"label">(choices.heading), options)
        );
    }
    return el<"select">(
        cls("input"),
        id(control.input),
        name(control.input),
        aria<"describedby">(control.described_by),
        invalid_mark(control.invalid),
        entries
    );
}

Html FieldWriter::select_field(const Place& place, const std::vector<ChoiceGroup>& groups) const
{
    const std::string blank = context_->text(msg("pages.form.choose"));
    return single(place, select_control(control_of(place), groups, blank));
}

Html FieldWriter::code_field(const Place& place) const
{
    const bool is_listed = place.field.kind == FieldKind::code;
    auto groups =
        codes_of(is_listed ? std::string_view(place.field.list) : forms::implied_list(place.field.kind), place.input);
    if (place.field.kind == FieldKind::country) {
        for (ChoiceGroup& group : groups) {
            std::sort(group.choices.begin(), group.choices.end(), [&](const Choice& left, const Choice& right) {
                return context_->translator().compare(left.label, right.label) < 0;
            });
        }
    }
    const std::string_view chosen = typed(place.input);
    const bool is_offered = chosen.empty() || offers(groups, chosen);
    if (is_listed && is_offered && place.rows == nullptr && count_of(groups) <= most_radios)
        return radio_field(place, std::move(groups), false);
    return select_field(place, groups);
}

Html FieldWriter::codes_field(const Place& place) const
{
    const auto groups = codes_of(place.field.list, place.input);
    const Html inputs = choices(place, "checkbox", groups);
    return fieldset(place, el<"div">(cls("choices"), inputs), groups.empty());
}

Html FieldWriter::yes_no_field(const Place& place) const
{
    ChoiceGroup both;
    both.choices = {{"yes", context_->text(msg("pages.yes")), {}}, {"no", context_->text(msg("pages.no")), {}}};
    return radio_field(place, {both}, true);
}

std::vector<Choice> FieldWriter::ref_choices(const forms::Field& field) const
{
    if (view_->choices) return view_->choices(field);
    if (field.to == "user") return staff_choices(*context_);
    std::vector<Choice> choices;
    if (field.to != "organisation") return choices;
    const auto directory = context_->vault().directory();
    for (const auto& [id, organisation] : directory->organisations()) {
        if (organisation.active) choices.push_back({id.text(), context_->organisation_name(id), {}});
    }
    return choices;
}

Html FieldWriter::ref_field(const Place& place) const
{
    ChoiceGroup group{{}, ref_choices(place.field)};
    const std::string chosen(typed(place.input));
    if (!chosen.empty() && !offers({group}, chosen)) {
        std::string label = context_->text(msg("pages.form.chosen_before"));
        if (place.field.to == "user") label = context_->user_name(UserId::parse(chosen).value_or(UserId{})).reveal();
        group.choices.push_back({chosen, std::move(label), {}});
    }
    const bool few = !group.choices.empty() && group.choices.size() <= most_radios && place.rows == nullptr;
    return few ? radio_field(place, {group}, false) : select_field(place, {group});
}

}  // namespace panoh::web
