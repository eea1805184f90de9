// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/views.hpp"
#include "records/listing.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What lists have in common on the screen: facets with counts, chips, columns, saved views. The state of a list stands
/// in its address, as codes; what somebody typed never does. For the lists of other slices too.
namespace panoh::casework {

/// A facet of a list, ready to be shown.
struct FacetView {
    std::string input;  ///< parameter of the address
    std::string label;
    std::string chosen;  ///< a code, "-" for "not answered", or empty
    std::string chosen_label;
    std::vector<web::Choice> choices;  ///< with their counts
    bool of_some = false;              ///< not every line has an answer: one answer is a choice already
};

/// A facet whose codes have names of any kind, in the order of the counts.
FacetView named_facet(
    const web::PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const records::FacetCounts& counts,
    const std::function<std::string(const std::string& code)>& label_of
);
/// A facet of a code list, in its order.
FacetView code_facet(
    const web::PageContext& context,
    std::string input,
    std::string label,
    std::string_view list,
    const std::string& chosen,
    const records::FacetCounts& counts
);
/// A facet of colleagues; the reader stands first.
FacetView user_facet(
    const web::PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const records::FacetCounts& counts
);
FacetView organisation_facet(
    const web::PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const records::FacetCounts& counts
);
FacetView due_facet(
    const web::PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const records::FacetCounts& counts
);

/// A code of the list, "-", or nothing when the text is neither.
std::string known_code(const web::PageContext& context, std::string_view list, std::string_view text);
/// One of the texts or "-", or nothing.
std::string known_text(std::string_view text, std::span<const std::string_view> known);
/// A year, "-", or nothing.
std::string known_year(std::string_view text);
/// The id of a colleague, "-", or nothing; "me" is the reader.
std::string known_user(const web::PageContext& context, std::string_view text);
std::string known_organisation(std::string_view text);
/// As it stands in an address: "me" for the reader.
std::string user_parameter(const web::PageContext& context, const std::string& user);
/// 1 for what is no page.
std::size_t page_number(std::string_view text);

/// The form that narrows the list; folded while nothing is set. Facets with nothing to choose are left out. `hidden`
/// stay in the address; `more` are further fields.
web::Html facet_form(
    const web::PageContext& context,
    const web::Url& list,
    std::span<const std::pair<std::string, std::string>> hidden,
    std::span<const FacetView> facets,
    const web::Html& more,
    const web::Url& cleared
);
/// The count, and what is set, each with a way to take it away.
web::Html results_line(
    const web::PageContext& context,
    std::string_view count,
    std::span<const FacetView> facets,
    const std::function<web::Url(std::string_view input)>& without
);

struct ListColumn {
    std::string_view name;
    web::Column column;
    bool usual = true;  ///< shown until the reader chooses
};
/// A heading that sorts: the address of the list sorted by it, and the other way round when it is already.
struct SortState {
    std::string sort;
    bool descending = false;
    std::function<web::Url(std::string sort, bool descending)> address;
};
/// `sort` empty: the column does not sort.
ListColumn list_column(
    const web::PageContext& context,
    const SortState& state,
    std::string_view name,
    MessageId heading,
    std::string_view sort = {},
    bool usual = true
);

/// Which of the columns this reader has chosen, as places in `columns`; the first always.
std::vector<std::size_t>
shown_columns(web::PageContext& context, std::string_view list, std::span<const ListColumn> columns);
/// `boxes`: one for each row, in a column `box_heading` of their own; none: without it.
web::Html list_table(
    std::string_view caption,
    std::span<const ListColumn> columns,
    std::span<const std::size_t> shown,
    std::vector<std::vector<web::Html>> rows,
    std::span<const web::Html> boxes = {},
    std::string_view box_heading = {}
);

/// Tabs of saved views, for `web::tabs`; `here` is the address of the list as it is shown, without its page.
std::vector<web::Tab> tabs_of_views(web::PageContext& context, std::string_view list, const web::Url& here);
/// Choosing columns and saving the view, below a list.
web::Html list_tools(
    web::PageContext& context,
    std::string_view list,
    const web::Url& here,
    std::span<const ListColumn> columns,
    std::span<const std::size_t> shown
);

// — handlers; `module.cpp` says at which addresses —

web::Response views_page(web::PageContext& context);
web::Response save_view_form(web::PageContext& context);
web::Response remove_view_form(web::PageContext& context);
web::Response save_columns(web::PageContext& context);
web::Response list_people(web::PageContext& context);
web::Response list_tasks(web::PageContext& context);

}  // namespace panoh::casework
