// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Sentences that stand in other reports as well; pure. A report made of stock phrases convinces no court, and a
/// sentence that came from another person's report is a danger to both. It only notices; drafting aid, never printed.
namespace panoh::evaluation {

/// A text to compare with: what the reader may read anyway.
struct OtherText {
    std::string id;  ///< given back; what it names is the caller's business
    std::string text;
};

struct Repetition {
    std::size_t place = 0;  ///< which sentence of the text, from 0
    std::string sentence;
    std::string other;      ///< id of the text that has it, or has the most like it
    double likeness = 0;    ///< 0.8 … 1
    std::size_t texts = 0;  ///< in how many other texts it stands
};

/// How alike two sentences are, 0 … 1: shared groups of three words over all groups of three (Jaccard), with digits and
/// letter case left aside. Guarantees: symmetric; 1 for the same words; 0 when either has no word.
double likeness(std::string_view one, std::string_view other);

/// Sentences of at least eight words that are alike by 0.8 or more with one of another text, in their order. `allowed`:
/// sentences that every report has, such as the statement of truthfulness. The order of `others` changes nothing but,
/// among equals, which of them is named: the smallest id.
std::vector<Repetition>
repeated_sentences(std::string_view text, std::span<const OtherText> others, std::span<const std::string> allowed);

}  // namespace panoh::evaluation
