// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/access.hpp"
#include "access/consent.hpp"
#include "base/clock.hpp"
#include "forms/submission.hpp"
#include "forms/typed.hpp"
#include "modules/casework/service.hpp"
#include "modules/intake/types.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What may happen to a contact and what follows. Pure: records, times and ids are arguments.
namespace panoh::intake {

// — what the caller agreed to —

/// Whether the caller wants to be counted only.
bool is_counted_only(const boost::json::object& contact);
/// Whether it is a silent or an abusive call, which are kept apart.
bool is_apart(const boost::json::object& contact);
/// What a counted contact keeps: number, organisation, channel, region, the month, kind of caller, needs. `zone` is
/// where months begin.
boost::json::object counted(const boost::json::object& contact, std::string_view zone);
/// Whether a telephone number and the way to call may be kept: never against the caller's word.
bool may_keep_number(const boost::json::object& contact);
/// Takes the number and the rules of calling it out of an account, or the number out of a try to call.
void drop_number(boost::json::object& holder);
/// Drops what the caller's answers do not allow to keep.
CallBoxes as_agreed(CallBoxes call, std::string_view zone);
/// Answers that do not fit each other, and times that lie ahead of `now`. A contact that is only counted has none.
std::vector<forms::FormProblem>
problems_of(const boost::json::object& contact, const boost::json::object& account, Timestamp now);

// — a new contact —

/// What the program fills in when a call is saved.
struct Entry {
    OrganisationId organisation;
    UserId taken_by;
    Timestamp entered_at{};
    std::string number;
};
boost::json::object completed(boost::json::object contact, const Entry& entry);
/// What a form for a new call starts with; the time of the call is now.
forms::Submission call_start(const CallDefaults& defaults, Timestamp now, std::string_view zone);
using forms::moment_text;

// — on its way —

/// Not converted, closed or only counted.
bool is_open(const boost::json::object& contact);
/// Whether `user` was given the contact and has not said that they have it.
bool waits_for_receipt(const boost::json::object& contact, const UserId& user);
boost::json::object handed_on(boost::json::object contact, const UserId& to, Timestamp now);
boost::json::object released(boost::json::object contact, Timestamp now);
boost::json::object received(boost::json::object contact, Timestamp now);
boost::json::object screened(boost::json::object contact);
/// In the order in which they matter.
std::vector<NextStep> next_steps(const boost::json::object& contact, const UserId& reader, bool has_screening);

// — screening —

/// Elements that nobody asked yet or that stayed open, in the order of asking. It names what is open and concludes
/// nothing: what is complete here proves nothing, what is missing disproves nothing.
std::vector<MissingElement> what_is_missing(const boost::json::object& screening);
MedicalWindow medical_window(const boost::json::object& screening, std::chrono::sys_days today);

// — to a case —

/// Fields of `case` that the call answers: region, risk.
boost::json::object case_start(const boost::json::object& contact);
/// Fields of `person` that the call answers when the caller is the person.
boost::json::object person_start(const boost::json::object& contact);
/// The name that the case is about: the person's, or the caller's who calls for themself. Null: none is known.
boost::json::value name_of_person(const boost::json::object& contact, const boost::json::object& account);
/// The caller's part in the case when they call for somebody else; empty: none by default.
std::string role_of_caller(const boost::json::object& contact);
/// The caller's answers as coded fields of `consent`: case work, sharing in the coalition, contact.
std::vector<boost::json::object> consents_of_call(const boost::json::object& contact, std::string_view zone);
/// For whoever was not asked themself, so that nobody takes another person's yes for theirs.
std::vector<boost::json::object> consents_not_asked();
/// Puts what a family answered after a death among the answers of the person who died: the newest of each purpose takes
/// the place of what stood there, with whoever answered as guardian. `answers` are records of type `death_consent`, all
/// fields together, newest first. They name no recipient, so nothing goes outside by them.
void add_family_answers(std::vector<boost::json::object>& consents, std::span<const boost::json::object> answers);
/// Content of `contact_channel`; empty without a number. `holder` names who answers, when that is somebody else.
std::vector<boost::json::object>
channels_of_call(const boost::json::object& contact, const boost::json::object& account, const std::string& holder);
/// Case, persons and consents of a case that starts from this call, from what was typed in its form.
struct CaseForms {
    boost::json::object fields;
    boost::json::object summary;
    boost::json::object person;
    boost::json::object identity;
    bool with_caller = false;
    std::string caller_relation;
};
casework::OpenCase case_from_call(
    const boost::json::object& contact, const boost::json::object& account, CaseForms forms, std::string_view zone
);

// — to another organisation —

/// The gate, in the terms of `access`: the caller's own answers as a consent, asked for the recipient "coalition".
access::DisclosureDecision may_pass_on(
    const RecordId& id, const boost::json::object& contact, Naming naming, Timestamp now, std::string_view zone
);
/// Parts of a file that leave: `core` and `account`, and `identity` with the name.
std::vector<forms::Compartment> parts_passed_on(Naming naming);
/// What has to be mended first: no reason, no words at all, or a name or number that the words still hold.
std::vector<forms::FormProblem> problems_of_passing_on(const boost::json::object& account, const PassOn& what);
/// The contact that the other organisation receives.
CallBoxes passed_on(
    const boost::json::object& contact,
    const boost::json::object& account,
    const PassOn& what,
    const Entry& entry,
    const OrganisationId& from
);
/// The own contact afterwards: closed, with what went where and when.
boost::json::object
closed_as_passed_on(boost::json::object contact, const PassOn& what, const std::string& number, Timestamp now);

}  // namespace panoh::intake
