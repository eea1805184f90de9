// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service_sign.hpp"

#include "base/bytes.hpp"
#include "modules/casework/service.hpp"
#include "modules/evaluation/canonical.hpp"
#include "modules/evaluation/cite.hpp"
#include "modules/evaluation/fields.hpp"
#include "vault/fingerprint.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

/// Of the main file: what the report says of the evaluation itself. Its state changes with signing and is left out.
constexpr std::array<std::string_view, 9> frozen_of_evaluation{
    "number",
    "kind",
    "ip_edition",
    "language",
    "person",
    "opened_on",
    "consent_examination",
    "consent_photographs",
    "no_consent_reason"};

json::object as_frozen(const vault::Record& record)
{
    return {
        {"type", record.type},
        {"record", record.id.text()},
        {"revision", record.revision},
        {"fields", record.merged().reveal()},
    };
}

json::object evaluation_as_frozen(const vault::Record& evaluation)
{
    json::object made;
    const json::object fields = evaluation.merged().reveal();
    for (const std::string_view field : frozen_of_evaluation) {
        if (const json::value* value = fields.if_contains(field)) made[field] = *value;
    }
    return made;
}

std::vector<const vault::Record*> signed_records(const Contents& contents)
{
    std::vector<const vault::Record*> all;
    for (const auto* list :
         {&contents.evaluators,
          &contents.sittings,
          &contents.sections,
          &contents.findings,
          &contents.marks,
          &contents.elements,
          &contents.tests,
          &contents.consultations,
          &contents.conclusions}) {
        for (const vault::Record& record : *list)
            all.push_back(&record);
    }
    std::sort(all.begin(), all.end(), [](const vault::Record* left, const vault::Record* right) {
        return std::pair(left->type, left->id.text()) < std::pair(right->type, right->id.text());
    });
    return all;
}

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
    const Frozen& frozen
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
    coded["chain_head"] = to_hex(records.vault().head(storage::Chain::records).hash);
    content["made_from"] = frozen.made_from;
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

bool is_closed(const Records& records, const Opened& evaluation, const FileId& file)
{
    if (file.is_none() || file != evaluation.apart) return !may_change(evaluation);
    if (evaluation.line.state == "given_up") return true;
    const auto rows = records.vault().workspace().query(
        "SELECT record FROM t_sign_off WHERE file=? AND complete=1 AND deleted=0", {vault::sql(file)}
    );
    return !rows || !rows->empty();
}

Result<Frozen> freeze(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    const auto contents = contents_of(records, caller, draft_file(evaluation, apart));
    if (!contents) return contents.error();
    Frozen frozen;
    json::array rows;
    json::array cited_rows;
    const auto name = [&](const RecordId& record, std::uint32_t revision) {
        frozen.made_from.push_back(json::object{{"record", record.text()}, {"revision", revision}});
    };
    for (const vault::Record* record : signed_records(*contents)) {
        rows.push_back(as_frozen(*record));
        name(record->id, record->revision);
        if (record->type != "evaluation_section") continue;
        for (const Cited& cited : cited_by(records, caller, *record)) {
            // Whoever may not read a cited record signs that it is cited, and in which revision.
            cited_rows.push_back(json::object{{"record", cited.record.text()}, {"revision", cited.revision}});
            name(cited.record, cited.revision);
        }
    }
    const json::object whole{
        {"evaluation", evaluation_as_frozen(evaluation.record)},
        {"part", apart ? "apart" : "draft"},
        {"records", std::move(rows)},
        {"cited", std::move(cited_rows)},
    };
    frozen.text = Sensitive<std::string>(canonical_json(whole));
    frozen.sha256 = vault::fingerprint(frozen.text.reveal());
    return frozen;
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

Result<void>
set_ready(const Records& records, const Caller& caller, const Opened& evaluation, bool ready, const BatchId& batch)
{
    return write_state(records, caller, evaluation, ready ? "in_review" : "in_progress", {}, batch);
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
    if (is_closed(records, evaluation, draft_file(evaluation, apart))) return refusal(msg("evaluation.problem.closed"));
    if (!apart && evaluation.line.state != "in_review") return refusal(msg("evaluation.sign.not_ready"));
    const auto frozen = freeze(records, caller, evaluation, apart);
    if (!frozen) return frozen.error();
    if (frozen->sha256 != sha256) {
        return fail(ErrorCode::conflict, "the draft has changed", {msg("evaluation.sign.changed"), {}});
    }
    const auto before = signatures_of(records, caller, evaluation, apart);
    if (!before) return before.error();
    const auto signers = signers_of(records, caller, evaluation, apart);
    outcome.problems = problems_of_signer(signers, *before, caller.actor.user, sha256);
    const forms::RecordType& type = *records.schema().type("sign_off");
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    std::move(read.problems.begin(), read.problems.end(), std::back_inserter(outcome.problems));
    if (!outcome.problems.empty()) return outcome;
    const auto contents = contents_of(records, caller, draft_file(evaluation, apart));
    if (!contents) return contents.error();
    json::object content = read.content.reveal();
    fill_signature(read.coded, content, records, caller, evaluation, *contents, *frozen);
    read.coded["part"] = apart ? "apart" : "draft";
    const bool is_last = completes(signers, *before, caller.actor.user, sha256);
    if (is_last) read.coded["complete"] = true;
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(), "sign_off", report_file(evaluation, apart), std::move(read.coded), std::move(content)
    ));
    outcome.record = writing.records.back().id;
    if (is_last && !apart) {
        vault::RecordChange state = revision_of(evaluation.record);
        state.coded["state"] = "signed";
        writing.records.push_back(std::move(state));
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

Result<records::FormOutcome> add_addendum(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto signatures = signatures_of(records, caller, evaluation, apart);
    if (!signatures) return signatures.error();
    if (signatures->empty() || !is_closed(records, evaluation, draft_file(evaluation, apart))) {
        return refusal(msg("evaluation.addendum.not_signed"));
    }
    const auto signers = signers_of(records, caller, evaluation, apart);
    if (std::find(signers.begin(), signers.end(), caller.actor.user) == signers.end()) {
        return fail(ErrorCode::denied, "only evaluators add to a report", {msg("evaluation.sign.no_signer"), {}});
    }
    const Signature& last = signatures->back();
    const records::FormChange change{"addendum", report_file(evaluation, apart), {}, 0};
    return records.save(caller, change, submission, batch, [&](json::object& coded, json::object& content) {
        coded["evaluation"] = evaluation.line.evaluation.text();
        coded["sign_off"] = last.record.text();
        coded["signer"] = caller.actor.user.text();
        coded["signed_on"] = casework::today_of(records, caller);
        json::object whole = forms::merged(coded, content);
        whole["signed_report"] = last.sha256;
        coded["sha256"] = vault::fingerprint(canonical_json(whole));
    });
}

}  // namespace panoh::evaluation
