// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_figures.hpp"

#include "forms/edtf.hpp"
#include "modules/intake/rules_duty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace panoh::intake {

namespace {

using Counts = std::map<std::string, std::int64_t>;
using std::chrono::year_month;

constexpr std::size_t month_length = 7;

std::optional<year_month> month_of(std::string_view text)
{
    if (text.size() != month_length) return std::nullopt;
    const auto first = forms::parse_iso_day(std::string(text) + "-01");
    if (!first) return std::nullopt;
    const std::chrono::year_month_day date(*first);
    return date.year() / date.month();
}

/// Most frequent first; no answer last.
void add(std::vector<Figure>& figures, std::string_view part, const Counts& counts)
{
    std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& left, const auto& right) {
        if (left.first.empty() != right.first.empty()) return right.first.empty();
        return left.second > right.second;
    });
    for (const auto& [item, count] : sorted)
        figures.push_back({std::string(part), item, std::to_string(count)});
}

void add_covered(std::vector<Figure>& figures, std::string_view part, const Counts& counts)
{
    std::vector<Figure> rows;
    add(rows, part, counts);
    std::vector<std::int64_t> cells;
    for (const Figure& row : rows)
        cells.push_back(counts.at(row.item));
    const auto shown = covered(cells);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        rows[at].shown = shown[at];
        figures.push_back(std::move(rows[at]));
    }
}

/// Whether, with these cells covered, each small one may still be any number from 1 to 4: others that are covered can
/// take what is left of the sum at both ends.
bool is_safe(std::span<const std::int64_t> cells, const std::vector<bool>& hidden)
{
    std::int64_t small = 0;
    std::int64_t large = 0;
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (!hidden[at]) continue;
        sum += cells[at];
        ++(cells[at] < least_cell ? small : large);
    }
    if (small == 0) return true;
    const std::int64_t most = least_cell - 1;
    // The others at their least leave room for the most, and at their most leave no more than the least.
    const bool may_be_most = sum - (small - 1) - large * least_cell >= most;
    const bool may_be_least = large > 0 || sum - (small - 1) * most <= 1;
    return may_be_most && may_be_least;
}

std::string outcome_of(const CountedPromise& promise, const std::string& now)
{
    if (promise.closed_at.empty()) return promise.by < now ? "overdue" : "open";
    if (promise.result != "kept" && promise.result != "reached_otherwise") return "not_kept";
    return promise.closed_at <= promise.by ? "in_time" : "late";
}

}  // namespace

bool is_month(std::string_view text)
{
    return month_of(text).has_value();
}

std::optional<MonthSpan> span_of_month(std::string_view month, std::string_view zone)
{
    const auto found = month_of(month);
    if (!found) return std::nullopt;
    const auto first = [&](const year_month& of) {
        return start_of_day(std::chrono::sys_days(of / 1), zone);
    };
    return MonthSpan{first(*found), first(*found + std::chrono::months(1))};
}

std::string month_moved(std::string_view month, int by)
{
    const auto found = month_of(month);
    if (!found) return {};
    const year_month moved = *found + std::chrono::months(by);
    return fmt::format("{:04}-{:02}", static_cast<int>(moved.year()), static_cast<unsigned>(moved.month()));
}

std::vector<std::string> covered(std::span<const std::int64_t> cells)
{
    std::vector<bool> hidden(cells.size());
    for (std::size_t at = 0; at < cells.size(); ++at)
        hidden[at] = cells[at] > 0 && cells[at] < least_cell;
    std::vector<std::size_t> next(cells.size());
    std::iota(next.begin(), next.end(), std::size_t{0});
    std::stable_sort(next.begin(), next.end(), [&](std::size_t left, std::size_t right) {
        return cells[left] < cells[right];
    });
    for (const std::size_t at : next) {
        if (is_safe(cells, hidden)) break;
        if (cells[at] >= least_cell) hidden[at] = true;
    }
    std::vector<std::string> shown;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (!hidden[at]) {
            shown.push_back(std::to_string(cells[at]));
        } else {
            shown.emplace_back(cells[at] < least_cell ? "<5" : "*");
        }
    }
    return shown;
}

std::vector<Figure>
figures_of(std::span<const CountedCall> calls, std::span<const CountedPromise> promises, const std::string& now)
{
    std::map<std::string_view, Counts> counts;
    std::int64_t asking = 0;
    for (const CountedCall& call : calls) {
        if (!call.line.empty()) ++counts["line"][call.line];
        if (!call.apart.empty()) {
            ++counts["apart"][call.apart];
            continue;
        }
        ++asking;
        ++counts["channel"][call.channel];
        ++counts["caller_kind"][call.caller_kind];
        ++counts["region"][call.region];
        ++counts["danger"][call.danger];
        if (call.needs.empty()) ++counts["need"][""];
        for (const std::string& need : call.needs)
            ++counts["need"][need];
    }
    for (const CountedPromise& promise : promises)
        ++counts["call_back"][outcome_of(promise, now)];
    std::vector<Figure> figures{
        {"total", "all", std::to_string(calls.size())}, {"total", "asking", std::to_string(asking)}};
    for (const std::string_view part : {"danger", "apart", "line", "channel", "caller_kind", "need"})
        add(figures, part, counts[part]);
    add_covered(figures, "region", counts["region"]);
    add(figures, "call_back", counts["call_back"]);
    return figures;
}

}  // namespace panoh::intake
