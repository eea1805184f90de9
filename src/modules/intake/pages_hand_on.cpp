// SPDX-License-Identifier: AGPL-3.0-or-later
// Handing a call to a colleague, giving it back, saying "I have it".
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// Colleagues who may take calls, with their names.
std::vector<web::Choice> colleagues(PageContext& context)
{
    const auto possible = receivers(context.records(), context.caller());
    std::vector<web::Choice> choices = web::staff_choices(context);
    std::erase_if(choices, [&](const web::Choice& choice) {
        const auto user = UserId::parse(choice.value);
        return !user || std::find(possible.begin(), possible.end(), *user) == possible.end();
    });
    return choices;
}

Html colleague_input(const PageContext& context, const std::vector<web::Choice>& choices, const std::string& mistake)
{
    constexpr std::size_t most_radios = 12;
    web::InputOptions options;
    options.name = "to";
    options.label = context.text(msg("intake.hand_on.to"));
    options.error = mistake;
    return choices.size() <= most_radios ? web::radios(context, options, choices)
                                         : web::select(context, options, choices);
}

Response form_page(PageContext& context, const Call& call, const std::string& mistake)
{
    const RecordId& contact = call.contact.id;
    const auto choices = colleagues(context);
    Html to_colleague = web::empty_state(context.text(msg("intake.hand_on.nobody")));
    if (!choices.empty()) {
        std::vector<web::Mistake> mistakes;
        if (!mistake.empty()) mistakes.push_back({"to", mistake});
        const std::vector<Html> buttons{web::submit_button(context.text(msg("intake.hand_on.button")))};
        to_colleague = web::post_form(
            context,
            Url::local("/calls/{}/hand-on", contact),
            group(web::error_summary(context, mistakes), colleague_input(context, choices, mistake), actions(buttons))
        );
    }
    const Html release = group(
        web::paragraph(context.text(msg("intake.release.text"))),
        web::action_button(
            context, Url::local("/calls/{}/release", contact), context.text(msg("intake.release.button"))
        )
    );
    const Html body = group(
        web::section(context.text(msg("intake.hand_on.colleague")), to_colleague),
        web::section(context.text(msg("intake.release.heading")), release)
    );
    const int status = mistake.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return web::page(context, form_head(context, call, msg("intake.hand_on.heading")), body, status);
}

Response answer(PageContext& context, const RecordId& contact, const Result<void>& done)
{
    return done ? back_to(contact) : web::error_page(context, done.error());
}

}  // namespace

Response hand_on_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (!is_open(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("intake.problem.not_open"));
    }
    return form_page(context, *call, {});
}

Response save_hand_on(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const auto to = UserId::parse(context.request().form.text("to"));
    if (!to) return form_page(context, *call, context.text(msg("intake.problem.choose_colleague")));
    const RecordId& contact = call->contact.id;
    return answer(context, contact, hand_on(context.records(), context.caller(), contact, *to, context.batch()));
}

Response save_release(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact").value_or(RecordId{});
    return answer(context, contact, release(context.records(), context.caller(), contact, context.batch()));
}

Response save_receipt(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact").value_or(RecordId{});
    return answer(context, contact, receive(context.records(), context.caller(), contact, context.batch()));
}

}  // namespace panoh::intake
