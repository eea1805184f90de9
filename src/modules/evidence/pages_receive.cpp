// SPDX-License-Identifier: AGPL-3.0-or-later
// Receiving an item, or a copy of one: a form that works without scripts. What has come in waits until it is right.
#include "modules/casework/store.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"
#include "modules/files/pages_parts.hpp"
#include "web/pages/form_view.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view file_input = "file";
constexpr std::string_view upload_input = "upload";
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

Html file_choice(const PageContext& context, const ReceiveForm& form)
{
    if (form.upload) {
        return web::notice(
            web::Tone::ok,
            context.text(msg("files.form.arrived")),
            group(
                el<"p">(form.upload->name, " · ", files::size_words(context, form.upload->summary.size)),
                el<"input">(a<"type">("hidden"), name(upload_input), value(form.upload->id.text()))
            )
        );
    }
    const bool wrong = !form.mistake.empty();
    return el<"div">(
        cls("field", wrong ? "field-error" : ""),
        el<"label">(cls("field-label"), a<"for">(file_input), context.text(msg("evidence.form.file"))),
        el<"p">(
            cls("field-hint"),
            id("file-hint"),
            context.text(form.parent ? msg("evidence.form.copy_hint") : msg("evidence.form.file_hint"))
        ),
        wrong ? el<"p">(cls("field-message"), id("file-error"), form.mistake) : Html(),
        el<"input">(
            cls("input"),
            a<"type">("file"),
            id(file_input),
            name(file_input),
            aria<"describedby">(wrong ? "file-hint file-error" : "file-hint")
        ),
        el<"p">(cls("draft-status"), data<"upload-status">(""), a<"role">("status"))
    );
}

/// Files of the reader that came in whole and belong to nothing yet.
Html waiting(const PageContext& context, const ReceiveForm& form)
{
    const auto uploads = context.vault().uploads(*context.viewer().keys);
    if (!uploads || form.upload) return {};
    std::vector<Html> items;
    for (const vault::Upload& each : *uploads) {
        if (!each.is_whole()) {
            items.push_back(el<"li">(each.name, " · ", context.text(msg("files.form.choose_again"))));
            continue;
        }
        Url again = Url::local("/cases/{}/evidence/new", form.matter).with("upload", each.id.text());
        if (form.parent) again = again.with("copy_of", form.parent->record.text());
        items.push_back(el<"li">(
            each.name,
            " · ",
            files::size_words(context, each.summary.size),
            " ",
            web::link(again, context.text(msg("files.form.use_waiting")))
        ));
    }
    if (items.empty()) return {};
    const auto count = static_cast<std::int64_t>(items.size());
    return web::details(context.text(msg("files.form.waiting"), {{"count", count}}), el<"ul">(items));
}

/// What the script needs to send a long file in pieces and to go on after a broken line.
std::string sentences_for_script(const PageContext& context)
{
    const auto say = [&](const MessageId& id) {
        return context.text(id, {{"done", std::string("{done}")}, {"all", std::string("{all}")}});
    };
    return boost::json::serialize(boost::json::object{
        {"progress", say(msg("files.upload.progress"))},
        {"waiting", say(msg("files.upload.broken"))},
        {"failed", say(msg("files.upload.failed"))},
        {"tooLarge", say(msg("files.upload.too_large"))},
    });
}

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
        file_choice(context, form),
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
    Html mistakes;
    if (!form.mistake.empty() && form.problems.empty()) {
        const std::array summary{web::Mistake{std::string(file_input), form.mistake}};
        mistakes = web::error_summary(context, summary);
    }
    return web::page(
        context,
        head,
        group(
            mistakes,
            web::paragraph(context.text(msg("evidence.form.explain"))),
            waiting(context, form),
            el<"div">(
                data<"upload">(Url::local("/uploads").text()),
                data<"upload-words">(sentences_for_script(context)),
                web::upload_form(context, Url::local("/cases/{}/evidence/new", form.matter), body)
            ),
            el<"script">(src(web::asset_url("upload.js")), flag<"defer">(true))
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

/// The file of the form: taken while it came in, short enough to stand in the request, or one that waits.
Result<std::optional<BlobId>> upload_of(PageContext& context)
{
    const UserId& user = context.actor().user;
    for (const web::Upload& file : context.request().files) {
        if (file.field != file_input) continue;
        if (!file.stored.empty()) return BlobId::parse(file.stored);
        const auto begun = context.vault().begin_upload(user, Sensitive<std::string>(file.file_name));
        if (!begun) return begun.error();
        if (auto added = context.vault().add_to_upload(user, *begun, 0, file.content); !added) return added.error();
        return std::optional(*begun);
    }
    return BlobId::parse(context.request().form.text(upload_input));
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
    std::optional<vault::Upload> upload;
    if (const auto chosen = BlobId::parse(context.request().query.text(upload_input))) {
        auto found = context.vault().finish_upload(*context.viewer().keys, *chosen);
        if (!found) return web::error_page(context, found.error());
        upload = std::move(*found);
    }
    return form_page(context, {where->matter, where->file, where->parent, std::move(upload), values, {}, {}});
}

Response save_received(PageContext& context)
{
    const auto where = where_of(context, context.request().form);
    if (!where) return web::error_page(context, where.error());
    const auto values = context.submission();
    const auto chosen = upload_of(context);
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
    const auto about_file = std::ranges::find(problems, file_input, &forms::FormProblem::field);
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
