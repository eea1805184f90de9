// SPDX-License-Identifier: AGPL-3.0-or-later
// Changing a call: one generated form for each record.
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_number.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules.hpp"
#include "web/pages/drafts.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// One of the two records that a call is made of, as its form sees it.
struct Part {
    const forms::RecordType* type = nullptr;
    RecordId record;  ///< none: to be made
    Url address;
    std::string draft;
    MessageId heading;
    std::vector<web::Choice> lines;  ///< of the organisation
    bool number_is_closed = false;   ///< it has to be asked for, and is corrected where it is shown

    /// With lines of its own, an organisation asks for the line and not for its kind.
    [[nodiscard]] bool asks(const forms::Field& field) const
    {
        if (field.name == "line") return !lines.empty();
        if (field.name == "hotline") return lines.empty();
        return field.name != "phone" || !number_is_closed;
    }
};

Part contact_part(PageContext& context, const Call& call)
{
    return {
        context.records().schema().type("contact"),
        call.contact.id,
        Url::local("/calls/{}/edit", call.contact.id),
        "contact-" + call.contact.id.text(),
        msg("intake.edit.contact"),
        line_choices(context)};
}

/// A number that is not known to be safe is neither shown nor asked for.
Result<Part> account_part(PageContext& context, const Call& call)
{
    Part part{
        context.records().schema().type("contact_account"),
        call.account.value_or(RecordId{}),
        Url::local("/calls/{}/edit-account", call.contact.id),
        "contact-account-" + call.contact.id.text(),
        msg("intake.edit.account"),
        {}};
    const auto call_back = open_call_back(context.records(), context.caller(), call.contact.id);
    if (!call_back) return call_back.error();
    part.number_is_closed = call_back->asks_first && !call_back->phone.reveal().empty();
    return part;
}

Html explained(const PageContext& context, const Part& part)
{
    const bool is_contact = part.type->name == "contact";
    return web::paragraph(context.text(is_contact ? msg("intake.edit.keep_note.text") : msg("intake.new.number_kept")));
}

Response form_page(
    const PageContext& context,
    const Call& call,
    const Part& part,
    const FormStart& start,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = part.type;
    view.values = &start.values;
    view.problems = problems;
    view.has_draft = true;
    view.choices = [&part](const forms::Field& /*field*/) {
        return part.lines;
    };
    for (const forms::Field& field : part.type->fields) {
        if (!field.derived && part.asks(field)) view.only.push_back(field.name);
    }
    const std::vector<Html> buttons{
        web::submit_button(context.text(msg("intake.save"))),
        web::quiet_link_button(Url::local("/calls/{}", call.contact.id), context.text(msg("intake.cancel")))};
    const Html body = group(
        PageContext::base_field(start.base), explained(context, part), web::form_fields(context, view), actions(buttons)
    );
    const Html form = web::post_form(context, part.address, body, Url::local("/drafts/{}", part.draft));
    return web::page(
        context,
        form_head(context, call, part.heading),
        group(draft_notice(context, start, part.address), form),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Response stored_form(PageContext& context, const Call& call, const Part& part, const vault::Record* stored)
{
    forms::Submission values;
    if (stored != nullptr) {
        values = forms::to_submission(*part.type, stored->merged().reveal(), context.services().zone);
    }
    const std::uint32_t base = stored == nullptr ? 0 : stored->revision;
    return form_page(context, call, part, start_of(context, part.draft, std::move(values), base), {});
}

Response answer(
    PageContext& context,
    const Call& call,
    const Part& part,
    const forms::Submission& submission,
    const Result<records::FormOutcome>& outcome
)
{
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        const Html merge = web::merge_view(context, *part.type, *outcome->clash, submission);
        return web::page(context, form_head(context, call, part.heading), merge, http_status(ErrorCode::conflict));
    }
    if (!outcome->saved()) return form_page(context, call, part, {submission, context.base()}, outcome->problems);
    web::drop_draft(context, part.draft);
    return back_to(call.contact.id);
}

}  // namespace

Response edit_contact_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (is_counted_only(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("intake.problem.counted_only"));
    }
    if (is_apart(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("hotline.apart.problem.no_form"));
    }
    return stored_form(context, *call, contact_part(context, *call), &call->contact);
}

Response save_contact(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const Part part = contact_part(context, *call);
    const auto submission = web::sent_edit(context, *part.type, part.record);
    if (!submission) return web::error_page(context, submission.error());
    const records::FormChange change{
        "contact", call->contact.file, part.record, context.base(), [&part](const forms::Field& field) {
            return part.asks(field);
        }};
    const auto outcome = edit_contact(context.records(), context.caller(), change, *submission, context.batch());
    return answer(context, *call, part, *submission, outcome);
}

Response edit_account_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (is_counted_only(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("intake.problem.counted_only"));
    }
    const auto account = open_account(context.records(), context.caller(), *call);
    if (!account) return web::error_page(context, account.error());
    const auto part = account_part(context, *call);
    if (!part) return web::error_page(context, part.error());
    return stored_form(context, *call, *part, *account ? &**account : nullptr);
}

Response save_account(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const auto part = account_part(context, *call);
    if (!part) return web::error_page(context, part.error());
    const auto submission = part->record.is_none() ? Result<forms::Submission>(context.submission())
                                                   : web::sent_edit(context, *part->type, part->record);
    if (!submission) return web::error_page(context, submission.error());
    const records::FormChange change{
        "contact_account", call->contact.file, part->record, context.base(), [&part](const forms::Field& field) {
            return part->asks(field);
        }};
    const auto outcome = edit_account(context.records(), context.caller(), *call, change, *submission, context.batch());
    return answer(context, *call, *part, *submission, outcome);
}

}  // namespace panoh::intake
