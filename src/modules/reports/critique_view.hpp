// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/critique_report.hpp"
#include "modules/reports/evaluation_source_view.hpp"
#include "modules/reports/words_view.hpp"

/// The review of somebody else's report as its letter, as far as its reader may open it.
namespace panoh::reports {

/// `not_found` for an evaluation that reviews no report, `invalid_input` while the report is not entered. Who is named
/// has been told to `words` before (`know_all`); those who signed the reviewed report stand in a document with names
/// only.
Result<Critique> critique_of(Words& words, const EvaluationSource& source, DocumentHead head);

/// What a criterion rests on, in words of the document's language; `source` is that of list `quality_items`.
std::string basis_words(const Words& words, std::string_view source);

}  // namespace panoh::reports
