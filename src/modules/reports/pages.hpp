// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/wish.hpp"
#include "web/pages/context.hpp"

/// Handlers of this slice; which address leads to which stands in `module.cpp`.
namespace panoh::reports {

web::Response case_documents_page(web::PageContext& context);
web::Response make_case_document(web::PageContext& context);

web::Response evaluation_documents_page(web::PageContext& context);
web::Response make_evaluation_document(web::PageContext& context);

/// A document that was made, and what follows when it leaves.
struct Made {
    documents::Document document;
    std::string what;  ///< for the files of the people: "Chronology of events, case A-2026-0007"
};

/// The chronology of a case, as far as the reader may open it. `decision` is what the consents say.
Result<Made> case_chronology(
    web::PageContext& context, const RecordId& matter, const Wish& wish, const casework::PaperDecision& decision
);
/// The evidence of a case as a list.
Result<Made> case_evidence_list(
    web::PageContext& context, const RecordId& matter, const Wish& wish, const casework::PaperDecision& decision
);
/// The report of an evaluation.
Result<Made> evaluation_report(
    web::PageContext& context, const RecordId& evaluation, const Wish& wish, const casework::PaperDecision& decision
);

}  // namespace panoh::reports
