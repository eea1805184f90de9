// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages.hpp"
#include "web/pages/route.hpp"
#include "web/pages/work_items.hpp"

#include <optional>
#include <vector>

namespace panoh::evaluation {

/// Every address of this slice. Signing asks `proves` for passphrase and second factor; the document that is signed is
/// made by `makes`.
web::Routes routes(SecondFactor proves, ReportMaker makes);

/// Lines for My work: what the reader examines, reviews and signs, addenda under way; for a lawyer that a report was
/// signed; for who sees the desk alone what is due.
Result<std::vector<web::WorkItem>> work_of_evaluations(web::PageContext& context, const web::WorkWish& wish);

/// Where people find a record of this slice, and change it; nothing for records of other slices.
std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::evaluation
