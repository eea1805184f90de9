// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_report.hpp"

#include "base/text.hpp"

#include <array>

namespace panoh::reports {

namespace {

using documents::Block;
using documents::Document;
using documents::Heading;
using documents::Note;
using documents::Paragraph;
using documents::Points;
using documents::RunningText;
using documents::Table;

constexpr std::array<std::string_view, 20> roman{"I",  "II",  "III",  "IV",  "V",  "VI",  "VII",  "VIII",  "IX",  "X",
                                                 "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"};
constexpr std::size_t drawings_side_by_side = 2;
constexpr double drawing_height = 105;

class Writer {
public:
    Writer(Document& document, const EvaluationReport& report, const i18n::Translator& translator)
        : document_(&document)
        , report_(&report)
        , translator_(&translator)
    {}

    void sections()
    {
        std::size_t number = 0;
        for (const ReportSection& section : report_->sections) {
            const bool is_part = section.is_part;
            const std::string sign =
                is_part || number >= roman.size() ? std::string() : std::string(roman.at(number++)) + ". ";
            add(Heading{is_part ? 3 : 2, sign + section.heading});
            const std::size_t before = document_->blocks.size();
            text_of(section);
            what_belongs_to(section.code);
            const bool has_parts = &section != &report_->sections.back() && (&section + 1)->is_part && !is_part;
            if (document_->blocks.size() == before && !has_parts) quiet(msg("documents.report.not_filled"));
        }
    }

private:
    template <class AnyBlock>
    void add(AnyBlock block)
    {
        document_->blocks.emplace_back(std::move(block));
    }
    [[nodiscard]] std::string text(const MessageId& id) const { return translator_->text(id); }
    void quiet(const MessageId& id) { add(Paragraph{text(id), documents::Tone::quiet, false}); }

    void text_of(const ReportSection& section)
    {
        if (!section.not_applicable.empty()) {
            add(RunningText{
                {{text(msg("documents.report.not_applicable")) + " ", true, false},
                 {section.not_applicable, false, false}}});
        }
        paragraphs(section.text);
        if (section.cited.empty()) return;
        add(Paragraph{text(msg("documents.report.cited")), documents::Tone::quiet, true, true});
        add(Points{section.cited, false});
    }

    void paragraphs(const std::string& text)
    {
        std::string one;
        for (const std::string_view line : split(text, '\n')) {
            if (!trimmed(line).empty()) {
                one += (one.empty() ? "" : "\n") + std::string(line);
                continue;
            }
            if (!one.empty()) add(Paragraph{one});
            one.clear();
        }
        if (!one.empty()) add(Paragraph{one});
    }

    void parts(const std::vector<ReportPart>& all)
    {
        for (const ReportPart& part : all) {
            add(Heading{3, part.heading});
            add(part.facts);
        }
    }

    void findings(const std::vector<ReportFinding>& all)
    {
        for (const ReportFinding& finding : all) {
            add(Heading{3, finding.heading});
            if (!finding.facts.facts.empty()) add(finding.facts);
            if (finding.degree.empty()) continue;
            RunningText opinion{
                {{text(msg("documents.report.degree")) + " ", false, false}, {finding.degree, true, false}}};
            if (!finding.reason.empty()) opinion.runs.push_back({". " + finding.reason, false, false});
            add(std::move(opinion));
        }
    }

    void
    table(std::vector<double> widths, std::vector<MessageId> head, const std::vector<std::vector<std::string>>& rows)
    {
        if (rows.empty()) return;
        std::vector<std::string> names;
        for (const MessageId& id : head)
            names.push_back(text(id));
        add(Table{std::move(widths), std::move(names), rows, 0});
    }

    void drawings()
    {
        if (report_->drawings.empty()) return;
        add(Paragraph{text(msg("documents.report.sides")), documents::Tone::quiet, true, true});
        for (std::size_t first = 0; first < report_->drawings.size(); first += drawings_side_by_side) {
            documents::Figures row;
            row.height = drawing_height;
            for (std::size_t at = first; at < std::min(first + drawings_side_by_side, report_->drawings.size()); ++at)
                row.figures.push_back(report_->drawings[at]);
            add(std::move(row));
        }
    }

    void physical()
    {
        findings(report_->physical);
        if (!report_->not_found.empty()) {
            add(Heading{3, text(msg("documents.report.not_found"))});
            add(Points{report_->not_found, false});
            quiet(msg("documents.report.absence"));
        }
        drawings();
    }

    void conclusions()
    {
        if (!report_->overall.empty()) {
            add(RunningText{
                {{text(msg("documents.report.overall")) + " ", false, false}, {report_->overall, true, false}}});
        }
        if (!report_->conclusions.facts.empty()) add(report_->conclusions);
        if (!report_->recommendations.facts.empty()) add(report_->recommendations);
        if (!report_->dissents.empty()) {
            add(Heading{3, text(msg("documents.report.dissents"))});
            add(Points{report_->dissents, false});
        }
        if (!report_->terms_note.empty()) add(Paragraph{report_->terms_note, documents::Tone::quiet, true});
    }

    void what_belongs_to(std::string_view code)
    {
        if (code == "case_information") {
            add(report_->information);
            parts(report_->sittings);
        } else if (code == "qualifications") {
            parts(report_->evaluators);
        } else if (code == "physical_examination") {
            physical();
        } else if (code == "psychological_history") {
            findings(report_->psychological);
        } else if (code == "photographs") {
            table(
                {0.8, 4, 2, 2.4, 2},
                {msg("documents.report.number"),
                 msg("documents.report.photograph_of"),
                 msg("documents.report.taken_at"),
                 msg("documents.report.taken_by"),
                 msg("documents.report.scale")},
                report_->photographs
            );
        } else if (code == "test_results") {
            table(
                {3, 2, 5},
                {msg("documents.report.test"), msg("documents.report.day"), msg("documents.report.result")},
                report_->tests
            );
        } else if (code == "consultations") {
            table(
                {2.6, 3.4, 4, 1.6},
                {msg("documents.report.specialist"),
                 msg("documents.report.question"),
                 msg("documents.report.answer"),
                 msg("documents.report.day")},
                report_->consultations
            );
        } else if (code == "interpretation") {
            parts(report_->opinions);
        } else if (code == "conclusions") {
            conclusions();
        } else if (code == "restrictions") {
            paragraphs(report_->restrictions);
        } else if (code == "signature") {
            if (!report_->signers.empty()) add(documents::Signatures{report_->signers});
        } else if (code == "annexes") {
            documents::Points drawings;
            for (const documents::Figure& figure : report_->drawings)
                drawings.items.push_back(figure.alternative);
            if (!drawings.items.empty()) add(std::move(drawings));
            if (!report_->addenda.empty()) {
                add(Heading{3, text(msg("documents.report.addenda"))});
                parts(report_->addenda);
            }
        }
    }

    Document* document_;
    const EvaluationReport* report_;
    const i18n::Translator* translator_;
};

}  // namespace

Document evaluation_document(const EvaluationReport& report, const i18n::Translator& translator)
{
    Document document = begun(report.head, translator);
    for (const std::string& notice : report.notices)
        document.blocks.emplace_back(Note{notice});
    if (!report.state.empty()) document.blocks.emplace_back(Note{report.state});
    Writer(document, report, translator).sections();
    return document;
}

}  // namespace panoh::reports
