// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/wish.hpp"

#include "base/text.hpp"
#include "documents/docx.hpp"
#include "documents/pdf.hpp"

#include <algorithm>

namespace panoh::reports {

std::vector<WishProblem> problems_of(const Wish& wish, const std::vector<std::string>& languages)
{
    std::vector<WishProblem> problems;
    if (wish.kind == referral_kind && trimmed(wish.letter).empty()) {
        problems.push_back({"letter", msg("documents.letter_needed")});
    }
    if (std::find(languages.begin(), languages.end(), wish.language) == languages.end()) {
        problems.push_back({"language", msg("documents.choose_language")});
    }
    if (wish.format != as_pdf && wish.format != as_docx) {
        problems.push_back({"format", msg("documents.choose_format")});
    }
    if (wish.paper.outside && wish.paper.recipient.empty()) {
        problems.push_back({"recipient", msg("documents.choose_recipient")});
    }
    const std::string& password = wish.password.reveal();
    if (password.empty()) return problems;
    if (wish.format == as_docx) {
        problems.push_back({"password", msg("documents.password_pdf_only")});
    } else if (password.size() < shortest_password) {
        problems.push_back({"password", msg("documents.password_short")});
    }
    return problems;
}

Result<std::string> bytes_of(const documents::Document& document, const Wish& wish)
{
    if (wish.format == as_docx) return documents::write_docx(document);
    if (wish.password.reveal().empty()) return documents::write_pdf(document);
    return documents::write_pdf(document, wish.password);
}

std::string_view content_type_of(std::string_view format)
{
    return format == as_docx ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                             : "application/pdf";
}

}  // namespace panoh::reports
