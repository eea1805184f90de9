// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/rules.hpp"

#include <string_view>

/// Calls in which nobody spoke, and abusive ones: counted, and kept apart from those that ask for something. Pure.
namespace panoh::intake {

/// Whether a word of a form names one of the kinds: "silent", "abusive".
bool is_apart_kind(std::string_view word);
/// What is kept of such a call, whatever else was typed: line, time, place of the line, the words and the number that
/// was shown, which nobody may call.
CallBoxes set_apart(const CallBoxes& typed, std::string_view kind, const Entry& entry);

}  // namespace panoh::intake
