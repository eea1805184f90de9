// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/gather.hpp"

#include "base/text.hpp"
#include "modules/evaluation/fields.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

std::string in_row(const json::value& row, std::string_view column)
{
    const json::object* object = row.if_object();
    return object == nullptr ? std::string() : text_at(*object, column);
}

Presence presence_of(const vault::Record& finding)
{
    return presence_named(text_of(finding, "presence")).value_or(Presence::not_examined);
}

std::string day_of_sitting(const Contents& contents, const std::string& sitting)
{
    for (const vault::Record& each : contents.sittings) {
        if (each.id.text() == sitting) return text_of(each, "held_on");
    }
    return {};
}

std::string sex_of_view(std::string_view view)
{
    constexpr std::array<std::string_view, 5> female{"D01", "D02", "D03", "D07", "D08"};
    constexpr std::array<std::string_view, 5> male{"D04", "D05", "D06", "D09", "D10"};
    const std::string_view head = view.substr(0, 3);
    if (std::find(female.begin(), female.end(), head) != female.end() || head == "D11") return "female";
    if (std::find(male.begin(), male.end(), head) != male.end() || head == "D12") return "male";
    return {};
}

Weighed part_as_weighed(const vault::Record& conclusion, Domain domain)
{
    Weighed weighed;
    weighed.record = conclusion.id.text();
    weighed.domain = domain;
    weighed.degree = degree_named(text_of(conclusion, "degree"));
    return weighed;
}

DraftFinding finding_for_draft(const Contents& contents, const vault::Record& finding)
{
    DraftFinding made;
    made.record = finding.id.text();
    made.presence = presence_of(finding);
    made.region = text_of(finding, "region");
    made.side = text_of(finding, "side");
    made.reported_date = text_of(finding, "reported_date");
    made.examined_on = day_of_sitting(contents, text_of(finding, "sitting"));
    made.act = text_of(finding, "act");
    for (const vault::Record& mark : contents.marks) {
        if (text_of(mark, "finding") != made.record) continue;
        made.marks.push_back({text_of(mark, "region"), text_of(mark, "side"), sex_of_view(text_of(mark, "view"))});
    }
    return made;
}

DraftAct act_for_draft(const vault::Record& act)
{
    DraftAct made;
    made.record = act.id.text();
    made.date = text_of(act, "began");
    for (const json::value& place : rows_of(act, "body")) {
        const std::string region = in_row(place, "region");
        if (!region.empty()) made.regions.push_back(region);
        const std::string side = in_row(place, "side");
        if (made.side.empty()) made.side = side;
        if (made.side != side) made.side.clear();
    }
    return made;
}

}  // namespace

std::optional<Degree> degree_of(const Contents& contents, const RecordId& finding)
{
    std::optional<Degree> degree;
    for (const vault::Record& conclusion : contents.conclusions) {
        if (text_of(conclusion, "about") == finding.text()) degree = degree_named(text_of(conclusion, "degree"));
    }
    return degree;
}

const vault::Record* conclusion_of(const Contents& contents, std::string_view scope)
{
    const vault::Record* found = nullptr;
    for (const vault::Record& conclusion : contents.conclusions) {
        if (text_of(conclusion, "scope") == scope) found = &conclusion;
    }
    return found;
}

std::vector<Weighed> weighed_of(const Contents& contents)
{
    std::vector<Weighed> all;
    for (const vault::Record& finding : contents.findings) {
        Weighed weighed;
        weighed.record = finding.id.text();
        weighed.presence = presence_of(finding);
        weighed.degree = degree_of(contents, finding.id);
        weighed.cause_reported = has(finding, "said") || has(finding, "act") || has(finding, "reported_date");
        all.push_back(std::move(weighed));
    }
    for (const vault::Record& element : contents.elements) {
        const auto degree = degree_of(contents, element.id);
        if (!degree) continue;
        Weighed weighed;
        weighed.record = element.id.text();
        weighed.domain = Domain::psychological;
        weighed.presence = presence_of(element);
        weighed.degree = degree;
        all.push_back(std::move(weighed));
    }
    if (const auto* part = conclusion_of(contents, "physical")) all.push_back(part_as_weighed(*part, Domain::physical));
    if (const auto* part = conclusion_of(contents, "psychological")) {
        all.push_back(part_as_weighed(*part, Domain::psychological));
    }
    return all;
}

Overall overall_of(const Contents& contents)
{
    const vault::Record* overall = conclusion_of(contents, "overall");
    if (overall == nullptr) return {};
    return {degree_named(text_of(*overall, "degree")), text_of(*overall, "beyond_findings")};
}

std::vector<Noticed> consistency_of(const Contents& contents)
{
    const auto weighed = weighed_of(contents);
    std::vector<Noticed> noticed = check_findings(weighed);
    const auto more = check_overall(overall_of(contents), weighed);
    noticed.insert(noticed.end(), more.begin(), more.end());
    return noticed;
}

const vault::Record* section_of(const Contents& contents, std::string_view code)
{
    const auto found = std::find_if(contents.sections.begin(), contents.sections.end(), [&](const auto& section) {
        return text_of(section, "section") == code;
    });
    return found == contents.sections.end() ? nullptr : &*found;
}

Draft draft_of(
    const Contents& contents, const Around& around, std::vector<std::pair<std::string, std::string>> region_parents
)
{
    Draft draft;
    for (const vault::Record& sitting : contents.sittings) {
        draft.sittings.push_back(
            {sitting.id.text(),
             text_of(sitting, "held_on"),
             text_of(sitting, "began"),
             text_of(sitting, "ended"),
             yes_no(sitting, "police_present").value_or(false),
             yes_no(sitting, "private").value_or(false)}
        );
    }
    for (const vault::Record& finding : contents.findings)
        draft.findings.push_back(finding_for_draft(contents, finding));
    for (const vault::Record& act : around.acts)
        draft.acts.push_back(act_for_draft(act));
    draft.person_sex = around.sex == "female" || around.sex == "male" ? around.sex : "";
    draft.person_birth = around.birth;
    draft.person_death = around.death;
    draft.region_parents = std::move(region_parents);
    return draft;
}

}  // namespace panoh::evaluation
