// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_shared.hpp"
#include "modules/evidence/rules.hpp"
#include "modules/evidence/service.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <string>
#include <string_view>

/// What the pages of this slice share.
namespace panoh::evidence {

using html::Html;
using html::Url;
using web::PageContext;

/// The frame of the case of a file; `not_found` for a file of no case.
Result<casework::CaseFrame> frame_of(PageContext& context, const FileId& file);
/// Head of a page of one item: its number in the window's title.
Result<web::PageHead> head_of(PageContext& context, const Item& item, Sensitive<std::string> heading);
Url list_of(const PageContext& context, const FileId& file);
Url address_of(const Item& item);

/// Where the item is, as a tag.
Html custody_tag(const PageContext& context, const Custody& custody);
/// One entry in a plain sentence: who did what, with whom, when.
Sensitive<std::string>
sentence_of(const i18n::Translator& translator, const PageContext& context, const CustodyEvent& event);
/// The free words of an entry, one line each.
Html words_of(const PageContext& context, const CustodyEvent& event);

}  // namespace panoh::evidence
