// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/types_figures.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Counting calls. Pure.
namespace panoh::intake {

/// Whether it is a month such as "2026-11".
bool is_month(std::string_view text);
/// From its first to its last moment; nothing for no month.
struct MonthSpan {
    std::string from;
    std::string until;
};
std::optional<MonthSpan> span_of_month(std::string_view month, std::string_view zone);
/// The month that is so many months later.
std::string month_moved(std::string_view month, int by);

/// How the cells of one breakdown are shown. Numbers from 1 to 4 become "<5"; further cells are covered by "*",
/// smallest first, until the total gives none of them away: each covered cell may still be any number from 1 to 4.
std::vector<std::string> covered(std::span<const std::int64_t> cells);

/// All figures of a month. Silent and abusive calls are counted by kind and line and stand in no other breakdown;
/// `now` decides which open promises are overdue.
std::vector<Figure>
figures_of(std::span<const CountedCall> calls, std::span<const CountedPromise> promises, const std::string& now);

}  // namespace panoh::intake
