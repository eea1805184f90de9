// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The list of quality Q01–Q50 and its score; pure. A drafting aid: never printed, exported or signed.
/// Items and weights are this project's own; what each rests on (Annex I, annex IV, chapters of the Istanbul Protocol)
/// stands in list `quality_items`.
namespace panoh::evaluation {

/// Where an item is answered: what a link leads to.
struct Answered {
    std::string_view type;   ///< record type
    std::string_view field;  ///< or code of list `report_sections`, `psychological_elements` when `code` is true
    bool code = false;
    bool operator==(const Answered&) const = default;
};

struct QualityItem {
    std::string_view code;  ///< "Q01"
    int weight = 1;         ///< 2: required by Annex I; 1: good practice
    Answered where;
    bool by_hand = false;  ///< the program cannot tell from records alone; somebody answers
};

/// All fifty, in their order.
std::span<const QualityItem> quality_items();
const QualityItem* quality_item(std::string_view code);

enum class QualityAnswer { present, absent, not_applicable };
std::optional<QualityAnswer> quality_answer_named(std::string_view code) noexcept;

struct GivenAnswer {
    QualityAnswer answer = QualityAnswer::absent;
    std::string reason;  ///< why it does not apply
    std::string record;  ///< where it is answered, when that is known
};

using GivenAnswers = std::map<std::string, GivenAnswer, std::less<>>;

struct Score {
    int reached = 0;     ///< sum of the weights of what is present
    int applicable = 0;  ///< sum of the weights of what applies
    /// Whole per cent, rounded down, so that 100 means all; nothing when nothing applies.
    [[nodiscard]] std::optional<int> percent() const noexcept;
    std::vector<std::string> required_missing;  ///< items of weight 2 that are not there, in their order
    std::vector<std::string> to_do;             ///< all that are not there
    std::vector<std::string> without_reason;    ///< said not to apply, and not why: counted as missing
    /// Nothing that Annex I requires is missing, whatever the score.
    [[nodiscard]] bool holds_the_minimum() const noexcept { return required_missing.empty(); }
};

/// Guarantees: blank is absent; "not applicable" without a reason is absent; an answer to an unknown item counts
/// nowhere; reached ≤ applicable ≤ 73; making an item present never lowers the share.
Score score_of(const GivenAnswers& answers);

/// What records show by themselves about the items. Fields of one record, as their forms read them.
struct SittingFacts {
    std::string record;
    bool date = false, began = false, ended = false;
    bool institution = false, address = false, room = false;
    bool present_listed = false, every_role = false;
    std::optional<bool> police;  ///< nothing: not answered
    bool police_explained = false;
    std::optional<bool> restraints;
    bool restraints_described = false;
    bool language = false;
    std::optional<bool> interpreter;
    bool interpreter_named = false;
    std::optional<bool> consent;
    bool consent_explained = false;  ///< what was withheld, and by whom
    bool confidentiality_explained = false;
    std::optional<bool> gender_choice;
};

struct FindingFacts {
    std::string record;
    bool found = true;  ///< false: looked for, not found
    bool region = false, size = false, shape = false, colour = false;
    bool marked = false;  ///< on a drawing
    bool photo_in_colour_with_scale = false, no_photo_reason = false;
    bool photo_linked = false;
    bool degree = false;
};

/// Items that follow from sittings: Q02–Q06, Q08–Q11. An item is there when every sitting has it: a report of three
/// sittings is not complete because one of them is.
GivenAnswers answers_from(std::span<const SittingFacts> sittings);

/// Items that follow from physical findings: Q26–Q29, Q36. Without any finding that is there they do not apply by
/// themselves: the answer is left to the evaluator, since "nothing found" must be said.
GivenAnswers answers_from(std::span<const FindingFacts> findings);

/// `later` wins where both answer, except that "absent" never hides an answer.
GivenAnswers merged(GivenAnswers first, const GivenAnswers& later);

}  // namespace panoh::evaluation
