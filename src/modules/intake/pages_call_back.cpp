// SPDX-License-Identifier: AGPL-3.0-or-later
// Calling back: the promise, the number within the caller's rules, tries and what came of them.
#include "modules/intake/pages_call_back.hpp"

#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/pages_number.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/rules_call_back.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;

/// What one showing of the page adds to what is stored.
struct Shown {
    bool number = false;  ///< asked for, and the caller allows a call now
    forms::Submission values;
    std::span<const forms::FormProblem> problems;
};

bool is_off_hours_asked(std::span<const forms::FormProblem> problems)
{
    return std::any_of(problems.begin(), problems.end(), [](const forms::FormProblem& problem) {
        return problem.message.id == msg("call_back.problem.off_hours");
    });
}

Html promise_words(const PageContext& context, const json::object& contact)
{
    if (!has_promise(contact)) return web::paragraph(context.text(msg("call_back.no_promise")));
    std::vector<web::Fact> facts;
    const auto add = [&](std::string_view field) {
        const std::string moment = text_at(contact, field);
        if (moment.empty()) return;
        const auto local = forms::moment_parts(moment, context.services().zone);
        const Html due = local ? group(web::due_tag(context, local->first), " ", local->second) : Html();
        facts.push_back({context.text(forms::field_message("contact", field)), due});
    };
    add("call_back_by");
    add("call_back_next");
    if (facts.empty()) return web::paragraph(context.text(msg("call_back.promised")));
    return web::facts(facts);
}

/// The number when it may be seen, else why not or how to ask for it.
Html number_part(const PageContext& context, const CallBack& call_back, const Shown& shown)
{
    if (call_back.phone.reveal().empty()) return web::paragraph(context.text(msg("call_back.no_number")));
    const Html rules = rules_list(context, call_back.rules);
    if (call_back.permission.verdict != CallVerdict::allowed) {
        return group(
            el<"p">(safety_tag(context, call_back.rules)), refusal_notice(context, call_back.permission), rules
        );
    }
    if (shown.number || !call_back.asks_first) {
        const Html number = el<"p">(el<"b">(cls("num"), call_back.phone), " ", safety_tag(context, call_back.rules));
        return group(number, rules);
    }
    const Url show = Url::local("/calls/{}/call-back/number", call_back.call.contact.id);
    return group(
        el<"p">(safety_tag(context, call_back.rules)),
        rules,
        web::paragraph(context.text(msg("call_back.asks_first"))),
        web::action_button(context, show, context.text(msg("call_back.call_now")))
    );
}

Html outcome_tag(const PageContext& context, const Try& each)
{
    const web::Tone tone = each.outcome == "reached"  ? web::Tone::ok
                           : each.outcome == "unsafe" ? web::Tone::danger
                                                      : web::Tone::neutral;
    return web::tag(tone, context.code_label("call_back_outcomes", each.outcome));
}

Html tries_section(const PageContext& context, const CallBack& call_back)
{
    const std::string heading = context.text(msg("call_back.tries"));
    if (call_back.tries.empty()) return web::section(heading, web::paragraph(context.text(msg("call_back.no_tries"))));
    const auto column = [&](std::string_view field) {
        return web::Column{context.text(forms::field_message("call_back_try", field)), {}, false, false, false};
    };
    const std::vector<web::Column> columns{
        column("at"), column("outcome"), column("called_by"), column("next_try"), column("note")};
    std::vector<std::vector<Html>> rows;
    for (const Try& each : call_back.tries) {
        Html when = el<"span">(cls("num"), moment_words(context, each.at));
        if (each.off_hours) when += group(" ", web::tag(web::Tone::late, context.text(msg("call_back.off_hours"))));
        rows.push_back(
            {std::move(when),
             outcome_tag(context, each),
             group(context.user_name(each.called_by)),
             el<"span">(cls("num"), moment_words(context, each.next_try)),
             group(each.note)}
        );
    }
    return el<"section">(cls("section"), el<"h2">(heading), web::table(heading, columns, rows));
}

Html off_hours_box(const PageContext& context)
{
    return el<"div">(
        cls("choice"),
        el<"input">(a<"type">("checkbox"), id("off_hours_known"), name("off_hours_known"), value("yes")),
        el<"label">(a<"for">("off_hours_known"), context.text(msg("call_back.off_hours_known")))
    );
}

Html try_form(const PageContext& context, const CallBack& call_back, const Shown& shown)
{
    web::FormView view;
    view.type = context.records().schema().type("call_back_try");
    view.values = &shown.values;
    view.problems = shown.problems;
    const std::vector<Html> buttons{web::submit_button(context.text(msg("call_back.save_try")))};
    const Html form = web::post_form(
        context,
        Url::local("/calls/{}/call-back", call_back.call.contact.id),
        group(
            web::form_fields(context, view),
            is_off_hours_asked(shown.problems) ? off_hours_box(context) : Html(),
            actions(buttons)
        )
    );
    return web::section(context.text(msg("call_back.note_try")), form);
}

Html close_form(const PageContext& context, const CallBack& call_back)
{
    if (!has_promise(call_back.call.contact.coded)) return {};
    web::InputOptions options;
    options.name = "result";
    options.label = context.text(forms::field_message("call_back_result", "result"));
    std::vector<web::Choice> choices;
    for (const forms::Code& code : context.records().schema().list("call_back_results")->codes) {
        if (code.code == "kept" || code.retired) continue;
        choices.push_back({code.code, context.code_label("call_back_results", code.code), {}});
    }
    const std::vector<Html> buttons{web::secondary_submit(context.text(msg("call_back.close")))};
    const Html form = web::post_form(
        context,
        Url::local("/calls/{}/call-back/close", call_back.call.contact.id),
        group(web::radios(context, options, choices), actions(buttons))
    );
    return folded(context.text(msg("call_back.close_without")), form, false);
}

Html past_promises(PageContext& context, const CallBack& call_back)
{
    const auto results = results_of(context.records(), context.caller(), call_back.call);
    if (!results || results->empty()) return {};
    std::vector<Html> items;
    for (const vault::Record& record : *results) {
        const std::string by = moment_words(context, text_at(record.coded, "promised_by"));
        items.push_back(el<"li">(
            el<"span">(cls("num"), moment_words(context, text_at(record.coded, "closed_at"))),
            " ",
            context.code_label("call_back_results", text_at(record.coded, "result")),
            by.empty() ? Html() : el<"small">(" ", context.text(msg("call_back.promised_by"), {{"when", by}}))
        ));
    }
    return web::section(context.text(msg("call_back.earlier")), el<"ul">(items));
}

Response page_of(PageContext& context, const CallBack& call_back, const Shown& shown)
{
    const json::object& contact = call_back.call.contact.coded;
    Html saved;
    if (context.request().query.has("noted")) {
        saved = web::notice(web::Tone::ok, context.text(msg("call_back.noted")), Html());
    }
    const bool can_try = is_open(contact);
    const Html body = group(
        saved,
        web::section(context.text(msg("call_back.promise")), promise_words(context, contact)),
        can_try ? web::section(
            context.text(forms::field_message("contact_account", "phone")), number_part(context, call_back, shown)
        )
                : Html(),
        can_try ? try_form(context, call_back, shown) : Html(),
        can_try ? close_form(context, call_back) : Html(),
        tries_section(context, call_back),
        past_promises(context, call_back)
    );
    return web::page(
        context,
        form_head(context, call_back.call, msg("call_back.heading")),
        body,
        shown.problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Shown at_first(const PageContext& context)
{
    Shown shown;
    const std::string now = forms::moment_text(context.vault().clock().now());
    if (const auto local = forms::moment_parts(now, context.services().zone)) {
        shown.values.add("at.date", local->first);
        shown.values.add("at.time", local->second);
    }
    return shown;
}

Result<CallBack> call_back_of(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact");
    if (!contact) return fail(ErrorCode::not_found, "the address names no contact");
    auto found = open_call_back(context.records(), context.caller(), *contact);
    if (found && (is_counted_only(found->call.contact.coded) || is_apart(found->call.contact.coded))) {
        return fail(ErrorCode::invalid_input, "nobody calls back here", {msg("intake.problem.not_open"), {}});
    }
    return found;
}

}  // namespace

Response call_back_page(PageContext& context)
{
    const auto call_back = call_back_of(context);
    if (!call_back) return web::error_page(context, call_back.error());
    return page_of(context, *call_back, at_first(context));
}

Response call_now(PageContext& context)
{
    const auto call_back = call_back_of(context);
    if (!call_back) return web::error_page(context, call_back.error());
    Shown shown = at_first(context);
    shown.number = call_back->permission.verdict == CallVerdict::allowed;
    Response response = page_of(context, *call_back, shown);
    if (!shown.number) response.status = http_status(ErrorCode::invalid_input);
    return response;
}

Response save_try(PageContext& context)
{
    const auto call_back = call_back_of(context);
    if (!call_back) return web::error_page(context, call_back.error());
    Shown shown;
    shown.values = context.submission();
    const auto outcome = note_try(context.records(), context.caller(), *call_back, shown.values, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) {
        shown.problems = outcome->problems;
        return page_of(context, *call_back, shown);
    }
    return Response::redirect(Url::local("/calls/{}/call-back", call_back->call.contact.id).with("noted", 1));
}

Response close_call_back(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact").value_or(RecordId{});
    const std::string_view result = context.request().form.text("result");
    const auto done = close_promise(context.records(), context.caller(), contact, result, context.batch());
    return done ? back_to(contact) : web::error_page(context, done.error());
}

}  // namespace panoh::intake
