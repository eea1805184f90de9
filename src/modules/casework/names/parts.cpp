// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/parts.hpp"

#include "modules/casework/names/aliases.hpp"
#include "modules/casework/names/alphabet.hpp"

#include <algorithm>

namespace panoh::casework {
namespace {

struct EndingRule {
    std::string_view letters;
    Ending ending;
    Gender gender;
    std::size_t least_stem;
};

/// In the neutral alphabet; the first that fits is taken.
constexpr std::array ending_rules{
    EndingRule{"ovic", Ending::patronymic, Gender::man, 2},
    EndingRule{"evic", Ending::patronymic, Gender::man, 2},
    EndingRule{"ovna", Ending::patronymic, Gender::woman, 2},
    EndingRule{"evna", Ending::patronymic, Gender::woman, 2},
    EndingRule{"inicna", Ending::patronymic, Gender::woman, 2},
    EndingRule{"icna", Ending::patronymic, Gender::woman, 3},
    EndingRule{"zoda", Ending::zoda, Gender::unknown, 2},
    EndingRule{"zada", Ending::zoda, Gender::unknown, 2},
    EndingRule{"zade", Ending::zoda, Gender::unknown, 2},
    EndingRule{"zod", Ending::zoda, Gender::unknown, 4},
    EndingRule{"zad", Ending::zoda, Gender::unknown, 4},
    EndingRule{"ova", Ending::ov, Gender::woman, 2},
    EndingRule{"eva", Ending::ov, Gender::woman, 2},
    EndingRule{"ov", Ending::ov, Gender::man, 2},
    EndingRule{"ev", Ending::ov, Gender::man, 2},
    EndingRule{"of", Ending::ov, Gender::man, 3},
    EndingRule{"ef", Ending::ov, Gender::man, 3},
    EndingRule{"ulu", Ending::filiation, Gender::man, 3},
    EndingRule{"uli", Ending::filiation, Gender::man, 4},
    EndingRule{"kizi", Ending::filiation, Gender::woman, 3},
    EndingRule{"gizi", Ending::filiation, Gender::woman, 3},
    EndingRule{"ogli", Ending::filiation, Gender::man, 3},
    EndingRule{"ugli", Ending::filiation, Gender::man, 3},
    EndingRule{"oglu", Ending::filiation, Gender::man, 3},
    EndingRule{"duht", Ending::lineage, Gender::woman, 3},
    EndingRule{"pur", Ending::lineage, Gender::unknown, 4},
    EndingRule{"nio", Ending::lineage, Gender::unknown, 4},
    EndingRule{"far", Ending::lineage, Gender::unknown, 4},
    EndingRule{"ion", Ending::ion, Gender::unknown, 4},
    EndingRule{"ian", Ending::ion, Gender::unknown, 4},
    EndingRule{"i", Ending::i, Gender::unknown, 4},
};

/// The same in a script without short vowels.
constexpr std::array written_without_vowels{
    EndingRule{"zadh", Ending::zoda, Gender::unknown, 2},
    EndingRule{"zad", Ending::zoda, Gender::unknown, 2},
    EndingRule{"auf", Ending::ov, Gender::man, 2},
    EndingRule{"uf", Ending::ov, Gender::man, 3},
    EndingRule{"aua", Ending::ov, Gender::woman, 2},
    EndingRule{"ua", Ending::ov, Gender::woman, 3},
    EndingRule{"i", Ending::i, Gender::unknown, 3},
};

/// Words of their own that make the word before them a father's name.
struct Particle {
    std::string_view letters;
    Ending ending;
    Gender gender;
};

constexpr std::array particles{
    Particle{"ulu", Ending::filiation, Gender::man},
    Particle{"uli", Ending::filiation, Gender::man},
    Particle{"ul", Ending::filiation, Gender::man},
    Particle{"kizi", Ending::filiation, Gender::woman},
    Particle{"kiz", Ending::filiation, Gender::woman},
    Particle{"gizi", Ending::filiation, Gender::woman},
    Particle{"ogli", Ending::filiation, Gender::man},
    Particle{"ugli", Ending::filiation, Gender::man},
    Particle{"oglu", Ending::filiation, Gender::man},
    Particle{"dze", Ending::filiation, Gender::man},
    Particle{"asuli", Ending::filiation, Gender::woman},
    Particle{"zoda", Ending::zoda, Gender::unknown},
    Particle{"zade", Ending::zoda, Gender::unknown},
    Particle{"zada", Ending::zoda, Gender::unknown},
};

constexpr std::array<std::string_view, 9> honorifics{"jon", "bek", "han", "hon", "wo", "woh", "mir", "begi", "aka"};

/// Endings that only surnames have, without being cut off.
constexpr std::array<std::string_view, 5> surname_ends{"dze", "wvili", "ski", "skaia", "enko"};

template <class Rules>
void cut_ending(Word& word, const Rules& rules)
{
    word.stem = word.letters;
    for (const auto& rule : rules) {
        if (word.letters.size() < rule.letters.size() + rule.least_stem || !word.letters.ends_with(rule.letters))
            continue;
        word.stem.resize(word.letters.size() - rule.letters.size());
        word.ending = rule.ending;
        word.gender = rule.gender;
        return;
    }
}

bool is_surname(const Word& word)
{
    if (word.ending == Ending::ov || word.ending == Ending::zoda) return true;
    return word.letters.size() > 5 && std::any_of(surname_ends.begin(), surname_ends.end(), [&](std::string_view end) {
               return word.letters.ends_with(end);
           });
}

/// Takes the word as one that belongs to the word before it, if it is.
bool take_particle(const NeutralWord& word, std::vector<Word>& words)
{
    if (words.empty()) return false;
    const auto* const found = std::find_if(particles.begin(), particles.end(), [&](const Particle& particle) {
        return particle.letters == word.letters;
    });
    if (found == particles.end()) return false;
    auto& father = words.back();
    father.stem = father.letters;
    father.ending = found->ending;
    father.gender = found->gender;
    father.counts = counts_of(father.stem);
    return true;
}

void give_roles(std::vector<Word>& words)
{
    const bool has_surname = std::any_of(words.begin(), words.end(), is_surname);
    for (auto& word : words) {
        if (word.ending == Ending::patronymic || (word.ending == Ending::filiation && has_surname)) {
            word.role = Role::patronymic;
        } else if (is_surname(word)) {
            word.role = Role::surname;
        } else if (has_surname) {
            word.role = Role::given;
        }
    }
}

void mark_honorifics(std::vector<Word>& words)
{
    if (words.size() < 3) return;
    for (auto& word : words) {
        word.honorific = std::find(honorifics.begin(), honorifics.end(), word.letters) != honorifics.end();
    }
}

/// Class of a consonant for counting. Letters that are confused cheaply share a class, letters that come and go
/// have none: see `cost_of_a_counted_letter`.
int counted_class(char letter) noexcept
{
    constexpr std::array<std::string_view, 7> classes{"bpf", "dt", "k", "l", "mn", "r", "szxcw"};
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i].find(letter) != std::string_view::npos) return static_cast<int>(i);
    }
    return -1;
}

/// "d" in дж and дз, which some spellings leave out.
bool is_swallowed(std::string_view letters, std::size_t at) noexcept
{
    return letters[at] == 'd' && at + 1 < letters.size() && (letters[at + 1] == 'j' || letters[at + 1] == 'z');
}

/// One letter for those that dialects and offices exchange.
char merged_letter(char letter) noexcept
{
    switch (letter) {
    case 'f':
        return 'p';
    case 'x':
        return 's';
    case 'e':
        return 'i';
    case 'o':
    case 'u':
        return 'a';
    default:
        return letter;
    }
}

/// With ending, groups of forms and counts, from its letters. The forms of a given name are never cut: "Яков".
Word finished(Word word)
{
    word.forms = form_groups_of(word.letters);
    if (word.without_vowels) {
        cut_ending(word, written_without_vowels);
    } else if (word.forms != FormGroups{}) {
        word.stem = word.letters;
    } else {
        cut_ending(word, ending_rules);
    }
    if (word.forms == FormGroups{}) word.forms = form_groups_of(word.stem);
    word.counts = counts_of(word.stem);
    word.all_counts = counts_of(word.letters);
    return word;
}

}  // namespace

LetterCounts counts_of(std::string_view letters) noexcept
{
    LetterCounts counts{};
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const int of = is_swallowed(letters, i) ? -1 : counted_class(letters[i]);
        if (of >= 0) ++counts[static_cast<std::size_t>(of)];
    }
    return counts;
}

std::vector<Word> with_joined_words(const std::vector<Word>& words, std::size_t at)
{
    std::vector<Word> joined(words.begin(), words.end());
    auto& first = joined[at];
    const auto& second = joined[at + 1];
    const bool doubled = first.letters.back() == second.letters.front();
    Word whole;
    whole.letters = first.letters + second.letters.substr(doubled ? 1 : 0);
    whole.without_vowels = first.without_vowels || second.without_vowels;
    first = finished(std::move(whole));
    joined.erase(joined.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    give_roles(joined);
    mark_honorifics(joined);
    return joined;
}

Folded::Parts parts_of(std::string_view name)
{
    Folded::Parts parts;
    for (auto& neutral : neutral_words(name)) {
        if (take_particle(neutral, parts.words)) continue;
        Word word;
        word.letters = std::move(neutral.letters);
        word.without_vowels = neutral.without_vowels;
        parts.words.push_back(finished(std::move(word)));
    }
    give_roles(parts.words);
    mark_honorifics(parts.words);
    return parts;
}

std::string skeleton_of(std::string_view stem)
{
    std::string consonants;
    std::string merged;
    for (std::size_t i = 0; i < stem.size(); ++i) {
        if (stem[i] == 'h' || is_swallowed(stem, i)) continue;
        const char letter = merged_letter(stem[i]);
        if (!is_vowel(letter) && (consonants.empty() || consonants.back() != letter)) consonants.push_back(letter);
        if (merged.empty() || merged.back() != letter) merged.push_back(letter);
    }
    return consonants.size() < 2 ? merged : consonants;
}

}  // namespace panoh::casework
