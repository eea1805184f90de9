// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/chronology_report.hpp"
#include "modules/reports/sexual_violence.hpp"
#include "modules/reports/words_view.hpp"

/// The account of events of a case as a chronology, as far as its reader may open it.
namespace panoh::reports {

/// First versions stand on the line; what other sources say stands beside them. `denied` for who may not read the
/// accounts of the case.
Result<Chronology> chronology_of(
    Words& words,
    const FileId& file,
    const std::vector<casework::Participant>& people,
    DocumentHead head,
    const SexualViolenceGate& gate
);

}  // namespace panoh::reports
