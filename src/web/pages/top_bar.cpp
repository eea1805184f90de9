// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/top_bar.hpp"

#include "i18n/catalogues.hpp"

#include <algorithm>

namespace panoh::web {

namespace {

using namespace html;

Html return_here(const PageContext& context)
{
    return el<"input">(a<"type">("hidden"), name(return_input), value(context.address().text()));
}

struct Link {
    Place place;
    Url url;
    std::string label;
};

std::vector<Link> links_for(const PageContext& context)
{
    std::vector<Link> links;
    const auto add = [&](Place place, Url url, MessageId label) {
        links.push_back({place, std::move(url), context.text(label)});
    };
    add(Place::my_work, Url::local("/"), msg("shell.my_work"));
    if (context.may("see_calls")) add(Place::calls, Url::local("/calls"), msg("shell.calls"));
    if (context.may("search") || context.may("work_on_cases"))
        add(Place::cases, Url::local("/cases"), msg("shell.cases"));
    if (context.may("see_team")) add(Place::team, Url::local("/team"), msg("team.title"));
    if (context.may("administer") || context.may("audit") || context.may("publish_request"))
        add(Place::administration, Url::local("/administration"), msg("shell.administration"));
    return links;
}

Html link_list(const std::vector<Link>& links, Place place)
{
    std::vector<Html> items;
    for (const Link& link : links) {
        const std::optional<std::string> current = link.place == place ? std::optional("page") : std::nullopt;
        items.push_back(el<"li">(el<"a">(href(link.url), aria<"current">(current), link.label)));
    }
    return el<"ul">(items);
}

Html sign_out_form(const PageContext& context)
{
    return el<"form">(
        a<"method">("post"),
        action(Url::local("/sign-out")),
        context.form_token(),
        el<"button">(a<"type">("submit"), context.text(msg("shell.sign_out")))
    );
}

Html settings_link(const PageContext& context)
{
    return group(
        el<"a">(href(Url::local("/drafts")), context.text(msg("shell.drafts"))),
        el<"a">(href(Url::local("/account")), context.text(msg("shell.settings")))
    );
}

Html help_link(const PageContext& context)
{
    const auto& help_for = context.services().help_for;
    if (!help_for) return {};
    return el<"a">(href(help_for(context.request())), context.text(msg("help.link")));
}

Html phone_menu(const PageContext& context, const std::vector<Link>& links, Place place)
{
    return el<"details">(
        cls("topbar-menu"),
        el<"summary">(context.text(msg("shell.menu"))),
        el<"div">(
            cls("topbar-panel"),
            el<"nav">(aria<"label">(context.text(msg("shell.places"))), link_list(links, place)),
            help_link(context),
            settings_link(context),
            sign_out_form(context)
        )
    );
}

Html search_form(const PageContext& context)
{
    const std::string label = context.text(msg("shell.search_label"));
    return el<"form">(
        cls("topbar-search"),
        a<"method">("post"),
        action(Url::local("/find")),
        a<"role">("search"),
        context.form_token(),
        el<"label">(cls("visually-hidden"), a<"for">("topbar-words"), label),
        el<"input">(
            cls("input"),
            a<"type">("search"),
            id("topbar-words"),
            name("words"),
            a<"placeholder">(label),
            a<"autocomplete">("off"),
            a<"spellcheck">("false")
        ),
        el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("shell.search")))
    );
}

Html language_menu(const PageContext& context)
{
    const std::string code = context.translator().language();
    return el<"details">(
        cls("topbar-language"),
        el<"summary">(
            el<"span">(cls("visually-hidden"), context.text(msg("shell.language")), " "),
            el<"span">(lang(code), context.text(msg("language.native_name")))
        ),
        el<"div">(cls("topbar-panel"), language_form(context, "bare"))
    );
}

Html viewer_menu(const PageContext& context)
{
    return el<"details">(
        cls("topbar-language topbar-viewer"),
        el<"summary">(
            el<"span">(cls("visually-hidden"), context.text(msg("shell.signed_in_as")), " "), context.viewer().name
        ),
        el<"div">(cls("topbar-panel"), settings_link(context), sign_out_form(context))
    );
}

Html lock_form(const PageContext& context)
{
    return el<"form">(
        a<"method">("post"),
        action(Url::local("/lock")),
        data<"lock-form">(""),
        context.form_token(),
        return_here(context),
        el<"button">(
            cls("button button-secondary"), a<"type">("submit"), data<"lock">(""), context.text(msg("shell.lock"))
        )
    );
}

}  // namespace

Html language_form(const PageContext& context, std::string_view list_class)
{
    std::vector<Html> buttons;
    auto languages = context.services().catalogues->native_language_names();
    std::sort(languages.begin(), languages.end(), [&](const auto& left, const auto& right) {
        return context.translator().compare(left.second, right.second) < 0;
    });
    for (const auto& [code, native] : languages) {
        const bool current = code == context.translator().language();
        buttons.push_back(el<"li">(el<"button">(
            a<"type">("submit"),
            name("language"),
            value(code),
            lang(code),
            aria<"current">(current ? std::optional("true") : std::nullopt),
            native
        )));
    }
    return el<"form">(
        a<"method">("post"),
        action(Url::local("/language")),
        context.form_token(),
        return_here(context),
        el<"ul">(cls(list_class), buttons)
    );
}

Html training_bar(const PageContext& context)
{
    if (!context.services().training) return {};
    return el<"div">(cls("training-bar"), el<"p">(el<"strong">(context.text(msg("shell.training")))));
}

Html top_bar(const PageContext& context, Place place)
{
    const std::vector<Link> links = links_for(context);
    std::optional<Html> new_call;
    if (context.may("take_calls"))
        new_call =
            el<"a">(cls("button topbar-new"), href(Url::local("/calls/new")), context.text(msg("shell.new_call")));
    return el<"div">(
        cls("topbar"),
        el<"div">(
            cls("topbar-row"),
            el<"a">(
                cls("topbar-home"),
                href(Url::local("/")),
                el<"span">(cls("mark"), aria<"hidden">(true)),
                context.text(msg("shell.name"))
            ),
            phone_menu(context, links, place),
            context.may("search") ? search_form(context) : Html(),
            new_call,
            language_menu(context),
            lock_form(context)
        ),
        el<"nav">(
            cls("topbar-links"),
            aria<"label">(context.text(msg("shell.places"))),
            el<"div">(
                cls("topbar-row"),
                link_list(links, place),
                el<"div">(cls("topbar-user"), help_link(context), viewer_menu(context))
            )
        )
    );
}

}  // namespace panoh::web
