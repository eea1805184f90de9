// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/events/pages_parts.hpp"

#include <span>
#include <vector>

/// The line of events: a drawing and the table that says the same.
namespace panoh::events {

/// A row of the drawing. What is not known to the minute is drawn from the first to the last minute that it may mean.
struct DrawnRow {
    std::size_t number = 0;  ///< as in the table
    Span begin, end;
    bool lasts = false;
    std::string words;                 ///< what a pointer is told
    std::optional<Span> registration;  ///< of a deprivation of liberty: held unregistered until then
};

/// Distances grow with the time between but are not to scale; the legend says so. Nothing without a dated row.
Html drawing_of(const PageContext& context, std::span<const DrawnRow> rows);

/// Drawing and table of everything that has a place in time; what has none stands last.
Html line_section(PageContext& context, const Opened& opened);

/// What a thing on the line is called: the event's heading, the method, "registered".
Sensitive<std::string> entry_name(PageContext& context, const LineEntry& entry);

}  // namespace panoh::events
