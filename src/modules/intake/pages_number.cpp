// SPDX-License-Identifier: AGPL-3.0-or-later
// A caller's number, shown to who asks for it.
#include "modules/intake/pages_number.hpp"

#include "forms/labels.hpp"
#include "modules/intake/rules_call_back.hpp"

#include <array>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

std::string hours_words(const PageContext& context, const CallRules& rules)
{
    std::string words;
    if (!rules.from.empty() && !rules.until.empty()) {
        words = context.text(msg("call_back.rule.between"), {{"from", rules.from}, {"until", rules.until}});
    } else if (!rules.from.empty()) {
        words = context.text(msg("call_back.rule.from"), {{"from", rules.from}});
    } else if (!rules.until.empty()) {
        words = context.text(msg("call_back.rule.until"), {{"until", rules.until}});
    }
    std::vector<std::string> days;
    for (const std::string& code : rules.days)
        days.push_back(context.code_label("weekdays", code));
    if (days.empty()) return words;
    const std::string on = context.text(msg("call_back.rule.days"), {{"days", context.translator().list(days)}});
    return words.empty() ? on : words + " " + on;
}

/// The number in large, what goes with it, and the way to mend it.
Response shown_page(
    PageContext& context,
    const CallBack& call_back,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const RecordId& contact = call_back.call.contact.id;
    const Html number = call_back.phone.reveal().empty()
                            ? web::paragraph(context.text(msg("call_back.no_number")))
                            : el<"p">(el<"b">(cls("num"), call_back.phone), " ", safety_tag(context, call_back.rules));
    web::FormView view;
    view.type = context.records().schema().type("contact_account");
    view.values = &values;
    view.problems = problems;
    const std::vector<Html> buttons{web::submit_button(context.text(msg("intake.save")))};
    const Html form = web::post_form(
        context,
        Url::local("/calls/{}/number/correct", contact),
        group(
            web::error_summary(context, mistakes_of(context, problems)),
            web::form_field(context, view, "phone"),
            actions(buttons)
        )
    );
    const Html body = group(
        web::section(
            context.text(forms::field_message("contact_account", "phone")),
            group(number, refusal_notice(context, call_back.permission), rules_list(context, call_back.rules))
        ),
        folded(context.text(msg("call_back.correct")), form, !problems.empty())
    );
    return web::page(
        context,
        form_head(context, call_back.call, msg("call_back.number_heading")),
        body,
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Result<CallBack> call_back_of(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact");
    if (!contact) return fail(ErrorCode::not_found, "the address names no contact");
    return open_call_back(context.records(), context.caller(), *contact);
}

}  // namespace

Html safety_tag(const PageContext& context, const CallRules& rules)
{
    const web::Tone tone = rules.safety == "safe"    ? web::Tone::ok
                           : rules.safety == "never" ? web::Tone::danger
                                                     : web::Tone::due;
    return web::tag(tone, context.code_label("contact_safety", rules.safety));
}

Html rules_list(const PageContext& context, const CallRules& rules)
{
    std::vector<Html> items;
    const std::string hours = hours_words(context, rules);
    if (!hours.empty()) items.push_back(el<"li">(hours));
    if (rules.pause_hours > 0) {
        const std::int64_t pause = rules.pause_hours;
        items.push_back(el<"li">(context.text(msg("call_back.rule.pause"), {{"hours", pause}})));
    }
    if (!rules.voicemail.empty()) items.push_back(el<"li">(context.code_label("voicemail_answers", rules.voicemail)));
    if (!rules.say_who.reveal().empty()) {
        items.push_back(el<"li">(context.text(msg("call_back.rule.say_who")), " ", rules.say_who));
    }
    if (!rules.in_words.reveal().empty()) items.push_back(el<"li">(rules.in_words));
    return items.empty() ? Html() : el<"ul">(items);
}

Html refusal_notice(const PageContext& context, const CallPermission& permission)
{
    const auto told = [&](const MessageId& heading) {
        const std::string when = moment_words(context, permission.next);
        return web::notice(web::Tone::due, context.text(heading, {{"when", when}}), Html());
    };
    switch (permission.verdict) {
    case CallVerdict::allowed:
        return {};
    case CallVerdict::not_now:
        return told(msg("call_back.refused.not_now"));
    case CallVerdict::too_soon:
        return told(msg("call_back.refused.too_soon"));
    case CallVerdict::never:
        break;
    }
    return web::notice(web::Tone::danger, context.text(msg("call_back.refused.never")), Html());
}

Html number_of(const PageContext& context, const CallBack& call_back)
{
    const Html flag = safety_tag(context, call_back.rules);
    if (!call_back.asks_first) return group(el<"span">(cls("num"), call_back.phone), " ", flag);
    const Url show = Url::local("/calls/{}/number", call_back.call.contact.id);
    return group(flag, web::action_button(context, show, context.text(msg("call_back.show_number"))));
}

Response number_page(PageContext& context)
{
    const auto call_back = call_back_of(context);
    if (!call_back) return web::error_page(context, call_back.error());
    forms::Submission values;
    values.add("phone", call_back->phone.reveal());
    return shown_page(context, *call_back, values, {});
}

Response save_number(PageContext& context)
{
    const auto call_back = call_back_of(context);
    if (!call_back) return web::error_page(context, call_back.error());
    const forms::Submission submission = context.submission();
    const auto outcome =
        correct_number(context.records(), context.caller(), call_back->call, submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash)
        return web::error_page(context, fail(ErrorCode::conflict, "", {msg("error.changed_meanwhile"), {}}));
    if (!outcome->saved()) return shown_page(context, *call_back, submission, outcome->problems);
    return Response::redirect(Url::local("/calls/{}/account", call_back->call.contact.id));
}

}  // namespace panoh::intake
