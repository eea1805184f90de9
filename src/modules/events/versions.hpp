// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"

#include <span>
#include <string>
#include <vector>

/// Where sources tell the same fact differently. Every version is a record of its own; they are put side by side and
/// none is chosen, joined or overwritten. On screens this is "points to clarify".
namespace panoh::events {

/// What one record says in one field: codes, dates, ids, as stored. Nothing for a field that it leaves blank.
struct Told {
    std::string field;
    std::vector<std::string> values;  ///< one; several for codes, in any order
};

/// One record of a type that has `version_of`.
struct Version {
    std::string record;
    std::string version_of;  ///< the record that it tells differently; empty: it is the first one
    std::vector<Told> told;
    std::vector<std::string> sources;
};

/// One value, and who gives it.
struct Reading {
    std::vector<std::string> values;  ///< in order of their codes
    std::vector<std::string> records;
    std::vector<std::string> sources;  ///< each once, in the order of the records
};

struct Difference {
    enum class Kind {
        more_precise,  ///< each value lies within the next wider one: "May 2014" and "3 May 2014", a group and a method
                       ///< of it
        differs,       ///< they cannot all be right
    };
    std::string record;  ///< the first version
    std::string field;
    Kind kind = Kind::differs;
    std::vector<Reading> readings;  ///< two or more; the first version's before others
};

/// Differences between versions of one another, by group of versions in the order given and then by field of the type.
/// A blank field, or one whose value is said to be missing, is no value: a source that says nothing differs from
/// nobody. Versions that name each other in a ring, or a record that may not be read, are one group as well.
std::vector<Difference>
differences(std::span<const Version> versions, const forms::RecordType& type, const forms::Schema& schema);

/// Whether the first value says the same as the second or less: a wider date, a group of codes.
bool is_wider_or_same(
    const forms::Field& field,
    const std::vector<std::string>& wide,
    const std::vector<std::string>& narrow,
    const forms::Schema& schema
);

}  // namespace panoh::events
