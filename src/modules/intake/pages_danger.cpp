// SPDX-License-Identifier: AGPL-3.0-or-later
// Danger steps: one situation at a time, what was done and when.
#include "modules/intake/pages_danger.hpp"

#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/service_danger.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view list_name = "danger_steps";

Url address_of(const RecordId& contact, std::string_view situation)
{
    return Url::local("/calls/{}/danger", contact).with("situation", situation);
}

/// The situation that the address names; else that of the last step, else the first one.
std::string asked_situation(const PageContext& context, const std::vector<DangerStep>& taken)
{
    const auto all = danger_situations(context.records().schema());
    const std::string asked(context.request().query.text("situation"));
    if (std::find(all.begin(), all.end(), asked) != all.end()) return asked;
    if (!taken.empty()) return taken.back().situation;
    return all.empty() ? std::string() : all.front();
}

Html situation_tabs(const PageContext& context, const RecordId& contact, std::string_view current)
{
    std::vector<web::Tab> tabs;
    for (const std::string& situation : danger_situations(context.records().schema())) {
        tabs.push_back({context.code_label(list_name, situation), address_of(contact, situation), situation == current}
        );
    }
    return web::tabs(context, context.text(msg("hotline.danger.situations")), tabs);
}

bool is_taken(const std::vector<DangerStep>& taken, std::string_view step)
{
    return std::any_of(taken.begin(), taken.end(), [&](const DangerStep& each) { return each.step == step; });
}

Html unconfirmed_note(const PageContext& context)
{
    return el<"p">(cls("meta"), context.text(msg("hotline.danger.to_be_confirmed")));
}

Html steps_form(
    const PageContext& context,
    const Call& call,
    std::string_view situation,
    const std::vector<DangerStep>& taken,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    web::InputOptions options;
    options.name = "step";
    options.label = context.code_label(list_name, situation);
    options.error = mistake_of(context, problems, "step");
    std::vector<web::Choice> choices;
    bool unconfirmed = false;
    for (const forms::Code& code : danger_steps_for(context.records().schema(), situation)) {
        unconfirmed = unconfirmed || code.to_be_confirmed;
        if (is_taken(taken, code.code)) continue;
        choices.push_back({code.code, context.code_label(list_name, code.code), {}});
    }
    if (choices.empty()) return web::paragraph(context.text(msg("hotline.danger.all_done")));
    std::vector<std::string> chosen;
    for (const std::string_view step : values.all("step"))
        chosen.emplace_back(step);
    web::FormView view;
    view.type = context.records().schema().type("danger_step");
    view.values = &values;
    view.problems = problems;
    const std::vector<Html> buttons{web::submit_button(context.text(msg("hotline.danger.save")))};
    return web::post_form(
        context,
        address_of(call.contact.id, situation),
        group(
            web::error_summary(context, mistakes_of(context, problems)),
            web::checkboxes(context, options, choices, chosen),
            unconfirmed ? unconfirmed_note(context) : Html(),
            web::form_field(context, view, "done_at"),
            web::form_field(context, view, "note"),
            actions(buttons)
        )
    );
}

Html taken_section(const PageContext& context, const RecordId& contact, const std::vector<DangerStep>& taken)
{
    const std::string heading = context.text(msg("hotline.danger.taken"));
    if (taken.empty()) return web::section(heading, web::paragraph(context.text(msg("hotline.danger.none_taken"))));
    const auto column = [&](std::string_view field) {
        return web::Column{context.text(forms::field_message("danger_step", field)), {}, false, false, false};
    };
    const std::vector<web::Column> columns{column("step"), column("done_at"), column("done_by"), column("note")};
    std::vector<std::vector<Html>> rows;
    for (const DangerStep& each : taken) {
        const Url undo = Url::local("/calls/{}/danger/{}/undo", contact, each.id);
        rows.push_back(
            {group(context.code_label(list_name, each.step)),
             el<"span">(cls("num"), moment_words(context, each.done_at)),
             group(context.user_name(each.done_by)),
             group(each.note, " ", web::action_button(context, undo, context.text(msg("hotline.danger.by_mistake"))))}
        );
    }
    return el<"section">(cls("section"), el<"h2">(heading), web::table(heading, columns, rows));
}

Response page_of(
    PageContext& context,
    const Call& call,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto taken = steps_taken(context.records(), context.caller(), call);
    if (!taken) return web::error_page(context, taken.error());
    const std::string situation = asked_situation(context, *taken);
    Html form;
    if (is_open(call.contact.coded)) {
        form = group(
            situation_tabs(context, call.contact.id, situation),
            steps_form(context, call, situation, *taken, values, problems)
        );
    }
    const Html body = group(form, taken_section(context, call.contact.id, *taken));
    return web::page(
        context,
        form_head(context, call, msg("hotline.danger.heading")),
        body,
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

}  // namespace

Html danger_situations_folded(const PageContext& context)
{
    const forms::Schema& schema = context.records().schema();
    Html all;
    for (const std::string& situation : danger_situations(schema)) {
        std::vector<Html> items;
        for (const forms::Code& code : danger_steps_for(schema, situation))
            items.push_back(el<"li">(context.code_label(list_name, code.code)));
        all += web::details(context.code_label(list_name, situation), el<"ol">(items));
    }
    if (all.empty()) return {};
    return web::details(context.text(msg("hotline.danger.by_situation")), group(all, unconfirmed_note(context)));
}

Html danger_notice_of_call(const PageContext& context, const RecordId& contact)
{
    const Html way =
        web::link_button(Url::local("/calls/{}/danger", contact), context.text(msg("hotline.danger.to_steps")));
    return group(danger_steps(context), el<"div">(cls("actions"), way));
}

Response danger_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    forms::Submission values;
    const std::string now = forms::moment_text(context.vault().clock().now());
    if (const auto local = forms::moment_parts(now, context.services().zone)) {
        values.add("done_at.date", local->first);
        values.add("done_at.time", local->second);
    }
    return page_of(context, *call, values, {});
}

Response save_danger_steps(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const forms::Submission submission = context.submission();
    const std::string situation(context.request().query.text("situation"));
    const auto outcome = take_steps(context.records(), context.caller(), *call, situation, submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return page_of(context, *call, submission, outcome->problems);
    return Response::redirect(address_of(call->contact.id, situation));
}

Response untake_danger_step(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact").value_or(RecordId{});
    const auto step = context.path_id<RecordId>("step").value_or(RecordId{});
    const auto done = untake_step(context.records(), context.caller(), step, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/calls/{}/danger", contact));
}

}  // namespace panoh::intake
