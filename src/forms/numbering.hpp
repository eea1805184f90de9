// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Paper forms, and the numbers of their questions: the same on the screen, on paper and in every language.
namespace panoh::forms {

/// A type that never stands on paper says so with this name.
inline constexpr std::string_view no_paper = "none";

/// What a form asks, in its order: by sections, each where its first field stands. Without fields that are never asked.
std::vector<const Field*> questions(const RecordType& type);

/// One record type of a paper form.
struct PaperPart {
    const RecordType* type = nullptr;
    std::string letter;  ///< "A", "B" …; empty when the form has one part
};

/// Names of all paper forms: of the types that ask something, in the order of the alphabet.
std::vector<std::string> paper_forms(const Schema& schema);
/// The record types of a paper form, in order; empty for a name that is none.
std::vector<PaperPart> parts_of_paper(const Schema& schema, std::string_view form);
/// The paper form that a type stands on; empty when it stands on none.
std::string paper_of(const RecordType& type);

/// "7", or "B7" on a form of several parts. It changes only when the pack puts a question before it. Empty for fields
/// that are never asked.
std::string question_number(const Schema& schema, const RecordType& type, std::string_view field);

}  // namespace panoh::forms
