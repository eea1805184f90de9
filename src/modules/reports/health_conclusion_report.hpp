// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_report.hpp"

#include <string>
#include <vector>

/// The conclusion on somebody's state of health, for an authority or a clinic: what was examined, what was found, which
/// diagnoses were made, which treatment is recommended. It never tells how a finding came about.
namespace panoh::reports {

struct HealthConclusion {
    DocumentHead head;
    std::string state;                  ///< a sentence, while nobody has signed; empty afterwards
    documents::FactList examined;       ///< whom
    std::vector<std::string> sittings;  ///< when, and what was done
    std::vector<ReportPart> physical, psychological;
    std::vector<std::string> not_found, not_examined;
    std::vector<std::vector<std::string>> diagnoses;  ///< wording, classification, code
    std::vector<std::vector<std::string>> tests, consultations;
    documents::FactList recommended;
    std::vector<documents::Signatures::Signer> signers;
};

/// Guarantees: a part of which nothing is recorded says so.
documents::Document health_conclusion_document(const HealthConclusion& conclusion, const i18n::Translator& translator);

}  // namespace panoh::reports
