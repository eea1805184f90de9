// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "mail/courier.hpp"
#include "web/html/html.hpp"
#include "web/pages/route.hpp"

namespace panoh::web {
class PageContext;
}

/// What changed in one's files, and reminders by e-mail.
namespace panoh::notices {

/// `courier` may be null where routes are only listed.
web::Routes routes(mail::Courier* courier);

/// One line above the lists of My work: how much changed in the reader's files. Nothing when nothing did.
html::Html changes_on_my_work(web::PageContext& context);

}  // namespace panoh::notices
