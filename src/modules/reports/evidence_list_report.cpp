// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evidence_list_report.hpp"

namespace panoh::reports {

namespace {

constexpr std::size_t digits_of_a_line = 32;

}  // namespace

std::string hash_in_lines(std::string_view sha256)
{
    std::string lines;
    for (std::size_t at = 0; at < sha256.size(); at += digits_of_a_line)
        lines += (at == 0 ? "" : "\n") + std::string(sha256.substr(at, digits_of_a_line));
    return lines;
}

documents::Document evidence_list_document(const EvidenceList& list, const i18n::Translator& translator)
{
    documents::Document document = begun(list.head, translator);
    const auto add = [&](auto block) {
        document.blocks.emplace_back(std::move(block));
    };
    if (list.items.empty()) {
        add(documents::Paragraph{translator.text(msg("documents.evidence.none"))});
        return document;
    }
    add(documents::Paragraph{translator.text(msg("documents.evidence.how_to_read"))});
    if (!list.with_words) add(documents::Note{translator.text(msg("documents.evidence.words_out"))});
    documents::Table table;
    table.widths = {3, 3, 2.2, 2.6, 1.6};
    for (const MessageId& id :
         {msg("documents.evidence.number"),
          msg("documents.evidence.kind"),
          msg("documents.evidence.received"),
          msg("documents.evidence.state"),
          msg("documents.evidence.entries")})
        table.head.push_back(translator.text(id));
    for (const EvidenceLine& item : list.items)
        table.rows.push_back({item.number, item.kind, item.received, item.state, item.entries});
    add(documents::Heading{2, translator.text(msg("documents.evidence.overview"))});
    add(std::move(table));
    add(documents::Heading{2, translator.text(msg("documents.evidence.items"))});
    for (const EvidenceLine& item : list.items) {
        add(documents::Heading{3, item.number + " · " + item.kind});
        add(item.facts);
    }
    return document;
}

}  // namespace panoh::reports
