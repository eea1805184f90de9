// SPDX-License-Identifier: AGPL-3.0-or-later
// Forms of the records of an evaluation: one for every type, with `evaluation` filled in by the program.
#include "base/text.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "web/pages/attachments_view.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::array<std::string_view, 11> addable{
    "request_for_expertise",
    "evaluator",
    "sitting",
    "finding",
    "psychological_finding",
    "diagnostic_test",
    "consultation",
    "conclusion",
    "review_remark",
    "reviewed_report",
    "review_note"};

/// A form of one record; a new one when `record` is none.
struct PartForm {
    const forms::RecordType* type = nullptr;
    FileId file;
    RecordId record;
    std::uint32_t revision = 0;
    Url address = Url::local("/evaluations");
    std::string draft;
    bool may_remove = false;
};

bool is_addable(std::string_view type)
{
    return type == "quality_answer" || std::find(addable.begin(), addable.end(), type) != addable.end();
}

/// Fields of the form. Whom and which consents an evaluation is about is not changed, nor its layout.
std::vector<std::string> fields_of(const forms::RecordType& type, const Opened& evaluation)
{
    if (type.name == "evaluation") return {"kind", "ip_edition", "language", "request", "due_on"};
    std::vector<std::string> asked;
    for (const forms::Field& field : type.fields) {
        if (!field.derived && is_asked(is_of_body(evaluation.record), type.name, field)) asked.push_back(field.name);
    }
    return asked;
}

std::function<bool(const forms::Field&)> asks_of(const forms::RecordType& type, const Opened& evaluation)
{
    return [only = fields_of(type, evaluation)](const forms::Field& field) {
        return std::find(only.begin(), only.end(), field.name) != only.end();
    };
}

Html removal(PageContext& context, const Opened& evaluation, const PartForm& form, const std::string& problem)
{
    if (!form.may_remove) return {};
    web::InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(msg("evaluation.remove.reason"));
    reason.error = problem;
    const Html body = web::post_form(
        context,
        Url::local("/evaluations/{}/records/{}/remove", evaluation.line.evaluation, form.record),
        group(
            web::paragraph(context.text(msg("evaluation.remove.what_happens"))),
            web::text_input(context, reason),
            actions(web::secondary_submit(context.text(msg("evaluation.remove.submit"))))
        )
    );
    return problem.empty() ? web::details(context.text(msg("evaluation.remove.heading")), body)
                           : web::section(context.text(msg("evaluation.remove.heading")), body);
}

/// What people should know before they fill in a form of this type.
Html hint_for(const PageContext& context, std::string_view type, bool of_body)
{
    if (type == "conclusion") return web::paragraph(context.text(msg("evaluation.form.hint_conclusion")));
    if (type == "sitting") {
        const MessageId hint = of_body ? msg("evaluation.body.sitting_hint") : msg("evaluation.form.hint_sitting");
        return web::paragraph(context.text(hint));
    }
    if (type == "review_remark") return web::paragraph(context.text(msg("evaluation.form.hint_remark")));
    return {};
}

Response form_page(
    PageContext& context,
    const Opened& evaluation,
    const PartForm& form,
    const FormStart& start,
    std::span<const forms::FormProblem> problems,
    const std::string& removal_problem = {}
)
{
    web::FormView view;
    view.type = form.type;
    view.values = &start.values;
    view.problems = problems;
    view.only = fields_of(*form.type, evaluation);
    view.has_draft = true;
    view.choices = [&](const forms::Field& field) {
        return choices_in(context, evaluation, form.file, field);
    };
    const Html body = web::post_form(
        context,
        form.address,
        group(
            form.record.is_none() ? Html() : PageContext::base_field(start.base),
            web::form_fields(context, view),
            actions(group(
                web::submit_button(context.text(msg("evaluation.form.save"))),
                web::quiet_link_button(home_of(evaluation), context.text(msg("evaluation.form.cancel"))),
                form.record.is_none()
                    ? Html()
                    : web::quiet_link_button(
                        Url::local("/records/{}/history", form.record), context.text(msg("evaluation.form.history"))
                    )
            ))
        ),
        Url::local("/drafts/{}", form.draft)
    );
    const MessageId heading = form.record.is_none() ? msg("evaluation.form.new") : msg("evaluation.form.change");
    const bool bad = !problems.empty() || !removal_problem.empty();
    return web::page(
        context,
        form_head(context, evaluation, context.text(heading, {{"what", type_words(context, form.type->name)}})),
        group(
            hint_for(context, form.type->name, is_of_body(evaluation.record)),
            draft_notice(context, start, form.address),
            body,
            removal(context, evaluation, form, removal_problem)
        ),
        bad ? http_status(ErrorCode::invalid_input) : 200
    );
}

/// The form that the address asks for, when its type is added here and the reader may write it.
Result<PartForm> form_to_add(PageContext& context, const Opened& evaluation)
{
    const std::string_view name = context.path_text("type");
    const forms::RecordType* type = context.records().schema().type(name);
    const bool fits = !is_type_of_review(name) || is_review(evaluation);
    if (type == nullptr || !is_addable(name) || !fits)
        return fail(ErrorCode::not_found, "no such record can be added here");
    PartForm form;
    form.type = type;
    form.file = file_for(context.records(), evaluation, name, is_apart(context));
    if (form.file.is_none()
        || !context.records().may(context.caller(), access::Verb::write, form.file, type->compartment)) {
        return fail(ErrorCode::denied, "no rule lets the writer add to this part of the evaluation");
    }
    if (name != "request_for_expertise" && is_closed(context.records(), evaluation, form.file)) {
        return refusal(msg("evaluation.problem.closed"));
    }
    const RecordId& id = evaluation.line.evaluation;
    form.address = is_apart(context) ? Url::local("/evaluations/{}/apart/add/{}", id, name)
                                     : Url::local("/evaluations/{}/add/{}", id, name);
    form.draft = std::string(name) + "-" + form.file.text();
    return form;
}

Result<PartForm> form_to_change(PageContext& context, const Opened& evaluation)
{
    const auto id = context.path_id<RecordId>("record");
    if (!id) return fail(ErrorCode::not_found, "the address names no record");
    const auto record = context.records().read(context.caller(), *id);
    if (!record) return record.error();
    const bool is_of_it = record->file == evaluation.line.file || record->file == evaluation.draft
                          || (!evaluation.apart.is_none() && record->file == evaluation.apart);
    if (!is_of_it || record->removed || (!is_addable(record->type) && record->type != "evaluation")) {
        return fail(ErrorCode::not_found, "no such record of this evaluation");
    }
    PartForm form;
    form.type = context.records().schema().type(record->type);
    form.file = record->file;
    form.record = record->id;
    form.revision = record->revision;
    form.address = Url::local("/evaluations/{}/records/{}", evaluation.line.evaluation, record->id);
    form.draft = "edit-" + record->id.text();
    form.may_remove = record->type != "evaluation" && record->type != "request_for_expertise";
    return form;
}

/// A code or record that an address may bring into a new form: what it is about.
void take_from_address(PageContext& context, const forms::RecordType& type, boost::json::object& fields)
{
    for (const std::string_view name : {"element", "item", "section", "scope", "system"}) {
        const forms::Field* field = type.find(name);
        const std::string_view given = context.request().query.text(name);
        const forms::CodeList* list = field == nullptr ? nullptr : context.records().schema().list(field->list);
        if (list != nullptr && list->find(given) != nullptr) fields[name] = given;
    }
    const auto about = RecordId::parse(context.request().query.text("about"));
    if (about && type.find("about") != nullptr && !type.find("about")->derived) fields["about"] = about->text();
}

forms::Submission values_of_new(PageContext& context, const Opened& evaluation, const forms::RecordType& type)
{
    boost::json::object fields;
    if (type.name == "sitting") fields["held_on"] = context.today();
    if (type.find("presence") != nullptr) fields["presence"] = "found";
    if (type.find("sitting") != nullptr) {
        const auto sittings = context.records().of_file(context.caller(), evaluation.draft, "sitting");
        if (sittings && !sittings->empty()) fields["sitting"] = sittings->front().id.text();
    }
    take_from_address(context, type, fields);
    return forms::to_submission(type, fields, context.services().zone);
}

Response answer_to(
    PageContext& context,
    const Opened& evaluation,
    const PartForm& form,
    const forms::Submission& sent,
    const Result<records::FormOutcome>& outcome
)
{
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        return web::page(
            context,
            form_head(context, evaluation, context.text(msg("evaluation.form.clash"))),
            web::merge_view(context, *form.type, *outcome->clash, sent),
            http_status(ErrorCode::conflict)
        );
    }
    if (!outcome->saved()) {
        return form_page(context, evaluation, form, {sent, context.base(), false}, outcome->problems);
    }
    web::drop_draft(context, form.draft);
    if (form.type->name == "finding") {
        return Response::redirect(Url::local("/evaluations/{}/findings/{}", evaluation.line.evaluation, outcome->record)
        );
    }
    if (form.type->name == "review_remark" || form.type->name == "quality_answer") {
        return Response::redirect(Url::local("/evaluations/{}/quality", evaluation.line.evaluation));
    }
    if (form.file == evaluation.apart) {
        return Response::redirect(Url::local("/evaluations/{}/apart", evaluation.line.evaluation));
    }
    return Response::redirect(home_of(evaluation));
}

/// A record that takes no change any more, or that the reader may not change: to be read.
Response record_view(PageContext& context, const Opened& evaluation, const PartForm& form)
{
    const auto record = context.records().read(context.caller(), form.record);
    if (!record) return web::error_page(context, record.error());
    auto head = form_head(context, evaluation, type_words(context, form.type->name));
    head.typed_text = false;
    return web::page(context, head, web::record_facts(context, *form.type, record->merged().reveal()));
}

bool takes_changes(PageContext& context, const Opened& evaluation, const PartForm& form)
{
    const bool writes = context.records().may(context.caller(), access::Verb::write, form.file, form.type->compartment);
    const bool late = form.type->name == "request_for_expertise";
    return writes && (late || !is_closed(context.records(), evaluation, form.file));
}

}  // namespace

Response add_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto form = form_to_add(context, *evaluation);
    if (!form) return web::error_page(context, form.error());
    const auto values = values_of_new(context, *evaluation, *form->type);
    const bool asked_for = !context.request().query.text("about").empty();
    const FormStart start = asked_for ? FormStart{values, 0, false} : start_of(context, form->draft, values, 0);
    return form_page(context, *evaluation, *form, start, {});
}

Response save_added(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto form = form_to_add(context, *evaluation);
    if (!form) return web::error_page(context, form.error());
    const forms::Submission sent = context.submission();
    const records::FormChange change{form->type->name, form->file, {}, 0, asks_of(*form->type, *evaluation)};
    const auto outcome = save_part(context.records(), context.caller(), *evaluation, change, sent, context.batch());
    return answer_to(context, *evaluation, *form, sent, outcome);
}

Response edit_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto form = form_to_change(context, *evaluation);
    if (!form) return web::error_page(context, form.error());
    if (!takes_changes(context, *evaluation, *form)) return record_view(context, *evaluation, *form);
    const auto record = context.records().read(context.caller(), form->record);
    if (!record) return web::error_page(context, record.error());
    const auto stored = forms::to_submission(*form->type, record->merged().reveal(), context.services().zone);
    return form_page(context, *evaluation, *form, start_of(context, form->draft, stored, form->revision), {});
}

Response save_edited(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto form = form_to_change(context, *evaluation);
    if (!form) return web::error_page(context, form.error());
    const auto sent = web::sent_edit(context, *form->type, form->record);
    if (!sent) return web::error_page(context, sent.error());
    const records::FormChange change{
        form->type->name, form->file, form->record, context.base(), asks_of(*form->type, *evaluation)};
    const auto outcome = save_part(context.records(), context.caller(), *evaluation, change, *sent, context.batch());
    return answer_to(context, *evaluation, *form, *sent, outcome);
}

Response save_removed(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto id = context.path_id<RecordId>("record").value_or(RecordId{});
    const auto record = context.records().read(context.caller(), id);
    if (!record) return web::error_page(context, record.error());
    if (record->type == "finding_mark") {
        const auto done = remove_part(
            context.records(),
            context.caller(),
            *evaluation,
            *record,
            context.text(msg("evaluation.mark.removed")),
            context.batch()
        );
        if (!done) return web::error_page(context, done.error());
        return Response::redirect(
            Url::local("/evaluations/{}/findings/{}/marks", evaluation->line.evaluation, text_of(*record, "finding"))
                .with("view", text_of(*record, "view"))
        );
    }
    const auto form = form_to_change(context, *evaluation);
    if (!form) return web::error_page(context, form.error());
    if (!form->may_remove) return web::error_page(context, fail(ErrorCode::denied, "this is not removed"));
    const std::string reason(trimmed(context.request().form.text("reason")));
    if (reason.empty()) {
        const auto stored = forms::to_submission(*form->type, record->merged().reveal(), context.services().zone);
        return form_page(
            context,
            *evaluation,
            *form,
            {stored, form->revision, false},
            {},
            context.text(msg("evaluation.problem.reason_needed"))
        );
    }
    const auto done = remove_part(context.records(), context.caller(), *evaluation, *record, reason, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(home_of(*evaluation));
}

}  // namespace panoh::evaluation
