// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_report.hpp"

#include <string>

/// Shorter documents from the same evaluation. They say what was found and never how it came about: no degree of
/// consistency, no account, no drawing stands in them.
namespace panoh::reports {

/// Who was examined when, what was found, tests, advised care, signatures.
documents::Document certificate_document(const EvaluationReport& report, const i18n::Translator& translator);

/// The same for a colleague elsewhere, with the letter first.
documents::Document
referral_document(const EvaluationReport& report, const std::string& letter, const i18n::Translator& translator);

}  // namespace panoh::reports
