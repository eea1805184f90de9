// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/chain.hpp"
#include "modules/knowledge/types.hpp"
#include "web/html/html.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Drawings made by the server, in the colours of the page, without styles and scripts. What they show stands in a list
/// or table beside them too: to a screen reader each is one picture with its name.
namespace panoh::knowledge {

/// What is written on a place of a chain.
struct ChainLabel {
    std::string name;  ///< cut to fit
    std::string note;  ///< a second line: a rank, years; may be empty
};
/// `labels`: one for each place.
html::Html
chain_drawing(std::span<const ChainPlace> places, std::span<const ChainLabel> labels, std::string_view title);

/// What stands on either side of the drawing of entries and cases.
struct NetworkSide {
    std::vector<std::string> entries;                       ///< "Place: …"
    std::vector<Kind> kinds;                                ///< of the entries
    std::vector<std::string> cases;                         ///< numbers
    std::vector<std::pair<std::size_t, std::size_t>> ties;  ///< entry, case
};
html::Html network_drawing(const NetworkSide& network, std::string_view title);

/// The first `most` letters of a text, with "…" when there were more. Never cuts a letter in two.
std::string cut_to(std::string_view text, std::size_t most);

}  // namespace panoh::knowledge
