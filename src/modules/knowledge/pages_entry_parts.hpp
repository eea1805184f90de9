// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/pages_parts.hpp"
#include "modules/knowledge/relations.hpp"
#include "modules/knowledge/service.hpp"

#include <string>
#include <vector>

/// Parts of the page of one entry.
namespace panoh::knowledge {

/// The entry that is shown, with everything that its parts ask for again and again.
struct EntryView {
    PageContext& context;
    const OpenedEntry& opened;
    Names& names;
    std::vector<std::string> group;  ///< ids of all that are the same, the one that stays first
};

/// Answered fields with references as links; rows and what tables show are left out.
Html entry_facts(EntryView& view);
/// Other names, with language and time; nothing without one.
Html names_table(EntryView& view);
/// Who ran a place, and when.
Html run_by_table(EntryView& view);
/// A section with links to entries; nothing without one.
Html entries_section(EntryView& view, MessageId heading, const std::vector<std::string>& ids);
/// A chain of units or alleged perpetrators, drawn and as a table with the time of each tie.
Html chain_section(EntryView& view, MessageId heading, std::vector<Tie> ties);
/// Where somebody served, or who served here.
Html posts_section(EntryView& view);
/// That this entry is the same as another, both ways.
Html same_section(EntryView& view);
/// The reader's own cases that name it, and whom to ask about others.
Html cases_section(EntryView& view);

}  // namespace panoh::knowledge
