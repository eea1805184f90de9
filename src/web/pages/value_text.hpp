// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/display.hpp"
#include "web/pages/components.hpp"

/// Values and labels in words: for the pages of this folder, and for tables that leave as a file.
namespace panoh::web {

/// Label of a field; a neutral phrase with its name when a pack has gone.
std::string field_label(
    const PageContext& context, const forms::RecordType& type, std::string_view field, std::string_view column = {}
);

/// In one line, without markup. Content: it goes into the page and nowhere else.
std::string value_text(const PageContext& context, const forms::Field& field, const boost::json::value& value);

/// The value, why it is missing, or "no answer".
std::string answer_text(const PageContext& context, const forms::Field* field, const forms::Answer& answer);

/// With paragraphs and lists. Rows say what their columns are called when the type is known.
Html answer_view(
    const PageContext& context, const forms::RecordType* type, const forms::Field& field, const forms::Answer& answer
);

/// Whether a value fits into a sentence.
bool is_short(const forms::Field& field);

/// Text with its line ends.
Html lines_view(std::string_view text);

/// Given, patronymic, family and other in one line.
std::string name_text(const boost::json::object& name);

}  // namespace panoh::web
