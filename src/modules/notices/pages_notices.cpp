// SPDX-License-Identifier: AGPL-3.0-or-later
// What others wrote in the reader's files: kinds, numbers, people and times; no text and no name of a client.
#include "modules/notices/changes.hpp"
#include "modules/notices/module.hpp"
#include "modules/notices/pages.hpp"
#include "modules/notices/rules.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::notices {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::PageContext;
using web::Response;

constexpr std::size_t most_of_a_type = 200;
constexpr std::size_t shown_of_a_file = 6;

Url address_of(const ChangedFile& file)
{
    if (file.type == "case") return Url::local("/cases/{}", file.record);
    if (file.type == "contact") return Url::local("/calls/{}", file.record);
    return Url::local("/people/{}", file.record);
}

Url address_of(const ChangedFile& file, const Change& change)
{
    // What belongs to a call is read on the pages of the call.
    const bool has_page = change.record != file.record && file.type != "contact";
    return has_page ? Url::local("/records/{}", change.record) : address_of(file);
}

std::string heading_of(const PageContext& context, const ChangedFile& file)
{
    if (file.type == "case") return context.text(msg("notices.case"), {{"number", file.number}});
    if (file.type == "contact") return context.text(msg("notices.contact"), {{"number", file.number}});
    return context.text(msg("notices.person"));
}

Html line_of(const PageContext& context, const ChangedFile& file, const Change& change)
{
    const std::string kind = context.text(MessageId("type." + change.type + ".label"));
    return el<"li">(
        web::link(address_of(file, change), kind),
        " · ",
        context.text(change.is_new ? msg("notices.added") : msg("notices.changed")),
        " · ",
        context.user_name(change.author),
        " · ",
        context.translator().moment(change.at)
    );
}

Html lines_of(const PageContext& context, const ChangedFile& file, std::size_t from, std::size_t until)
{
    std::vector<Html> lines;
    for (std::size_t at = from; at < std::min(until, file.changes.size()); ++at)
        lines.push_back(line_of(context, file, file.changes[at]));
    return el<"ul">(lines);
}

Html section_of(const PageContext& context, const ChangedFile& file)
{
    Html rest;
    if (file.changes.size() > shown_of_a_file) {
        const auto count = static_cast<std::int64_t>(file.changes.size() - shown_of_a_file);
        rest = web::details(
            context.text(msg("notices.more"), {{"count", count}}),
            lines_of(context, file, shown_of_a_file, file.changes.size())
        );
    }
    return el<"section">(
        cls("section"),
        el<"h2">(web::link(address_of(file), heading_of(context, file))),
        lines_of(context, file, 0, shown_of_a_file),
        rest
    );
}

std::int64_t newest_place(const PageContext& context)
{
    return static_cast<std::int64_t>(context.vault().head(storage::Chain::records).seq);
}

}  // namespace

Response notices_page(PageContext& context)
{
    const auto caller = context.caller();
    const std::int64_t newest = newest_place(context);
    const auto files = changes_after(context.records(), caller, seen_until(context.records(), caller), most_of_a_type);
    if (!files) return web::error_page(context, files.error());
    Html body = web::paragraph(context.text(msg("notices.explain")));
    if (files->empty()) {
        body += web::empty_state(context.text(msg("notices.nothing")));
    } else {
        for (const ChangedFile& file : *files)
            body += section_of(context, file);
        body += web::post_form(
            context,
            Url::local("/notices/seen"),
            group(
                el<"input">(a<"type">("hidden"), name("until"), value(std::to_string(newest))),
                web::submit_button(context.text(msg("notices.mark_seen")))
            )
        );
    }
    web::PageHead head;
    head.title = context.text(msg("notices.heading"));
    head.heading = Sensitive<std::string>(head.title);
    head.place = web::Place::my_work;
    return web::page(context, head, body);
}

Response mark_seen(PageContext& context)
{
    const std::int64_t place = number_in(context.request().form.text("until"), 0, newest_place(context));
    if (place < 0) return web::error_page(context, fail(ErrorCode::invalid_input, "no place in the ledger"));
    const auto done = note_seen(context.records(), context.caller(), place);
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/notices"));
}

Html changes_on_my_work(PageContext& context)
{
    if (!context.may("work")) return {};
    const auto caller = context.caller();
    const auto files = changes_after(context.records(), caller, seen_until(context.records(), caller), most_of_a_type);
    if (!files || files->empty()) return {};
    std::size_t count = 0;
    for (const ChangedFile& file : *files)
        count += file.changes.size();
    return el<"p">(
        cls("quiet"),
        web::link(
            Url::local("/notices"),
            context.text(
                msg("notices.on_my_work"),
                {{"count", static_cast<std::int64_t>(count)}, {"files", static_cast<std::int64_t>(files->size())}}
            )
        )
    );
}

}  // namespace panoh::notices
