// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_source_view.hpp"
#include "modules/reports/health_conclusion_report.hpp"
#include "modules/reports/words_view.hpp"

/// What an evaluation found about somebody's health, without account, cause or degree.
namespace panoh::reports {

/// Findings that are kept apart are in another file and never in this document. Who is named has been told to `words`
/// before (`know_all`); `people` holds the person who was examined.
HealthConclusion health_conclusion_of(
    const Words& words,
    const EvaluationSource& source,
    const std::vector<casework::Participant>& people,
    DocumentHead head
);

}  // namespace panoh::reports
