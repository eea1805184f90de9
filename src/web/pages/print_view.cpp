// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/print_view.hpp"

#include "web/pages/components.hpp"

namespace panoh::web {

using namespace html;

namespace {

/// What is repeated on every sheet, above and below.
std::string running_head(const PageContext& context, const PageHead& head)
{
    std::string line = head.title.empty() ? context.text(msg("shell.name")) : head.title;
    line += " · " + context.organisation_name(context.actor().organisation);
    if (context.services().training) line += " · " + context.text(msg("shell.print.training"));
    return line;
}

Html tools(const PageContext& context)
{
    return el<"div">(
        cls("no-print paper-tools"),
        notice(Tone::due, context.text(msg("shell.print.read_first")), paragraph(context.text(msg("shell.print.how")))),
        el<"div">(
            cls("actions"),
            el<"button">(
                cls("button needs-script"), a<"type">("button"), data<"print">(""), context.text(msg("shell.print.now"))
            ),
            el<"a">(
                cls("button button-secondary"),
                href(context.address_without({print_parameter})),
                context.text(msg("shell.print.back"))
            )
        )
    );
}

Html title_block(const PageContext& context, const PageHead& head, const std::string& when)
{
    const auto pair = [&](const MessageId& term, const Html& words) {
        return el<"div">(el<"dt">(context.text(term)), el<"dd">(words));
    };
    return el<"header">(
        cls("sheet-title"),
        el<"h1">(
            head.heading.reveal().empty() ? Sensitive<std::string>(context.text(msg("shell.name"))) : head.heading
        ),
        el<"dl">(
            pair(msg("shell.print.organisation"), group(context.organisation_name(context.actor().organisation))),
            pair(msg("shell.print.by"), group(context.viewer().name)),
            pair(msg("shell.print.at"), el<"span">(cls("num"), when))
        )
    );
}

}  // namespace

Html print_link(const PageContext& context, const PageHead& head, int status)
{
    const bool has_content = status == 200 && !head.typed_text && context.request().method != Method::post;
    if (!has_content || !context.may("print")) return {};
    return el<"a">(
        cls("button button-quiet no-print"),
        href(context.address().with(print_parameter, 1)),
        context.text(msg("shell.print"))
    );
}

Html paper_body(const PageContext& context, const PageHead& head, const Html& body)
{
    const std::string when = context.translator().moment(context.vault().clock().now());
    const std::string foot =
        context.text(msg("shell.print.foot"), {{"who", context.viewer().name.reveal()}, {"when", when}});
    const auto cell = [](const Html& inside) {
        return el<"tr">(el<"td">(inside));
    };
    return el<"body">(
        cls("paper"),
        data<"idle-seconds">(context.viewer().idle_minutes * 60),
        el<"main">(
            cls("main"),
            id("main"),
            tools(context),
            el<"article">(
                cls("sheet"),
                el<"table">(
                    cls("sheet-run"),
                    a<"role">("presentation"),
                    el<"thead">(cell(group(running_head(context, head)))),
                    el<"tfoot">(cell(group(foot))),
                    el<"tbody">(cell(group(title_block(context, head, when), head.above, body)))
                )
            )
        )
    );
}

}  // namespace panoh::web
