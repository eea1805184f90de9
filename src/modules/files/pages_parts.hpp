// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/files/types.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

#include <span>
#include <string>

/// What the pages of this slice have in common.
namespace panoh::files {

using web::Html;
using web::PageContext;
using web::Response;
using web::Url;

/// The head of a page about a file: the frame of its case or person, the number of its call, or the number alone.
/// `not_found` for a file of which the reader may not know. `on_tab`: the page is the tab of files itself.
Result<web::PageHead>
head_for(PageContext& context, const FileId& file, Sensitive<std::string> heading, bool on_tab = false);

/// The list of the file's attachments: what pages about one of them lead back to.
Url list_of(const PageContext& context, const FileId& file);

/// "2.4 MB"
std::string size_words(const PageContext& context, std::uint64_t bytes);
/// "PDF document", "Picture" …: a word for a media type.
std::string media_words(const PageContext& context, std::string_view media_type);
/// Name as people gave it, or the number.
Sensitive<std::string> name_of(const Attachment& attachment);

/// Attachments one below the other, each with a closed place for its picture.
Html attachment_list(const PageContext& context, std::span<const Attachment> attachments);

/// "Core record", "Medical part" …: which part of a file.
std::string part_words(const PageContext& context, forms::Compartment compartment);

}  // namespace panoh::files
