// SPDX-License-Identifier: AGPL-3.0-or-later
// Faults planted into the demo's good report, one at a time: each is found by its own rule, and the report has none.
#include "main/demo/demo_for_test.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/phrases.hpp"
#include "modules/evaluation/service.hpp"
#include "modules/evaluation/wording.hpp"

namespace panoh::demo {

namespace {

namespace json = boost::json;
using evaluation::Contents;
using vault::Record;

/// The report with what lies around it; all of it may be spoiled.
struct Report {
    Contents contents;
    Record evaluation;
    std::vector<Record> requests, signatures, acts;
    std::string sex = "male", birth = "1975", death;
    std::vector<std::string> systems;
    std::vector<std::pair<std::string, std::string>> parents;
    std::vector<evaluation::OtherText> other_reports;
};

void clear(Record& record, std::string_view field)
{
    record.coded.erase(field);
    record.content.reveal().erase(field);
}

void put(Record& record, std::string_view field, json::value value)
{
    clear(record, field);
    record.coded[field] = std::move(value);
}

Record& with(std::vector<Record>& list, std::string_view field, std::string_view value)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const Record& each) {
        return evaluation::text_of(each, field) == value;
    });
    PANOH_CHECK(found != list.end());
    return *found;
}

Record& sitting(Report& report)
{
    return report.contents.sittings.front();
}
Record& scar(Report& report)
{
    return with(report.contents.findings, "kind", "scar_hypertrophic");
}
Record& overall(Report& report)
{
    return with(report.contents.conclusions, "scope", "overall");
}
Record& section(Report& report, std::string_view code)
{
    return with(report.contents.sections, "section", code);
}
Record& mark_of(Report& report, const Record& finding)
{
    return with(report.contents.marks, "finding", finding.id.text());
}
Record act(std::string_view region, std::string_view day)
{
    Record made;
    made.id = RecordId::from_bytes(Bytes(16, 7)).value_or(RecordId{});
    made.coded = {{"began", day}, {"body", json::array{json::object{{"region", region}, {"side", ""}}}}};
    return made;
}

/// Everything that the rules notice: items of quality that are not there, points to clarify, degrees, wording, phrases.
std::set<std::string> noticed(const Report& report)
{
    std::set<std::string> found;
    evaluation::Around around;
    around.evaluation = &report.evaluation;
    around.requests = report.requests;
    around.signatures = report.signatures;
    around.acts = report.acts;
    around.sex = report.sex;
    around.birth = report.birth;
    around.death = report.death;
    for (const std::string& item :
         evaluation::score_of(evaluation::quality_of(report.contents, around, report.systems)).to_do)
        found.insert(item);
    for (const auto& point : points_to_clarify(evaluation::draft_of(report.contents, around, report.parents)))
        found.insert(point.problem);
    for (const auto& point : evaluation::consistency_of(report.contents))
        found.insert(point.problem);
    for (const Record& each : report.contents.conclusions) {
        const std::string reason = evaluation::text_of(each, "reason");
        if (!evaluation::legal_wording(reason).empty()) found.insert("legal wording");
        if (!evaluation::degree_wording(reason).empty()) found.insert("other degree");
    }
    for (const Record& each : report.contents.sections) {
        const std::string text = evaluation::text_of(each, "text");
        if (!evaluation::repeated_sentences(text, report.other_reports, {}).empty()) found.insert("stock phrase");
    }
    return found;
}

struct Fault {
    const char* what;
    const char* found_as;
    void (*plant)(Report&);
};

// clang-format off
const std::vector<Fault> faults{
    {"no day of the examination", "Q02", [](Report& r) { clear(sitting(r), "held_on"); }},
    {"no time at which it ended", "Q02", [](Report& r) { clear(sitting(r), "ended"); }},
    {"it ends before it begins", "sitting_ends_before", [](Report& r) { put(sitting(r), "ended", "09:00"); }},
    {"no room named", "Q03", [](Report& r) { clear(sitting(r), "room"); }},
    {"no address", "Q03", [](Report& r) { clear(sitting(r), "address"); }},
    {"nobody listed as present", "Q04", [](Report& r) { clear(sitting(r), "present"); }},
    {"police present, not commented", "Q05", [](Report& r) { put(sitting(r), "police_present", true); }},
    {"police present, and said to be private", "private_with_police", [](Report& r) { put(sitting(r), "police_present", true); }},
    {"not asked whether police were there", "Q05", [](Report& r) { clear(sitting(r), "police_present"); }},
    {"restraints, not described", "Q06", [](Report& r) { put(sitting(r), "restraints", true); }},
    {"no question put", "Q07", [](Report& r) { r.requests.clear(); }},
    {"an interpreter without a name", "Q08", [](Report& r) { put(sitting(r), "interpreter", true); }},
    {"consent not recorded", "Q09", [](Report& r) { clear(sitting(r), "consent_confirmed"); }},
    {"limits of confidentiality not explained", "Q10", [](Report& r) { clear(sitting(r), "confidentiality"); }},
    {"no choice of the examiner's gender", "Q11", [](Report& r) { put(sitting(r), "gender_choice", false); }},
    {"nobody's qualification", "Q12", [](Report& r) { for (Record& each : r.contents.evaluators) clear(each, "specialty"); }},
    {"no account in own words", "Q16", [](Report& r) { clear(section(r, "narrative"), "text"); }},
    {"no acute symptoms", "Q20", [](Report& r) { clear(section(r, "acute_symptoms"), "text"); }},
    {"no chronic symptoms", "Q21", [](Report& r) { clear(section(r, "chronic_symptoms"), "text"); }},
    {"no psychological complaints", "Q22", [](Report& r) { put(with(r.contents.elements, "element", "current_complaints"), "element", "medical_history"); }},
    {"a system that nobody examined", "Q25", [](Report& r) { clear(with(r.contents.findings, "system", "nervous"), "system"); }},
    {"a finding without its shape", "Q26", [](Report& r) { clear(scar(r), "shape"); }},
    {"a finding on no drawing", "Q27", [](Report& r) { r.contents.marks.clear(); }},
    {"no photograph and no reason", "Q28", [](Report& r) { clear(scar(r), "no_photo"); }},
    {"no mental status", "Q30", [](Report& r) { put(with(r.contents.elements, "element", "mental_status"), "element", "medical_history"); }},
    {"not asked about self-harm", "Q31", [](Report& r) { for (Record& each : r.contents.elements) clear(each, "self_harm_asked"); }},
    {"a finding without a degree", "Q36", [](Report& r) { clear(with(r.contents.conclusions, "about", scar(r).id.text()), "about"); }},
    {"a finding without a degree, by the rule of degrees", "finding_without_degree", [](Report& r) { clear(with(r.contents.conclusions, "about", scar(r).id.text()), "about"); }},
    {"the overall opinion is missing", "no_overall_degree", [](Report& r) { put(overall(r), "scope", "physical"); }},
    {"the wrong term for the degree", "Q39", [](Report& r) { put(overall(r), "reason", "All findings are typical of the account."); }},
    {"degrees averaged in numbers", "other degree", [](Report& r) { put(overall(r), "reason", "В среднем данные соответствуют рассказу на 80 %."); }},
    {"a degree outside the list", "other degree", [](Report& r) { put(overall(r), "reason", "Травмы скорее всего причинены в колонии."); }},
    {"a degree outside the list, as an item", "Q39", [](Report& r) { put(overall(r), "reason", "Травмы скорее всего причинены в колонии."); }},
    {"other explanations not discussed", "Q40", [](Report& r) { for (Record& each : r.contents.conclusions) { clear(each, "other_explanations"); clear(each, "stressors"); } }},
    {"a legal conclusion", "legal wording", [](Report& r) { put(overall(r), "reason", "Установлено, что применялись пытки: факт пыток доказан."); }},
    {"a legal conclusion, as an item", "Q42", [](Report& r) { put(overall(r), "reason", "It is proven that torture was committed."); }},
    {"no treatment recommended", "Q43", [](Report& r) { clear(overall(r), "care"); clear(overall(r), "further_exams"); }},
    {"nothing about protection", "Q44", [](Report& r) { clear(overall(r), "protection"); }},
    {"restrictions not stated", "Q45", [](Report& r) { clear(overall(r), "restrictions"); clear(section(r, "restrictions"), "text"); }},
    {"the delay is not commented", "Q49", [](Report& r) { clear(overall(r), "delay_note"); }},
    {"left and right swapped", "mark_on_other_side", [](Report& r) { put(scar(r), "side", "right"); }},
    {"another region on the drawing", "mark_in_other_region", [](Report& r) { put(mark_of(r, scar(r)), "region", "forearm"); }},
    {"a drawing of the other sex", "drawing_of_other_sex", [](Report& r) { put(mark_of(r, scar(r)), "view", "D01"); }},
    {"a finding from after the examination", "finding_before_event", [](Report& r) { put(scar(r), "reported_date", "2030-01-01"); }},
    {"a finding older than the person", "finding_before_birth", [](Report& r) { put(scar(r), "reported_date", "1950"); }},
    {"a method that nobody asked about", "method_not_asked_about", [](Report& r) { r.acts.push_back(act("sole", "2024-03-01")); }},
    {"a method from before the birth", "act_before_birth", [](Report& r) { r.acts.push_back(act("shin", "1960")); }},
    {"conclusion stronger than the findings", "overall_beyond_findings", [](Report& r) { put(overall(r), "degree", "C4"); }},
    {"not consistent, though no finding says so", "not_consistent_without_finding", [](Report& r) { put(overall(r), "degree", "C0"); }},
    {"a degree for what was not found", "degree_without_finding", [](Report& r) { put(scar(r), "presence", "not_found"); }},
    {"a psychological finding called diagnostic", "psychological_diagnostic", [](Report& r) { put(with(r.contents.conclusions, "scope", "psychological"), "degree", "C4"); }},
    {"no degree though a cause is told", "not_attributed_with_cause", [](Report& r) { put(with(r.contents.conclusions, "about", scar(r).id.text()), "degree", "CX"); }},
    {"a sentence that stands in another report", "stock phrase", [](Report& r) { r.other_reports.push_back({"other", evaluation::text_of(section(r, "summary_of_detention"), "text")}); }},
};
// clang-format on

class Faults : public ADemo {
protected:
    void SetUp() override
    {
        ASSERT_NO_FATAL_FAILURE(open_for_all());
        const auto physician = reader("physician");
        const auto lines = evaluation::lines(node->records(), physician->caller);
        ASSERT_TRUE(lines.has_value());
        const auto signed_one = std::find_if(lines->begin(), lines->end(), [](const auto& line) {
            return line.readable && line.state == "signed";
        });
        ASSERT_NE(signed_one, lines->end());
        const auto opened = evaluation::opened(node->records(), physician->caller, signed_one->evaluation);
        ASSERT_TRUE(opened.has_value()) << opened.error().detail;
        auto contents = evaluation::contents_of(node->records(), physician->caller, opened->draft);
        ASSERT_TRUE(contents.has_value()) << contents.error().detail;
        good.contents = std::move(*contents);
        good.evaluation = opened->record;
        const auto of_main = [&](const char* type) {
            auto found = node->records().of_file(physician->caller, opened->line.file, type);
            return found ? std::move(*found) : std::vector<Record>{};
        };
        good.requests = of_main("request_for_expertise");
        good.signatures = of_main("sign_off");
        for (const forms::Code& code : node->records().schema().list("body_systems")->codes)
            good.systems.push_back(code.code);
        for (const forms::Code& code : node->records().schema().list("body_regions")->codes)
            if (!code.parent.empty()) good.parents.emplace_back(code.code, code.parent);
    }

    Report good;
};

TEST_F(Faults, each_planted_fault_is_found_by_its_rule_and_the_good_report_has_none_of_them)
{
    EXPECT_GE(faults.size(), 30U);
    const std::set<std::string> before = noticed(good);
    std::set<std::string> names;
    for (const Fault& fault : faults) {
        EXPECT_TRUE(names.insert(fault.what).second) << fault.what;
        EXPECT_FALSE(before.contains(fault.found_as)) << "the good report has it: " << fault.what;
        Report report = good;
        fault.plant(report);
        EXPECT_TRUE(noticed(report).contains(fault.found_as)) << fault.what << ": " << fault.found_as;
    }
}

TEST_F(Faults, the_good_report_holds_everything_that_annex_one_requires)
{
    evaluation::Around around;
    around.evaluation = &good.evaluation;
    around.requests = good.requests;
    around.signatures = good.signatures;
    const auto score = evaluation::score_of(evaluation::quality_of(good.contents, around, good.systems));
    for (const std::string& item : score.required_missing) {
        const evaluation::QualityItem* asked = evaluation::quality_item(item);
        ASSERT_NE(asked, nullptr);
        EXPECT_TRUE(asked->by_hand) << item << " is missing in the good report";
    }
}

}  // namespace

}  // namespace panoh::demo
