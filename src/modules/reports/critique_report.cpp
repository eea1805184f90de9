// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/critique_report.hpp"

namespace panoh::reports {

namespace {

using documents::Document;
using documents::Heading;
using documents::Paragraph;

class Writer {
public:
    Writer(Document& document, const Critique& critique, const i18n::Translator& translator)
        : document_(&document)
        , critique_(&critique)
        , translator_(&translator)
    {}

    void all()
    {
        if (!critique_->asked_by.empty()) add(Paragraph{critique_->asked_by});
        add(Paragraph{text(msg("documents.critique.intro"))});
        reviewed();
        summary();
        for (const CritiqueSet& set : critique_->sets)
            lacking(set);
        notes();
        points(msg("documents.critique.not_knowable"), critique_->not_knowable);
        points(msg("documents.critique.met"), critique_->met);
        points(msg("documents.critique.not_applicable"), critique_->not_applicable);
        points(msg("documents.critique.not_assessed"), critique_->not_assessed);
        part(msg("documents.critique.opinion"), critique_->opinion);
        points(msg("documents.report.dissents"), critique_->dissents);
        part(msg("documents.critique.restrictions"), critique_->restrictions);
        addenda();
        add(Paragraph{text(msg("documents.critique.sources")), documents::Tone::quiet, true});
        if (!critique_->terms_note.empty()) add(Paragraph{critique_->terms_note, documents::Tone::quiet, true});
        if (!critique_->signers.empty()) add(documents::Signatures{critique_->signers});
    }

private:
    template <class AnyBlock>
    void add(AnyBlock block)
    {
        document_->blocks.emplace_back(std::move(block));
    }
    [[nodiscard]] std::string text(const MessageId& id, const i18n::Arguments& arguments = {}) const
    {
        return translator_->text(id, arguments);
    }

    void reviewed()
    {
        add(Heading{2, text(msg("documents.critique.report"))});
        add(critique_->report);
        if (!critique_->questions.empty()) {
            add(Heading{3, text(msg("documents.critique.questions"))});
            add(documents::Points{critique_->questions, true});
        }
        add(Heading{2, text(msg("documents.critique.rests_on"))});
        add(critique_->rests_on);
        if (!critique_->cannot_say.empty()) {
            add(documents::Note{text(msg("documents.critique.cannot_say"), {{"words", critique_->cannot_say}})});
        }
    }

    void summary()
    {
        if (critique_->summary.empty()) return;
        documents::Table table;
        table.widths = {5, 3, 3};
        table.head = {
            text(msg("documents.critique.set")),
            text(msg("documents.critique.basis")),
            text(msg("documents.critique.in_report"))};
        for (const CritiqueSummary& each : critique_->summary)
            table.rows.push_back({each.set, each.basis, each.state});
        add(Heading{2, text(msg("documents.critique.summary"))});
        add(Paragraph{text(msg("documents.critique.summary_text")), documents::Tone::quiet, true, true});
        add(std::move(table));
    }

    [[nodiscard]] std::string quoted(const std::string& words, const std::string& page) const
    {
        if (words.empty()) return page.empty() ? std::string() : text(msg("documents.critique.page"), {{"page", page}});
        return page.empty() ? text(msg("documents.critique.quoted"), {{"words", words}})
                            : text(msg("documents.critique.quoted_page"), {{"words", words}, {"page", page}});
    }

    [[nodiscard]] std::string why(const std::string& words) const
    {
        return words.empty() ? words : text(msg("documents.critique.why"), {{"words", words}});
    }

    void lacking(const CritiqueSet& set)
    {
        documents::Table table;
        table.widths = {4, 7};
        table.head = {text(msg("documents.critique.criterion")), text(msg("documents.critique.in_report"))};
        for (const CritiqueCriterion& each : set.lacking) {
            std::string found = each.answer;
            for (const std::string& more : {quoted(each.quotation, each.page), each.remark, why(each.why)})
                if (!more.empty()) found += "\n" + more;
            table.rows.push_back({each.criterion + "\n" + each.basis, found});
        }
        add(Heading{2, text(msg("documents.critique.not_met_in"), {{"set", set.heading}})});
        add(Paragraph{set.why, documents::Tone::quiet, false, true});
        add(std::move(table));
    }

    void notes()
    {
        if (critique_->notes.empty()) return;
        add(Heading{2, text(msg("documents.critique.notes"))});
        for (const CritiqueNote& note : critique_->notes) {
            add(Heading{3, note.heading});
            documents::FactList facts;
            const auto fact = [&](const MessageId& name, const std::string& value) {
                if (!value.empty()) facts.facts.push_back({text(name), value});
            };
            fact(msg("documents.critique.says"), quoted(note.quotation, note.page));
            fact(msg("documents.critique.says_elsewhere"), quoted(note.other_quotation, note.other_page));
            fact(msg("documents.critique.listed"), note.listed);
            fact(msg("documents.critique.remark"), note.remark);
            add(std::move(facts));
        }
    }

    void addenda()
    {
        if (critique_->addenda.empty()) return;
        add(Heading{2, text(msg("documents.report.addenda"))});
        for (const ReportPart& part : critique_->addenda) {
            add(Heading{3, part.heading});
            add(part.facts);
        }
    }

    void points(const MessageId& heading, const std::vector<std::string>& items)
    {
        if (items.empty()) return;
        add(Heading{2, text(heading)});
        add(documents::Points{items, false});
    }

    void part(const MessageId& heading, const std::string& words)
    {
        add(Heading{2, text(heading)});
        add(words.empty() ? Paragraph{text(msg("documents.report.not_filled")), documents::Tone::quiet, false}
                          : Paragraph{words});
    }

    Document* document_;
    const Critique* critique_;
    const i18n::Translator* translator_;
};

}  // namespace

Document critique_document(const Critique& critique, const i18n::Translator& translator)
{
    Document document = begun(critique.head, translator);
    for (const std::string& notice : critique.notices)
        document.blocks.emplace_back(documents::Note{notice});
    if (!critique.state.empty()) document.blocks.emplace_back(documents::Note{critique.state});
    Writer(document, critique, translator).all();
    return document;
}

}  // namespace panoh::reports
