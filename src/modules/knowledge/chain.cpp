// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/chain.hpp"

#include "forms/edtf.hpp"

#include <algorithm>
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

class ChainMaker {
public:
    ChainMaker(std::span<const Tie> ties, std::string_view day)
    {
        std::vector<Tie> holding;
        std::copy_if(ties.begin(), ties.end(), std::back_inserter(holding), [&](const Tie& tie) {
            return may_hold_on(tie, day);
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

bool may_hold_on(const Tie& tie, std::string_view day)
{
    const std::string ended = last_day(tie.until);
    const std::string began = first_day(tie.since);
    return (ended.empty() || ended >= day) && (began.empty() || began <= day);
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

std::vector<ChainPlace> chain_of(std::span<const Tie> ties, const std::string& self, std::string_view day)
{
    return ChainMaker(ties, day).of(self);
}

}  // namespace panoh::knowledge
