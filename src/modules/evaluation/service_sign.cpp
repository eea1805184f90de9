// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service_sign.hpp"

#include "base/bytes.hpp"
#include "modules/casework/service.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_parts.hpp"
#include "modules/evaluation/service_seal.hpp"
#include "modules/files/making.hpp"

#include <algorithm>
#include <mutex>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

/// Kind, place and degree of each finding as codes: what outlives a draft.
json::array findings_as_codes(const Contents& contents)
{
    json::array rows;
    const auto add = [&](const vault::Record& record, std::string_view kind, std::string_view from) {
        json::object row{{"number", number_of(record)}};
        const auto take = [&](std::string_view column, std::string_view field) {
            const std::string code = text_of(record, field);
            if (!code.empty()) row[column] = code;
        };
        take(kind, from);
        take("region", "region");
        take("side", "side");
        if (const auto degree = degree_of(contents, record.id)) row["degree"] = code_of(*degree);
        rows.push_back(std::move(row));
    };
    for (const vault::Record& finding : contents.findings) {
        if (text_of(finding, "presence") == "found") add(finding, "kind", "kind");
    }
    for (const vault::Record& element : contents.elements) {
        if (text_of(element, "presence") == "found") add(element, "element", "element");
    }
    return rows;
}

Result<void> write_state(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    std::string_view state,
    const std::string& reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (!may_change(evaluation)) return refusal(msg("evaluation.problem.closed"));
    if (!is_lead(evaluation, caller.actor.user)) {
        return fail(ErrorCode::denied, "only the lead decides", {msg("evaluation.problem.lead_only"), {}});
    }
    vault::RecordChange change = revision_of(evaluation.record);
    change.coded["state"] = state;
    if (!reason.empty()) change.content.reveal()["given_up_reason"] = reason;
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

/// Whether, with this signature, everybody who has to has signed the same bytes.
bool completes(
    std::span<const UserId> signers, std::span<const Signature> before, const UserId& now, std::string_view sha256
)
{
    return std::all_of(signers.begin(), signers.end(), [&](const UserId& signer) {
        return signer == now || std::any_of(before.begin(), before.end(), [&](const Signature& signature) {
                   return signature.signer == signer && signature.sha256 == sha256;
               });
    });
}

std::vector<forms::FormProblem> problems_of_signer(
    std::span<const UserId> signers, std::span<const Signature> before, const UserId& user, std::string_view sha256
)
{
    if (std::find(signers.begin(), signers.end(), user) == signers.end()) {
        return {problem_at("truthful", msg("evaluation.sign.no_signer"), msg("evaluation.sign.heading"))};
    }
    const bool has_signed = std::any_of(before.begin(), before.end(), [&](const Signature& signature) {
        return signature.signer == user && signature.sha256 == sha256;
    });
    if (!has_signed) return {};
    return {problem_at("truthful", msg("evaluation.sign.signed_already"), msg("evaluation.sign.heading"))};
}

void fill_signature(
    json::object& coded,
    json::object& content,
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const Contents& contents,
    const Frozen& frozen,
    const SigningText& signing
)
{
    coded["evaluation"] = evaluation.line.evaluation.text();
    coded["signer"] = caller.actor.user.text();
    coded["signed_on"] = casework::today_of(records, caller);
    for (const std::string_view field : {"language", "ip_edition"}) {
        const std::string text = text_of(evaluation.record, field);
        if (!text.empty()) coded[field] = text;
    }
    if (const auto degree = overall_of(contents).degree) coded["overall"] = code_of(*degree);
    coded["findings"] = findings_as_codes(contents);
    coded["sha256"] = frozen.sha256;
    if (const files::Attachment* seen = signing.of_type(pdf_type)) coded["document_sha256"] = seen->sha256;
    coded["chain_head"] = to_hex(records.vault().head(storage::Chain::records).hash);
    content["made_from"] = frozen.made_from;
    content["examinee"] = signing.examinee.reveal();
}

/// The files that signers saw become those of the last signature: the same bytes, in the file that outlives the draft.
Result<void>
take_over(const Records& records, const files::Place& place, const SigningText& text, files::MadeFiles& sealed)
{
    std::vector<files::MadeFile> all;
    for (const files::Attachment& each : text.files) {
        auto bytes = files::bytes_of_attachment(records.vault(), each);
        if (!bytes) return bytes.error();
        all.push_back({each.file_name.reveal(), each.media_type, std::move(*bytes)});
    }
    return sealed.seal(place, "medical_document", all);
}

/// What a signature is given under, when nothing stands in its way.
struct Signable {
    Frozen frozen;
    SigningText text;
    std::vector<Signature> before;
};

Result<Signable>
signable(const Records& records, const Caller& caller, const Opened& evaluation, bool apart, std::string_view sha256)
{
    if (is_closed(records, evaluation, draft_file(evaluation, apart))) return refusal(msg("evaluation.problem.closed"));
    if (!apart && evaluation.line.state != "in_review") return refusal(msg("evaluation.sign.not_ready"));
    auto frozen = freeze(records, caller, evaluation, apart);
    if (!frozen) return frozen.error();
    if (frozen->sha256 != sha256) {
        return fail(ErrorCode::conflict, "the draft has changed", {msg("evaluation.sign.changed"), {}});
    }
    auto text = text_for(records, caller, evaluation, apart, sha256);
    if (!text) return text.error();
    if (!text->has_value()) return refusal(msg("evaluation.sign.no_document"));
    auto before = signatures_of(records, caller, evaluation, apart);
    if (!before) return before.error();
    return Signable{std::move(*frozen), std::move(**text), std::move(*before)};
}

}  // namespace

bool Readiness::stops() const
{
    const bool rule =
        std::any_of(noticed.begin(), noticed.end(), [](const Noticed& each) { return each.gravity == Gravity::stops; });
    return rule || (!required_missing.empty() && !restrictions_said);
}

Readiness readiness_of(const Contents& contents, const Around& around, std::span<const std::string> body_systems)
{
    Readiness readiness;
    readiness.noticed = consistency_of(contents);
    readiness.required_missing = score_of(quality_of(contents, around, body_systems)).required_missing;
    // The signature is given after this.
    std::erase(readiness.required_missing, "Q47");
    const vault::Record* section = section_of(contents, "restrictions");
    const vault::Record* overall = conclusion_of(contents, "overall");
    readiness.restrictions_said =
        (section != nullptr && has(*section, "text")) || (overall != nullptr && has(*overall, "restrictions"));
    return readiness;
}

std::vector<UserId> signers_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    std::vector<UserId> signers;
    const FileId file = draft_file(evaluation, apart);
    const auto evaluators = records.of_file(caller, evaluation.draft, "evaluator");
    for (const Worker& worker : workers_of(records, file)) {
        if (!worker.until.empty() || worker.part == "reviewer" || worker.part == "lawyer") continue;
        const bool is_named = evaluators && std::any_of(evaluators->begin(), evaluators->end(), [&](const auto& each) {
                                  return text_of(each, "who") == worker.user.text();
                              });
        const bool known = std::find(signers.begin(), signers.end(), worker.user) != signers.end();
        if (is_named && !known) signers.push_back(worker.user);
    }
    return signers;
}

Result<std::vector<Signature>>
signatures_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    auto found = records.of_file(caller, report_file(evaluation, apart), "sign_off");
    if (!found) return found.error();
    std::vector<Signature> all;
    for (auto record = found->rbegin(); record != found->rend(); ++record) {
        Signature signature;
        signature.record = record->id;
        signature.signer = UserId::parse(text_of(*record, "signer")).value_or(UserId{});
        signature.signed_on = text_of(*record, "signed_on");
        signature.sha256 = text_of(*record, "sha256");
        signature.dissents = has(*record, "dissent");
        all.push_back(std::move(signature));
    }
    return all;
}

Result<void> take_back(const Records& records, const Caller& caller, const Opened& evaluation, const BatchId& batch)
{
    return write_state(records, caller, evaluation, "in_progress", {}, batch);
}

Result<void> give_up(
    const Records& records, const Caller& caller, const Opened& evaluation, std::string reason, const BatchId& batch
)
{
    if (reason.empty()) return refusal(msg("evaluation.problem.reason_needed"));
    return write_state(records, caller, evaluation, "given_up", reason, batch);
}

Result<records::FormOutcome> sign(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    std::string_view sha256,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    records::FormOutcome outcome;
    if (records.vault().has_batch(batch)) return outcome;
    const auto now = signable(records, caller, evaluation, apart, sha256);
    if (!now) return now.error();
    const auto signers = signers_of(records, caller, evaluation, apart);
    outcome.problems = problems_of_signer(signers, now->before, caller.actor.user, sha256);
    const forms::RecordType& type = *records.schema().type("sign_off");
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    std::move(read.problems.begin(), read.problems.end(), std::back_inserter(outcome.problems));
    if (!outcome.problems.empty()) return outcome;
    const auto contents = contents_of(records, caller, draft_file(evaluation, apart));
    if (!contents) return contents.error();
    json::object content = read.content.reveal();
    fill_signature(read.coded, content, records, caller, evaluation, *contents, now->frozen, now->text);
    read.coded["part"] = apart ? "apart" : "draft";
    const bool is_last = completes(signers, now->before, caller.actor.user, sha256);
    if (is_last) read.coded["complete"] = true;
    vault::Batch writing;
    writing.id = batch;
    const FileId file = report_file(evaluation, apart);
    writing.records.push_back(
        records::new_record(records.vault().random(), "sign_off", file, std::move(read.coded), std::move(content))
    );
    outcome.record = writing.records.back().id;
    const std::unique_lock guard(files::numbering());
    files::MadeFiles sealed(records, caller);
    if (is_last) {
        auto done = take_over(records, {file, forms::Compartment::legal, outcome.record}, now->text, sealed);
        if (!done) return done.error();
        sealed.hand_over(writing);
    }
    if (is_last && !apart) {
        writing.records.push_back(revision_of(evaluation.record));
        writing.records.back().coded["state"] = "signed";
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

}  // namespace panoh::evaluation
