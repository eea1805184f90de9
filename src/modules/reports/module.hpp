// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages.hpp"
#include "web/pages/route.hpp"

namespace panoh::reports {

/// Every address of this slice.
web::Routes routes();

/// Makes the document that evaluators sign, for the slice of evaluations.
evaluation::ReportMaker report_maker();

}  // namespace panoh::reports
