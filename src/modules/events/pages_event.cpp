// SPDX-License-Identifier: AGPL-3.0-or-later
// One event: what is known of it, acts, what each side calls it, from whom it is known.
#include "base/json_text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/pages_record.hpp"
#include "modules/events/pages.hpp"
#include "modules/events/pages_event_people.hpp"
#include "web/pages/attachments_view.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>
#include <map>

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

web::Column column_of(const PageContext& context, std::string_view type, std::string_view field)
{
    return {context.text(forms::field_message(type, field)), {}};
}

Html lines_of(std::initializer_list<Html> parts)
{
    std::vector<Html> lines;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(lines), [](const Html& part) { return !part.empty(); });
    return join(lines, el<"br">());
}

/// "3 times, in 2 sittings": what was answered, with what it counts.
Html counted(PageContext& context, const vault::Record& act, std::string_view field)
{
    const Html answer = answer_in(context, act, field);
    if (answer.empty()) return {};
    return group(context.text(forms::field_message("act", field)), ": ", answer);
}

Html acts_of_person(PageContext& context, const Opened& opened, const std::vector<const vault::Record*>& acts)
{
    const std::string caption = context.text(msg("events.acts"));
    std::vector<std::vector<Html>> rows;
    for (const vault::Record* act : acts) {
        const std::string method = context.code_label("methods", text_at(act->coded, "method"));
        const Html name = method.empty() ? answer_in(context, *act, "method") : group(method);
        rows.push_back(
            {el<"a">(href(Url::local("/records/{}", act->id)), name),
             answer_in(context, *act, "body"),
             lines_of({answer_in(context, *act, "instruments"), answer_in(context, *act, "instrument_words")}),
             lines_of(
                 {answer_in(context, *act, "duration"),
                  counted(context, *act, "repetitions"),
                  counted(context, *act, "sessions")}
             ),
             lines_of(
                 {counted(context, *act, "marks_left"),
                  answer_in(context, *act, "marks"),
                  answer_in(context, *act, "marks_words")}
             ),
             known_by(context, opened.account, *act)}
        );
    }
    const std::array columns{
        column_of(context, "act", "method"),
        column_of(context, "act", "body"),
        column_of(context, "act", "instruments"),
        column_of(context, "act", "duration"),
        column_of(context, "act", "marks"),
        web::Column{context.text(msg("events.line.known")), {}}};
    return web::table(caption, columns, rows);
}

Html acts_section(PageContext& context, const Opened& opened, const vault::Record& event)
{
    const std::string heading = context.text(msg("events.acts"));
    const auto acts = of(opened.account.acts, "event", event.id);
    const Html add = add_button(context, opened, "act", msg("events.add.act"), event.id);
    Html body;
    if (acts.empty()) body += web::paragraph(context.text(msg("events.acts.none")));
    std::vector<std::string> persons;
    for (const vault::Record* act : acts) {
        const std::string person = text_at(act->coded, "person");
        if (std::find(persons.begin(), persons.end(), person) == persons.end()) persons.push_back(person);
    }
    for (const std::string& person : persons) {
        std::vector<const vault::Record*> theirs;
        std::copy_if(acts.begin(), acts.end(), std::back_inserter(theirs), [&](const vault::Record* act) {
            return text_at(act->coded, "person") == person;
        });
        body += group(el<"h3">(person_link(context, person)), acts_of_person(context, opened, theirs));
    }
    return web::section(heading, group(body, el<"div">(cls("actions no-print"), add)));
}

Html qualifications_section(PageContext& context, const Opened& opened, const vault::Record& event)
{
    const std::string heading = context.text(msg("events.qualifications"));
    const auto found = of(opened.account.qualifications, "event", event.id);
    Html body = web::paragraph(
        context.text(found.empty() ? msg("events.qualifications.none") : msg("events.qualifications.hint"))
    );
    std::vector<std::vector<Html>> rows;
    for (const vault::Record* each : found) {
        rows.push_back(
            {web::link(
                 Url::local("/records/{}", each->id),
                 context.code_label("qualification_sides", text_at(each->coded, "side"))
             ),
             lines_of({answer_in(context, *each, "category"), answer_in(context, *each, "also")}),
             lines_of({answer_in(context, *each, "words"), answer_in(context, *each, "article")}),
             lines_of({answer_in(context, *each, "given_on"), answer_in(context, *each, "given_by")}),
             answer_in(context, *each, "source")}
        );
    }
    if (!rows.empty()) {
        const std::array columns{
            column_of(context, "qualification", "side"),
            column_of(context, "qualification", "category"),
            column_of(context, "qualification", "words"),
            column_of(context, "qualification", "given_on"),
            column_of(context, "qualification", "source")};
        body += web::table(heading, columns, rows);
    }
    const Html add = add_button(context, opened, "qualification", msg("events.add.qualification"), event.id);
    return web::section(heading, group(body, el<"div">(cls("actions no-print"), add)));
}

/// Statements that say that they are about this event.
Html statements_about(PageContext& context, const Opened& opened, const vault::Record& event)
{
    std::vector<Html> items;
    for (const vault::Record& each : opened.account.statements) {
        const boost::json::value* about = each.coded.if_contains("about");
        if (about == nullptr || boost::json::serialize(*about).find(event.id.text()) == std::string::npos) continue;
        items.push_back(el<"li">(web::link(Url::local("/records/{}", each.id), casework::record_name(context, each))));
    }
    const Html list =
        items.empty() ? web::paragraph(context.text(msg("events.statements_about.none"))) : el<"ul">(items);
    const Html add = opened.may_write ? web::quiet_link_button(
                         Url::local("/cases/{}/statements/new", opened.of_case()).with("from", event.id),
                         context.text(msg("events.add.statement"))
                     )
                                      : Html();
    return web::section(
        context.text(msg("events.statements_about")), group(list, el<"div">(cls("actions no-print"), add))
    );
}

Html event_actions(PageContext& context, const Opened& opened, const vault::Record& event)
{
    Html actions;
    if (opened.may_write) {
        actions +=
            web::link_button(Url::local("/records/{}/edit", event.id), context.text(msg("casework.overview.change")));
        actions += web::quiet_link_button(
            Url::local("/files/{}/new/event", event.file).with("version_of", event.id),
            context.text(msg("events.says_otherwise"))
        );
    }
    actions += web::quiet_link_button(
        Url::local("/records/{}/history", event.id), context.text(msg("casework.record.history"))
    );
    if (opened.may_write) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/remove", event.id), context.text(msg("casework.record.remove"))
        );
    }
    return actions;
}

/// Whether this is one of several tellings of the same.
Html versions_notice(PageContext& context, const Opened& opened, const vault::Record& event)
{
    const auto others = of(opened.account.events, "version_of", event.id);
    const bool is_other = !text_at(event.coded, "version_of").empty();
    if (others.empty() && !is_other) return {};
    const MessageId heading = is_other ? msg("events.is_version") : msg("events.versions");
    return web::notice(
        web::Tone::info,
        context.text(heading, {{"count", static_cast<std::int64_t>(others.size())}}),
        el<"p">(web::link(
            Url::local("/cases/{}/differences", opened.of_case()), context.text(msg("events.differences.see"))
        ))
    );
}

}  // namespace

Response event_page(PageContext& context)
{
    const auto event = context.records().read(context.caller(), context.path_record());
    if (!event) return web::error_page(context, event.error());
    if (event->type != "event") return web::error_page(context, fail(ErrorCode::not_found, "the record is no event"));
    if (event->removed) return Response::redirect(Url::local("/records/{}/history", event->id));
    auto opening = open_account(context, casework::case_of_file(context.records(), event->file));
    if (!opening.opened) return std::move(opening.refused);
    const Opened& opened = *opening.opened;
    auto head = opened.page(Sensitive<std::string>(text_at(event->content.reveal(), "heading")));
    head.actions = event_actions(context, opened, *event);
    Html body = versions_notice(context, opened, *event);
    body += facts_of(context, *event, {"heading", "sources", "certainty", "version_of"}, &opened.account);
    body += persons_section(context, opened, *event);
    body += acts_section(context, opened, *event);
    body += involvements_section(context, opened, *event);
    body += qualifications_section(context, opened, *event);
    body += statements_about(context, opened, *event);
    body += web::attachments_section(context, event->file, event->compartment, event->id);
    body += el<"p">(
        cls("meta"),
        context.text(
            msg("casework.record.last_change"),
            {{"who", context.user_name(event->author).reveal()},
             {"when", context.translator().moment(event->written_at)}}
        )
    );
    return web::page(context, head, body);
}

}  // namespace panoh::events
