// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/tellings.hpp"

#include "forms/edtf.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace panoh::events {

namespace {

/// Which names stand for the same telling.
class Joined {
public:
    /// The name that stands for all that were joined with this one.
    std::string of(const std::string& name)
    {
        std::string at = name;
        while (true) {
            const std::string next = above_.try_emplace(at, at).first->second;
            if (next == at) return at;
            at = next;
        }
    }
    void join(const std::string& left, const std::string& right) { above_[of(left)] = of(right); }

private:
    std::map<std::string, std::string> above_;
};

/// The last day that it may have been; an unknown or open one is older than all others.
std::chrono::sys_days newest_day(const Statement& statement)
{
    const auto range = forms::edtf_range(statement.day);
    return range && range->high ? *range->high : std::chrono::sys_days::min();
}

}  // namespace

Extent extent_named(std::string_view code) noexcept
{
    if (code == "whole") return Extent::whole;
    if (code == "part") return Extent::part;
    return code == "not_told" ? Extent::not_told : Extent::unclear;
}

Tellings tellings_of(std::span<const Statement> statements, std::string_view person)
{
    Tellings found;
    Joined joined;
    for (const Statement& each : statements) {
        if (each.person == person && !each.same_telling.empty()) joined.join(each.record, each.same_telling);
    }
    std::map<std::string, std::size_t> places;
    for (std::size_t at = 0; at < statements.size(); ++at) {
        const Statement& each = statements[at];
        if (each.person != person) continue;
        const auto [place, is_new] = places.try_emplace(joined.of(each.record), found.all.size());
        if (is_new) found.all.push_back({{}, each.told, false});
        Telling& telling = found.all[place->second];
        telling.statements.push_back(at);
        telling.told = std::max(telling.told, each.told);
        telling.to_us = telling.to_us || each.taker == "own";
        if (each.has_words) found.to_offer.push_back(at);
    }
    for (const Telling& telling : found.all) {
        const bool counts = telling.told >= Extent::part;
        if (counts) ++found.times;
        if (counts && telling.to_us) ++found.to_us;
        if (telling.told == Extent::unclear) ++found.unclear;
    }
    std::stable_sort(found.to_offer.begin(), found.to_offer.end(), [&](std::size_t left, std::size_t right) {
        const Statement& one = statements[left];
        const Statement& other = statements[right];
        if (one.told != other.told) return one.told > other.told;
        return newest_day(one) > newest_day(other);
    });
    return found;
}

}  // namespace panoh::events
