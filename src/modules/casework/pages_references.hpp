// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_shared.hpp"
#include "modules/casework/references.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Records that name one another, in words: for forms, and for pages of the slices that show them.
namespace panoh::casework {

/// A record that the reader may open; nothing for others, and nothing is noted then.
std::optional<vault::Record> open_reference(web::PageContext& context, std::string_view type, const RecordId& record);

/// What names a record in a list: the answers to the title fields of its type. A source that asked not to be named
/// goes by its kind. Content: it goes into the page and nowhere else.
Sensitive<std::string> record_name(web::PageContext& context, const vault::Record& record);

/// The name of a record with the way to it; what kind of record it is where the reader may not open it.
web::Html reference_link(web::PageContext& context, std::string_view type, std::string_view id);

/// Choices for a reference: persons, staff, records of the same file, entries of what is known beyond cases.
std::vector<web::Choice> reference_choices(
    web::PageContext& context, const FileId& file, const forms::RecordType& type, const forms::Field& field
);

/// The record that the address of a new form names with "from" or "version_of"; none without.
RecordId opened_from(const web::PageContext& context);
/// What a new form starts with for that record; empty without one. `not_found` when it belongs to another case.
Result<boost::json::object>
start_from_record(web::PageContext& context, const FileId& file, const forms::RecordType& type);

/// The page on which a record stands: that of its event, or the one of its kind.
web::Url home_of_record(web::PageContext& context, const vault::Record& record);

/// The records that a record names, as links; nothing without.
web::Html references_section(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::casework
