// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/sensitive.hpp"
#include "forms/display.hpp"
#include "records/release.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace panoh::exchange {

using records::approve_ability;
using records::ask_ability;
using records::Standing;

/// Cases in one request, at most: a file that nobody can look through is not worth its risk.
inline constexpr std::size_t most_cases = 1'000;

/// What somebody asks to take out.
struct Wish {
    std::string purpose;               ///< of list `export_purposes`
    Sensitive<std::string> words;      ///< what exactly for
    std::string format;                ///< of list `export_formats`
    std::vector<std::string> columns;  ///< of list `export_columns`
    std::vector<RecordId> cases;       ///< of type `case`
};

/// What stands in the file and what does not. A row is a person in a case.
struct Counts {
    std::int64_t cases = 0;
    std::int64_t rows = 0;
    std::int64_t no_consent = 0;  ///< rows left out: consent does not allow the purpose
    std::int64_t not_open = 0;    ///< cases and persons that the one who asks may not read
};

/// A request as it stands.
struct Request : records::Release {
    Wish wish;
    Counts counts;  ///< when it was asked for
    std::int64_t rows_in_file = 0;
};

/// The same without its words, for lists.
struct RequestLine {
    RecordId record;
    UserId asked_by;
    std::string asked_at, purpose, state, answered_at;
    std::int64_t rows = 0;
    Timestamp written_at{};
};

/// What one row is made of; nothing of it was asked for by the file's columns is left out by who writes it.
struct Row {
    boost::json::object case_fields;
    boost::json::object person;
    std::string role;  ///< of list `person_roles`
    std::vector<RecordId> tags;
    std::vector<boost::json::object> identities;  ///< of type `person_identity`, newest first
    std::vector<std::string> phones;              ///< only those marked safe
};

struct TakenOut {
    Request request;
    Counts counts;  ///< of this very file
    std::vector<Row> rows;
};

}  // namespace panoh::exchange
