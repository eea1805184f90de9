// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "forms/definition.hpp"
#include "vault/vault.hpp"

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::access {

/// One signed answer of a person (record type `consent`).
struct Consent {
    RecordId record;
    std::string purpose;                 ///< of list `consent_purposes`
    std::string answer;                  ///< of list `consent_states`: only "yes" allows
    std::set<std::string> recipients;    ///< of list `recipients`; empty allows no recipient outside
    std::set<std::string> compartments;  ///< empty: whatever the purpose needs
    std::optional<std::chrono::sys_days> given_on;
    std::optional<std::chrono::sys_days> until;
    std::int64_t order = 0;  ///< place in the ledger: the latest answer counts
};

/// What somebody wants to do with a person's data.
struct Disclosure {
    std::string purpose;
    std::string recipient;  ///< of list `recipients`; empty: nobody outside the organisation
    std::set<forms::Compartment> compartments;
};

struct DisclosureDecision {
    bool allowed = false;
    RecordId basis;      ///< the consent that allows it
    std::string reason;  ///< message suffix: "none", "refused", "withdrawn", "expired", "recipient", "part"
    explicit operator bool() const noexcept { return allowed; }
};

/// The rule: the latest answer for the purpose must be yes, be in force on `today`, and cover the
/// recipient and every compartment. Missing, unreadable and future-dated answers are no consent.
DisclosureDecision
may_disclose(const std::vector<Consent>& consents, const Disclosure& disclosure, std::chrono::sys_days today);

/// The gate that every export, print, document and hand-over to others passes: reads the person's
/// stored consents. No parameter of a request can add to them.
DisclosureDecision may_disclose(
    const vault::Workspace& workspace, const FileId& person, const Disclosure& disclosure, std::chrono::sys_days today
);

/// All answers that the workspace holds for a person, latest first.
std::vector<Consent> consents_of(const vault::Workspace& workspace, const FileId& person);

}  // namespace panoh::access
