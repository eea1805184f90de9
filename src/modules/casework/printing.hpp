// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/consent.hpp"
#include "modules/casework/store.hpp"
#include "records/records.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What may go on paper, for whom, and what is written about it.
namespace panoh::casework {

/// How much of who people are stands on a paper.
enum class IdentityLevel { full, alias, none };

struct PaperRequest {
    bool outside = false;
    std::string recipient;                  ///< of list `recipients`, when outside
    Sensitive<std::string> recipient_name;  ///< who exactly
    IdentityLevel level = IdentityLevel::none;
    /// What it draws from beside the names.
    std::set<forms::Compartment> drawn{forms::Compartment::core, forms::Compartment::account};
};

/// Why one person's data may not be on the paper.
struct PaperObstacle {
    std::string number;   ///< of the person; empty when the reader may not see it
    std::string purpose;  ///< of list `consent_purposes`; empty when the file is not open
    std::string reason;   ///< as in `access::DisclosureDecision`
};

struct PaperDecision {
    std::vector<PaperObstacle> obstacles;  ///< empty: it may be printed
    std::vector<std::pair<FileId, access::DisclosureDecision>> basis;
    std::vector<std::string> purposes;
    [[nodiscard]] bool allowed() const noexcept { return obstacles.empty(); }
};

/// Compartments that the paper draws from.
std::set<forms::Compartment> compartments_on(const PaperRequest& request);

/// Inside the organisation there is nothing to ask. Outside, every person of the case must have agreed
/// to every purpose that the recipient needs, for that recipient and all that the paper draws from.
PaperDecision may_print(
    const records::Records& records,
    const records::Caller& caller,
    const std::vector<Participant>& people,
    const PaperRequest& request,
    std::chrono::sys_days today
);

/// Enters in the file of every person what left, for whom and on which consent. Before the paper is shown.
Result<void> note_disclosure(
    const records::Records& records,
    const records::Caller& caller,
    const PaperRequest& request,
    const PaperDecision& decision,
    const std::string& what
);

}  // namespace panoh::casework
