// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/health_conclusion_report.hpp"

namespace panoh::reports {

namespace {

using documents::Document;
using documents::Heading;
using documents::Paragraph;

class Writer {
public:
    Writer(Document& document, const HealthConclusion& conclusion, const i18n::Translator& translator)
        : document_(&document)
        , conclusion_(&conclusion)
        , translator_(&translator)
    {}

    void all()
    {
        add(conclusion_->examined);
        heading(msg("documents.health.examined"));
        points_or(conclusion_->sittings, msg("documents.health.no_sittings"));
        parts(msg("documents.health.physical"), conclusion_->physical, msg("documents.health.no_physical"));
        list(msg("documents.health.not_found"), conclusion_->not_found);
        list(msg("documents.health.not_examined"), conclusion_->not_examined);
        parts(
            msg("documents.health.psychological"), conclusion_->psychological, msg("documents.health.no_psychological")
        );
        tests();
        diagnoses();
        heading(msg("documents.health.recommended"));
        if (conclusion_->recommended.facts.empty()) {
            quiet(msg("documents.health.nothing_recommended"));
        } else {
            add(conclusion_->recommended);
        }
        add(documents::Note{translator_->text(msg("documents.certificate.no_opinion"))});
        if (!conclusion_->signers.empty()) add(documents::Signatures{conclusion_->signers});
    }

private:
    template <class AnyBlock>
    void add(AnyBlock block)
    {
        document_->blocks.emplace_back(std::move(block));
    }
    void heading(const MessageId& id, int level = 2) { add(Heading{level, translator_->text(id)}); }
    void quiet(const MessageId& id) { add(Paragraph{translator_->text(id), documents::Tone::quiet, false}); }

    void points_or(const std::vector<std::string>& items, const MessageId& none)
    {
        if (items.empty()) {
            quiet(none);
        } else {
            add(documents::Points{items, false});
        }
    }

    void list(const MessageId& name, const std::vector<std::string>& items)
    {
        if (items.empty()) return;
        heading(name, 3);
        add(documents::Points{items, false});
    }

    void parts(const MessageId& name, const std::vector<ReportPart>& all, const MessageId& none)
    {
        heading(name);
        if (all.empty()) quiet(none);
        for (const ReportPart& part : all) {
            add(Heading{3, part.heading});
            if (!part.facts.facts.empty()) add(part.facts);
        }
    }

    void table(
        const std::vector<double>& widths,
        const std::vector<MessageId>& head,
        const std::vector<std::vector<std::string>>& rows
    )
    {
        documents::Table made;
        made.widths = widths;
        for (const MessageId& id : head)
            made.head.push_back(translator_->text(id));
        made.rows = rows;
        add(std::move(made));
    }

    void tests()
    {
        if (!conclusion_->tests.empty()) {
            heading(msg("documents.certificate.tests"));
            table(
                {3, 2, 5},
                {msg("documents.report.test"), msg("documents.report.day"), msg("documents.report.result")},
                conclusion_->tests
            );
        }
        if (!conclusion_->consultations.empty()) {
            heading(msg("documents.health.consultations"));
            table(
                {3, 2, 5},
                {msg("documents.report.specialist"), msg("documents.report.day"), msg("documents.report.answer")},
                conclusion_->consultations
            );
        }
    }

    void diagnoses()
    {
        heading(msg("documents.health.diagnoses"));
        if (conclusion_->diagnoses.empty()) {
            quiet(msg("documents.health.no_diagnosis"));
            return;
        }
        table(
            {6, 2, 2},
            {msg("documents.health.diagnosis"), msg("documents.health.classification"), msg("documents.health.code")},
            conclusion_->diagnoses
        );
    }

    Document* document_;
    const HealthConclusion* conclusion_;
    const i18n::Translator* translator_;
};

}  // namespace

Document health_conclusion_document(const HealthConclusion& conclusion, const i18n::Translator& translator)
{
    Document document = begun(conclusion.head, translator);
    if (!conclusion.state.empty()) document.blocks.emplace_back(documents::Note{conclusion.state});
    Writer(document, conclusion, translator).all();
    return document;
}

}  // namespace panoh::reports
