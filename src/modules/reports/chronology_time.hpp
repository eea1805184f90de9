// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "i18n/translator.hpp"
#include "modules/events/chronology.hpp"

#include <string>

/// Times of the line of events in words.
namespace panoh::reports {

/// "3 May 2026, about 17:40"; empty for a blank day.
std::string in_words(const events::Point& point, const i18n::Translator& translator);
/// From one point until another; the first alone where it has no end.
std::string in_words(const events::Item& item, const i18n::Translator& translator);

/// "34 h 1 min to 58 h"; a sentence where nothing can be said or the order is reversed.
std::string in_words(const events::Measure& measure, const i18n::Translator& translator);

}  // namespace panoh::reports
