// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Lists of the workspace: narrowed by facets, counted, and one page at a time. What a facet reads beyond the desk
/// counts and finds only rows that the reader may read, so that a count tells nothing that a page would not.
///
/// Counts come from an answer that the workspace keeps and brings up to date (decision 0018). The rows of a page are
/// held against the rules of reach each time they are shown.
namespace panoh::records {

/// The code by which a facet asks for rows without an answer.
inline constexpr std::string_view no_answer = "-";

/// All SQL of a list depends on nothing but records of the file that a row belongs to.
struct ListFacet {
    std::string value;   ///< SQL that gives a row's code; NULL: not answered; '': never asked of this row
    std::string chosen;  ///< a code, `no_answer`, or empty: any
    /// SQL condition that holds while nothing is chosen; empty: none.
    std::string unless_chosen = {};
    /// The rows that this facet may look at; none: all of the list.
    std::optional<access::Scope> readable = std::nullopt;
    bool with_parts = false;  ///< "TJ" finds "TJ-SU" too
};

/// By what a list can be sorted: the name of a column, or `by_seq`.
struct ListOrder {
    std::string column;
    bool descending = false;
    bool unanswered_last = false;
};
/// The order in which records were written.
inline constexpr std::string_view by_seq = "seq";

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
    /// SQL of texts by which the list can be sorted; the same columns whatever is chosen.
    void sortable(std::string name, std::string column);

    [[nodiscard]] Result<ListCounts> counts() const;
    /// `columns` are computed for the rows of the page alone, which are sorted by `order` and then as they were
    /// written; `page` counts from 1.
    [[nodiscard]] Result<vault::Rows> rows(
        std::string_view columns,
        const std::vector<vault::SqlValue>& column_parameters,
        const std::vector<ListOrder>& order,
        std::size_t page,
        std::size_t page_size
    ) const;

private:
    struct Sql {
        std::string text;
        std::vector<vault::SqlValue> parameters;
        void add(std::string_view more, const std::vector<vault::SqlValue>& values = {});
    };
    /// A facet as it is chosen, held against what is kept.
    struct Sieve {
        std::size_t column;
        std::vector<bool> passes;  ///< for each text of the column
        std::size_t unless = 0;    ///< column of the condition that holds while nothing is chosen
        bool has_unless = false;
    };
    static Sql code_of(const ListFacet& facet);
    [[nodiscard]] Sql where() const;
    [[nodiscard]] Result<std::shared_ptr<const vault::KeptRows>> all_rows() const;
    [[nodiscard]] std::vector<Sieve> sieves(const vault::KeptRows& all) const;
    static bool passes(const Sieve& sieve, const vault::KeptRows& all, std::size_t row);
    [[nodiscard]] std::vector<std::size_t>
    in_order(const vault::KeptRows& all, const std::vector<ListOrder>& order, std::size_t first_ones) const;
    [[nodiscard]] std::size_t sort_column(std::string_view name) const;

    const Records* records_;
    std::string from_, alias_;
    access::Scope visible_;
    Sql conditions_;
    std::vector<ListFacet> facets_;
    std::vector<std::pair<std::string, std::string>> sortable_;
};

}  // namespace panoh::records
