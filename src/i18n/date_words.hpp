// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace panoh::i18n {

class Translator;

enum class DateStyle { words, numbers };

/// An EDTF date (level 1) as a reader says it; text that is no such date comes back as it is.
std::string date_in_words(const Translator& translator, std::string_view edtf, DateStyle style);

}  // namespace panoh::i18n
