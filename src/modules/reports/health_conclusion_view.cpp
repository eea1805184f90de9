// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/health_conclusion_view.hpp"

#include "modules/evaluation/gather.hpp"
#include "modules/reports/evaluation_parts_view.hpp"

namespace panoh::reports {

namespace {

using evaluation::Contents;
using vault::Record;

class Collector : private PartWords {
public:
    using PartWords::PartWords;

    void collect(HealthConclusion& out) const
    {
        for (const Record& sitting : contents_->sittings) {
            out.sittings.push_back(
                joined({answer(sitting, "held_on"), answer(sitting, "done"), answer(sitting, "institution")}, " · ")
            );
        }
        for (const Record& finding : contents_->findings)
            physical(finding, out);
        for (const Record& element : contents_->elements)
            psychological(element, out);
        for (const Record& test : contents_->tests) {
            if (evaluation::has(test, "result")) {
                out.tests.push_back({answer(test, "test"), answer(test, "done_on"), answer(test, "result")});
            }
        }
        for (const Record& each : contents_->consultations) {
            if (evaluation::has(each, "answer")) {
                out.consultations.push_back(
                    {answer(each, "specialty"), answer(each, "answered_on"), answer(each, "answer")}
                );
            }
        }
        if (const Record* overall = evaluation::conclusion_of(*contents_, "overall")) {
            add(out.recommended, *overall, {"care", "further_exams"});
        }
        for (const Record& each : contents_->evaluators) {
            out.signers.push_back(
                {answer(each, "printed_name"),
                 joined({answer(each, "profession"), words_->text(msg("documents.report.place_and_day"))}, "\n")}
            );
        }
    }

private:
    void physical(const Record& finding, HealthConclusion& out) const
    {
        const std::string presence = text_at(finding.coded, "presence");
        const std::string name = joined({name_of(finding), answer(finding, "system")}, " · ");
        if (presence == "not_found") out.not_found.push_back(name);
        if (presence == "not_examined") out.not_examined.push_back(name);
        if (presence != "found") return;
        ReportPart part;
        part.heading = name_of(finding);
        add(part.facts,
            finding,
            {"how_many",
             "length_mm",
             "width_mm",
             "shape",
             "colour",
             "surface",
             "borders",
             "symmetry",
             "level",
             "tenderness",
             "stage"});
        out.physical.push_back(std::move(part));
    }

    void psychological(const Record& element, HealthConclusion& out) const
    {
        if (text_at(element.coded, "presence") != "found") return;
        ReportPart part;
        part.heading = joined({answer(element, "element"), answer(element, "aspect")}, " · ");
        add(part.facts, element, {"observed", "instrument", "instrument_result"});
        if (!part.facts.facts.empty()) out.psychological.push_back(std::move(part));
        const forms::RecordType* type = words_->reader().records().schema().type(element.type);
        const forms::Field* field = type == nullptr ? nullptr : type->find("diagnoses");
        if (field == nullptr) return;
        for (const boost::json::value& row : evaluation::rows_of(element, "diagnoses")) {
            if (!row.is_object()) continue;
            const auto cell = [&](std::string_view column) {
                return words_->column(*field, column, row.get_object());
            };
            out.diagnoses.push_back({cell("wording"), cell("system"), cell("code")});
        }
    }
};

}  // namespace

HealthConclusion health_conclusion_of(
    const Words& words,
    const EvaluationSource& source,
    const std::vector<casework::Participant>& people,
    DocumentHead head
)
{
    HealthConclusion out;
    out.head = std::move(head);
    const std::string person = evaluation::text_of(source.evaluation, "person");
    std::string about;
    for (const casework::Participant& each : people) {
        if (each.person.text() == person) about = words.about(each);
    }
    out.examined.facts.push_back(
        {words.text(msg("documents.report.examinee")), joined({words.person(person), about}, "\n")}
    );
    if (source.standing == Standing::draft) out.state = words.text(msg("documents.health.draft"));
    Collector(words, source.contents).collect(out);
    return out;
}

}  // namespace panoh::reports
