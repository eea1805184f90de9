// SPDX-License-Identifier: AGPL-3.0-or-later
// Cases that have to do with this one.
#include "modules/casework/links.hpp"
#include "modules/casework/pages_matter.hpp"

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

Html other_case(PageContext& context, const LinkedCase& linked)
{
    return group(
        el<"a">(href(Url::local("/cases/{}", linked.other.record)), number_of(linked.other.number)),
        " ",
        status_tag(context, linked.other.status)
    );
}

Html note_of(PageContext& context, const LinkedCase& linked)
{
    const auto record = context.records().read(context.caller(), linked.link);
    if (!record) return {};
    return group(Sensitive<std::string>(text_at(record->content.reveal(), "note")));
}

Html links_table(PageContext& context, std::span<const LinkedCase> links, bool may_write)
{
    std::vector<web::Column> columns{
        {context.text(msg("links.case")), {}},
        {context.text(msg("type.case_link.field.kind.label")), {}},
        {context.text(msg("casework.identity.keyworker")), {}},
        {context.text(msg("type.case_link.field.note.label")), {}},
    };
    if (may_write) columns.push_back({context.text(msg("casework.consent.actions")), {}});
    std::vector<std::vector<Html>> rows;
    for (const LinkedCase& linked : links) {
        std::vector<Html> row{
            other_case(context, linked),
            group(context.code_label("case_link_kinds", linked.kind)),
            group(context.user_name(linked.other.keyworker)),
            note_of(context, linked),
        };
        if (may_write) {
            const Url page = Url::local("/records/{}/remove", linked.link);
            const Url there = Url::local("/cases/{}/links", linked.other.record);
            row.push_back(
                linked.is_own ? el<"a">(
                    href(page),
                    context.text(msg("casework.record.remove")),
                    el<"span">(cls("visually-hidden"), " ", linked.other.number)
                )
                              : el<"a">(
                                  href(there),
                                  context.text(msg("links.kept_there")),
                                  el<"span">(cls("visually-hidden"), " ", linked.other.number)
                              )
            );
        }
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return web::empty_state(context.text(msg("links.none")));
    return web::table(context.text(msg("links.heading")), columns, rows);
}

Html add_form(
    PageContext& context,
    const CaseHead& head,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto options = [&](const char* input, MessageId label) {
        web::InputOptions made;
        made.name = input;
        made.label = context.text(label);
        made.value = Sensitive<std::string>(std::string(values.first(input)));
        for (const forms::FormProblem& problem : problems) {
            if (problem.field == input) made.error = context.text(problem.message);
        }
        return made;
    };
    auto number = options("number", msg("links.number"));
    number.hint = context.text(msg("links.number.hint"));
    auto note = options("note", msg("type.case_link.field.note.label"));
    note.lines = 2;
    note.optional = true;
    const auto mistakes = mistakes_of(context, problems);
    const Html body = group(
        web::error_summary(context, mistakes),
        web::text_input(context, number),
        web::select(
            context, options("kind", msg("type.case_link.field.kind.label")), code_choices(context, "case_link_kinds")
        ),
        web::text_input(context, note),
        el<"div">(cls("actions"), web::submit_button(context.text(msg("links.save"))))
    );
    return web::section(
        context.text(msg("links.add")), web::post_form(context, Url::local("/cases/{}/links", head.record), body)
    );
}

Response links_page(
    PageContext& context,
    const CaseFrame& frame,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto caller = context.caller();
    const auto links = linked_cases(context.records(), caller, frame.head);
    if (!links) return web::error_page(context, links.error());
    const bool may_write = context.records().may(caller, Verb::write, frame.head.file, Compartment::core);
    auto head = frame.page(Sensitive<std::string>(context.text(msg("links.heading"))));
    head.typed_text = may_write;
    const Html left =
        group(web::paragraph(context.text(msg("links.explain"))), links_table(context, *links, may_write));
    if (!may_write) return web::page(context, head, left);
    const Html right = add_form(context, frame.head, values, problems);
    return web::page(
        context, head, el<"div">(cls("columns"), el<"div">(left), el<"div">(right)), problems.empty() ? 200 : 422
    );
}

}  // namespace

Response case_links_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    return links_page(context, *frame, {}, {});
}

Response save_case_link(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const forms::Submission sent = context.submission();
    const auto outcome = link_case(context.records(), context.caller(), frame->head, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return links_page(context, *frame, sent, outcome->problems);
    return Response::redirect(Url::local("/cases/{}/links", frame->head.record));
}

Html links_card(PageContext& context, const CaseFrame& frame)
{
    if (!frame.head.readable) return {};
    const auto links = linked_cases(context.records(), context.caller(), frame.head);
    if (!links) return {};
    std::vector<Html> lines;
    for (const LinkedCase& linked : *links) {
        lines.push_back(el<"li">(other_case(context, linked), " · ", context.code_label("case_link_kinds", linked.kind))
        );
    }
    return web::section(
        context.text(msg("links.heading")),
        lines.empty() ? web::empty_state(context.text(msg("links.none"))) : el<"ul">(lines),
        link_to(context, Url::local("/cases/{}/links", frame.head.record), msg("links.all"))
    );
}

}  // namespace panoh::casework
