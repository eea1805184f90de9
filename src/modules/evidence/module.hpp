// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/preview.hpp"
#include "web/html/html.hpp"
#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

#include <memory>
#include <optional>

/// Evidence: received, handed from one to the other, verified, taken out in a form that a stranger can check.
namespace panoh::evidence {

web::Routes routes(std::shared_ptr<const documents::Previewer> previewer);

/// Items that the reader was asked to take, or offered to somebody.
Result<std::vector<web::WorkItem>> work_of_evidence(web::PageContext& context, const web::WorkWish& wish);
/// Bundles that wait for the reader's answer, and their own that are ready.
html::Html bundles_on_my_work(web::PageContext& context);
/// Nothing for records of other slices.
std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::evidence
