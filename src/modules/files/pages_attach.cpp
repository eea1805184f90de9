// SPDX-License-Identifier: AGPL-3.0-or-later
// Attaching: one form that works without scripts. What has come in waits until its form is right.
#include "modules/files/pages.hpp"
#include "modules/files/pages_parts.hpp"
#include "modules/files/service.hpp"
#include "web/pages/form_view.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::files {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using forms::Compartment;

constexpr std::string_view file_input = "file";
constexpr std::string_view upload_input = "upload";
constexpr std::string_view part_input = "part";

/// One form for attaching, as it is shown first and after mistakes.
struct AttachForm {
    Place place;
    std::optional<vault::Upload> upload;  ///< that has come in already
    const forms::Submission& values;
    std::vector<web::Mistake> mistakes;
    std::span<const forms::FormProblem> problems;
};

/// The part that the address or the form names, or that of the record it is about.
Result<Place> place_of(PageContext& context, const web::Parameters& said)
{
    Place place;
    place.file = context.path_id<FileId>("file").value_or(FileId{});
    place.about = RecordId::parse(said.text("about")).value_or(RecordId{});
    const auto places = places_for(context.records(), context.caller(), place.file);
    if (places.empty()) return fail(ErrorCode::denied, "no rule lets the writer attach to this file");
    if (!place.about.is_none()) {
        const auto about = context.records().read(context.caller(), place.about);
        if (!about) return about.error();
        place.compartment = about->compartment;
        const auto allowed = check_place(context.records(), context.caller(), place);
        if (!allowed) return allowed.error();
        return place;
    }
    // What is told or shown belongs to the account rather than to the desk's part.
    place.compartment = places.front()->compartment;
    for (const forms::RecordType* type : places) {
        if (type->compartment == Compartment::account) place.compartment = Compartment::account;
    }
    if (const auto part = forms::compartment_named(said.text(part_input))) place.compartment = *part;
    return place;
}

Html part_choice(PageContext& context, const AttachForm& form)
{
    const auto places = places_for(context.records(), context.caller(), form.place.file);
    const std::string chosen(forms::name_of(form.place.compartment));
    if (!form.place.about.is_none() || places.size() == 1) {
        return el<"input">(a<"type">("hidden"), name(part_input), value(chosen));
    }
    std::vector<web::Choice> choices;
    for (const forms::RecordType* type : places) {
        choices.push_back({std::string(forms::name_of(type->compartment)), part_words(context, type->compartment), {}});
    }
    web::InputOptions options;
    options.name = part_input;
    options.label = context.text(msg("files.form.part"));
    options.hint = context.text(msg("files.form.part_hint"));
    options.value = Sensitive<std::string>(chosen);
    return web::radios(context, options, choices);
}

/// Where a file is chosen; or which one has come in.
Html file_choice(const PageContext& context, const AttachForm& form)
{
    if (form.upload) {
        return web::notice(
            web::Tone::ok,
            context.text(msg("files.form.arrived")),
            group(
                el<"p">(form.upload->name, " · ", size_words(context, form.upload->summary.size)),
                el<"input">(a<"type">("hidden"), name(upload_input), value(form.upload->id.text()))
            )
        );
    }
    const auto mistake = std::ranges::find(form.mistakes, file_input, &web::Mistake::field);
    const bool wrong = mistake != form.mistakes.end();
    return el<"div">(
        cls("field", wrong ? "field-error" : ""),
        el<"label">(cls("field-label"), a<"for">(file_input), context.text(msg("files.form.file"))),
        el<"p">(cls("field-hint"), id("file-hint"), context.text(msg("files.form.file_hint"))),
        wrong ? el<"p">(cls("field-message"), id("file-error"), mistake->sentence) : Html(),
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

/// Files that came in whole or in part and belong to nothing yet: a broken line, a form that was left.
Html waiting(const PageContext& context, const AttachForm& form)
{
    const auto uploads = context.vault().uploads(*context.viewer().keys);
    if (!uploads || form.upload) return {};
    std::vector<Html> items;
    for (const vault::Upload& each : *uploads) {
        if (!each.is_whole()) {
            items.push_back(el<"li">(each.name, " · ", context.text(msg("files.form.choose_again"))));
            continue;
        }
        Url again = Url::local("/files/{}/attach", form.place.file).with("upload", each.id.text());
        if (!form.place.about.is_none()) again = again.with("about", form.place.about.text());
        items.push_back(el<"li">(
            each.name,
            " · ",
            size_words(context, each.summary.size),
            " ",
            web::link(again, context.text(msg("files.form.use_waiting")))
        ));
    }
    if (items.empty()) return {};
    return web::details(
        context.text(msg("files.form.waiting"), {{"count", static_cast<std::int64_t>(items.size())}}), el<"ul">(items)
    );
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

Response form_page(PageContext& context, const AttachForm& form, int status)
{
    const auto type = check_place(context.records(), context.caller(), form.place);
    if (!type) return web::error_page(context, type.error());
    auto head = head_for(context, form.place.file, Sensitive<std::string>(context.text(msg("files.form.heading"))));
    if (!head) return web::error_page(context, head.error());
    head->typed_text = true;
    web::FormView view;
    view.type = *type;
    view.values = &form.values;
    view.problems = form.problems;
    const Url target = Url::local("/files/{}/attach", form.place.file);
    Html about;
    if (!form.place.about.is_none()) {
        about = el<"input">(a<"type">("hidden"), name("about"), value(form.place.about.text()));
    }
    const Html body = group(
        about,
        file_choice(context, form),
        part_choice(context, form),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("files.form.save"))),
            el<"a">(
                cls("button button-quiet"),
                href(list_of(context, form.place.file)),
                context.text(msg("files.form.cancel"))
            )
        )
    );
    return web::page(
        context,
        *head,
        group(
            form.mistakes.empty() ? Html() : web::error_summary(context, form.mistakes),
            waiting(context, form),
            el<"div">(
                data<"upload">(Url::local("/uploads").text()),
                data<"upload-words">(sentences_for_script(context)),
                web::upload_form(context, target, body)
            ),
            el<"script">(src(web::asset_url("upload.js")), flag<"defer">(true))
        ),
        status
    );
}

/// The file of the form: one that the server took while it came in, a short one that stands in the request, or one
/// that waits since an earlier try. None when nothing was chosen.
Result<std::optional<BlobId>> upload_of(PageContext& context)
{
    const web::Request& request = context.request();
    const UserId& user = context.actor().user;
    for (const web::Upload& file : request.files) {
        if (file.field != file_input) continue;
        if (!file.stored.empty()) return BlobId::parse(file.stored);
        const auto begun = context.vault().begin_upload(user, Sensitive<std::string>(file.file_name));
        if (!begun) return begun.error();
        if (auto added = context.vault().add_to_upload(user, *begun, 0, file.content); !added) return added.error();
        return std::optional(*begun);
    }
    return BlobId::parse(request.form.text(upload_input));
}

}  // namespace

Response attach_form(PageContext& context)
{
    const auto place = place_of(context, context.request().query);
    if (!place) return web::error_page(context, place.error());
    const boost::json::object start{{"received_on", context.today()}};
    const auto type = check_place(context.records(), context.caller(), *place);
    if (!type) return web::error_page(context, type.error());
    const auto values = forms::to_submission(**type, start, context.services().zone);
    std::optional<vault::Upload> upload;
    if (const auto waiting = BlobId::parse(context.request().query.text(upload_input))) {
        auto found = context.vault().finish_upload(*context.viewer().keys, *waiting);
        if (!found) return web::error_page(context, found.error());
        upload = std::move(*found);
    }
    return form_page(context, {*place, std::move(upload), values, {}, {}}, 200);
}

Response save_attachment(PageContext& context)
{
    const auto place = place_of(context, context.request().form);
    if (!place) return web::error_page(context, place.error());
    const auto values = context.submission();
    const auto chosen = upload_of(context);
    if (!chosen) return web::error_page(context, chosen.error());
    if (!chosen->has_value() && !context.vault().has_batch(context.batch())) {
        const std::vector<web::Mistake> mistakes{{std::string(file_input), context.text(msg("files.problem.no_file"))}};
        return form_page(context, {*place, std::nullopt, values, mistakes, {}}, 422);
    }
    const BlobId upload = chosen->value_or(BlobId{});
    const auto outcome = attach(context.records(), context.caller(), *place, upload, values, context.batch());
    if (!outcome) {
        const bool gone = outcome.error().code == ErrorCode::not_found || outcome.error().code == ErrorCode::conflict;
        if (!gone || outcome.error().message.id.text().empty()) return web::error_page(context, outcome.error());
        const std::vector<web::Mistake> mistakes{{std::string(file_input), context.text(outcome.error().message)}};
        return form_page(context, {*place, std::nullopt, values, mistakes, {}}, 422);
    }
    if (!outcome->problems.empty()) {
        auto kept = context.vault().finish_upload(*context.viewer().keys, upload);
        if (!kept) return web::error_page(context, kept.error());
        return form_page(context, {*place, std::move(*kept), values, {}, outcome->problems}, 422);
    }
    return Response::redirect(Url::local("/attachments/{}", outcome->record));
}

}  // namespace panoh::files
