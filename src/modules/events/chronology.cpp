// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/chronology.hpp"

#include <algorithm>
#include <tuple>

namespace panoh::events {

namespace {

/// The end of everything so far. Both bounds are the later ones: what covers the time is whatever ends last.
class Cover {
public:
    void add(const Step& step, const Item& item)
    {
        const bool ended = step.end.known();
        if (item.lasts && !ended) open_ = true;
        const Span& end = ended ? step.end : step.begin;
        if (!any_) {
            until_ = end;
        } else {
            until_.earliest = later(until_.earliest, end.earliest);
            until_.latest = until_.latest && end.latest ? std::max(until_.latest, end.latest) : std::nullopt;
            until_.about = until_.about || end.about;
        }
        any_ = true;
    }

    [[nodiscard]] bool any() const noexcept { return any_; }

    [[nodiscard]] std::optional<Measure> gap_to(const Span& begin) const
    {
        if (!any_) return std::nullopt;
        if (open_) return Measure{};
        const Measure measure = between(until_, begin);
        if (measure.kind == Measure::Kind::reversed) return std::nullopt;
        if (measure.kind == Measure::Kind::exact && measure.most == minutes{0}) return std::nullopt;
        return measure;
    }

private:
    /// An end that is at least so late stays so, whatever is not known about another.
    static std::optional<Minute> later(std::optional<Minute> left, std::optional<Minute> right)
    {
        if (!left || !right) return left ? left : right;
        return std::max(left, right);
    }

    Span until_;
    bool any_ = false;
    bool open_ = false;
};

/// Of an item that may begin at any time before a day, that day: so nothing certain is turned round.
Minute place_of(const Span& begin)
{
    return begin.earliest ? *begin.earliest : *begin.latest;
}

bool stands_before(const Step& left, const Step& right)
{
    if (!left.begin.known() || !right.begin.known()) return left.begin.known() && !right.begin.known();
    const auto end_of = [](const Step& step) {
        return step.begin.latest.value_or(Minute::max());
    };
    return std::tuple(place_of(left.begin), end_of(left)) < std::tuple(place_of(right.begin), end_of(right));
}

}  // namespace

std::vector<Step> chronology(std::span<const Item> items, std::string_view zone)
{
    std::vector<Step> line;
    line.reserve(items.size());
    for (std::size_t at = 0; at < items.size(); ++at) {
        Step step;
        step.item = at;
        step.begin = span_of(items[at].begin, zone);
        step.end = span_of(items[at].end, zone);
        step.ends_before_it_begins = certainly_before(step.end, step.begin);
        line.push_back(step);
    }
    std::stable_sort(line.begin(), line.end(), stands_before);
    Cover cover;
    Span begun;  ///< of all items so far, the one that may begin last
    for (Step& step : line) {
        if (!step.begin.known()) continue;
        step.order = !cover.any()                          ? Order::first
                     : certainly_before(begun, step.begin) ? Order::certain
                                                           : Order::perhaps;
        const bool open = !step.begin.latest || (cover.any() && !begun.latest);
        begun.latest = open ? std::nullopt
                            : std::optional(std::max(begun.latest.value_or(*step.begin.latest), *step.begin.latest));
        step.gap = cover.gap_to(step.begin);
        Step covering = step;
        if (step.ends_before_it_begins) covering.end = step.begin;
        cover.add(covering, items[step.item]);
    }
    return line;
}

}  // namespace panoh::events
