// SPDX-License-Identifier: AGPL-3.0-or-later
// One section of the report: its text, how far it is, and the recorded facts that it cites.
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/pages_events.hpp"
#include "modules/evaluation/cite.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// The section that the address names.
Result<vault::Record> section_in(PageContext& context, const Opened& evaluation)
{
    const auto sections = context.records().of_file(context.caller(), evaluation.draft, "evaluation_section");
    if (!sections) return sections.error();
    const auto found = std::find_if(sections->begin(), sections->end(), [&](const vault::Record& section) {
        return text_of(section, "section") == context.path_text("section");
    });
    if (found == sections->end()) return fail(ErrorCode::not_found, "the report has no such section");
    return *found;
}

std::string draft_name(const vault::Record& section)
{
    return "edit-" + section.id.text();
}

/// Whether a box of the form stands marked: as it was sent, or as it is stored when nothing was sent yet.
bool is_marked(const forms::Submission& values, std::string_view name, const std::string& value, bool stored)
{
    return values.first(asked_input).empty() ? stored : values.contains(name, value);
}

Html box(std::string_view name, const std::string& value, const Html& label, bool checked)
{
    const std::string id_text = std::string(name) + "-" + value;
    return el<"div">(
        cls("choice"),
        el<"input">(a<"type">("checkbox"), html::name(name), html::value(value), id(id_text), flag<"checked">(checked)),
        el<"label">(a<"for">(id_text), label)
    );
}

Html source_line(PageContext& context, const vault::Record& record)
{
    const std::string certainty = text_of(record, "certainty");
    const std::string heading = text_of(record, "heading");
    std::string more = context.text(
        msg("evaluation.cite.source"),
        {{"who", context.user_name(record.author).reveal()}, {"when", context.translator().moment(record.written_at)}}
    );
    if (!certainty.empty()) more += " · " + context.code_label("certainty", certainty);
    const std::string title = casework::title_of(context, record);
    return group(Sensitive<std::string>(heading.empty() ? title : title + ": " + heading), " ", el<"small">(more));
}

Html cited_item(
    PageContext& context,
    const Cited& cited,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    if (!cited.shown) return el<"li">(context.text(msg("evaluation.cite.closed")));
    const std::string id = cited.record.text();
    const forms::RecordType& type = *context.records().schema().type(cited.shown->type);
    Html item = box(cite_input, id, source_line(context, *cited.shown), is_marked(values, cite_input, id, true));
    item += web::details(
        context.text(msg("evaluation.cite.as_cited")), web::record_facts(context, type, cited.shown->merged().reveal())
    );
    if (!cited.has_changed()) return el<"li">(item);
    web::InputOptions reason;
    reason.name = std::string(kept_input) + "." + id;
    reason.label = context.text(msg("evaluation.cite.kept_reason"));
    reason.error = mistake_at(context, problems, reason.name);
    reason.optional = true;
    const std::string typed(values.first(reason.name));
    reason.value = Sensitive<std::string>(values.first(asked_input).empty() ? cited.kept_reason : typed);
    item += web::notice(
        web::Tone::due,
        context.text(msg("evaluation.cite.changed")),
        group(
            el<"p">(web::link(
                Url::local("/records/{}/history", cited.record), context.text(msg("evaluation.cite.what_changed"))
            )),
            box(renew_input, id, group(context.text(msg("evaluation.cite.renew"))), values.contains(renew_input, id)),
            web::text_input(context, reason)
        )
    );
    return el<"li">(item);
}

Html citations(
    PageContext& context,
    const Opened& evaluation,
    const vault::Record& section,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto cited = cited_by(context.records(), context.caller(), section);
    const auto offers = offers_for(context.records(), context.caller(), evaluation, section);
    Html body = el<"input">(a<"type">("hidden"), html::name(asked_input), html::value("yes"));
    std::vector<Html> items;
    for (const Cited& each : cited)
        items.push_back(cited_item(context, each, values, problems));
    if (!items.empty()) {
        body += el<"h3">(context.text(msg("evaluation.cite.cited")));
        body += el<"ul">(cls("bare"), items);
    }
    std::vector<Html> offered;
    for (std::size_t at = 0; offers && at < offers->size(); ++at) {
        const vault::Record& offer = (*offers)[at];
        const std::string id = offer.id.text();
        offered.push_back(
            el<"li">(box(cite_input, id, source_line(context, offer), is_marked(values, cite_input, id, false)))
        );
    }
    if (!offered.empty()) {
        body += el<"h3">(context.text(msg("evaluation.cite.offered")));
        body += el<"ul">(cls("bare"), offered);
    }
    if (items.empty() && offered.empty()) {
        if (offered_types(text_of(section, "section")).empty()) return body;
        body += web::paragraph(context.text(msg("evaluation.cite.nothing")));
    }
    return web::section(context.text(msg("evaluation.cite.heading")), body);
}

Response section_form(
    PageContext& context,
    const Opened& evaluation,
    const vault::Record& section,
    const FormStart& start,
    std::span<const forms::FormProblem> problems
)
{
    const std::string code = text_of(section, "section");
    const forms::RecordType& type = *context.records().schema().type(section.type);
    web::FormView view;
    view.type = &type;
    view.values = &start.values;
    view.problems = problems;
    view.has_draft = true;
    view.only = {"text", "own_words", "sitting", "state", "not_applicable"};
    view.choices = [&](const forms::Field& field) {
        return choices_in(context, evaluation, section.file, field);
    };
    const Url address = Url::local("/evaluations/{}/sections/{}", evaluation.line.evaluation, code);
    const Html form = web::post_form(
        context,
        address,
        group(
            PageContext::base_field(start.base),
            web::form_fields(context, view),
            citations(context, evaluation, section, start.values, problems),
            actions(group(
                web::submit_button(context.text(msg("evaluation.form.save"))),
                web::quiet_link_button(home_of(evaluation), context.text(msg("evaluation.form.cancel"))),
                web::quiet_link_button(
                    Url::local("/records/{}/history", section.id), context.text(msg("evaluation.form.history"))
                )
            ))
        ),
        Url::local("/drafts/{}", draft_name(section))
    );
    return web::page(
        context,
        form_head(context, evaluation, section_words(context, evaluation, code)),
        group(draft_notice(context, start, address), form),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

/// A section that is signed: to be read, with what it cites.
Response signed_section(PageContext& context, const Opened& evaluation, const vault::Record& section)
{
    const forms::RecordType& type = *context.records().schema().type(section.type);
    Html body = web::record_facts(context, type, section.merged().reveal());
    std::vector<Html> items;
    for (const Cited& cited : cited_by(context.records(), context.caller(), section)) {
        items.push_back(el<"li">(
            cited.shown ? source_line(context, *cited.shown) : group(context.text(msg("evaluation.cite.closed")))
        ));
    }
    if (!items.empty()) {
        body += web::section(context.text(msg("evaluation.cite.cited")), el<"ul">(cls("bare"), items));
    }
    auto head = form_head(context, evaluation, section_words(context, evaluation, text_of(section, "section")));
    head.typed_text = false;
    return web::page(context, head, body);
}

}  // namespace

Response section_page(PageContext& context)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto section = section_in(context, *evaluation);
    if (!section) return web::error_page(context, section.error());
    if (is_closed(context.records(), *evaluation, section->file)) return signed_section(context, *evaluation, *section);
    const forms::RecordType& type = *context.records().schema().type(section->type);
    const auto stored = forms::to_submission(type, section->merged().reveal(), context.services().zone);
    return section_form(
        context, *evaluation, *section, start_of(context, draft_name(*section), stored, section->revision), {}
    );
}

Response save_section_page(PageContext& context)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto section = section_in(context, *evaluation);
    if (!section) return web::error_page(context, section.error());
    const forms::RecordType& type = *context.records().schema().type(section->type);
    const auto sent = web::sent_edit(context, type, section->id);
    if (!sent) return web::error_page(context, sent.error());
    const auto outcome = save_section(
        context.records(), context.caller(), *evaluation, *section, context.base(), *sent, context.batch()
    );
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        return web::page(
            context,
            form_head(context, *evaluation, context.text(msg("evaluation.form.clash"))),
            web::merge_view(context, type, *outcome->clash, *sent),
            http_status(ErrorCode::conflict)
        );
    }
    if (!outcome->saved()) {
        return section_form(context, *evaluation, *section, {*sent, context.base(), false}, outcome->problems);
    }
    web::drop_draft(context, draft_name(*section));
    return Response::redirect(home_of(*evaluation));
}

}  // namespace panoh::evaluation
