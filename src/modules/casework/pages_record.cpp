// SPDX-License-Identifier: AGPL-3.0-or-later
// One record of any type, and its history.
#include "modules/casework/pages_record.hpp"

#include "modules/casework/pages.hpp"
#include "modules/casework/pages_events.hpp"
#include "modules/casework/pages_person.hpp"
#include "modules/casework/pages_references.hpp"
#include "modules/casework/pages_tasks.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/undo.hpp"
#include "records/files.hpp"
#include "web/pages/attachments_view.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using web::Html;
using web::Url;
using namespace html;

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
    if (writable && record.type == "task") actions += task_buttons(context, record);
    if (writable && context.records().schema().type(record.type)->find("version_of") != nullptr) {
        actions += web::quiet_link_button(
            Url::local("/files/{}/new/{}", record.file, record.type).with("version_of", record.id),
            context.text(msg("events.says_otherwise"))
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

}  // namespace

Result<web::PageHead> record_head(PageContext& context, const FileId& file, Sensitive<std::string> heading)
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
    head.title = records::file_number(context.vault(), file);
    return head;
}

std::string type_label(const PageContext& context, std::string_view type)
{
    return context.text(MessageId("type." + std::string(type) + ".label"));
}

Result<vault::Record> record_in_path(PageContext& context)
{
    auto record = context.records().read(context.caller(), context.path_record());
    if (record && is_kept_unnamed(context.records(), context.caller(), *record)) {
        return fail(
            ErrorCode::denied, "a source that is not to be named is closed to this reader", {msg("events.unnamed"), {}}
        );
    }
    return record;
}

Response show_record(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (context.records().schema().type(record->type)->words() == "attachment") {
        return Response::redirect(Url::local("/attachments/{}", record->id));
    }
    const RecordId of_case = case_of_file(context.records(), record->file);
    if (record->type == "deadline" && !record->removed) {
        return Response::redirect(Url::local("/cases/{}/deadlines/{}", of_case, record->id));
    }
    if (record->type == "case_conference" && !record->removed) {
        return Response::redirect(Url::local("/cases/{}/conferences/{}", of_case, record->id));
    }
    if (record->type == "evidence_item") return Response::redirect(Url::local("/evidence/{}", record->id));
    // Where somebody is named who is said to have taken part, the words about proceedings stand beside it.
    const bool is_on_its_event = record->type == "event" || record->type == "involvement";
    if (is_on_its_event && !record->removed) return Response::redirect(home_of_record(context, *record));
    const bool is_entry = edit_rule(record->type).may_edit && !edit_rule(record->type).may_add
                          && context.records().schema().type(record->type)->file == forms::FileKind::knowledge;
    if (is_entry && !record->removed) return Response::redirect(Url::local("/knowledge/{}", record->id));
    if (const auto question = question_before(context, *record, {})) return Response::redirect(*question);
    auto head = record_head(context, record->file, Sensitive<std::string>(title_of(context, *record)));
    if (!head) return web::error_page(context, head.error());
    head->actions = record_actions(context, *record);
    const forms::RecordType& type = *context.records().schema().type(record->type);
    Html body;
    if (record->removed) {
        body += web::notice(web::Tone::due, context.text(msg("casework.record.removed")), Html());
    }
    body += web::record_facts(context, type, record->merged().reveal());
    body += references_section(context, *record);
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

Response history_of(PageContext& context, const RecordId& record)
{
    const auto revisions = context.records().history(context.caller(), record);
    if (!revisions) return web::error_page(context, revisions.error());
    const vault::Record& latest = revisions->back();
    auto head = record_head(
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

Response record_history(PageContext& context)
{
    const auto record = record_in_path(context);
    if (!record) return web::error_page(context, record.error());
    if (const auto question = question_before(context, *record, "history")) return Response::redirect(*question);
    return history_of(context, record->id);
}

Response undo_change(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto done = take_back(context.records(), context.caller(), record, context.base(), context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/records/{}/history", record));
}

}  // namespace panoh::casework
