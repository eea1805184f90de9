// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/sheet_view.hpp"

#include "web/pages/context.hpp"

namespace panoh::web {

using namespace html;

Html paper_sheet(const PageContext& context, std::string running, const Html& content)
{
    if (context.services().training) running += " · " + context.text(msg("casework.print.training"));
    const std::string made = context.text(
        msg("casework.print.made_by"),
        {{"who", context.user_name(context.actor().user).reveal()},
         {"when", context.translator().moment(context.vault().clock().now())}}
    );
    const auto cell = [](const Html& inside) {
        return el<"tr">(el<"td">(inside));
    };
    return el<"article">(
        cls("sheet"),
        el<"table">(
            cls("sheet-run"),
            a<"role">("presentation"),
            el<"thead">(cell(group(running))),
            el<"tfoot">(cell(group(context.text(msg("casework.print.confidential")), " ", made))),
            el<"tbody">(cell(content))
        )
    );
}

Html paper_tools(const PageContext& context, Tone tone, std::string_view read_first, const Html& back)
{
    return el<"div">(
        cls("no-print paper-tools"),
        notice(tone, read_first, Html()),
        el<"div">(
            cls("actions"),
            el<"button">(
                cls("button needs-script"),
                a<"type">("button"),
                data<"print">(""),
                context.text(msg("casework.print.button"))
            ),
            back
        )
    );
}

}  // namespace panoh::web
