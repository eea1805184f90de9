// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_report.hpp"
#include "modules/reports/evaluation_source_view.hpp"
#include "modules/reports/words_view.hpp"

/// An evaluation as its report, as far as its reader may open it.
namespace panoh::reports {

/// The report of a source. Findings that are kept apart are in another file and never in the report itself: they are
/// a source of their own, whose report is the annex with the sections that say something. Who is named has been told
/// to `words` before (`know_all`).
EvaluationReport report_of(const Words& words, const EvaluationSource& source, DocumentHead head);
/// Names that the records of an evaluation bring along: evaluators, who was present, interpreters, specialists.
void know_names(Words& words, const evaluation::Contents& contents);

}  // namespace panoh::reports
