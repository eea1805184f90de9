// SPDX-License-Identifier: AGPL-3.0-or-later
// An alert as its readers see it, and the list of alerts.
#include "forms/labels.hpp"
#include "modules/custody/pages.hpp"
#include "modules/custody/pages_parts.hpp"
#include "modules/custody/rules.hpp"

#include <algorithm>

namespace panoh::custody {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using intake::moment_words;

Html hidden_about(const std::string& words)
{
    return el<"span">(cls("visually-hidden"), " ", words);
}

web::Column column(std::string heading)
{
    return {std::move(heading), {}, false, false, false};
}

std::vector<web::Column>
columns_of(const PageContext& context, std::string_view type, std::initializer_list<std::string_view> fields)
{
    std::vector<web::Column> columns;
    for (const std::string_view field : fields)
        columns.push_back(column(context.text(forms::field_message(type, field))));
    columns.push_back(column(context.text(msg("custody.record"))));
    return columns;
}

Html change_link(const PageContext& context, const Alert& alert, const vault::Record& record)
{
    return el<"a">(
        href(Url::local("/custody/{}/change/{}", alert.line.contact, record.id)),
        context.text(msg("custody.change")),
        hidden_about(
            moment_words(context, text_at(record.coded, record.type == "custody_refusal" ? "refused_at" : "asked_at"))
        )
    );
}

std::string sealed(const vault::Record& record, std::string_view field)
{
    return text_at(record.content.reveal(), field);
}

Html add_link(const PageContext& context, const Alert& alert, std::string_view type, const MessageId& text)
{
    return web::quiet_link_button(Url::local("/custody/{}/add/{}", alert.line.contact, type), context.text(text));
}

Html enquiries_section(const PageContext& context, const Alert& alert)
{
    const std::string heading = context.text(msg("custody.enquiries"));
    const Html way =
        intake::actions(std::vector<Html>{add_link(context, alert, "custody_enquiry", msg("custody.enquiries.add"))});
    if (alert.enquiries.empty()) {
        return web::section(heading, group(web::paragraph(context.text(msg("custody.enquiries.none"))), way));
    }
    std::vector<vault::Record> sorted = alert.enquiries;
    std::stable_sort(sorted.begin(), sorted.end(), [](const vault::Record& left, const vault::Record& right) {
        return text_at(left.coded, "asked_at") > text_at(right.coded, "asked_at");
    });
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& each : sorted) {
        const std::string person = sealed(each, "person");
        const std::string words = sealed(each, "words");
        rows.push_back(
            {group(sealed(each, "place"), person.empty() ? Html() : el<"small">(" ", person)),
             el<"span">(cls("num"), moment_words(context, text_at(each.coded, "asked_at"))),
             group(
                 context.code_label("custody_answers", text_at(each.coded, "answer")),
                 words.empty() ? Html() : el<"small">(" ", words)
             ),
             group(context.code_label("custody_askers", text_at(each.coded, "asked_by"))),
             change_link(context, alert, each)}
        );
    }
    const auto columns = columns_of(context, "custody_enquiry", {"place", "asked_at", "answer", "asked_by"});
    return web::section(heading, group(web::table(heading, columns, rows), way));
}

Html refusals_section(const PageContext& context, const Alert& alert)
{
    const std::string heading = context.text(msg("custody.refusals"));
    const Html way =
        intake::actions(std::vector<Html>{add_link(context, alert, "custody_refusal", msg("custody.refusals.add"))});
    if (alert.refusals.empty()) {
        return web::section(heading, group(web::paragraph(context.text(msg("custody.refusals.none"))), way));
    }
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& each : alert.refusals) {
        const std::string rank = sealed(each, "rank");
        rows.push_back(
            {group(context.code_label("custody_visitors", text_at(each.coded, "kept_out"))),
             el<"span">(cls("num"), moment_words(context, text_at(each.coded, "refused_at"))),
             group(sealed(each, "refused_by"), rank.empty() ? Html() : el<"small">(" ", rank)),
             group(sealed(each, "words")),
             change_link(context, alert, each)}
        );
    }
    const auto columns = columns_of(context, "custody_refusal", {"kept_out", "refused_at", "refused_by", "words"});
    return web::section(heading, group(web::table(heading, columns, rows), way));
}

/// What somebody answers: by themself, or noted by who takes calls.
Html answer_buttons(const PageContext& context, const Alert& alert, const Going& going)
{
    if (going.person != context.actor().user && !context.may("take_calls")) return {};
    const auto states = next_states(going.status);
    if (states.empty()) return {};
    std::vector<Html> buttons;
    for (const std::string& state : states) {
        const std::string words = context.code_label("on_duty_states", state);
        buttons.push_back(
            state == states.front() ? web::submit_button(words, "status", state)
                                    : web::secondary_submit(words, "status", state)
        );
    }
    return web::post_form(
        context, Url::local("/custody/{}/requests/{}", alert.line.contact, going.record), intake::actions(buttons)
    );
}

Html goings_list(const PageContext& context, const Alert& alert)
{
    std::vector<Html> items;
    for (const Going& going : alert.goings) {
        const std::string role = going.role.empty() ? "" : context.code_label("duty_roles", going.role) + " · ";
        const std::string by = context.text(
            msg("custody.going.asked_by"),
            {{"who", context.user_name(going.asked_by).reveal()}, {"when", moment_words(context, going.asked_at)}}
        );
        items.push_back(el<"li">(
            el<"b">(context.user_name(going.person)),
            " — ",
            role,
            going_words(context, going),
            el<"p">(cls("meta"), by),
            is_open(alert.line) ? answer_buttons(context, alert, going) : Html()
        ));
    }
    return el<"ul">(items);
}

Html candidates_form(PageContext& context, const Alert& alert)
{
    const auto found = candidates(context.records(), context.caller(), alert);
    if (!found) return {};
    std::vector<web::Choice> choices;
    for (const Candidate& each : *found) {
        const bool is_asked = std::any_of(alert.goings.begin(), alert.goings.end(), [&](const Going& going) {
            return going.person == each.person && is_on_the_way(going.status);
        });
        if (is_asked) continue;
        const MessageId hint = each.is_on_duty && each.is_near ? msg("custody.going.on_duty_here")
                               : each.is_on_duty               ? msg("custody.going.on_duty")
                                                               : msg("custody.going.not_on_list");
        const std::string name =
            context.user_name(each.person).reveal() + " · " + context.code_label("duty_roles", each.role);
        choices.push_back({each.person.text(), name, context.text(hint)});
    }
    if (choices.empty()) return web::paragraph(context.text(msg("custody.going.nobody")));
    web::InputOptions options;
    options.name = "person";
    options.label = context.text(msg("custody.going.whom"));
    options.value = Sensitive<std::string>(choices.front().value);
    return web::post_form(
        context,
        Url::local("/custody/{}/ask", alert.line.contact),
        group(
            web::radios(context, options, choices),
            intake::actions(std::vector<Html>{web::submit_button(context.text(msg("custody.going.ask")))})
        )
    );
}

Html going_section(PageContext& context, const Alert& alert)
{
    Html body =
        alert.goings.empty() ? web::paragraph(context.text(msg("custody.going.none"))) : goings_list(context, alert);
    if (is_open(alert.line) && context.may("take_calls") && alert.account) {
        if (may_ask_somebody(alert.account->coded)) {
            body += candidates_form(context, alert);
        } else {
            const Url edit = Url::local("/custody/{}/change/{}", alert.line.contact, alert.account->id).at("may_tell");
            const Html way = el<"p">(web::link(edit, context.text(msg("custody.going.note_answer"))));
            body += web::notice(web::Tone::consent, context.text(msg("custody.problem.ask_relative")), way);
        }
    }
    return web::section(context.text(msg("custody.going")), body);
}

Html head_notice(const PageContext& context, const Alert& alert)
{
    const AlertLine& line = alert.line;
    std::vector<web::Fact> facts;
    const auto add = [&](std::string_view field, const std::string& moment) {
        if (moment.empty()) return;
        facts.push_back(
            {context.text(forms::field_message("custody_alert", field)),
             el<"span">(cls("num"), moment_words(context, moment))}
        );
    };
    add("apprehended_at", line.apprehended_at);
    add("registered_at", line.registered_at);
    add("raised_at", line.raised_at);
    add("ended_at", line.ended_at);
    if (!line.region.empty()) {
        facts.push_back(
            {context.text(forms::field_message("custody_alert", "region")),
             group(context.code_label("regions", line.region))}
        );
    }
    Html body = web::facts(facts);
    if (is_open(line)) {
        const std::string words = hours_words(context, line);
        return web::notice(web::Tone::danger, words, body);
    }
    return group(el<"p">(status_tag(context, line.status)), body);
}

Html alert_actions(const PageContext& context, const Alert& alert)
{
    const RecordId& contact = alert.line.contact;
    Html actions;
    if (alert.account) {
        actions +=
            web::quiet_link_button(Url::local("/custody/{}/paper", contact), context.text(msg("custody.paper.link")));
    }
    if (!context.may("take_calls")) return actions;
    actions += web::quiet_link_button(
        Url::local("/custody/{}/end", contact),
        context.text(is_open(alert.line) ? msg("custody.end.link") : msg("custody.end.again"))
    );
    return actions;
}

/// "It is registered now", for who hears it; the times themselves are mended by a form.
Html registration(const PageContext& context, const Alert& alert)
{
    if (!alert.record || !is_open(alert.line)) return {};
    const RecordId& contact = alert.line.contact;
    Html ways;
    if (alert.line.registered_at.empty()) {
        ways = web::action_button(
            context, Url::local("/custody/{}/registered", contact), context.text(msg("custody.registered_now"))
        );
    }
    ways += web::link(
        Url::local("/custody/{}/change/{}", contact, alert.record->id), context.text(msg("custody.change_times"))
    );
    return el<"div">(cls("actions first-action"), ways);
}

Html account_section(const PageContext& context, const Alert& alert)
{
    if (!alert.account) return {};
    const forms::RecordType& type = *context.records().schema().type("custody_account");
    const Html change = web::link(
        Url::local("/custody/{}/change/{}", alert.line.contact, alert.account->id), context.text(msg("custody.change"))
    );
    return group(
        web::section(
            context.text(msg("custody.known")),
            web::record_facts(context, type, alert.account->merged().reveal()),
            change
        ),
        el<"p">(web::link(Url::local("/custody/{}/death", alert.line.contact), context.text(msg("custody.death.link"))))
    );
}

}  // namespace

Response alert_page(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("custody.heading"), {{"number", alert->line.number}}));
    head.title = alert->line.number;
    head.place = web::Place::calls;
    head.actions = alert_actions(context, *alert);
    if (context.may("take_calls")) {
        head.tabs = el<"a">(
            cls("back-link"), href(Url::local("/calls/{}", alert->line.contact)), context.text(msg("custody.to_call"))
        );
    }
    if (!alert->record) {
        const Html body = group(
            head_notice(context, *alert),
            going_section(context, *alert),
            web::paragraph(context.text(msg("custody.desk")))
        );
        return web::page(context, head, body);
    }
    const Html body = group(
        head_notice(context, *alert),
        registration(context, *alert),
        going_section(context, *alert),
        enquiries_section(context, *alert),
        refusals_section(context, *alert),
        account_section(context, *alert)
    );
    return web::page(context, head, body);
}

Response alerts_page(PageContext& context)
{
    const auto lines = alerts(context.records(), context.caller(), false);
    if (!lines) return web::error_page(context, lines.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("custody.list.heading")));
    head.title = context.text(msg("custody.title"));
    head.place = web::Place::calls;
    if (context.may("take_calls")) {
        head.actions = web::link_button(Url::local("/custody/new"), context.text(msg("custody.button")));
    }
    if (lines->empty()) return web::page(context, head, web::empty_state(context.text(msg("custody.list.none"))));
    std::vector<std::vector<Html>> rows;
    for (const AlertLine& line : *lines) {
        rows.push_back(
            {web::link(address_of(line.contact), line.number),
             group(line.region.empty() ? std::string() : context.code_label("regions", line.region)),
             el<"span">(cls("num"), moment_words(context, line.raised_at)),
             group(
                 is_open(line)
                     ? hours_words(context, line)
                     : context.text(msg("custody.list.ended"), {{"when", moment_words(context, line.ended_at)}})
             ),
             status_tag(context, line.status)}
        );
    }
    const std::vector<web::Column> columns{
        column(context.text(msg("custody.list.number"))),
        column(context.text(forms::field_message("custody_alert", "region"))),
        column(context.text(forms::field_message("custody_alert", "raised_at"))),
        column(context.text(msg("custody.list.hours"))),
        column(context.text(forms::field_message("custody_alert", "status")))};
    return web::page(context, head, web::table(context.text(msg("custody.list.heading")), columns, rows));
}

}  // namespace panoh::custody
