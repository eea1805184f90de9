// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// Adding and removing entries of a form that is on its way, without losing what else was typed.
namespace panoh::forms {

/// The input that says how many entries of a field the form shows: "_shown.<field>".
std::string shown_input(std::string_view field);

/// How many entries of a field the form wants to show at least; 0 when it does not say.
std::size_t wanted_entries(const Submission& submission, std::string_view field);

/// The same inputs, with one more entry of `field` shown than before. At most `most_shown`.
Submission with_another_entry(const Submission& submission, std::string_view field);
inline constexpr std::size_t most_shown = 200;

/// The same inputs without those of an entry, named as "<field>.<n>"; the others keep their places.
Submission without_entry(const Submission& submission, std::string_view entry);

}  // namespace panoh::forms
