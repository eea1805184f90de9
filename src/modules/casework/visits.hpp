// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "records/records.hpp"

#include <optional>

/// When somebody was last at their work, so that My work can say what is new since then.
namespace panoh::casework {

struct Visits {
    Timestamp last{};                 ///< the last look of the present visit
    std::optional<Timestamp> before;  ///< the last look of the visit before; none: this is the first
};
/// After a look at `now`. A pause of four hours ends a visit.
Visits after_look(const std::optional<Visits>& known, Timestamp now);
/// What was written after this is new: since the visit before, seven days without one, never more than thirty.
Timestamp new_since(const Visits& visits, Timestamp now);

/// Notes a look of the caller's in their sealed settings and says since when things are new. What cannot be kept is
/// taken for a first visit.
Timestamp note_look(const records::Records& records, const records::Caller& caller);

}  // namespace panoh::casework
