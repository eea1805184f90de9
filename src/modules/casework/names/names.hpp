// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Finds one person under different spellings: scripts, transliterations, orders, surname reforms and
/// short forms of Tajik, Russian, Kyrgyz, Kazakh, Uzbek and Georgian names. It only proposes; a person
/// decides. Scores come from invented pairs, not from a measured population.
namespace panoh::casework {

/// The name in one neutral alphabet, words parted by spaces, words such as "уулу" or "qizi" left out.
/// For looking at; it says about as much as the name itself and is guarded like it.
std::string fold(std::string_view name);

/// Sorted keys, one or more for each word: two spellings of a name nearly always share one. They are
/// stored with records, so that what a spelling yields must never change.
std::vector<std::string> keys(std::string_view name);

struct Match {
    double score = 0;                ///< 0 to 1
    std::vector<MessageId> reasons;  ///< `names.reason.*`, what supports and what weakens the score
};

enum class Likeness {
    unlikely,
    possible,  ///< 0.80 and more: only if another fact agrees (year of birth, region, relatives)
    probable,  ///< 0.90 and more
};

Likeness likeness_of(double score) noexcept;
/// `names.likeness.*`
MessageId message_of(Likeness likeness);

/// A name made ready for many comparisons. Cheap to copy.
class Folded {
public:
    explicit Folded(std::string_view name);

    struct Parts;
    [[nodiscard]] const Parts& parts() const noexcept { return *parts_; }

private:
    std::shared_ptr<const Parts> parts_;
};

/// Symmetric. A single word, or a script without short vowels, never makes more than "possible".
Match compare(const Folded& left, const Folded& right);
Match compare(std::string_view left, std::string_view right);

struct Found {
    std::size_t index = 0;  ///< in `among`
    Match match;
};

/// All names with at least the score `least`, the likeliest first. For 0.8 and more nothing is missed
/// that `compare` would find.
std::vector<Found> search(const Folded& name, std::span<const Folded> among, double least = 0.8);

}  // namespace panoh::casework
