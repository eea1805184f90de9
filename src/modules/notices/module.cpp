// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/module.hpp"

#include "modules/notices/pages.hpp"

namespace panoh::notices {

namespace {

using web::Audience;
using web::AuditAction;
using web::Method;
using web::PageContext;

void add_letters(web::Routes& all, mail::Courier* courier)
{
    all.push_back({
        Method::get,
        "/account/reminders",
        Audience::ability("work"),
        AuditAction::named("reminders"),
        reminders_page,
    });
    all.push_back({
        Method::post,
        "/account/reminders",
        Audience::ability("work"),
        AuditAction::named("reminders_changed"),
        save_reminders,
    });
    all.push_back({
        Method::post,
        "/account/reminders/try",
        Audience::ability("work"),
        AuditAction::named("reminder_tried"),
        [courier](PageContext& context) { return try_reminder(context, *courier); },
    });
    all.push_back({
        Method::get,
        "/administration/mail",
        Audience::ability("administer"),
        AuditAction::named("mail_relay"),
        [courier](PageContext& context) { return relay_page(context, *courier); },
    });
    all.push_back({
        Method::post,
        "/administration/mail",
        Audience::ability("administer"),
        AuditAction::named("mail_relay_changed"),
        [courier](PageContext& context) { return save_relay(context, *courier); },
    });
    all.push_back({
        Method::post,
        "/administration/mail/off",
        Audience::ability("administer"),
        AuditAction::named("mail_relay_removed"),
        remove_relay,
    });
}

}  // namespace

web::Routes routes(mail::Courier* courier)
{
    web::Routes all{
        {Method::get, "/notices", Audience::ability("work"), AuditAction::named("notices"), notices_page},
        {Method::post, "/notices/seen", Audience::ability("work"), AuditAction::named("notices_seen"), mark_seen},
    };
    add_letters(all, courier);
    return all;
}

}  // namespace panoh::notices
