// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/consistency.hpp"

#include <span>
#include <string>
#include <vector>

/// Points to clarify: where two facts of a draft do not fit together; pure. Shown to evaluators only. A difference in
/// what a person tells is expected and is never noticed here: only records of the evaluators are compared with each
/// other, with dates, and with what was asked about.
namespace panoh::evaluation {

struct DraftSitting {
    std::string record;
    std::string held_on;                                ///< EDTF
    std::string began, ended;                           ///< "14:05" or empty
    bool police_present = false, private_said = false;  ///< answered "police present", answered "it was private"
};

struct DraftMark {
    std::string region, side;  ///< as the drawing names the place; side "left", "right", "middle" or empty
    std::string sex;           ///< of the drawing: "female", "male" or empty
};

struct DraftFinding {
    std::string record;
    Presence presence = Presence::found;
    std::string region, side;   ///< as the evaluator says; empty when not said
    std::string reported_date;  ///< EDTF or empty
    std::string examined_on;    ///< day of the sitting, or empty
    std::string act;            ///< what it is linked to, or empty
    std::vector<DraftMark> marks;
};

/// A method that the person told of: an act of the case.
struct DraftAct {
    std::string record;
    std::string date;                  ///< EDTF or empty
    std::string side;                  ///< of the body, as told; empty when not told
    std::vector<std::string> regions;  ///< parts of the body, as told
};

struct Draft {
    std::vector<DraftSitting> sittings;
    std::vector<DraftFinding> findings;
    std::vector<DraftAct> acts;
    std::string person_sex;                  ///< "female", "male", else empty: not compared
    std::string person_birth, person_death;  ///< EDTF or empty
    /// Parents of regions: "scalp" → "head". A region within another one fits it.
    std::vector<std::pair<std::string, std::string>> region_parents;
};

/// What does not fit, in a fixed order; each names the record to open. Guarantees: no problem on an empty draft; never
/// about what is blank.
///
/// Dates: a finding said to be older than the birth, or from after it was seen; a sitting that ends before it begins; a
/// finding that is dated differently from its act.
/// Sides: a mark on another side, or in another region, than the finding says; a finding on the other side than its
/// act. Methods: an act whose parts of the body nobody looked at or asked about (neither found, nor looked for, nor
/// said to be not examined). Circumstances: police present and said to be private. A drawing of the other sex.
std::vector<Noticed> points_to_clarify(const Draft& draft);

/// Whether `region` is `wide` or lies within it.
bool region_within(const Draft& draft, const std::string& region, const std::string& wide);

}  // namespace panoh::evaluation
