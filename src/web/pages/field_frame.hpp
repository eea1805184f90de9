// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/components.hpp"

/// What stands around every input: label, hint, mistakes. Internal to this folder.
namespace panoh::web {

struct FieldFrame {
    std::string input;  ///< name and id of the input; hint and mistake get ids from it
    std::string label;
    std::string hint;
    std::vector<std::string> mistakes;
    bool optional = false;
    Html help;                ///< closed explanation under the input
    std::string number = {};  ///< of the question on its paper form

    [[nodiscard]] bool has_mistake() const { return !mistakes.empty(); }
};

/// Ids of hint and mistakes for aria-describedby; nothing without either.
std::optional<std::string> described_by(const FieldFrame& frame);

/// For one control: a label that belongs to it.
Html labelled_field(const PageContext& context, const FieldFrame& frame, const Html& control);

/// For several controls that belong together: a fieldset with its legend. Its id is the input's name
/// unless a control has that id itself.
Html grouped_field(const PageContext& context, const FieldFrame& frame, const Html& controls, bool with_id);

/// One radio button or checkbox with its label.
struct ChoiceInput {
    std::string type;  ///< "radio" or "checkbox"
    std::string id;
    std::string name;
    std::string value;
    std::string label;
    std::string hint;
    bool checked = false;
    std::optional<std::string> described_by;
};
Html choice_input(const ChoiceInput& choice);

/// "true" beside a control that needs mending.
html::Attribute invalid_mark(bool invalid);

}  // namespace panoh::web
