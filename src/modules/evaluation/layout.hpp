// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"
#include "vault/vault.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Which sections the report of an evaluation has, in which order and under which headings; and what is asked of the
/// examination of a body after death. Both come from packs; pure.
namespace panoh::evaluation {

/// One section where a layout has it.
struct LayoutSection {
    std::string code;  ///< of list `report_sections`
    MessageId heading;
    bool is_part = false;  ///< within the section before it
};

/// The layout that an evaluation was opened with, of list `report_layouts`: as chosen, else that of its kind.
std::string layout_of(const boost::json::object& coded);

/// The sections of a layout: of list `report_layout_<layout>`, else of annex IV, which is the list `report_sections`
/// itself. A code that is no section, or retired, is left out. Guarantees: no section stands twice.
std::vector<LayoutSection> sections_of(const forms::Schema& schema, std::string_view layout);

/// The examination of the body of somebody who died.
bool is_of_body(const vault::Record& evaluation);

/// Whether a form asks a field in an evaluation of this kind: who died is not asked how they feel, and of the living
/// nobody asks for signs of death.
bool is_asked(bool of_body, std::string_view type, const forms::Field& field);

/// Items of quality that do not apply to a body, for everything in them is asked of the living; our own list.
bool applies_to_body(std::string_view quality_item);

}  // namespace panoh::evaluation
