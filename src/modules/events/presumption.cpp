// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/presumption.hpp"

#include "forms/edtf.hpp"

#include <algorithm>
#include <array>

namespace panoh::events {

namespace {

constexpr std::string_view nothing_known = "reported";
constexpr std::string_view final_judgment = "convicted_final";

/// From what says least against the person to what says most.
constexpr std::array<std::string_view, 9> by_weight{
    "acquitted",
    "discontinued",
    nothing_known,
    "under_check",
    "investigated",
    "charged",
    "on_trial",
    "convicted_not_final",
    final_judgment};

std::string_view known(std::string_view status)
{
    const auto place = std::ranges::find(by_weight, status);
    return place == by_weight.end() ? nothing_known : *place;
}

std::size_t weight_of(std::string_view status)
{
    return static_cast<std::size_t>(std::ranges::find(by_weight, known(status)) - by_weight.begin());
}

bool certainly_earlier(const AllegationStep& left, const AllegationStep& right)
{
    const auto one = forms::edtf_range(left.since);
    const auto other = forms::edtf_range(right.since);
    return one && other && one->high && other->low && *one->high < *other->low;
}

}  // namespace

std::string standing_of(std::span<const AllegationStep> steps)
{
    const AllegationStep* found = nullptr;
    for (const AllegationStep& step : steps) {
        const bool passed =
            std::ranges::any_of(steps, [&](const AllegationStep& other) { return certainly_earlier(step, other); });
        if (passed) continue;
        if (found == nullptr || weight_of(step.status) < weight_of(found->status)) found = &step;
    }
    return std::string(found == nullptr ? nothing_known : known(found->status));
}

PresumptionWords presumption_words(std::string_view status)
{
    status = known(status);
    if (status == "acquitted") return {msg("events.called.acquitted"), msg("events.notice.acquitted")};
    if (status == "discontinued") return {msg("events.called.discontinued"), msg("events.notice.discontinued")};
    if (status == "under_check") return {msg("events.called.alleged"), msg("events.notice.under_check")};
    if (status == "investigated") return {msg("events.called.alleged"), msg("events.notice.investigated")};
    if (status == "charged") return {msg("events.called.charged"), msg("events.notice.charged")};
    if (status == "on_trial") return {msg("events.called.on_trial"), msg("events.notice.on_trial")};
    if (status == "convicted_not_final") {
        return {msg("events.called.convicted_not_final"), msg("events.notice.convicted_not_final")};
    }
    if (status == final_judgment) return {msg("events.called.convicted_final"), msg("events.notice.convicted_final")};
    return {msg("events.called.alleged"), msg("events.notice.reported")};
}

bool may_say_did(std::string_view status) noexcept
{
    return status == final_judgment;
}

}  // namespace panoh::events
