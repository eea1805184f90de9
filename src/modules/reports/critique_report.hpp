// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_report.hpp"

#include <string>
#include <vector>

/// The review of a forensic report by somebody else as a letter: plain values in its language. It speaks about the
/// report and never about whoever wrote it. A score has no place in it.
namespace panoh::reports {

/// One criterion and what was found about it.
struct CritiqueCriterion {
    std::string criterion;  ///< "All body systems examined, or the reason why not"
    std::string basis;      ///< "Annex I, para. 6(b)(iii)"
    std::string answer;     ///< "Missing", "There in part"
    std::string quotation, page, remark;
    std::string why;  ///< why this one matters; empty: what its set is for says it
};

/// What is not met of one set.
struct CritiqueSet {
    std::string heading;
    std::string why;  ///< why the set matters
    std::vector<CritiqueCriterion> lacking;
};

/// How far each set is met as a whole.
struct CritiqueSummary {
    std::string set, basis, state;
};

/// A place in the report that the reviewer speaks about.
struct CritiqueNote {
    std::string heading;
    std::string quotation, page;
    std::string other_quotation, other_page;  ///< the place that it does not fit
    std::string listed;                       ///< degree of the closed list that a term stands for
    std::string remark;
};

struct Critique {
    DocumentHead head;
    std::vector<std::string> notices;  ///< on the first page: withdrawn, which addenda there are
    std::string state;                 ///< a sentence: a draft that nobody has signed, or what was signed
    documents::FactList report, rests_on;
    std::string cannot_say;
    std::string asked_by;  ///< who asked for the review, and when; empty: nobody is recorded
    std::vector<std::string> questions;
    std::vector<CritiqueSummary> summary;
    std::vector<CritiqueSet> sets;  ///< those in which something is not met
    std::vector<CritiqueNote> notes;
    std::vector<std::string> met, not_knowable, not_applicable, not_assessed;
    std::string opinion, restrictions;
    std::vector<documents::Signatures::Signer> signers;
    std::vector<std::string> dissents;
    std::vector<ReportPart> addenda;
    std::string terms_note;  ///< where the terms of this language wait for a physician's confirmation
};

/// A criterion that was not assessed is named as such: a letter does not hide what its writer left out.
documents::Document critique_document(const Critique& critique, const i18n::Translator& translator);

}  // namespace panoh::reports
