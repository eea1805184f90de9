// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/noticed.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Degrees of consistency between findings and an account, and what may be concluded from them; pure.
/// Source: Istanbul Protocol 2022 paras 379, 382–383, 393, 418, 421, 425, 543–546.
namespace panoh::evaluation {

/// The closed list, by the codes of list `consistency`. It has no order and no arithmetic of its own: degrees are
/// never added, averaged or shown as numbers.
enum class Degree {
    not_consistent,     ///< C0
    consistent,         ///< C1
    highly_consistent,  ///< C2
    typical,            ///< C3
    diagnostic,         ///< C4
    not_attributed,     ///< CX: no degree is given
};

/// "C0" … "C4", "CX"; nothing for anything else.
std::optional<Degree> degree_named(std::string_view code) noexcept;
std::string_view code_of(Degree degree) noexcept;

/// What a finding belongs to: the words are the same, their weight is not (para. 543 ff.).
enum class Domain { physical, psychological };

/// Of list `finding_presence`.
enum class Presence { found, not_found, not_examined };

std::optional<Presence> presence_named(std::string_view code) noexcept;

/// One finding and the degree that was given to it, if any.
struct Weighed {
    std::string record;  ///< id, given back with what was noticed
    Domain domain = Domain::physical;
    Presence presence = Presence::found;
    std::optional<Degree> degree;
    bool cause_reported = true;  ///< the person says what it comes from
};

/// The opinion over all findings.
struct Overall {
    std::optional<Degree> degree;
    std::string reason_beyond;  ///< why it goes beyond the single findings; white space is no reason
};

/// Whether `degree` says more than `carried`. "Typical of" says no more than "highly consistent with" when the finding
/// is psychological; "not attributed" says nothing; "not consistent with" is another statement, neither more nor less.
bool says_more(Degree degree, Degree carried, Domain domain) noexcept;

/// Degrees that may be given to a finding. What was not found or not examined carries none but "not attributed":
/// absence of findings does not show that torture did not occur (para. 393).
std::vector<Degree> allowed_degrees(Presence presence);

/// What does not fit in the degrees of single findings. Guarantees: a finding that is there and has none is `missing`;
/// one that is not there and has one `stops`; "not attributed" beside a reported cause is `unlikely`; a psychological
/// finding called "diagnostic of" is `unlikely` (para. 543 ff.: rarely).
std::vector<Noticed> check_findings(std::span<const Weighed> findings);

/// What does not fit in the overall opinion. Guarantees, whatever the number of findings:
///  - it is not "not consistent with" while no finding that is there says so (para. 393);
///  - where it says more than every single finding, it needs a written reason: all findings together may say more
///    than each (paras 383, 425), but not silently;
///  - more findings of the same degree never make a higher one by themselves.
std::vector<Noticed> check_overall(const Overall& overall, std::span<const Weighed> findings);

/// Exactly one of these terms stands in a sentence, in the words given for a language; nothing otherwise. The longest
/// term at a place counts, so "highly consistent with" is not "consistent with". Case of letters is ignored for ASCII.
struct Term {
    Degree degree = Degree::not_attributed;
    std::string words;
};
std::optional<Degree> term_in(std::string_view sentence, std::span<const Term> terms);

/// English terms as the Protocol has them. Other languages come from the catalogue.
std::span<const Term> english_terms();

}  // namespace panoh::evaluation
