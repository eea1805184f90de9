// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/components.hpp"

#include "web/pages/drafts.hpp"

namespace panoh::web {

using namespace html;

namespace {

std::string_view suffix_of(Tone tone)
{
    switch (tone) {
    case Tone::info:
        return "info";
    case Tone::ok:
        return "ok";
    case Tone::due:
        return "due";
    case Tone::late:
        return "late";
    case Tone::danger:
        return "danger";
    case Tone::consent:
        return "consent";
    case Tone::neutral:
        break;
    }
    return "";
}

std::string tone_class(std::string_view block, Tone tone, std::string_view neutral)
{
    const std::string_view suffix = suffix_of(tone);
    return std::string(block) + "-" + std::string(suffix.empty() ? neutral : suffix);
}

Html button(std::string_view classes, std::string_view text, std::string_view input, std::string_view sent, bool saves)
{
    return el<"button">(
        cls(classes),
        a<"type">("submit"),
        input.empty() ? Attribute() : name(input),
        input.empty() ? Attribute() : value(sent),
        saves ? data<"save">("") : Attribute(),
        text
    );
}

Html draft_start(const PageContext& context, const Url& draft)
{
    return group(
        el<"input">(a<"type">("hidden"), name(draft_input), value(draft_name_of(draft))),
        el<"input">(a<"type">("hidden"), name(page_input), value(page_of_form(context).text())),
        draft_bar(context, draft)
    );
}

}  // namespace

Html tag(Tone tone, std::string_view text)
{
    return el<"span">(cls("tag", tone == Tone::neutral ? std::string() : tone_class("tag", tone, "")), text);
}

Html notice(Tone tone, std::string_view heading, const Html& body)
{
    std::optional<Html> title;
    if (!heading.empty()) title = el<"p">(cls("notice-title"), heading);
    return el<"div">(cls("notice", tone_class("notice", tone, "plain")), title, body);
}

Html link(const Url& url, std::string_view text)
{
    return el<"a">(href(url), text);
}

Html link(const Url& url, const Sensitive<std::string>& text)
{
    return el<"a">(href(url), text);
}

Html link_button(const Url& url, std::string_view text)
{
    return el<"a">(cls("button"), href(url), text);
}

Html quiet_link_button(const Url& url, std::string_view text)
{
    return el<"a">(cls("button button-secondary"), href(url), text);
}

Html paragraph(std::string_view text)
{
    return el<"p">(text);
}

Html section(std::string_view heading, const Html& body, std::optional<Html> action)
{
    return el<"section">(cls("card"), el<"div">(cls("card-heading"), el<"h2">(heading), action), body);
}

Html empty_state(std::string_view what, std::optional<Html> action)
{
    std::optional<Html> way;
    if (action) way = el<"div">(cls("actions"), *action);
    return el<"div">(cls("empty"), el<"p">(cls("empty-title"), what), way);
}

Html details(std::string_view summary, const Html& body)
{
    return el<"details">(cls("disclosure"), el<"summary">(summary), el<"div">(cls("disclosure-body"), body));
}

Html closed_account(const PageContext& context, const Html& body)
{
    return el<"details">(
        cls("sensitive"),
        flag<"open">(context.is_signed_in() && context.viewer().opens_accounts),
        el<"summary">(context.text(msg("pages.account.show"))),
        el<"div">(cls("sensitive-body"), body)
    );
}

Html post_form(const PageContext& context, const Url& target, const Html& body, std::optional<Url> draft)
{
    std::optional<std::string> draft_address;
    if (draft) draft_address = draft->text();
    return el<"form">(
        cls("form"),
        a<"method">("post"),
        action(target),
        a<"accept-charset">("utf-8"),
        a<"autocomplete">("off"),
        flag<"novalidate">(true),
        data<"draft">(draft_address),
        context.form_start(target),
        draft ? draft_start(context, *draft) : Html(),
        body,
        draft ? draft_button(context, *draft) : Html()
    );
}

Html upload_form(const PageContext& context, const Url& target, const Html& body)
{
    return el<"form">(
        cls("form"),
        a<"method">("post"),
        action(target),
        a<"enctype">("multipart/form-data"),
        a<"autocomplete">("off"),
        flag<"novalidate">(true),
        context.form_start(target),
        body
    );
}

Html submit_button(std::string_view text, std::string_view input, std::string_view sent)
{
    return button("button", text, input, sent, true);
}

Html secondary_submit(std::string_view text, std::string_view input, std::string_view sent)
{
    return button("button button-secondary", text, input, sent, false);
}

Html action_button(const PageContext& context, const Url& target, std::string_view text)
{
    return el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        button("button button-secondary", text, {}, {}, false)
    );
}

Html facts(std::span<const Fact> facts)
{
    std::vector<Html> rows;
    for (const Fact& fact : facts)
        rows.push_back(el<"div">(cls("facts-row"), el<"dt">(fact.term), el<"dd">(fact.description)));
    return el<"dl">(cls("facts"), rows);
}

Html error_summary(const PageContext& context, std::span<const Mistake> mistakes)
{
    if (mistakes.empty()) return {};
    std::vector<Html> items;
    for (const Mistake& mistake : mistakes) {
        items.push_back(
            mistake.field.empty() ? el<"li">(mistake.sentence)
                                  : el<"li">(link(Url::here(mistake.field), mistake.sentence))
        );
    }
    const auto count = static_cast<std::int64_t>(mistakes.size());
    return el<"div">(
        cls("error-summary"),
        a<"role">("alert"),
        a<"tabindex">("-1"),
        aria<"labelledby">("error-summary-title"),
        el<"h2">(id("error-summary-title"), context.text(msg("pages.mistakes"), {{"count", count}})),
        el<"ul">(items)
    );
}

}  // namespace panoh::web
