// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/pages_parts.hpp"

#include "modules/casework/pages_shared.hpp"
#include "modules/casework/store.hpp"
#include "modules/files/media.hpp"
#include "modules/files/rules.hpp"
#include "records/files.hpp"

namespace panoh::files {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using access::Verb;
using forms::Compartment;

constexpr std::uint64_t bytes_of_a_kilobyte = 1'000;
constexpr std::uint64_t bytes_of_a_megabyte = 1'000'000;

/// The call whose file it is, or nothing.
RecordId call_of_file(const PageContext& context, const FileId& file)
{
    const auto rows = context.vault().workspace().query(
        "SELECT record FROM t_contact WHERE file=? AND deleted=0", {vault::sql(file)}
    );
    return rows && !rows->empty() ? rows->id<RecordId>(0, "record") : RecordId{};
}

Html list_entry(const PageContext& context, const Attachment& attachment)
{
    std::vector<std::string> about{
        attachment.number,
        context.code_label("attachment_kinds", attachment.kind),
        media_words(context, attachment.media_type),
        size_words(context, attachment.size)};
    if (!attachment.received_on.empty()) {
        about.push_back(
            context.text(msg("files.received"), {{"date", context.translator().date(attachment.received_on)}})
        );
    }
    std::string line;
    for (const std::string& each : about)
        line += (line.empty() ? "" : " · ") + each;
    const MessageId thumb = is_closed(attachment) ? msg("files.thumb.closed") : msg("files.thumb.file");
    return el<"li">(
        cls("file"),
        el<"span">(cls("file-thumb"), context.text(thumb)),
        el<"div">(
            el<"h3">(web::link(Url::local("/attachments/{}", attachment.record), name_of(attachment))),
            el<"p">(cls("meta"), line)
        )
    );
}

}  // namespace

Result<web::PageHead> head_for(PageContext& context, const FileId& file, Sensitive<std::string> heading, bool on_tab)
{
    const RecordId of_case = casework::case_of_file(context.records(), file);
    if (!of_case.is_none()) {
        const auto tab = on_tab ? casework::CaseTab::files : casework::CaseTab::none;
        auto frame = casework::case_frame(context, of_case, tab);
        if (!frame) return frame.error();
        return frame->page(std::move(heading));
    }
    const auto person = casework::person_of_file(context.records(), file);
    if (person) {
        const auto tab = on_tab ? casework::PersonTab::files : casework::PersonTab::none;
        auto frame = casework::person_frame(context, person->record, tab);
        if (!frame) return frame.error();
        return frame->page(std::move(heading));
    }
    const auto fact = context.vault().file(file);
    if (!fact || !context.records().may(context.caller(), Verb::read, file, Compartment::core)) {
        return fail(ErrorCode::not_found, "there is no such file for this reader");
    }
    web::PageHead head;
    head.heading = std::move(heading);
    head.title = records::file_number(context.vault(), file);
    head.place = fact->kind == forms::FileKind::contact ? web::Place::calls : web::Place::none;
    if (fact->kind == forms::FileKind::knowledge) {
        head.tabs = el<"p">(cls("back-link"), web::link(Url::local("/knowledge/files/{}", file), head.title));
    }
    const RecordId call = call_of_file(context, file);
    if (!call.is_none()) {
        head.tabs = el<"p">(cls("back-link"), web::link(Url::local("/calls/{}", call), head.title));
    }
    return head;
}

Url list_of(const PageContext& context, const FileId& file)
{
    const RecordId of_case = casework::case_of_file(context.records(), file);
    if (!of_case.is_none()) return Url::local("/cases/{}/files", of_case);
    const auto person = casework::person_of_file(context.records(), file);
    if (person) return Url::local("/people/{}/files", person->record);
    return Url::local("/files/{}/attachments", file);
}

std::string size_words(const PageContext& context, std::uint64_t bytes)
{
    if (bytes < bytes_of_a_megabyte) {
        const auto kilobytes = static_cast<std::int64_t>((bytes + bytes_of_a_kilobyte - 1) / bytes_of_a_kilobyte);
        return context.text(msg("files.size.kilobytes"), {{"size", kilobytes}});
    }
    constexpr std::uint64_t tenth = bytes_of_a_megabyte / 10;
    const std::uint64_t tenths = (bytes + tenth / 2) / tenth;
    const std::string megabytes = context.translator().number(static_cast<double>(tenths) / 10.0, 1);
    return context.text(msg("files.size.megabytes"), {{"size", megabytes}});
}

std::string media_words(const PageContext& context, std::string_view media_type)
{
    if (media_type.starts_with("image/")) return context.text(msg("files.media.picture"));
    if (media_type.starts_with("audio/")) return context.text(msg("files.media.sound"));
    if (media_type.starts_with("video/")) return context.text(msg("files.media.film"));
    if (media_type == "application/pdf") return context.text(msg("files.media.pdf"));
    if (media_type == "text/plain" || media_type == "application/json") return context.text(msg("files.media.text"));
    if (extension_of(media_type) == ".bin") return context.text(msg("files.media.unknown"));
    if (media_type == "application/zip") return context.text(msg("files.media.archive"));
    return context.text(msg("files.media.office"));
}

Sensitive<std::string> name_of(const Attachment& attachment)
{
    return attachment.name.reveal().empty() ? Sensitive<std::string>(attachment.number) : attachment.name;
}

Html attachment_list(const PageContext& context, std::span<const Attachment> attachments)
{
    std::vector<Html> items;
    for (const Attachment& each : attachments)
        items.push_back(list_entry(context, each));
    return el<"ul">(cls("bare"), items);
}

std::string part_words(const PageContext& context, Compartment compartment)
{
    return context.code_label("compartments", forms::name_of(compartment));
}

}  // namespace panoh::files
