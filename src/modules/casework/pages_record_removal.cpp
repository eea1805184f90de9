// SPDX-License-Identifier: AGPL-3.0-or-later
// Removing a record, with the reason why.
#include "base/text.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_person.hpp"
#include "modules/casework/pages_record.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "web/pages/form_view.hpp"

namespace panoh::casework {

namespace {

using web::Html;
using web::Url;
using namespace html;

Response removal_page(PageContext& context, const vault::Record& record, const std::string& problem)
{
    auto head = record_head(
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
                web::record_facts(context, type, shown_at_once(record))
            ),
            web::post_form(context, Url::local("/records/{}/remove", record.id), body)
        ),
        problem.empty() ? 200 : 422
    );
}

}  // namespace

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
