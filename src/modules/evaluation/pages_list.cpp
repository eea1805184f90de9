// SPDX-License-Identifier: AGPL-3.0-or-later
// Evaluations that the reader works on or looks after, and those of one case.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"

#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html number_link(const Line& line)
{
    const Html number = casework::number_of(line.number);
    if (!line.readable) return number;
    return el<"a">(href(Url::local("/evaluations/{}", line.evaluation)), number);
}

Html table_of(PageContext& context, std::span<const Line> lines)
{
    const std::array columns{
        web::Column{context.text(msg("evaluation.list.number")), {}},
        web::Column{context.text(msg("evaluation.list.state")), {}},
        web::Column{context.text(msg("evaluation.list.kind")), {}},
        web::Column{context.text(msg("evaluation.list.lead")), {}},
        web::Column{context.text(msg("evaluation.list.due")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const Line& line : lines) {
        const bool is_open = line.state == "in_progress" || line.state == "in_review";
        rows.push_back(
            {number_link(line),
             state_tag(context, line.state),
             group(line.kind.empty() ? std::string() : context.code_label("evaluation_kinds", line.kind)),
             group(context.user_name(line.lead)),
             line.due_on.empty() ? Html()
             : is_open           ? web::due_tag(context, line.due_on)
                                 : group(context.translator().date_short(line.due_on))}
        );
    }
    return web::table(context.text(msg("evaluation.list.caption")), columns, rows);
}

}  // namespace

Response list_page(PageContext& context)
{
    const auto found = lines(context.records(), context.caller());
    if (!found) return web::error_page(context, found.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("evaluation.list.heading")));
    head.title = context.text(msg("evaluation.list.heading"));
    head.place = web::Place::cases;
    head.actions =
        web::quiet_link_button(Url::local("/evaluations/requests"), context.text(msg("evaluation.request.waiting")));
    Html body = web::paragraph(context.text(msg("evaluation.list.purpose")));
    if (found->empty()) {
        body += web::empty_state(
            context.text(context.may("evaluate") ? msg("evaluation.list.none_yet") : msg("evaluation.list.none"))
        );
    } else {
        body += table_of(context, *found);
    }
    if (context.may("evaluate")) {
        body += el<"p">(web::link(Url::local("/terms"), context.text(msg("evaluation.terms.heading"))));
    }
    return web::page(context, head, body);
}

Response case_page(PageContext& context)
{
    const RecordId matter = context.path_id<RecordId>("case").value_or(RecordId{});
    const auto frame = casework::case_frame(context, matter, casework::CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto found = lines(context.records(), context.caller(), matter);
    if (!found) return web::error_page(context, found.error());
    auto head = frame->page(Sensitive<std::string>(context.text(msg("evaluation.case.heading"))));
    Html body = web::paragraph(context.text(msg("evaluation.list.purpose")));
    body += found->empty() ? web::empty_state(context.text(msg("evaluation.case.none"))) : table_of(context, *found);
    if (context.may("evaluate") && frame->head.readable) {
        body += el<"h2">(context.text(msg("evaluation.case.open")));
        std::vector<Html> people;
        for (const casework::Participant& person : frame->people) {
            if (!person.readable) continue;
            const auto name = casework::name_of_person(context, person.file);
            people.push_back(el<"li">(
                cls("rows-entry"),
                el<"p">(name, " ", casework::number_of(person.number)),
                actions(web::quiet_link_button(
                    Url::local("/cases/{}/evaluations/new/{}", matter, person.person),
                    context.text(msg("evaluation.case.open_for"), {{"number", person.number}})
                ))
            ));
        }
        body += people.empty() ? web::empty_state(context.text(msg("evaluation.case.nobody")))
                               : el<"ul">(cls("rows bare"), people);
    }
    return web::page(context, head, body);
}

}  // namespace panoh::evaluation
