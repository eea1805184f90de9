// SPDX-License-Identifier: AGPL-3.0-or-later
// A death in custody: the time until the burial, what the family agrees to, examinations, steps with owners.
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/custody/pages.hpp"
#include "modules/custody/pages_parts.hpp"
#include "modules/custody/rules.hpp"
#include "modules/custody/service_death.hpp"

#include <algorithm>

namespace panoh::custody {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using intake::moment_words;

Result<Death> death_of(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact");
    if (!contact) return fail(ErrorCode::not_found, "the address names no contact");
    return open_death(context.records(), context.caller(), *contact);
}

Url add_address(const Death& death, std::string_view type)
{
    return Url::local("/custody/{}/add/{}", death.line.contact, type);
}

Html change_link(const PageContext& context, const Death& death, const RecordId& record, const std::string& about)
{
    return el<"a">(
        href(Url::local("/custody/{}/change/{}", death.line.contact, record)),
        context.text(msg("custody.change")),
        el<"span">(cls("visually-hidden"), " ", about)
    );
}

/// The hours until the planned burial: what is not documented by then can hardly be documented later.
Html burial_notice(const PageContext& context, const Death& death)
{
    if (!death.report) return web::notice(web::Tone::danger, context.text(msg("custody.death.burial_unknown")), Html());
    const std::string planned = text_at(death.report->coded, "burial_planned_at");
    if (planned.empty()) {
        return web::notice(web::Tone::danger, context.text(msg("custody.death.burial_unknown")), Html());
    }
    const std::string now = forms::moment_text(context.vault().clock().now());
    const auto hours = hours_between(now, planned);
    const std::string when = moment_words(context, planned);
    if (!hours) {
        return web::notice(web::Tone::info, context.text(msg("custody.death.burial_over"), {{"when", when}}), Html());
    }
    return web::notice(
        web::Tone::danger, context.text(msg("custody.death.burial"), {{"hours", *hours}, {"when", when}}), Html()
    );
}

Html report_section(const PageContext& context, const Death& death)
{
    const std::string heading = context.text(msg("custody.death.known"));
    if (!death.report) {
        const Html way =
            web::link_button(add_address(death, "death_report"), context.text(msg("custody.death.write_report")));
        return web::section(heading, web::empty_state(context.text(msg("custody.death.no_report")), way));
    }
    const forms::RecordType& type = *context.records().schema().type("death_report");
    return web::section(
        heading,
        web::record_facts(context, type, death.report->merged().reveal()),
        change_link(context, death, death.report->id, heading)
    );
}

web::Column column_of(const PageContext& context, std::string_view type, std::string_view field)
{
    return {context.text(forms::field_message(type, field)), {}, false, false, false};
}

Html consents_section(const PageContext& context, const Death& death)
{
    const std::string heading = context.text(msg("custody.death.consents"));
    const Html way = intake::actions(std::vector<Html>{
        web::quiet_link_button(add_address(death, "death_consent"), context.text(msg("custody.death.add_consent")))});
    if (death.consents.empty()) {
        return web::section(heading, group(web::paragraph(context.text(msg("custody.death.no_consent"))), way));
    }
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& each : death.consents) {
        const std::string purpose = context.code_label("consent_purposes", text_at(each.coded, "purpose"));
        const std::string relation = text_at(each.coded, "relation");
        rows.push_back(
            {group(purpose),
             group(context.code_label("consent_states", text_at(each.coded, "answer"))),
             group(
                 text_at(each.content.reveal(), "given_by"),
                 " ",
                 relation.empty() ? std::string() : context.code_label("relations", relation)
             ),
             change_link(context, death, each.id, purpose)}
        );
    }
    const std::vector<web::Column> columns{
        column_of(context, "death_consent", "purpose"),
        column_of(context, "death_consent", "answer"),
        column_of(context, "death_consent", "given_by"),
        {context.text(msg("custody.record")), {}, false, false, false}};
    return web::section(heading, group(web::table(heading, columns, rows), way));
}

Html autopsies_section(const PageContext& context, const Death& death)
{
    const std::string heading = context.text(msg("custody.death.autopsies"));
    const Html way = intake::actions(std::vector<Html>{
        web::quiet_link_button(add_address(death, "autopsy_request"), context.text(msg("custody.death.add_autopsy")))});
    if (death.autopsies.empty()) {
        return web::section(heading, group(web::paragraph(context.text(msg("custody.death.no_autopsy"))), way));
    }
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& each : death.autopsies) {
        const boost::json::object& said = each.content.reveal();
        const std::string kind = context.code_label("autopsy_kinds", text_at(each.coded, "kind"));
        const std::string state = text_at(each.coded, "state");
        const bool refused = state == "refused";
        const std::string at = text_at(each.coded, refused ? "refused_at" : state == "done" ? "done_at" : "asked_at");
        rows.push_back(
            {group(kind),
             group(context.code_label("autopsy_states", state)),
             group(text_at(
                 said,
                 refused           ? "refused_by"
                 : state == "done" ? "done_by"
                                   : "asked_of"
             )),
             el<"span">(cls("num"), moment_words(context, at)),
             change_link(context, death, each.id, kind)}
        );
    }
    const std::vector<web::Column> columns{
        column_of(context, "autopsy_request", "kind"),
        column_of(context, "autopsy_request", "state"),
        {context.text(msg("custody.death.by_whom")), {}, false, false, false},
        {context.text(msg("custody.death.when")), {}, false, false, false},
        {context.text(msg("custody.record")), {}, false, false, false}};
    return web::section(heading, group(web::table(heading, columns, rows), way));
}

Html step_buttons(const PageContext& context, const Death& death, const DeathStep& step)
{
    std::vector<Html> buttons;
    if (step.done_at.empty()) {
        buttons.push_back(web::secondary_submit(context.text(msg("custody.death.step_done")), "mark", "done"));
        if (step.owner != context.actor().user) {
            buttons.push_back(web::secondary_submit(context.text(msg("custody.death.step_mine")), "mark", "mine"));
        }
    } else {
        buttons.push_back(web::secondary_submit(context.text(msg("custody.death.step_undone")), "mark", "undone"));
    }
    return web::post_form(
        context, Url::local("/custody/{}/death/{}", death.line.contact, step.step), intake::actions(buttons)
    );
}

Html steps_section(const PageContext& context, const Death& death)
{
    std::vector<std::vector<Html>> rows;
    bool unconfirmed = false;
    for (const DeathStep& step : death.steps) {
        unconfirmed = unconfirmed || step.to_be_confirmed;
        const std::string name = context.code_label("death_steps", step.step);
        const bool is_done = !step.done_at.empty();
        rows.push_back(
            {group(
                 name, is_done ? group(" ", web::tag(web::Tone::ok, context.text(msg("custody.death.done")))) : Html()
             ),
             group(
                 step.owner.is_none() ? group(context.text(msg("custody.death.nobody")))
                                      : group(context.user_name(step.owner)),
                 is_done ? el<"small">(cls("num"), " ", moment_words(context, step.done_at)) : Html()
             ),
             step_buttons(context, death, step),
             step.record ? change_link(context, death, step.record->id, name) : Html()}
        );
    }
    const std::vector<web::Column> columns{
        column_of(context, "death_step", "step"),
        column_of(context, "death_step", "owner"),
        {context.text(msg("custody.death.mark")), {}, false, false, false},
        {context.text(msg("custody.record")), {}, false, false, false}};
    const std::string heading = context.text(msg("custody.death.steps"));
    Html note;
    if (unconfirmed) note = el<"p">(cls("meta"), context.text(msg("custody.death.to_be_confirmed")));
    return web::section(heading, group(note, web::table(heading, columns, rows)));
}

/// The relatives become clients: with the case they get files and answers of their own.
Html family_section(const PageContext& context, const Death& death)
{
    const Html way =
        context.may("open_cases") ? intake::actions(std::vector<Html>{web::link_button(
            Url::local("/calls/{}/open-case", death.line.contact), context.text(msg("custody.death.open_case"))
        )})
                                  : web::paragraph(context.text(msg("custody.death.by_social_worker")));
    return web::section(
        context.text(msg("custody.death.family")),
        group(web::paragraph(context.text(msg("custody.death.family_becomes"))), way)
    );
}

}  // namespace

Response death_page(PageContext& context)
{
    const auto death = death_of(context);
    if (!death) return web::error_page(context, death.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("custody.death.heading"), {{"number", death->line.number}}));
    head.title = death->line.number;
    head.place = web::Place::calls;
    const bool has_alert = !death->line.alert.is_none();
    head.tabs = el<"a">(
        cls("back-link"),
        href(has_alert ? address_of(death->line.contact) : Url::local("/calls/{}", death->line.contact)),
        has_alert ? context.text(msg("custody.back"), {{"number", death->line.number}})
                  : context.text(msg("intake.back_to_call"), {{"number", death->line.number}})
    );
    const Html body = group(
        burial_notice(context, *death),
        report_section(context, *death),
        steps_section(context, *death),
        consents_section(context, *death),
        autopsies_section(context, *death),
        family_section(context, *death)
    );
    return web::page(context, head, body);
}

Response save_death_step(PageContext& context)
{
    const auto death = death_of(context);
    if (!death) return web::error_page(context, death.error());
    const std::string_view mark = context.request().form.text("mark");
    const StepMark what = mark == "mine" ? StepMark::mine : mark == "undone" ? StepMark::undone : StepMark::done;
    const auto done =
        mark_step(context.records(), context.caller(), *death, context.path_text("step"), what, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/custody/{}/death", death->line.contact));
}

}  // namespace panoh::custody
