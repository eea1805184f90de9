// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether, where and when somebody wants to be reminded by e-mail.
#include "modules/notices/pages.hpp"
#include "modules/notices/pages_parts.hpp"
#include "modules/notices/reminders.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

namespace panoh::notices {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::PageContext;
using web::Response;

const Url& own_address()
{
    static const Url address = Url::local("/account/reminders");
    return address;
}

WishForm form_of(const Wish& wish)
{
    return {wish.on, wish.address.reveal(), std::to_string(wish.hour)};
}

std::vector<web::Choice> hours(const PageContext& context)
{
    std::vector<web::Choice> choices;
    for (int hour = first_hour; hour <= last_hour; ++hour) {
        const std::string text = std::to_string(hour);
        choices.push_back({text, context.text(msg("notices.hour"), {{"hour", std::int64_t{hour}}}), ""});
    }
    return choices;
}

Html wish_form(const PageContext& context, const WishForm& form, const std::vector<Problem>& problems)
{
    auto on = input_of(context, problems, "on", msg("notices.wish.label"), form.on ? "yes" : "no");
    const std::vector<web::Choice> ways{
        {"no", context.text(msg("notices.wish.no")), ""},
        {"yes", context.text(msg("notices.wish.yes")), context.text(msg("notices.wish.hint"))},
    };
    auto address = input_of(context, problems, "address", msg("notices.address.label"), form.address);
    address.hint = context.text(msg("notices.address.hint"));
    address.input_mode = "email";
    const auto hour = input_of(context, problems, "hour", msg("notices.hour.label"), form.hour);
    return web::post_form(
        context,
        own_address(),
        group(
            web::radios(context, on, ways),
            web::text_input(context, address),
            web::select(context, hour, hours(context)),
            web::submit_button(context.text(msg("notices.save")))
        )
    );
}

Response page_of(
    const PageContext& context,
    const WishForm& form,
    const std::vector<Problem>& problems,
    const Html& notice,
    bool may_try,
    int status
)
{
    Html body = group(
        summary_of(context, problems),
        notice,
        web::paragraph(context.text(msg("notices.reminders.explain"))),
        web::paragraph(context.text(msg("notices.reminders.limits"))),
        wish_form(context, form, problems)
    );
    if (may_try) {
        body += web::section(
            context.text(msg("notices.try.heading")),
            group(
                web::paragraph(context.text(msg("notices.try.explain"))),
                web::action_button(
                    context, Url::local("/account/reminders/try"), context.text(msg("notices.try.button"))
                )
            )
        );
    }
    return plain_page(context, msg("notices.reminders.heading"), body, status);
}

/// What stands above the form: that something was done, or that nothing can be sent yet.
Html notice_of(const PageContext& context, bool has_relay)
{
    const std::string_view done = context.request().query.text("done");
    if (done == "saved") return web::notice(web::Tone::ok, context.text(msg("notices.saved")), Html());
    if (done == "sent") return web::notice(web::Tone::ok, context.text(msg("notices.try.done")), Html());
    if (has_relay) return {};
    return web::notice(
        web::Tone::info,
        context.text(msg("notices.no_relay")),
        web::paragraph(context.text(msg("notices.no_relay.ask")))
    );
}

}  // namespace

Response reminders_page(PageContext& context)
{
    const auto wish = wish_of(context.vault(), context.actor().user);
    if (!wish) return web::error_page(context, wish.error());
    const auto relay = relay_of(context.vault());
    if (!relay) return web::error_page(context, relay.error());
    const Wish known = wish->value_or(Wish{});
    const bool may_try = relay->has_value() && known.on;
    return page_of(context, form_of(known), {}, notice_of(context, relay->has_value()), may_try, 200);
}

Response save_reminders(PageContext& context)
{
    const auto& sent = context.request().form;
    const WishForm form{sent.text("on") == "yes", std::string(sent.text("address")), std::string(sent.text("hour"))};
    const auto problems = problems_of(form);
    if (!problems.empty()) return page_of(context, form, problems, Html(), false, 422);
    const auto before = wish_of(context.vault(), context.actor().user);
    if (!before) return web::error_page(context, before.error());
    Wish wish = before->value_or(Wish{});
    wish.on = form.on;
    wish.address = Sensitive<std::string>(form.address);
    if (const auto hour = number_in(form.hour, first_hour, last_hour); hour >= 0) wish.hour = static_cast<int>(hour);
    wish.language = context.translator().language();
    const auto done = keep_wish(context.vault(), context.actor().user, wish);
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(own_address().with("done", "saved"));
}

Response try_reminder(PageContext& context, mail::Courier& courier)
{
    const auto wish = wish_of(context.vault(), context.actor().user);
    if (!wish) return web::error_page(context, wish.error());
    const auto relay = relay_of(context.vault());
    if (!relay) return web::error_page(context, relay.error());
    if (!relay->has_value() || !wish->has_value() || !(*wish)->on) return Response::redirect(own_address());
    if (!courier.take(**relay, reminder(*context.services().catalogues, **wish)))
        return web::error_page(context, fail(ErrorCode::busy, "too many letters wait"));
    return Response::redirect(own_address().with("done", "sent"));
}

}  // namespace panoh::notices
