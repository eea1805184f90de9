// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"
#include "modules/custody/types.hpp"
#include "records/records.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What people do about somebody who is held now. Everything is decided by `records`; rules are in `rules.hpp`.
namespace panoh::custody {

using records::Caller;
using records::Records;

// — looking —

/// Alerts whose desk fields the reader may see, open ones first, the latest first among them.
Result<std::vector<AlertLine>> alerts(const Records& records, const Caller& caller, bool open_only);
/// Alerts that have ended while nobody has screened their call.
Result<std::vector<AlertLine>> ended_unscreened(const Records& records, const Caller& caller);
/// Who was asked to go, by file of the alert; as the desk sees it.
Result<std::vector<Going>> goings_of(const Records& records, const Caller& caller, const FileId& file);
/// The alert of a contact, opened as far as the reader may; `not_found` without one.
Result<Alert> open_alert(const Records& records, const Caller& caller, const RecordId& contact);
/// The line of a contact's alert; only contact, file and number when it has none. `not_found` for who may not read it.
Result<AlertLine> line_of_contact(const Records& records, const Caller& caller, const RecordId& contact);
/// The contact whose alert lies in a file; none for who may not see it.
RecordId contact_of_file(const Records& records, const Caller& caller, const FileId& file);
/// Whether a contact that the caller may read has no alert yet and may get one: open, and more than counted.
Result<vault::Record> contact_without_alert(const Records& records, const Caller& caller, const RecordId& contact);

// — raising —

/// Reads a form that holds fields of `contact`, `contact_account`, `custody_alert` and `custody_account` together and
/// writes a call with its alert. A repeated batch answers as the first one did.
Result<Raised>
raise_alert(const Records& records, const Caller& caller, const forms::Submission& submission, const BatchId& batch);
/// The same for a call that is there already.
Result<Raised> raise_alert_of_call(
    const Records& records,
    const Caller& caller,
    const RecordId& contact,
    const forms::Submission& submission,
    const BatchId& batch
);

// — going on —

/// Saves a form of `custody_alert` or `custody_account`, or a form of a new or known `custody_enquiry` or
/// `custody_refusal`. What a relative does not let be told leaves the account with the form.
Result<records::FormOutcome> save_part(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Somebody confirmed the registration, just now. A time that is known already stays.
Result<void>
confirm_registration(const Records& records, const Caller& caller, const Alert& alert, const BatchId& batch);
/// Ends the alert in one of the ways of list `custody_states`, or opens it again.
Result<void>
end_alert(const Records& records, const Caller& caller, const Alert& alert, std::string_view how, const BatchId& batch);

// — who goes —

/// Lawyers and physicians of the organisation in the order in which they may be asked.
Result<std::vector<Candidate>> candidates(const Records& records, const Caller& caller, const Alert& alert);
/// `invalid_input` for somebody who is no candidate, was asked already, or when the relative lets nobody be told.
Result<void>
ask_to_go(const Records& records, const Caller& caller, const Alert& alert, const UserId& person, const BatchId& batch);
/// The answer of whoever was asked, by themself or noted by an operator. Declining takes the alert from their sight.
Result<void> answer_request(
    const Records& records,
    const Caller& caller,
    const Alert& alert,
    const RecordId& request,
    std::string_view status,
    const BatchId& batch
);

}  // namespace panoh::custody
