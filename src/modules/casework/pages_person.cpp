// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of one person.
#include "modules/casework/pages_person.hpp"

#include "modules/casework/pages.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/casework/pages_record.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

/// The basic facts of each of the files.
Html facts_section(PageContext& context, const OnePerson& person)
{
    const forms::RecordType& type = *context.records().schema().type("person");
    Html body;
    for (const PersonRecord& each : person.all) {
        const auto record = context.records().read(context.caller(), each.record);
        if (!record) continue;
        const std::string number = number_of_person(context, each.record);
        if (person.joined()) body += el<"h3">(number_of(number));
        body += web::record_facts(context, type, record->merged().reveal());
        if (!context.records().may(context.caller(), Verb::write, each.file, Compartment::core)) continue;
        body += el<"p">(
            cls("actions"),
            el<"a">(
                cls("button button-quiet"),
                href(Url::local("/records/{}/edit", each.record)),
                context.text(msg("casework.overview.change")),
                el<"span">(cls("visually-hidden"), " ", number)
            )
        );
    }
    return web::section(context.text(msg("casework.person.facts")), body);
}

Html cases_section(PageContext& context, const PersonFrame& frame)
{
    const auto cases = cases_of_person(context.records(), context.caller(), frame.person);
    if (!cases || cases->empty()) return {};
    std::vector<Html> lines;
    for (const CaseLine& line : *cases) {
        lines.push_back(el<"p">(
            web::link(Url::local("/cases/{}", line.record), case_title(context, line.number)),
            " ",
            status_tag(context, line.status),
            " ",
            risk_tag(context, line.risk)
        ));
    }
    return web::section(context.text(msg("casework.person.cases")), html::join(lines));
}

/// A channel of the person in the address, in whichever of their files.
Result<vault::Record> channel_in_path(PageContext& context, const OnePerson& person)
{
    auto record = context.records().read(context.caller(), context.path_id<RecordId>("channel").value_or(RecordId{}));
    if (!record) return record.error();
    const bool theirs = std::any_of(person.all.begin(), person.all.end(), [&](const PersonRecord& each) {
        return each.file == record->file;
    });
    if (!theirs || record->type != "contact_channel") {
        return fail(ErrorCode::not_found, "the person has no such way to make contact");
    }
    return record;
}

/// The page that asks, and what it shows after the answer: "edit", "history", else the number.
Url contact_address(const RecordId& person, const RecordId& channel, std::string_view then)
{
    const Url page = Url::local("/people/{}/contacts/{}", person, channel);
    return then.empty() ? page : page.with("then", then);
}

Html rule_before_showing(PageContext& context, const PersonFrame& frame, const vault::Record& channel)
{
    const bool never = text_at(channel.content.reveal(), "safe") == "never";
    const Url here = contact_address(frame.person, channel.id, context.request().query.text("then"));
    return group(
        web::notice(
            never ? web::Tone::danger : web::Tone::due,
            context.text(never ? msg("person.contact.never") : msg("person.contact.ask_first")),
            web::record_facts(context, *context.records().schema().type("contact_channel"), shown_at_once(channel))
        ),
        web::paragraph(context.text(msg("person.contact.noted"))),
        el<"div">(
            cls("actions"),
            web::action_button(context, here, context.text(msg("person.contact.show_now"))),
            web::quiet_link_button(
                Url::local("/people/{}", frame.person).at("contacts"), context.text(msg("casework.form.cancel"))
            )
        )
    );
}

/// Ways on from a number that is shown: they do not ask a second time.
Html ways_on(PageContext& context, const PersonFrame& frame, const vault::Record& channel)
{
    Html ways;
    const bool writable = context.records().may(context.caller(), Verb::write, channel.file, Compartment::core);
    if (writable && !channel.removed) {
        ways += web::action_button(
            context, contact_address(frame.person, channel.id, "edit"), context.text(msg("casework.overview.change"))
        );
    }
    ways += web::action_button(
        context, contact_address(frame.person, channel.id, "history"), context.text(msg("casework.record.history"))
    );
    return ways;
}

}  // namespace

Response person_page(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::facts);
    if (!frame) return web::error_page(context, frame.error());
    remember_opened(context, frame->file);
    const OnePerson person = one_person(context.records(), context.caller(), frame->person);
    const Html left = el<"div">(
        records_section(context, person, "person_identity", msg("casework.person.names"), "names"),
        contacts_section(context, person),
        legal_status_section(context, person),
        records_section(context, person, "need", msg("casework.person.needs"), "needs")
    );
    const Html right = el<"div">(
        cls("facts-narrow"),
        facts_section(context, person),
        cases_section(context, *frame),
        records_section(context, person, "residence", msg("person.residence.title"), "residence")
    );
    const std::string title = context.text(msg("casework.person.title"), {{"number", frame->number}});
    return web::page(
        context,
        frame->page(Sensitive<std::string>(title)),
        group(one_person_notice(context, person), el<"div">(cls("columns"), left, right))
    );
}

std::optional<Url> question_before(PageContext& context, const vault::Record& record, std::string_view then)
{
    if (record.type != "contact_channel" || !asks_before_showing(record)) return std::nullopt;
    const auto person = person_of_file(context.records(), record.file);
    if (!person) return std::nullopt;
    return contact_address(person->record, record.id, then);
}

Response contact_question(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto channel = channel_in_path(context, one_person(context.records(), context.caller(), frame->person));
    if (!channel) return web::error_page(context, channel.error());
    const std::string title = context.text(msg("person.contact.title"));
    return web::page(
        context, frame->page(Sensitive<std::string>(title)), rule_before_showing(context, *frame, *channel)
    );
}

Response show_contact(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto channel = channel_in_path(context, one_person(context.records(), context.caller(), frame->person));
    if (!channel) return web::error_page(context, channel.error());
    context.note_read("contact_channel", channel->file, channel->id);
    const std::string_view then = context.request().query.text("then");
    if (then == "edit") return edit_form_of(context, *channel);
    if (then == "history") return history_of(context, channel->id);
    auto head = frame->page(Sensitive<std::string>(context.text(msg("person.contact.title"))));
    head.actions = ways_on(context, *frame, *channel);
    const Html body = group(
        web::record_facts(context, *context.records().schema().type("contact_channel"), channel->merged().reveal()),
        el<"p">(
            web::link(Url::local("/people/{}", frame->person).at("contacts"), context.text(msg("person.contact.back")))
        )
    );
    return web::page(context, head, body);
}

}  // namespace panoh::casework
