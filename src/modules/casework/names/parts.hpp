// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/names/names.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a folded name is made of. Internal to this folder.
namespace panoh::casework {

/// Endings that come and go with reforms, offices and transliterations.
enum class Ending : std::uint8_t {
    none,
    ov,          ///< -ов, -ев, -ова, -ева
    zoda,        ///< -зода, -зод, -zade
    i,           ///< -ӣ, -и
    ion,         ///< -иён, -ян
    lineage,     ///< -пур, -духт, -ниё, -фар
    patronymic,  ///< -ович, -овна
    filiation,   ///< -ұлы, -уулу, -қызы, -oʻgʻli, attached or as a word of its own
};

enum class Gender : std::uint8_t { unknown, man, woman };

/// What a word is in its name, as far as the spelling tells.
enum class Role : std::uint8_t { unknown, given, surname, patronymic };

/// How many letters of each class of consonants a word has: eight counters of eight bits.
using LetterCounts = std::array<std::uint8_t, 8>;

struct Word {
    std::string letters;  ///< in the neutral alphabet, with its ending
    std::string stem;     ///< without its ending
    Ending ending = Ending::none;
    Gender gender = Gender::unknown;
    Role role = Role::unknown;
    bool honorific = false;                ///< "жон", "бек", "хон" as a word of its own
    bool without_vowels = false;           ///< from a script that leaves short vowels out
    std::array<std::uint16_t, 3> forms{};  ///< groups of alternative forms, 0 = none
    LetterCounts counts{};                 ///< of the stem
    LetterCounts all_counts{};             ///< of the letters
};

struct Folded::Parts {
    std::vector<Word> words;
};

/// Words of a name with endings, roles and groups of forms.
Folded::Parts parts_of(std::string_view name);

/// The same name with the words `at` and `at + 1` written as one ("Нур Мухаммад").
std::vector<Word> with_joined_words(const std::vector<Word>& words, std::size_t at);

LetterCounts counts_of(std::string_view letters) noexcept;

/// Consonants of a stem without those that come and go (h), kindred ones merged; for stems with fewer than two
/// consonants the stem itself with merged vowels.
std::string skeleton_of(std::string_view stem);

}  // namespace panoh::casework
