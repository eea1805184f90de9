// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/quality.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

constexpr std::string_view evaluation = "evaluation";
constexpr std::string_view sitting = "sitting";
constexpr std::string_view section = "evaluation_section";
constexpr std::string_view finding = "finding";
constexpr std::string_view mind = "psychological_finding";
constexpr std::string_view conclusion = "conclusion";

constexpr std::array<QualityItem, 50> items{{
    {"Q01", 2, {evaluation, "person"}, false},
    {"Q02", 2, {sitting, "began"}, false},
    {"Q03", 2, {sitting, "institution"}, false},
    {"Q04", 2, {sitting, "present"}, false},
    {"Q05", 2, {sitting, "police_present"}, false},
    {"Q06", 1, {sitting, "restraints"}, false},
    {"Q07", 1, {"request_for_expertise", "questions"}, false},
    {"Q08", 1, {sitting, "interpreter"}, false},
    {"Q09", 2, {sitting, "consent_confirmed"}, false},
    {"Q10", 1, {sitting, "confidentiality"}, false},
    {"Q11", 1, {sitting, "gender_choice"}, false},
    {"Q12", 2, {"evaluator", "profession"}, false},
    {"Q13", 1, {section, "background", true}, false},
    {"Q14", 1, {section, "past_health", true}, false},
    {"Q15", 1, {section, "arrest_circumstances", true}, false},
    {"Q16", 2, {section, "narrative", true}, false},
    {"Q17", 2, {section, "methods_review", true}, true},
    {"Q18", 2, {section, "summary_of_detention", true}, true},
    {"Q19", 1, {section, "narrative", true}, true},
    {"Q20", 2, {section, "acute_symptoms", true}, false},
    {"Q21", 2, {section, "chronic_symptoms", true}, false},
    {"Q22", 2, {mind, "current_complaints", true}, false},
    {"Q23", 1, {section, "treatment_and_healing", true}, true},
    {"Q24", 1, {section, "physical_examination", true}, true},
    {"Q25", 2, {finding, "system"}, false},
    {"Q26", 2, {finding, "shape"}, false},
    {"Q27", 2, {"finding_mark", "view"}, false},
    {"Q28", 2, {finding, "photos"}, false},
    {"Q29", 1, {finding, "photos"}, false},
    {"Q30", 2, {mind, "mental_status", true}, false},
    {"Q31", 1, {mind, "self_harm_asked"}, false},
    {"Q32", 1, {mind, "social_functioning", true}, false},
    {"Q33", 1, {mind, "instrument"}, false},
    {"Q34", 1, {"diagnostic_test", "result"}, true},
    {"Q35", 1, {"consultation", "answer"}, true},
    {"Q36", 2, {conclusion, "degree"}, false},
    {"Q37", 2, {conclusion, "degree"}, false},
    {"Q38", 2, {conclusion, "degree"}, false},
    {"Q39", 1, {conclusion, "reason"}, false},
    {"Q40", 1, {conclusion, "other_explanations"}, false},
    {"Q41", 1, {conclusion, "to_clarify"}, true},
    {"Q42", 1, {conclusion, "reason"}, false},
    {"Q43", 2, {conclusion, "care"}, false},
    {"Q44", 1, {conclusion, "protection"}, false},
    {"Q45", 1, {conclusion, "restrictions"}, false},
    {"Q46", 1, {"sign_off", "truthful"}, false},
    {"Q47", 2, {"sign_off", "signed_on"}, false},
    {"Q48", 1, {"disclosure", "disclosed_on"}, true},
    {"Q49", 1, {conclusion, "delay_note"}, false},
    {"Q50", 1, {"disclosure", "disclosed_on"}, true},
}};

void answer(GivenAnswers& answers, std::string_view item, bool there, std::string record)
{
    answers[std::string(item)] = {
        there ? QualityAnswer::present : QualityAnswer::absent, std::string(), std::move(record)};
}

/// Present when every record has it; the record is the first that has not, else the first.
template <class Facts, class Has>
void answer_for_all(GivenAnswers& answers, std::string_view item, std::span<const Facts> facts, Has has)
{
    const auto lacking = std::ranges::find_if_not(facts, has);
    const bool there = lacking == facts.end();
    answer(answers, item, there, there ? facts.front().record : lacking->record);
}

/// Answered with no, or with yes and what goes with it.
bool no_or_explained(const std::optional<bool>& given, bool explained)
{
    return given && (!*given || explained);
}

}  // namespace

std::span<const QualityItem> quality_items()
{
    return items;
}

const QualityItem* quality_item(std::string_view code)
{
    const auto* found = std::ranges::find(items, code, &QualityItem::code);
    return found == items.end() ? nullptr : found;
}

std::optional<QualityAnswer> quality_answer_named(std::string_view code) noexcept
{
    if (code == "present") return QualityAnswer::present;
    if (code == "absent") return QualityAnswer::absent;
    if (code == "not_applicable") return QualityAnswer::not_applicable;
    return std::nullopt;
}

std::optional<int> Score::percent() const noexcept
{
    if (applicable == 0) return std::nullopt;
    return reached * 100 / applicable;
}

Score score_of(const GivenAnswers& answers)
{
    Score score;
    for (const QualityItem& item : items) {
        const auto given = answers.find(item.code);
        const bool known = given != answers.end();
        const bool left_out = known && given->second.answer == QualityAnswer::not_applicable;
        if (left_out && !trimmed(given->second.reason).empty()) continue;
        if (left_out) score.without_reason.emplace_back(item.code);
        score.applicable += item.weight;
        if (known && given->second.answer == QualityAnswer::present) {
            score.reached += item.weight;
            continue;
        }
        score.to_do.emplace_back(item.code);
        if (item.weight == 2) score.required_missing.emplace_back(item.code);
    }
    return score;
}

GivenAnswers answers_from(std::span<const SittingFacts> sittings)
{
    GivenAnswers answers;
    if (sittings.empty()) return answers;
    using Facts = SittingFacts;
    const auto all = [&](std::string_view item, auto has) {
        answer_for_all(answers, item, sittings, has);
    };
    all("Q02", [](const Facts& each) { return each.date && each.began && each.ended; });
    all("Q03", [](const Facts& each) { return each.institution && each.address && each.room; });
    all("Q04", [](const Facts& each) { return each.present_listed && each.every_role; });
    all("Q05", [](const Facts& each) { return no_or_explained(each.police, each.police_explained); });
    all("Q06", [](const Facts& each) { return no_or_explained(each.restraints, each.restraints_described); });
    all("Q08",
        [](const Facts& each) { return each.language && no_or_explained(each.interpreter, each.interpreter_named); });
    all("Q09", [](const Facts& each) { return each.consent && (*each.consent || each.consent_explained); });
    all("Q10", [](const Facts& each) { return each.confidentiality_explained; });
    all("Q11", [](const Facts& each) { return each.gender_choice.value_or(false); });
    return answers;
}

GivenAnswers answers_from(std::span<const FindingFacts> findings)
{
    std::vector<FindingFacts> there;
    std::ranges::copy_if(findings, std::back_inserter(there), &FindingFacts::found);
    GivenAnswers answers;
    if (there.empty()) return answers;
    using Facts = FindingFacts;
    const auto all = [&](std::string_view item, auto has) {
        answer_for_all(answers, item, std::span<const Facts>(there), has);
    };
    all("Q26", [](const Facts& each) { return each.region && each.size && each.shape && each.colour; });
    all("Q27", [](const Facts& each) { return each.marked; });
    all("Q28", [](const Facts& each) { return each.photo_in_colour_with_scale || each.no_photo_reason; });
    all("Q29", [](const Facts& each) { return each.photo_linked || each.no_photo_reason; });
    all("Q36", [](const Facts& each) { return each.degree; });
    return answers;
}

GivenAnswers merged(GivenAnswers first, const GivenAnswers& later)
{
    for (const auto& [item, given] : later) {
        if (given.answer == QualityAnswer::absent && first.contains(item)) continue;
        first.insert_or_assign(item, given);
    }
    return first;
}

}  // namespace panoh::evaluation
