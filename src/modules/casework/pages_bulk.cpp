// SPDX-License-Identifier: AGPL-3.0-or-later
// Marking cases in a list to do something with all of them.
#include "modules/casework/pages_bulk.hpp"

namespace panoh::casework {

using web::Html;
using web::PageContext;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

Html bulk_box(const PageContext& context, const RecordId& record, std::string_view number, bool checked)
{
    return el<"input">(
        a<"type">("checkbox"),
        name("case"),
        value(record.text()),
        aria<"label">(context.text(msg("bulk.mark_one"), {{"number", std::string(number)}})),
        flag<"checked">(checked)
    );
}

Html bulk_buttons(const PageContext& context, bool has_tags)
{
    const auto one = [&](std::string_view deed, const MessageId& words) {
        return web::secondary_submit(context.text(words), "deed", deed);
    };
    Html buttons = group(one("assign", msg("bulk.assign")), one("task", msg("bulk.task")));
    if (has_tags) buttons += group(one("tag", msg("bulk.tag")), one("untag", msg("bulk.untag")));
    if (context.may("export")) {
        buttons += el<"button">(
            cls("button button-secondary"),
            a<"type">("submit"),
            a<"formaction">(Url::local("/exports/chosen")),
            context.text(msg("bulk.export"))
        );
    }
    return buttons;
}

bool may_mark_cases(const PageContext& context)
{
    return context.may("work_on_cases") || context.may("assign") || context.may("export");
}

Html bulk_form(const PageContext& context, const Url& here, bool all_marked, bool has_tags, const Html& table)
{
    const Url target = Url::local("/cases/bulk");
    Html ways;
    if (context.may("see_register"))
        ways += web::quiet_link_button(Url::local("/tags"), context.text(msg("tags.title")));
    if (context.may("export")) {
        ways += web::quiet_link_button(Url::local("/exports"), context.text(msg("exchange.title")));
    }
    return el<"form">(
        a<"method">("post"),
        action(target),
        context.form_token(),
        el<"details">(
            cls("disclosure filter-folded"),
            flag<"open">(all_marked),
            el<"summary">(context.text(msg("bulk.title"))),
            el<"div">(
                cls("disclosure-body"),
                web::paragraph(context.text(msg("bulk.with_marked"))),
                el<"p">(
                    all_marked ? web::link(here, context.text(msg("bulk.unmark_all")))
                               : web::link(here.with("all", "yes"), context.text(msg("bulk.mark_all")))
                ),
                el<"div">(cls("actions"), bulk_buttons(context, has_tags)),
                el<"div">(cls("actions"), ways)
            )
        ),
        table
    );
}

}  // namespace panoh::casework
