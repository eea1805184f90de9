// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "mail/courier.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// Handlers; which address leads to which stands in `module.cpp`.
namespace panoh::notices {

web::Response notices_page(web::PageContext& context);
web::Response mark_seen(web::PageContext& context);

web::Response reminders_page(web::PageContext& context);
web::Response save_reminders(web::PageContext& context);
web::Response try_reminder(web::PageContext& context, mail::Courier& courier);

web::Response relay_page(web::PageContext& context, const mail::Courier& courier);
web::Response save_relay(web::PageContext& context, const mail::Courier& courier);
web::Response remove_relay(web::PageContext& context);

}  // namespace panoh::notices
