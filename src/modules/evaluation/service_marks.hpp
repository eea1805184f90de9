// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/diagrams.hpp"
#include "modules/evaluation/service.hpp"

namespace panoh::evaluation {

/// A place that was pointed at, in thousandths of width and height.
struct Pointed {
    const Drawing* drawing = nullptr;
    Point at;
};

/// Enters a mark of a finding: region and side are those that the drawing names there, and a finding that says none
/// takes them over. `invalid_input` with a sentence beside the body.
Result<void> add_mark(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& finding,
    const Pointed& pointed,
    const BatchId& batch
);

}  // namespace panoh::evaluation
