// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/values.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// References from one record to another: what a form may name, and what a new record starts with when it is opened
/// from another one.
namespace panoh::casework {

/// Whether a type belongs to the account of events of a case, whose records refer to one another.
bool is_of_account(std::string_view type);

/// Whether a case of this writer may name an alleged perpetrator: at once for whoever entered them, for colleagues once
/// somebody else has looked at the entry.
bool may_name(const records::Records& records, const records::Caller& caller, const RecordId& perpetrator);

/// Whether a file takes records of this type at all: a post stands with an alleged perpetrator, never with a place or
/// unit.
bool takes(const records::Records& records, const FileId& file, const forms::RecordType& type);

/// The type of attachments of a part of a file; empty where it takes none.
std::string attachment_type_of(const forms::Schema& schema, forms::FileKind file, forms::Compartment compartment);

/// The file of a record of a type, as far as the workspace holds it and it was not removed.
std::optional<FileId> file_of_record(const records::Records& records, std::string_view type, const RecordId& record);

/// Mistakes in references of a record of a case: to a record of another case, to itself, to an entry of what is known
/// beyond cases that the writer may not read. What the record named before may stay.
std::vector<forms::FormProblem> reference_problems(
    const records::Records& records,
    const records::Caller& caller,
    const records::FormChange& change,
    const boost::json::object& coded
);

/// What a new record of `type` starts with when it is opened from a record of the same file: each reference to what
/// `from` is, and those that both have.
boost::json::object referring_to(const forms::RecordType& type, const vault::Record& from);

/// What a version of a record by another source starts with: all that the first one says, without who says it.
boost::json::object another_version_of(const forms::RecordType& type, const vault::Record& first);

/// What a new record starts with that takes over what a call says: `alert` and `custody_account` for a deprivation of
/// liberty, `screening` for others. Moments become local days and times. Nothing where no rule fits.
boost::json::object taken_over(const forms::RecordType& type, const vault::Record& from, std::string_view zone);

/// Whether a source asked not to be named, inside the coalition either, and the reader is neither who wrote it down nor
/// the keyworker: then it is shown by its kind alone.
bool is_kept_unnamed(const records::Records& records, const records::Caller& caller, const vault::Record& record);

}  // namespace panoh::casework
