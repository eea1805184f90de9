// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "forms/values.hpp"
#include "vault/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Evaluations by the Istanbul Protocol as plain values. Days are "2026-11-22".
namespace panoh::evaluation {

/// What lists show of an evaluation: desk fields, and the rest for who may read its main file.
struct Line {
    RecordId evaluation;
    FileId file;  ///< the main one
    std::string number;
    std::string state;  ///< of list `evaluation_states`
    std::string due_on;
    UserId lead;
    bool readable = false;
    std::string kind;  ///< of list `evaluation_kinds`
    std::string opened_on;
    RecordId person;
    RecordId matter;
};

/// An evaluation with the files of it that its reader may open.
struct Opened {
    Line line;
    vault::Record record;  ///< `evaluation`
    FileId draft;          ///< none for who may not read what is unsigned
    FileId apart;          ///< none when there is none, or for who may not read it
};

/// Somebody who works on one file of an evaluation, or did.
struct Worker {
    RecordId record;
    UserId user;
    std::string part;  ///< of list `evaluation_work`
    std::string since, until;
};

/// Everything in a draft, or in the file of what is kept apart, opened. In a review of somebody else's report
/// `conclusions` holds what it says of that report too (`review_records.hpp`).
struct Contents {
    std::vector<vault::Record> evaluators, sittings, sections, findings, marks, elements, tests, consultations,
        conclusions, answers, remarks;
};

/// What a person has agreed to, as far as an evaluation asks; none where there is no answer that is in force.
struct GivenConsents {
    RecordId examination, photographs, sexual_violence;
};

/// What came of opening an evaluation.
struct OpenedNow {
    RecordId evaluation;
    std::vector<forms::FormProblem> problems;
    [[nodiscard]] bool saved() const noexcept { return problems.empty(); }
};

/// A record of the case that a section cites.
struct Cited {
    RecordId record;
    std::uint32_t revision = 0;
    std::string kept_reason;             ///< why the earlier text is kept
    std::optional<vault::Record> shown;  ///< as it was cited; nothing for who may not read it
    std::uint32_t newest = 0;
    [[nodiscard]] bool has_changed() const noexcept { return newest > revision; }
};

/// What is signed: the very bytes, their hash, and what they were made from.
struct Frozen {
    Sensitive<std::string> text;
    std::string sha256;
    boost::json::array made_from;
};

/// A signature, as the list of signatures shows it.
struct Signature {
    RecordId record;
    UserId signer;
    std::string signed_on, sha256;
    bool counts = false;  ///< under what stands in the draft now, or under what was signed by all
    bool dissents = false;
};

}  // namespace panoh::evaluation
