// SPDX-License-Identifier: AGPL-3.0-or-later
// One pair of handlers for every type: a new record in a file, and an edit of a record.
#include "base/text.hpp"
#include "modules/casework/module.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_events.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/undo.hpp"
#include "web/pages/attachments_view.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using web::Html;
using web::Url;
using namespace html;

/// The head of a page about a record of a file: the frame of its case or person.
Result<web::PageHead> head_for(PageContext& context, const FileId& file, Sensitive<std::string> heading)
{
    const RecordId of_case = case_of_file(context.records(), file);
    if (!of_case.is_none()) {
        auto frame = case_frame(context, of_case, CaseTab::none);
        if (!frame) return frame.error();
        return frame->page(std::move(heading));
    }
    const auto person = person_of_file(context.records(), file);
    if (person) {
        auto frame = person_frame(context, person->record, PersonTab::none);
        if (!frame) return frame.error();
        return frame->page(std::move(heading));
    }
    web::PageHead head;
    head.heading = std::move(heading);
    return head;
}

std::string type_label(const PageContext& context, std::string_view type)
{
    return context.text(MessageId("type." + std::string(type) + ".label"));
}

std::string draft_name(const FileId& file, const forms::RecordType& type, const RecordId& record)
{
    return record.is_none() ? type.name + "-" + file.text() : "edit-" + record.text();
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
    auto head = head_for(
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
        return choices_for(context, form.file, field);
    };
    if (form.type.name == "case") {
        // The status has its own record; whom it is about stands with the persons.
        view.only = {"opened_on", "region", "keyworker", "risk", "next_review_on", "languages", "categories"};
    }
    const Url target = is_new ? Url::local("/files/{}/new/{}", form.file, form.type.name)
                              : Url::local("/records/{}/edit", form.record);
    const Html body = group(
        is_new ? Html() : PageContext::base_field(form.base),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("casework.form.save"))),
            el<"a">(
                cls("button button-quiet"),
                href(home_of(context, form.file, form.type.name)),
                context.text(msg("casework.form.cancel"))
            )
        )
    );
    const Url draft = Url::local("/drafts/{}", draft_name(form.file, form.type, form.record));
    const Html paper = is_new ? web::paper_form_link(context, form.type) : Html();
    return web::page(context, *head, group(web::post_form(context, target, body, draft), paper), status);
}

/// The type named in the address, when it may be added to a file of that kind by this reader.
Result<const forms::RecordType*> type_to_add(PageContext& context, const FileId& file)
{
    const forms::RecordType* type = context.records().schema().type(context.path_text("type"));
    const auto fact = context.vault().file(file);
    if (type == nullptr || !fact || fact->kind != type->file || !edit_rule(type->name).may_add) {
        return fail(ErrorCode::not_found, "no such record can be added here");
    }
    if (!context.records().may(context.caller(), Verb::write, file, type->compartment)) {
        return fail(ErrorCode::denied, "no rule lets the writer add to this part of the file");
    }
    return type;
}

/// What a new form starts with.
forms::Submission start_of(PageContext& context, const forms::RecordType& type)
{
    forms::Submission start;
    boost::json::object fields;
    const std::string today = context.today();
    for (const std::string_view field : {"occurred_on", "changed_on", "assessed_on", "given_on", "since"}) {
        if (type.find(field) != nullptr) fields[field] = today;
    }
    // The only parameter that an address may bring: a code of a list.
    const std::string_view purpose = context.request().query.text("purpose");
    const forms::CodeList* purposes = context.records().schema().list("consent_purposes");
    if (type.name == "consent" && purposes != nullptr && purposes->find(purpose) != nullptr) {
        fields["purpose"] = purpose;
    }
    if (type.name == "task") fields["assigned_to"] = context.actor().user.text();
    return forms::to_submission(type, fields, context.services().zone);
}

/// What came of saving: the way back, the form again with what was typed, or both versions.
Response answer_to(PageContext& context, const RecordForm& form, const Result<records::FormOutcome>& outcome)
{
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        auto head = head_for(context, form.file, Sensitive<std::string>(context.text(msg("casework.form.clash"))));
        if (!head) return web::error_page(context, head.error());
        head->typed_text = true;
        const Html body = web::merge_view(context, form.type, *outcome->clash, form.values);
        return web::page(context, *head, body, http_status(ErrorCode::conflict));
    }
    if (!outcome->problems.empty()) {
        const RecordForm again{form.type, form.file, form.record, form.base, form.values, outcome->problems};
        return form_page(context, again, 422);
    }
    web::drop_draft(context, draft_name(form.file, form.type, form.record));
    return Response::redirect(home_of(context, form.file, form.type.name));
}

/// A record to look at or change; refusals are noted by reading it.
Result<vault::Record> record_in_path(PageContext& context)
{
    return context.records().read(context.caller(), context.path_record());
}

Html record_actions(PageContext& context, const vault::Record& record)
{
    const EditRule rule = edit_rule(record.type);
    const bool writable =
        !record.removed && context.records().may(context.caller(), Verb::write, record.file, record.compartment);
    Html actions;
    if (writable && rule.may_edit) {
        actions +=
            web::link_button(Url::local("/records/{}/edit", record.id), context.text(msg("casework.overview.change")));
    }
    if (writable && record.type == "task" && text_at(record.coded, "state") != "done") {
        actions += web::action_button(
            context, Url::local("/records/{}/done", record.id), context.text(msg("casework.tasks.done"))
        );
        actions += web::quiet_link_button(
            Url::local("/records/{}/postpone", record.id), context.text(msg("casework.tasks.postpone"))
        );
    }
    actions += web::quiet_link_button(
        Url::local("/records/{}/history", record.id), context.text(msg("casework.record.history"))
    );
    if (writable && rule.may_remove) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/remove", record.id), context.text(msg("casework.record.remove"))
        );
    }
    return actions;
}

/// The button that takes the last change back; nothing for who may not.
Html undo_button(PageContext& context, const std::vector<vault::Record>& revisions)
{
    const vault::Record& newest = revisions.back();
    const bool writable = context.records().may(context.caller(), Verb::write, newest.file, newest.compartment);
    if (!writable || !may_take_back(revisions)) return {};
    const Url target = Url::local("/records/{}/undo", newest.id);
    return el<"form">(
        cls("actions no-print"),
        a<"method">("post"),
        action(target),
        context.form_start(target),
        PageContext::base_field(newest.revision),
        web::secondary_submit(context.text(newest.removed ? msg("pages.undo.removal") : msg("pages.undo.change")))
    );
}

Response removal_page(PageContext& context, const vault::Record& record, const std::string& problem)
{
    auto head = head_for(
        context,
        record.file,
        Sensitive<std::string>(context.text(msg("casework.remove.title"), {{"what", type_label(context, record.type)}}))
    );
    if (!head) return web::error_page(context, head.error());
    head->typed_text = true;
    const forms::RecordType& type = *context.records().schema().type(record.type);
    web::InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(msg("casework.remove.reason"));
    reason.error = problem;
    reason.lines = 3;
    const Html body = group(
        PageContext::base_field(record.revision),
        web::text_input(context, reason),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("casework.remove.confirm"))),
            el<"a">(
                cls("button button-quiet"),
                href(Url::local("/records/{}", record.id)),
                context.text(msg("casework.form.cancel"))
            )
        )
    );
    return web::page(
        context,
        *head,
        group(
            web::notice(
                web::Tone::due,
                context.text(msg("casework.remove.notice")),
                web::record_facts(context, type, record.merged().reveal())
            ),
            web::post_form(context, Url::local("/records/{}/remove", record.id), body)
        ),
        problem.empty() ? 200 : 422
    );
}

}  // namespace

Response new_record_form(PageContext& context)
{
    const FileId file = context.path_id<FileId>("file").value_or(FileId{});
    const auto type = type_to_add(context, file);
    if (!type) return web::error_page(context, type.error());
    const auto kept = web::load_draft(context, draft_name(file, **type, {}));
    const forms::Submission values = kept ? *kept : start_of(context, **type);
    return form_page(context, {**type, file, {}, 0, values, {}}, 200);
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

Response show_record(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (context.records().schema().type(record->type)->words() == "attachment") {
        return Response::redirect(Url::local("/attachments/{}", record->id));
    }
    auto head = head_for(context, record->file, Sensitive<std::string>(title_of(context, *record)));
    if (!head) return web::error_page(context, head.error());
    head->actions = record_actions(context, *record);
    const forms::RecordType& type = *context.records().schema().type(record->type);
    Html body;
    if (record->removed) {
        body += web::notice(web::Tone::due, context.text(msg("casework.record.removed")), Html());
    }
    body += web::record_facts(context, type, record->merged().reveal());
    body += el<"p">(
        cls("meta"),
        context.text(
            msg("casework.record.last_change"),
            {{"who", context.user_name(record->author).reveal()},
             {"when", context.translator().moment(record->written_at)}}
        )
    );
    if (!record->removed) body += web::attachments_section(context, record->file, record->compartment, record->id);
    return web::page(context, *head, body);
}

Response edit_record_form(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (!edit_rule(record->type).may_edit || record->removed) {
        return web::error_page(context, fail(ErrorCode::not_found, "records of this type are not changed"));
    }
    if (!context.records().may(context.caller(), Verb::write, record->file, record->compartment)) {
        return web::error_page(context, fail(ErrorCode::denied, "no rule lets the writer change this"));
    }
    const forms::RecordType& type = *context.records().schema().type(record->type);
    const auto kept = web::load_draft(context, draft_name(record->file, type, record->id));
    const forms::Submission values =
        kept ? *kept : forms::to_submission(type, record->merged().reveal(), context.services().zone);
    const std::uint32_t base = kept ? web::base_of_draft(*kept, record->revision) : record->revision;
    return form_page(context, {type, record->file, record->id, base, values, {}}, 200);
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

Response record_history(PageContext& context)
{
    const auto revisions = context.records().history(context.caller(), context.path_record());
    if (!revisions) return web::error_page(context, revisions.error());
    const vault::Record& latest = revisions->back();
    auto head = head_for(
        context,
        latest.file,
        Sensitive<std::string>(
            context.text(msg("casework.record.history_of"), {{"what", type_label(context, latest.type)}})
        )
    );
    if (!head) return web::error_page(context, head.error());
    const forms::RecordType& type = *context.records().schema().type(latest.type);
    Html body;
    if (latest.removed) {
        const Sensitive<std::string> reason(text_at(latest.content.reveal(), removal_reason_member));
        body += web::notice(web::Tone::due, context.text(msg("casework.record.removed")), el<"p">(reason));
    }
    body += el<"h2">(cls("visually-hidden"), context.text(msg("casework.record.versions")));
    body += web::history_view(context, type, *revisions, undo_button(context, *revisions));
    return web::page(context, *head, body);
}

Response undo_change(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto done = take_back(context.records(), context.caller(), record, context.base(), context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/records/{}/history", record));
}

Response removal_form(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (!edit_rule(record->type).may_remove || record->removed) {
        return web::error_page(context, fail(ErrorCode::not_found, "records of this type are not removed"));
    }
    return removal_page(context, *record, {});
}

Response save_removal(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    const std::string reason(trimmed(context.request().form.text("reason")));
    if (reason.empty()) return removal_page(context, *record, context.text(msg("casework.remove.say_why")));
    const auto done =
        remove_record(context.records(), context.caller(), record->id, context.base(), context.batch(), reason);
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(home_of(context, record->file, record->type));
}

}  // namespace panoh::casework
