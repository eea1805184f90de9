// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/help/pages_help.hpp"

#include "modules/help/contents.hpp"
#include "modules/help/markdown_view.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace panoh::help {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::PageContext;
using web::PageHead;
using web::Response;

constexpr std::string_view tour = "tour";

using GroupHeading = std::pair<Group, MessageId>;

std::array<GroupHeading, 7> group_headings()
{
    return {{
        {Group::first_day, msg("help.group.first_day")},
        {Group::calls, msg("help.group.calls")},
        {Group::cases, msg("help.group.cases")},
        {Group::work, msg("help.group.work")},
        {Group::yourself, msg("help.group.yourself")},
        {Group::coalition, msg("help.group.coalition")},
        {Group::about, msg("help.group.about")},
    }};
}

bool has_role(const PageContext& context, std::string_view role)
{
    const auto& roles = context.actor().roles;
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

Html entry_link(const PageContext& context, const Entry& entry)
{
    const auto text = text_of(context.translator().language(), entry.name);
    if (!text) return {};
    return el<"li">(web::link(Url::local("/help/{}", entry.name), text->title));
}

std::vector<Html> links_of(const PageContext& context, Group group)
{
    std::vector<Html> own;
    std::vector<Html> others;
    for (const Entry& entry : contents()) {
        if (entry.group != group) continue;
        auto& place = !entry.role.empty() && !has_role(context, entry.role) ? others : own;
        if (Html link = entry_link(context, entry); !link.empty()) place.push_back(std::move(link));
    }
    if (!others.empty()) {
        own.push_back(el<"li">(web::details(context.text(msg("help.other_roles")), el<"ul">(cls("plain-list"), others)))
        );
    }
    return own;
}

PageHead head_of(const PageContext& context, std::string_view heading)
{
    PageHead head;
    head.heading = Sensitive<std::string>(std::string(heading));
    head.title = context.text(msg("help.title"), {{"page", std::string(heading)}});
    return head;
}

Html body_of(const PageContext& context, const Text& text, bool with_contents)
{
    std::optional<Html> way;
    if (with_contents) {
        way = el<"p">(cls("back-link"), web::link(Url::local("/help"), context.text(msg("help.all_pages"))));
    }
    const auto may_follow = [&context](std::string_view address) {
        const auto& may_visit = context.services().may_visit;
        return context.is_signed_in() && may_visit && may_visit(context.actor(), address.substr(0, address.find('#')));
    };
    return el<"div">(cls("help"), markdown(text.body, may_follow), way);
}

Response not_there(const PageContext& context)
{
    return web::error_page(context, fail(ErrorCode::not_found, ""));
}

}  // namespace

Response contents_page(PageContext& context)
{
    Html body;
    if (context.services().training) {
        body += web::paragraph(context.text(msg("help.tour_offer")));
        body += el<"p">(web::quiet_link_button(Url::local("/help/tour"), context.text(msg("help.tour"))));
    }
    for (const auto& [group, heading] : group_headings()) {
        const auto links = links_of(context, group);
        if (links.empty()) continue;
        body += web::section(context.text(heading), el<"ul">(cls("plain-list"), links));
    }
    return web::page(context, head_of(context, context.text(msg("help.heading"))), body);
}

Response help_page(PageContext& context)
{
    const std::string_view name = context.path_text("page");
    const auto text = find_entry(name) == nullptr ? std::nullopt : text_of(context.translator().language(), name);
    if (!text) return not_there(context);
    return web::page(context, head_of(context, text->title), body_of(context, *text, true));
}

Response sign_in_help(PageContext& context)
{
    const auto text = text_of(context.translator().language(), "sign-in");
    if (!text) return not_there(context);
    PageHead head = head_of(context, text->title);
    head.title.clear();
    const Html back =
        el<"p">(cls("back-link"), web::link(Url::local("/sign-in"), context.text(msg("help.to_sign_in"))));
    return web::bare_page(context, head, group(body_of(context, *text, false), back));
}

Response tour_page(PageContext& context)
{
    const auto text = text_of(context.translator().language(), tour);
    if (!text || !context.services().training) return not_there(context);
    return web::page(context, head_of(context, text->title), body_of(context, *text, true));
}

}  // namespace panoh::help
