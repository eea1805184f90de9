// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace panoh::i18n {

/// What a calendar and a clock on the wall show.
struct LocalTime {
    std::chrono::year_month_day date;
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool operator==(const LocalTime&) const = default;
};

/// A zone of the IANA database. Immutable; copies are cheap and threads may share one.
class TimeZone {
public:
    /// "Asia/Dushanbe"; invalid_input for a name that the database lacks.
    static Result<TimeZone> named(std::string_view name);
    static TimeZone utc();

    [[nodiscard]] std::string name() const;
    [[nodiscard]] LocalTime local(Timestamp at) const;
    /// invalid_input when the calendar or the clock has no such value. When clocks go forward, a time
    /// that they skip is read with the offset before the change (02:30 becomes 03:30); when they go
    /// back, a time that comes twice means the first.
    [[nodiscard]] Result<Timestamp> instant(const LocalTime& local) const;

private:
    struct Zone;
    explicit TimeZone(std::shared_ptr<const Zone> zone);
    std::shared_ptr<const Zone> zone_;
};

/// `TimeZone::instant` and `TimeZone::local` for one conversion.
Result<Timestamp> from_local(const LocalTime& local, std::string_view zone);
Result<LocalTime> to_local(Timestamp at, std::string_view zone);

}  // namespace panoh::i18n
