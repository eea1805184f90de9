// SPDX-License-Identifier: AGPL-3.0-or-later
// Receiving an item, or a copy of one: a form that works without scripts. What has come in waits until it is right.
#include "modules/casework/store.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"
#include "modules/files/incoming.hpp"
#include "web/pages/form_view.hpp"

#include <algorithm>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view parent_input = "copy_of";

struct ReceiveForm {
    RecordId matter;
    FileId file;
    const std::optional<Item>& parent;
    std::optional<vault::Upload> upload;
    const forms::Submission& values;
    std::vector<forms::FormProblem> problems;
    std::string mistake;  ///< about the file
};

std::vector<std::string> fields_of(const ReceiveForm& form)
{
    if (form.parent) {
        return {"name", "kind", "derived_how", "derived_words", "description", "delicate", "received_on"};
    }
    return {
        "name",
        "kind",
        "description",
        "person",
        "delicate",
        "received_on",
        "received_from",
        "received_where",
        "condition",
        "condition_words",
        "seal_number"};
}

Html form_body(PageContext& context, const ReceiveForm& form)
{
    web::FormView view;
    view.type = context.records().schema().type(item_type);
    view.values = &form.values;
    view.problems = form.problems;
    view.only = fields_of(form);
    view.choices = [&](const forms::Field& field) {
        return casework::choices_for(context, form.file, field);
    };
    Html parent;
    if (form.parent) {
        parent = group(
            el<"input">(a<"type">("hidden"), name(parent_input), value(form.parent->record.text())),
            el<"p">(
                context.text(msg("evidence.form.copy_of")),
                " ",
                web::link(address_of(*form.parent), form.parent->number)
            )
        );
    }
    return group(
        parent,
        files::file_choice(
            context,
            {context.text(msg("evidence.form.file")),
             context.text(form.parent ? msg("evidence.form.copy_hint") : msg("evidence.form.file_hint")),
             form.mistake,
             form.upload}
        ),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("evidence.form.save"))),
            web::quiet_link_button(
                Url::local("/cases/{}/evidence", form.matter), context.text(msg("casework.form.cancel"))
            )
        )
    );
}

Response form_page(PageContext& context, const ReceiveForm& form)
{
    const auto frame = casework::case_frame(context, form.matter, casework::CaseTab::evidence);
    if (!frame) return web::error_page(context, frame.error());
    auto head = frame->page(
        Sensitive<std::string>(context.text(form.parent ? msg("evidence.add_copy") : msg("evidence.receive")))
    );
    head.typed_text = true;
    const Html body = form_body(context, form);
    const Url target = Url::local("/cases/{}/evidence/new", form.matter);
    Html mistakes;
    if (!form.mistake.empty() && form.problems.empty()) {
        const std::array summary{web::Mistake{std::string(files::file_input), form.mistake}};
        mistakes = web::error_summary(context, summary);
    }
    return web::page(
        context,
        head,
        group(
            mistakes,
            web::paragraph(context.text(msg("evidence.form.explain"))),
            files::incoming_form(
                context, form.parent ? target.with("copy_of", form.parent->record) : target, target, body, form.upload
            )
        ),
        form.problems.empty() && form.mistake.empty() ? 200 : 422
    );
}

/// The case that the address names, open to the writer, and the item that a copy is made of.
struct Where {
    RecordId matter;
    FileId file;
    std::optional<Item> parent;
};
Result<Where> where_of(PageContext& context, const web::Parameters& said)
{
    const auto head = casework::case_head(context.records(), context.caller(), context.path_record());
    if (!head) return head.error();
    Where where{head->record, head->file, std::nullopt};
    if (auto allowed = check_writer(context.records(), context.caller(), where.file); !allowed) return allowed.error();
    if (const auto parent = RecordId::parse(said.text(parent_input))) {
        auto held = held_item(context.records(), context.caller(), *parent);
        if (!held) return held.error();
        if (held->item.file != where.file) return fail(ErrorCode::not_found, "the item stands in another case");
        where.parent = std::move(held->item);
    }
    return where;
}

}  // namespace

Response receive_form(PageContext& context)
{
    const auto where = where_of(context, context.request().query);
    if (!where) return web::error_page(context, where.error());
    boost::json::object start{{"received_on", context.today()}};
    if (where->parent) {
        start["name"] = where->parent->name.reveal();
        start["kind"] = where->parent->kind;
    }
    const forms::RecordType& type = *context.records().schema().type(item_type);
    const auto values = forms::to_submission(type, start, context.services().zone);
    auto upload = files::waiting_upload(context);
    if (!upload) return web::error_page(context, upload.error());
    return form_page(context, {where->matter, where->file, where->parent, std::move(*upload), values, {}, {}});
}

Response save_received(PageContext& context)
{
    const auto where = where_of(context, context.request().form);
    if (!where) return web::error_page(context, where.error());
    const auto values = context.submission();
    const auto chosen = files::chosen_upload(context);
    if (!chosen) return web::error_page(context, chosen.error());
    Receipt receipt{where->file, *chosen, where->parent ? where->parent->record : RecordId{}};
    const auto outcome = receive(context.records(), context.caller(), receipt, values, context.batch());
    if (!outcome) {
        const ErrorCode code = outcome.error().code;
        const bool gone = code == ErrorCode::not_found || code == ErrorCode::conflict;
        if (!gone || outcome.error().message.id.empty()) return web::error_page(context, outcome.error());
        const std::string mistake = context.text(outcome.error().message);
        return form_page(context, {where->matter, where->file, where->parent, std::nullopt, values, {}, mistake});
    }
    if (outcome->problems.empty()) return Response::redirect(Url::local("/evidence/{}", outcome->record));
    auto problems = outcome->problems;
    std::string mistake;
    const auto about_file = std::ranges::find(problems, files::file_input, &forms::FormProblem::field);
    if (about_file != problems.end()) {
        mistake = context.text(about_file->message);
        problems.erase(about_file);
    }
    std::optional<vault::Upload> kept;
    if (*chosen) {
        auto finished = context.vault().finish_upload(*context.viewer().keys, **chosen);
        if (!finished) return web::error_page(context, finished.error());
        kept = std::move(*finished);
    }
    return form_page(
        context, {where->matter, where->file, where->parent, std::move(kept), values, std::move(problems), mistake}
    );
}

}  // namespace panoh::evidence
