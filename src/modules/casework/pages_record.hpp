// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_shared.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

#include <string>
#include <string_view>

/// What the pages about any one record have in common.
namespace panoh::casework {

using web::PageContext;
using web::Response;

/// The head of a page about a record of a file: the frame of its case or person.
Result<web::PageHead> record_head(PageContext& context, const FileId& file, Sensitive<std::string> heading);
std::string type_label(const PageContext& context, std::string_view type);
/// A record to look at or change; refusals are noted by reading it.
Result<vault::Record> record_in_path(PageContext& context);

/// The form that changes a record; an error page for who may not.
Response edit_form_of(PageContext& context, const vault::Record& record);
/// All versions of a record.
Response history_of(PageContext& context, const RecordId& record);

}  // namespace panoh::casework
