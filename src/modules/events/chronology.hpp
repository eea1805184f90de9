// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/events/time.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// What happened, in order, with what is not known about the order.
namespace panoh::events {

/// Something on the event line.
struct Item {
    Point begin;
    Point end;           ///< may be blank
    bool lasts = false;  ///< it has an end of its own (a detention), even where that is not known; else it is a point
};

/// How sure it is that an item comes after all that stand before it on the line.
enum class Order {
    first,    ///< nothing dated stands before it
    certain,  ///< whatever the dates mean exactly
    perhaps,  ///< the dates leave room for another order
    undated,  ///< nothing is known; stands at the end, in the order given
};

struct Step {
    std::size_t item = 0;  ///< its place in what was given
    Span begin, end;
    Order order = Order::undated;
    /// Time that nothing on the line covers, up to this item. Nothing: there is none. Kind `unknown`: something before
    /// lasted, and until when is not known.
    std::optional<Measure> gap;
    bool ends_before_it_begins = false;  ///< a point to clarify; the item stays where it begins
};

/// Each item once. Items that are certainly one before the other stand so; of the others the one that may begin earlier
/// stands first, then the one that is over earlier, then the one that was given first.
std::vector<Step> chronology(std::span<const Item> items, std::string_view zone);

}  // namespace panoh::events
