// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_sheet.hpp"
#include "modules/reports/evaluation_source_view.hpp"
#include "modules/reports/words_view.hpp"

#include <vector>

/// The documents around a signature: the text that is signed, and the sheet that says who signed it and what was added.
namespace panoh::reports {

/// Who was examined.
std::vector<casework::Participant> examined_in(web::PageContext& context, const evaluation::Opened& evaluation);

/// Names that may come up in a document of an evaluation: the person, colleagues, whoever its records name. After
/// signing the person is called as they were called in what was signed. `denied` when names have to be kept out that
/// the reader may not read.
Result<void> know_all(Words& words, const evaluation::Opened& evaluation, const EvaluationSource& source);

std::vector<ReportPart> addenda_in_words(const Words& words, const EvaluationSource& source);
SignatureSheet sheet_of(const Words& words, const EvaluationSource& source, DocumentHead head);

/// "DRAFT" for what nobody has signed; else nothing.
std::string mark_of(const Words& words, const EvaluationSource& source);

/// The report of what stands in a part now, or its annex, under the fingerprint of what is frozen. It holds no day and
/// no link of the chain, so that the same revisions give the same bytes. In the language of the evaluation, with names.
Result<evaluation::ReportFiles> report_to_sign(
    web::PageContext& context, const evaluation::Opened& evaluation, bool apart, const evaluation::Frozen& frozen
);

}  // namespace panoh::reports
