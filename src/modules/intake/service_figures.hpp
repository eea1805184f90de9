// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"
#include "modules/intake/types_figures.hpp"

#include <optional>
#include <string>
#include <vector>

/// The hotline's monthly figures: counted for those who see the team, kept for those who see counts.
namespace panoh::intake {

/// Counts the contacts of the caller's organisation in a month; needs the ability "see_team". Nothing about one contact
/// leaves this function.
Result<std::vector<Figure>> count_month(const Records& records, const Caller& caller, const std::string& month);
/// The newest figures of a month that were kept in the register, with who kept them when.
struct KeptMonth {
    std::vector<Figure> figures;
    std::string kept_at;
    UserId kept_by;
};
Result<std::optional<KeptMonth>> kept_month(const Records& records, const Caller& caller, const std::string& month);
/// Months whose figures are kept, newest first.
Result<std::vector<std::string>> kept_months(const Records& records, const Caller& caller);
/// Counts a month and keeps the figures in the register, where report writers read them. Refused for a month that is
/// not over: figures that still change would give single calls away.
Result<void> keep_month(const Records& records, const Caller& caller, const std::string& month, const BatchId& batch);

}  // namespace panoh::intake
