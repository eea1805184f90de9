// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/date_words.hpp"

#include "i18n/translator.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace panoh::i18n {
namespace {

/// One date of EDTF level 1 as its parts; month and day are 0 when not known.
struct Point {
    std::string year;  ///< four characters, unknown digits as "X"
    int month = 0;     ///< 1–12, or 21–24 for seasons
    int day = 0;
    char qualifier = ' ';  ///< '?', '~', '%' or ' '
};

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// "05" as 5, "XX" as 0.
std::optional<int> two_digits(std::string_view text, int most)
{
    if (text == "XX") return 0;
    if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
    const int value = (text[0] - '0') * 10 + (text[1] - '0');
    if (value < 1 || value > most) return std::nullopt;
    return value;
}

bool is_year(std::string_view text)
{
    if (text.size() != 4) return false;
    const auto first_unknown = std::min(text.find('X'), text.size());
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first_unknown), is_digit)
           && text.substr(first_unknown).find_first_not_of('X') == std::string_view::npos;
}

std::optional<Point> point_in(std::string_view text)
{
    Point point;
    if (!text.empty() && std::string_view("?~%").find(text.back()) != std::string_view::npos) {
        point.qualifier = text.back();
        text.remove_suffix(1);
    }
    if (!is_year(text.substr(0, 4))) return std::nullopt;
    point.year = text.substr(0, 4);
    text.remove_prefix(4);
    if (text.empty()) return point;
    const auto month = text.size() >= 3 && text[0] == '-' ? two_digits(text.substr(1, 2), 24) : std::nullopt;
    if (!month || (*month > 12 && *month < 21)) return std::nullopt;
    point.month = *month;
    text.remove_prefix(3);
    if (text.empty()) return point;
    const auto day = text[0] == '-' ? two_digits(text.substr(1), 31) : std::nullopt;
    if (!day || point.month > 12) return std::nullopt;
    point.day = point.month == 0 ? 0 : *day;
    return point;
}

/// Says one date inside a phrase. The catalogue hears which phrase ("plain", "about", "before",
/// "after", "between", "uncertain"), because many languages inflect the date for it.
class DateSpeaker {
public:
    DateSpeaker(const Translator& translator, DateStyle style)
        : translator_(translator)
        , style_(style)
    {}

    [[nodiscard]] std::string qualified(const Point& point) const
    {
        switch (point.qualifier) {
        case '~':
            return translator_.text(msg("date.about"), {{"date", bare(point, "about")}});
        case '?':
            return translator_.text(msg("date.uncertain"), {{"date", bare(point, "uncertain")}});
        case '%':
            return translator_.text(msg("date.about_and_uncertain"), {{"date", bare(point, "about")}});
        default:
            return bare(point, "plain");
        }
    }

    /// An end of an interval: a qualified end is put into words of its own first.
    [[nodiscard]] std::string end(const Point& point, const std::string& phrase) const
    {
        return point.qualifier == ' ' ? bare(point, phrase) : qualified(point);
    }

private:
    [[nodiscard]] std::string bare(const Point& point, const std::string& phrase) const
    {
        const auto unknown = point.year.find('X');
        if (unknown != std::string::npos) return vague_year(point.year, unknown, phrase);
        if (point.month > 12) return season(point, phrase);
        if (style_ == DateStyle::numbers) return in_numbers(point);
        if (point.month == 0) {
            return translator_.text(msg("date.year"), {{"year", point.year}, {"phrase", phrase}});
        }
        const MessageId month_id("date.month." + std::to_string(point.month));
        if (point.day == 0) {
            const auto month = translator_.text(month_id, {{"phrase", phrase}});
            return translator_.text(
                msg("date.month_and_year"), {{"month", month}, {"year", point.year}, {"phrase", phrase}}
            );
        }
        const auto month = translator_.text(month_id, {{"phrase", "day"}});
        return translator_.text(
            msg("date.day"),
            {{"day", std::to_string(point.day)}, {"month", month}, {"year", point.year}, {"phrase", phrase}}
        );
    }

    [[nodiscard]] std::string vague_year(const std::string& year, std::size_t known, const std::string& phrase) const
    {
        if (known == 3) {
            return translator_.text(msg("date.decade"), {{"year", year.substr(0, 3) + "0"}, {"phrase", phrase}});
        }
        if (known == 2) {
            return translator_.text(
                msg("date.century"),
                {{"first", year.substr(0, 2) + "00"}, {"last", year.substr(0, 2) + "99"}, {"phrase", phrase}}
            );
        }
        return translator_.text(msg("date.unknown"));
    }

    [[nodiscard]] std::string season(const Point& point, const std::string& phrase) const
    {
        const MessageId id("date.season." + std::to_string(point.month - 20));
        return translator_.text(id, {{"year", point.year}, {"phrase", phrase}});
    }

    static std::string in_numbers(const Point& point)
    {
        if (point.month == 0) return point.year;
        if (point.day == 0) return fmt::format("{:02}.{}", point.month, point.year);
        return fmt::format("{:02}.{:02}.{}", point.day, point.month, point.year);
    }

    const Translator& translator_;
    DateStyle style_;
};

}  // namespace

std::string date_in_words(const Translator& translator, std::string_view edtf, DateStyle style)
{
    const DateSpeaker speaker(translator, style);
    const auto slash = edtf.find('/');
    if (slash == std::string_view::npos) {
        const auto point = point_in(edtf);
        return point ? speaker.qualified(*point) : std::string(edtf);
    }
    const auto is_open = [](std::string_view end) {
        return end.empty() || end == "..";
    };
    const auto from = edtf.substr(0, slash);
    const auto until = edtf.substr(slash + 1);
    const auto first = point_in(from);
    const auto last = point_in(until);
    if ((!first && !is_open(from)) || (!last && !is_open(until))) return std::string(edtf);
    if (first && last) {
        return translator.text(
            msg("date.between"), {{"from", speaker.end(*first, "between")}, {"until", speaker.end(*last, "between")}}
        );
    }
    if (first) {
        const auto id = until.empty() ? msg("date.from_end_unknown") : msg("date.after");
        return translator.text(id, {{"date", speaker.end(*first, "after")}});
    }
    if (last) {
        const auto id = from.empty() ? msg("date.until_start_unknown") : msg("date.before");
        return translator.text(id, {{"date", speaker.end(*last, "before")}});
    }
    return translator.text(msg("date.unknown"));
}

}  // namespace panoh::i18n
