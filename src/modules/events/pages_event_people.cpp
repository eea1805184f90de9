// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/pages_event_people.hpp"

#include "base/json_text.hpp"

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html allegations_of(PageContext& context, const Opened& opened, const vault::Record& involvement)
{
    std::vector<Html> items;
    for (const vault::Record* each : of(opened.account.allegations, "involvement", involvement.id)) {
        const std::string status = context.code_label("allegation_statuses", text_at(each->coded, "status"));
        items.push_back(el<"li">(
            web::link(Url::local("/records/{}", each->id), status),
            " · ",
            el<"span">(cls("num"), point_words(context, {text_at(each->coded, "since"), {}, false})),
            el<"br">(),
            answer_in(context, *each, "authority"),
            " ",
            answer_in(context, *each, "article")
        ));
    }
    if (items.empty()) return {};
    return group(el<"h4">(context.text(msg("events.allegations"))), el<"ul">(items));
}

Html involvement_card(PageContext& context, const Opened& opened, const vault::Record& involvement)
{
    const Presumed somebody = presumed(context, opened.account, involvement);
    const bool is_named = !somebody.name.reveal().empty();
    const Sensitive<std::string> name =
        is_named ? somebody.name : Sensitive<std::string>(context.text(msg("events.not_identified")));
    Html body = el<"p">(el<"strong">(somebody.called));
    body += el<"p">(somebody.notice);
    body += facts_of(
        context, involvement, {"event", "perpetrator", "label", "sources", "certainty", "version_of"}, &opened.account
    );
    body += allegations_of(context, opened, involvement);
    body += ways_of(context, opened, involvement, name);
    body += el<"div">(
        cls("actions no-print"), add_button(context, opened, "allegation", msg("events.add.allegation"), involvement.id)
    );
    return el<"section">(cls("card"), el<"h3">(name), body);
}

}  // namespace

Html persons_section(PageContext& context, const Opened& opened, const vault::Record& event)
{
    const auto parts = of(opened.account.persons, "event", event.id);
    Html body;
    if (parts.empty()) body += web::paragraph(context.text(msg("events.persons.none")));
    for (const vault::Record* part : parts) {
        const std::string person = text_at(part->coded, "person");
        body += el<"section">(
            cls("card"),
            el<"h3">(person_link(context, person)),
            facts_of(context, *part, {"event", "person", "sources", "certainty", "version_of"}, &opened.account),
            ways_of(context, opened, *part, casework::record_name(context, *part))
        );
    }
    body += el<"div">(
        cls("actions no-print"), add_button(context, opened, "event_person", msg("events.add.person"), event.id)
    );
    if (!parts.empty()) body = group(web::paragraph(context.text(msg("events.persons.hint"))), body);
    return web::section(context.text(msg("events.persons")), body);
}

Html involvements_section(PageContext& context, const Opened& opened, const vault::Record& event)
{
    const auto found = of(opened.account.involvements, "event", event.id);
    Html body =
        web::paragraph(context.text(found.empty() ? msg("events.involvements.none") : msg("events.involvements.hint")));
    for (const vault::Record* each : found)
        body += involvement_card(context, opened, *each);
    body += el<"div">(
        cls("actions no-print"), add_button(context, opened, "involvement", msg("events.add.involvement"), event.id)
    );
    return web::section(context.text(msg("events.involvements")), body);
}

}  // namespace panoh::events
