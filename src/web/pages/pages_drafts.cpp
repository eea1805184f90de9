// SPDX-License-Identifier: AGPL-3.0-or-later
// What a user sees of their drafts: the list, one draft, the question which one to throw away.
#include "web/pages/components.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/form_desk.hpp"
#include "web/pages/sent_again.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

constexpr std::size_t offered_to_drop = 10;

PageHead head_of(const PageContext& context, const MessageId& heading)
{
    PageHead head;
    head.title = context.text(heading);
    head.heading = Sensitive<std::string>(head.title);
    return head;
}

std::string day_of(const PageContext& context, Timestamp at)
{
    return context.translator().day_in_words(context.translator().time_zone().local(at).date);
}

/// "14:05" today, else with the day.
std::string time_of(const PageContext& context, Timestamp at)
{
    const auto& zone = context.translator().time_zone();
    const bool today = zone.local(at).date == zone.local(context.vault().clock().now()).date;
    return today ? context.translator().clock_time(at) : context.translator().moment(at);
}

Html goes(const PageContext& context, const Draft& draft)
{
    const std::string day = day_of(context, DraftList::goes_at(draft));
    return DraftList::goes_soon(draft, context.vault().clock().now()) ? tag(Tone::due, day) : group(day);
}

Url page_of(const Draft& draft)
{
    const auto page = Url::parse_local(draft.page);
    return page ? *page : Url::local("/");
}

Html draft_table(const PageContext& context, const std::vector<Draft>& drafts)
{
    std::vector<std::vector<Html>> rows;
    for (const Draft& draft : drafts) {
        const std::string label = draft_label(context, draft);
        rows.push_back(
            {link(page_of(draft), label),
             el<"span">(cls("num"), context.translator().moment(draft.saved_at)),
             goes(context, draft),
             el<"a">(
                 href(Url::local("/drafts/{}", draft.name)),
                 context.text(msg("pages.drafts.throw_away")),
                 el<"span">(cls("visually-hidden"), ": ", label)
             )}
        );
    }
    std::vector<Column> columns;
    for (const MessageId& heading :
         {msg("pages.drafts.what"), msg("pages.drafts.saved"), msg("pages.drafts.goes"), msg("pages.drafts.do")})
        columns.push_back({context.text(heading), std::nullopt});
    return table(context.text(msg("pages.drafts.heading")), columns, rows);
}

Html expired_notice(const PageContext& context, const std::vector<Draft>& expired)
{
    if (expired.empty()) return {};
    std::vector<Html> items;
    for (const Draft& draft : expired)
        items.push_back(el<"li">(draft_label(context, draft), ", ", context.translator().moment(draft.saved_at)));
    return notice(
        Tone::due,
        context.text(msg("pages.drafts.expired"), {{"count", static_cast<std::int64_t>(expired.size())}}),
        group(
            el<"ul">(items),
            action_button(context, Url::local("/drafts"), context.text(msg("pages.drafts.expired_seen")))
        )
    );
}

Response list_page(PageContext& context)
{
    const DraftList list = drafts_of(context);
    const auto limit = static_cast<std::int64_t>(DraftList::most);
    const Html body = group(
        expired_notice(context, list.expired()),
        paragraph(context.text(
            msg("pages.drafts.explain.text"), {{"days", std::int64_t{DraftList::kept_for.count()}}, {"limit", limit}}
        )),
        list.drafts().empty() ? empty_state(context.text(msg("pages.drafts.none")))
                              : draft_table(context, list.drafts())
    );
    return page(context, head_of(context, msg("pages.drafts.heading")), body);
}

Response forget_expired(PageContext& context)
{
    clear_expired_drafts(context);
    return Response::redirect(Url::local("/drafts"));
}

Response one_page(PageContext& context)
{
    const DraftList list = drafts_of(context);
    const Draft* draft = list.find(context.path_text("name"));
    if (draft == nullptr) return error_page(context, fail(ErrorCode::not_found, "there is no such draft"));
    const Html throw_away = action_button(
        context, Url::local("/drafts/{}/throw-away", draft->name), context.text(msg("pages.drafts.throw_away_now"))
    );
    if (is_sent_again(draft->name)) return sent_again_draft(context, *draft, throw_away);
    const std::array lines{
        Fact{context.text(msg("pages.drafts.what")), group(draft_label(context, *draft))},
        Fact{
            context.text(msg("pages.drafts.saved")),
            el<"span">(cls("num"), context.translator().moment(draft->saved_at))},
        Fact{context.text(msg("pages.drafts.goes")), goes(context, *draft)},
    };
    const Html body = group(
        facts(lines),
        paragraph(context.text(msg("pages.drafts.throw_away_explain"))),
        el<"div">(cls("actions"), link_button(page_of(*draft), context.text(msg("pages.drafts.open"))), throw_away)
    );
    return page(context, head_of(context, msg("pages.drafts.one")), body);
}

Response throw_away(PageContext& context)
{
    const std::string_view name = context.path_text("name");
    if (!is_draft_name(name)) return Response::not_found();
    drop_draft(context, name);
    return Response::redirect(Url::local("/drafts"));
}

Response no_content()
{
    Response response;
    response.status = 204;
    return response;
}

/// The script gets an empty answer, the button of a page without scripts the form again.
Response save_draft(PageContext& context)
{
    const std::string_view name = context.path_text("name");
    if (!is_draft_name(name)) return Response::not_found();
    const Url page = page_of_form(context);
    switch (keep_draft(context, name, page.text(), draft_inputs(context))) {
    case Kept::yes:
        break;
    case Kept::full:
        return drafts_full_page(context);
    case Kept::failed:
        return error_page(context, fail(ErrorCode::storage, "a draft could not be saved"));
    }
    if (!context.request().form.has(keep_input)) return no_content();
    return Response::redirect(page.with(saved_parameter, "saved"));
}

/// Saves the draft without scripts. The one above the form is no stop of the keyboard, since the list of mistakes comes
/// first there; the one below it is.
Html button_for_draft(const PageContext& context, const Url& draft, std::optional<std::string_view> stop)
{
    return el<"noscript">(el<"button">(
        cls("button button-secondary"),
        a<"type">("submit"),
        a<"formaction">(draft),
        a<"tabindex">(stop),
        name(keep_input),
        value("page"),
        context.text(msg("pages.draft.save"))
    ));
}

}  // namespace

Response drafts_full_page(const PageContext& context)
{
    const DraftList list = drafts_of(context);
    std::vector<Choice> choices;
    for (auto draft = list.drafts().rbegin(); draft != list.drafts().rend(); ++draft) {
        if (choices.size() == offered_to_drop) break;
        choices.push_back({draft->name, draft_label(context, *draft), context.translator().moment(draft->saved_at)});
    }
    InputOptions which;
    which.name = drop_input;
    which.label = context.text(msg("pages.drafts.full.which"));
    which.value = Sensitive<std::string>(choices.empty() ? std::string() : choices.front().value);
    Html typed;
    for (const Parameter& field : context.request().form) {
        const bool replaced = field.name() == token_input || field.name() == batch_input || field.name() == drop_input;
        if (!replaced) typed += el<"input">(a<"type">("hidden"), name(field.name()), value(field.value()));
    }
    PageHead head = head_of(context, msg("pages.drafts.full.heading"));
    head.typed_text = true;
    const Html body = group(
        typed,
        notice(
            Tone::due,
            context.text(msg("pages.drafts.full.notice"), {{"limit", static_cast<std::int64_t>(DraftList::most)}}),
            paragraph(context.text(msg("pages.drafts.full.safe")))
        ),
        radios(context, which, choices),
        el<"div">(cls("actions"), submit_button(context.text(msg("pages.drafts.full.keep"))))
    );
    return page(context, head, post_form(context, context.address(), body), http_status(ErrorCode::conflict));
}

Html drafts_line(const PageContext& context)
{
    const DraftList list = drafts_of(context);
    const Timestamp now = context.vault().clock().now();
    const auto& drafts = list.drafts();
    if (!list.expired().empty()) {
        const auto count = static_cast<std::int64_t>(list.expired().size());
        return notice(
            Tone::due,
            context.text(msg("pages.drafts.expired"), {{"count", count}}),
            el<"p">(link(Url::local("/drafts"), context.text(msg("pages.drafts.to_list"))))
        );
    }
    if (drafts.empty()) return {};
    const auto count = static_cast<std::int64_t>(drafts.size());
    const Html all = link(Url::local("/drafts"), context.text(msg("pages.drafts.count"), {{"count", count}}));
    if (!DraftList::goes_soon(drafts.back(), now)) return el<"p">(cls("meta"), all);
    const std::string day = day_of(context, DraftList::goes_at(drafts.back()));
    return notice(Tone::due, context.text(msg("pages.drafts.goes_soon"), {{"day", day}}), el<"p">(all));
}

Html draft_bar(const PageContext& context, const Url& draft)
{
    const DraftList list = drafts_of(context);
    const Draft* kept = list.find(draft_name_of(draft));
    const bool just_now = context.request().query.text(saved_parameter) == "saved";
    std::string status;
    if (kept != nullptr) {
        const std::string time = time_of(context, kept->saved_at);
        status = context.text(msg("pages.draft.saved"), {{"time", time}});
    }
    return el<"div">(
        cls("form-bar"),
        el<"p">(
            cls("draft-status", just_now ? "tag tag-ok" : ""),
            a<"role">("status"),
            data<"draft-status">(""),
            data<"saved">(context.text(msg("pages.draft.saved"), {{"time", std::string("{time}")}})),
            data<"failed">(context.text(msg("pages.draft.failed"))),
            data<"full">(context.text(msg("pages.draft.full"), {{"limit", static_cast<std::int64_t>(DraftList::most)}})
            ),
            status
        ),
        button_for_draft(context, draft, "-1")
    );
}

Html draft_button(const PageContext& context, const Url& draft)
{
    return button_for_draft(context, draft, std::nullopt);
}

Routes draft_routes()
{
    const auto work = Audience::ability("work");
    const auto none = AuditAction::none();
    return {
        {Method::get, "/drafts", work, none, list_page},
        {Method::post, "/drafts", work, none, forget_expired},
        {Method::get, "/drafts/{name}", work, none, one_page},
        {Method::post, "/drafts/{name}", work, none, save_draft},
        {Method::post, "/drafts/{name}/throw-away", work, none, throw_away},
        {Method::post,
         "/session/stay",
         work,
         none,
         [](PageContext&) {
             return no_content();
         }},
    };
}

}  // namespace panoh::web
