// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Wording that decides the law instead of giving a clinician's opinion (item Q42), and degrees that are none of the
/// closed list; pure, English and Russian. An evaluator says how findings relate to an account; whether torture was
/// committed, and by whom, a court says.
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

/// Sentences that weigh in words outside the closed list of degrees, or in numbers: "most likely caused by", "in 80 %
/// of cases", "on average" (item Q39). Degrees have exact words and are never counted (IP 2022 paras 379, 418, 421).
/// Guarantees: a sentence that reports is not noticed; the words of the list are never noticed by themselves.
std::vector<LegalWording> degree_wording(std::string_view text);

}  // namespace panoh::evaluation
