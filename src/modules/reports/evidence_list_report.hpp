// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/report.hpp"

#include <string>
#include <vector>

/// The evidence of a case as a list to hand over: plain values in its language.
namespace panoh::reports {

/// One thing or file with its chain of custody, in words.
struct EvidenceLine {
    std::string number;  ///< "A-2026-0043-E01"
    std::string kind;
    std::string received;
    std::string state;
    std::string entries;        ///< how many, as a number
    documents::FactList facts;  ///< everything else that the list says of it
};

struct EvidenceList {
    DocumentHead head;
    bool with_words = false;  ///< free words that may name a source stand in it
    std::vector<EvidenceLine> items;
};

documents::Document evidence_list_document(const EvidenceList& list, const i18n::Translator& translator);

/// A hash in two lines, each short enough for a column.
std::string hash_in_lines(std::string_view sha256);

}  // namespace panoh::reports
