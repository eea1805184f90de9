// SPDX-License-Identifier: AGPL-3.0-or-later
// One form for every type: a new record in a file, and a change of a record.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_matter.hpp"
#include "modules/casework/pages_person.hpp"
#include "modules/casework/pages_record.hpp"
#include "modules/casework/pages_references.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "web/pages/drafts.hpp"

namespace panoh::casework {

namespace {

using access::Verb;
using web::Html;
using web::Url;
using namespace html;

/// Forms that were opened from different records are different drafts.
std::string
draft_name(const PageContext& context, const FileId& file, const forms::RecordType& type, const RecordId& record)
{
    if (!record.is_none()) return "edit-" + record.text();
    const RecordId from = opened_from(context);
    return type.name + "-" + (from.is_none() ? file.text() : from.text());
}

/// The address of a new form, which keeps what it was opened from.
Url address_of_new(const PageContext& context, const FileId& file, const forms::RecordType& type)
{
    Url address = Url::local("/files/{}/new/{}", file, type.name);
    for (const std::string_view parameter : {"from", "version_of"}) {
        const auto id = RecordId::parse(context.request().query.text(parameter));
        if (id) address = address.with(parameter, *id);
    }
    return address;
}

/// Where to go after saving, and without.
Url way_back(PageContext& context, const FileId& file, const forms::RecordType& type, const RecordId& saved)
{
    const auto record = saved.is_none() ? std::nullopt : open_reference(context, type.name, saved);
    return record ? home_of_record(context, *record) : home_of(context, file, type.name);
}

/// A form for a record of a type, as it is shown first and after mistakes.
struct RecordForm {
    const forms::RecordType& type;
    FileId file;
    RecordId record;  ///< none: a new one
    std::uint32_t base = 0;
    const forms::Submission& values;
    std::span<const forms::FormProblem> problems;
};

Response form_page(PageContext& context, const RecordForm& form, int status)
{
    const bool is_new = form.record.is_none();
    const MessageId title = is_new ? msg("casework.form.new") : msg("casework.form.edit");
    auto head = record_head(
        context, form.file, Sensitive<std::string>(context.text(title, {{"what", type_label(context, form.type.name)}}))
    );
    if (!head) return web::error_page(context, head.error());
    head->typed_text = true;
    web::FormView view;
    view.type = &form.type;
    view.values = &form.values;
    view.problems = form.problems;
    view.has_draft = true;
    view.choices = [&](const forms::Field& field) {
        return reference_choices(context, form.file, form.type, field);
    };
    if (form.type.name == "deadline") {
        view.choices = [&](const forms::Field&) {
            return deadline_people(context, form.file);
        };
    }
    if (form.type.name == "case_conference" && !is_new) {
        // Decisions have become tasks, which go their own way.
        for (const forms::Field& field : form.type.fields) {
            if (field.name != "decisions") view.only.push_back(field.name);
        }
    }
    if (form.type.name == "case") {
        // The status has its own record; whom it is about stands with the persons.
        view.only = {"opened_on", "region", "keyworker", "risk", "next_review_on", "languages", "categories"};
    }
    const Url target =
        is_new ? address_of_new(context, form.file, form.type) : Url::local("/records/{}/edit", form.record);
    const Html body = group(
        is_new ? Html() : PageContext::base_field(form.base),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("casework.form.save"))),
            el<"a">(
                cls("button button-quiet"),
                href(way_back(context, form.file, form.type, form.record)),
                context.text(msg("casework.form.cancel"))
            )
        )
    );
    const Url draft = Url::local("/drafts/{}", draft_name(context, form.file, form.type, form.record));
    const Html paper = is_new ? web::paper_form_link(context, form.type) : Html();
    return web::page(context, *head, group(web::post_form(context, target, body, draft), paper), status);
}

/// The type named in the address, when it may be added to a file of that kind by this reader.
Result<const forms::RecordType*> type_to_add(PageContext& context, const FileId& file)
{
    const forms::RecordType* type = context.records().schema().type(context.path_text("type"));
    const auto fact = context.vault().file(file);
    if (type == nullptr || !fact || fact->kind != type->file || !edit_rule(type->name).may_add
        || !takes(context.records(), file, *type)) {
        return fail(ErrorCode::not_found, "no such record can be added here");
    }
    if (!context.records().may(context.caller(), Verb::write, file, type->compartment)) {
        return fail(ErrorCode::denied, "no rule lets the writer add to this part of the file");
    }
    return type;
}

/// What a new form starts with.
Result<forms::Submission> start_of(PageContext& context, const FileId& file, const forms::RecordType& type)
{
    auto opened = start_from_record(context, file, type);
    if (!opened) return opened.error();
    boost::json::object fields = std::move(*opened);
    // When something was told is never made up.
    if (is_of_account(type.name) || type.file == forms::FileKind::knowledge) {
        return forms::to_submission(type, fields, context.services().zone);
    }
    const std::string today = context.today();
    for (const std::string_view field : {"occurred_on", "changed_on", "assessed_on", "given_on", "held_on", "since"}) {
        if (type.find(field) != nullptr) fields[field] = today;
    }
    // Besides the record that it was opened from, an address may bring a code of a list.
    const std::string_view purpose = context.request().query.text("purpose");
    const forms::CodeList* purposes = context.records().schema().list("consent_purposes");
    if (type.name == "consent" && purposes != nullptr && purposes->find(purpose) != nullptr) {
        fields["purpose"] = purpose;
    }
    if (type.name == "task") fields["assigned_to"] = context.actor().user.text();
    if (type.name == "appointment") fields["by"] = context.actor().user.text();
    if (type.name == "appointment") fields["state"] = "planned";
    if (type.name == "deadline") fields["owner"] = context.actor().user.text();
    return forms::to_submission(type, fields, context.services().zone);
}

/// What came of saving: the way back, the form again with what was typed, or both versions.
Response answer_to(PageContext& context, const RecordForm& form, const Result<records::FormOutcome>& outcome)
{
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        auto head = record_head(context, form.file, Sensitive<std::string>(context.text(msg("casework.form.clash"))));
        if (!head) return web::error_page(context, head.error());
        head->typed_text = true;
        const Html body = web::merge_view(context, form.type, *outcome->clash, form.values);
        return web::page(context, *head, body, http_status(ErrorCode::conflict));
    }
    if (!outcome->problems.empty()) {
        const RecordForm again{form.type, form.file, form.record, form.base, form.values, outcome->problems};
        return form_page(context, again, 422);
    }
    web::drop_draft(context, draft_name(context, form.file, form.type, form.record));
    return Response::redirect(way_back(context, form.file, form.type, outcome->record));
}

}  // namespace

Response new_record_form(PageContext& context)
{
    const FileId file = context.path_id<FileId>("file").value_or(FileId{});
    const auto type = type_to_add(context, file);
    if (!type) return web::error_page(context, type.error());
    const auto kept = web::load_draft(context, draft_name(context, file, **type, {}));
    const auto values = kept ? Result<forms::Submission>(*kept) : start_of(context, file, **type);
    if (!values) return web::error_page(context, values.error());
    return form_page(context, {**type, file, {}, 0, *values, {}}, 200);
}

Response save_new_record(PageContext& context)
{
    const FileId file = context.path_id<FileId>("file").value_or(FileId{});
    const auto type = type_to_add(context, file);
    if (!type) return web::error_page(context, type.error());
    const forms::Submission sent = context.submission();
    const auto outcome =
        save_form(context.records(), context.caller(), {(*type)->name, file, {}, 0}, sent, context.batch());
    return answer_to(context, {**type, file, {}, 0, sent, {}}, outcome);
}

Response edit_form_of(PageContext& context, const vault::Record& record)
{
    if (!edit_rule(record.type).may_edit || record.removed) {
        return web::error_page(context, fail(ErrorCode::not_found, "records of this type are not changed"));
    }
    if (!context.records().may_change(context.caller(), record)) {
        return web::error_page(context, fail(ErrorCode::denied, "no rule lets the writer change this"));
    }
    const forms::RecordType& type = *context.records().schema().type(record.type);
    const auto kept = web::load_draft(context, draft_name(context, record.file, type, record.id));
    const forms::Submission values =
        kept ? *kept : forms::to_submission(type, record.merged().reveal(), context.services().zone);
    const std::uint32_t base = kept ? web::base_of_draft(*kept, record.revision) : record.revision;
    return form_page(context, {type, record.file, record.id, base, values, {}}, 200);
}

Response edit_record_form(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (const auto question = question_before(context, *record, "edit")) return Response::redirect(*question);
    return edit_form_of(context, *record);
}

Response save_record(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (!edit_rule(record->type).may_edit) {
        return web::error_page(context, fail(ErrorCode::not_found, "records of this type are not changed"));
    }
    const forms::RecordType& type = *context.records().schema().type(record->type);
    const auto sent = web::sent_edit(context, type, record->id);
    if (!sent) return web::error_page(context, sent.error());
    const auto outcome = save_form(
        context.records(),
        context.caller(),
        {record->type, record->file, record->id, context.base()},
        *sent,
        context.batch()
    );
    return answer_to(context, {type, record->file, record->id, context.base(), *sent, {}}, outcome);
}

}  // namespace panoh::casework
