// SPDX-License-Identifier: AGPL-3.0-or-later
// The bundle itself: originals, extract, signatures, and the guide for whoever checks them.
#include "modules/evidence/bundle_texts.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"

#include <algorithm>
#include <memory>

namespace panoh::evidence {

namespace {

std::string guide(const PageContext& context, std::string_view language)
{
    const i18n::Translator words(*context.services().catalogues, language, context.services().zone);
    const auto line = [&](const MessageId& id) {
        return words.text(id) + "\n\n";
    };
    const auto command = [](const char* text) {
        return std::string("    ") + text + "\n\n";
    };
    std::string text = line(msg("evidence.guide.title"));
    if (context.services().training) text += line(msg("shell.print.training"));
    text += line(msg("evidence.guide.what"));
    text += line(msg("evidence.guide.need"));
    text += line(msg("evidence.guide.hashes")) + command(hash_command);
    text += line(msg("evidence.guide.signatures")) + command(signature_command);
    text += line(msg("evidence.guide.read")) + command(read_command);
    text += line(msg("evidence.guide.chain")) + command(previous_command);
    text += line(msg("evidence.guide.ledger"));
    text += line(msg("evidence.guide.order")) + command(order_command);
    text += line(msg("evidence.guide.standing")) + command(standing_command);
    text += line(msg("evidence.guide.opening")) + command(opening_command);
    text += line(msg("evidence.guide.details"));
    text += line(msg("evidence.guide.keys"));
    text += line(msg("evidence.guide.limits"));
    return text;
}

std::string extract(const PageContext& context, const TakenOut& out)
{
    const i18n::Translator& words = context.translator();
    std::string text = context.text(msg("evidence.extract.title")) + "\n";
    if (context.services().training) text += context.text(msg("shell.print.training")) + "\n";
    text += context.text(
                msg("evidence.extract.made"),
                {{"who", context.viewer().name.reveal()}, {"when", words.moment(context.vault().clock().now())}}
            )
            + "\n";
    for (const Held& held : out.items) {
        text += "\n" + held.item.number + " · " + context.code_label("evidence_kinds", held.item.kind) + "\n";
        if (held.item.is_file()) text += original_name(held.item) + "\nSHA-256 " + held.item.bytes.sha256 + "\n";
        for (const CustodyEvent& event : held.events) {
            text += "  " + words.number(event.number) + ". " + sentence_of(words, context, event).reveal() + "\n";
        }
    }
    return text;
}

/// The bytes of an original while they leave.
ArchivePart original_part(const PageContext& context, const Item& item, std::uint32_t sum)
{
    ArchivePart part;
    part.name = original_name(item);
    part.size = item.bytes.size;
    part.checksum = sum;
    const auto key = std::make_shared<vault::BlobKey>(item.bytes.blob->copy());
    part.read = [vault = &context.vault(), key, size = item.bytes.size](std::uint64_t offset, std::size_t length) {
        return vault->read_blob(*key, size, offset, length);
    };
    return part;
}

ArchivePart text_part(std::string name, std::string text)
{
    ArchivePart part;
    part.name = std::move(name);
    part.text = std::move(text);
    return part;
}

}  // namespace

Response bundle_file(PageContext& context)
{
    const auto out = take_out(context.records(), context.caller(), context.path_record(), context.batch());
    if (!out) return web::error_page(context, out.error());
    auto texts = signature_parts(*out);
    std::ranges::move(ledger_parts(*out), std::back_inserter(texts));
    texts.push_back(text_part("custody.txt", extract(context, *out)));
    texts.push_back(text_part("custody.json", custody_json(*out)));
    for (const std::string_view language : {"en", "ru"}) {
        texts.push_back(text_part("HOW-TO-VERIFY." + std::string(language) + ".txt", guide(context, language)));
    }
    std::vector<ArchivePart> parts;
    parts.push_back(text_part("SHA256SUMS", sums_of(*out, texts)));
    std::ranges::move(texts, std::back_inserter(parts));
    for (std::size_t at = 0; at < out->items.size(); ++at) {
        const Item& item = out->items[at].item;
        if (item.is_file()) parts.push_back(original_part(context, item, out->checksums[at]));
    }
    auto archive = Archive::of(std::move(parts));
    if (!archive) return web::error_page(context, archive.error());
    const auto whole = std::make_shared<const Archive>(std::move(*archive));
    web::BodySource source;
    source.length = whole->size();
    source.read = [whole](std::uint64_t offset, std::size_t most) {
        return whole->read(offset, most);
    };
    return Response::download(std::move(source), "application/zip", "evidence-" + context.today() + ".zip");
}

}  // namespace panoh::evidence
