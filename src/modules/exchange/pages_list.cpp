// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests for files: the list, and what of it stands on top of My work.
#include "modules/exchange/module.hpp"
#include "modules/exchange/pages.hpp"
#include "modules/exchange/service.hpp"
#include "web/pages/release_view.hpp"
#include "web/pages/shell.hpp"

#include <array>

namespace panoh::exchange {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Standing stands(const PageContext& context, const RequestLine& line)
{
    return records::standing_of(line.state, line.written_at, context.vault().clock().now());
}

std::vector<Html> row_of(const PageContext& context, const RequestLine& line)
{
    return {
        el<"a">(
            href(Url::local("/exports/{}", line.record)),
            el<"span">(cls("num"), web::stored_moment(context, line.asked_at))
        ),
        group(context.user_name(line.asked_by)),
        group(context.code_label("export_purposes", line.purpose)),
        el<"span">(cls("num"), context.translator().number(line.rows)),
        web::standing_tag(context, stands(context, line)),
    };
}

}  // namespace

Response exports_page(PageContext& context)
{
    const auto lines = requests_for(context.records(), context.caller());
    if (!lines) return web::error_page(context, lines.error());
    const std::string title = context.text(msg("exchange.title"));
    Html body = web::paragraph(context.text(msg("exchange.list.explain")));
    if (lines->empty()) {
        body += web::empty_state(context.text(msg("exchange.list.none")));
    } else {
        const std::array columns{
            web::Column{context.text(msg("exchange.asked_at")), {}},
            web::Column{context.text(msg("exchange.asked_by")), {}},
            web::Column{context.text(msg("exchange.purpose")), {}},
            web::Column{context.text(msg("exchange.rows")), {}, false, true},
            web::Column{context.text(msg("exchange.state")), {}},
        };
        std::vector<std::vector<Html>> rows;
        for (const RequestLine& line : *lines)
            rows.push_back(row_of(context, line));
        body += web::table(title, columns, rows);
    }
    web::PageHead head;
    head.heading = Sensitive<std::string>(title);
    head.title = title;
    head.place = web::Place::cases;
    head.actions = web::link_button(Url::local("/exports/new"), context.text(msg("exchange.ask")));
    return web::page(context, head, body);
}

Html exports_on_my_work(PageContext& context)
{
    if (!context.may(ask_ability)) return {};
    std::vector<Html> items;
    const auto waiting = requests_for(context.records(), context.caller(), true);
    if (waiting) {
        for (const RequestLine& line : *waiting) {
            items.push_back(el<"li">(web::link(
                Url::local("/exports/{}", line.record),
                context.text(
                    msg("exchange.work.waits"),
                    {{"who", context.user_name(line.asked_by).reveal()}, {"count", line.rows}}
                )
            )));
        }
    }
    const auto own = requests_for(context.records(), context.caller());
    if (own) {
        for (const RequestLine& line : *own) {
            const bool is_ready = stands(context, line) == Standing::ready;
            if (!is_ready || line.asked_by != context.actor().user) continue;
            items.push_back(el<"li">(web::link(
                Url::local("/exports/{}", line.record),
                context.text(msg("exchange.work.ready"), {{"time", web::ready_until(context, line.written_at)}})
            )));
        }
    }
    if (items.empty()) return {};
    return web::notice(Tone::info, context.text(msg("exchange.title")), el<"ul">(items));
}

}  // namespace panoh::exchange
