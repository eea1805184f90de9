// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/exchange/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <vector>

/// What may be in a file: the reader's own rights and the consent of the people, row by row.
namespace panoh::exchange {

/// Cases of a list by coded answers; empty: any.
struct CaseChoice {
    std::string status, region;
    std::optional<UserId> keyworker;
    bool closed_too = false;
};
/// Cases of the caller's organisation that the caller may read, newest number first; one more than `most_cases` at
/// most.
Result<std::vector<RecordId>>
cases_where(const records::Records& records, const records::Caller& caller, const CaseChoice& choice);

/// Counts without opening a word. A row is left out unless the person in it and everybody whom the case is about allow
/// the purpose for all that the row draws from.
Result<Counts> count_rows(const records::Records& records, const records::Caller& caller, const Wish& wish);

struct Collected {
    Counts counts;
    std::vector<Row> rows;
};
/// The same rows with what they say. Each file that a row draws from is noted as "exported".
Result<Collected> collect(const records::Records& records, const records::Caller& caller, const Wish& wish);

}  // namespace panoh::exchange
