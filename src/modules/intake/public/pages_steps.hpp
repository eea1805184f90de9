// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/public/pages_frame.hpp"
#include "modules/intake/public/request.hpp"

/// One page for each question of the public form.
namespace panoh::intake {

/// What a page of the form shows besides its question.
struct StepState {
    RequestForm form;   ///< with what was typed on this page
    std::string carry;  ///< what the next page gets, sealed
    Mended mended;
    bool to_check = false;  ///< goes back to the last page, from which it was called
    bool was_lost = false;  ///< earlier answers are gone and have to be given again
    bool was_removed = false;
};

Response step_page(const PublicPage& page, RequestStep step, const StepState& state);
/// Numbers first, for somebody in danger; the form goes on below.
Response danger_page(const PublicPage& page, const StepState& state);
/// The eight words, once.
Response receipt_page(const PublicPage& page, const Sensitive<std::string>& words);

/// "1.2 MB"
std::string size_words(const PageContext& context, std::uint64_t bytes);

}  // namespace panoh::intake
