// SPDX-License-Identifier: AGPL-3.0-or-later
// The family of a person: drawn by generations, and the same as a table.
#include "modules/casework/family.hpp"
#include "modules/casework/pages_person.hpp"

#include <map>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

PersonRecord record_of(const Relative& relative)
{
    return {relative.person, relative.file};
}

/// "Mother", or "Mother of M. R." for kin of kin.
Html relation_words(PageContext& context, const Relative& relative, const std::vector<Relative>& all)
{
    const std::string relation = context.code_label("relations", relative.relation);
    if (relative.through.is_none()) return group(relation);
    for (const Relative& each : all) {
        if (each.person != relative.through) continue;
        return group(context.text(
            msg("person.family.through"),
            {{"relation", relation}, {"of", context.code_label("relations", each.relation)}}
        ));
    }
    return group(relation);
}

/// What is worth a word beside a person in the drawing.
std::vector<Html> marks_of(const PageContext& context, const Relative& relative)
{
    std::vector<Html> marks;
    const auto add = [&](bool when, web::Tone tone, const MessageId& words) {
        if (when) marks.push_back(group(web::tag(tone, context.text(words)), " "));
    };
    add(relative.affected == true, web::Tone::late, msg("person.family.affected"));
    add(relative.depends == true, web::Tone::due, msg("person.family.depends"));
    add(relative.supports == true, web::Tone::info, msg("person.family.supports"));
    add(relative.lives_together == true, web::Tone::ok, msg("person.family.lives_together"));
    add(relative.in_contact == false, web::Tone::neutral, msg("person.family.no_contact"));
    return marks;
}

Html card_of(PageContext& context, const Relative& relative, const std::vector<Relative>& all)
{
    return el<"li">(
        cls("family-person"),
        el<"b">(relation_words(context, relative, all)),
        el<"span">(person_link(context, record_of(relative), relative.readable)),
        el<"span">(cls("tags"), marks_of(context, relative))
    );
}

std::string generation_words(const PageContext& context, int generation)
{
    if (generation <= -2) return context.text(msg("person.family.grandparents"));
    if (generation == -1) return context.text(msg("person.family.parents"));
    if (generation == 0) return context.text(msg("person.family.own"));
    return context.text(generation == 1 ? msg("person.family.children") : msg("person.family.grandchildren"));
}

Html generation_row(const std::string& heading, const std::vector<Html>& cards)
{
    return el<"section">(cls("family-row"), el<"h3">(heading), el<"ul">(cls("family-people"), cards));
}

/// Generations from the oldest to the youngest, the person among their own; then ties that are no kinship.
Html drawing(PageContext& context, const PersonFrame& frame, const std::vector<Relative>& family)
{
    std::map<int, std::vector<Html>> generations;
    std::vector<Html> others;
    const Html self = frame.name.reveal().empty() ? number_of(frame.number) : group(frame.name);
    generations[0].push_back(
        el<"li">(cls("family-person family-self"), el<"b">(context.text(msg("person.family.self"))), el<"span">(self))
    );
    for (const Relative& relative : family) {
        auto& row = relative.generation ? generations[*relative.generation] : others;
        row.push_back(card_of(context, relative, family));
    }
    std::vector<Html> rows;
    for (const auto& [generation, cards] : generations)
        rows.push_back(generation_row(generation_words(context, generation), cards));
    Html drawn = el<"div">(cls("family"), rows);
    if (!others.empty()) drawn += generation_row(context.text(msg("person.family.others")), others);
    return drawn;
}

Html yes_no(const PageContext& context, const std::optional<bool>& answer)
{
    if (!answer) return el<"span">(cls("facts-none"), context.text(msg("person.family.not_said")));
    return group(context.text(*answer ? msg("person.family.yes") : msg("person.family.no")));
}

Html dependence(const PageContext& context, const Relative& relative)
{
    if (relative.depends == true) return group(context.text(msg("person.family.depends")));
    if (relative.supports == true) return group(context.text(msg("person.family.supports")));
    return yes_no(context, relative.depends ? relative.depends : relative.supports);
}

Html table_of(PageContext& context, const std::vector<Relative>& family)
{
    const std::array columns{
        web::Column{context.text(msg("casework.people.person")), {}},
        web::Column{context.text(msg("person.family.who")), {}},
        web::Column{context.text(msg("person.family.generation")), {}},
        web::Column{context.text(msg("person.family.contact")), {}},
        web::Column{context.text(msg("person.family.together")), {}},
        web::Column{context.text(msg("person.family.dependence")), {}},
        web::Column{context.text(msg("person.family.harm")), {}},
        web::Column{context.text(msg("casework.people.part")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const Relative& relative : family) {
        const Html place = relative.generation ? group(generation_words(context, *relative.generation))
                                               : group(context.text(msg("person.family.not_said")));
        rows.push_back(
            {person_link(context, record_of(relative), relative.readable),
             relation_words(context, relative, family),
             place,
             yes_no(context, relative.in_contact),
             yes_no(context, relative.lives_together),
             dependence(context, relative),
             yes_no(context, relative.affected),
             el<"a">(
                 href(Url::local("/records/{}", relative.record)),
                 context.text(relative.of_a_case ? msg("person.family.part_in_case") : msg("person.family.entry")),
                 el<"span">(cls("visually-hidden"), ": ", context.code_label("relations", relative.relation))
             )}
        );
    }
    return web::table(context.text(msg("person.family.list")), columns, rows);
}

}  // namespace

Response family_page(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::family);
    if (!frame) return web::error_page(context, frame.error());
    const OnePerson person = one_person(context.records(), context.caller(), frame->person);
    const auto family = family_around(context.records(), context.caller(), person);
    if (!family) return web::error_page(context, family.error());
    auto head = frame->page(Sensitive<std::string>(context.text(msg("person.family.title"))));
    if (context.records().may(context.caller(), Verb::write, person.lead.file, Compartment::core)) {
        head.actions = web::link_button(
            Url::local("/files/{}/new/relation", person.lead.file), context.text(msg("person.family.add"))
        );
    }
    if (family->empty()) {
        return web::page(context, head, web::empty_state(context.text(msg("person.family.nobody"))));
    }
    return web::page(
        context,
        head,
        group(
            web::section(context.text(msg("person.family.drawing")), drawing(context, *frame, *family)),
            el<"h2">(context.text(msg("person.family.list"))),
            table_of(context, *family)
        )
    );
}

}  // namespace panoh::casework
