// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/names.hpp"

#include "modules/casework/names/aliases.hpp"
#include "modules/casework/names/distance.hpp"
#include "modules/casework/names/pairing.hpp"
#include "modules/casework/names/parts.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace panoh::casework {
namespace {

constexpr double possible_from = 0.80;
constexpr double probable_from = 0.90;

/// The score when an assignment of words leaves nothing to take off: the weakest pair counts most, since
/// brothers share a surname and thousands a given name.
constexpr double share_of_weakest = 0.65;
constexpr double share_of_patronymic = 0.7;
constexpr double most_for_one_word = 0.88;
constexpr double most_without_vowels = 0.89;

/// What the pairs of one assignment have in common and what not.
struct Findings {
    double sum = 0;
    double weakest = 1;
    std::size_t pairs = 0;
    bool letters_differ = false;
    bool vowels_differ = false;
    bool endings_differ = false;
    bool short_form = false;
    bool genders_differ = false;
    bool swapped = false;
    bool patronymic_as_surname = false;
    bool order_differs = false;
    bool without_vowels = false;
    bool roles_unknown = true;
};

bool conflict(Role one, Role other, Role left, Role right)
{
    return (left == one && right == other) || (left == other && right == one);
}

void note(Findings& findings, const Word& left, const Word& right, const PairLikeness& pair)
{
    const bool fathers = left.role == Role::patronymic && right.role == Role::patronymic;
    const double likeness = fathers ? 1 - (1 - pair.likeness) * share_of_patronymic : pair.likeness;
    findings.sum += likeness;
    findings.weakest = std::min(findings.weakest, likeness);
    ++findings.pairs;
    findings.letters_differ |= pair.letters_differ;
    findings.vowels_differ |= pair.vowels_differ;
    findings.endings_differ |= pair.endings_differ;
    findings.short_form |= pair.short_form;
    findings.genders_differ |= pair.genders_differ;
    findings.without_vowels |= left.without_vowels != right.without_vowels;
    findings.swapped |= conflict(Role::given, Role::surname, left.role, right.role)
                        || conflict(Role::given, Role::patronymic, left.role, right.role);
    findings.patronymic_as_surname |= conflict(Role::surname, Role::patronymic, left.role, right.role);
    findings.roles_unknown &= left.role == Role::unknown && right.role == Role::unknown;
}

Findings findings_of(const Pairing& pairing, const std::vector<Word>& left, const std::vector<Word>& right)
{
    Findings findings;
    std::size_t last = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (pairing.partner[i] == Pairing::nobody) continue;
        const auto j = static_cast<std::size_t>(pairing.partner[i]);
        findings.order_differs |= findings.pairs > 0 && j < last;
        last = j;
        note(findings, left[i], right[j], pairing.pairs[i]);
    }
    return findings;
}

/// What words without partner take off: a father's name little, since many papers leave it out.
double missing_parts(const Pairing& pairing, const std::vector<Word>& left, const std::vector<Word>& right)
{
    double points = 0;
    const auto add = [&](const Word& word) {
        points += word.role == Role::patronymic || word.ending == Ending::filiation || word.honorific ? 0.02 : 0.05;
    };
    std::vector<bool> taken(right.size(), false);
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (pairing.partner[i] == Pairing::nobody) {
            add(left[i]);
        } else {
            taken[static_cast<std::size_t>(pairing.partner[i])] = true;
        }
    }
    for (std::size_t j = 0; j < right.size(); ++j) {
        if (!taken[j]) add(right[j]);
    }
    return std::min(points, 0.12);
}

Match judge(const Findings& findings, double missing)
{
    Match match;
    const double mean = findings.sum / static_cast<double>(findings.pairs);
    match.score = (1 - share_of_weakest) * mean + share_of_weakest * findings.weakest;
    const auto say = [&](bool holds, MessageId reason, double points) {
        if (!holds) return;
        match.score -= points;
        match.reasons.push_back(std::move(reason));
    };
    const bool same = !findings.letters_differ && !findings.vowels_differ && !findings.endings_differ
                      && !findings.short_form && !findings.without_vowels;
    say(same, msg("names.reason.same"), 0);
    say(findings.vowels_differ && !findings.letters_differ, msg("names.reason.vowels"), 0);
    say(findings.letters_differ, msg("names.reason.letters"), 0);
    say(findings.short_form, msg("names.reason.short_form"), 0);
    say(findings.endings_differ, msg("names.reason.surname_form"), 0);
    say(findings.order_differs, msg("names.reason.order"), findings.roles_unknown ? 0.03 : 0.01);
    say(findings.swapped, msg("names.reason.swapped"), 0.13);
    if (findings.patronymic_as_surname) match.score -= 0.06;
    say(findings.genders_differ, msg("names.reason.gender"), 0.12);
    say(missing > 0, msg("names.reason.missing_part"), missing);
    say(findings.pairs == 1, msg("names.reason.single_part"), 0);
    if (findings.pairs == 1) match.score = std::min(match.score, most_for_one_word);
    say(findings.without_vowels, msg("names.reason.no_vowels"), 0);
    if (findings.without_vowels) match.score = std::min(match.score, most_without_vowels);
    match.score = std::clamp(match.score, 0.0, 1.0);
    return match;
}

Match compare_words(const std::vector<Word>& left, const std::vector<Word>& right)
{
    const auto pairing = best_pairing(left, right);
    const auto findings = findings_of(pairing, left, right);
    if (findings.pairs == 0) return {};
    return judge(findings, missing_parts(pairing, left, right));
}

int difference(const LetterCounts& left, const LetterCounts& right) noexcept
{
    int sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        sum += std::abs(static_cast<int>(left[i]) - static_cast<int>(right[i]));
    }
    return sum;
}

/// Whether two neighbours, written as one, may be the word `whole`.
bool may_be_joined(const Word& first, const Word& second, const Word& whole) noexcept
{
    constexpr int most = 2;
    const auto length = static_cast<int>(first.letters.size() + second.letters.size());
    if (std::abs(length - static_cast<int>(whole.letters.size())) > most) return false;
    auto counts = first.all_counts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i] = static_cast<std::uint8_t>(counts[i] + second.all_counts[i]);
    }
    return difference(counts, whole.all_counts) <= most;
}

/// Whether that holds for the neighbours `at` and `at + 1` of the longer name.
bool may_be_joined(const std::vector<Word>& longer, std::size_t at, const std::vector<Word>& shorter) noexcept
{
    return std::any_of(shorter.begin(), shorter.end(), [&](const Word& whole) {
        return may_be_joined(longer[at], longer[at + 1], whole);
    });
}

Match compare_parts(const Folded::Parts& left, const Folded::Parts& right)
{
    auto best = compare_words(left.words, right.words);
    if (left.words.size() == right.words.size() || best.score >= probable_from) return best;
    const auto& longer = left.words.size() > right.words.size() ? left.words : right.words;
    const auto& shorter = left.words.size() > right.words.size() ? right.words : left.words;
    for (std::size_t at = 0; at + 1 < longer.size(); ++at) {
        if (!may_be_joined(longer, at, shorter)) continue;
        auto other = compare_words(with_joined_words(longer, at), shorter);
        if (other.score > best.score) best = std::move(other);
    }
    return best;
}

/// Whether two words can be alike enough for a score of 0.80 at all. That takes a likeness of 0.72 in every pair,
/// of 0.61 between fathers' names; the letters counted give a lower bound of the distance.
bool may_pair(const Word& left, const Word& right) noexcept
{
    if (left.letters.size() == 1 || right.letters.size() == 1 || shared_group(left.forms, right.forms) != 0)
        return true;
    const auto longer = static_cast<int>(std::max({left.stem.size(), right.stem.size(), std::size_t{4}}));
    const bool fathers = left.role == Role::patronymic && right.role == Role::patronymic;
    const int most = longer * (fathers ? 30 : 22);
    if (difference(left.counts, right.counts) * cost_of_a_counted_letter > most) return false;
    return distance(left.stem, right.stem, left.without_vowels != right.without_vowels, most) <= most;
}

bool may_match(const Folded::Parts& left, const Folded::Parts& right) noexcept
{
    const auto& shorter = left.words.size() <= right.words.size() ? left.words : right.words;
    const auto& longer = left.words.size() <= right.words.size() ? right.words : left.words;
    const bool all_paired = std::all_of(shorter.begin(), shorter.end(), [&](const Word& word) {
        return std::any_of(longer.begin(), longer.end(), [&](const Word& other) { return may_pair(word, other); });
    });
    if (all_paired) return true;
    for (std::size_t at = 0; shorter.size() != longer.size() && at + 1 < longer.size(); ++at) {
        if (may_be_joined(longer, at, shorter)) return true;
    }
    return false;
}

}  // namespace

Folded::Folded(std::string_view name)
    : parts_(std::make_shared<Parts>(parts_of(name)))
{}

std::string fold(std::string_view name)
{
    std::string out;
    for (const auto& word : parts_of(name).words) {
        if (!out.empty()) out += ' ';
        out += word.letters;
    }
    return out;
}

std::vector<std::string> keys(std::string_view name)
{
    std::set<std::string> found;
    for (const auto& word : parts_of(name).words) {
        if (word.honorific || word.letters.size() < 2) continue;
        found.insert(skeleton_of(word.stem));
        for (const auto group : word.forms) {
            if (group != 0) found.insert(skeleton_of(head_of(group)));
        }
    }
    found.erase("");
    return {found.begin(), found.end()};
}

Likeness likeness_of(double score) noexcept
{
    if (score >= probable_from) return Likeness::probable;
    return score >= possible_from ? Likeness::possible : Likeness::unlikely;
}

MessageId message_of(Likeness likeness)
{
    switch (likeness) {
    case Likeness::probable:
        return msg("names.likeness.probable");
    case Likeness::possible:
        return msg("names.likeness.possible");
    case Likeness::unlikely:
        return msg("names.likeness.unlikely");
    }
    return msg("names.likeness.unlikely");
}

Match compare(const Folded& left, const Folded& right)
{
    return compare_parts(left.parts(), right.parts());
}

Match compare(std::string_view left, std::string_view right)
{
    return compare(Folded(left), Folded(right));
}

std::vector<Found> search(const Folded& name, std::span<const Folded> among, double least)
{
    std::vector<Found> found;
    for (std::size_t i = 0; i < among.size(); ++i) {
        if (!may_match(name.parts(), among[i].parts())) continue;
        auto match = compare(name, among[i]);
        if (match.score >= least) found.push_back({i, std::move(match)});
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
        return left.match.score > right.match.score;
    });
    return found;
}

}  // namespace panoh::casework
