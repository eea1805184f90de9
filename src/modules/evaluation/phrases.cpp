// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/phrases.hpp"

#include "modules/evaluation/text_parts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace panoh::evaluation {

namespace {

constexpr double alike = 0.8;
constexpr std::size_t least_words = 8;
constexpr std::size_t group = 3;

/// Groups of three neighbouring words; a shorter sentence is one group.
std::set<std::string> groups_of(const std::vector<std::string>& words)
{
    std::set<std::string> groups;
    if (words.empty()) return groups;
    const std::size_t length = std::min(group, words.size());
    for (std::size_t at = 0; at + length <= words.size(); ++at) {
        std::string joined;
        for (std::size_t each = 0; each < length; ++each)
            joined += words[at + each] + ' ';
        groups.insert(std::move(joined));
    }
    return groups;
}

double share_of(std::size_t common, std::size_t one, std::size_t other)
{
    const std::size_t all = one + other - common;
    return all == 0 ? 0.0 : static_cast<double>(common) / static_cast<double>(all);
}

struct KnownSentence {
    std::size_t groups = 0;
    std::string other;
};

/// Sentences of other texts, found by the groups that they have.
struct Known {
    std::vector<KnownSentence> sentences;
    std::unordered_map<std::string, std::vector<std::size_t>> by_group;

    void add(const OtherText& text)
    {
        for (const std::string& sentence : sentences_of(text.text)) {
            const auto words = words_of(sentence);
            if (words.size() < least_words) continue;
            const auto groups = groups_of(words);
            for (const std::string& each : groups)
                by_group[each].push_back(sentences.size());
            sentences.push_back({groups.size(), text.id});
        }
    }

    /// The best likeness with each other text that has a sentence alike.
    [[nodiscard]] std::map<std::string, double> alike_to(const std::set<std::string>& groups) const
    {
        std::unordered_map<std::size_t, std::size_t> common;
        for (const std::string& each : groups) {
            const auto found = by_group.find(each);
            if (found == by_group.end()) continue;
            for (const std::size_t sentence : found->second)
                ++common[sentence];
        }
        std::map<std::string, double> best;
        for (const auto& [sentence, shared] : common) {
            const double share = share_of(shared, groups.size(), sentences[sentence].groups);
            if (share < alike) continue;
            double& so_far = best[sentences[sentence].other];
            so_far = std::max(so_far, share);
        }
        return best;
    }
};

bool is_allowed(const std::vector<std::string>& words, const std::vector<std::vector<std::string>>& allowed)
{
    return std::ranges::find(allowed, words) != allowed.end();
}

}  // namespace

double likeness(std::string_view one, std::string_view other)
{
    const auto left = groups_of(words_of(one));
    const auto right = groups_of(words_of(other));
    const auto common = static_cast<std::size_t>(std::ranges::count_if(left, [&](const std::string& each) {
        return right.contains(each);
    }));
    return share_of(common, left.size(), right.size());
}

std::vector<Repetition>
repeated_sentences(std::string_view text, std::span<const OtherText> others, std::span<const std::string> allowed)
{
    Known known;
    for (const OtherText& other : others)
        known.add(other);
    std::vector<std::vector<std::string>> usual;
    std::ranges::transform(allowed, std::back_inserter(usual), [](const std::string& each) { return words_of(each); });

    std::vector<Repetition> found;
    std::size_t place = 0;
    for (const std::string& sentence : sentences_of(text)) {
        const std::size_t here = place++;
        const auto words = words_of(sentence);
        if (words.size() < least_words || is_allowed(words, usual)) continue;
        const auto best = known.alike_to(groups_of(words));
        if (best.empty()) continue;
        const auto most = std::ranges::max_element(best, {}, &std::pair<const std::string, double>::second);
        found.push_back({here, sentence, most->first, most->second, best.size()});
    }
    return found;
}

}  // namespace panoh::evaluation
