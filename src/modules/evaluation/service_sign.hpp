// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/service.hpp"

/// From a draft to a report that is signed and never edited again, and what is added to it later.
/// Whoever calls `sign` and `add_addendum` has asked for the second factor anew.
namespace panoh::evaluation {

/// Whether a file of the evaluation takes no change any more: it is signed by all, or given up.
bool is_closed(const Records& records, const Opened& evaluation, const FileId& file);
/// The same for every slice, whatever writes there: a draft that was signed or given up, signatures, addenda, and the
/// files of a signature (`records::ClosedRule`).
bool closes(const vault::Vault& vault, const FileId& file, forms::Compartment part, const RecordId& record);

/// What would be signed now: named revisions and the records that they cite, in canonical JSON (members sorted, UTF-8,
/// no white space). Guarantees: the same revisions give the same bytes; drafting aids are not in it.
Result<Frozen> freeze(const Records& records, const Caller& caller, const Opened& evaluation, bool apart);

/// What stops signing, and what is shown once more before it. `required_missing` names items of weight 2 without which
/// a sentence in the statement of restrictions is needed.
struct Readiness {
    std::vector<Noticed> noticed;
    std::vector<std::string> required_missing;
    bool restrictions_said = false;
    [[nodiscard]] bool stops() const;
};
Readiness readiness_of(const Contents& contents, const Around& around, std::span<const std::string> body_systems);

/// Whose signatures are needed: everybody who is named as evaluator and still works on it.
std::vector<UserId> signers_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart);
/// In the order in which they were given.
Result<std::vector<Signature>>
signatures_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart);

/// Takes a draft that was opened for signatures (`offer_text`) back for changes; the lead alone may.
Result<void> take_back(const Records& records, const Caller& caller, const Opened& evaluation, const BatchId& batch);
/// Ends an evaluation without a report, with the reason; the lead alone may.
Result<void> give_up(
    const Records& records, const Caller& caller, const Opened& evaluation, std::string reason, const BatchId& batch
);

/// One signature under what `sha256` names. Problems of the form; `conflict` when the draft has changed since. The last
/// signature that is needed closes the part, and takes the document that all have seen into the file of the report: in
/// one step, or not at all.
Result<records::FormOutcome> sign(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    std::string_view sha256,
    const forms::Submission& submission,
    const BatchId& batch
);
}  // namespace panoh::evaluation
