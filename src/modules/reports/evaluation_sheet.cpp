// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_sheet.hpp"

namespace panoh::reports {

namespace {

using documents::Document;
using documents::Heading;
using documents::Note;
using documents::Paragraph;
using documents::Table;

void add_files(Document& document, const SignatureSheet& sheet, const i18n::Translator& translator)
{
    document.blocks.emplace_back(Heading{2, translator.text(msg("documents.sheet.files"))});
    document.blocks.emplace_back(Table{
        {1, 6}, {translator.text(msg("documents.sheet.file")), "SHA-256"}, sheet.files, 0});
    document.blocks.emplace_back(Paragraph{
        translator.text(msg("documents.sheet.compare")), documents::Tone::quiet, true});
}

void add_signatures(Document& document, const SignatureSheet& sheet, const i18n::Translator& translator)
{
    document.blocks.emplace_back(Heading{2, translator.text(msg("documents.sheet.signatures"))});
    std::vector<std::vector<std::string>> rows;
    for (const SignatureSheet::Signature& each : sheet.signatures)
        rows.push_back({each.name, each.place, each.day});
    document.blocks.emplace_back(Table{
        {3, 3, 2},
        {translator.text(msg("documents.sheet.name")),
         translator.text(msg("documents.sheet.place")),
         translator.text(msg("documents.report.day"))},
        std::move(rows),
        0});
    document.blocks.emplace_back(Paragraph{translator.text(msg("documents.sheet.how")), documents::Tone::quiet, true});
    for (const SignatureSheet::Signature& each : sheet.signatures) {
        if (each.dissent.empty()) continue;
        document.blocks.emplace_back(Heading{3, translator.text(msg("documents.sheet.dissent"), {{"name", each.name}})}
        );
        document.blocks.emplace_back(Paragraph{each.dissent});
    }
}

void add_addenda(Document& document, const SignatureSheet& sheet, const i18n::Translator& translator)
{
    document.blocks.emplace_back(Heading{2, translator.text(msg("documents.report.addenda"))});
    if (sheet.addenda.empty()) {
        document.blocks.emplace_back(Paragraph{
            translator.text(msg("documents.sheet.no_addenda")), documents::Tone::quiet, false});
    }
    for (const ReportPart& each : sheet.addenda) {
        document.blocks.emplace_back(Heading{3, each.heading});
        document.blocks.emplace_back(each.facts);
    }
}

}  // namespace

Document sheet_document(const SignatureSheet& sheet, const i18n::Translator& translator)
{
    Document document = begun(sheet.head, translator);
    for (const std::string& notice : sheet.notices)
        document.blocks.emplace_back(Note{notice});
    document.blocks.emplace_back(Paragraph{translator.text(msg("documents.sheet.purpose"))});
    add_files(document, sheet, translator);
    add_signatures(document, sheet, translator);
    add_addenda(document, sheet, translator);
    return document;
}

}  // namespace panoh::reports
