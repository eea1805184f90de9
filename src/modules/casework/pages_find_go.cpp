// SPDX-License-Identifier: AGPL-3.0-or-later
// Going somewhere without looking for the way: what was opened last, and the places of the program.
#include "modules/casework/find_rules.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/recent.hpp"
#include "modules/casework/registering.hpp"

#include <array>

namespace panoh::casework {

namespace {

using web::Html;
using web::Url;
using namespace html;

struct Way {
    std::string_view path;
    MessageId label;
    bool of_cases = false;  ///< empty for whoever has no cases
};

/// Every place that stands in a menu or above a list, in the order of a working day.
std::vector<Way> all_ways()
{
    return {
        {"/", msg("shell.my_work")},
        {"/calls/new", msg("shell.new_call")},
        {"/calls", msg("shell.calls")},
        {"/cases", msg("shell.cases"), true},
        {"/cases/new", msg("casework.cases.new")},
        {"/people", msg("views.people.title")},
        {"/tasks", msg("views.tasks.title"), true},
        {"/calendar", msg("calendar.heading")},
        {"/find", msg("casework.find.title")},
        {"/people/alike", msg("person.pairs.title")},
        {"/custody", msg("custody.title")},
        {"/evaluations", msg("evaluation.list.heading")},
        {"/knowledge", msg("knowledge.title")},
        {"/patterns", msg("patterns.title")},
        {"/hand-over", msg("hand_over.heading")},
        {"/duty", msg("duty.heading")},
        {"/calls/figures", msg("hotline.figures.link")},
        {"/team", msg("team.title")},
        {"/views", msg("views.title")},
        {"/paper", msg("paper.list.title")},
        {"/administration", msg("shell.administration")},
        {"/drafts", msg("shell.drafts")},
        {"/account", msg("shell.settings")},
    };
}

Html go_list(const std::vector<Html>& lines)
{
    return el<"ul">(cls("tasks"), lines);
}

}  // namespace

Html hit_state(const PageContext& context, const Hit& hit)
{
    if (hit.state.empty()) return {};
    if (hit.kind == Hit::Kind::case_file) return status_tag(context, hit.state);
    return web::tag(web::Tone::neutral, context.code_label("contact_states", hit.state));
}

void remember_opened(PageContext& context, const FileId& file)
{
    const auto turn = context.services().desk->lists();
    note_opened(context.records(), context.caller(), file);
}

Html recent_section(PageContext& context)
{
    std::vector<Html> lines;
    for (const Hit& hit : recently_opened(context.records(), context.caller())) {
        const std::string region = hit.region.empty() ? std::string() : context.code_label("regions", hit.region);
        lines.push_back(el<"li">(
            cls("tasks-item"),
            el<"span">(el<"a">(href(place_of(hit)), number_of(hit.number)), el<"small">(region)),
            hit_state(context, hit)
        ));
    }
    if (lines.empty()) return {};
    return el<"section">(cls("section"), el<"h2">(context.text(msg("find.recent"))), go_list(lines));
}

Html ways_section(const PageContext& context)
{
    const auto& may_visit = context.services().may_visit;
    const bool has_cases = context.may("search") || context.may("work_on_cases");
    std::vector<Html> lines;
    for (const Way& way : all_ways()) {
        if (way.of_cases && !has_cases) continue;
        const auto url = Url::parse_local(way.path);
        if (!url || !may_visit || !may_visit(context.actor(), way.path)) continue;
        lines.push_back(el<"li">(cls("tasks-item"), el<"span">(el<"a">(href(*url), context.text(way.label)))));
    }
    if (lines.empty()) return {};
    return el<"section">(cls("section"), el<"h2">(context.text(msg("find.ways"))), go_list(lines));
}

Response go_page(PageContext& context)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("find.go.title")));
    head.title = context.text(msg("find.go.title"));
    head.typed_text = true;
    Html box;
    if (context.may("search")) {
        web::InputOptions options;
        options.name = words_input;
        options.label = context.text(msg("find.go.label"));
        options.hint = context.text(msg("find.go.hint"));
        box = el<"form">(
            cls("form"),
            a<"method">("post"),
            action(Url::local("/find")),
            context.form_token(),
            web::text_input(context, options),
            el<"div">(cls("actions"), web::submit_button(context.text(msg("casework.find.button"))))
        );
    }
    return web::page(
        context, head, el<"div">(data<"go">(""), group(box, recent_section(context), ways_section(context)))
    );
}

}  // namespace panoh::casework
