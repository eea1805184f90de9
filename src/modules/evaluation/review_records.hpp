// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/review_rules.hpp"
#include "modules/evaluation/service.hpp"

#include <string_view>
#include <vector>

/// The review of a report by somebody else, as records of a draft. They stand among the conclusions of its `Contents`:
/// that is what a review concludes, and so they are read, frozen and signed like every conclusion.
namespace panoh::evaluation {

/// Whether the evaluation looks at a report by somebody else.
bool is_review(const Opened& evaluation);
bool is_review(const vault::Record& evaluation);
/// Whether a report about a report has this section of annex IV.
bool is_section_of_review(std::string_view section);
/// Types that only a review has.
bool is_type_of_review(std::string_view type);

/// Refers to the contents that it was made from.
struct Review {
    const vault::Record* report = nullptr;      ///< the newest `reviewed_report`
    std::vector<const vault::Record*> answers;  ///< in the order of the items, one for each
    std::vector<const vault::Record*> notes;    ///< in the order in which they were written
};
Review review_of(const Contents& contents);
const vault::Record* answer_to(const Review& review, std::string_view item);
ReviewAnswers answers_in(const Review& review);

/// Inputs of the form of a set: "Q01.answer", "Q01.quotation", "Q01.page", "Q01.remark" and "Q01.base", the revision
/// that the form showed, 0 for none.
struct SetOutcome {
    std::vector<forms::FormProblem> problems;
    /// Items that a colleague answered otherwise meanwhile; nothing was written.
    std::vector<std::string> meanwhile;
    [[nodiscard]] bool saved() const noexcept { return problems.empty() && meanwhile.empty(); }
};
/// Saves the answers to all items of a set in one step. An item whose answer is blank again is taken out of use; an
/// answer that says nothing without a remark needs one. A repeated batch answers as the first did.
Result<SetOutcome> save_set(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    std::string_view set,
    const forms::Submission& submission,
    const BatchId& batch
);

}  // namespace panoh::evaluation
