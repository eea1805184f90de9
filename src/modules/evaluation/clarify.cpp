// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/clarify.hpp"

#include "forms/edtf.hpp"
#include "modules/evaluation/delay.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

constexpr int most_levels = 8;  ///< of regions within regions

void add(std::vector<Noticed>& found, std::string_view problem, Gravity gravity, const std::string& record)
{
    found.push_back({std::string(problem), gravity, record});
}

/// Two sides that cannot both be right. "Both", "middle" and blank fit every side.
bool sides_differ(std::string_view one, std::string_view other)
{
    return (one == "left" && other == "right") || (one == "right" && other == "left");
}

bool fits(const Draft& draft, const std::string& one, const std::string& other)
{
    return region_within(draft, one, other) || region_within(draft, other, one);
}

/// Both dates are known, and no day can be meant by both.
bool dates_differ(const std::string& one, const std::string& other)
{
    return is_before(one, other) || is_before(other, one);
}

const DraftAct* act_of(const Draft& draft, const std::string& record)
{
    const auto found = std::ranges::find(draft.acts, record, &DraftAct::record);
    return record.empty() || found == draft.acts.end() ? nullptr : &*found;
}

void check_sitting(const Draft& draft, const DraftSitting& sitting, std::vector<Noticed>& found)
{
    // Hours of one day, "HH:MM": they compare as text. A sitting that goes on past midnight is asked about too.
    if (!sitting.began.empty() && !sitting.ended.empty() && sitting.ended < sitting.began) {
        add(found, "sitting_ends_before", Gravity::unlikely, sitting.record);
    }
    if (sitting.police_present && sitting.private_said) {
        add(found, "private_with_police", Gravity::unlikely, sitting.record);
    }
    if (is_before(sitting.held_on, draft.person_birth)) {
        add(found, "sitting_before_birth", Gravity::stops, sitting.record);
    }
}

void check_dates(const Draft& draft, const DraftFinding& finding, std::vector<Noticed>& found)
{
    if (is_before(finding.reported_date, draft.person_birth)) {
        add(found, "finding_before_birth", Gravity::stops, finding.record);
    }
    if (is_before(finding.examined_on, finding.reported_date)) {
        add(found, "finding_before_event", Gravity::stops, finding.record);
    }
    const DraftAct* act = act_of(draft, finding.act);
    if (act == nullptr) return;
    if (dates_differ(finding.reported_date, act->date)) {
        add(found, "finding_dated_otherwise", Gravity::unlikely, finding.record);
    }
    if (is_before(finding.examined_on, act->date)) {
        add(found, "examined_before_act", Gravity::stops, finding.record);
    }
}

void check_places(const Draft& draft, const DraftFinding& finding, std::vector<Noticed>& found)
{
    const auto other_side = [&](const DraftMark& mark) {
        return sides_differ(mark.side, finding.side);
    };
    const auto other_region = [&](const DraftMark& mark) {
        return !mark.region.empty() && !finding.region.empty() && !fits(draft, mark.region, finding.region);
    };
    const auto other_sex = [&](const DraftMark& mark) {
        return !mark.sex.empty() && !draft.person_sex.empty() && mark.sex != draft.person_sex;
    };
    if (std::ranges::any_of(finding.marks, other_side)) {
        add(found, "mark_on_other_side", Gravity::unlikely, finding.record);
    }
    if (std::ranges::any_of(finding.marks, other_region)) {
        add(found, "mark_in_other_region", Gravity::unlikely, finding.record);
    }
    if (std::ranges::any_of(finding.marks, other_sex)) {
        add(found, "drawing_of_other_sex", Gravity::unlikely, finding.record);
    }
    const DraftAct* act = act_of(draft, finding.act);
    if (act != nullptr && sides_differ(act->side, finding.side)) {
        add(found, "finding_on_other_side", Gravity::unlikely, finding.record);
    }
}

/// A finding answers for an act when it names it, or says something about a part of the body that was told of.
bool answers_for(const Draft& draft, const DraftFinding& finding, const DraftAct& act)
{
    if (finding.act == act.record) return true;
    return !finding.region.empty() && std::ranges::any_of(act.regions, [&](const std::string& region) {
        return fits(draft, finding.region, region);
    });
}

void check_act(const Draft& draft, const DraftAct& act, std::vector<Noticed>& found)
{
    const bool asked = std::ranges::any_of(draft.findings, [&](const DraftFinding& finding) {
        return answers_for(draft, finding, act);
    });
    if (!asked) add(found, "method_not_asked_about", Gravity::missing, act.record);
    if (is_before(act.date, draft.person_birth)) add(found, "act_before_birth", Gravity::stops, act.record);
    if (is_before(draft.person_death, act.date)) add(found, "act_after_death", Gravity::stops, act.record);
}

}  // namespace

bool region_within(const Draft& draft, const std::string& region, const std::string& wide)
{
    std::string at = region;
    for (int level = 0; level < most_levels && !at.empty(); ++level) {
        if (at == wide) return true;
        const auto parent = std::ranges::find(draft.region_parents, at, &std::pair<std::string, std::string>::first);
        at = parent == draft.region_parents.end() ? std::string() : parent->second;
    }
    return false;
}

std::vector<Noticed> points_to_clarify(const Draft& draft)
{
    std::vector<Noticed> found;
    for (const DraftSitting& sitting : draft.sittings)
        check_sitting(draft, sitting, found);
    for (const DraftFinding& finding : draft.findings) {
        check_dates(draft, finding, found);
        check_places(draft, finding, found);
    }
    for (const DraftAct& act : draft.acts)
        check_act(draft, act, found);
    return found;
}

}  // namespace panoh::evaluation
