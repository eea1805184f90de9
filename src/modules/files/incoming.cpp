// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/incoming.hpp"

#include "modules/files/module.hpp"
#include "modules/files/pages.hpp"

#include <boost/json.hpp>

namespace panoh::files {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

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

/// "12 of 300 MB are here"
std::string progress_words(const PageContext& context, const vault::Upload& upload)
{
    constexpr double bytes_of_a_megabyte = 1e6;
    const auto megabytes = [&](std::uint64_t bytes) {
        return context.translator().number(static_cast<double>(bytes) / bytes_of_a_megabyte, 1);
    };
    return context.text(
        msg("files.form.progress"), {{"done", megabytes(upload.received)}, {"all", megabytes(upload.expected)}}
    );
}

/// Where a file that waits can be taken up: on the page that is shown, or where it was begun.
std::optional<Url> way_on(const vault::Upload& upload, const std::optional<Url>& place)
{
    std::optional<Url> way = place;
    if (!way) {
        if (auto begun = Url::parse_local(upload.place)) way = std::move(*begun);
    }
    if (!way) return std::nullopt;
    return upload.is_whole() ? way->with(upload_input, upload.id) : way;
}

Html upload_entry(const PageContext& context, const vault::Upload& upload, const std::optional<Url>& place)
{
    const auto words = [&](const MessageId& id) {
        return context.text(id);
    };
    Html line = group(upload.name, " · ");
    line += group(upload.is_whole() ? size_words(context, upload.summary.size) : progress_words(context, upload));
    const auto until = context.translator().moment(upload.started_at + vault::longest_upload_wait);
    line += group(" · ", context.text(msg("files.form.kept_until"), {{"when", until}}));
    Html ways;
    const auto way = way_on(upload, place);
    if (upload.is_whole() && way) {
        ways += web::quiet_link_button(*way, words(msg("files.form.use_waiting")));
    } else if (!upload.is_whole()) {
        line += group(" · ", words(msg("files.form.choose_again")));
        if (way && !place) ways += web::quiet_link_button(*way, words(msg("files.form.go_on")));
    }
    const Url back = place ? *place : Url::local("/uploads");
    ways += web::action_button(
        context,
        Url::local("/uploads/{}/drop", upload.id).with("back", back.text()),
        words(msg("files.form.throw_away"))
    );
    return el<"li">(el<"p">(line), el<"div">(cls("actions"), ways));
}

Html upload_entries(
    const PageContext& context, const std::vector<vault::Upload>& uploads, const std::optional<Url>& place
)
{
    std::vector<Html> items;
    for (const vault::Upload& each : uploads)
        items.push_back(upload_entry(context, each, place));
    return el<"ul">(cls("bare"), items);
}

std::string count_words(const PageContext& context, const std::vector<vault::Upload>& uploads)
{
    return context.text(msg("files.form.waiting"), {{"count", static_cast<std::int64_t>(uploads.size())}});
}

Html waiting_files(const PageContext& context, const Url& place)
{
    const auto uploads = context.vault().uploads(*context.viewer().keys);
    if (!uploads || uploads->empty()) return {};
    return web::details(count_words(context, *uploads), upload_entries(context, *uploads, place));
}

}  // namespace

Html file_choice(const PageContext& context, const FileChoice& choice)
{
    if (choice.upload) {
        return web::notice(
            web::Tone::ok,
            context.text(msg("files.form.arrived")),
            group(
                el<"p">(choice.upload->name, " · ", size_words(context, choice.upload->summary.size)),
                el<"p">("SHA-256 ", el<"span">(cls("hash"), to_hex(choice.upload->summary.sha256))),
                el<"input">(a<"type">("hidden"), name(upload_input), value(choice.upload->id.text()))
            )
        );
    }
    const bool wrong = !choice.mistake.empty();
    return el<"div">(
        cls("field", wrong ? "field-error" : ""),
        el<"label">(cls("field-label"), a<"for">(file_input), choice.label),
        el<"p">(cls("field-hint"), id("file-hint"), choice.hint),
        wrong ? el<"p">(cls("field-message"), id("file-error"), choice.mistake) : Html(),
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

Html incoming_form(
    const PageContext& context,
    const Url& place,
    const Url& target,
    const Html& body,
    const std::optional<vault::Upload>& upload
)
{
    return group(
        upload ? Html() : waiting_files(context, place),
        el<"div">(
            data<"upload">(Url::local("/uploads").text()),
            data<"upload-place">(place.text()),
            data<"upload-words">(sentences_for_script(context)),
            web::upload_form(context, target, body)
        ),
        el<"script">(src(web::asset_url("upload.js")), flag<"defer">(true))
    );
}

Result<std::optional<BlobId>> chosen_upload(PageContext& context)
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

Result<std::optional<vault::Upload>> waiting_upload(PageContext& context)
{
    const auto waiting = BlobId::parse(context.request().query.text(upload_input));
    if (!waiting) return std::optional<vault::Upload>{};
    auto found = context.vault().finish_upload(*context.viewer().keys, *waiting);
    if (!found) return found.error();
    return std::optional<vault::Upload>(std::move(*found));
}

Response own_uploads(PageContext& context)
{
    const auto uploads = context.vault().uploads(*context.viewer().keys);
    if (!uploads) return web::error_page(context, uploads.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("files.uploads.heading")));
    head.title = context.text(msg("files.uploads.heading"));
    const Html body = uploads->empty() ? web::empty_state(context.text(msg("files.uploads.none")))
                                       : upload_entries(context, *uploads, std::nullopt);
    return web::page(context, head, group(web::paragraph(context.text(msg("files.uploads.explain"))), body));
}

Html uploads_on_my_work(PageContext& context)
{
    const auto uploads = context.vault().uploads(*context.viewer().keys);
    if (!uploads || uploads->empty()) return {};
    return web::notice(
        web::Tone::due,
        count_words(context, *uploads),
        el<"p">(web::link(Url::local("/uploads"), context.text(msg("files.uploads.heading"))))
    );
}

}  // namespace panoh::files
