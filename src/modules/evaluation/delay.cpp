// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/delay.hpp"

#include "forms/edtf.hpp"

#include <algorithm>

namespace panoh::evaluation {

std::optional<Delay> delay_between(std::string_view event, std::string_view examination)
{
    const auto from = forms::edtf_range(event);
    const auto until = forms::edtf_range(examination);
    if (!from || !until || !from->low || !from->high || !until->low || !until->high) return std::nullopt;
    const auto most = *until->high - *from->low;
    if (most < std::chrono::days{0}) return std::nullopt;
    return Delay{std::max(*until->low - *from->high, std::chrono::days{0}), most};
}

bool is_before(std::string_view examination, std::string_view event)
{
    const auto from = forms::edtf_range(event);
    const auto until = forms::edtf_range(examination);
    return from && until && from->low && until->high && *until->high < *from->low;
}

}  // namespace panoh::evaluation
