// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <chrono>
#include <string>
#include <string_view>

/// Data that leaves with the word of a second person: a request in the organisation's register, answered by a
/// colleague, fetched once within the hour. Shared by the types `export_request` and `evidence_bundle`.
namespace panoh::records {

inline constexpr std::string_view ask_ability = "export";
inline constexpr std::string_view approve_ability = "approve_export";
/// How long after the answer what was asked for can be fetched.
inline constexpr std::chrono::hours ready_for{1};

/// How a request stands at a moment: `ready` for an hour after the approval, then `expired`.
enum class Standing { asked, ready, expired, declined, withdrawn, downloaded };
Standing standing_of(std::string_view state, Timestamp written_at, Timestamp now);

/// What every request says, whatever it asks for.
struct Release {
    RecordId record;
    UserId asked_by;
    std::string asked_at;  ///< moment, as records hold it
    std::string state;     ///< of list `export_states`
    UserId answered_by;
    std::string answered_at;
    Sensitive<std::string> answer;
    std::string downloaded_at;
    UserId author;           ///< who signed the newest revision
    Timestamp written_at{};  ///< when they did
};
Release release_of(const vault::Record& record);
/// What it says when it is made.
boost::json::object asked_now(const Records& records, const Caller& caller);

/// Two people: never whoever asked.
bool may_answer(std::string_view state, const UserId& asked_by, const UserId& who);
/// Only whoever asked, once, while it is ready, and only when the approval was signed by somebody else, the one whom it
/// names.
bool may_download(const Release& release, const UserId& first_author, const UserId& who, Timestamp now);

/// The newest revision, for whoever asked and for those of the organisation who may approve; `not_found` for others.
Result<vault::Record>
release_record(const Records& records, const Caller& caller, std::string_view type, const RecordId& id);
/// The next revision, with these members changed and, unless it is empty, the answer's words.
vault::RecordChange
next_revision(vault::Record record, const boost::json::object& changes, std::string_view answer = {});

/// `denied` for whoever asked, `conflict` when it was answered meanwhile, `invalid_input` for the reason.
Result<void> answer_release(
    const Records& records,
    const Caller& caller,
    std::string_view type,
    const RecordId& record,
    bool approves,
    std::string_view reason,
    const BatchId& batch
);
/// By whoever asked, before it is fetched.
Result<void> withdraw_release(
    const Records& records, const Caller& caller, std::string_view type, const RecordId& record, const BatchId& batch
);
/// Whether the approval holds still: `conflict` with `not_ready` as its sentence when nothing can be fetched now,
/// `denied` when a right is gone.
Result<void> check_agreed(
    const Records& records,
    const Caller& caller,
    const Release& release,
    const UserId& first_author,
    const MessageId& not_ready
);

}  // namespace panoh::records
