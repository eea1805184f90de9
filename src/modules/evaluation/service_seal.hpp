// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"
#include "modules/files/types.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The document that is signed. Before the last signature it lies in the draft, as the text for signature; the last
/// signature takes the very same bytes over into the main file. Who signs and who reads later see one document.
namespace panoh::evaluation {

inline constexpr std::string_view pdf_type = "application/pdf";
inline constexpr std::string_view docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view json_type = "application/json";

/// A report that another slice has made of what stands in the draft.
struct ReportFiles {
    Sensitive<std::string> pdf, docx;
    Sensitive<std::string> examinee;  ///< as the document calls them
};

/// A document that waits for signatures, or had them: PDF, DOCX and the canonical JSON of what is signed.
struct SigningText {
    RecordId record;
    std::string sha256;  ///< of the canonical JSON: what signatures name
    std::string made_on, language;
    Sensitive<std::string> examinee;  ///< as the document calls them
    std::vector<files::Attachment> files;
    [[nodiscard]] const files::Attachment* of_type(std::string_view media_type) const;
};

/// The text for signature of what is frozen; nothing while none was made of these revisions.
Result<std::optional<SigningText>>
text_for(const Records& records, const Caller& caller, const Opened& evaluation, bool apart, std::string_view sha256);

/// Keeps the document of what stands in the draft now; with it, when `opens`, the draft is opened for signatures, which
/// the lead alone may. Nothing is kept twice of the same revisions. `conflict` when the draft has changed since
/// `frozen`.
Result<void> offer_text(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const Frozen& frozen,
    const ReportFiles& made,
    bool opens,
    const BatchId& batch
);

/// A part that all have signed.
struct SignedReport {
    RecordId sign_off;  ///< the one that completed it
    SigningText text;   ///< its files are those of the signature
    std::string signed_on;
    Timestamp signed_at{};
};
/// Nothing while a signature is missing. `denied` for who may not read what was signed.
Result<std::optional<SignedReport>>
signed_report(const Records& records, const Caller& caller, const Opened& evaluation, bool apart);

/// What was signed, read back: records as they were, whatever became of the draft.
struct SignedText {
    vault::Record evaluation;
    Contents contents;
    std::vector<vault::Record> requests;
};
Result<SignedText> signed_text(const Records& records, const SignedReport& report);
/// `damaged` for bytes that are no canonical JSON of an evaluation.
Result<SignedText> read_frozen(const Sensitive<std::string>& text);

}  // namespace panoh::evaluation
