// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/door.hpp"

#include "forms/row_changes.hpp"
#include "vault/crypto/crypto.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/sent_again.hpp"
#include "web/pages/sent_memory.hpp"
#include "web/pages/shell.hpp"

namespace panoh::web {

namespace {

/// A form that changes a record by `merge_view` when somebody was faster: it does so also when that was oneself.
bool has_merge_page(PageContext& context, const SentForm& form)
{
    if (!context.request().form.has(base_input) || !context.services().places_of) return false;
    for (const SentRecord& each : form.records) {
        const auto record = context.records().read(context.caller(), each.record);
        const auto edit = record ? context.services().places_of(context, *record).edit : std::nullopt;
        if (edit && edit->text() == context.address().text()) return true;
    }
    return false;
}

/// Another button of a page that was sent before is another deed, which counts once under an id of its own.
BatchId batch_of_deed(PageContext& context, const SentForms& sent, const BatchId& batch)
{
    const SentForm* known = sent.find(batch);
    if (known == nullptr || known->path == context.request().path) return batch;
    const auto id = BatchId(crypto::keyed_name(
        context.viewer().keys->scratch_key(), {batch.view(), bytes_of(std::string_view(context.request().path))}
    ));
    context.count_as(id);
    return id;
}

/// The page for a form that was saved before and says something else now; nothing where the handler answers.
std::optional<Response>
sent_otherwise(PageContext& context, const SentForms& sent, const BatchId& batch, const std::string& print)
{
    if (!context.vault().has_batch(batch)) return std::nullopt;
    const SentForm* known = sent.find(batch);
    if (known != nullptr && known->path == context.request().path && known->print == print) return std::nullopt;
    const SentForm form = sent_form(context, sent, batch, context.request().path);
    if (!has_merge_page(context, form)) return sent_again_page(context, form);
    context.count_as(context.vault().random().id<BatchId>());
    return std::nullopt;
}

Response answer_form(PageContext& context, const PageHandler& handler, const BatchId& shown)
{
    const FormDesk::Turn turn(*context.services().desk, shown);
    const std::string print = print_of_request(context);
    const SentForms sent = sent_forms(context);
    const BatchId batch = batch_of_deed(context, sent, shown);
    if (auto page = sent_otherwise(context, sent, batch, print)) return std::move(*page);
    context.tell_before_writing([&](const vault::Batch& writing) {
        if (writing.id == batch) remember_sent(context, writing, print);
    });
    return handler(context);
}

/// One entry more or less, and the form again with everything that was typed.
Response change_entries(PageContext& context)
{
    const Parameters& form = context.request().form;
    const std::string_view draft = form.text(draft_input);
    const std::string_view added = form.text(add_entry_input);
    const std::string_view removed = form.text(remove_entry_input);
    if (!is_draft_name(draft)) return error_page(context, fail(ErrorCode::invalid_input, "the form has no draft"));
    const forms::Submission typed = draft_inputs(context);
    const forms::Submission changed =
        removed.empty() ? forms::with_another_entry(typed, added) : forms::without_entry(typed, removed);
    const html::Url page = page_of_form(context);
    switch (keep_draft(context, draft, page.text(), changed)) {
    case Kept::yes:
        break;
    case Kept::full:
        return drafts_full_page(context);
    case Kept::failed:
        return error_page(context, fail(ErrorCode::storage, "a draft could not be saved"));
    }
    const std::string_view field = removed.empty() ? added : removed.substr(0, removed.rfind('.'));
    return Response::redirect(page.at(removed.empty() ? last_entry_id(field) : std::string(field)));
}

}  // namespace

Response answer_at(PageContext& context, const PageHandler& handler)
{
    if (!context.is_signed_in()) return handler(context);
    if (context.request().method != Method::post) {
        Response response = handler(context);
        if (context.on_paper() && response.status == 200) context.note_read("page_print", {}, context.path_record());
        return response;
    }
    const Parameters& form = context.request().form;
    if (form.has(add_entry_input) || form.has(remove_entry_input)) return change_entries(context);
    const auto batch = BatchId::parse(form.text(batch_input));
    return batch && !batch->is_none() ? answer_form(context, handler, *batch) : handler(context);
}

}  // namespace panoh::web
