// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/pages_parts.hpp"

#include "forms/typed.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/service_duty.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>
#include <charconv>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

Result<Call> call_of(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact");
    if (!contact) return fail(ErrorCode::not_found, "the address names no contact");
    return open_call(context.records(), context.caller(), *contact);
}

web::PageHead call_head(const PageContext& context, const Call& call, const MessageId& heading, CallTab tab)
{
    const RecordId& contact = call.contact.id;
    std::vector<web::Tab> tabs{
        {context.text(msg("intake.tab.overview")), Url::local("/calls/{}", contact), tab == CallTab::overview}};
    web::Tab screening{context.text(msg("intake.tab.screening")), std::nullopt, tab == CallTab::screening};
    if (context.may("screen")) screening.url = Url::local("/calls/{}/screening", contact);
    tabs.push_back(std::move(screening));
    if (text_at(call.contact.coded, "channel") == "web_form") {
        const Url messages = Url::local("/calls/{}/messages", contact);
        tabs.push_back({context.text(msg("request.tab")), messages, tab == CallTab::messages});
    }
    tabs.push_back(
        {context.text(msg("intake.tab.history")), Url::local("/calls/{}/history", contact), tab == CallTab::history}
    );
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading, {{"number", call.number}}));
    head.title = call.number;
    head.place = web::Place::calls;
    head.tabs = web::tabs(context, context.text(msg("intake.tab.label")), tabs);
    return head;
}

web::PageHead form_head(const PageContext& context, const Call& call, const MessageId& heading)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading, {{"number", call.number}}));
    head.title = call.number;
    head.place = web::Place::calls;
    head.typed_text = true;
    const std::string back = context.text(msg("intake.back_to_call"), {{"number", call.number}});
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/calls/{}", call.contact.id)), back);
    return head;
}

Html danger_steps(const PageContext& context)
{
    const std::vector<Html> steps{
        el<"li">(context.text(msg("intake.danger.step_safe_to_talk"))),
        el<"li">(context.text(msg("intake.danger.step_where"))),
        el<"li">(context.text(msg("intake.danger.step_emergency"))),
        el<"li">(context.text(msg("intake.danger.step_tell"))),
        el<"li">(context.text(msg("intake.danger.step_agree"))),
    };
    return web::notice(web::Tone::danger, context.text(msg("intake.danger.heading")), el<"ol">(steps));
}

Html state_tag(const PageContext& context, std::string_view state)
{
    const bool waits = state == "new" || state == "handed_over";
    const bool done = state == "converted";
    const web::Tone tone = waits ? web::Tone::due : done ? web::Tone::ok : web::Tone::neutral;
    return web::tag(tone, context.code_label("contact_states", state));
}

std::string moment_words(const PageContext& context, std::string_view moment)
{
    const auto local = forms::moment_parts(moment, context.services().zone);
    return local ? context.translator().date_short(local->first) + " " + local->second : std::string();
}

std::string alert_ended_words(
    const PageContext& context, std::string_view state, std::string_view ended_at, bool waits_for_screening
)
{
    const auto parts = forms::moment_parts(ended_at, context.services().zone);
    return context.text(
        msg("intake.danger.alert_ended"),
        {{"how", context.code_label("custody_states", state)},
         {"day", parts ? context.translator().date_short(parts->first) : std::string()},
         {"open", std::string(waits_for_screening ? "yes" : "no")}}
    );
}

Html actions(std::span<const Html> parts)
{
    return el<"div">(cls("actions"), parts);
}

std::vector<web::Choice> line_choices(PageContext& context)
{
    std::vector<web::Choice> choices;
    const auto lines = lines_of(context.records(), context.caller());
    if (!lines) return choices;
    for (const Line& line : *lines) {
        if (!line.closed) choices.push_back({line.id.text(), line.name, context.code_label("line_kinds", line.kind)});
    }
    return choices;
}

Html folded(std::string_view summary, const Html& body, bool open)
{
    return el<"details">(
        cls("disclosure"), flag<"open">(open), el<"summary">(summary), el<"div">(cls("disclosure-body"), body)
    );
}

std::vector<web::Mistake> mistakes_of(const PageContext& context, std::span<const forms::FormProblem> problems)
{
    std::vector<web::Mistake> mistakes;
    for (const forms::FormProblem& problem : problems)
        mistakes.push_back({problem.field, context.text(problem.message)});
    return mistakes;
}

std::string mistake_of(const PageContext& context, std::span<const forms::FormProblem> problems, std::string_view input)
{
    const auto found = std::find_if(problems.begin(), problems.end(), [&](const forms::FormProblem& problem) {
        return problem.field == input;
    });
    return found == problems.end() ? std::string() : context.text(found->message);
}

bool has_mistake(std::span<const forms::FormProblem> problems, std::initializer_list<std::string_view> fields)
{
    return std::any_of(problems.begin(), problems.end(), [&](const forms::FormProblem& problem) {
        const std::string_view field = std::string_view(problem.field).substr(0, problem.field.find('.'));
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    });
}

FormStart start_of(const PageContext& context, std::string_view draft, forms::Submission stored, std::uint32_t base)
{
    const bool wants_stored = context.request().query.has("fresh");
    const auto kept = wants_stored ? std::nullopt : web::load_draft(context, draft);
    if (!kept) return {std::move(stored), base, false};
    return {*kept, web::base_of_draft(*kept, base), true};
}

Html draft_notice(const PageContext& context, const FormStart& start, const Url& fresh)
{
    if (!start.from_draft) return {};
    const Html body = el<"p">(web::link(fresh.with("fresh", 1), context.text(msg("intake.draft.start_anew"))));
    return web::notice(web::Tone::info, context.text(msg("intake.draft.kept")), body);
}

Response back_to(const RecordId& contact)
{
    return Response::redirect(Url::local("/calls/{}", contact));
}

}  // namespace panoh::intake
