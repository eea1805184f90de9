// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evidence_list_report.hpp"
#include "modules/reports/words_view.hpp"

/// The evidence of a case as a list, as far as its reader may open it.
namespace panoh::reports {

/// Items in the order in which they came, with who holds them and whether their chains hold. `with_words`: also what
/// somebody wrote about them; who gave an item stands in it only together with names. Words about an item that is
/// marked as delicate stay out.
Result<EvidenceList> evidence_list_of(
    Words& words,
    const FileId& case_file,
    const std::vector<casework::Participant>& people,
    DocumentHead head,
    bool with_words
);

}  // namespace panoh::reports
