// SPDX-License-Identifier: AGPL-3.0-or-later
// What calls of this case say: offered for taking over, never copied by itself.
#include "base/json_text.hpp"
#include "modules/casework/pages_record.hpp"
#include "modules/events/pages.hpp"
#include "modules/events/pages_parts.hpp"
#include "records/files.hpp"

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

std::string call_number(const PageContext& context, const FileId& file)
{
    const auto fact = context.vault().file(file);
    const auto directory = context.vault().directory();
    const vault::Organisation* owner = fact ? directory->organisation(fact->organisation) : nullptr;
    return owner == nullptr ? std::string() : records::file_number(owner->code, *fact);
}

/// The newest record of a kind in a call, as far as the reader may open it.
std::optional<vault::Record> newest(PageContext& context, const FileId& file, std::string_view type)
{
    const forms::RecordType& definition = *context.records().schema().type(type);
    if (!context.records().may(context.caller(), access::Verb::read, file, definition.compartment)) return std::nullopt;
    auto found = context.records().of_file(context.caller(), file, type);
    if (!found || found->empty()) return std::nullopt;
    return std::move(found->front());
}

Html offer(
    PageContext& context,
    const Opened& opened,
    const vault::Record& from,
    std::span<const MessageId> words,
    std::span<const std::string_view> types
)
{
    Html ways;
    for (std::size_t at = 0; at < types.size(); ++at)
        ways += add_button(context, opened, types[at], words[at], from.id);
    return el<"section">(
        cls("card"),
        el<"h3">(casework::type_label(context, from.type)),
        el<"p">(
            cls("meta"),
            context.text(
                msg("casework.record.last_change"),
                {{"who", context.user_name(from.author).reveal()},
                 {"when", context.translator().moment(from.written_at)}}
            )
        ),
        facts_of(context, from, {}),
        el<"div">(cls("actions"), ways)
    );
}

Html offers_of_call(PageContext& context, const Opened& opened, const FileId& file)
{
    Html body;
    if (const auto alert = newest(context, file, "custody_alert")) {
        body += offer(
            context, opened, *alert, std::array{msg("events.take.detention")}, std::array{std::string_view("detention")}
        );
    }
    if (const auto screening = newest(context, file, "screening")) {
        body += offer(
            context,
            opened,
            *screening,
            std::array{msg("events.take.event"), msg("events.take.person"), msg("events.take.detention")},
            std::array{std::string_view("event"), std::string_view("event_person"), std::string_view("detention")}
        );
    }
    return body;
}

}  // namespace

Response from_call_page(PageContext& context)
{
    auto opening = open_account(context, context.path_record());
    if (!opening.opened) return std::move(opening.refused);
    const Opened& opened = *opening.opened;
    if (!opened.may_write) {
        return web::error_page(context, fail(ErrorCode::denied, "the reader may not write the account"));
    }
    Html body = el<"p">(el<"a">(
        cls("back-link"), href(Url::local("/cases/{}/events", opened.of_case())), context.text(msg("events.back"))
    ));
    body += web::paragraph(context.text(msg("events.take.hint")));
    bool any = false;
    for (const auto& [contact, file] : casework::contacts_of_case(context.records(), opened.of_case())) {
        const Html offers = offers_of_call(context, opened, file);
        if (offers.empty()) continue;
        const std::string number = call_number(context, file);
        body += el<"section">(
            cls("section"), el<"h2">(context.text(msg("events.take.call"), {{"number", number}})), offers
        );
        any = true;
    }
    if (!any) body += web::empty_state(context.text(msg("events.take.none")));
    return web::page(context, opened.page(Sensitive<std::string>(context.text(msg("events.take")))), body);
}

}  // namespace panoh::events
