// SPDX-License-Identifier: AGPL-3.0-or-later
// One item: where it is, its chain of custody, its copies; a look at it on purpose, and the original to save.
#include "base/log.hpp"
#include "base/text.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"
#include "modules/files/media.hpp"
#include "modules/files/pages_parts.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/release_view.hpp"

#include <algorithm>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using files::Preview;

/// What answers from this slice other than pages may do in a browser: nothing.
constexpr std::string_view sandbox = "default-src 'none'; sandbox";
/// So much of a text is shown on the page; the rest is in the original.
constexpr std::size_t shown_text = 200'000;

Result<Bytes> bytes_at(const vault::Vault& vault, const Item& item, std::uint64_t offset, std::size_t length)
{
    if (!item.bytes.blob) return fail(ErrorCode::damaged, "an item names no bytes");
    return vault.read_blob(*item.bytes.blob, item.bytes.size, offset, length);
}

/// What somebody has to know before anything else.
Html notices(const PageContext& context, const Held& held)
{
    Html shown;
    const auto differs = std::ranges::any_of(held.events, [](const CustodyEvent& each) {
        return each.event == "verified" && each.result != "same";
    });
    if (differs) {
        shown += web::notice(
            web::Tone::danger,
            context.text(msg("evidence.notice.differs")),
            web::paragraph(context.text(msg("evidence.notice.differs.explain")))
        );
    }
    if (const std::int64_t broken = first_broken(held.item.number, held.events); broken != 0) {
        shown += web::notice(
            web::Tone::danger,
            context.text(msg("evidence.notice.broken"), {{"number", broken}}),
            web::paragraph(context.text(msg("evidence.notice.broken.explain")))
        );
    }
    return shown;
}

Html custody_lines(const PageContext& context, const Custody& custody)
{
    std::vector<web::Fact> lines{
        {context.text(msg("evidence.column.state")), custody_tag(context, custody)},
        {context.text(msg("evidence.column.holder")), group(context.user_name(custody.holder))},
    };
    if (!custody.offered_to.is_none()) {
        lines.push_back({context.text(msg("evidence.offered_to")), group(context.user_name(custody.offered_to))});
    }
    return web::facts(lines);
}

MessageId action_label(std::string_view event)
{
    if (event == "handed_over") return msg("evidence.do.handed_over");
    if (event == "taken") return msg("evidence.do.taken");
    if (event == "declined") return msg("evidence.do.declined");
    if (event == "taken_back") return msg("evidence.do.taken_back");
    if (event == "taken_over") return msg("evidence.do.taken_over");
    if (event == "received_back") return msg("evidence.do.received_back");
    return msg("evidence.do.note");
}

/// What can be entered now: moves as buttons, the rest in a list.
Html steps(PageContext& context, const Held& held)
{
    const auto open = open_to(context.records(), context.caller(), held);
    if (open.empty()) return {};
    Html buttons;
    std::vector<Html> rest;
    for (const std::string& event : open) {
        const Url target = Url::local("/evidence/{}/enter/{}", held.item.record, event);
        const MessageId label = action_label(event);
        if (label == msg("evidence.do.note")) {
            rest.push_back(el<"li">(web::link(target, context.code_label("custody_events", event))));
        } else if (event == "taken") {
            buttons += web::link_button(target, context.text(label));
        } else {
            buttons += web::quiet_link_button(target, context.text(label));
        }
    }
    Html shown = el<"div">(cls("actions no-print"), buttons);
    if (!rest.empty()) shown += web::details(context.text(msg("evidence.do.note")), el<"ul">(rest));
    return shown;
}

Html sentences(const PageContext& context, const Held& held)
{
    std::vector<Html> items;
    for (const CustodyEvent& each : held.events)
        items.push_back(el<"li">(sentence_of(context.translator(), context, each), words_of(context, each)));
    return el<"ol">(items);
}

Html chain_table(const PageContext& context, const Held& held)
{
    const std::array columns{
        web::Column{context.text(msg("evidence.chain.number")), std::nullopt, false, true},
        web::Column{context.text(msg("evidence.chain.at")), std::nullopt},
        web::Column{context.text(msg("evidence.chain.what")), std::nullopt},
        web::Column{context.text(msg("evidence.chain.who")), std::nullopt},
        web::Column{context.text(msg("evidence.chain.to")), std::nullopt},
        web::Column{context.text(msg("evidence.chain.signature")), std::nullopt},
    };
    std::vector<std::vector<Html>> rows;
    for (const CustodyEvent& each : held.events) {
        const bool holds = vault::statement_holds(each.statement);
        rows.push_back(
            {el<"span">(cls("num"), context.translator().number(each.number)),
             el<"span">(cls("num"), web::stored_moment(context, each.at)),
             group(context.code_label("custody_events", each.event)),
             group(context.user_name(each.by)),
             each.to.is_none() ? Html() : group(context.user_name(each.to)),
             holds ? group(context.text(msg("evidence.chain.holds")))
                   : web::tag(web::Tone::danger, context.text(msg("evidence.chain.fails")))}
        );
    }
    return web::details(
        context.text(msg("evidence.chain.table")), web::table(context.text(msg("evidence.chain")), columns, rows)
    );
}

Html copies(PageContext& context, const Held& held, const std::vector<Held>& all, bool writes)
{
    std::vector<Html> items;
    for (const Held& each : all) {
        if (each.item.parent != held.item.record) continue;
        items.push_back(el<"li">(
            web::link(address_of(each.item), each.item.number),
            " · ",
            context.code_label("evidence_derivations", each.item.derived_how)
        ));
    }
    Html body = items.empty() ? web::paragraph(context.text(msg("evidence.copies.none"))) : el<"ul">(items);
    if (!writes) return web::section(context.text(msg("evidence.copies")), body);
    body += el<"p">(web::link(
        Url::local("/cases/{}/evidence/new", casework::case_of_file(context.records(), held.item.file))
            .with("copy_of", held.item.record.text()),
        context.text(msg("evidence.add_copy"))
    ));
    if (files::preview_of(held.item.bytes.media_type) == Preview::picture) {
        body += web::action_button(
            context, Url::local("/evidence/{}/copy", held.item.record), context.text(msg("evidence.copies.make"))
        );
        body += el<"p">(cls("meta"), context.text(msg("evidence.copies.make_hint")));
    }
    return web::section(context.text(msg("evidence.copies")), body);
}

Html original(PageContext& context, const Item& item, bool writes)
{
    if (!item.is_file()) return {};
    const std::vector<web::Fact> facts{
        {context.text(msg("files.fact.original_name")), group(item.bytes.file_name)},
        {context.text(msg("files.fact.media")), group(files::media_words(context, item.bytes.media_type))},
        {context.text(msg("files.fact.size")), group(files::size_words(context, item.bytes.size))},
        {context.text(msg("files.fact.sha256")), el<"span">(cls("hash"), item.bytes.sha256)},
    };
    Html buttons = web::quiet_link_button(
        Url::local("/evidence/{}/download", item.record), context.text(msg("evidence.original.save"))
    );
    if (writes) {
        buttons += web::action_button(
            context, Url::local("/evidence/{}/verify", item.record), context.text(msg("evidence.verify"))
        );
    }
    const Html body = group(
        web::paragraph(context.text(msg("evidence.original.explain"))),
        web::facts(facts),
        el<"div">(cls("actions"), buttons)
    );
    return web::section(context.text(msg("evidence.original")), body);
}

Html described(const PageContext& context, const vault::Record& record)
{
    const forms::RecordType& type = *context.records().schema().type(item_type);
    boost::json::object said = record.merged().reveal();
    for (const std::string_view field : {"file", "number", "nature", "media_type", "size", "sha256"})
        said.erase(field);
    return web::record_facts(context, type, said);
}

Html closed_view(const PageContext& context, const Item& item)
{
    if (!item.is_file() || files::preview_of(item.bytes.media_type) == Preview::none) return {};
    return web::section(
        context.text(msg("files.preview.heading")),
        group(
            web::paragraph(context.text(msg("evidence.closed"))),
            el<"div">(
                cls("actions"),
                web::quiet_link_button(
                    Url::local("/evidence/{}/open", item.record), context.text(msg("files.preview.open"))
                )
            )
        )
    );
}

Html text_view(const PageContext& context, const Item& item)
{
    auto bytes = bytes_at(context.vault(), item, 0, shown_text);
    if (!bytes) return web::paragraph(context.text(msg("files.preview.none")));
    std::string_view text = text_of(*bytes);
    while (!text.empty() && !is_utf8(text))
        text.remove_suffix(1);
    return el<"pre">(cls("sensitive"), Sensitive<std::string>(with_unix_line_ends(text)));
}

Result<std::string> picture_of(const PageContext& context, const documents::Previewer& previewer, const Item& item)
{
    auto picture = previewer.picture(item.bytes.media_type, item.bytes.size, [&](std::uint64_t at, std::size_t length) {
        return bytes_at(context.vault(), item, at, length);
    });
    if (!picture) log(LogLevel::info, "no preview: {}", picture.error().detail);
    return picture;
}

Html opened_view(const PageContext& context, const documents::Previewer& previewer, const Item& item)
{
    const Preview kind = files::preview_of(item.bytes.media_type);
    Html body;
    if (kind == Preview::text) {
        body = text_view(context, item);
    } else if (!picture_of(context, previewer, item)) {
        body = web::paragraph(context.text(msg("files.preview.broken")));
    } else {
        body = el<"figure">(
            el<"img">(
                src(Url::local("/evidence/{}/picture", item.record)),
                a<"alt">(context.text(msg("files.preview.picture_alternative"), {{"number", item.number}}))
            ),
            el<"figcaption">(cls("meta"), context.text(msg("files.preview.viewing_copy")))
        );
    }
    return web::section(context.text(msg("files.preview.heading")), body);
}

/// `previewer`: the file is shown as well.
Response show(PageContext& context, const documents::Previewer* previewer)
{
    const auto held = held_item(context.records(), context.caller(), context.path_record());
    if (!held) return web::error_page(context, held.error());
    const Item& item = held->item;
    const auto record = context.records().read(context.caller(), item.record);
    if (!record) return web::error_page(context, record.error());
    const auto all = items_of(context.records(), context.caller(), item.file);
    if (!all) return web::error_page(context, all.error());
    auto head = head_of(context, item, item.name);
    if (!head) return web::error_page(context, head.error());
    const bool writes = check_writer(context.records(), context.caller(), item.file).has_value();
    head->actions =
        web::quiet_link_button(Url::local("/evidence/{}/label", item.record), context.text(msg("evidence.label")));
    Html parent;
    if (!item.parent.is_none()) {
        const auto above = std::ranges::find(*all, item.parent, [](const Held& each) { return each.item.record; });
        const std::string number = above == all->end() ? std::string() : above->item.number;
        parent = el<"p">(
            context.text(msg("evidence.form.copy_of")), " ", web::link(Url::local("/evidence/{}", item.parent), number)
        );
    }
    if (previewer != nullptr) context.note_read("evidence_opened", item.file, item.record);
    const Html body = group(
        el<"p">(cls("meta"), el<"span">(cls("num"), item.number)),
        notices(context, *held),
        parent,
        custody_lines(context, custody_of(held->events)),
        steps(context, *held),
        previewer != nullptr ? opened_view(context, *previewer, item) : closed_view(context, item),
        web::section(
            context.text(msg("evidence.chain")), group(sentences(context, *held), chain_table(context, *held))
        ),
        web::section(context.text(msg("evidence.about")), described(context, *record)),
        original(context, item, writes),
        copies(context, *held, *all, writes),
        el<"p">(web::link(list_of(context, item.file), context.text(msg("evidence.to_list"))))
    );
    return web::page(context, *head, body);
}

}  // namespace

Response item_page(PageContext& context)
{
    return show(context, nullptr);
}

Response opened_item(PageContext& context, const documents::Previewer& previewer)
{
    return show(context, &previewer);
}

Response item_picture(PageContext& context, const documents::Previewer& previewer)
{
    const auto held = held_item(context.records(), context.caller(), context.path_record());
    if (!held) return web::error_page(context, held.error());
    const Item& item = held->item;
    const Preview kind = files::preview_of(item.bytes.media_type);
    if (!item.is_file() || (kind != Preview::picture && kind != Preview::page)) {
        return web::error_page(context, fail(ErrorCode::not_found, "there is no picture of this item"));
    }
    context.note_read("evidence_picture", item.file, item.record);
    auto picture = picture_of(context, previewer, item);
    if (!picture) return web::error_page(context, 422, msg("files.preview.broken"));
    Response response;
    response.set_header("content-type", "image/jpeg");
    response.set_header("content-security-policy", sandbox);
    response.body = std::move(*picture);
    return response;
}

Response download_item(PageContext& context)
{
    const auto held = held_item(context.records(), context.caller(), context.path_record());
    if (!held) return web::error_page(context, held.error());
    const Item& item = held->item;
    if (!item.bytes.blob)
        return web::error_page(context, fail(ErrorCode::not_found, "a thing has no original to save"));
    context.note_read("evidence_saved", item.file, item.record);
    struct Open {
        vault::Vault* vault;
        vault::BlobKey key;
        std::uint64_t size;
    };
    const auto open = std::make_shared<Open>(Open{&context.vault(), item.bytes.blob->copy(), item.bytes.size});
    web::BodySource source;
    source.length = open->size;
    source.read = [open](std::uint64_t offset, std::size_t most) -> Result<std::string> {
        auto bytes = open->vault->read_blob(open->key, open->size, offset, most);
        if (!bytes) return bytes.error();
        std::string text(text_of(*bytes));
        std::fill(bytes->begin(), bytes->end(), std::uint8_t{0});
        return text;
    };
    const std::string name = item.number + std::string(files::extension_of(item.bytes.media_type));
    Response response = Response::download(std::move(source), "application/octet-stream", name);
    response.set_header("content-security-policy", sandbox);
    return response;
}

}  // namespace panoh::evidence
