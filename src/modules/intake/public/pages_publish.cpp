// SPDX-License-Identifier: AGPL-3.0-or-later
// What an organisation puts on its public page.
#include "modules/intake/public/pages.hpp"
#include "modules/intake/public/publishing.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using request::Announcement;
using request::Line;

Url page_address()
{
    return Url::local("/request-page");
}

/// Languages of the program, in the order of its language menu.
std::vector<std::string> languages_of(const PageContext& context)
{
    return context.services().catalogues->languages();
}

std::string native_name(const PageContext& context, const std::string& language)
{
    for (const auto& [code, native] : context.services().catalogues->native_language_names()) {
        if (code == language) return native;
    }
    return language;
}

web::PageHead head_of(const PageContext& context, const MessageId& heading)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading));
    head.title = context.text(heading);
    head.place = web::Place::administration;
    head.typed_text = true;
    return head;
}

/// Inputs that show what was published or typed.
class Fields {
public:
    Fields(const PageContext& context, const Mended& mended)
        : context_(&context)
        , mended_(&mended)
    {}

    [[nodiscard]] web::InputOptions
    options(const std::string& name, const MessageId& label, const std::string& value) const
    {
        web::InputOptions made;
        made.name = name;
        made.label = context_->text(label);
        made.error = mended_->of(name);
        made.value = Sensitive<std::string>(value);
        return made;
    }

    /// One input for each language.
    [[nodiscard]] Html texts(
        const std::string& name,
        const MessageId& label,
        const request::Texts& texts,
        int lines,
        const std::string& hint = {}
    ) const
    {
        Html all;
        for (const std::string& language : languages_of(*context_)) {
            const auto found = texts.find(language);
            auto made = options(name + "." + language, label, found == texts.end() ? std::string() : found->second);
            made.label = context_->text(label) + ": " + native_name(*context_, language);
            made.hint = hint;
            made.lines = lines;
            made.optional = true;
            all += web::text_input(*context_, made);
        }
        return all;
    }

private:
    const PageContext* context_;
    const Mended* mended_;
};

Html settings_form(const PageContext& context, const Announcement& announcement, const Mended& mended)
{
    const Fields fields(context, mended);
    const auto said = [&](const MessageId& id) {
        return context.text(id);
    };
    const std::vector<web::Choice> takes{
        {"requests", said(msg("request.publish.takes.requests")), said(msg("request.publish.takes.requests_hint"))},
        {"numbers", said(msg("request.publish.takes.numbers")), ""}};
    const std::vector<web::Choice> files{{"yes", said(msg("request.publish.files.yes")), ""}};
    const std::vector<web::Choice> served{
        {"here", said(msg("request.publish.served.here")), ""},
        {"apart", said(msg("request.publish.served.apart")), said(msg("request.publish.served.apart_hint"))}};
    std::vector<web::Choice> takers;
    for (const OrganisationId& id : request_takers(context.vault()))
        takers.push_back({id.text(), context.organisation_name(id), ""});
    auto leave = fields.options("leave_to", msg("request.publish.leave_to"), announcement.leave_to);
    leave.hint = said(msg("request.publish.leave_to_hint"));
    auto by_default = fields.options("by_default", msg("request.publish.by_default"), announcement.by_default.text());
    by_default.hint = said(msg("request.publish.by_default_hint"));
    const std::vector<std::string> with_files{announcement.takes_files ? "yes" : ""};
    return web::post_form(
        context,
        page_address(),
        group(
            web::error_summary(context, mended.mistakes),
            web::radios(
                context,
                fields.options(
                    "takes", msg("request.publish.takes"), announcement.takes_requests ? "requests" : "numbers"
                ),
                takes
            ),
            takers.empty() ? web::paragraph(said(msg("request.publish.no_takers")))
                           : web::select(context, by_default, takers),
            web::checkboxes(context, fields.options("files", msg("request.publish.files"), ""), files, with_files),
            web::text_input(context, leave),
            fields.texts(
                "about", msg("request.publish.about"), announcement.about, 4, said(msg("request.publish.about_hint"))
            ),
            fields.texts(
                "what_next",
                msg("request.publish.what_next"),
                announcement.what_next,
                4,
                said(msg("request.publish.what_next_hint"))
            ),
            web::radios(
                context,
                fields.options("served", msg("request.publish.served"), announcement.served_apart ? "apart" : "here"),
                served
            ),
            el<"div">(cls("actions"), web::submit_button(said(msg("request.publish.save"))))
        )
    );
}

std::string text_in(const PageContext& context, const request::Texts& texts)
{
    const auto found = texts.find(context.translator().language());
    if (found != texts.end()) return found->second;
    return texts.empty() ? std::string() : texts.begin()->second;
}

Html lines_table(const PageContext& context, const Announcement& announcement)
{
    const Html add =
        web::quiet_link_button(Url::local("/request-page/lines/{}", "new"), context.text(msg("request.line.add")));
    if (announcement.lines.empty()) return web::empty_state(context.text(msg("request.line.none")), add);
    std::vector<std::vector<Html>> rows;
    for (const Line& line : announcement.lines) {
        std::vector<std::string> regions;
        for (const std::string& region : line.regions)
            regions.push_back(context.code_label("regions", region));
        const MessageId kind = line.emergency ? msg("request.line.emergency") : msg("request.line.hotline");
        rows.push_back(
            {web::link(Url::local("/request-page/lines/{}", line.id), line.number),
             group(text_in(context, line.name)),
             group(context.text(kind)),
             group(text_in(context, line.hours)),
             group(context.translator().list(regions))}
        );
    }
    const auto column = [&](const MessageId& heading) {
        return web::Column{context.text(heading), {}, false, false, false};
    };
    const std::vector<web::Column> columns{
        column(msg("request.line.number")),
        column(msg("request.line.name")),
        column(msg("request.line.kind")),
        column(msg("request.line.hours")),
        column(msg("request.line.regions"))};
    return group(web::table(context.text(msg("request.publish.lines")), columns, rows), el<"p">(add));
}

Response settings_page(PageContext& context, const Announcement& announcement, const Mended& mended, bool published)
{
    Html notice;
    if (published && mended.mistakes.empty()) {
        const Html way = el<"p">(web::link(Url::local("/request"), context.text(msg("request.publish.look"))));
        notice = web::notice(web::Tone::ok, context.text(msg("request.publish.is_published")), way);
    }
    const Html body = group(
        notice,
        web::paragraph(context.text(msg("request.publish.text"))),
        web::section(context.text(msg("request.publish.lines")), lines_table(context, announcement)),
        web::section(context.text(msg("request.publish.settings")), settings_form(context, announcement, mended))
    );
    const int status = mended.mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return web::page(context, head_of(context, msg("request.publish.heading")), body, status);
}

/// What is published, or what a new page starts with.
Result<Announcement> current(PageContext& context)
{
    if (auto found = announcement_of(context.vault())) return std::move(*found);
    return new_announcement(context.vault());
}

Response one_line_page(PageContext& context, const Line& line, const Mended& mended, bool is_new)
{
    const Fields fields(context, mended);
    const std::vector<web::Choice> kinds{
        {"hotline", context.text(msg("request.line.hotline")), ""},
        {"emergency", context.text(msg("request.line.emergency")), context.text(msg("request.line.emergency_hint"))}};
    std::vector<web::Choice> regions;
    for (const std::string& region : request_regions(context.vault()))
        regions.push_back({region, context.code_label("regions", region), ""});
    auto where = fields.options("regions", msg("request.line.regions"), "");
    where.hint = context.text(msg("request.line.regions_hint"));
    const Url address = Url::local("/request-page/lines/{}", is_new ? std::string("new") : line.id);
    Html body = web::post_form(
        context,
        address,
        group(
            web::error_summary(context, mended.mistakes),
            web::text_input(context, fields.options("number", msg("request.line.number"), line.number)),
            fields.texts("name", msg("request.line.name"), line.name, 1),
            web::radios(
                context,
                fields.options("kind", msg("request.line.kind"), line.emergency ? "emergency" : "hotline"),
                kinds
            ),
            fields.texts("hours", msg("request.line.hours"), line.hours, 1),
            web::checkboxes(context, where, regions, line.regions),
            el<"div">(cls("actions"), web::submit_button(context.text(msg("request.publish.save"))))
        )
    );
    if (!is_new) {
        body += web::action_button(
            context, Url::local("/request-page/lines/{}/remove", line.id), context.text(msg("request.line.remove"))
        );
    }
    web::PageHead head = head_of(context, is_new ? msg("request.line.add") : msg("request.line.heading"));
    head.tabs = el<"a">(cls("back-link"), href(page_address()), context.text(msg("request.publish.heading")));
    const int status = mended.mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return web::page(context, head, body, status);
}

/// The line that the address names; a new one for "new".
std::optional<Line> named_line(const PageContext& context, const Announcement& announcement)
{
    const std::string_view wanted = context.path_text("line");
    if (wanted == "new") return Line{};
    const auto found = std::find_if(announcement.lines.begin(), announcement.lines.end(), [&](const Line& line) {
        return line.id == wanted;
    });
    return found == announcement.lines.end() ? std::nullopt : std::optional(*found);
}

Response announced(PageContext& context, request::Desk& desk, const Announcement& announcement)
{
    auto& keys = *context.viewer().keys;
    if (auto done = announce(context.vault(), keys, desk, announcement, context.batch()); !done) {
        return web::error_page(context, done.error());
    }
    return Response::redirect(page_address());
}

Response no_such_line(const PageContext& context)
{
    return web::error_page(context, fail(ErrorCode::not_found, "there is no such line"));
}

}  // namespace

Response publish_page(PageContext& context)
{
    const auto announcement = current(context);
    if (!announcement) return web::error_page(context, announcement.error());
    return settings_page(context, *announcement, {}, announcement_of(context.vault()).has_value());
}

Response save_publish_page(PageContext& context, request::Desk& desk)
{
    auto announcement = current(context);
    if (!announcement) return web::error_page(context, announcement.error());
    auto problems =
        read_announcement(context.submission(), languages_of(context), request_takers(context.vault()), *announcement);
    if (!announcement->leave_to.starts_with("https://") || !Url::external(announcement->leave_to)) {
        problems.push_back({"leave_to", {msg("request.problem.address"), {{"label", msg("request.publish.leave_to")}}}}
        );
    }
    if (!problems.empty()) return settings_page(context, *announcement, mended_in(context, problems), false);
    return announced(context, desk, *announcement);
}

Response public_line_page(PageContext& context)
{
    const auto announcement = current(context);
    if (!announcement) return web::error_page(context, announcement.error());
    const auto line = named_line(context, *announcement);
    return line ? one_line_page(context, *line, {}, line->id.empty()) : no_such_line(context);
}

Response save_line_page(PageContext& context, request::Desk& desk)
{
    auto announcement = current(context);
    if (!announcement) return web::error_page(context, announcement.error());
    auto line = named_line(context, *announcement);
    if (!line) return no_such_line(context);
    const bool is_new = line->id.empty();
    const auto problems =
        read_line(context.submission(), languages_of(context), request_regions(context.vault()), *line);
    if (!problems.empty()) return one_line_page(context, *line, mended_in(context, problems), is_new);
    // A form that is sent twice makes one line.
    if (is_new) line->id = context.batch().text();
    put_line(*announcement, std::move(*line));
    return announced(context, desk, *announcement);
}

Response remove_line_page(PageContext& context, request::Desk& desk)
{
    auto announcement = current(context);
    if (!announcement) return web::error_page(context, announcement.error());
    remove_line(*announcement, context.path_text("line"));
    return announced(context, desk, *announcement);
}

}  // namespace panoh::intake
