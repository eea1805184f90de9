// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/pages_frame.hpp"

#include "base/text.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// All pages are about as long as each other for whoever watches the line.
constexpr std::size_t page_step = 16'384;
constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

std::string language_for(const PageContext& context)
{
    const web::Request& request = context.request();
    for (const std::string_view wanted :
         {request.form.text(switch_input), request.form.text(language_input), request.query.text(language_input)}) {
        if (context.services().catalogues->language(wanted) != nullptr) return std::string(wanted);
    }
    return context.translator().language();
}

web::PageServices services_for(const PageContext& context, const request::Published& published)
{
    web::PageServices services = context.services();
    services.training = published.training;
    return services;
}

std::string telephone(const std::string& number)
{
    std::string digits;
    for (const char c : number) {
        if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
    }
    return digits;
}

/// "08:00–20:00 · Dushanbe"
Html join_words(const std::vector<std::string>& words)
{
    std::string joined;
    for (const std::string& word : words) {
        if (!word.empty()) joined += (joined.empty() ? "" : " · ") + word;
    }
    return joined.empty() ? Html() : el<"span">(joined);
}

}  // namespace

PublicPage::PublicPage(PageContext& context, request::Desk& desk, request::Published published)
    : services_(services_for(context, published))
    , desk_(&desk)
    , published_(std::move(published))
    , context_(services_, context.request(), nothing_, std::nullopt, language_for(context))
{}

std::string PublicPage::text_of(const request::Texts& texts) const
{
    for (const std::string& wanted : {language(), std::string("en")}) {
        const auto found = texts.find(wanted);
        if (found != texts.end()) return found->second;
    }
    return texts.empty() ? std::string() : texts.begin()->second;
}

Html PublicPage::head() const
{
    return el<"head">(
        el<"meta">(a<"charset">("utf-8")),
        el<"meta">(name("viewport"), a<"content">("width=device-width, initial-scale=1")),
        el<"meta">(name("robots"), a<"content">("noindex, nofollow")),
        el<"title">(text(msg("shell.name"))),
        el<"link">(
            a<"rel">("icon"), a<"type">("image/png"), a<"sizes">("32x32"), href(web::asset_url("favicon-32.png"))
        ),
        el<"link">(a<"rel">("stylesheet"), href(web::asset_url("app.css")))
    );
}

Html PublicPage::way_out() const
{
    const auto address = Url::external(published_.announcement.leave_to);
    if (!address) return {};
    return el<"a">(
        cls("button button-danger leave"),
        href(*address),
        a<"rel">("noreferrer nofollow"),
        text(msg("shell.leave_quickly"))
    );
}

Response PublicPage::show(const Sheet& sheet) const
{
    std::optional<Html> training;
    if (services_.training)
        training = el<"div">(cls("training-bar"), el<"p">(el<"strong">(text(msg("shell.training")))));
    std::vector<Html> links;
    if (sheet.links_to) {
        for (const auto& [code, native] : services_.catalogues->native_language_names()) {
            const bool current = code == language();
            links.push_back(el<"li">(el<"a">(
                href(sheet.links_to->with(language_input, code)),
                lang(code),
                aria<"current">(current ? std::optional("true") : std::nullopt),
                native
            )));
        }
    }
    const Html body = el<"body">(
        el<"header">(
            el<"a">(cls("skip-link"), href(Url::here("main")), text(msg("shell.skip"))),
            training,
            el<"div">(cls("leave-bar"), way_out())
        ),
        el<"main">(
            cls("gate gate-wide"),
            id("main"),
            a<"tabindex">("-1"),
            el<"div">(
                cls("gate-box"),
                el<"p">(cls("gate-name"), el<"span">(cls("mark"), aria<"hidden">(true)), text(msg("shell.name"))),
                el<"h1">(text(sheet.heading)),
                sheet.body
            ),
            links.empty() ? Html() : el<"ul">(cls("gate-languages"), links)
        )
    );
    Response response = Response::page(document(el<"html">(lang(language()), head(), body)), sheet.status);
    response.compress = false;
    response.body.resize((response.body.size() + page_step - 1) / page_step * page_step, '\n');
    response.set_header("content-security-policy", policy);
    return response;
}

Html PublicPage::form(const Url& address, const Html& body, bool with_files) const
{
    return el<"form">(
        cls("public-form"),
        a<"method">("post"),
        action(address),
        with_files ? a<"enctype">("multipart/form-data") : Attribute(),
        hidden(language_input, language()),
        body
    );
}

Html PublicPage::button(const MessageId& label, std::string_view deed) const
{
    return web::submit_button(text(label), deed_input, deed);
}

Html PublicPage::quiet_button(const MessageId& label, std::string_view deed) const
{
    return web::secondary_submit(text(label), deed_input, deed);
}

Html PublicPage::language_buttons() const
{
    std::vector<Html> buttons;
    for (const auto& [code, native] : services_.catalogues->native_language_names()) {
        const bool current = code == language();
        buttons.push_back(el<"li">(el<"button">(
            a<"type">("submit"),
            name(switch_input),
            value(code),
            lang(code),
            flag<"formnovalidate">(true),
            aria<"current">(current ? std::optional("true") : std::nullopt),
            native
        )));
    }
    return el<"ul">(cls("gate-languages"), buttons);
}

Html PublicPage::line(const request::Line& line) const
{
    const std::string digits = telephone(line.number);
    const auto url = Url::external("tel:" + digits);
    const Html number = digits.size() >= 2 && url ? web::link(*url, line.number) : group(line.number);
    std::vector<std::string> regions;
    for (const std::string& region : line.regions)
        regions.push_back(context_.code_label("regions", region));
    return el<"li">(
        cls("lines-item"),
        el<"p">(cls("lines-number"), el<"span">(cls("num"), number)),
        el<"p">(el<"strong">(text_of(line.name))),
        join_words({text_of(line.hours), context_.translator().list(regions)})
    );
}

Html PublicPage::emergency_numbers() const
{
    std::vector<Html> items;
    for (const request::Line& each : published_.announcement.lines) {
        if (each.emergency) items.push_back(line(each));
    }
    return items.empty() ? Html() : el<"ul">(cls("lines"), items);
}

Html PublicPage::lines() const
{
    std::vector<Html> items;
    for (const request::Line& each : published_.announcement.lines) {
        if (!each.emergency) items.push_back(line(each));
    }
    if (items.empty()) return web::paragraph(text(msg("request.lines.none")));
    return el<"ul">(cls("lines"), items);
}

Html PublicPage::paragraphs(std::string_view words) const
{
    Html all;
    for (const std::string_view each : split(words, '\n')) {
        if (!trimmed(each).empty()) all += web::paragraph(trimmed(each));
    }
    return all;
}

Html hidden(std::string_view input, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(input), value(text));
}

Url request_address()
{
    return Url::local("/request");
}

Url answer_address()
{
    return Url::local("/request/answer");
}

std::string Mended::of(std::string_view input) const
{
    const auto found =
        std::find_if(mistakes.begin(), mistakes.end(), [&](const web::Mistake& each) { return each.field == input; });
    return found == mistakes.end() ? std::string() : found->sentence;
}

Mended mended_in(const PageContext& context, std::span<const forms::FormProblem> problems)
{
    Mended made;
    for (const forms::FormProblem& problem : problems)
        made.mistakes.push_back({problem.field, context.text(problem.message)});
    return made;
}

Response not_now(const PublicPage& page, const Error& error, const Url& action, const Html& kept)
{
    const bool busy = error.code == ErrorCode::busy;
    const Html numbers = group(page.emergency_numbers(), page.lines());
    const Html body = group(
        page.paragraphs(page.text(busy ? msg("request.full.text") : msg("request.failed.text"))),
        page.form(action, group(kept, page.button(msg("request.full.again"), "send"), page.language_buttons())),
        web::section(page.text(msg("request.lines.heading")), numbers)
    );
    const int status = http_status(busy ? ErrorCode::busy : error.code);
    Response response = page.show({msg("request.full.heading"), body, status, {}});
    if (busy) response.set_header("Retry-After", "600");
    return response;
}

}  // namespace panoh::intake
