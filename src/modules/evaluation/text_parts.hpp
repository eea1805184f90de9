// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Sentences and words of a text in any script; pure, over ICU.
namespace panoh::evaluation {

/// Sentences in their order, without white space at the ends, empty ones left out. A list line is a sentence.
std::vector<std::string> sentences_of(std::string_view text);

/// Words of a text: case folded, ё as е, marks such as stress left out, digits as one "0" each, so that sentences that
/// differ in dates or sizes alone have the same words.
std::vector<std::string> words_of(std::string_view text);

/// The same, with digits as they are.
std::vector<std::string> exact_words_of(std::string_view text);

}  // namespace panoh::evaluation
