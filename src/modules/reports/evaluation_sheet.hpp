// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/evaluation_report.hpp"

#include <string>
#include <vector>

/// The sheet that belongs to a signed report: who signed the very files whose fingerprints it names, and what was added
/// since. The signed files stay as they are; the sheet is made anew each time.
namespace panoh::reports {

struct SignatureSheet {
    DocumentHead head;
    std::vector<std::string> notices;             ///< withdrawn, has addenda: before everything else
    std::vector<std::vector<std::string>> files;  ///< format, SHA-256
    struct Signature {
        std::string name, place, day, dissent;
    };
    std::vector<Signature> signatures;
    std::vector<ReportPart> addenda;
};

documents::Document sheet_document(const SignatureSheet& sheet, const i18n::Translator& translator);

}  // namespace panoh::reports
