// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/custody/service.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A death in custody: what is known, what the family agrees to, examinations, and steps with their owners.
namespace panoh::custody {

/// A step of list `death_steps`, in the order of the list.
struct DeathStep {
    std::string step;
    std::optional<vault::Record> record;  ///< none: nobody has it and it is not done
    UserId owner;
    std::string done_at;  ///< moment
    bool to_be_confirmed = false;
};

struct Death {
    AlertLine line;
    std::optional<vault::Record> report;
    std::vector<vault::Record> consents;   ///< newest first
    std::vector<vault::Record> autopsies;  ///< newest first
    std::vector<DeathStep> steps;
};

/// `denied` for who may not read the part `legal` of the contact's file.
Result<Death> open_death(const Records& records, const Caller& caller, const RecordId& contact);

enum class StepMark {
    mine,    ///< the caller does it
    done,    ///< done just now; whoever has nobody before them has it
    undone,  ///< marked by mistake
};
/// `invalid_input` for what is no step.
Result<void> mark_step(
    const Records& records,
    const Caller& caller,
    const Death& death,
    std::string_view step,
    StepMark mark,
    const BatchId& batch
);

}  // namespace panoh::custody
