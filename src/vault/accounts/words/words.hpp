// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/random.hpp"
#include "base/sensitive.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Word lists for passphrases that people can say, write and remember (packs/words).
namespace panoh::words {

/// ISO 639 codes of the lists that are compiled in.
std::vector<std::string> languages();

/// The list of a language in alphabetical order, without repetitions; English for a language without a
/// list. At least 4,096 lower-case words.
std::span<const std::string_view> words(std::string_view language);

/// Bits of entropy in `count` words, each drawn uniformly and by itself.
double entropy_bits(std::string_view language, std::size_t count);

/// How many words give at least so many bits.
std::size_t words_for(std::string_view language, double least_bits);

/// Words joined by one space, as many as `least_bits` asks for (77 bits: six words of 7,776). Of an
/// unlucky draw nothing is thrown away, so that the entropy is what `entropy_bits` says.
Sensitive<std::string> generate_passphrase(Random& random, std::string_view language, double least_bits = 77);

}  // namespace panoh::words
