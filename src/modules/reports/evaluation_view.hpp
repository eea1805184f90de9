// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"
#include "modules/reports/evaluation_report.hpp"
#include "modules/reports/words_view.hpp"

/// An evaluation as its report, as far as its reader may open it.
namespace panoh::reports {

/// What stands in main file and draft. Findings that are kept apart are in another file and never in this report.
/// `denied` for who may not read the draft.
Result<EvaluationReport> report_of(
    Words& words,
    const evaluation::Opened& evaluation,
    const std::vector<casework::Participant>& people,
    DocumentHead head
);

}  // namespace panoh::reports
