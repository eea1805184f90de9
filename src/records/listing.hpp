// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Lists of the workspace: narrowed by facets, counted, and one page at a time. What a facet reads beyond the desk
/// counts and finds only rows that the reader may read, so that a count tells nothing that a page would not.
namespace panoh::records {

/// The code by which a facet asks for rows without an answer.
inline constexpr std::string_view no_answer = "-";

struct ListFacet {
    std::string value;   ///< SQL that gives a row's code; NULL: not answered; '': never asked of this row
    std::string chosen;  ///< a code, `no_answer`, or empty: any
    /// SQL condition that holds while nothing is chosen; empty: none.
    std::string unless_chosen = {};
    /// The rows that this facet may look at; none: all of the list.
    std::optional<access::Scope> readable = std::nullopt;
    bool with_parts = false;  ///< "TJ" finds "TJ-SU" too
};

/// How many rows have each code, the other facets kept; in the order of the codes, "not answered" last.
using FacetCounts = std::vector<std::pair<std::string, std::size_t>>;

struct ListCounts {
    std::size_t total = 0;
    std::vector<FacetCounts> facets;  ///< in the order in which they were added
};

class Listing {
public:
    /// `from` names the main table of a record type and what it is joined with: "t_case c"; `alias` is its short name.
    /// `visible` are the rows that the reader may know of.
    Listing(const Records& records, std::string from, std::string alias, access::Scope visible);

    void only(std::string condition, std::vector<vault::SqlValue> parameters = {});
    void facet(ListFacet facet);

    [[nodiscard]] Result<ListCounts> counts() const;
    /// `columns` are computed for the rows of the page alone. `order` is SQL; `page` counts from 1.
    [[nodiscard]] Result<vault::Rows> rows(
        std::string_view columns,
        const std::vector<vault::SqlValue>& column_parameters,
        std::string_view order,
        std::size_t page,
        std::size_t page_size
    ) const;

private:
    struct Sql {
        std::string text;
        std::vector<vault::SqlValue> parameters;
        void add(std::string_view more, const std::vector<vault::SqlValue>& values = {});
    };
    static Sql code_of(const ListFacet& facet);
    /// " FROM … WHERE …", with all facets but one.
    [[nodiscard]] Sql where_without(const ListFacet* left_out) const;
    Result<void> count_together(ListCounts& counts) const;
    Result<void> count_alone(std::size_t at, ListCounts& counts) const;

    const Records* records_;
    std::string from_, alias_;
    access::Scope visible_;
    Sql conditions_;
    std::vector<ListFacet> facets_;
};

}  // namespace panoh::records
