// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::coalition {

/// Who did what and when, from the headers of both chains, for the auditor.
web::Routes audit_routes();

}  // namespace panoh::coalition
