// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/clarify.hpp"
#include "modules/evaluation/consistency.hpp"
#include "modules/evaluation/quality.hpp"
#include "modules/evaluation/types.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// From records to the plain facts that the rules look at; pure.
namespace panoh::evaluation {

/// What an evaluation rests on beside its draft.
struct Around {
    const vault::Record* evaluation = nullptr;
    std::span<const vault::Record> requests;
    std::span<const vault::Record> signatures;
    std::span<const vault::Record> acts;  ///< of the person, as far as the reader may read the case
    std::string sex, birth, death;        ///< of the person
};

/// The degree given to a finding or element; of several opinions the latest.
std::optional<Degree> degree_of(const Contents& contents, const RecordId& finding);
/// The conclusion of a scope other than of a single finding; the latest.
const vault::Record* conclusion_of(const Contents& contents, std::string_view scope);

/// Findings with their degrees; for the psychological part its elements that carry one, and what was concluded of
/// each part.
std::vector<Weighed> weighed_of(const Contents& contents);
Overall overall_of(const Contents& contents);
/// Everything that the rules of consistency notice.
std::vector<Noticed> consistency_of(const Contents& contents);

/// What can be known of the quality items from records, and what people answered by hand.
GivenAnswers quality_of(const Contents& contents, const Around& around, std::span<const std::string> body_systems);

Draft draft_of(
    const Contents& contents, const Around& around, std::vector<std::pair<std::string, std::string>> region_parents
);

/// The section of the report; nullptr for an unknown code.
const vault::Record* section_of(const Contents& contents, std::string_view code);

}  // namespace panoh::evaluation
