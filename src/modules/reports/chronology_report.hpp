// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/report.hpp"

#include <string>
#include <vector>

/// What happened, in order, as a document: plain values in the document's language, put in place.
namespace panoh::reports {

/// Something on the line of events.
struct ChronologyStep {
    std::string when;
    std::string where;
    std::vector<std::string> what;       ///< the first says what it is
    std::vector<std::string> differing;  ///< what other sources say
    std::string known;                   ///< sources and certainty
    std::string before;                  ///< time that nothing covers, before it; empty: none
    std::string order;                   ///< what is not certain about its place in the order; empty: nothing
};

/// One deprivation of liberty.
struct LibertyPart {
    std::string whom;
    std::string unregistered;            ///< time between apprehension and registration, in a sentence
    std::vector<std::string> by_source;  ///< the same where sources differ, a sentence for each two
    documents::FactList facts;
    std::vector<std::vector<std::string>> safeguards;  ///< safeguard, asked, given, who and why not, known from
};

/// Somebody who is said to have had a part in it. `notice` says that nobody is guilty before a court has said so; it
/// stands with every one of them.
struct AllegedPart {
    std::string called;
    std::string part;
    std::string notice;
};

struct Chronology {
    DocumentHead head;
    documents::FactList people;
    std::vector<ChronologyStep> steps;
    std::vector<LibertyPart> liberties;
    std::vector<AllegedPart> alleged;
    std::vector<std::vector<std::string>> qualifications;  ///< event, side, what it is called, day
    std::vector<std::vector<std::string>> sources;         ///< sign, kind, what, day, reliability
    std::vector<std::string> differing;                    ///< every difference between sources, a sentence each
    std::vector<std::string> missing;                      ///< what is not recorded, a sentence each
};

/// The last page says what is missing and names every difference once more: a document that leaves one out silently
/// cannot be made.
documents::Document chronology_document(const Chronology& chronology, const i18n::Translator& translator);

}  // namespace panoh::reports
