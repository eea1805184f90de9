// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of a case, a person, a call.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/store.hpp"
#include "modules/files/pages.hpp"
#include "modules/files/pages_parts.hpp"
#include "modules/files/service.hpp"

#include <algorithm>

namespace panoh::files {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// A button that attaches to this file; nothing for whoever may not.
std::optional<Html> attach_button(PageContext& context, const FileId& file, const RecordId& about = {})
{
    if (places_for(context.records(), context.caller(), file).empty()) return std::nullopt;
    Url target = Url::local("/files/{}/attach", file);
    if (!about.is_none()) target = target.with("about", about.text());
    return web::link_button(target, context.text(msg("files.attach")));
}

/// Attachments by the part of the file that they stand in; who may not read a part does not learn of it.
Html by_parts(const PageContext& context, std::vector<Attachment>& attachments)
{
    std::ranges::stable_sort(attachments, {}, &Attachment::compartment);
    Html sections;
    for (auto from = attachments.begin(); from != attachments.end();) {
        const forms::Compartment part = from->compartment;
        const auto to =
            std::find_if(from, attachments.end(), [&](const Attachment& each) { return each.compartment != part; });
        sections += web::section(part_words(context, part), attachment_list(context, std::span(from, to)));
        from = to;
    }
    return sections;
}

Html empty_list(const PageContext& context)
{
    return web::empty_state(context.text(msg("files.none")));
}

}  // namespace

Response case_files(PageContext& context)
{
    const auto frame = casework::case_frame(context, context.path_record(), casework::CaseTab::files);
    if (!frame) return web::error_page(context, frame.error());
    if (!frame->head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    const auto caller = context.caller();
    auto own = attachments_of(context.records(), caller, frame->head.file);
    if (!own) return web::error_page(context, own.error());
    Html body = own->empty() ? empty_list(context) : by_parts(context, *own);
    for (const casework::Participant& person : frame->people) {
        if (!person.readable) continue;
        const auto of_person = attachments_of(context.records(), caller, person.file);
        if (!of_person) return web::error_page(context, of_person.error());
        const Html way = web::link(Url::local("/people/{}/files", person.person), context.text(msg("files.to_person")));
        const std::string heading = context.text(msg("files.of_person"), {{"number", person.number}});
        body +=
            web::section(heading, of_person->empty() ? empty_list(context) : attachment_list(context, *of_person), way);
    }
    auto head = frame->page(Sensitive<std::string>(context.text(msg("files.tab"))));
    head.actions = attach_button(context, frame->head.file);
    return web::page(context, head, body);
}

Response person_files(PageContext& context)
{
    const auto frame = casework::person_frame(context, context.path_record(), casework::PersonTab::files);
    if (!frame) return web::error_page(context, frame.error());
    auto own = attachments_of(context.records(), context.caller(), frame->file);
    if (!own) return web::error_page(context, own.error());
    auto head = frame->page(Sensitive<std::string>(context.text(msg("files.tab"))));
    head.actions = attach_button(context, frame->file);
    return web::page(context, head, own->empty() ? empty_list(context) : by_parts(context, *own));
}

Response files_of_file(PageContext& context)
{
    const FileId file = context.path_id<FileId>("file").value_or(FileId{});
    const RecordId about = RecordId::parse(context.request().query.text("about")).value_or(RecordId{});
    auto found = attachments_of(context.records(), context.caller(), file);
    if (!found) return web::error_page(context, found.error());
    MessageId heading = msg("files.tab");
    if (!about.is_none()) {
        std::erase_if(*found, [&](const Attachment& each) { return each.about != about; });
        heading = msg("files.of_record");
    }
    auto head = head_for(context, file, Sensitive<std::string>(context.text(heading)), about.is_none());
    if (!head) return web::error_page(context, head.error());
    head->actions = attach_button(context, file, about);
    Html body = found->empty() ? empty_list(context) : by_parts(context, *found);
    if (!about.is_none()) {
        body += el<"p">(web::link(Url::local("/records/{}", about), context.text(msg("files.to_record"))));
    }
    return web::page(context, *head, body);
}

}  // namespace panoh::files
