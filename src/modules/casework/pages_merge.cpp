// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that may be of one person: what is proposed, and where it is said on other pages.
#include "modules/casework/find.hpp"
#include "modules/casework/names/names.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/casework/pages_person.hpp"

namespace panoh::casework {

namespace {

using web::Html;
using web::Url;
using namespace html;

std::string reasons_of(const PageContext& context, const LikelyPerson& likely)
{
    std::string text = context.text(message_of(likeness_of(likely.score)));
    for (const MessageId& reason : likely.name_reasons)
        text += " · " + context.text(reason);
    for (const FactMatch& match : likely.facts)
        text += " · " + context.text(message_of(match));
    return text;
}

Html compare_link(const PageContext& context, const RecordId& left, const LikelyPerson& right)
{
    return el<"a">(
        href(Url::local("/people/{}/compare/{}", left, right.person.record)),
        context.text(msg("person.likely.compare")),
        el<"span">(cls("visually-hidden"), " ", right.number)
    );
}

Html named(const LikelyPerson& person)
{
    return group(
        el<"a">(href(Url::local("/people/{}", person.person.record)), person.name),
        " ",
        el<"small">(number_of(person.number))
    );
}

/// A match with what the reader may not open: whom to ask, and nothing else.
Html elsewhere(PageContext& context, const PersonFrame& frame)
{
    if (frame.name.reveal().empty()) return {};
    Findings found = people_like(context.records(), context.caller(), frame.name.reveal());
    found.hits.clear();
    return found.elsewhere.empty() ? Html() : found_people(context, found);
}

Html joined_notice(PageContext& context, const OnePerson& person)
{
    std::vector<Html> lines;
    for (const PersonRecord& each : person.all) {
        const bool leads = each.record == person.lead.record;
        Html line = group(number_of(number_of_person(context, each.record)));
        if (leads) {
            line += group(" ", web::tag(web::Tone::info, context.text(msg("person.one.leads"))));
        } else {
            line += group(
                " ",
                el<"a">(
                    href(Url::local("/people/{}/compare/{}", person.lead.record, each.record)),
                    context.text(msg("person.one.look")),
                    el<"span">(cls("visually-hidden"), " ", number_of_person(context, each.record))
                )
            );
        }
        lines.push_back(el<"li">(line));
    }
    return web::notice(web::Tone::info, context.text(msg("person.one.title")), el<"ul">(lines));
}

}  // namespace

Html one_person_notice(PageContext& context, const OnePerson& person)
{
    Html notice;
    if (person.joined()) notice += joined_notice(context, person);
    const auto likely = likely_same(context.records(), context.caller(), person.lead.record);
    if (!likely || likely->empty()) return notice;
    const auto count = static_cast<std::int64_t>(likely->size());
    notice += web::notice(
        web::Tone::due,
        context.text(msg("person.likely.count"), {{"count", count}}),
        el<"p">(web::link(Url::local("/people/{}/alike", person.lead.record), context.text(msg("person.likely.look"))))
    );
    return notice;
}

Response likely_same_page(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const OnePerson person = one_person(context.records(), context.caller(), frame->person);
    const auto likely = likely_same(context.records(), context.caller(), person.lead.record);
    if (!likely) return web::error_page(context, likely.error());
    const std::string title = context.text(msg("person.likely.title"));
    const std::array columns{
        web::Column{context.text(msg("casework.people.person")), {}},
        web::Column{context.text(msg("person.likely.reasons")), {}},
        web::Column{context.text(msg("person.likely.decide")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const LikelyPerson& each : *likely) {
        rows.push_back({named(each), group(reasons_of(context, each)), compare_link(context, person.lead.record, each)}
        );
    }
    const Html list =
        rows.empty() ? web::empty_state(context.text(msg("person.likely.nobody"))) : web::table(title, columns, rows);
    return web::page(
        context,
        frame->page(Sensitive<std::string>(title)),
        group(web::paragraph(context.text(msg("person.likely.about"))), list, elsewhere(context, *frame))
    );
}

Response likely_pairs_page(PageContext& context)
{
    const auto likely = likely_pairs(context.records(), context.caller());
    if (!likely) return web::error_page(context, likely.error());
    const std::string title = context.text(msg("person.pairs.title"));
    const std::array columns{
        web::Column{context.text(msg("person.pairs.one")), {}},
        web::Column{context.text(msg("person.pairs.other")), {}},
        web::Column{context.text(msg("person.likely.reasons")), {}},
        web::Column{context.text(msg("person.likely.decide")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const LikelyPair& pair : likely->pairs) {
        rows.push_back(
            {named(pair.left),
             named(pair.right),
             group(reasons_of(context, pair.right)),
             compare_link(context, pair.left.person.record, pair.right)}
        );
    }
    Html body = web::paragraph(context.text(msg("person.pairs.about")));
    body +=
        rows.empty() ? web::empty_state(context.text(msg("person.pairs.nobody"))) : web::table(title, columns, rows);
    if (likely->cut) body += web::paragraph(context.text(msg("person.pairs.cut")));
    web::PageHead head;
    head.heading = Sensitive<std::string>(title);
    head.title = title;
    head.place = web::Place::cases;
    return web::page(context, head, body);
}

}  // namespace panoh::casework
