// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/tasks.hpp"
#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::casework {

/// A person to be entered with a case: a new one, or one who has a file already.
struct CasePerson {
    std::optional<FileId> known;                        ///< file of a person who has one
    boost::json::object person;                         ///< fields of record type `person`
    boost::json::object identity;                       ///< fields of `person_identity`; empty: no name is kept
    std::vector<boost::json::object> contact_channels;  ///< content of `contact_channel`
    std::vector<boost::json::object> consents;          ///< coded fields of `consent`
    std::string role = "direct_victim";                 ///< of list `person_roles`
    std::string relation_type;                          ///< of list `relations`, to the first person
};

/// Everything that a new case starts with.
struct OpenCase {
    BatchId batch;
    RecordId origin;              ///< the contact that it comes from, or none
    boost::json::object fields;   ///< of record type `case`: region, risk, languages, categories
    boost::json::object summary;  ///< content of `case_summary`
    UserId keyworker;
    std::string keyworker_role = "social_worker";  ///< of list `case_roles`
    std::vector<CasePerson> persons;               ///< the first one is whom the case is about
    std::vector<vault::RecordChange> also;         ///< changes elsewhere that belong to the same action
};

struct OpenedCase {
    RecordId record;
    FileId file;
    std::string number;
    std::vector<FileId> persons;
};

/// Opens a case in the caller's organisation: case, summary, status, assignment, persons with their
/// consents and participations, in one batch. A batch that was written before answers as it did then.
/// `invalid_input` for a keyworker who does not work here, `denied` for a known person whom the caller
/// may not open.
Result<OpenedCase> open_case(const records::Records& records, const records::Caller& caller, OpenCase request);

/// Adds a person to a case. Returns the record of type `person`.
Result<RecordId> add_person(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    const BatchId& batch,
    CasePerson person
);

/// Saves a form of any type of this slice and does what belongs to it: a change of status, entered as decided before
/// (people change it by `change_state`), reaches the case, an assignment gives and takes keys, a participation lets
/// those who work on the case reach the person.
Result<records::FormOutcome> save_form(
    const records::Records& records,
    const records::Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);

/// Takes a record out of use, with the reason in its own box. Earlier revisions stay.
Result<void> remove_record(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    const BatchId& batch,
    std::string reason
);
/// Member of the content box of a removed record.
inline constexpr std::string_view removal_reason_member = "__removed_because";

/// The latest answer to a purpose, given anew as withdrawn today. `not_found` when there is none that is yes.
Result<RecordId> withdraw_consent(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& person,
    std::string_view purpose,
    const BatchId& batch
);

/// What a user is on a case, by their role: a code of list `case_roles`.
std::string case_role_of(const records::Records& records, const UserId& user);

/// "2026-11-22": the day that it is for the caller.
std::string today_of(const records::Records& records, const records::Caller& caller);

}  // namespace panoh::casework
