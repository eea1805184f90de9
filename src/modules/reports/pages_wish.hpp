// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/words_view.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

/// The form that asks how a document is wanted, and its way out.
namespace panoh::reports {

/// What was sent; what was not sent is the least: pseudonymised, for somebody outside.
Wish sent_wish(const web::PageContext& context, std::set<forms::Compartment> drawn);

/// The page of one kind of document.
struct DocumentPage {
    web::PageHead head;
    html::Url action;
    std::string explanation;              ///< what stands in it, and what does not
    std::vector<web::Choice> kinds = {};  ///< to choose from; empty: there is one
    html::Html before = {};               ///< what there is already, above the form
};
/// The form, with mistakes and what consents do not allow. Answers 422 when there are any.
web::Response wish_page(
    web::PageContext& context,
    const DocumentPage& page,
    const std::vector<WishProblem>& problems,
    const casework::PaperDecision& decision
);

/// Head of a document in its language.
DocumentHead head_of(
    const Words& words,
    std::string title,
    const std::string& number,
    const OrganisationId& organisation,
    const Wish& wish,
    const casework::PaperDecision& decision
);

/// Makes the document, enters in the files of the people that it left, and only then gives it. With mistakes or without
/// consent the form again.
web::Response give(
    web::PageContext& context,
    const DocumentPage& page,
    const Wish& wish,
    const std::vector<casework::Participant>& people,
    std::string_view kind,
    const std::string& number,
    const std::function<Result<Made>(const casework::PaperDecision&)>& make
);

}  // namespace panoh::reports
