// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Destroying a draft after sign-off. It needs a rule that the organisation wrote down before, two people, and that
/// nothing holds it back. What was signed stays. Without a rule nothing is ever destroyed.
namespace panoh::evaluation {

inline constexpr std::string_view agree_ability = "agree_destruction";

/// The organisation's own, from its profile.
struct WrittenRule {
    std::string text;
    std::string written_on;  ///< "2026-03-01"
};
std::optional<WrittenRule> rule_of(const Records& records, const Caller& caller);

enum class HeldBack {
    not_signed,
    no_rule,
    rule_is_younger,  ///< than the last signature: a rule is made before, not for one report
    no_document,      ///< the signed files are not there, or not whole
    dispute,
    addendum,
    remark,       ///< nobody answered it
    photographs,  ///< and other files of the draft are not drafts: they stay
};
/// Everything that holds it back now. Remarks and photographs are known to those alone who may read the draft.
Result<std::vector<HeldBack>> held_back(const Records& records, const Caller& caller, const Opened& evaluation);

/// What was asked, and what came of it.
struct Destruction {
    RecordId record;
    std::string state;  ///< of list `destruction_states`
    FileId draft;
    Sensitive<std::string> rule, reason, answer;
    std::string rule_on, asked_on, decided_on;
    UserId decided_by, agreed_by;
};
/// The newest; nothing while nobody has asked.
Result<std::optional<Destruction>>
destruction_of(const Records& records, const Caller& caller, const Opened& evaluation);

/// The lead asks, with a reason. Problems of the form; a refusal when anything holds it back.
Result<records::FormOutcome> ask_destruction(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Whoever asked takes it back.
Result<void>
withdraw_destruction(const Records& records, const Caller& caller, const Opened& evaluation, const BatchId& batch);
/// A colleague who works on the evaluation and has the ability agrees or not, with a sentence. Agreeing is written in
/// one step with the erasure of the draft's file; then its keys are gone. Never whoever asked.
Result<void> answer_destruction(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool agrees,
    std::string answer,
    const BatchId& batch
);

}  // namespace panoh::evaluation
