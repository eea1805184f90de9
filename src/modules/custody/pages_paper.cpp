// SPDX-License-Identifier: AGPL-3.0-or-later
// Half a page for whoever goes to a person in custody, as far as the relative lets it be told.
#include "forms/labels.hpp"
#include "modules/custody/pages.hpp"
#include "modules/custody/pages_parts.hpp"
#include "modules/custody/rules.hpp"
#include "web/pages/sheet_view.hpp"

#include <array>

namespace panoh::custody {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;
using intake::moment_words;

Html pair(const std::string& term, const Html& description)
{
    return el<"div">(el<"dt">(term), el<"dd">(description));
}

/// What is known, without the answer about telling; names stand here only when the relative said so.
Html known(const PageContext& context, const Alert& alert, bool named)
{
    json::object account = alert.account->merged().reveal();
    account.erase("may_tell");
    if (!named) {
        for (const std::string_view field : {"person_name", "relative_name", "relative_phone"})
            account.erase(field);
    }
    const forms::RecordType& type = *context.records().schema().type("custody_account");
    return group(el<"h2">(context.text(msg("custody.known"))), web::record_facts(context, type, account));
}

Html asked(const PageContext& context, const Alert& alert)
{
    if (alert.enquiries.empty()) return {};
    std::vector<Html> items;
    for (const vault::Record& each : alert.enquiries) {
        const std::string person = text_at(each.content.reveal(), "person");
        items.push_back(el<"li">(
            el<"span">(cls("num"), moment_words(context, text_at(each.coded, "asked_at"))),
            " ",
            text_at(each.content.reveal(), "place"),
            person.empty() ? std::string() : ", " + person,
            ": ",
            context.code_label("custody_answers", text_at(each.coded, "answer"))
        ));
    }
    return group(el<"h2">(context.text(msg("custody.enquiries"))), el<"ul">(items));
}

/// What whoever goes writes down there.
Html to_fill_in(const PageContext& context)
{
    Html lines;
    for (const MessageId& each :
         {msg("custody.paper.arrived"), msg("custody.paper.received_by"), msg("custody.paper.let_in")}) {
        lines += el<"p">(context.text(each));
        lines += el<"p">(cls("sheet-blank"));
    }
    return group(el<"h2">(context.text(msg("custody.paper.on_the_spot"))), lines);
}

Html sheet(const PageContext& context, const Alert& alert, bool named)
{
    const std::string level = context.text(named ? msg("custody.paper.named") : msg("custody.paper.unnamed"));
    std::string running = alert.line.number + " · " + context.text(msg("custody.paper.kind")) + " · " + level;
    const Html content = group(
        el<"header">(
            cls("sheet-title"),
            el<"h1">(context.text(msg("custody.paper.kind"))),
            el<"dl">(
                pair(context.text(msg("custody.list.number")), group(alert.line.number)),
                pair(context.text(msg("custody.list.hours")), group(hours_words(context, alert.line))),
                pair(context.text(msg("custody.paper.level")), group(level))
            )
        ),
        known(context, alert, named),
        asked(context, alert),
        to_fill_in(context)
    );
    return web::paper_sheet(context, std::move(running), content);
}

Html tools(const PageContext& context, const AlertLine& line)
{
    return web::paper_tools(
        context,
        web::Tone::due,
        context.text(msg("custody.paper.read_first")),
        web::quiet_link_button(address_of(line.contact), context.text(msg("custody.back"), {{"number", line.number}}))
    );
}

}  // namespace

Response paper_page(PageContext& context)
{
    const auto alert = alert_of(context);
    if (!alert) return web::error_page(context, alert.error());
    if (!alert->account)
        return web::error_page(context, fail(ErrorCode::denied, "the alert is not open to the reader"));
    const auto& account = *alert->account;
    const auto decision = may_tell(account.id, account.coded, "lawyer", false);
    if (!decision) {
        context.note_read("custody_paper", alert->line.file, account.id, false);
        const Url edit = Url::local("/custody/{}/change/{}", alert->line.contact, account.id).at("may_tell");
        const Html way = el<"p">(web::link(edit, context.text(msg("custody.going.note_answer"))));
        web::PageHead head = form_head(context, alert->line, msg("custody.paper.heading"));
        const Html body = web::notice(web::Tone::consent, context.text(msg("custody.paper.not_allowed")), way);
        return web::page(context, head, body);
    }
    const bool named = may_tell(account.id, account.coded, "lawyer", true).allowed;
    context.note_read("custody_paper", alert->line.file, account.id);
    web::PageHead head;
    head.title = alert->line.number;
    head.place = web::Place::calls;
    return web::page(context, head, group(tools(context, alert->line), sheet(context, *alert, named)));
}

}  // namespace panoh::custody
