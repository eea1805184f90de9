// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service_seal.hpp"

#include "modules/casework/service.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_parts.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "modules/files/making.hpp"
#include "modules/files/rules.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;
using forms::Compartment;

constexpr std::string_view text_type = "signing_text";

/// Attachments of a part of a file that belong to a record of it, in the order in which they were made.
Result<std::vector<files::Attachment>> files_about(
    const Records& records, const Caller& caller, const FileId& file, std::string_view type, const RecordId& about
)
{
    const auto found = records.of_file(caller, file, type);
    if (!found) return found.error();
    std::vector<files::Attachment> all;
    for (auto record = found->rbegin(); record != found->rend(); ++record) {
        files::Attachment attachment = files::attachment_of(*record);
        if (attachment.about == about) all.push_back(std::move(attachment));
    }
    return all;
}

Result<void> check_may_offer(
    const Records& records, const Caller& caller, const Opened& evaluation, bool apart, const Frozen& frozen, bool opens
)
{
    const FileId file = draft_file(evaluation, apart);
    if (file.is_none() || is_closed(records, evaluation, file)) return refusal(msg("evaluation.problem.closed"));
    if (opens && !is_lead(evaluation, caller.actor.user)) {
        return fail(ErrorCode::denied, "only the lead decides", {msg("evaluation.problem.lead_only"), {}});
    }
    if (!apart && !opens && evaluation.line.state != "in_review") return refusal(msg("evaluation.sign.not_ready"));
    const auto now = freeze(records, caller, evaluation, apart);
    if (!now) return now.error();
    if (now->sha256 == frozen.sha256) return {};
    return fail(ErrorCode::conflict, "the draft has changed", {msg("evaluation.sign.changed"), {}});
}

}  // namespace

FileId report_file(const Opened& evaluation, bool apart)
{
    return apart ? evaluation.apart : evaluation.line.file;
}

FileId draft_file(const Opened& evaluation, bool apart)
{
    return apart ? evaluation.apart : evaluation.draft;
}

vault::RecordChange revision_of(const vault::Record& record)
{
    return {record.id, record.file, record.type, record.revision, record.coded, record.content, false};
}

const files::Attachment* SigningText::of_type(std::string_view media_type) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const files::Attachment& each) {
        return each.media_type == media_type;
    });
    return found == files.end() ? nullptr : &*found;
}

Result<std::optional<SigningText>>
text_for(const Records& records, const Caller& caller, const Opened& evaluation, bool apart, std::string_view sha256)
{
    std::optional<SigningText> text;
    const FileId file = draft_file(evaluation, apart);
    const auto found = records.of_file(caller, file, text_type);
    if (!found) return found.error();
    for (const vault::Record& record : *found) {
        if (text_of(record, "sha256") != sha256) continue;
        auto about = files_about(records, caller, file, "attachment_draft", record.id);
        if (!about) return about.error();
        text.emplace(SigningText{
            record.id,
            std::string(sha256),
            text_of(record, "made_on"),
            text_of(record, "language"),
            Sensitive<std::string>(text_of(record, "examinee")),
            std::move(*about)});
        break;
    }
    return text;
}

Result<void> offer_text(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const Frozen& frozen,
    const ReportFiles& made,
    bool opens,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (auto may = check_may_offer(records, caller, evaluation, apart, frozen, opens); !may) return may;
    const auto known = text_for(records, caller, evaluation, apart, frozen.sha256);
    if (!known) return known.error();
    vault::Batch writing;
    writing.id = batch;
    const std::unique_lock guard(files::numbering());
    files::MadeFiles sealed(records, caller);
    if (!known->has_value()) {
        const FileId file = draft_file(evaluation, apart);
        writing.records.push_back(records::new_record(
            records.vault().random(),
            std::string(text_type),
            file,
            {{"evaluation", evaluation.line.evaluation.text()},
             {"part", apart ? "apart" : "draft"},
             {"sha256", frozen.sha256},
             {"language", text_of(evaluation.record, "language")},
             {"made_on", casework::today_of(records, caller)}},
            {{"examinee", made.examinee.reveal()}}
        ));
        const std::string name = evaluation.line.number;
        const std::vector<files::MadeFile> all{
            {name + ".pdf", std::string(pdf_type), made.pdf},
            {name + ".docx", std::string(docx_type), made.docx},
            {name + ".json", std::string(json_type), frozen.text}};
        auto done = sealed.seal({file, Compartment::medical, writing.records.back().id}, "medical_document", all);
        if (!done) return done;
        sealed.hand_over(writing);
    }
    if (opens) {
        writing.records.push_back(revision_of(evaluation.record));
        writing.records.back().coded["state"] = "in_review";
    }
    if (writing.records.empty()) return {};
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

Result<std::optional<SignedReport>>
signed_report(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    std::optional<SignedReport> report;
    const FileId file = report_file(evaluation, apart);
    if (file.is_none()) return report;
    const auto signatures = records.of_file(caller, file, "sign_off");
    if (!signatures) return signatures.error();
    for (const vault::Record& record : *signatures) {
        if (!yes_no(record, "complete").value_or(false)) continue;
        auto about = files_about(records, caller, file, "attachment_report", record.id);
        if (!about) return about.error();
        report.emplace(SignedReport{
            record.id,
            {record.id,
             text_of(record, "sha256"),
             text_of(record, "signed_on"),
             text_of(record, "language"),
             Sensitive<std::string>(text_of(record, "examinee")),
             std::move(*about)},
            text_of(record, "signed_on"),
            record.written_at});
        break;
    }
    return report;
}

Result<SignedText> signed_text(const Records& records, const SignedReport& report)
{
    const files::Attachment* canonical = report.text.of_type(json_type);
    if (canonical == nullptr || canonical->sha256 != report.text.sha256) {
        return fail(ErrorCode::damaged, "the text of a signature is not there");
    }
    const auto bytes = files::bytes_of_attachment(records.vault(), *canonical);
    if (!bytes) return bytes.error();
    return read_frozen(*bytes);
}

}  // namespace panoh::evaluation
