// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/shell.hpp"

#include "web/pages/components.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/print_view.hpp"
#include "web/pages/top_bar.hpp"

#include <fmt/format.h>

namespace panoh::web {

namespace {

std::string window_title(const PageContext& context, const PageHead& head, int status)
{
    const std::string program = context.text(msg("shell.name"));
    std::string title = head.title.empty() ? program : head.title + " — " + program;
    if (status == http_status(ErrorCode::invalid_input))
        title = context.text(msg("shell.title_with_mistakes"), {{"title", title}});
    return title;
}

/// Without scripts an idle page goes to the lock by itself; with scripts they watch over it. The builder has no
/// `http-equiv`; only a number is put in.
Html refresh_without_scripts(const PageContext& context, const PageHead& head)
{
    if (head.typed_text) return {};
    const int seconds = head.refresh_to_lock > 0 ? head.refresh_to_lock : context.viewer().idle_minutes * 60;
    return Html::trusted(
        fmt::format("<noscript><meta http-equiv=\"refresh\" content=\"{};url=/lock\"></noscript>", seconds)
    );
}

Html head_element(const PageContext& context, const PageHead& head, int status, const Html& more)
{
    using namespace html;
    return el<"head">(
        el<"meta">(a<"charset">("utf-8")),
        el<"meta">(name("viewport"), a<"content">("width=device-width, initial-scale=1")),
        el<"meta">(name("robots"), a<"content">("noindex, nofollow")),
        el<"title">(window_title(context, head, status)),
        el<"link">(a<"rel">("icon"), a<"type">("image/png"), a<"sizes">("32x32"), href(asset_url("favicon-32.png"))),
        el<"link">(a<"rel">("apple-touch-icon"), href(asset_url("favicon-180.png"))),
        el<"link">(a<"rel">("stylesheet"), href(asset_url("app.css"))),
        el<"script">(src(asset_url("app.js")), flag<"defer">(true)),
        more
    );
}

std::optional<std::string> unless_empty(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

Response
whole(const PageContext& context, const PageHead& head, const Html& body, int status, const Html& more_head = {})
{
    using namespace html;
    std::optional<std::string> theme;
    std::optional<std::string> density;
    if (context.is_signed_in()) {
        theme = unless_empty(context.viewer().theme);
        density = unless_empty(context.viewer().density);
    }
    return Response::page(
        document(el<"html">(
            lang(context.translator().language()),
            cls(head.above ? "has-identity" : ""),
            data<"theme">(theme),
            data<"density">(density),
            data<"neutral-title">(context.text(msg("shell.name"))),
            head_element(context, head, status, more_head),
            body
        )),
        status
    );
}

Html skip_link(const PageContext& context)
{
    return html::el<"a">(html::cls("skip-link"), html::href(Url::here("main")), context.text(msg("shell.skip")));
}

Html backup_banner(const PageContext& context)
{
    using namespace html;
    const bool looks_after = context.may("administer") || context.may("assign");
    const auto& is_due = context.services().backup_is_due;
    if (!looks_after || !is_due || !is_due()) return {};
    std::optional<Html> way;
    if (context.may("administer"))
        way = el<"p">(link(Url::local("/administration"), context.text(msg("shell.backup_way"))));
    return el<"div">(
        cls("banner banner-due"),
        a<"role">("status"),
        el<"div">(cls("banner-inner"), el<"p">(context.text(msg("shell.backup_due"))), way)
    );
}

/// Filled by the script two minutes before the session locks.
Html idle_warning(const PageContext& context)
{
    using namespace html;
    return el<"div">(
        cls("idle-warning"),
        aria<"live">("assertive"),
        data<"idle-warning">(""),
        data<"text">(context.text(msg("shell.idle_warning"))),
        data<"button">(context.text(msg("shell.idle_stay"))),
        data<"stay">(Url::local("/session/stay").text())
    );
}

Html footer(const PageContext& context)
{
    using namespace html;
    return el<"footer">(
        cls("footer"),
        el<"span">(context.text(msg("shell.signed_in_as")), " ", context.viewer().name),
        el<"span">(context.organisation_name(context.actor().organisation))
    );
}

Html page_heading(const PageContext& context, const PageHead& head, int status)
{
    using namespace html;
    if (head.heading.reveal().empty()) return {};
    const Html print = print_link(context, head, status);
    std::optional<Html> actions;
    if (head.actions || !print.empty()) actions = el<"div">(cls("actions"), head.actions, print);
    return el<"div">(cls("page-heading"), el<"div">(el<"h1">(head.heading)), actions);
}

Html exit_link(const PageContext& context)
{
    using namespace html;
    const auto& address = context.services().exit_address;
    if (!address) return {};
    return el<"p">(el<"a">(
        cls("button button-secondary"),
        href(*address),
        a<"rel">("noreferrer nofollow"),
        context.text(msg("shell.leave_quickly"))
    ));
}

}  // namespace

Response page(const PageContext& context, const PageHead& head, const Html& body, int status)
{
    using namespace html;
    if (!context.is_signed_in()) return bare_page(context, head, body, status);
    if (context.on_paper()) return whole(context, head, paper_body(context, head, body), status);
    const bool is_start = head.place == Place::my_work && context.request().path == "/";
    return whole(
        context,
        head,
        el<"body">(
            data<"idle-seconds">(context.viewer().idle_minutes * 60),
            skip_link(context),
            el<"header">(training_bar(context), top_bar(context, head.place), backup_banner(context)),
            head.above,
            el<"main">(
                cls("main"),
                id("main"),
                a<"tabindex">("-1"),
                head.tabs,
                page_heading(context, head, status),
                is_start ? drafts_line(context) : Html(),
                body
            ),
            footer(context),
            idle_warning(context)
        ),
        status,
        refresh_without_scripts(context, head)
    );
}

Response bare_page(const PageContext& context, const PageHead& head, const Html& body, int status)
{
    using namespace html;
    std::optional<Html> heading;
    if (!head.heading.reveal().empty()) heading = el<"h1">(head.heading);
    return whole(
        context,
        head,
        el<"body">(
            el<"header">(skip_link(context), training_bar(context)),
            el<"main">(
                cls("gate"),
                id("main"),
                a<"tabindex">("-1"),
                el<"div">(
                    cls("gate-box"),
                    el<"p">(
                        cls("gate-name"), el<"span">(cls("mark"), aria<"hidden">(true)), context.text(msg("shell.name"))
                    ),
                    heading,
                    body
                ),
                exit_link(context),
                language_form(context, "gate-languages")
            )
        ),
        status
    );
}

}  // namespace panoh::web
