// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/quality.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whether a report by somebody else meets the criteria Q01–Q50, put together into six sets: the minimum content of
/// Annex I 6(b)(i)–(v) and how the examination is handled (IP 2022 paras 313, 355); pure. Which set an item belongs to
/// is this project's own decision.
namespace panoh::evaluation {

/// Of list `review_answers`.
enum class ReviewAnswer { met, partly, not_met, not_applicable, cannot_know };
std::optional<ReviewAnswer> review_answer_named(std::string_view code) noexcept;
/// Whether an answer says nothing without a remark: why it does not apply, why it cannot be known.
bool needs_remark(ReviewAnswer answer) noexcept;

/// What a reviewer answered, by item.
using ReviewAnswers = std::map<std::string, ReviewAnswer, std::less<>>;

/// Of list `minimum_content`, in the order of the Annex; how the examination is handled is the last.
std::span<const std::string_view> review_sets();
/// Items of a set in their order; empty for an unknown one.
std::vector<const QualityItem*> items_of_set(std::string_view set);
/// Empty for an unknown item.
std::string_view set_of_item(std::string_view item);

enum class SetState {
    open,           ///< an item that Annex I requires is not answered yet
    met,            ///< all required items that apply are met
    partly,         ///< some are, or in part
    not_met,        ///< none is, and not all of them for want of knowledge
    cannot_know,    ///< none is met, and no more can be known
    not_applicable  ///< no required item applies
};

/// How far one set is met. Guarantees: answers to items of good practice do not change `state`; making a required item
/// met never makes the state worse.
struct SetResult {
    std::string_view set;
    SetState state = SetState::open;
    std::size_t answered = 0, items = 0;
};
SetResult result_of_set(std::string_view set, const ReviewAnswers& answers);

/// The same score as for one's own report: a drafting aid, never printed. What is met in part, or cannot be known,
/// counts as not there.
Score review_score(const ReviewAnswers& answers);

/// What an item rests on, in pieces for a sentence: kind of source and its number.
struct Basis {
    enum class Kind { annex_one, annex_four, chapter, paragraph, clinician, literature };
    Kind kind = Kind::literature;
    std::string number;  ///< "(ii)", "V", "379"
    bool operator==(const Basis&) const = default;
};
/// Reads the source of an item of list `quality_items`; nothing for one that is not understood.
std::optional<Basis> basis_of(std::string_view source);

}  // namespace panoh::evaluation
