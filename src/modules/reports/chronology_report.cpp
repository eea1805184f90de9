// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/chronology_report.hpp"

#include <fmt/format.h>

namespace panoh::reports {

namespace {

using documents::Document;
using documents::FactList;
using documents::Heading;
using documents::Note;
using documents::Paragraph;
using documents::Points;
using documents::Table;

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        if (line.empty()) continue;
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

class Writer {
public:
    Writer(Document& document, const i18n::Translator& translator)
        : document_(&document)
        , translator_(&translator)
    {}

    [[nodiscard]] std::string text(const MessageId& id, const i18n::Arguments& arguments = {}) const
    {
        return translator_->text(id, arguments);
    }
    template <class Block>
    void add(Block block)
    {
        document_->blocks.emplace_back(std::move(block));
    }
    void heading(const MessageId& id) { add(Heading{2, text(id)}); }
    void quiet(const MessageId& id) { add(Paragraph{text(id), documents::Tone::quiet, true, true}); }
    void
    table(std::vector<double> widths, std::vector<std::string> head, const std::vector<std::vector<std::string>>& rows)
    {
        add(Table{std::move(widths), std::move(head), rows, 0});
    }

    void steps(const std::vector<ChronologyStep>& steps)
    {
        heading(msg("documents.chronology.line"));
        if (steps.empty()) {
            add(Paragraph{text(msg("documents.chronology.no_events"))});
            return;
        }
        quiet(msg("documents.chronology.how_to_read"));
        std::vector<std::vector<std::string>> rows;
        std::size_t number = 0;
        for (const ChronologyStep& step : steps) {
            std::vector<std::string> what = step.what;
            what.insert(what.end(), step.differing.begin(), step.differing.end());
            rows.push_back(
                {fmt::format("{}", ++number),
                 joined({step.when, step.order, step.before}),
                 joined(what),
                 joined({step.where, step.known})}
            );
        }
        constexpr double narrow = 0.6;
        table(
            {narrow, 2.6, 5.4, 2.6},
            {"№",
             text(msg("documents.chronology.when")),
             text(msg("documents.chronology.what")),
             text(msg("documents.chronology.where"))},
            rows
        );
    }

    void liberty(const LibertyPart& part)
    {
        add(Heading{3, part.whom});
        add(part.facts);
        add(documents::RunningText{
            {{text(msg("documents.chronology.unregistered")) + " ", true, false}, {part.unregistered, false, false}}});
        if (!part.by_source.empty()) add(Points{part.by_source, false});
        if (part.safeguards.empty()) return;
        table(
            {2.4, 2, 2, 2.6, 1.6},
            {text(msg("documents.chronology.safeguard")),
             text(msg("documents.chronology.asked")),
             text(msg("documents.chronology.given")),
             text(msg("documents.chronology.who_why")),
             text(msg("documents.chronology.known"))},
            part.safeguards
        );
    }

    void alleged(const std::vector<AllegedPart>& all)
    {
        if (all.empty()) return;
        heading(msg("documents.chronology.alleged"));
        std::vector<std::vector<std::string>> rows;
        for (const AllegedPart& each : all)
            rows.push_back({each.called, each.part, each.notice});
        table(
            {2.6, 4, 3.6},
            {text(msg("documents.chronology.alleged_who")),
             text(msg("documents.chronology.alleged_part")),
             text(msg("documents.chronology.alleged_notice"))},
            rows
        );
    }

    void completeness(const Chronology& chronology)
    {
        add(documents::PageBreak{});
        heading(msg("documents.completeness.title"));
        quiet(msg("documents.completeness.text"));
        add(Heading{3, text(msg("documents.completeness.differing"))});
        if (chronology.differing.empty()) {
            add(Paragraph{text(msg("documents.completeness.no_differing"))});
        } else {
            add(Points{chronology.differing, true});
        }
        add(Heading{3, text(msg("documents.completeness.missing"))});
        if (chronology.missing.empty()) {
            add(Paragraph{text(msg("documents.completeness.no_missing"))});
        } else {
            add(Points{chronology.missing, true});
        }
    }

private:
    Document* document_;
    const i18n::Translator* translator_;
};

}  // namespace

Document chronology_document(const Chronology& chronology, const i18n::Translator& translator)
{
    Document document = begun(chronology.head, translator);
    Writer writer(document, translator);
    writer.add(Note{translator.text(msg("documents.chronology.presumption"))});
    if (!chronology.people.facts.empty()) {
        writer.heading(msg("documents.chronology.people"));
        writer.add(chronology.people);
    }
    writer.steps(chronology.steps);
    if (!chronology.liberties.empty()) {
        writer.heading(msg("documents.chronology.liberty"));
        writer.quiet(msg("documents.chronology.liberty_text"));
        for (const LibertyPart& part : chronology.liberties)
            writer.liberty(part);
    }
    writer.alleged(chronology.alleged);
    if (!chronology.qualifications.empty()) {
        writer.heading(msg("documents.chronology.qualifications"));
        writer.quiet(msg("documents.chronology.qualifications_text"));
        writer.table(
            {3, 2, 4, 1.6},
            {translator.text(msg("documents.chronology.what")),
             translator.text(msg("documents.chronology.side")),
             translator.text(msg("documents.chronology.called")),
             translator.text(msg("documents.chronology.when"))},
            chronology.qualifications
        );
    }
    writer.heading(msg("documents.chronology.sources"));
    if (chronology.sources.empty()) {
        writer.add(Paragraph{translator.text(msg("documents.chronology.no_sources"))});
    } else {
        writer.table(
            {0.8, 2.2, 4, 1.8, 2.2},
            {"",
             translator.text(msg("documents.chronology.source_kind")),
             translator.text(msg("documents.chronology.source")),
             translator.text(msg("documents.chronology.when")),
             translator.text(msg("documents.chronology.reliability"))},
            chronology.sources
        );
    }
    writer.completeness(chronology);
    return document;
}

}  // namespace panoh::reports
