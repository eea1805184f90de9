// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened in a case: the line of events, and each deprivation of liberty with its safeguards.
#include "base/json_text.hpp"
#include "forms/labels.hpp"
#include "modules/events/pages.hpp"
#include "modules/events/pages_line.hpp"

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

web::Column column_of(const PageContext& context, std::string_view field)
{
    return {context.text(forms::field_message("safeguard", field)), {}};
}

/// `asked_on` and `asked_time`: the time of a safeguard is not named after its day.
Point safeguard_point(const vault::Record& safeguard, std::string_view what)
{
    return {
        text_at(safeguard.coded, std::string(what) + "_on"),
        text_at(safeguard.coded, std::string(what) + "_time"),
        false};
}

/// The answer with its time below: "yes", "3.05.2014 07:00".
Html answer_with_time(PageContext& context, const vault::Record& safeguard, std::string_view what)
{
    const Html answer = answer_in(context, safeguard, what);
    const Point at = safeguard_point(safeguard, what);
    if (at.day.empty()) return answer;
    return group(answer, el<"br">(), el<"span">(cls("num"), point_words(context, at)));
}

Html safeguards_of(PageContext& context, const Opened& opened, const vault::Record& detention)
{
    const std::string caption = context.text(msg("events.safeguards"));
    std::vector<std::vector<Html>> rows;
    for (const vault::Record* each : of(opened.account.safeguards, "detention", detention.id)) {
        rows.push_back(
            {web::link(
                 Url::local("/records/{}", each->id),
                 context.code_label("safeguards", text_at(each->coded, "safeguard"))
             ),
             answer_with_time(context, *each, "asked"),
             answer_with_time(context, *each, "given"),
             group(answer_in(context, *each, "who"), answer_in(context, *each, "refusal")),
             known_by(context, opened.account, *each)}
        );
    }
    Html body = el<"h3">(caption);
    if (rows.empty()) {
        body += web::paragraph(context.text(msg("events.safeguards.none")));
    } else {
        const std::array columns{
            column_of(context, "safeguard"),
            column_of(context, "asked"),
            column_of(context, "given"),
            column_of(context, "refusal"),
            web::Column{context.text(msg("events.line.known")), {}}};
        body += web::table(caption, columns, rows);
    }
    return body;
}

Html detention_section(PageContext& context, const Opened& opened, const vault::Record& detention)
{
    const std::string since = point_words(context, point_at(detention, "taken"));
    const Sensitive<std::string> name = casework::record_name(context, detention);
    const auto versions = of(opened.account.detentions, "version_of", detention.id);
    Html body = el<"p">(el<"strong">(unregistered_words(context, detention)));
    body += facts_of(
        context,
        detention,
        {"sources", "sources_note", "certainty", "version_of", "version_note", "taken_about"},
        &opened.account
    );
    if (!versions.empty()) {
        body += el<"p">(web::link(
            Url::local("/cases/{}/differences", opened.of_case()),
            context.text(msg("events.versions"), {{"count", static_cast<std::int64_t>(versions.size())}})
        ));
    }
    body += ways_of(context, opened, detention, name);
    body += safeguards_of(context, opened, detention);
    body += el<"div">(
        cls("actions no-print"), add_button(context, opened, "safeguard", msg("events.add.safeguard"), detention.id)
    );
    return el<"section">(cls("card"), el<"h2">(context.text(msg("events.detention"), {{"since", since}})), body);
}

Html nearby(PageContext& context, const Opened& opened)
{
    std::size_t differences = 0;
    for (const Differing& each : differences_of(opened.account, context.records().schema()))
        differences += each.differences.size();
    const auto count = [](std::size_t number) {
        return static_cast<std::int64_t>(number);
    };
    const RecordId& of_case = opened.of_case();
    std::vector<Html> links{
        web::link(
            Url::local("/cases/{}/statements", of_case),
            context.text(msg("events.to_statements"), {{"count", count(opened.account.statements.size())}})
        ),
        web::link(
            Url::local("/cases/{}/differences", of_case),
            context.text(msg("events.to_differences"), {{"count", count(differences)}})
        )};
    if (!casework::contacts_of_case(context.records(), of_case).empty() && opened.may_write) {
        links.push_back(
            web::link(Url::local("/cases/{}/events/from-call", of_case), context.text(msg("events.to_call")))
        );
    }
    return el<"nav">(aria<"label">(context.text(msg("events.nearby"))), el<"p">(join(links, group(" · "))));
}

Html add_actions(PageContext& context, const Opened& opened)
{
    if (!opened.may_write) return {};
    return group(
        web::link_button(new_record(opened, "event"), context.text(msg("events.add.event"))),
        add_button(context, opened, "detention", msg("events.add.detention")),
        add_button(context, opened, "source", msg("events.add.source")),
        web::quiet_link_button(
            Url::local("/cases/{}/statements/new", opened.of_case()), context.text(msg("events.add.statement"))
        )
    );
}

}  // namespace

Response case_events_page(PageContext& context)
{
    auto opening = open_account(context, context.path_record());
    if (!opening.opened) return std::move(opening.refused);
    const Opened& opened = *opening.opened;
    auto head = opened.page(Sensitive<std::string>(context.text(msg("events.heading"))));
    head.actions = add_actions(context, opened);
    const Account& account = opened.account;
    Html body = nearby(context, opened);
    if (account.events.empty() && account.detentions.empty() && account.acts.empty()) {
        body += web::empty_state(context.text(msg("events.none")));
        return web::page(context, head, body);
    }
    body += line_section(context, opened);
    for (const vault::Record* detention : first_versions(account.detentions))
        body += detention_section(context, opened, *detention);
    return web::page(context, head, body);
}

}  // namespace panoh::events
