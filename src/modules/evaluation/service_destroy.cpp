// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service_destroy.hpp"

#include "base/text.hpp"
#include "forms/typed.hpp"
#include "modules/casework/service.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_parts.hpp"
#include "modules/evaluation/service_seal.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "modules/files/making.hpp"
#include "records/registers.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

constexpr const char* destruction_type = "draft_destruction";
constexpr std::size_t longest_answer = 2'000;

/// Whether the document, its twin and the canonical JSON are there and are what was signed.
bool is_whole(const Records& records, const SignedReport& report)
{
    return std::ranges::all_of(std::initializer_list<std::string_view>{pdf_type, docx_type, json_type}, [&](auto type) {
        const files::Attachment* file = report.text.of_type(type);
        return file != nullptr && files::bytes_of_attachment(records.vault(), *file).has_value();
    });
}

/// What the draft itself says: for who may read it.
Result<void>
add_of_draft(const Records& records, const Caller& caller, const Opened& evaluation, std::vector<HeldBack>& held)
{
    if (evaluation.draft.is_none()) return {};
    const auto remarks = records.of_file(caller, evaluation.draft, "review_remark");
    if (!remarks) return remarks.error();
    if (std::any_of(remarks->begin(), remarks->end(), [](const vault::Record& each) {
            return text_of(each, "state") == "open";
        })) {
        held.push_back(HeldBack::remark);
    }
    const auto texts = records.of_file(caller, evaluation.draft, "signing_text");
    if (!texts) return texts.error();
    const auto attached = records.of_file(caller, evaluation.draft, "attachment_draft");
    if (!attached) return attached.error();
    const bool has_others = std::any_of(attached->begin(), attached->end(), [&](const vault::Record& each) {
        const std::string about = text_of(each, "about");
        return std::none_of(texts->begin(), texts->end(), [&](const auto& text) { return text.id.text() == about; });
    });
    if (has_others) held.push_back(HeldBack::photographs);
    return {};
}

Destruction destruction_from(const vault::Record& record)
{
    const auto user = [&](std::string_view field) {
        return UserId::parse(text_of(record, field)).value_or(UserId{});
    };
    Destruction made;
    made.record = record.id;
    made.state = text_of(record, "state");
    made.draft = FileId::parse(text_of(record, "draft")).value_or(FileId{});
    made.rule = Sensitive<std::string>(text_of(record, "rule"));
    made.reason = Sensitive<std::string>(text_of(record, "reason"));
    made.answer = Sensitive<std::string>(text_of(record, "answer"));
    made.rule_on = text_of(record, "rule_on");
    made.asked_on = text_of(record, "asked_on");
    made.decided_on = text_of(record, "decided_on");
    made.decided_by = user("decided_by");
    made.agreed_by = user("agreed_by");
    return made;
}

/// The newest request, when it waits for an answer.
Result<vault::Record> waiting_record(const Records& records, const Caller& caller, const Opened& evaluation)
{
    auto found = records.of_file(caller, evaluation.line.file, destruction_type);
    if (!found) return found.error();
    if (found->empty() || text_of(found->front(), "state") != "asked") {
        return fail(ErrorCode::conflict, "nobody waits for an answer", {msg("evaluation.destroy.not_asked"), {}});
    }
    return std::move(found->front());
}

Result<void> check_may_answer(const Records& records, const Caller& caller, const Destruction& asked)
{
    if (asked.decided_by == caller.actor.user) {
        return fail(ErrorCode::denied, "whoever asked does not agree", {msg("evaluation.destroy.other_agrees"), {}});
    }
    if (records.access().may(caller.actor, agree_ability)) return {};
    return fail(ErrorCode::denied, "no role of the caller agrees to a destruction");
}

/// The asker still leads and works here, and nothing came up since.
Result<void>
check_still_allowed(const Records& records, const Caller& caller, const Opened& evaluation, const Destruction& asked)
{
    const auto asker = access::actor_of(*records.vault().directory(), asked.decided_by);
    if (!asker || !is_lead(evaluation, asked.decided_by)) return refusal(msg("evaluation.destroy.asker_gone"));
    const auto held = held_back(records, caller, evaluation);
    if (!held) return held.error();
    if (!held->empty()) return refusal(msg("evaluation.destroy.held_back"));
    return {};
}

}  // namespace

std::optional<WrittenRule> rule_of(const Records& records, const Caller& caller)
{
    const auto file = records::register_of(records.vault(), caller.actor.organisation);
    if (!file) return std::nullopt;
    const auto profiles = records.of_file(caller, *file, "organisation_profile");
    if (!profiles || profiles->empty()) return std::nullopt;
    WrittenRule rule{text_of(profiles->front(), "draft_rule"), text_of(profiles->front(), "draft_rule_on")};
    if (trimmed(rule.text).empty() || rule.written_on.empty()) return std::nullopt;
    return rule;
}

Result<std::vector<HeldBack>> held_back(const Records& records, const Caller& caller, const Opened& evaluation)
{
    std::vector<HeldBack> held;
    if (evaluation.line.state != "signed") held.push_back(HeldBack::not_signed);
    const auto report = signed_report(records, caller, evaluation, false);
    if (!report) return report.error();
    const auto rule = rule_of(records, caller);
    if (!rule) held.push_back(HeldBack::no_rule);
    if (rule && report->has_value() && rule->written_on > (*report)->signed_on) {
        held.push_back(HeldBack::rule_is_younger);
    }
    if (held.empty() && (!report->has_value() || !is_whole(records, **report))) held.push_back(HeldBack::no_document);
    const auto holds = holds_of(records, caller, evaluation, false);
    if (!holds) return holds.error();
    const auto is_open = [&](std::string_view reason) {
        return std::any_of(holds->begin(), holds->end(), [&](const Hold& each) {
            return each.is_open() && each.reason == reason;
        });
    };
    if (is_open("dispute")) held.push_back(HeldBack::dispute);
    if (is_open("addendum")) held.push_back(HeldBack::addendum);
    if (auto done = add_of_draft(records, caller, evaluation, held); !done) return done.error();
    return held;
}

Result<std::optional<Destruction>>
destruction_of(const Records& records, const Caller& caller, const Opened& evaluation)
{
    const auto found = records.of_file(caller, evaluation.line.file, destruction_type);
    if (!found) return found.error();
    if (found->empty()) return std::optional<Destruction>();
    return std::optional(destruction_from(found->front()));
}

Result<records::FormOutcome> ask_destruction(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    if (!records.vault().has_batch(batch)) {
        if (evaluation.draft.is_none()) return fail(ErrorCode::denied, "the draft of the evaluation is not open");
        if (!is_lead(evaluation, caller.actor.user)) {
            return fail(ErrorCode::denied, "only the lead decides", {msg("evaluation.problem.lead_only"), {}});
        }
        const auto held = held_back(records, caller, evaluation);
        if (!held) return held.error();
        if (!held->empty()) return refusal(msg("evaluation.destroy.held_back"));
        const auto before = destruction_of(records, caller, evaluation);
        if (!before) return before.error();
        if (before->has_value() && (*before)->state == "asked") return refusal(msg("evaluation.destroy.asked_already"));
    }
    const auto rule = rule_of(records, caller).value_or(WrittenRule{});
    const records::FormChange change{destruction_type, evaluation.line.file, {}, 0};
    return records.save(caller, change, submission, batch, [&](json::object& coded, json::object& content) {
        coded["evaluation"] = evaluation.line.evaluation.text();
        coded["part"] = "draft";
        coded["draft"] = evaluation.draft.text();
        coded["rule_on"] = rule.written_on;
        coded["state"] = "asked";
        coded["asked_on"] = casework::today_of(records, caller);
        coded["decided_by"] = caller.actor.user.text();
        content["rule"] = rule.text;
    });
}

Result<void>
withdraw_destruction(const Records& records, const Caller& caller, const Opened& evaluation, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto record = waiting_record(records, caller, evaluation);
    if (!record) return record.error();
    if (destruction_from(*record).decided_by != caller.actor.user) {
        return fail(ErrorCode::denied, "somebody else asked", {msg("evaluation.destroy.not_yours"), {}});
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(revision_of(*record));
    writing.records.back().coded["state"] = "withdrawn";
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

Result<void> answer_destruction(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool agrees,
    std::string answer,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto record = waiting_record(records, caller, evaluation);
    if (!record) return record.error();
    const Destruction asked = destruction_from(*record);
    if (auto may = check_may_answer(records, caller, asked); !may) return may;
    if (answer.empty()) return refusal(msg("evaluation.problem.reason_needed"));
    if (!is_plain_text(answer) || forms::length_of(answer) > longest_answer) {
        return refusal(msg("evaluation.destroy.long_answer"));
    }
    if (agrees) {
        if (auto still = check_still_allowed(records, caller, evaluation, asked); !still) return still;
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(revision_of(*record));
    json::object& coded = writing.records.back().coded;
    coded["state"] = agrees ? "destroyed" : "declined";
    coded["agreed_by"] = caller.actor.user.text();
    coded["decided_on"] = casework::today_of(records, caller);
    writing.records.back().content.reveal()["answer"] = std::move(answer);
    const auto receipt =
        agrees ? records.erase(caller, asked.draft, std::move(writing)) : records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

}  // namespace panoh::evaluation
