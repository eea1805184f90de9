// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/chronology_time.hpp"

namespace panoh::reports {

namespace {

using Kind = events::Measure::Kind;

constexpr std::int64_t minutes_of_hour = 60;
constexpr std::int64_t minutes_of_day = 24 * minutes_of_hour;
constexpr std::int64_t days_rather_than_hours = 3;

std::string length(std::chrono::minutes time, const i18n::Translator& translator)
{
    const std::int64_t all = time.count();
    if (all >= days_rather_than_hours * minutes_of_day) {
        return translator.text(
            msg("documents.time.days"),
            {{"days", all / minutes_of_day}, {"hours", all % minutes_of_day / minutes_of_hour}}
        );
    }
    return translator.text(
        msg("documents.time.hours"), {{"hours", all / minutes_of_hour}, {"minutes", all % minutes_of_hour}}
    );
}

}  // namespace

std::string in_words(const events::Point& point, const i18n::Translator& translator)
{
    if (point.day.empty()) return {};
    const std::string day = translator.date(point.day);
    if (point.time.empty()) return day;
    return translator.text(
        point.about ? msg("documents.time.about") : msg("documents.time.at"), {{"day", day}, {"time", point.time}}
    );
}

std::string in_words(const events::Item& item, const i18n::Translator& translator)
{
    const std::string begin = in_words(item.begin, translator);
    const std::string end = in_words(item.end, translator);
    if (begin.empty() && end.empty()) return translator.text(msg("documents.time.undated"));
    if (end.empty() || end == begin) return begin;
    if (begin.empty()) return translator.text(msg("documents.time.until"), {{"end", end}});
    return translator.text(msg("documents.time.from_until"), {{"begin", begin}, {"end", end}});
}

std::string in_words(const events::Measure& measure, const i18n::Translator& translator)
{
    const std::string least = length(measure.least, translator);
    const std::string most = length(measure.most, translator);
    std::string words;
    switch (measure.kind) {
    case Kind::unknown:
        return translator.text(msg("documents.time.unknown"));
    case Kind::reversed:
        return translator.text(msg("documents.time.reversed"));
    case Kind::exact:
        words = least;
        break;
    case Kind::between:
        words = translator.text(msg("documents.time.between"), {{"least", least}, {"most", most}});
        break;
    case Kind::at_least:
        words = translator.text(msg("documents.time.at_least"), {{"time", least}});
        break;
    case Kind::at_most:
        words = translator.text(msg("documents.time.at_most"), {{"time", most}});
        break;
    }
    return measure.about ? translator.text(msg("documents.time.roughly"), {{"time", words}}) : words;
}

}  // namespace panoh::reports
