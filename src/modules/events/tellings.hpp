// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How often a person had to tell what happened. It is counted so that nobody is asked once more without need, and what
/// was told already is offered first.
namespace panoh::events {

/// Codes of list `telling_extents`; `unclear` where nobody wrote it down.
enum class Extent { not_told, unclear, part, whole };
Extent extent_named(std::string_view code) noexcept;

/// One record of type `statement`, as far as the reader may read it.
struct Statement {
    std::string record;
    std::string person;  ///< who told it
    std::string taker;   ///< code of list `statement_takers`
    std::string day;     ///< EDTF
    Extent told = Extent::unclear;
    std::string same_telling;  ///< another statement of the same telling
    bool has_words = false;    ///< there is a text or a recording to read instead of asking again
};

/// Statements that were one telling: an interview over two days, two records of one interrogation.
struct Telling {
    std::vector<std::size_t> statements;  ///< places in what was given, in that order
    Extent told = Extent::unclear;        ///< the most that one of them says
    bool to_us = false;                   ///< our own organisation heard it
};

struct Tellings {
    std::vector<Telling> all;           ///< in the order of their first statement
    std::size_t times = 0;              ///< tellings of all or a part of it
    std::size_t unclear = 0;            ///< of which nobody wrote down whether it was told; in no other number
    std::size_t to_us = 0;              ///< of `times`, heard by our own organisation
    std::vector<std::size_t> to_offer;  ///< statements with words: the whole account first, then the newest
};

/// Tellings of one person. Statements of one telling are found through each other in any direction, also where the one
/// that they name may not be read; a statement that was copied or that nobody had to tell counts as no telling. The
/// number is of what the reader may read, so a page says "at least".
Tellings tellings_of(std::span<const Statement> statements, std::string_view person);

}  // namespace panoh::events
