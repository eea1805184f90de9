// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"
#include "forms/values.hpp"
#include "modules/exchange/types.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What may leave as a file, from plain values alone.
namespace panoh::exchange {

/// Where a column comes from.
enum class Source { case_record, tags, role, person, birth_year, names, birth, phones, documents };
struct Column {
    std::string_view code;  ///< of list `export_columns`
    Source source = Source::case_record;
    std::string_view field;  ///< of record type `case` or `person`
    [[nodiscard]] bool is_identity() const noexcept { return source >= Source::names; }
};
/// Every column, in the order of the file.
std::span<const Column> all_columns();
/// The chosen ones, in the order of the file.
std::vector<Column> columns_of(const Wish& wish);
bool has_identity(const Wish& wish);

/// The purpose of consent (list `consent_purposes`) that an export needs; empty for a purpose that is not known.
std::string_view consent_for(std::string_view purpose);
/// Counting and research are done without names.
bool allows_identity(std::string_view purpose);
/// What a row draws from.
std::set<forms::Compartment> compartments_of(const Wish& wish);

/// What has to be mended before anybody is asked. `may_identity`: the role of whoever asks allows identity columns.
std::vector<forms::FormProblem> problems_of(const Wish& wish, bool may_identity);

/// A value is what it is; without one it is why: "unknown", "not_asked", "refused", "not_applicable", or nobody was
/// asked yet. Birth by its year alone.
forms::Answer year_of_birth(const forms::Answer& birth);

}  // namespace panoh::exchange
