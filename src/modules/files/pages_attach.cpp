// SPDX-License-Identifier: AGPL-3.0-or-later
// Attaching: one form that works without scripts. What has come in waits until its form is right.
#include "modules/files/incoming.hpp"
#include "modules/files/pages.hpp"
#include "modules/files/pages_parts.hpp"
#include "modules/files/service.hpp"
#include "web/pages/form_view.hpp"

#include <algorithm>

namespace panoh::files {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using forms::Compartment;

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
    Url place = target;
    Html about;
    if (!form.place.about.is_none()) {
        place = place.with("about", form.place.about);
        about = el<"input">(a<"type">("hidden"), name("about"), value(form.place.about.text()));
    }
    const Html body = group(
        about,
        file_choice(
            context,
            {context.text(msg("files.form.file")),
             context.text(msg("files.form.file_hint")),
             form.mistakes.empty() ? std::string() : form.mistakes.front().sentence,
             form.upload}
        ),
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
            incoming_form(context, place, target, body, form.upload)
        ),
        status
    );
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
    auto upload = waiting_upload(context);
    if (!upload) return web::error_page(context, upload.error());
    return form_page(context, {*place, std::move(*upload), values, {}, {}}, 200);
}

Response save_attachment(PageContext& context)
{
    const auto place = place_of(context, context.request().form);
    if (!place) return web::error_page(context, place.error());
    const auto values = context.submission();
    const auto chosen = chosen_upload(context);
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
