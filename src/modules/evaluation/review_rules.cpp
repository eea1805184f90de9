// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/review_rules.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace panoh::evaluation {

namespace {

constexpr std::array<std::string_view, 6> sets{
    "circumstances", "history", "examination", "opinion", "authorship", "handling"};

using Place = std::pair<std::string_view, std::string_view>;
constexpr std::array<Place, 50> places{{
    {"Q01", "circumstances"}, {"Q02", "circumstances"}, {"Q03", "circumstances"}, {"Q04", "circumstances"},
    {"Q05", "circumstances"}, {"Q06", "circumstances"}, {"Q07", "circumstances"}, {"Q08", "circumstances"},
    {"Q09", "handling"},      {"Q10", "handling"},      {"Q11", "handling"},      {"Q12", "authorship"},
    {"Q13", "history"},       {"Q14", "history"},       {"Q15", "history"},       {"Q16", "history"},
    {"Q17", "history"},       {"Q18", "history"},       {"Q19", "history"},       {"Q20", "history"},
    {"Q21", "history"},       {"Q22", "history"},       {"Q23", "history"},       {"Q24", "examination"},
    {"Q25", "examination"},   {"Q26", "examination"},   {"Q27", "examination"},   {"Q28", "examination"},
    {"Q29", "examination"},   {"Q30", "examination"},   {"Q31", "examination"},   {"Q32", "examination"},
    {"Q33", "examination"},   {"Q34", "examination"},   {"Q35", "examination"},   {"Q36", "opinion"},
    {"Q37", "opinion"},       {"Q38", "opinion"},       {"Q39", "opinion"},       {"Q40", "opinion"},
    {"Q41", "opinion"},       {"Q42", "opinion"},       {"Q43", "opinion"},       {"Q44", "opinion"},
    {"Q45", "authorship"},    {"Q46", "authorship"},    {"Q47", "authorship"},    {"Q48", "handling"},
    {"Q49", "opinion"},       {"Q50", "handling"},
}};

constexpr int required_weight = 2;

SetState state_of(std::span<const ReviewAnswer> applicable)
{
    const auto all = [&](ReviewAnswer answer) {
        return std::ranges::all_of(applicable, [&](ReviewAnswer each) { return each == answer; });
    };
    const auto some = [&](ReviewAnswer answer) {
        return std::ranges::find(applicable, answer) != applicable.end();
    };
    if (applicable.empty()) return SetState::not_applicable;
    if (all(ReviewAnswer::met)) return SetState::met;
    if (some(ReviewAnswer::met) || some(ReviewAnswer::partly)) return SetState::partly;
    return all(ReviewAnswer::cannot_know) ? SetState::cannot_know : SetState::not_met;
}

std::string after(std::string_view text, std::string_view start)
{
    return std::string(trimmed(text.substr(start.size())));
}

}  // namespace

std::optional<ReviewAnswer> review_answer_named(std::string_view code) noexcept
{
    if (code == "met") return ReviewAnswer::met;
    if (code == "partly") return ReviewAnswer::partly;
    if (code == "not_met") return ReviewAnswer::not_met;
    if (code == "not_applicable") return ReviewAnswer::not_applicable;
    if (code == "cannot_know") return ReviewAnswer::cannot_know;
    return std::nullopt;
}

bool needs_remark(ReviewAnswer answer) noexcept
{
    return answer == ReviewAnswer::not_applicable || answer == ReviewAnswer::cannot_know;
}

std::span<const std::string_view> review_sets()
{
    return sets;
}

std::string_view set_of_item(std::string_view item)
{
    const auto* found = std::ranges::find(places, item, &Place::first);
    return found == places.end() ? std::string_view() : found->second;
}

std::vector<const QualityItem*> items_of_set(std::string_view set)
{
    std::vector<const QualityItem*> found;
    for (const QualityItem& item : quality_items()) {
        if (set_of_item(item.code) == set) found.push_back(&item);
    }
    return found;
}

SetResult result_of_set(std::string_view set, const ReviewAnswers& answers)
{
    SetResult result;
    result.set = set;
    std::vector<ReviewAnswer> applicable;
    bool is_open = false;
    for (const QualityItem* item : items_of_set(set)) {
        ++result.items;
        const auto given = answers.find(item->code);
        if (given != answers.end()) ++result.answered;
        if (item->weight != required_weight) continue;
        if (given == answers.end()) {
            is_open = true;
        } else if (given->second != ReviewAnswer::not_applicable) {
            applicable.push_back(given->second);
        }
    }
    result.state = is_open || result.items == 0 ? SetState::open : state_of(applicable);
    return result;
}

Score review_score(const ReviewAnswers& answers)
{
    GivenAnswers given;
    for (const auto& [item, answer] : answers) {
        GivenAnswer& made = given[item];
        made.answer = answer == ReviewAnswer::met              ? QualityAnswer::present
                      : answer == ReviewAnswer::not_applicable ? QualityAnswer::not_applicable
                                                               : QualityAnswer::absent;
        // Whoever says that an item does not apply has said why: `needs_remark`.
        if (answer == ReviewAnswer::not_applicable) made.reason = item;
    }
    return score_of(given);
}

std::optional<Basis> basis_of(std::string_view source)
{
    constexpr std::string_view one = "IP Annex I 6(b)";
    constexpr std::string_view chapter = "IP ch.";
    constexpr std::string_view paragraph = "IP 2022 para.";
    if (source.starts_with(one)) return Basis{Basis::Kind::annex_one, after(source, one)};
    if (source == "IP Annex I") return Basis{Basis::Kind::annex_one, {}};
    if (source == "IP Annex IV") return Basis{Basis::Kind::annex_four, {}};
    if (source.starts_with(chapter)) return Basis{Basis::Kind::chapter, after(source, chapter)};
    if (source.starts_with(paragraph)) return Basis{Basis::Kind::paragraph, after(source, paragraph)};
    if (source == "role of the clinician") return Basis{Basis::Kind::clinician, {}};
    if (source == "literature") return Basis{Basis::Kind::literature, {}};
    return std::nullopt;
}

}  // namespace panoh::evaluation
