// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/report.hpp"

#include <string>
#include <vector>

/// The report of an evaluation by the Istanbul Protocol as a document: plain values in its language, put in the order
/// of annex IV. Drafting aids (score, remarks, points to clarify) have no place in it.
namespace panoh::reports {

/// A part with a heading of its own: a meeting, an evaluator, an opinion.
struct ReportPart {
    std::string heading;
    documents::FactList facts;
};

/// One finding or element. Its number is the one on the drawings.
struct ReportFinding {
    std::string heading;  ///< "3. Scar · left forearm"
    documents::FactList facts;
    std::string degree;  ///< exact term of the closed list; empty: none was given
    std::string reason;
};

struct ReportSection {
    std::string code;  ///< of list `report_sections`
    std::string heading;
    bool is_part = false;            ///< of the section before it
    std::string text;                ///< paragraphs, parted by empty lines
    std::string not_applicable;      ///< why there is none
    std::vector<std::string> cited;  ///< facts of the case, as they were cited
};

struct EvaluationReport {
    DocumentHead head;
    std::string state;                 ///< a sentence: a draft that nobody has signed, or what was signed
    std::vector<std::string> notices;  ///< on the first page: withdrawn, which addenda there are
    std::vector<ReportSection> sections;
    documents::FactList information;
    std::vector<ReportPart> sittings, evaluators;
    std::vector<ReportFinding> physical, psychological;
    std::vector<std::string> not_found;  ///< what was looked for and not found, or could not be examined
    std::vector<documents::Figure> drawings;
    std::vector<std::vector<std::string>> photographs, tests, consultations;
    std::vector<ReportPart> opinions;  ///< of parts
    std::string overall;               ///< exact term; empty: none was given
    documents::FactList conclusions;
    documents::FactList recommendations;  ///< care, further examinations, protection
    std::string restrictions;
    std::vector<documents::Signatures::Signer> signers;
    std::vector<std::string> dissents;
    std::vector<ReportPart> addenda;
    std::string terms_note;  ///< where the terms of this language wait for a physician's confirmation
};

/// Every section stands, an empty one as "not filled in": a report does not hide what is missing. Sections have the
/// numbers of annex IV by their order.
documents::Document evaluation_document(const EvaluationReport& report, const i18n::Translator& translator);

}  // namespace panoh::reports
