// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists of entries: narrowed by codes, found by name.
#include "modules/knowledge/entries.hpp"
#include "modules/knowledge/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace panoh::knowledge {

namespace {

using access::Verb;
using forms::FileKind;
using records::Caller;
using records::Listing;
using records::Records;

/// More entries than a register of one country is expected to hold.
constexpr std::size_t most_entries = 20'000;

/// Who runs a place now: of several rows the one that has not ended.
constexpr std::string_view run_by =
    "(SELECT b.agency FROM t_place__run_by b WHERE b.record=e.record ORDER BY b.\"until\" IS NOT NULL, b.position DESC"
    " LIMIT 1)";

struct Narrowed {
    Listing listing;
    std::vector<EntryFacet> facets;
};

Narrowed narrowed(const Records& records, const Caller& caller, const EntryFilter& filter)
{
    const Kind kind = filter.kind;
    const auto scope =
        records.access().scope(caller.actor, Verb::read, FileKind::knowledge, compartment_of(kind), "e.file");
    Narrowed made{Listing(records, fmt::format("t_{} e", type_of(kind)), "e", scope), {}};
    const auto facet = [&](EntryFacet which, std::string_view sql, const std::string& chosen, bool with_parts) {
        records::ListFacet one;
        one.value = std::string(sql);
        one.chosen = chosen;
        one.with_parts = with_parts;
        made.listing.facet(std::move(one));
        made.facets.push_back(which);
    };
    if (kind == Kind::place) facet(EntryFacet::place_kind, "e.kind", filter.place_kind, false);
    facet(EntryFacet::agency, kind == Kind::place ? run_by : "e.agency", filter.agency, false);
    if (kind == Kind::perpetrator) facet(EntryFacet::standing, "e.standing", filter.standing, false);
    if (kind != Kind::perpetrator) facet(EntryFacet::region, "e.region", filter.region, true);
    return made;
}

bool is_sought(const Entry& entry, const std::string& words)
{
    const auto& names = entry.names.reveal();
    const bool by_number = entry.number.ends_with(words) && words.find('-') != std::string::npos;
    return by_number
           || std::any_of(names.begin(), names.end(), [&](const std::string& name) { return name_fits(words, name); });
}

}  // namespace

Result<EntryPage>
entry_list(const Records& records, const Caller& caller, const EntryFilter& filter, const Compare& compare)
{
    if (!may_read(records, caller, filter.kind)) return fail(ErrorCode::denied, "no rule lets the reader see these");
    const Narrowed made = narrowed(records, caller, filter);
    auto counts = made.listing.counts();
    if (!counts) return counts.error();
    const auto rows = made.listing.rows("e.record", {}, {{std::string(records::by_seq)}}, 1, most_entries);
    if (!rows) return rows.error();
    std::set<std::string> chosen;
    for (std::size_t row = 0; row < rows->size(); ++row)
        chosen.insert(rows->text(row, "record"));
    auto entries = all_entries(records, caller, filter.kind);
    if (!entries) return entries.error();
    const std::string& words = filter.words.reveal();
    std::erase_if(*entries, [&](const Entry& entry) {
        return !chosen.contains(entry.record.text()) || (!words.empty() && !is_sought(entry, words));
    });
    sort_by_name(*entries, compare);
    EntryPage page;
    page.total = entries->size();
    for (std::size_t at = 0; at < made.facets.size(); ++at)
        page.counts[made.facets[at]] = std::move(counts->facets[at]);
    const std::size_t first = std::min((filter.page - 1) * entries_per_page, entries->size());
    const std::size_t last = std::min(first + entries_per_page, entries->size());
    for (std::size_t at = first; at < last; ++at) {
        note_shown(caller, (*entries)[at]);
        page.lines.push_back(std::move((*entries)[at]));
    }
    return page;
}

}  // namespace panoh::knowledge
