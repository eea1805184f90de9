// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/values.hpp"
#include "modules/files/types.hpp"
#include "vault/uploads.hpp"
#include "vault/vault.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What attachments are and how they are shown. Pure.
namespace panoh::files {

/// The type that all types of attachments are like.
inline constexpr std::string_view model_type = "attachment";
bool is_attachment(const forms::RecordType& type) noexcept;
/// The type for a part of a file; null when that part takes none.
const forms::RecordType*
attachment_type(const forms::Schema& schema, forms::FileKind file, forms::Compartment compartment);
/// All types for a kind of file, in the order of compartments.
std::vector<const forms::RecordType*> attachment_types(const forms::Schema& schema, forms::FileKind file);

/// Attachments are known by the number of their file, the digit of the part, and a running number: nothing in it says
/// what it is. `earlier` counts those that the part has had.
std::string attachment_number(std::string_view file_number, forms::Compartment compartment, std::size_t earlier);

/// What it is called when nobody gave it a name: the name of the file without its ending.
std::string name_from_file(std::string_view file_name);

/// What a saved form and an upload amount to. The key of the blob goes to the sealed half alone.
void complete(
    boost::json::object& coded,
    boost::json::object& content,
    const vault::Upload& upload,
    std::string_view media_type,
    std::string number,
    const RecordId& about
);

/// Reads a record of any attachment type.
Attachment attachment_of(const vault::Record& record);

/// Pictures of people and of their bodies, and whatever somebody marked: closed until opened on purpose.
bool is_closed(const Attachment& attachment) noexcept;

/// "A-2026-0043-601.jpg": what a browser saves it as.
std::string download_name(const Attachment& attachment);

}  // namespace panoh::files
