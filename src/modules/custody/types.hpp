// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/sensitive.hpp"
#include "forms/values.hpp"
#include "vault/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Somebody is held now: alerts as plain values. Moments are texts as records hold them.
namespace panoh::custody {

/// A colleague who was asked to go, as far as the desk shows it; `role` is empty for who sees the desk alone.
struct Going {
    RecordId record;
    UserId person;
    std::string role;    ///< of list `duty_roles`
    std::string status;  ///< of list `on_duty_states`
    UserId asked_by;
    std::string asked_at;
    std::string accepted_at;
    std::string arrived_at;
    std::string closed_at;
};

/// What lists and My work show of an alert: desk fields of the alert and of its contact.
struct AlertLine {
    RecordId contact;
    RecordId alert;
    FileId file;
    std::string number;
    std::string status;  ///< of list `custody_states`
    std::string region;
    std::string apprehended_at;
    std::string registered_at;
    std::string raised_at;
    std::string ended_at;
    UserId raised_by;
    UserId keyworker;  ///< of the contact
};

/// An alert with what its reader may open. Without the parts of compartment `legal` for who sees the desk alone.
struct Alert {
    AlertLine line;
    std::optional<vault::Record> record;   ///< `custody_alert`
    std::optional<vault::Record> account;  ///< `custody_account`
    std::vector<vault::Record> enquiries;  ///< newest first
    std::vector<vault::Record> refusals;   ///< newest first
    std::vector<Going> goings;             ///< latest first
};

/// Hours that can be counted; nothing where a time is not known. No legal limit is compared with.
struct Hours {
    std::optional<std::int64_t> held;          ///< since the person was taken, or until the alert ended
    std::optional<std::int64_t> unregistered;  ///< since then, until a registration was confirmed
    bool is_registered = false;
};

/// Somebody who could go.
struct Candidate {
    UserId person;
    std::string role;         ///< "lawyer" or "physician"
    bool is_on_duty = false;  ///< on the duty list now
    bool is_near = false;     ///< their shift is for the region of the alert, or for all regions
};

/// Why somebody sees an alert on top of My work.
struct Reader {
    UserId user;
    bool takes_calls = false;
    bool sees_team = false;
    bool is_on_duty = false;       ///< as an operator, now
    bool anybody_on_duty = false;  ///< whether any operator is on the duty list now
};

/// What came of raising an alert.
struct Raised {
    RecordId contact;
    std::vector<forms::FormProblem> problems;
    [[nodiscard]] bool saved() const noexcept { return problems.empty(); }
};

}  // namespace panoh::custody
