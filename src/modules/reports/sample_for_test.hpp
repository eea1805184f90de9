// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/reports/chronology_report.hpp"
#include "modules/reports/evaluation_report.hpp"

/// Invented documents: for tests, and for the benchmark of documents.
namespace panoh::reports {

inline DocumentHead sample_head()
{
    DocumentHead head;
    head.title = "Chronology of events";
    head.number = "A-2026-0007";
    head.organisation = "Organisation A";
    head.day = "2026-11-22";
    head.chain_head = std::string(64, 'a');
    head.naming = Naming::pseudonymised;
    return head;
}

inline Chronology sample_chronology()
{
    Chronology chronology;
    chronology.head = sample_head();
    chronology.people.facts = {{"Direct victim", "Person 1 · A-P-2026-0003"}};
    chronology.steps = {
        {"3 May 2026, about 06:30",
         "At home",
         {"Apprehension: Person 1", "Taken by four men in plain clothes."},
         {},
         "S1\nlikely",
         "",
         ""},
        {"5 May 2026, 10:00",
         "Station",
         {"Registration of the deprivation of liberty: Person 1"},
         {"Sources differ, registered: 3 May (S2)"},
         "S2",
         "",
         "The order is not certain."},
    };
    LibertyPart liberty;
    liberty.whom = "Deprivation of liberty: Person 1";
    liberty.facts.facts = {{"Taken", "3 May 2026, about 06:30"}, {"Registered", "5 May 2026, 10:00"}};
    liberty.unregistered = "51 h 30 min (a time is approximate)";
    liberty.safeguards = {{"Lawyer", "Yes", "No", "“Come on Monday”", "S1"}};
    chronology.liberties = {liberty};
    chronology.alleged = {{"alleged perpetrator 1", "Role: took part", "Nobody is guilty before a court has said so."}};
    chronology.qualifications = {{"Beating", "Organisation", "torture", "22 November 2026"}};
    chronology.sources = {
        {"S1", "own words", "Person 1", "4 May 2026", ""}, {"S2", "document", "not named", "5 May 2026", "good"}};
    chronology.differing = {"Deprivation of liberty: Person 1: Sources differ, registered: 3 May (S2)"};
    chronology.missing = {"Beating. Not recorded: certainty"};
    return chronology;
}

/// With `drawings` drawings and as many findings; text enough for a report of ten pages where `long_text` says so.
inline EvaluationReport sample_report(const std::string& svg, std::size_t drawings, bool long_text)
{
    EvaluationReport report;
    report.head = sample_head();
    report.head.title = "Report of a medical evaluation";
    report.state = "Draft: nobody has signed this text.";
    const std::string sentence = "The person says that they were made to stand by the wall until the evening. ";
    for (const auto& [code, heading] : std::vector<std::pair<std::string, std::string>>{
             {"case_information", "Case information"},
             {"qualifications", "Clinician’s qualifications"},
             {"allegations", "Account of torture and ill-treatment"},
             {"physical_examination", "Physical examination"},
             {"psychological_history", "Psychological history and examination"},
             {"photographs", "Photographs"},
             {"test_results", "Diagnostic test results"},
             {"interpretation", "Interpretation of findings"},
             {"conclusions", "Conclusions and recommendations"},
             {"restrictions", "Statement of restrictions"},
             {"signature", "Signature, date, place"}}) {
        ReportSection section;
        section.code = code;
        section.heading = heading;
        for (int line = 0; long_text && line < 24; ++line)
            section.text += sentence + (line % 8 == 7 ? "\n\n" : "");
        report.sections.push_back(std::move(section));
    }
    report.sections[2].cited = {"Event: beating · 3 May 2026"};
    report.sections[5].not_applicable = "The person did not agree to photographs.";
    report.information.facts = {{"Examined person", "Person 1"}, {"Edition", "2022"}};
    report.sittings = {{"Meeting on 10 May 2026", {{{"Police present", "No"}}}}};
    report.evaluators = {{"Evaluator 1", {{{"Profession", "physician"}}}}};
    for (std::size_t number = 1; number <= drawings; ++number) {
        ReportFinding finding;
        finding.heading = std::to_string(number) + ". Scar · forearm, left";
        finding.facts.facts = {{"Length, mm", "23"}, {"Colour", "paler than the skin around it"}};
        finding.degree = "highly consistent with";
        finding.reason = "Few other causes leave such a line.";
        report.physical.push_back(std::move(finding));
        report.drawings.push_back(
            {svg,
             "Body from the front. Marked: " + std::to_string(number) + ". Scar",
             "Body from the front",
             {{300, 400, std::to_string(number)}}}
        );
    }
    report.not_found = {"Burn · back · not found"};
    report.opinions = {{"Physical findings", {{{"Degree of consistency", "highly consistent with"}}}}};
    report.overall = "highly consistent with";
    report.conclusions.facts = {{"Reason", "Findings, account and time fit together."}};
    report.recommendations.facts = {{"Care", "Treatment of pain; a psychologist, if the person wishes."}};
    report.signers = {{"Evaluator 1", "physician\nPlace, date, signature"}};
    return report;
}

}  // namespace panoh::reports
