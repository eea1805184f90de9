// SPDX-License-Identifier: AGPL-3.0-or-later
// Entries by hand, verifying, a copy without metadata, the label.
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"
#include "vault/accounts/qr.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/sheet_view.hpp"

#include <algorithm>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr unsigned code_scale = 5;

std::vector<web::Choice> receiver_choices(const PageContext& context, const FileId& file)
{
    std::vector<web::Choice> choices;
    for (const UserId& user : receivers(context.records(), file)) {
        if (user != context.actor().user) choices.push_back({user.text(), context.user_name(user).reveal(), {}});
    }
    return choices;
}

Response entry_page(
    PageContext& context,
    const Held& held,
    const std::string& event,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    auto head = head_of(context, held.item, Sensitive<std::string>(context.code_label("custody_events", event)));
    if (!head) return web::error_page(context, head.error());
    head->typed_text = true;
    web::FormView view;
    view.type = context.records().schema().type(event_type);
    view.values = &values;
    view.problems = problems;
    view.only = asked_by(event).fields;
    view.choices = [&](const forms::Field&) {
        return receiver_choices(context, held.item.file);
    };
    const Html nobody = event == "handed_over" && receiver_choices(context, held.item.file).empty()
                            ? web::notice(web::Tone::due, context.text(msg("evidence.enter.nobody")), Html())
                            : Html();
    const Html body = group(
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("evidence.enter.sign"))),
            web::quiet_link_button(address_of(held.item), context.text(msg("casework.form.cancel")))
        )
    );
    return web::page(
        context,
        *head,
        group(
            el<"p">(web::link(address_of(held.item), held.item.number), " · ", held.item.name),
            web::paragraph(context.text(
                event == "handed_over" ? msg("evidence.enter.explain_hand_over") : msg("evidence.enter.explain")
            )),
            nobody,
            web::post_form(context, Url::local("/evidence/{}/enter/{}", held.item.record, event), body)
        ),
        problems.empty() ? 200 : 422
    );
}

}  // namespace

Response event_form(PageContext& context)
{
    const auto held = held_item(context.records(), context.caller(), context.path_record());
    if (!held) return web::error_page(context, held.error());
    const std::string event(context.path_text("event"));
    const auto open = open_to(context.records(), context.caller(), *held);
    if (std::ranges::find(open, event) == open.end()) {
        return web::error_page(
            context, fail(ErrorCode::conflict, "not open now", {msg("evidence.problem.moved_on"), {}})
        );
    }
    boost::json::object start;
    const auto asked = asked_by(event).fields;
    if (std::ranges::find(asked, "occurred_on") != asked.end()) start["occurred_on"] = context.today();
    const forms::RecordType& type = *context.records().schema().type(event_type);
    return entry_page(context, *held, event, forms::to_submission(type, start, context.services().zone), {});
}

Response save_event(PageContext& context)
{
    const RecordId item = context.path_record();
    const std::string event(context.path_text("event"));
    const auto values = context.submission();
    const auto outcome = enter(context.records(), context.caller(), item, event, values, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->problems.empty()) return Response::redirect(Url::local("/evidence/{}", item));
    const auto held = held_item(context.records(), context.caller(), item);
    if (!held) return web::error_page(context, held.error());
    return entry_page(context, *held, event, values, outcome->problems);
}

Response save_verified(PageContext& context)
{
    const auto done = verify(context.records(), context.caller(), context.path_record(), context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/evidence/{}", context.path_record()));
}

Response save_copy(PageContext& context, const documents::Previewer& previewer)
{
    const auto copy =
        copy_without_metadata(context.records(), context.caller(), previewer, context.path_record(), context.batch());
    if (!copy) return web::error_page(context, copy.error());
    return Response::redirect(Url::local("/evidence/{}", *copy));
}

Response label_page(PageContext& context)
{
    const auto held = held_item(context.records(), context.caller(), context.path_record());
    if (!held) return web::error_page(context, held.error());
    const Item& item = held->item;
    web::PageHead head;
    head.title = item.number;
    head.place = web::Place::cases;
    const Html tools = web::paper_tools(
        context,
        web::Tone::info,
        context.text(msg("evidence.label.explain")),
        web::quiet_link_button(address_of(item), context.text(msg("evidence.label.back")))
    );
    const std::string hash = short_hash(item.bytes.sha256);
    const std::string training = context.services().training ? context.text(msg("casework.print.training")) : "";
    const Html label = el<"article">(
        cls("sheet"),
        el<"div">(
            cls("qr"),
            el<"img">(
                src(Url::local("/evidence/{}/code", item.record)),
                a<"alt">(context.text(msg("evidence.label.code"))),
                a<"width">("160"),
                a<"height">("160")
            ),
            el<"div">(
                el<"h1">(cls("num"), item.number),
                hash.empty() ? Html() : el<"p">(cls("hash"), "SHA-256 ", hash, " …"),
                training.empty() ? Html() : el<"p">(training)
            )
        )
    );
    return web::page(context, head, group(tools, label));
}

Response label_code(PageContext& context)
{
    const auto held = held_item(context.records(), context.caller(), context.path_record());
    if (!held) return web::error_page(context, held.error());
    const auto png = accounts::qr_png(label_text(held->item), code_scale);
    if (!png) return web::error_page(context, png.error());
    Response response;
    response.set_header("content-type", "image/png");
    response.body = std::string(text_of(*png));
    return response;
}

}  // namespace panoh::evidence
