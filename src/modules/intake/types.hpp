// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/json_text.hpp"
#include "base/message.hpp"
#include "base/sensitive.hpp"
#include "forms/definition.hpp"
#include "forms/values.hpp"
#include "vault/vault.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::intake {

/// Whether a yes-or-no member is there and true.
bool is_yes(const boost::json::object& record, std::string_view field);
/// Codes of a member of kind `codes`.
std::vector<std::string> codes_at(const boost::json::object& record, std::string_view field);
bool has_code(const boost::json::object& record, std::string_view field, std::string_view code);

/// The two halves of a contact: all of `contact` is coded, all of `contact_account` is sealed.
struct CallBoxes {
    boost::json::object contact;
    Sensitive<boost::json::object> account;
};

/// With the name and the way to reach the caller, or without both.
enum class Naming { named, unnamed };

/// What a call's page shows. The sealed half is named and not opened.
struct Call {
    vault::Record contact;
    std::string number;
    std::optional<RecordId> account;
    std::optional<RecordId> screening;
    std::optional<RecordId> case_record;
};

/// What came of the form of a new call.
struct CallOutcome {
    RecordId contact;
    std::vector<forms::FormProblem> problems;  ///< or to be mended; then nothing was written
    [[nodiscard]] bool saved() const noexcept { return problems.empty(); }
};

/// What the next call of an operator most likely has in common with the last one.
struct CallDefaults {
    std::string hotline;
    std::string region;
    std::string line;  ///< id of a line that is in service
};

enum class CallView {
    mine,         ///< taken by me or with me
    fresh,        ///< new, or with nobody
    handed_over,  ///< handed over to me
    waiting,      ///< a call back was promised
    all,          ///< all of my organisation that ask for something
    apart,        ///< silent and abusive ones
};

/// Which calls to list. Empty texts do not narrow.
struct CallFilter {
    CallView view = CallView::mine;
    std::string status;  ///< of list `contact_states`
    std::string region;
    /// "yes", "no", "open": not answered, or "ended": a custody alert that is over.
    std::string danger;
    std::string keyworker, channel, caller_kind, year;  ///< an id or codes; "-": not answered
    std::string sort = "time";                          ///< time, number, region, call_back or state
    bool oldest_first = false;                          ///< ascending, whatever it is sorted by
    std::size_t page = 1;
};

/// By what the list of calls is narrowed, in this order; those who see the desk only have the first four.
enum class CallFacet { status, region, keyworker, year, danger, channel, caller_kind };

inline constexpr std::size_t calls_on_a_page = 40;

/// A line of the list. What is not `desk` stays empty for those who see the desk only.
struct CallRow {
    RecordId contact;
    std::string number;
    std::string status;
    std::string region;
    std::string time_of_call;  ///< moment
    std::string call_back_by;  ///< moment
    UserId taken_by;
    UserId keyworker;
    OrganisationId organisation;
    std::string channel;
    std::string caller_kind;
    std::string danger;       ///< "yes", "no" or empty
    std::string alert_state;  ///< how its custody alert ended, of list `custody_states`; empty: none has
    std::string alert_ended_at;
    std::string apart;  ///< of list `apart_kinds`
    bool received = false;
};

struct CallList {
    std::vector<CallRow> rows;
    std::size_t total = 0;
    bool desk_only = false;
    /// For each `CallFacet` that the reader has, how many calls have each code, the rest of the filter kept.
    std::vector<std::vector<std::pair<std::string, std::size_t>>> counts = {};
};

/// An element of the screening that is still open, and in which way; nothing when it was left blank.
struct MissingElement {
    std::string field;
    MessageId sentence;  ///< why it is asked, in one sentence
    std::optional<forms::Missing> why;
};

/// How fresh the last event is, for the decision of a physician. Rules of thumb, to be confirmed.
enum class MedicalWindow { unknown, within_72_hours, within_a_week, later };

/// What a worker may do next with a call; each has a sentence of its own on the call's page.
enum class NextStep {
    follow_danger_steps,
    receive,
    ask_to_keep,
    call_back,
    screen,
    open_case,
    pass_on,
    hand_on,
};

/// What is passed on to another organisation.
struct PassOn {
    OrganisationId to;
    Naming naming = Naming::unnamed;
    std::string words;       ///< as the other organisation will read them
    bool confirmed = false;  ///< read through although a name seemed to be left in
    std::string why;         ///< of list `pass_on_reasons`
};

/// Another organisation of the node.
struct Neighbour {
    OrganisationId id;
    bool serves_region = false;
};

/// What came of passing on.
struct PassedOn {
    std::string number;  ///< of the contact in the other organisation
    std::vector<forms::FormProblem> problems;
    [[nodiscard]] bool done() const noexcept { return problems.empty(); }
};

/// What came of opening a case.
struct StartedCase {
    RecordId record;
    std::vector<forms::FormProblem> problems;
    [[nodiscard]] bool opened() const noexcept { return problems.empty(); }
};

}  // namespace panoh::intake
