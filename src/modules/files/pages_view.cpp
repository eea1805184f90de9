// SPDX-License-Identifier: AGPL-3.0-or-later
// One attachment: what it is, a look at it on purpose, and the original to save.
#include "base/log.hpp"
#include "base/text.hpp"
#include "modules/files/media.hpp"
#include "modules/files/pages.hpp"
#include "modules/files/pages_parts.hpp"
#include "modules/files/rules.hpp"
#include "modules/files/service.hpp"
#include "web/pages/form_view.hpp"

#include <algorithm>

namespace panoh::files {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using access::Verb;

/// So much of a text is shown on the page; the rest is in the original.
constexpr std::size_t shown_text = 200'000;
/// What answers from this slice other than pages may do in a browser: nothing.
constexpr std::string_view sandbox = "default-src 'none'; sandbox";

Result<Attachment> attachment_in_path(PageContext& context)
{
    return open_attachment(context.records(), context.caller(), context.path_record());
}

Html original_facts(const PageContext& context, const Attachment& attachment)
{
    std::vector<web::Fact> facts;
    const auto add = [&](const MessageId& term, const Html& value) {
        facts.push_back({context.text(term), value});
    };
    add(msg("files.fact.number"), el<"span">(cls("num"), attachment.number));
    add(msg("files.fact.original_name"), group(attachment.file_name));
    add(msg("files.fact.media"), group(media_words(context, attachment.media_type)));
    add(msg("files.fact.size"), group(size_words(context, attachment.size)));
    add(msg("files.fact.part"), group(part_words(context, attachment.compartment)));
    if (!attachment.about.is_none()) {
        add(msg("files.fact.about"),
            web::link(Url::local("/records/{}", attachment.about), context.text(msg("files.to_record"))));
    }
    add(msg("files.fact.sha256"), el<"span">(cls("hash"), attachment.sha256));
    return web::facts(facts);
}

Html described(const PageContext& context, const vault::Record& record)
{
    const forms::RecordType& type = *context.records().schema().type(record.type);
    boost::json::object said = record.merged().reveal();
    for (const forms::Field& field : type.fields) {
        if (field.derived) said.erase(field.name);
    }
    return web::record_facts(context, type, said);
}

/// The text of a file, as text; nothing of it is markup here.
Html text_view(const PageContext& context, const Attachment& attachment)
{
    auto bytes = read_original(context.vault(), attachment, 0, shown_text);
    if (!bytes) return web::paragraph(context.text(msg("files.preview.none")));
    std::string_view text = text_of(*bytes);
    while (!text.empty() && !is_utf8(text))
        text.remove_suffix(1);
    Html shown = el<"pre">(cls("sensitive"), Sensitive<std::string>(with_unix_line_ends(text)));
    if (attachment.size > shown_text) shown += web::paragraph(context.text(msg("files.preview.text_goes_on")));
    return shown;
}

Result<std::string>
picture_of(const PageContext& context, const documents::Previewer& previewer, const Attachment& attachment)
{
    auto picture =
        previewer.picture(attachment.media_type, attachment.size, [&](std::uint64_t offset, std::size_t length) {
            return read_original(context.vault(), attachment, offset, length);
        });
    if (!picture) log(LogLevel::info, "no preview: {}", picture.error().detail);
    return picture;
}

/// The picture, once it is known that one can be made: a file may call itself a picture and be none.
Html picture_view(const PageContext& context, const documents::Previewer& previewer, const Attachment& attachment)
{
    if (!picture_of(context, previewer, attachment)) return web::paragraph(context.text(msg("files.preview.broken")));
    const MessageId alternative = preview_of(attachment.media_type) == Preview::page
                                      ? msg("files.preview.page_alternative")
                                      : msg("files.preview.picture_alternative");
    return el<"figure">(
        el<"img">(
            src(Url::local("/attachments/{}/picture", attachment.record)),
            a<"alt">(context.text(alternative, {{"number", attachment.number}}))
        ),
        el<"figcaption">(
            cls("meta"),
            context.text(
                preview_of(attachment.media_type) == Preview::page ? msg("files.preview.first_page")
                                                                   : msg("files.preview.viewing_copy")
            )
        )
    );
}

Html preview(
    const PageContext& context, const documents::Previewer& previewer, const Attachment& attachment, bool opened
)
{
    const Preview kind = preview_of(attachment.media_type);
    Html body;
    if (kind == Preview::none) {
        body = web::paragraph(context.text(msg("files.preview.none")));
    } else if (is_closed(attachment) && !opened) {
        body = group(
            el<"p">(el<"span">(cls("file-thumb"), context.text(msg("files.thumb.closed")))),
            web::paragraph(context.text(msg("files.preview.closed"))),
            el<"div">(
                cls("actions"),
                web::quiet_link_button(
                    Url::local("/attachments/{}/open", attachment.record), context.text(msg("files.preview.open"))
                )
            )
        );
    } else {
        body = kind == Preview::text ? text_view(context, attachment) : picture_view(context, previewer, attachment);
    }
    return web::section(context.text(msg("files.preview.heading")), body);
}

Html actions_for(PageContext& context, const vault::Record& record)
{
    const Attachment attachment = attachment_of(record);
    const bool writable = context.records().may_change(context.caller(), record);
    Html actions = web::link_button(
        Url::local("/attachments/{}/download", attachment.record), context.text(msg("files.download"))
    );
    if (writable) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/edit", attachment.record), context.text(msg("files.change"))
        );
    }
    actions += web::quiet_link_button(
        Url::local("/records/{}/history", attachment.record), context.text(msg("files.history"))
    );
    if (writable) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/remove", attachment.record), context.text(msg("files.remove"))
        );
    }
    return actions;
}

Response show(PageContext& context, const documents::Previewer& previewer, bool opened)
{
    const auto record = context.records().read(context.caller(), context.path_record());
    if (!record) return web::error_page(context, record.error());
    const forms::RecordType* type = context.records().schema().type(record->type);
    if (type == nullptr || !is_attachment(*type)) {
        return web::error_page(context, fail(ErrorCode::not_found, "the record is no attachment"));
    }
    const Attachment attachment = attachment_of(*record);
    auto head = head_for(context, attachment.file, name_of(attachment));
    if (!head) return web::error_page(context, head.error());
    head->title = attachment.number;
    const Html back = el<"p">(web::link(list_of(context, attachment.file), context.text(msg("files.to_list"))));
    if (attachment.removed) {
        const Html notice = web::notice(web::Tone::due, context.text(msg("files.removed")), Html());
        return web::page(context, *head, group(notice, original_facts(context, attachment), back));
    }
    if (opened) context.note_read("attachment_opened", attachment.file, attachment.record);
    head->actions = actions_for(context, *record);
    const Html body = group(
        preview(context, previewer, attachment, opened),
        web::section(context.text(msg("files.about")), described(context, *record)),
        web::section(context.text(msg("files.original")), original_facts(context, attachment)),
        back
    );
    return web::page(context, *head, body);
}

/// Bytes of the original while they leave.
web::BodySource source_of(const PageContext& context, const Attachment& attachment)
{
    struct Open {
        vault::Vault* vault;
        Attachment attachment;
    };
    const auto open = std::make_shared<Open>();
    open->vault = &context.vault();
    open->attachment.size = attachment.size;
    if (attachment.blob) open->attachment.blob = attachment.blob->copy();
    web::BodySource source;
    source.length = attachment.size;
    source.read = [open](std::uint64_t offset, std::size_t most) -> Result<std::string> {
        auto bytes = read_original(*open->vault, open->attachment, offset, most);
        if (!bytes) return bytes.error();
        std::string text(text_of(*bytes));
        std::fill(bytes->begin(), bytes->end(), std::uint8_t{0});
        return text;
    };
    return source;
}

}  // namespace

Response attachment_page(PageContext& context, const documents::Previewer& previewer)
{
    return show(context, previewer, false);
}

Response opened_attachment(PageContext& context, const documents::Previewer& previewer)
{
    return show(context, previewer, true);
}

Response attachment_picture(PageContext& context, const documents::Previewer& previewer)
{
    const auto attachment = attachment_in_path(context);
    if (!attachment) return web::error_page(context, attachment.error());
    const Preview kind = preview_of(attachment->media_type);
    if (attachment->removed || (kind != Preview::picture && kind != Preview::page)) {
        return web::error_page(context, fail(ErrorCode::not_found, "there is no picture of this attachment"));
    }
    context.note_read("attachment_picture", attachment->file, attachment->record);
    auto picture = picture_of(context, previewer, *attachment);
    if (!picture) return web::error_page(context, 422, msg("files.preview.broken"));
    Response response;
    response.set_header("content-type", "image/jpeg");
    response.set_header("content-security-policy", sandbox);
    response.body = std::move(*picture);
    return response;
}

Response download_attachment(PageContext& context)
{
    const auto attachment = attachment_in_path(context);
    if (!attachment) return web::error_page(context, attachment.error());
    if (attachment->removed || !attachment->blob) {
        return web::error_page(context, fail(ErrorCode::not_found, "there is no original of this attachment"));
    }
    context.note_read("attachment_saved", attachment->file, attachment->record);
    Response response =
        Response::download(source_of(context, *attachment), "application/octet-stream", download_name(*attachment));
    response.set_header("content-security-policy", sandbox);
    return response;
}

}  // namespace panoh::files
