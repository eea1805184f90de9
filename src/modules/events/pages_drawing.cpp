// SPDX-License-Identifier: AGPL-3.0-or-later
// The line of events as a drawing. All of it stands in the table too.
#include "modules/events/pages_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr double left_edge = 40;
constexpr double right_edge = 24;
constexpr double width = 900;
constexpr double row_height = 30;
constexpr double axis_height = 34;
constexpr double bar_height = 14;
constexpr double least_segment = 26;
constexpr double per_doubling = 12;
constexpr double least_between_labels = 84;
constexpr double least_bar = 6;
constexpr double open_end = 30;  ///< how far a bar goes on whose end is not known

std::string px(double value)
{
    return fmt::format("{:.1f}", value);
}

/// Where a minute lies: every time that a row names begins a stretch, whose length grows with the logarithm of the
/// time until the next one, so that hours and years stand on one line.
class Scale {
public:
    explicit Scale(std::span<const DrawnRow> rows)
    {
        for (const DrawnRow& row : rows) {
            add(row.begin);
            if (row.lasts) add(row.end);
            if (row.registration) add(*row.registration);
        }
        double at = 0;
        std::optional<Minute> before;
        for (auto& [minute, place] : places_) {
            if (before) {
                const auto hours = static_cast<double>((minute - *before).count()) / 60.0;
                at += least_segment + per_doubling * std::log2(1.0 + hours);
            }
            place = at;
            before = minute;
        }
        const double room = width - left_edge - right_edge - open_end;
        for (auto& [minute, place] : places_)
            place = left_edge + (at > 0 ? place / at : 0.5) * room;
    }

    [[nodiscard]] double at(Minute minute) const
    {
        const auto found = places_.find(minute);
        return found == places_.end() ? left_edge : found->second;
    }
    [[nodiscard]] const std::map<Minute, double>& places() const noexcept { return places_; }

private:
    void add(const Span& span)
    {
        if (span.earliest) places_[*span.earliest] = 0;
        if (span.latest) places_[*span.latest] = 0;
    }
    std::map<Minute, double> places_;
};

Html bar(double from, double until, double top, std::string_view opacity, bool dashed = false)
{
    return el<"rect">(
        a<"x">(px(from)),
        a<"y">(px(top)),
        a<"width">(px(std::max(until - from, 1.0))),
        a<"height">(px(bar_height)),
        a<"rx">("2"),
        a<"fill">("currentColor"),
        a<"fill-opacity">(opacity),
        dashed ? a<"stroke">("currentColor") : a<"stroke">("none"),
        dashed ? a<"stroke-dasharray">("3 3") : a<"stroke-dasharray">("none")
    );
}

Html mark(double x, double top)
{
    const double middle = top + bar_height / 2;
    return el<"polygon">(
        a<"points">(fmt::format(
            "{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}",
            x,
            middle - 6,
            x + 6,
            middle,
            x,
            middle + 6,
            x - 6,
            middle
        )),
        a<"fill">("currentColor")
    );
}

/// What is certain is dark, what is possible light.
Html shape_of(const DrawnRow& row, const Scale& scale, double top)
{
    const Minute first = row.begin.earliest ? *row.begin.earliest : *row.begin.latest;
    const Minute last = row.begin.latest ? *row.begin.latest : first;
    const double from = scale.at(first);
    const double sure_from = scale.at(last);
    if (!row.lasts) {
        if (sure_from - from < least_bar) return mark((from + sure_from) / 2, top);
        return group(bar(from, sure_from, top, "0.18", true), mark((from + sure_from) / 2, top));
    }
    const bool has_end = row.end.known();
    const double sure_until = has_end ? scale.at(row.end.earliest ? *row.end.earliest : *row.end.latest) : sure_from;
    const double until = has_end && row.end.latest ? scale.at(*row.end.latest) : width - right_edge;
    Html shape = bar(from, std::max(until, from + least_bar), top, "0.18", true);
    if (sure_until > sure_from) shape += bar(sure_from, sure_until, top, "0.7");
    if (row.registration && row.registration->known()) {
        const auto& until_then = row.registration->latest ? row.registration->latest : row.registration->earliest;
        const double registered = scale.at(*until_then);
        shape += el<"line">(
            a<"x1">(px(from)),
            a<"y1">(px(top + bar_height + 4)),
            a<"x2">(px(std::max(registered, from + least_bar))),
            a<"y2">(px(top + bar_height + 4)),
            a<"stroke">("currentColor"),
            a<"stroke-width">("3"),
            a<"stroke-dasharray">("6 3")
        );
    }
    return shape;
}

Html number_text(std::size_t number, double top)
{
    return el<"text">(
        a<"x">("8"),
        a<"y">(px(top + bar_height - 2)),
        a<"font-size">("13"),
        a<"fill">("currentColor"),
        static_cast<std::int64_t>(number)
    );
}

/// Days along the top, as far as they do not run into each other.
Html axis(const PageContext& context, const Scale& scale, double height)
{
    Html out;
    double last = -least_between_labels;
    std::string before;
    for (const auto& [minute, x] : scale.places()) {
        const Timestamp at{std::chrono::duration_cast<Timestamp::duration>(minute.time_since_epoch())};
        const std::string moment = context.translator().moment(at);
        const std::string day = moment.substr(0, moment.find(' '));
        if (day == before || x - last < least_between_labels) continue;
        const bool at_the_edge = x + least_between_labels > width;
        out += el<"text">(
            a<"x">(px(x)),
            a<"y">("14"),
            a<"font-size">("12"),
            a<"text-anchor">(at_the_edge ? "end" : "start"),
            a<"fill">("currentColor"),
            day
        );
        out += el<"line">(
            a<"x1">(px(x)),
            a<"y1">("20"),
            a<"x2">(px(x)),
            a<"y2">(px(height)),
            a<"stroke">("currentColor"),
            a<"stroke-opacity">("0.25")
        );
        last = x;
        before = day;
    }
    return out;
}

}  // namespace

Html drawing_of(const PageContext& context, std::span<const DrawnRow> rows)
{
    std::vector<DrawnRow> dated;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(dated), [](const DrawnRow& row) {
        return row.begin.known();
    });
    if (dated.empty()) return {};
    const Scale scale(dated);
    const double height = axis_height + row_height * static_cast<double>(dated.size());
    Html drawn = axis(context, scale, height);
    double top = axis_height;
    for (const DrawnRow& row : dated) {
        drawn += el<"g">(el<"title">(row.words), number_text(row.number, top), shape_of(row, scale, top));
        top += row_height;
    }
    const std::string label = context.text(msg("events.line.drawing"));
    return el<"figure">(
        el<"div">(
            cls("table-scroll"),
            a<"role">("region"),
            aria<"label">(label),
            a<"tabindex">("0"),
            el<"svg">(
                a<"role">("img"),
                aria<"label">(label),
                a<"viewBox">(fmt::format("0 0 {:.0f} {:.0f}", width, height)),
                a<"width">(px(width)),
                a<"height">(px(height)),
                drawn
            )
        ),
        el<"figcaption">(cls("meta"), context.text(msg("events.line.legend")))
    );
}

}  // namespace panoh::events
