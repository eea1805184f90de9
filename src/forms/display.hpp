// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace panoh::forms {

/// An answer, the reason why it is missing, or neither: blank.
struct Answer {
    boost::json::value value;  ///< null when there is none
    std::optional<Missing> why;
    bool operator==(const Answer&) const = default;
};

/// The answer to a field in a record (coded and content merged).
Answer answer_of(const boost::json::object& merged, std::string_view field);

struct Change {
    std::string field;
    Answer before, after;
};

/// What differs between two revisions, in the order of the form; members that the type does not declare
/// (from an older pack) follow in the order of their names.
std::vector<Change>
describe_changes(const RecordType& type, const boost::json::object& before, const boost::json::object& after);

struct Merge {
    /// Whatever only one side changed; for a conflict, what is stored now ("theirs").
    boost::json::object merged;
    /// Fields that both changed, to different answers: a person decides.
    std::vector<std::string> conflicts;
};

/// Three-way, field by field; an answer and the reason why it is missing count as one.
/// `base` is the revision that the form was opened with, `theirs` what is stored now.
Merge merge(
    const RecordType& type,
    const boost::json::object& base,
    const boost::json::object& mine,
    const boost::json::object& theirs
);

}  // namespace panoh::forms
