// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/field_frame.hpp"
#include "web/pages/form_view.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Fields of a generated form, one at a time. Internal to this folder.
namespace panoh::web {

/// Choices under one heading; those without stand under an empty one.
struct ChoiceGroup {
    std::string heading;
    std::vector<Choice> choices;
};

class FieldWriter {
public:
    FieldWriter(const PageContext& context, const FormView& view);

    /// A field of the record with its label, hint, mistakes and inputs.
    [[nodiscard]] Html field(const forms::Field& field) const;
    /// The problems as sentences that link to inputs of `shown` fields; others are said without a link.
    [[nodiscard]] std::vector<Mistake> mistakes(const std::vector<const forms::Field*>& shown) const;

private:
    /// A field of the record, or a column in one of its rows.
    struct Place {
        const forms::Field& field;
        std::string input;
        const forms::Field* rows = nullptr;
    };
    /// What one control is told about itself.
    struct Control {
        std::string input;
        std::string_view type = "text";
        std::string_view classes = "input";
        std::string_view mode;
        std::optional<std::string> described_by;
        bool invalid = false;
    };

    // field_view.cpp
    [[nodiscard]] Html at(const Place& place) const;
    [[nodiscard]] Html text_field(const Place& place) const;
    [[nodiscard]] Html single(const Place& place, const Html& control) const;
    [[nodiscard]] Html fieldset(const Place& place, const Html& controls, bool with_id = true) const;
    [[nodiscard]] FieldFrame frame(const Place& place) const;
    [[nodiscard]] Html help(const Place& place) const;
    [[nodiscard]] Control control_of(const Place& place) const;
    [[nodiscard]] Html input(const Control& control) const;
    [[nodiscard]] Html missing_select(const Place& place) const;
    [[nodiscard]] bool is_invalid(std::string_view input) const;
    [[nodiscard]] std::string label(const Place& place) const;
    [[nodiscard]] std::string message_or_nothing(const Place& place, std::string_view part) const;
    [[nodiscard]] std::string_view typed(std::string_view input) const { return values_->first(input); }

    // field_groups.cpp
    [[nodiscard]] Html date_field(const Place& place) const;
    [[nodiscard]] Html date_boxes(const Place& place, const std::string& prefix, const Html& precision) const;
    [[nodiscard]] Html date_echo(const Place& place) const;
    [[nodiscard]] Html precision_select(const Place& place) const;
    [[nodiscard]] Html moment_field(const Place& place) const;
    [[nodiscard]] Html time_input(Control control) const;
    [[nodiscard]] Html day_input(Control control) const;
    [[nodiscard]] Html money_field(const Place& place) const;
    [[nodiscard]] Html duration_field(const Place& place) const;
    [[nodiscard]] Html part(const std::string& label, const std::string& input, const Html& control) const;
    [[nodiscard]] Html part_input(const std::string& label, const std::string& name, std::string_view mode) const;

    // field_choices.cpp
    [[nodiscard]] Html code_field(const Place& place) const;
    [[nodiscard]] Html codes_field(const Place& place) const;
    [[nodiscard]] Html yes_no_field(const Place& place) const;
    [[nodiscard]] Html ref_field(const Place& place) const;
    [[nodiscard]] Html radio_field(const Place& place, std::vector<ChoiceGroup> groups, bool inline_row) const;
    [[nodiscard]] Html select_field(const Place& place, const std::vector<ChoiceGroup>& groups) const;
    [[nodiscard]] Html choices(const Place& place, std::string_view type, const std::vector<ChoiceGroup>& groups) const;
    [[nodiscard]] Html
    select_control(const Control& control, const std::vector<ChoiceGroup>& groups, const std::string& blank) const;
    [[nodiscard]] std::vector<ChoiceGroup> codes_of(std::string_view list, const std::string& input) const;
    [[nodiscard]] std::vector<Choice> ref_choices(const forms::Field& field) const;

    // field_entries.cpp
    [[nodiscard]] Html names_field(const Place& place) const;
    [[nodiscard]] Html name_entry(const Place& place, std::size_t index, std::size_t number) const;
    [[nodiscard]] Html places_field(const Place& place) const;
    [[nodiscard]] Html files_field(const Place& place) const;
    [[nodiscard]] Html rows_field(const Place& place) const;
    [[nodiscard]] std::string entry_legend(const Place& place, std::size_t number) const;
    /// Numbers of the entries that hold something, then `spare` free ones.
    [[nodiscard]] std::vector<std::size_t> entries(const Place& place, std::size_t spare) const;
    /// The same as the form is to show them.
    [[nodiscard]] std::vector<std::size_t> shown_entries(const Place& place) const;
    [[nodiscard]] Html
    entry_item(const Place& place, std::size_t index, const std::vector<std::size_t>& numbers, const Html& entry) const;
    [[nodiscard]] Html add_button(const Place& place, std::size_t shown) const;
    [[nodiscard]] bool holds_something(forms::FieldKind kind, const std::string& entry) const;
    [[nodiscard]] std::string target(std::string_view problem) const;
    [[nodiscard]] std::string first_input(const Place& place) const;

    const PageContext* context_;
    const FormView* view_;
    const forms::Submission* values_;
};

}  // namespace panoh::web
