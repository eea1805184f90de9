// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service_seal.hpp"
#include "web/pages/context.hpp"

#include <optional>
#include <string>
#include <vector>

/// What a document of an evaluation is made from: what stands in the draft now, or what was signed.
namespace panoh::reports {

/// How far the text of a document has come.
enum class Standing {
    draft,          ///< nobody has signed: it says so on every page
    for_signature,  ///< the very text that is signed: it stays the same when it was
    signed_by_all,  ///< made later, from the signed revisions
};

struct EvaluationSource {
    Standing standing = Standing::draft;
    bool apart = false;
    vault::Record evaluation;
    evaluation::Contents contents;
    std::vector<vault::Record> requests;
    std::string sha256;                              ///< of what is signed; empty for a draft
    std::optional<evaluation::SignedReport> report;  ///< when all have signed
    std::vector<vault::Record> signatures, addenda;  ///< under what was signed, in their order
};

/// What was signed, as it was signed, whatever became of draft and records since; before that the draft. `denied` for
/// who may read neither.
Result<EvaluationSource> source_of(web::PageContext& reader, const evaluation::Opened& evaluation, bool apart);
/// What stands in the draft now, to be signed under this fingerprint.
Result<EvaluationSource>
source_to_sign(web::PageContext& reader, const evaluation::Opened& evaluation, bool apart, const std::string& sha256);

}  // namespace panoh::reports
