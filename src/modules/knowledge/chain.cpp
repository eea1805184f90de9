// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/chain.hpp"

#include "forms/edtf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace panoh::knowledge {

namespace {

/// The first or last day that a date may mean; empty when it is open or blank.
std::string first_day(std::string_view edtf)
{
    const auto range = forms::edtf_range(edtf);
    return range && range->low ? forms::iso_day(*range->low) : std::string();
}
std::string last_day(std::string_view edtf)
{
    const auto range = forms::edtf_range(edtf);
    return range && range->high ? forms::iso_day(*range->high) : std::string();
}

int year_in(std::string_view day)
{
    int year = 0;
    std::from_chars(day.data(), day.data() + day.find('-'), year);
    return year;
}

class ChainMaker {
public:
    ChainMaker(std::span<const Tie> ties, const Span& time)
    {
        std::vector<Tie> holding;
        std::copy_if(ties.begin(), ties.end(), std::back_inserter(holding), [&](const Tie& tie) {
            return may_hold_in(tie, time);
        });
        ties_ = newest_first(std::move(holding));
    }

    std::vector<ChainPlace> of(const std::string& self)
    {
        std::vector<std::string> above;
        seen_.insert(self);
        for (std::string at = self; above.size() < deepest_chain;) {
            const auto tie =
                std::find_if(ties_.begin(), ties_.end(), [&](const Tie& each) { return each.lower == at; });
            if (tie == ties_.end() || !seen_.insert(tie->upper).second) break;
            above.push_back(tie->upper);
            at = tie->upper;
        }
        std::reverse(above.begin(), above.end());
        for (const std::string& id : above)
            places_.push_back({id, places_.size(), false, false});
        add_with_those_below(self, above.size(), true);
        return std::move(places_);
    }

private:
    void add_with_those_below(const std::string& id, std::size_t depth, bool is_self)
    {
        const std::size_t own = places_.size();
        places_.push_back({id, depth, is_self, false});
        for (const Tie& tie : ties_) {
            if (tie.upper != id || seen_.contains(tie.lower)) continue;
            if (places_.size() >= most_in_chain || depth >= 2 * deepest_chain) {
                places_[own].has_more = true;
                return;
            }
            seen_.insert(tie.lower);
            add_with_those_below(tie.lower, depth + 1, false);
        }
    }

    std::vector<Tie> ties_;
    std::set<std::string> seen_;
    std::vector<ChainPlace> places_;
};

}  // namespace

Span year_span(int year)
{
    return {fmt::format("{:04}-01-01", year), fmt::format("{:04}-12-31", year)};
}

bool may_hold_in(const Tie& tie, const Span& time)
{
    const std::string ended = last_day(tie.until);
    const std::string began = first_day(tie.since);
    return (ended.empty() || ended >= time.first) && (began.empty() || began <= time.last);
}

std::vector<Tie> newest_first(std::vector<Tie> ties)
{
    std::stable_sort(ties.begin(), ties.end(), [](const Tie& left, const Tie& right) {
        const std::string one = first_day(left.since);
        const std::string other = first_day(right.since);
        if (one != other) return one > other;
        const std::string left_end = last_day(left.until);
        const std::string right_end = last_day(right.until);
        if (left_end.empty() != right_end.empty()) return left_end.empty();
        return left_end > right_end;
    });
    return ties;
}

std::vector<int> years_of(std::span<const Tie> ties, int today)
{
    constexpr int most = 60;
    int first = today;
    int last = today;
    for (const Tie& tie : ties) {
        for (const std::string& day :
             {first_day(tie.since), last_day(tie.since), first_day(tie.until), last_day(tie.until)}) {
            if (day.empty()) continue;
            const int year = year_in(day);
            first = std::min(first, year);
            last = std::max(last, std::min(year, today));
        }
    }
    std::vector<int> years;
    for (int year = last; year >= first && static_cast<int>(years.size()) < most; --year)
        years.push_back(year);
    return years;
}

std::vector<ChainPlace> chain_of(std::span<const Tie> ties, const std::string& self, const Span& time)
{
    return ChainMaker(ties, time).of(self);
}

}  // namespace panoh::knowledge
