// SPDX-License-Identifier: AGPL-3.0-or-later
// The forms of a line and of a shift.
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/pages_duty.hpp"
#include "modules/intake/pages_parts.hpp"
#include "web/pages/drafts.hpp"

#include <initializer_list>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// Either of the two forms: of a new record when `record` is none.
struct DutyForm {
    const char* type;
    RecordId record;
    Url address;
    std::string draft;
    MessageId heading;
};

DutyForm line_form(const RecordId& line)
{
    if (line.is_none()) {
        return {"hotline_line", {}, Url::local("/duty/lines/new"), "duty-line", msg("duty.new_line")};
    }
    return {
        "hotline_line", line, Url::local("/duty/lines/{}", line), "duty-line-" + line.text(), msg("duty.change_line")};
}

DutyForm shift_form(const RecordId& shift)
{
    if (shift.is_none()) {
        return {"duty_shift", {}, Url::local("/duty/shifts/new"), "duty-shift", msg("duty.new_shift")};
    }
    return {
        "duty_shift",
        shift,
        Url::local("/duty/shifts/{}", shift),
        "duty-shift-" + shift.text(),
        msg("duty.change_shift")};
}

const forms::RecordType& type_of(const PageContext& context, const DutyForm& form)
{
    return *context.records().schema().type(form.type);
}

web::PageHead head_of(const PageContext& context, const DutyForm& form)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(form.heading));
    head.title = context.text(form.heading);
    head.place = web::Place::calls;
    head.typed_text = true;
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/duty")), context.text(msg("duty.back")));
    return head;
}

/// Taking a shift off the list is a form of its own, below the other one.
Html take_off(const PageContext& context, const DutyForm& form)
{
    if (form.record.is_none() || std::string_view(form.type) != "duty_shift") return {};
    const Url target = Url::local("/duty/shifts/{}/take-off", form.record);
    return el<"div">(cls("section"), web::action_button(context, target, context.text(msg("duty.take_off"))));
}

/// A list with many codes, closed, with what was chosen.
Html folded_codes(const PageContext& context, const web::FormView& view, std::string_view field, std::string_view list)
{
    std::vector<std::string> chosen;
    for (const std::string_view code : view.values->all(field))
        chosen.push_back(context.code_label(list, code));
    std::string summary = context.text(forms::field_message(view.type->name, field));
    if (!chosen.empty()) summary += ": " + context.translator().list(chosen);
    return folded(summary, web::form_field(context, view, field), false);
}

Html line_fields(const PageContext& context, const web::FormView& view)
{
    const auto fields = [&](std::initializer_list<std::string_view> names) {
        Html all;
        for (const std::string_view name : names)
            all += web::form_field(context, view, name);
        return all;
    };
    return group(
        web::error_summary(context, mistakes_of(context, view.problems)),
        fields({"name", "kind", "numbers"}),
        folded_codes(context, view, "regions", "regions"),
        folded_codes(context, view, "languages", "languages"),
        fields({"round_the_clock", "opens", "closes", "days", "closed"})
    );
}

Html fields_of(const PageContext& context, const DutyForm& form, const web::FormView& view)
{
    const bool is_line = std::string_view(form.type) == "hotline_line";
    return is_line ? line_fields(context, view) : web::form_fields(context, view);
}

Response form_page(
    PageContext& context, const DutyForm& form, const FormStart& start, std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = &type_of(context, form);
    view.values = &start.values;
    view.problems = problems;
    view.choices = [&context](const forms::Field& field) {
        return field.name == "line" ? line_choices(context) : web::staff_choices(context);
    };
    const std::vector<Html> buttons{
        web::submit_button(context.text(msg("intake.save"))),
        web::quiet_link_button(Url::local("/duty"), context.text(msg("intake.cancel")))};
    const Html body = group(PageContext::base_field(start.base), fields_of(context, form, view), actions(buttons));
    return web::page(
        context,
        head_of(context, form),
        group(
            draft_notice(context, start, form.address),
            web::post_form(context, form.address, body, Url::local("/drafts/{}", form.draft)),
            take_off(context, form)
        ),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Response new_form(PageContext& context, const DutyForm& form, forms::Submission values)
{
    return form_page(context, form, start_of(context, form.draft, std::move(values), 0), {});
}

Response stored_form(PageContext& context, const DutyForm& form)
{
    const auto record = open_duty(context.records(), context.caller(), form.type, form.record);
    if (!record) return web::error_page(context, record.error());
    forms::Submission values =
        forms::to_submission(type_of(context, form), record->merged().reveal(), context.services().zone);
    return form_page(context, form, start_of(context, form.draft, std::move(values), record->revision), {});
}

Result<forms::Submission> sent(PageContext& context, const DutyForm& form)
{
    if (form.record.is_none()) return context.submission();
    return web::sent_edit(context, type_of(context, form), form.record);
}

/// The week of the shift that was saved.
Url after_saving(const PageContext& context, const forms::Submission& submission)
{
    const auto moment =
        forms::moment_of(submission.first("starts.date"), submission.first("starts.time"), context.services().zone);
    const auto local = moment ? forms::moment_parts(*moment, context.services().zone) : std::nullopt;
    const auto day = local ? forms::parse_iso_day(local->first) : std::nullopt;
    return day ? week_address(*day) : Url::local("/duty");
}

using Save = Result<
    records::
        FormOutcome> (*)(const Records&, const Caller&, const records::FormChange&, const forms::Submission&, const BatchId&);

Response save_form(PageContext& context, const DutyForm& form, Save save)
{
    const auto submission = sent(context, form);
    if (!submission) return web::error_page(context, submission.error());
    const records::FormChange change{form.type, {}, form.record, form.record.is_none() ? 0 : context.base()};
    const auto outcome = save(context.records(), context.caller(), change, *submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        const Html merge = web::merge_view(context, type_of(context, form), *outcome->clash, *submission);
        return web::page(context, head_of(context, form), merge, http_status(ErrorCode::conflict));
    }
    if (!outcome->saved()) return form_page(context, form, {*submission, change.base}, outcome->problems);
    web::drop_draft(context, form.draft);
    return Response::redirect(after_saving(context, *submission));
}

/// The line of the address, and the hours of the gap that is to be filled.
forms::Submission shift_start(const PageContext& context)
{
    const web::Parameters& query = context.request().query;
    forms::Submission start;
    start.add("line", std::string(query.text("line")));
    start.add("role", operator_role);
    for (const std::string_view field : {"starts", "ends"}) {
        const auto local = forms::moment_parts(query.text(field), context.services().zone);
        if (!local) continue;
        start.add(std::string(field) + ".date", local->first);
        start.add(std::string(field) + ".time", local->second);
    }
    return start;
}

RecordId named(const PageContext& context, std::string_view part)
{
    return context.path_id<RecordId>(part).value_or(RecordId{});
}

}  // namespace

Response new_line_page(PageContext& context)
{
    return new_form(context, line_form({}), {});
}

Response line_page(PageContext& context)
{
    return stored_form(context, line_form(named(context, "line")));
}

Response save_line_form(PageContext& context)
{
    return save_form(context, line_form(named(context, "line")), save_line);
}

Response new_shift_page(PageContext& context)
{
    return new_form(context, shift_form({}), shift_start(context));
}

Response shift_page(PageContext& context)
{
    return stored_form(context, shift_form(named(context, "shift")));
}

Response save_shift_form(PageContext& context)
{
    return save_form(context, shift_form(named(context, "shift")), save_shift);
}

Response take_off_shift(PageContext& context)
{
    const auto done = remove_shift(context.records(), context.caller(), named(context, "shift"), context.batch());
    return done ? Response::redirect(Url::local("/duty")) : web::error_page(context, done.error());
}

}  // namespace panoh::intake
