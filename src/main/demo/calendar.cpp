// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/calendar.hpp"

#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "main/demo/data.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace panoh::demo {

namespace {

constexpr std::size_t moment_size = 16;  ///< "2026-11-22T09:05"

std::optional<int> whole(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Error no_time(std::string_view text)
{
    return fail(ErrorCode::internal, "the demo's data has no such time: " + std::string(text));
}

Result<Timestamp> timestamp_of(const std::string& moment)
{
    const auto day = forms::parse_iso_day(std::string_view(moment).substr(0, 10));
    const auto hour = moment.size() > moment_size ? whole(moment.substr(11, 2)) : std::nullopt;
    const auto minute = moment.size() > moment_size ? whole(moment.substr(14, 2)) : std::nullopt;
    if (!day || !hour || !minute) return no_time(moment);
    return Timestamp(*day + std::chrono::hours(*hour) + std::chrono::minutes(*minute));
}

}  // namespace

Calendar::Calendar(Timestamp now)
    : now_(now)
    , today_(forms::local_day(now, zone))
{}

Result<Timestamp> Calendar::time_of(const boost::json::object& step) const
{
    if (const std::string minutes = text_at(step, "minutes_ago"); !minutes.empty()) {
        const auto number = whole(minutes);
        if (!number) return no_time(minutes);
        return now_ - std::chrono::minutes(*number);
    }
    const std::string ago = text_at(step, "ago");
    const auto days = whole(ago);
    if (!days) return no_time(ago);
    const auto moment = forms::moment_of(forms::iso_day(today_ - std::chrono::days(*days)), text_at(step, "at"), zone);
    if (!moment) return no_time(text_at(step, "at"));
    const auto at = timestamp_of(*moment);
    if (!at) return at.error();
    return std::min(*at, now_);
}

Result<std::string> Calendar::date(std::string_view text) const
{
    std::string_view rest = text;
    std::string qualifier;
    if (rest.ends_with('~') || rest.ends_with('?')) {
        qualifier = rest.back();
        rest.remove_suffix(1);
    }
    const auto colon = rest.find(':');
    const std::string_view precision = colon == std::string_view::npos ? "day" : rest.substr(colon + 1);
    const auto days = rest.starts_with('@') ? whole(rest.substr(1, colon - 1)) : std::nullopt;
    if (!days) return no_time(text);
    const std::string day = forms::iso_day(today_ + std::chrono::days(*days));
    if (precision == "day") return day + qualifier;
    if (precision == "month") return day.substr(0, 7) + qualifier;
    if (precision == "year") return day.substr(0, 4) + qualifier;
    return no_time(text);
}

Result<std::string> Calendar::resolved(std::string_view text) const
{
    if (!text.starts_with('@')) return std::string(text);
    if (text.starts_with("@m")) {
        const auto minutes = whole(text.substr(2));
        if (!minutes) return no_time(text);
        return to_iso(now_ + std::chrono::minutes(*minutes)).substr(0, moment_size) + "Z";
    }
    if (const auto space = text.find(' '); space != std::string_view::npos) {
        const auto day = date(text.substr(0, space));
        if (!day) return day.error();
        return forms::moment_of(*day, text.substr(space + 1), zone);
    }
    std::string found;
    for (const std::string_view part : split(text, '/')) {
        const auto day = date(part);
        if (!day) return day.error();
        found += (found.empty() ? "" : "/") + *day;
    }
    return found;
}

}  // namespace panoh::demo
