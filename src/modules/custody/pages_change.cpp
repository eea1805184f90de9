// SPDX-License-Identifier: AGPL-3.0-or-later
// What is noted while an alert is open: one small form each, with the time of it.
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/custody/pages.hpp"
#include "modules/custody/pages_parts.hpp"
#include "modules/custody/rules.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>
#include <array>

namespace panoh::custody {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// Types of which a page adds records, with the heading of their form and the field that is now.
struct Part {
    std::string_view type;
    std::string_view time;
};
constexpr std::array addable{
    Part{"custody_enquiry", "asked_at"},
    Part{"custody_refusal", "refused_at"},
    Part{"death_report", "told_at"},
    Part{"death_consent", ""},
    Part{"autopsy_request", "asked_at"}};
constexpr std::array<std::string_view, 8> changeable{
    "custody_alert",
    "custody_account",
    "custody_enquiry",
    "custody_refusal",
    "death_report",
    "death_consent",
    "autopsy_request",
    "death_step"};

/// Whether a type belongs to the page of a death.
bool is_of_death(std::string_view type)
{
    return type.starts_with("death_") || type == "autopsy_request";
}

/// A form of one record of the alert; a new one when `record` is none.
struct PartForm {
    const forms::RecordType* type = nullptr;
    RecordId record;
    std::uint32_t base = 0;
    Url address;
    std::string draft;
};

MessageId heading_of(std::string_view type)
{
    if (type == "custody_enquiry") return msg("custody.form.enquiry");
    if (type == "custody_refusal") return msg("custody.form.refusal");
    if (type == "death_report") return msg("custody.form.death");
    if (type == "death_consent") return msg("custody.form.death_consent");
    if (type == "autopsy_request") return msg("custody.form.autopsy");
    if (type == "death_step") return msg("custody.form.death_step");
    return type == "custody_alert" ? msg("custody.form.times") : msg("custody.form.account");
}

Response form_page(
    PageContext& context,
    const AlertLine& line,
    const PartForm& form,
    const intake::FormStart& start,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = form.type;
    view.values = &start.values;
    view.problems = problems;
    view.has_draft = true;
    view.choices = [&context](const forms::Field& /*field*/) {
        return web::staff_choices(context);
    };
    if (form.type->name == "custody_account") {
        // Where the family asked has a list of its own by now.
        for (const forms::Field& field : form.type->fields) {
            if (!field.derived && field.name != "asked_before") view.only.push_back(field.name);
        }
    }
    const Html body = group(
        intake::draft_notice(context, start, form.address),
        web::post_form(
            context,
            form.address,
            group(
                form.record.is_none() ? Html() : PageContext::base_field(start.base),
                web::form_fields(context, view),
                intake::actions(std::vector<Html>{web::submit_button(context.text(msg("custody.form.save")))})
            ),
            Url::local("/drafts/{}", form.draft)
        )
    );
    return web::page(
        context,
        form_head(context, line, heading_of(form.type->name)),
        body,
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Response
save(PageContext& context, const AlertLine& line, const PartForm& form, const Result<forms::Submission>& submission)
{
    if (!submission) return web::error_page(context, submission.error());
    const records::FormChange change{form.type->name, line.file, form.record, context.base()};
    const auto outcome = save_part(context.records(), context.caller(), change, *submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        return web::page(
            context,
            form_head(context, line, heading_of(form.type->name)),
            web::merge_view(context, *form.type, *outcome->clash, *submission),
            http_status(ErrorCode::conflict)
        );
    }
    if (!outcome->saved()) {
        return form_page(context, line, form, {*submission, change.base, false}, outcome->problems);
    }
    web::drop_draft(context, form.draft);
    if (is_of_death(form.type->name)) return Response::redirect(Url::local("/custody/{}/death", line.contact));
    return back_to(line.contact);
}

std::optional<PartForm> form_to_add(const PageContext& context, const AlertLine& line)
{
    const std::string_view asked = context.path_text("type");
    const auto part =
        std::find_if(addable.begin(), addable.end(), [&](const Part& each) { return each.type == asked; });
    if (part == addable.end()) return std::nullopt;
    return PartForm{
        context.records().schema().type(part->type),
        {},
        0,
        Url::local("/custody/{}/add/{}", line.contact, part->type),
        std::string(part->type) + "-" + line.file.text()};
}

/// The record that the address names, when it is of this alert and may be changed here.
Result<vault::Record> record_of(PageContext& context, const AlertLine& line)
{
    const auto id = context.path_id<RecordId>("record");
    if (!id) return fail(ErrorCode::not_found, "the address names no record");
    auto record = context.records().read(context.caller(), *id);
    if (!record) return record.error();
    const bool may_change = std::find(changeable.begin(), changeable.end(), record->type) != changeable.end();
    if (!may_change || record->file != line.file) return fail(ErrorCode::not_found, "no such record of this alert");
    return record;
}

PartForm form_to_change(const PageContext& context, const AlertLine& line, const vault::Record& record)
{
    return {
        context.records().schema().type(record.type),
        record.id,
        record.revision,
        Url::local("/custody/{}/change/{}", line.contact, record.id),
        "edit-" + record.id.text()};
}

Response not_there(PageContext& context)
{
    return web::error_page(context, fail(ErrorCode::not_found, "no such form of an alert"));
}

Response ending_form(PageContext& context, const Alert& alert, std::span<const forms::FormProblem> problems)
{
    std::vector<web::Choice> choices;
    const forms::CodeList* states = context.records().schema().list("custody_states");
    PANOH_CHECK(states != nullptr);
    for (const forms::Code& code : states->codes) {
        if (code.code != alert.line.status)
            choices.push_back({code.code, context.code_label("custody_states", code.code), {}});
    }
    web::InputOptions options;
    options.name = "status";
    options.label = context.text(msg("custody.end.how"));
    options.error = intake::mistake_of(context, problems, "status");
    const Html form = web::post_form(
        context,
        Url::local("/custody/{}/end", alert.line.contact),
        group(
            web::error_summary(context, intake::mistakes_of(context, problems)),
            web::radios(context, options, choices),
            intake::actions(std::vector<Html>{web::submit_button(context.text(msg("custody.form.save")))})
        )
    );
    return web::page(
        context,
        form_head(context, alert.line, msg("custody.end.heading")),
        group(web::paragraph(context.text(msg("custody.end.what_happens"))), form),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

}  // namespace

Response add_page(PageContext& context)
{
    const auto line = subject_of(context);
    if (!line) return web::error_page(context, line.error());
    const auto form = form_to_add(context, *line);
    if (!form) return not_there(context);
    if (!context.records().may(context.caller(), access::Verb::write, line->file, forms::Compartment::legal)) {
        return web::error_page(context, fail(ErrorCode::denied, "no rule lets the reader add to this alert"));
    }
    const auto part =
        std::find_if(addable.begin(), addable.end(), [&](const Part& each) { return each.type == form->type->name; });
    boost::json::object now;
    if (!part->time.empty()) now[part->time] = forms::moment_text(context.vault().clock().now());
    if (form->type->name == "death_consent") now["given_on"] = context.today();
    if (form->type->name == "custody_enquiry") now["asked_by"] = context.may("take_calls") ? "operator" : "lawyer";
    if (form->type->name == "custody_refusal") now["kept_out"] = "lawyer";
    auto values = forms::to_submission(*form->type, now, context.services().zone);
    return form_page(context, *line, *form, intake::start_of(context, form->draft, std::move(values), 0), {});
}

Response save_added(PageContext& context)
{
    const auto line = subject_of(context);
    if (!line) return web::error_page(context, line.error());
    const auto form = form_to_add(context, *line);
    if (!form) return not_there(context);
    return save(context, *line, *form, context.submission());
}

Response change_page(PageContext& context)
{
    const auto line = subject_of(context);
    if (!line) return web::error_page(context, line.error());
    const auto record = record_of(context, *line);
    if (!record) return web::error_page(context, record.error());
    const PartForm form = form_to_change(context, *line, *record);
    auto values = forms::to_submission(*form.type, record->merged().reveal(), context.services().zone);
    return form_page(
        context, *line, form, intake::start_of(context, form.draft, std::move(values), record->revision), {}
    );
}

Response save_changed(PageContext& context)
{
    const auto line = subject_of(context);
    if (!line) return web::error_page(context, line.error());
    const auto record = record_of(context, *line);
    if (!record) return web::error_page(context, record.error());
    const PartForm form = form_to_change(context, *line, *record);
    return save(context, *line, form, web::sent_edit(context, *form.type, record->id));
}

Response save_registered(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    const auto done = confirm_registration(context.records(), context.caller(), *alert, context.batch());
    if (!done) return web::error_page(context, done.error());
    return back_to(alert->line.contact);
}

Response end_page(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    return ending_form(context, *alert, {});
}

Response save_end(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    const std::string_view how = context.request().form.text("status");
    if (how.empty()) {
        const std::vector<forms::FormProblem> problems{
            {"status", {msg("custody.problem.choose_end"), {{"label", msg("custody.end.how")}}}}};
        return ending_form(context, *alert, problems);
    }
    const auto done = end_alert(context.records(), context.caller(), *alert, how, context.batch());
    if (!done) return web::error_page(context, done.error());
    return back_to(alert->line.contact);
}

Response save_asked(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    const auto person = UserId::parse(context.request().form.text("person")).value_or(UserId{});
    const auto done = ask_to_go(context.records(), context.caller(), *alert, person, context.batch());
    if (!done) return web::error_page(context, done.error());
    return back_to(alert->line.contact);
}

Response save_answer(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    const auto request = context.path_id<RecordId>("request").value_or(RecordId{});
    const auto going = std::find_if(alert->goings.begin(), alert->goings.end(), [&](const Going& each) {
        return each.record == request;
    });
    const bool is_mine = going != alert->goings.end() && going->person == context.actor().user;
    if (!is_mine && !context.may("take_calls")) {
        return web::error_page(context, fail(ErrorCode::denied, "the request is somebody else's"));
    }
    const std::string status(context.request().form.text("status"));
    const auto done = answer_request(context.records(), context.caller(), *alert, request, status, context.batch());
    if (!done) return web::error_page(context, done.error());
    // Whoever declines does not see the alert any more; who was kept out writes down by whom, while it is fresh.
    if (status == "declined" && !context.may("take_calls")) return Response::redirect(Url::local("/"));
    if (status == "kept_out") {
        return Response::redirect(Url::local("/custody/{}/add/{}", alert->line.contact, "custody_refusal"));
    }
    return back_to(alert->line.contact);
}

}  // namespace panoh::custody
