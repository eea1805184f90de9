// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_tags.hpp"

#include <algorithm>
#include <array>

namespace panoh::casework {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::PageContext;
using web::Response;
using web::Tone;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view manage_ability = "manage_tags";

std::string sentence_of(const PageContext& context, const Error& error)
{
    return error.message.id.empty() ? context.text(default_message(error.code)) : context.text(error.message);
}

web::InputOptions name_options(const PageContext& context, const MessageId& label, const std::string& mistake)
{
    web::InputOptions options;
    options.name = "name";
    options.label = context.text(label);
    options.hint = context.text(msg("tags.add.hint"), {{"most", static_cast<std::int64_t>(longest_tag)}});
    options.error = mistake;
    return options;
}

web::PageHead head_of(const PageContext& context, const MessageId& title)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(title));
    head.title = context.text(title);
    head.place = web::Place::cases;
    return head;
}

Html error_list(const PageContext& context, const std::string& mistake)
{
    if (mistake.empty()) return {};
    const std::array mistakes{web::Mistake{"name", mistake}};
    return web::error_summary(context, mistakes);
}

Html actions_of(const PageContext& context, const Tag& tag)
{
    const Url target = Url::local("/tags/{}", tag.record);
    const Html about = el<"span">(cls("visually-hidden"), ": ", tag.name);
    const Html change = el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        PageContext::base_field(tag.revision),
        el<"input">(a<"type">("hidden"), name("use"), value(tag.retired ? "yes" : "no")),
        el<"button">(
            cls("button button-quiet"),
            a<"type">("submit"),
            context.text(tag.retired ? msg("tags.restore") : msg("tags.retire")),
            about
        )
    );
    const Html rename = el<"a">(cls("button button-quiet"), href(target), context.text(msg("tags.rename")), about);
    return el<"div">(cls("actions"), rename, change);
}

Html tags_table(const PageContext& context, std::span<const Tag> tags)
{
    const bool may_manage = context.may(manage_ability);
    std::vector<web::Column> columns{
        {context.text(msg("tags.name")), {}},
        {context.text(msg("tags.state")), {}},
        {context.text(msg("tags.cases")), {}, false, true},
    };
    if (may_manage) columns.push_back({context.text(msg("tags.action")), {}});
    std::vector<std::vector<Html>> rows;
    for (const Tag& tag : tags) {
        std::vector<Html> row{
            group(tag.name),
            tag.retired ? web::tag(Tone::neutral, context.text(msg("tags.retired")))
                        : web::tag(Tone::ok, context.text(msg("tags.in_use"))),
            number_of(context.translator().number(static_cast<std::int64_t>(tag.cases))),
        };
        if (may_manage) row.push_back(actions_of(context, tag));
        rows.push_back(std::move(row));
    }
    return web::table(context.text(msg("tags.title")), columns, rows);
}

Response list_page(PageContext& context, const std::string& mistake)
{
    const auto tags = tags_of(context.records(), context.caller());
    if (!tags) return web::error_page(context, tags.error());
    Html body = group(error_list(context, mistake), web::paragraph(context.text(msg("tags.explain"))));
    body += tags->empty() ? web::empty_state(context.text(msg("tags.none"))) : tags_table(context, *tags);
    if (context.may(manage_ability)) {
        auto options = name_options(context, msg("tags.name"), mistake);
        options.value = Sensitive<std::string>(std::string(context.request().form.text("name")));
        const Html form = group(
            web::text_input(context, options),
            el<"div">(cls("actions"), web::submit_button(context.text(msg("tags.add"))))
        );
        body += web::section(context.text(msg("tags.add")), web::post_form(context, Url::local("/tags"), form));
    }
    auto head = head_of(context, msg("tags.title"));
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/cases")), context.text(msg("tags.back_to_cases")));
    head.typed_text = true;
    return web::page(context, head, body, mistake.empty() ? 200 : 422);
}

Result<Tag> tag_in_path(PageContext& context)
{
    const auto tags = tags_of(context.records(), context.caller());
    if (!tags) return tags.error();
    const RecordId wanted = context.path_record();
    const auto found = std::find_if(tags->begin(), tags->end(), [&](const Tag& each) { return each.record == wanted; });
    if (found == tags->end()) return fail(ErrorCode::not_found, "there is no such tag");
    return *found;
}

Response rename_page(PageContext& context, const Tag& tag, const std::string& mistake)
{
    auto options = name_options(context, msg("tags.name"), mistake);
    const web::Parameters& sent = context.request().form;
    options.value = sent.has("name") ? Sensitive<std::string>(std::string(sent.text("name"))) : tag.name;
    const Html body = group(
        PageContext::base_field(tag.revision),
        error_list(context, mistake),
        web::text_input(context, options),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("tags.save"))),
            web::quiet_link_button(Url::local("/tags"), context.text(msg("tags.cancel")))
        )
    );
    auto head = head_of(context, msg("tags.rename.title"));
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/tags")), context.text(msg("tags.back")));
    head.typed_text = true;
    return web::page(
        context, head, web::post_form(context, Url::local("/tags/{}", tag.record), body), mistake.empty() ? 200 : 422
    );
}

/// A tag on the case, with the button that takes it off for who may.
Html case_tag_row(const PageContext& context, const CaseFrame& frame, const Tag& tag, bool may_write)
{
    if (!may_write) return el<"li">(web::tag(Tone::neutral, tag.name.reveal()));
    const Url target = Url::local("/cases/{}/tags", frame.head.record);
    return el<"li">(el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        el<"input">(a<"type">("hidden"), name("off"), value(tag.record.text())),
        web::tag(Tone::neutral, tag.name.reveal()),
        " ",
        el<"button">(
            cls("button button-quiet"),
            a<"type">("submit"),
            context.text(msg("tags.on_case.take_off")),
            el<"span">(cls("visually-hidden"), ": ", tag.name)
        )
    ));
}

Html put_form(const PageContext& context, const CaseFrame& frame, std::span<const Tag> free)
{
    const auto choices = tag_choices(free);
    if (choices.empty()) return {};
    web::InputOptions options;
    options.name = "on";
    options.label = context.text(msg("type.tag.label"));
    const Url target = Url::local("/cases/{}/tags", frame.head.record);
    const Html form = el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        web::select(context, options, choices),
        el<"div">(
            cls("actions"),
            el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("tags.on_case.button")))
        )
    );
    return web::details(context.text(msg("tags.on_case.put")), form);
}

}  // namespace

Html tag_list(std::span<const std::string> names)
{
    Html list;
    for (const std::string& each : names)
        list += group(web::tag(Tone::neutral, each), " ");
    return list;
}

std::vector<web::Choice> tag_choices(std::span<const Tag> tags)
{
    std::vector<web::Choice> choices;
    for (const Tag& tag : tags) {
        if (!tag.retired) choices.push_back({tag.record.text(), tag.name.reveal(), {}});
    }
    return choices;
}

Html tags_card(PageContext& context, const CaseFrame& frame)
{
    const auto caller = context.caller();
    if (!frame.head.readable || frame.head.organisation != caller.actor.organisation) return {};
    auto tags = tags_of(context.records(), caller);
    const auto marks = tags_on(context.records(), caller, std::span(&frame.head.file, 1));
    if (!tags || !marks || tags->empty()) return {};
    const bool may_write = context.records().may(caller, Verb::write, frame.head.file, Compartment::core);
    const auto is_on = [&](const Tag& tag) {
        return std::any_of(marks->begin(), marks->end(), [&](const CaseTag& mark) { return mark.tag == tag.record; });
    };
    std::vector<Html> items;
    for (const Tag& tag : *tags) {
        if (is_on(tag)) items.push_back(case_tag_row(context, frame, tag, may_write));
    }
    std::erase_if(*tags, is_on);
    Html body = items.empty() ? el<"p">(cls("meta"), context.text(msg("tags.on_case.none")))
                              : el<"ul">(cls(may_write ? "bare" : "tags"), items);
    if (may_write) body += put_form(context, frame, *tags);
    return web::section(context.text(msg("tags.on_case")), body);
}

Response tags_page(PageContext& context)
{
    return list_page(context, {});
}

Response add_tag(PageContext& context)
{
    const auto done = save_tag(
        context.records(), context.caller(), {}, 0, std::string(context.request().form.text("name")), context.batch()
    );
    if (done) return Response::redirect(Url::local("/tags"));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    return list_page(context, sentence_of(context, done.error()));
}

Response tag_page(PageContext& context)
{
    const auto tag = tag_in_path(context);
    if (!tag) return web::error_page(context, tag.error());
    return rename_page(context, *tag, {});
}

Response save_tag_page(PageContext& context)
{
    const auto tag = tag_in_path(context);
    if (!tag) return web::error_page(context, tag.error());
    const web::Parameters& form = context.request().form;
    const auto caller = context.caller();
    const auto done =
        form.has("use")
            ? retire_tag(
                context.records(), caller, tag->record, context.base(), form.text("use") == "no", context.batch()
            )
            : save_tag(
                context.records(), caller, tag->record, context.base(), std::string(form.text("name")), context.batch()
            );
    if (done) return Response::redirect(Url::local("/tags"));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    return rename_page(context, *tag, sentence_of(context, done.error()));
}

Response save_case_tag(PageContext& context)
{
    const auto head = case_head(context.records(), context.caller(), context.path_record());
    if (!head) return web::error_page(context, head.error());
    const web::Parameters& form = context.request().form;
    const auto on = RecordId::parse(form.text("on"));
    const auto off = RecordId::parse(form.text("off"));
    Result<void> done;
    if (on) {
        done = tag_case(context.records(), context.caller(), head->file, *on, context.batch());
    } else if (off) {
        done = untag_case(context.records(), context.caller(), head->file, *off, context.batch());
    }
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/cases/{}", head->record));
}

}  // namespace panoh::casework
