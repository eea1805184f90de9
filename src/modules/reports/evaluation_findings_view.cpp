// SPDX-License-Identifier: AGPL-3.0-or-later
// What was found, and where it is drawn.
#include "base/embedded.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/reports/evaluation_parts_view.hpp"

#include <algorithm>
#include <map>

namespace panoh::reports {

namespace {

using evaluation::Contents;
using vault::Record;

std::string svg_of(std::string_view view)
{
    const std::string path = fmt::format("{}.svg", view);
    for (const embedded::File& file : embedded::body_drawings()) {
        if (file.path == path) return {file.bytes.begin(), file.bytes.end()};
    }
    return {};
}

class Findings : private PartWords {
public:
    using PartWords::PartWords;

    void collect(EvaluationReport& out) const
    {
        findings(out);
        drawings(out);
    }

private:
    void opinion_of(const Record& finding, ReportFinding& out) const
    {
        for (const Record& each : contents_->conclusions) {
            if (text_at(each.coded, "about") != finding.id.text()) continue;
            out.degree = degree(text_at(each.coded, "degree"));
            out.reason = answer(each, "reason");
        }
    }

    void findings(EvaluationReport& out) const
    {
        for (const Record& record : contents_->findings) {
            if (text_at(record.coded, "presence") != "found") {
                const std::string name = name_of(record);
                out.not_found.push_back(joined(
                    {number_and(record, name.empty() ? answer(record, "system") : name),
                     answer(record, "presence"),
                     answer(record, "not_examined")},
                    " · "
                ));
                continue;
            }
            ReportFinding finding;
            finding.heading = number_and(record, name_of(record));
            add(finding.facts,
                record,
                {"system",
                 "length_mm",
                 "width_mm",
                 "how_many",
                 "shape",
                 "colour",
                 "surface",
                 "borders",
                 "symmetry",
                 "level",
                 "tenderness",
                 "stage",
                 "said",
                 "other_cause",
                 "comment",
                 "no_photo"});
            opinion_of(record, finding);
            photographs(record, out);
            out.physical.push_back(std::move(finding));
        }
        for (const Record& record : contents_->elements) {
            ReportFinding finding;
            finding.heading = number_and(record, joined({answer(record, "element"), answer(record, "aspect")}, " · "));
            add(finding.facts,
                record,
                {"presence",
                 "not_examined",
                 "said",
                 "observed",
                 "self_harm_asked",
                 "self_harm_note",
                 "onset",
                 "course",
                 "effect",
                 "stressors",
                 "physical_condition",
                 "instrument",
                 "instrument_result",
                 "no_instrument",
                 "diagnoses",
                 "comment"});
            opinion_of(record, finding);
            out.psychological.push_back(std::move(finding));
        }
    }

    void photographs(const Record& finding, EvaluationReport& out) const
    {
        const forms::RecordType* type = words_->reader().records().schema().type("finding");
        const forms::Field* photos = type == nullptr ? nullptr : type->find("photos");
        if (photos == nullptr) return;
        for (const boost::json::value& row : evaluation::rows_of(finding, "photos")) {
            const boost::json::object* object = row.if_object();
            if (object == nullptr) continue;
            const auto cell = [&](std::string_view column) {
                return words_->column(*photos, column, *object);
            };
            out.photographs.push_back(
                {fmt::format("{}", out.photographs.size() + 1),
                 number_and(finding, name_of(finding)),
                 cell("taken_at"),
                 cell("taken_by"),
                 cell("scale")}
            );
        }
    }

    void drawings(EvaluationReport& out) const
    {
        std::map<std::string, std::vector<documents::Mark>> marks;
        std::map<std::string, std::vector<std::string>> told;
        for (const Record& mark : contents_->marks) {
            const std::string finding = text_at(mark.coded, "finding");
            const auto found =
                std::find_if(contents_->findings.begin(), contents_->findings.end(), [&](const Record& each) {
                    return each.id.text() == finding;
                });
            if (found == contents_->findings.end()) continue;
            const std::string view = text_at(mark.coded, "view");
            const auto x = evaluation::number_in(mark.coded, "x");
            const auto y = evaluation::number_in(mark.coded, "y");
            if (!x || !y) continue;
            marks[view].push_back(
                {static_cast<double>(*x), static_cast<double>(*y), fmt::format("{}", evaluation::number_of(*found))}
            );
            told[view].push_back(number_and(*found, name_of(*found)));
        }
        for (auto& [view, on_it] : marks) {
            documents::Figure figure;
            figure.svg = svg_of(view);
            if (figure.svg.empty()) continue;
            figure.caption = words_->code("body_views", view);
            figure.alternative = words_->text(
                msg("documents.report.drawing"),
                {{"view", figure.caption}, {"findings", words_->translator().list(told[view])}}
            );
            figure.marks = std::move(on_it);
            out.drawings.push_back(std::move(figure));
        }
    }
};

}  // namespace

void add_findings(const Words& words, const Contents& contents, EvaluationReport& out)
{
    Findings(words, contents).collect(out);
}

}  // namespace panoh::reports
