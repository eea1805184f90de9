// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace panoh::demo {

/// Where the demo is at work: its days and hours are those of this zone.
inline constexpr std::string_view zone = "Asia/Dushanbe";

/// Turns times told from today into dates and moments, so that a demo is always of today.
class Calendar {
public:
    explicit Calendar(Timestamp now);

    [[nodiscard]] Timestamp now() const noexcept { return now_; }

    /// When something is done, from its members `ago` (days) and `at` (local), or `minutes_ago`. Never after now.
    [[nodiscard]] Result<Timestamp> time_of(const boost::json::object& step) const;

    /// "@-3" a day, "@-45:month" or "@-400:year" a month or year, each also with "~" or "?" behind it;
    /// "@-9/@-2" an interval; "@-3 22:40" and "@m-35" (minutes) moments as records hold them. Any other text
    /// stays as it is.
    [[nodiscard]] Result<std::string> resolved(std::string_view text) const;

private:
    [[nodiscard]] Result<std::string> date(std::string_view text) const;

    Timestamp now_;
    std::chrono::sys_days today_;
};

}  // namespace panoh::demo
