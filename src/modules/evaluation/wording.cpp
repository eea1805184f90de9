// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/wording.hpp"

#include "base/text.hpp"
#include "modules/evaluation/text_parts.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

constexpr std::size_t widest_gap = 2;  ///< words that may stand between two of a pattern

/// One word of a pattern: alternatives separated by "|", each whole or, with a star, a beginning.
struct PatternWord {
    struct Alternative {
        std::string letters;
        bool beginning = false;
    };
    std::vector<Alternative> alternatives;

    [[nodiscard]] bool fits(const std::string& word) const
    {
        return std::ranges::any_of(alternatives, [&](const Alternative& each) {
            return each.beginning ? word.starts_with(each.letters) : word == each.letters;
        });
    }
};
using Pattern = std::vector<PatternWord>;

/// Words after one another, at most two others between them. Folded as the words of a text are.
Pattern read_pattern(std::string_view text)
{
    Pattern pattern;
    for (const std::string_view word : split(text, ' ')) {
        PatternWord read;
        for (const std::string_view alternative : split(word, '|')) {
            const auto letters = words_of(alternative);
            read.alternatives.push_back({letters.empty() ? std::string() : letters.front(), alternative.ends_with('*')}
            );
        }
        pattern.push_back(std::move(read));
    }
    return pattern;
}

template <std::size_t Count>
std::vector<Pattern> read_patterns(const std::array<std::string_view, Count>& texts)
{
    std::vector<Pattern> patterns;
    std::ranges::transform(texts, std::back_inserter(patterns), read_pattern);
    return patterns;
}

constexpr std::array<std::string_view, 17> torture_as_fact{
    "torture was|were|is|has|had committed|inflicted|perpetrated|proven|proved|established|confirmed|used",
    "was|were|been tortured",
    "tortured the",
    "tortured him|her|them",
    "committed|inflicted torture",
    "proves|prove|proven|establishes|confirms torture|tortured",
    "fact of torture",
    "definition of torture",
    "victim of torture",
    "пытк* был* применен*|совершен*|доказан*|установлен*|подтвержден*",
    "пытк* применял*|доказан*|установлен*|подтвержден*",
    "факт* пыт* доказан*|установлен*|подтвержд*|имел*",
    "факт* применен* пыт*",
    "подвергал*|подвергнут*|подвергся|подверглась пытк*",
    "применил*|применял* пытк*",
    "доказыва*|доказал*|подтвержда* пытк*|пыток",
    "пытал* его|ее|их",
};

constexpr std::array<std::string_view, 8> guilt_and_crime{
    "guilty",
    "guilt of",
    "crime of torture",
    "committed a|the crime",
    "criminal|criminally liab*|responsib*",
    "виновен|виновна|виновны|виновност*|виновным|виновными",
    "состав* преступлен*",
    "совершил*|совершен* преступлен*",
};

/// What shows that a sentence reports somebody's words.
constexpr std::array<std::string_view, 14> reporting{
    "says|said|say|told|tells",
    "reports|reported|report|stated|states|described|describes|recalls|recalled",
    "according to",
    "in his|her|their words",
    "history of",
    "сообщ*",
    "рассказ*",
    "по словам|сообщению",
    "со слов",
    "говорит|говорил*|сказал*",
    "заявля*|заявил*",
    "описыва*|описал*",
    "вспомина*",
    "указыва*|указал* что",
};

/// What shows that it weighs or asks.
constexpr std::array<std::string_view, 17> weighing{
    "consistent with",
    "typical|diagnostic of",
    "may|might|could have|be",
    "possible|possibly|possibility|alleged|reported",
    "whether|if",
    "not for|the evaluator|clinician|expert",
    "no conclusion|opinion",
    "question of",
    "соответств*",
    "типичн* для",
    "возможн*|может|могл*|вероятн*",
    "ли",
    "если",
    "не входит|относится|решает",
    "предполага*",
    "вопрос*",
    "диагностир*",
};

/// Degrees in other words than those of the list.
constexpr std::array<std::string_view, 13> other_degrees{
    "most|very|highly likely|probably|probable",
    "probably|likely caused|due|inflicted",
    "suggestive of",
    "strongly suggests|suggest|indicates|supports",
    "compatible with",
    "beyond|without doubt",
    "скорее|вероятнее всего",
    "высок*|больш* вероятност*",
    "вероятно вызван*|причинен*|получен*",
    "совместим* с|со",
    "характерн* для",
    "наводит на",
    "несомненно",
};

/// Degrees as numbers: only beside a word of weighing, for a joint may well move by 50 % less.
constexpr std::array<std::string_view, 7> counted_degrees{
    "on average",
    "average of",
    "percent|percentage",
    "score of",
    "в среднем",
    "процент*",
    "балл*",
};
constexpr std::array<std::string_view, 4> weighed_words{
    "consisten*|inconsisten*",
    "certain*|supported|likely|probab*",
    "соответств*",
    "вероятн*|достоверн*",
};

/// That somebody says it, told by a verb: "the account" alone reports nothing.
constexpr std::array<std::string_view, 6> told_by_somebody{
    "says|said|say|told|tells|states|stated|describes|described",
    "according to",
    "сообща*|сообщил*|говорит|говорил*|сказал*",
    "рассказывает|рассказал*",
    "по словам",
    "со слов",
};

bool fits_from(const std::vector<std::string>& words, std::size_t at, const Pattern& pattern)
{
    if (!pattern.front().fits(words[at])) return false;
    for (std::size_t next = 1; next < pattern.size(); ++next) {
        const std::size_t end = std::min(words.size(), at + widest_gap + 2);
        std::size_t seen = at + 1;
        while (seen < end && !pattern[next].fits(words[seen]))
            ++seen;
        if (seen >= end) return false;
        at = seen;
    }
    return true;
}

bool any_fits(const std::vector<std::string>& words, const std::vector<Pattern>& patterns)
{
    return std::ranges::any_of(patterns, [&](const Pattern& pattern) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (fits_from(words, at, pattern)) return true;
        }
        return false;
    });
}

bool decides_the_law(const std::vector<std::string>& words)
{
    static const auto torture = read_patterns(torture_as_fact);
    static const auto crime = read_patterns(guilt_and_crime);
    static const auto reports = read_patterns(reporting);
    static const auto weighs = read_patterns(weighing);
    if (any_fits(words, reports)) return false;
    if (any_fits(words, crime)) return true;
    return any_fits(words, torture) && !any_fits(words, weighs);
}

bool weighs_otherwise(const std::string& sentence)
{
    static const auto other = read_patterns(other_degrees);
    static const auto counted = read_patterns(counted_degrees);
    static const auto weighed = read_patterns(weighed_words);
    static const auto told = read_patterns(told_by_somebody);
    const auto words = words_of(sentence);
    if (any_fits(words, told)) return false;
    if (any_fits(words, other)) return true;
    const bool is_counted = sentence.find('%') != std::string::npos || any_fits(words, counted);
    return is_counted && any_fits(words, weighed);
}

template <class Notices>
std::vector<LegalWording> sentences_where(std::string_view text, Notices notices)
{
    std::vector<LegalWording> found;
    std::size_t place = 0;
    for (std::string& sentence : sentences_of(text)) {
        if (notices(sentence)) found.push_back({std::move(sentence), place});
        ++place;
    }
    return found;
}

}  // namespace

std::vector<LegalWording> legal_wording(std::string_view text)
{
    return sentences_where(text, [](const std::string& sentence) { return decides_the_law(words_of(sentence)); });
}

std::vector<LegalWording> degree_wording(std::string_view text)
{
    return sentences_where(text, weighs_otherwise);
}

}  // namespace panoh::evaluation
