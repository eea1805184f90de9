// SPDX-License-Identifier: AGPL-3.0-or-later
// Findings of the body: all of them on the drawings, and one with everything that belongs to it.
#include "modules/evaluation/drawings.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_marks.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "web/pages/attachments_view.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

std::vector<const vault::Record*> marks_of(const Contents& contents, const RecordId& finding)
{
    std::vector<const vault::Record*> marks;
    for (const vault::Record& mark : contents.marks) {
        if (text_of(mark, "finding") == finding.text()) marks.push_back(&mark);
    }
    return marks;
}

Html size_of(const PageContext& context, const vault::Record& finding)
{
    const auto length = number_in(finding.coded, "length_mm");
    const auto width = number_in(finding.coded, "width_mm");
    if (!length && !width) return {};
    if (length && width) {
        return group(context.text(msg("evaluation.findings.size"), {{"length", *length}, {"width", *width}}));
    }
    return group(context.text(msg("evaluation.findings.length"), {{"length", length ? *length : *width}}));
}

Html findings_table(PageContext& context, const Opened& evaluation, const Contents& contents)
{
    const std::array columns{
        web::Column{context.text(msg("evaluation.findings.what")), {}},
        web::Column{context.text(msg("evaluation.findings.size_heading")), {}},
        web::Column{context.text(msg("evaluation.findings.drawings")), {}, false, true},
        web::Column{context.text(msg("evaluation.findings.photos")), {}, false, true},
        web::Column{context.text(msg("evaluation.findings.degree")), {}},
    };
    const auto number = [&](std::size_t count) {
        return count == 0 ? Html() : group(context.translator().number(static_cast<std::int64_t>(count)));
    };
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& finding : contents.findings) {
        const bool is_there = text_of(finding, "presence") == "found";
        rows.push_back(
            {web::link(place_of(evaluation, finding), Sensitive<std::string>(finding_words(context, finding))),
             size_of(context, finding),
             number(marks_of(contents, finding.id).size()),
             number(rows_of(finding, "photos").size()),
             is_there ? group(degree_words(context, degree_of(contents, finding.id))) : Html()}
        );
    }
    return web::table(context.text(msg("evaluation.findings.heading")), columns, rows);
}

/// The drawings on which there is a mark, each once.
Html drawings_of(PageContext& context, const Opened& evaluation, const Contents& contents, const RecordId& only)
{
    std::vector<std::string> views;
    RecordId first;
    for (const vault::Record& mark : contents.marks) {
        if (!only.is_none() && text_of(mark, "finding") != only.text()) continue;
        const std::string view = text_of(mark, "view");
        if (first.is_none()) first = RecordId::parse(text_of(mark, "finding")).value_or(RecordId{});
        if (std::find(views.begin(), views.end(), view) == views.end()) views.push_back(view);
    }
    std::vector<Html> figures;
    for (const std::string& view : views) {
        const Drawing* drawing = drawing_of(all_drawings(), view);
        if (drawing == nullptr) continue;
        Url image = Url::local(
            "/evaluations/{}/findings/{}/drawings/{}", evaluation.line.evaluation, only.is_none() ? first : only, view
        );
        if (only.is_none()) image = image.with("all", 1);
        figures.push_back(el<"figure">(
            el<"img">(
                src(image),
                a<"width">(static_cast<int>(drawing_width)),
                a<"height">(shown_height(*drawing)),
                a<"alt">(marks_words(context, contents, view))
            ),
            el<"figcaption">(context.code_label("body_views", view))
        ));
    }
    if (figures.empty()) return {};
    return web::section(context.text(msg("evaluation.findings.on_drawings")), el<"div">(cls("sides"), figures));
}

Html conclusions_about(
    PageContext& context, const Opened& evaluation, const Contents& contents, const vault::Record& finding, bool writes
)
{
    Html body;
    for (const vault::Record& conclusion : contents.conclusions) {
        if (text_of(conclusion, "about") != finding.id.text()) continue;
        body += el<"p">(
            web::link(
                place_of(evaluation, conclusion), degree_words(context, degree_named(text_of(conclusion, "degree")))
            ),
            " · ",
            context.user_name(conclusion.author)
        );
    }
    if (body.empty()) body = web::paragraph(context.text(msg("evaluation.no_degree")));
    const bool takes_one =
        allowed_degrees(presence_named(text_of(finding, "presence")).value_or(Presence::not_examined)).size() > 1;
    if (!takes_one)
        return web::section(
            context.text(msg("evaluation.findings.degree")),
            web::paragraph(context.text(msg("evaluation.findings.carries_none")))
        );
    if (writes) {
        const RecordId& id = evaluation.line.evaluation;
        const Url add = finding.file == evaluation.apart ? Url::local("/evaluations/{}/apart/add/conclusion", id)
                                                         : Url::local("/evaluations/{}/add/conclusion", id);
        body += actions(web::quiet_link_button(
            add.with("scope", "physical_finding").with("about", finding.id),
            context.text(msg("evaluation.findings.conclude"))
        ));
    }
    return web::section(context.text(msg("evaluation.findings.degree")), body);
}

/// What the rules notice about this one finding.
Html noticed_of(PageContext& context, const Opened& evaluation, const Contents& contents, const vault::Record& finding)
{
    const Surroundings around = surroundings_of(context, evaluation);
    auto noticed = points_to_clarify(draft_of(contents, around.around(evaluation), region_parents(context)));
    const auto more = consistency_of(contents);
    noticed.insert(noticed.end(), more.begin(), more.end());
    std::vector<Html> lines;
    for (const Noticed& each : noticed) {
        if (each.record == finding.id.text()) lines.push_back(el<"li">(context.text(message_of(each))));
    }
    if (lines.empty()) return {};
    return web::notice(web::Tone::due, context.text(msg("evaluation.quality.clarify")), el<"ul">(lines));
}

}  // namespace

Result<vault::Record> finding_in(PageContext& context, const Opened& evaluation)
{
    const auto id = context.path_id<RecordId>("finding");
    if (!id) return fail(ErrorCode::not_found, "the address names no finding");
    auto finding = context.records().read(context.caller(), *id);
    if (!finding) return finding;
    const bool is_of_it =
        finding->file == evaluation.draft || (!evaluation.apart.is_none() && finding->file == evaluation.apart);
    if (finding->type != "finding" || finding->removed || !is_of_it) {
        return fail(ErrorCode::not_found, "no such finding of this evaluation");
    }
    return finding;
}

Response findings_page(PageContext& context)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const FileId file = file_in(context, *evaluation);
    const auto contents = contents_of(context.records(), context.caller(), file);
    if (!contents) return web::error_page(context, contents.error());
    const bool writes = !is_closed(context.records(), *evaluation, file);
    const RecordId& id = evaluation->line.evaluation;
    const bool apart = is_apart(context);
    auto head = head_of(
        context,
        *evaluation,
        apart ? Tab::none : Tab::findings,
        context.text(apart ? msg("evaluation.apart.heading") : msg("evaluation.findings.heading"))
    );
    if (writes) {
        head.actions = web::link_button(
            apart ? Url::local("/evaluations/{}/apart/add/finding", id) : Url::local("/evaluations/{}/add/finding", id),
            context.text(msg("evaluation.findings.add"))
        );
    }
    Html body;
    if (apart) body += web::paragraph(context.text(msg("evaluation.apart.purpose")));
    body += contents->findings.empty() ? web::empty_state(context.text(msg("evaluation.findings.none")))
                                       : findings_table(context, *evaluation, *contents);
    body += drawings_of(context, *evaluation, *contents, {});
    if (apart) {
        body += actions(group(
            web::quiet_link_button(
                Url::local("/evaluations/{}/apart/sign", id), context.text(msg("evaluation.tab.sign"))
            ),
            web::quiet_link_button(home_of(*evaluation), context.text(msg("evaluation.tab.overview")))
        ));
    } else {
        body += el<"p">(web::link(Url::local("/evaluations/{}/apart", id), context.text(msg("evaluation.apart.link"))));
    }
    return web::page(context, head, body);
}

Response finding_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto finding = finding_in(context, *evaluation);
    if (!finding) return web::error_page(context, finding.error());
    const auto contents = contents_of(context.records(), context.caller(), finding->file);
    if (!contents) return web::error_page(context, contents.error());
    const bool writes = !is_closed(context.records(), *evaluation, finding->file);
    const RecordId& id = evaluation->line.evaluation;
    auto head = form_head(context, *evaluation, finding_words(context, *finding));
    head.typed_text = false;
    if (writes) {
        head.actions = group(
            web::link_button(
                Url::local("/evaluations/{}/findings/{}/marks", id, finding->id),
                context.text(msg("evaluation.mark.heading"))
            ),
            web::quiet_link_button(
                Url::local("/evaluations/{}/records/{}", id, finding->id), context.text(msg("evaluation.home.change"))
            )
        );
    }
    const forms::RecordType& type = *context.records().schema().type("finding");
    const Html left = el<"div">(
        noticed_of(context, *evaluation, *contents, *finding),
        web::record_facts(context, type, finding->merged().reveal()),
        web::attachments_section(context, finding->file, forms::Compartment::medical, finding->id)
    );
    const Html right = el<"div">(
        conclusions_about(context, *evaluation, *contents, *finding, writes),
        drawings_of(context, *evaluation, *contents, finding->id)
    );
    return web::page(context, head, el<"div">(cls("columns"), left, right));
}

}  // namespace panoh::evaluation
