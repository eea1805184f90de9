// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/short_report.hpp"

namespace panoh::reports {

namespace {

using documents::Document;
using documents::Heading;

/// The first fact says who was examined; what was asked for by whom is no part of a short document.
void add_examined(Document& document, const EvaluationReport& report, const i18n::Translator& translator)
{
    if (!report.information.facts.empty()) {
        document.blocks.emplace_back(documents::FactList{{report.information.facts.front()}});
    }
    if (report.sittings.empty()) return;
    document.blocks.emplace_back(documents::Paragraph{
        translator.text(msg("documents.certificate.examined")), documents::Tone::normal, false, true});
    documents::Points days;
    for (const ReportPart& sitting : report.sittings)
        days.items.push_back(sitting.heading);
    document.blocks.emplace_back(std::move(days));
}

void add_findings(Document& document, const EvaluationReport& report, const i18n::Translator& translator)
{
    document.blocks.emplace_back(Heading{2, translator.text(msg("documents.certificate.findings"))});
    documents::Points found;
    for (const std::vector<ReportFinding>* part : {&report.physical, &report.psychological}) {
        for (const ReportFinding& finding : *part)
            found.items.push_back(finding.heading);
    }
    if (found.items.empty()) {
        document.blocks.emplace_back(documents::Paragraph{translator.text(msg("documents.certificate.nothing"))});
    } else {
        document.blocks.emplace_back(std::move(found));
    }
    if (!report.tests.empty()) {
        document.blocks.emplace_back(Heading{2, translator.text(msg("documents.certificate.tests"))});
        document.blocks.emplace_back(documents::Table{
            {3, 2, 5},
            {translator.text(msg("documents.report.test")),
             translator.text(msg("documents.report.day")),
             translator.text(msg("documents.report.result"))},
            report.tests,
            0});
    }
    if (!report.recommendations.facts.empty()) {
        document.blocks.emplace_back(Heading{2, translator.text(msg("documents.certificate.care"))});
        document.blocks.emplace_back(report.recommendations);
    }
}

void add_end(Document& document, const EvaluationReport& report, const i18n::Translator& translator)
{
    document.blocks.emplace_back(documents::Note{translator.text(msg("documents.certificate.no_opinion"))});
    documents::Signatures signatures;
    for (const auto& signer : report.signers) {
        // A signature under the report is none under this.
        const std::string profession = signer.below.substr(0, signer.below.find('\n'));
        signatures.signers.push_back(
            {signer.name, profession + "\n" + translator.text(msg("documents.report.place_and_day"))}
        );
    }
    if (!signatures.signers.empty()) document.blocks.emplace_back(std::move(signatures));
}

}  // namespace

Document certificate_document(const EvaluationReport& report, const i18n::Translator& translator)
{
    Document document = begun(report.head, translator);
    add_examined(document, report, translator);
    add_findings(document, report, translator);
    add_end(document, report, translator);
    return document;
}

Document
referral_document(const EvaluationReport& report, const std::string& letter, const i18n::Translator& translator)
{
    Document document = begun(report.head, translator);
    add_examined(document, report, translator);
    document.blocks.emplace_back(Heading{2, translator.text(msg("documents.referral.reason"))});
    document.blocks.emplace_back(documents::Paragraph{letter});
    add_findings(document, report, translator);
    add_end(document, report, translator);
    return document;
}

}  // namespace panoh::reports
