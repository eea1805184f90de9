// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/types.hpp"
#include "records/records.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What people do in an evaluation. Everything is decided by `records`; rules are in the pure files beside.
namespace panoh::evaluation {

using records::Caller;
using records::Records;

/// An error with a sentence of this slice.
Error refusal(MessageId sentence);
forms::FormProblem problem_at(std::string field, MessageId sentence, MessageId label);

// — looking —

/// Evaluations of which the caller may see at least the desk fields, the newest first; of one case when `matter` is
/// given, and then only those whose main file the caller may read.
Result<std::vector<Line>> lines(const Records& records, const Caller& caller, const RecordId& matter = {});
/// `not_found` for an evaluation of which the caller may not know, `denied` for who sees the desk alone.
Result<Opened> opened(const Records& records, const Caller& caller, const RecordId& evaluation);
/// The evaluation that a record of one of its files belongs to; none for who may not read it.
RecordId evaluation_of_file(const Records& records, const Caller& caller, const FileId& file);
Result<Contents> contents_of(const Records& records, const Caller& caller, const FileId& file);
/// Everybody who works or worked on a file of an evaluation.
std::vector<Worker> workers_of(const Records& records, const FileId& file);
bool is_lead(const Opened& evaluation, const UserId& user);
/// Whether anything in it may still be written: it is neither signed nor given up.
bool may_change(const Opened& evaluation);
/// What the person has agreed to, today.
GivenConsents consents_of_person(const Records& records, const Caller& caller, const RecordId& person);
/// As what somebody works on the case for the person's care; empty when not, or when the caller may not know the case.
std::string care_role(const Records& records, const Caller& caller, const RecordId& matter, const UserId& user);

// — opening —

/// What the evaluation is about.
struct Subject {
    RecordId matter;
    RecordId person;
};
inline constexpr std::string_view no_consent_input = "no_consent_reason";
/// Reads a form with fields of `evaluation` and `evaluator` and makes the main file and the draft. Without a consent
/// to examination it needs `no_consent_reason`. A repeated batch answers as the first one did.
Result<OpenedNow> open_evaluation(
    const Records& records,
    const Caller& caller,
    const Subject& subject,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Makes the file of what is kept apart, with the caller as its only evaluator.
Result<OpenedNow> open_apart(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const forms::Submission& submission,
    const BatchId& batch
);

// — who works on it —

/// Lets a colleague work on the evaluation; the lead alone may. A lawyer gets the main file and nothing else; an
/// evaluator or reviewer the main file and the draft; `apart`: only what is kept apart.
Result<void> assign(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const UserId& user,
    std::string_view part,
    bool apart,
    const BatchId& batch
);
/// Ends their work on every file of it; the lead does not leave.
Result<void> end_work(
    const Records& records, const Caller& caller, const Opened& evaluation, const UserId& user, const BatchId& batch
);

// — writing —

/// The file of the evaluation that holds records of a type. `apart`: what is kept apart.
FileId file_for(const Records& records, const Opened& evaluation, std::string_view type, bool apart);
/// Saves a form of any type of a draft, or a request in the main file: `evaluation` and numbers are filled in.
/// Rules of consistency that cannot be broken come back as problems.
Result<records::FormOutcome> save_part(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Takes a record of a draft out of use, with the reason; what was written stays in its history.
Result<void> remove_part(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& record,
    std::string reason,
    const BatchId& batch
);
/// Answers a remark of a reviewer.
Result<void> answer_remark(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& remark,
    std::string_view state,
    std::string answer,
    const BatchId& batch
);

}  // namespace panoh::evaluation
