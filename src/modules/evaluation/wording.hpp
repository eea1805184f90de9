// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Wording that decides the law instead of giving a clinician's opinion (item Q42); pure, English and Russian.
/// An evaluator says how findings relate to an account; whether torture was committed, and by whom, a court says.
namespace panoh::evaluation {

/// One place that is worth a second look.
struct LegalWording {
    std::string sentence;
    std::size_t place = 0;  ///< which sentence of the text, from 0
    bool operator==(const LegalWording&) const = default;
};

/// Sentences that state as a fact that torture was committed, that it is proven, that somebody is guilty or that a
/// crime took place. Guarantees: a sentence that reports ("she says that she was tortured"), weighs ("consistent with
/// possible torture") or asks is not noticed for the word torture; guilt and crime are noticed unless they are
/// reported. It only notices: nothing is changed, and nothing is stopped.
std::vector<LegalWording> legal_wording(std::string_view text);

}  // namespace panoh::evaluation
