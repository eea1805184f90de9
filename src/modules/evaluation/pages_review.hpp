// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/review_records.hpp"

/// What the task list of a review shows: the report that is reviewed, the criteria, what was noted beside them.
namespace panoh::evaluation {

Html review_cards(PageContext& context, const Opened& evaluation, const Contents& contents, bool writes);
/// "12 of 50 criteria are answered", as a line that leads on.
Html review_progress(const PageContext& context, const Opened& evaluation, const Contents& contents);

/// A review that the address names, with its draft.
Result<Opened> review_in(PageContext& context);
Url review_of_evaluation(const Opened& evaluation);
Url place_of_set(const Opened& evaluation, std::string_view set);
/// "Q05 · No police or guards, or their presence explained"
std::string item_words(const PageContext& context, std::string_view item);
Html answer_tag(const PageContext& context, const vault::Record* answer);
/// The answers of one set, each with what was quoted and remarked.
Html answers_of_set(PageContext& context, const Review& review, std::string_view set);

}  // namespace panoh::evaluation
