// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/custody/service.hpp"
#include "modules/intake/pages_parts.hpp"

#include <string>

/// What the pages of this slice have in common.
namespace panoh::custody {

using html::Html;
using html::Url;
using web::PageContext;
using web::Response;

/// The alert that the address names.
Result<Alert> alert_of(PageContext& context);
/// The contact that the address names, whether it has an alert or not: of a death the family tells without one too.
Result<AlertLine> subject_of(PageContext& context);
/// A page of an alert that holds a form, with the way back to the alert.
web::PageHead form_head(const PageContext& context, const AlertLine& line, const MessageId& heading);
/// "Held for 14 hours. No registration is known: 14 hours." Counts alone: no limit is compared with.
std::string hours_words(const PageContext& context, const AlertLine& line);
Html status_tag(const PageContext& context, std::string_view status);
/// The state of a request in words, with its time.
std::string going_words(const PageContext& context, const Going& going);
/// The page after a change: 303.
Response back_to(const RecordId& contact);
/// A link to this page, with a name that a list of links can tell apart.
Url address_of(const RecordId& contact);

}  // namespace panoh::custody
