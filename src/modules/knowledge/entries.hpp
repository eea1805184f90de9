// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/types.hpp"
#include "records/listing.hpp"
#include "records/records.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The entries that a reader may read: lists, finding by name, names of those that others refer to. An entry is a file
/// of kind `knowledge` of the reader's own organisation; nothing of another organisation is ever looked at.
namespace panoh::knowledge {

/// Whether the caller's roles let them read, or write, entries of a kind in their own organisation.
bool may_read(const records::Records& records, const records::Caller& caller, Kind kind);
bool may_keep(const records::Records& records, const records::Caller& caller, Kind kind);

/// The entry, and the record that it was made from; the reading is noted. `not_found` for what is no entry, and for
/// one that the caller may not read: that there is one is not told either.
struct OpenedEntry {
    Entry entry;
    vault::Record record;
};
Result<OpenedEntry> open_entry(const records::Records& records, const records::Caller& caller, const RecordId& id);

/// The record of the place, unit or alleged perpetrator whose file it is; none for another file.
RecordId entry_of_file(const records::Records& records, const FileId& file);

/// All entries of a kind that the caller may read, by number. Opens each; whoever shows one notes it.
Result<std::vector<Entry>> all_entries(const records::Records& records, const records::Caller& caller, Kind kind);

/// In the order of names as `compare` sees it.
using Compare = std::function<int(std::string_view left, std::string_view right)>;
void sort_by_name(std::vector<Entry>& entries, const Compare& compare);

/// Notes that the caller was shown who this is.
void note_shown(const records::Caller& caller, const Entry& entry);

/// Names of entries that others refer to, each opened once. Nothing for what the caller may not read.
class Names {
public:
    Names(const records::Records& records, records::Caller caller)
        : records_(&records)
        , caller_(std::move(caller))
    {}
    /// `id`: a record as text.
    [[nodiscard]] const Entry* of(const std::string& id);
    [[nodiscard]] bool was_erased(const std::string& id) const;

private:
    const records::Records* records_;
    records::Caller caller_;
    std::map<std::string, std::optional<Entry>> known_;
};

inline constexpr std::size_t entries_per_page = 40;

/// Codes, or "-" for "not answered"; empty: any.
struct EntryFilter {
    Kind kind = Kind::place;
    std::string place_kind;  ///< of list `places`; for places
    std::string agency;      ///< for a place: who runs it
    std::string region;      ///< for places and units
    std::string standing;    ///< for alleged perpetrators
    std::size_t page = 1;
    Sensitive<std::string> words;  ///< looked for in the names; empty: all
};
enum class EntryFacet { place_kind, agency, region, standing };

struct EntryPage {
    std::vector<Entry> lines;
    std::size_t total = 0;                                   ///< that fit filter and words
    std::map<EntryFacet, records::FacetCounts> counts = {};  ///< without regard to the words
};
/// By name. `denied` for who may not read entries of the kind.
Result<EntryPage> entry_list(
    const records::Records& records, const records::Caller& caller, const EntryFilter& filter, const Compare& compare
);

/// For every entry that turned out to be another one too, the one that stays: `same_as` followed to its end. A ring
/// leads to its smallest id. Entries that stand alone are not in it.
using Leads = std::map<std::string, std::string>;
Leads leads_of(const records::Records& records, const records::Caller& caller, Kind kind);
/// The pure part of it: pairs (entry, same_as).
Leads leads_in(const std::vector<std::pair<std::string, std::string>>& pairs);
/// The entry and all that are the same, as far as the caller may read them; the one that stays first.
std::vector<std::string> same_group(const Leads& leads, const std::string& id);

}  // namespace panoh::knowledge
