// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/time_zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <utility>

namespace panoh::i18n {

using std::chrono::floor;
using std::chrono::milliseconds;

struct TimeZone::Zone {
    std::unique_ptr<icu::BasicTimeZone> icu;
};

TimeZone::TimeZone(std::shared_ptr<const Zone> zone)
    : zone_(std::move(zone))
{}

Result<TimeZone> TimeZone::named(std::string_view name)
{
    const auto id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    std::unique_ptr<icu::TimeZone> made(icu::TimeZone::createTimeZone(id));
    auto* basic = dynamic_cast<icu::BasicTimeZone*>(made.get());
    if (basic == nullptr || *made == icu::TimeZone::getUnknown()) {
        return fail(ErrorCode::invalid_input, "unknown time zone");
    }
    auto zone = std::make_shared<Zone>();
    made.release();  // NOLINT(bugprone-unused-return-value): the same object, now under its own type
    zone->icu.reset(basic);
    return TimeZone(std::move(zone));
}

TimeZone TimeZone::utc()
{
    return *named("Etc/UTC");
}

std::string TimeZone::name() const
{
    icu::UnicodeString id;
    std::string out;
    zone_->icu->getID(id).toUTF8String(out);
    return out;
}

LocalTime TimeZone::local(Timestamp at) const
{
    const auto utc = floor<milliseconds>(at);
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->icu->getOffset(static_cast<double>(utc.time_since_epoch().count()), false, raw, saving, status);
    PANOH_CHECK(U_SUCCESS(status));
    const auto shown = utc + milliseconds(raw) + milliseconds(saving);
    const auto day = floor<std::chrono::days>(shown);
    const std::chrono::hh_mm_ss clock(floor<std::chrono::seconds>(shown - day));
    return {
        std::chrono::year_month_day(day),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count())};
}

Result<Timestamp> TimeZone::instant(const LocalTime& local) const
{
    const bool on_clock = local.hour >= 0 && local.hour < 24 && local.minute >= 0 && local.minute < 60
                          && local.second >= 0 && local.second < 60;
    if (!on_clock || !local.date.ok()) return fail(ErrorCode::invalid_input, "no such date or time");
    const milliseconds shown = std::chrono::sys_days(local.date).time_since_epoch() + std::chrono::hours(local.hour)
                               + std::chrono::minutes(local.minute) + std::chrono::seconds(local.second);
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->icu->getOffsetFromLocal(
        static_cast<double>(shown.count()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving, status
    );
    PANOH_CHECK(U_SUCCESS(status));
    return Timestamp(shown - milliseconds(raw) - milliseconds(saving));
}

Result<Timestamp> from_local(const LocalTime& local, std::string_view zone)
{
    const auto found = TimeZone::named(zone);
    if (!found) return found.error();
    return found->instant(local);
}

Result<LocalTime> to_local(Timestamp at, std::string_view zone)
{
    const auto found = TimeZone::named(zone);
    if (!found) return found.error();
    return found->local(at);
}

}  // namespace panoh::i18n
