// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"
#include "modules/intake/types.hpp"
#include "records/records.hpp"

#include <string>
#include <vector>

/// What people do with calls. Everything is decided by `records`; rules are in `rules.hpp`.
namespace panoh::intake {

using records::Caller;
using records::Records;

// — taking a call —

/// Hotline and region of the caller's own last call.
Result<CallDefaults> defaults_for(const Records& records, const Caller& caller);
/// Reads a form that holds the fields of `contact` and `contact_account` together, applies what the caller agreed to
/// and writes a new contact. A repeated batch answers as the first one did.
Result<CallOutcome>
take_call(const Records& records, const Caller& caller, const forms::Submission& submission, const BatchId& batch);

// — looking —

/// SQL of a field of the custody alert of a call that is not open any more; NULL without one. `file`: SQL of the
/// call's.
std::string ended_alert(std::string_view field, std::string_view file);

/// Lists what the reader's role shows: the desk fields alone for those without the ability "take_calls".
Result<CallList> list_calls(const Records& records, const Caller& caller, const CallFilter& filter);
/// A call as the desk shows it; `not_found` when the reader sees no file of that contact.
Result<CallRow> desk_view(const Records& records, const Caller& caller, const RecordId& contact);
/// `not_found` for what is no contact.
Result<Call> open_call(const Records& records, const Caller& caller, const RecordId& contact);
/// Opens the sealed half; none when there is none.
Result<std::optional<vault::Record>> open_account(const Records& records, const Caller& caller, const Call& call);
/// The screening of a call, opened; none when there is none.
Result<std::optional<vault::Record>> open_screening(const Records& records, const Caller& caller, const Call& call);

// — changing —

/// Saves a form of `contact`. When the caller now wants to be counted only, the sealed half and all but the counted
/// fields go in the same batch.
Result<records::FormOutcome> edit_contact(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Saves a form of `contact_account`; a new one when there is none.
Result<records::FormOutcome> edit_account(
    const Records& records,
    const Caller& caller,
    const Call& call,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Saves a form of `screening`, and the contact's state with it.
Result<records::FormOutcome> save_screening(
    const Records& records,
    const Caller& caller,
    const Call& call,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);

// — handing on —

/// Colleagues of the organisation who may take calls, without the caller; by name.
std::vector<UserId> receivers(const Records& records, const Caller& caller);
/// `invalid_input` unless `to` is one of the receivers.
Result<void>
hand_on(const Records& records, const Caller& caller, const RecordId& contact, const UserId& to, const BatchId& batch);
/// Gives the contact back to the team.
Result<void> release(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch);
/// "I have it": only by the one to whom it was handed.
Result<void> receive(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch);

// — to a case —

/// What the form of a new case starts with; opens the sealed half.
Result<forms::Submission> case_start_form(const Records& records, const Caller& caller, const Call& call);
/// The caller, asked again, lets us keep what was said.
Result<void> agree_to_keep(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch);
/// Users who may be the keyworker of a case, by name.
std::vector<UserId> keyworkers(const Records& records, const Caller& caller);
/// Reads a form that holds fields of `case`, `person`, `person_identity` and `case_summary` together, and opens the
/// case; the contact is converted in the same batch. Refused unless the caller lets us keep what was said.
Result<StartedCase> start_case(
    const Records& records,
    const Caller& caller,
    const RecordId& contact,
    const forms::Submission& submission,
    const BatchId& batch
);

// — to another organisation —

/// Other organisations of the node that take calls, by code.
std::vector<OrganisationId> neighbours(const Records& records, const Caller& caller);
/// Those of them that serve a region first, the others after; both by code.
std::vector<Neighbour> neighbours_for(const Records& records, const Caller& caller, std::string_view region);
/// Who serves the region of a call that the caller's own organisation does not serve; nobody when it does, or when the
/// region is not known.
std::vector<OrganisationId>
who_serves_instead(const Records& records, const Caller& caller, const boost::json::object& contact);
/// `denied` without the caller's consent.
Result<PassedOn> pass_on(
    const Records& records, const Caller& caller, const RecordId& contact, const PassOn& what, const BatchId& batch
);

}  // namespace panoh::intake
