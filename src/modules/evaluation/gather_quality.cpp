// SPDX-License-Identifier: AGPL-3.0-or-later
// What records show by themselves about the fifty items of quality.
#include "base/text.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evaluation/wording.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

template <class Has>
void answer_by(GivenAnswers& answers, std::string_view item, std::span<const vault::Record> records, Has holds)
{
    const auto found = std::find_if(records.begin(), records.end(), holds);
    if (found == records.end()) return;
    answers[std::string(item)] = {QualityAnswer::present, {}, found->id.text()};
}

void answer_by_field(
    GivenAnswers& answers, std::string_view item, std::span<const vault::Record> records, std::string_view field
)
{
    answer_by(answers, item, records, [&](const vault::Record& record) { return has(record, field); });
}

SittingFacts facts_of_sitting(const vault::Record& sitting)
{
    SittingFacts facts;
    facts.record = sitting.id.text();
    facts.date = has(sitting, "held_on");
    facts.began = has(sitting, "began");
    facts.ended = has(sitting, "ended");
    facts.institution = has(sitting, "institution");
    facts.address = has(sitting, "address");
    facts.room = has(sitting, "room");
    const json::array present = rows_of(sitting, "present");
    facts.present_listed = !present.empty();
    facts.every_role = std::all_of(present.begin(), present.end(), [](const json::value& row) {
        return row.is_object() && !text_at(row.get_object(), "role").empty();
    });
    facts.police = yes_no(sitting, "police_present");
    facts.police_explained = has(sitting, "police_note");
    facts.restraints = yes_no(sitting, "restraints");
    facts.restraints_described = has(sitting, "restraint_kind");
    facts.language = has(sitting, "language");
    facts.interpreter = yes_no(sitting, "interpreter");
    facts.interpreter_named = has(sitting, "interpreter_name");
    facts.consent = yes_no(sitting, "consent_confirmed");
    facts.consent_explained = has(sitting, "consent_withheld");
    facts.confidentiality_explained = yes_no(sitting, "confidentiality").value_or(false);
    facts.gender_choice = yes_no(sitting, "gender_choice");
    return facts;
}

FindingFacts facts_of_finding(const Contents& contents, const vault::Record& finding)
{
    FindingFacts facts;
    facts.record = finding.id.text();
    facts.found = text_of(finding, "presence") == "found";
    facts.region = has(finding, "region");
    facts.size = has(finding, "length_mm") || has(finding, "width_mm");
    facts.shape = has(finding, "shape");
    facts.colour = has(finding, "colour");
    facts.marked = std::any_of(contents.marks.begin(), contents.marks.end(), [&](const vault::Record& mark) {
        return text_of(mark, "finding") == facts.record;
    });
    const json::array photos = rows_of(finding, "photos");
    facts.photo_linked = !photos.empty();
    facts.photo_in_colour_with_scale = std::any_of(photos.begin(), photos.end(), [](const json::value& row) {
        const json::object* photo = row.if_object();
        const auto says_yes = [&](std::string_view column) {
            const json::value* value = photo == nullptr ? nullptr : photo->if_contains(column);
            return value != nullptr && value->is_bool() && value->get_bool();
        };
        return says_yes("scale") && says_yes("colour_card");
    });
    facts.no_photo_reason = has(finding, "no_photo");
    facts.degree = degree_of(contents, finding.id).has_value();
    return facts;
}

/// Sections that are complete or have a text; "not applicable" with its reason.
void answer_by_section(GivenAnswers& answers, const Contents& contents, const QualityItem& item)
{
    const vault::Record* section = section_of(contents, item.where.field);
    if (section == nullptr) return;
    const std::string state = text_of(*section, "state");
    if (state == "not_applicable") {
        answers[std::string(item.code)] = {
            QualityAnswer::not_applicable, text_of(*section, "not_applicable"), section->id.text()};
    } else if (!item.by_hand && has(*section, "text")) {
        answers[std::string(item.code)] = {QualityAnswer::present, {}, section->id.text()};
    }
}

void answer_by_element(GivenAnswers& answers, const Contents& contents, const QualityItem& item)
{
    answer_by(answers, item.code, contents.elements, [&](const vault::Record& element) {
        return text_of(element, "element") == item.where.field;
    });
}

/// Every system of the body was looked at, or it is said why not.
bool all_systems(const Contents& contents, std::span<const std::string> systems)
{
    return !systems.empty() && std::all_of(systems.begin(), systems.end(), [&](const std::string& system) {
        return std::any_of(contents.findings.begin(), contents.findings.end(), [&](const vault::Record& finding) {
            return text_of(finding, "system") == system;
        });
    });
}

bool decides_the_law(const Contents& contents)
{
    const auto says = [](const vault::Record& record, std::string_view field) {
        return !legal_wording(text_of(record, field)).empty();
    };
    return std::any_of(
               contents.conclusions.begin(),
               contents.conclusions.end(),
               [&](const vault::Record& each) {
                   return says(each, "reason") || says(each, "beyond_findings") || says(each, "expected");
               }
           )
           || std::any_of(contents.sections.begin(), contents.sections.end(), [&](const vault::Record& each) {
                  return !yes_no(each, "own_words").value_or(false) && says(each, "text");
              });
}

bool weighs_otherwise(const Contents& contents)
{
    return std::any_of(contents.conclusions.begin(), contents.conclusions.end(), [](const vault::Record& each) {
        return !degree_wording(text_of(each, "reason")).empty();
    });
}

void answer_by_conclusions(GivenAnswers& answers, const Contents& contents)
{
    answer_by(answers, "Q37", contents.conclusions, [](const vault::Record& each) {
        return text_of(each, "scope").starts_with("psychological");
    });
    const vault::Record* overall = conclusion_of(contents, "overall");
    if (overall != nullptr) {
        const std::string record = overall->id.text();
        answers["Q38"] = {QualityAnswer::present, {}, record};
        const auto said = term_in(text_of(*overall, "reason"), english_terms());
        const bool exact = (!said || said == degree_named(text_of(*overall, "degree"))) && !weighs_otherwise(contents);
        answers["Q39"] = {exact ? QualityAnswer::present : QualityAnswer::absent, {}, record};
    }
    if (!contents.conclusions.empty()) {
        answers["Q42"] = {
            decides_the_law(contents) ? QualityAnswer::absent : QualityAnswer::present,
            {},
            contents.conclusions.front().id.text()};
    }
    answer_by(answers, "Q40", contents.conclusions, [](const vault::Record& each) {
        return has(each, "other_explanations") || has(each, "stressors");
    });
    answer_by(answers, "Q43", contents.conclusions, [](const vault::Record& each) {
        return has(each, "care") || has(each, "further_exams");
    });
    answer_by_field(answers, "Q41", contents.conclusions, "to_clarify");
    answer_by_field(answers, "Q44", contents.conclusions, "protection");
    answer_by_field(answers, "Q45", contents.conclusions, "restrictions");
    answer_by_field(answers, "Q49", contents.conclusions, "delay_note");
    if (const auto* said = section_of(contents, "restrictions"); said != nullptr && has(*said, "text")) {
        answers["Q45"] = {QualityAnswer::present, {}, said->id.text()};
    }
}

GivenAnswers answers_by_hand(const Contents& contents)
{
    GivenAnswers answers;
    for (const vault::Record& each : contents.answers) {
        const auto answer = quality_answer_named(text_of(each, "answer"));
        if (answer) answers[text_of(each, "item")] = {*answer, text_of(each, "reason"), each.id.text()};
    }
    return answers;
}

/// A review of somebody else's report has an item when its reviewer has answered it.
GivenAnswers quality_of_review(const Contents& contents)
{
    GivenAnswers answers;
    for (const vault::Record* each : review_of(contents).answers)
        answers[text_of(*each, "item")] = {QualityAnswer::present, {}, each->id.text()};
    return answers;
}

/// What is asked of the living does not apply, and the family's consent is that of the evaluation.
GivenAnswers answers_of_body(const vault::Record& evaluation)
{
    GivenAnswers answers;
    for (const QualityItem& item : quality_items()) {
        if (applies_to_body(item.code)) continue;
        answers[std::string(item.code)] = {QualityAnswer::not_applicable, text_of(evaluation, "kind"), {}};
    }
    if (has(evaluation, "consent_examination") || has(evaluation, "no_consent_reason")) {
        answers["Q09"] = {QualityAnswer::present, {}, evaluation.id.text()};
    }
    return answers;
}

}  // namespace

GivenAnswers quality_of(const Contents& contents, const Around& around, std::span<const std::string> body_systems)
{
    if (around.evaluation != nullptr && is_review(*around.evaluation)) return quality_of_review(contents);
    GivenAnswers answers;
    if (around.evaluation != nullptr && is_of_body(*around.evaluation)) answers = answers_of_body(*around.evaluation);
    for (const QualityItem& item : quality_items()) {
        if (item.where.type == "evaluation_section") answer_by_section(answers, contents, item);
        if (item.where.type == "psychological_finding" && item.where.code) answer_by_element(answers, contents, item);
    }
    if (around.evaluation != nullptr) answer_by_field(answers, "Q01", {around.evaluation, 1}, "person");
    answer_by_field(answers, "Q07", around.requests, "questions");
    answer_by(answers, "Q12", contents.evaluators, [](const vault::Record& each) {
        return has(each, "printed_name") && has(each, "profession")
               && (has(each, "specialty") || has(each, "education") || has(each, "licence"));
    });
    if (all_systems(contents, body_systems)) {
        answers["Q25"] = {QualityAnswer::present, {}, contents.findings.front().id.text()};
    }
    answer_by_field(answers, "Q31", contents.elements, "self_harm_asked");
    answer_by(answers, "Q33", contents.elements, [](const vault::Record& each) {
        return has(each, "instrument") || has(each, "no_instrument");
    });
    answer_by(answers, "Q34", contents.tests, [](const vault::Record& each) {
        return has(each, "result") || has(each, "not_done");
    });
    answer_by_field(answers, "Q35", contents.consultations, "answer");
    answer_by_conclusions(answers, contents);
    answer_by_field(answers, "Q46", around.signatures, "truthful");
    answer_by_field(answers, "Q47", around.signatures, "signed_on");
    std::vector<SittingFacts> sittings;
    for (const vault::Record& sitting : contents.sittings)
        sittings.push_back(facts_of_sitting(sitting));
    std::vector<FindingFacts> findings;
    for (const vault::Record& finding : contents.findings)
        findings.push_back(facts_of_finding(contents, finding));
    answers = merged(std::move(answers), answers_from(sittings));
    answers = merged(std::move(answers), answers_from(findings));
    return merged(std::move(answers), answers_by_hand(contents));
}

}  // namespace panoh::evaluation
