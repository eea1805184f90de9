// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"
#include "modules/casework/printing.hpp"
#include "modules/reports/report.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How a document is wanted.
namespace panoh::reports {

inline constexpr std::string_view as_pdf = "pdf";
inline constexpr std::string_view as_docx = "docx";
/// Characters of a password at least. Our own decision: it is guessed offline, as fast as somebody likes.
inline constexpr std::size_t shortest_password = 12;

/// Kinds of document.
inline constexpr std::string_view chronology_kind = "chronology";
inline constexpr std::string_view report_kind = "report";
inline constexpr std::string_view certificate_kind = "certificate";
inline constexpr std::string_view referral_kind = "referral";
inline constexpr std::string_view health_kind = "health-conclusion";
inline constexpr std::string_view critique_kind = "review-letter";
inline constexpr std::string_view evidence_kind = "evidence-list";
inline constexpr std::string_view sheet_kind = "signatures";  ///< who signed, and what was added since
inline constexpr std::string_view annex_kind = "annex";       ///< what an evaluation keeps apart
inline constexpr std::string_view annex_sheet_kind = "annex-signatures";
/// The consent without which an annex is never made.
inline constexpr std::string_view annex_purpose = "sexual_violence_findings";

struct Wish {
    std::string kind;
    std::string letter;       ///< of a referral: why, and what is asked
    bool with_words = false;  ///< of an evidence list: also words that may name a source
    std::string language;
    std::string format{as_pdf};
    Naming naming = Naming::pseudonymised;
    casework::PaperRequest paper;
    Sensitive<std::string> password;  ///< empty: none. Kept nowhere.
};

/// What has to be mended: the input and the sentence.
struct WishProblem {
    std::string input;
    MessageId sentence;
};

/// Pure: whether a referral says why, whether language and format are known, whether somebody outside is named, whether
/// the password can be used.
std::vector<WishProblem> problems_of(const Wish& wish, const std::vector<std::string>& languages);

/// The document in the format that is wished, locked where a password is there.
Result<std::string> bytes_of(const documents::Document& document, const Wish& wish);
std::string_view content_type_of(std::string_view format);

}  // namespace panoh::reports
