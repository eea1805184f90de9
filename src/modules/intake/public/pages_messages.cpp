// SPDX-License-Identifier: AGPL-3.0-or-later
// The conversation with somebody who wrote on the public page, as the team sees it.
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/public/messages.hpp"
#include "modules/intake/public/pages.hpp"
#include "modules/intake/public/pages_steps.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html words_of(const std::string& text)
{
    Html all;
    for (const std::string_view each : split(text, '\n')) {
        if (!trimmed(each).empty()) all += web::paragraph(trimmed(each));
    }
    return all;
}

web::Tone tone_of(std::string_view state)
{
    if (state == "waiting" || state == "to_go") return web::Tone::due;
    return state == "seen" ? web::Tone::ok : web::Tone::neutral;
}

Html state_of(const PageContext& context, const WebMessage& message)
{
    if (message.state == "request") return {};
    std::string words = context.code_label("message_states", message.state);
    if (message.state == "seen" && !message.seen_on.empty())
        words += " " + context.translator().date_short(message.seen_on);
    return web::tag(tone_of(message.state), words);
}

Html files_of(const PageContext& context, const Call& call, const WebMessage& message)
{
    if (message.files.empty()) return {};
    std::vector<Html> items;
    for (const WebFile& file : message.files) {
        const Url way = Url::local("/calls/{}/messages/files/{}", call.contact.id, file.id);
        const bool kept = file.state == "kept";
        const std::string size = size_words(context, static_cast<std::uint64_t>(file.size));
        items.push_back(el<"li">(
            kept ? web::link(way, file.name) : group(file.name),
            " ",
            el<"small">(size),
            " ",
            kept ? Html() : web::tag(web::Tone::due, context.code_label("web_file_states", file.state))
        ));
    }
    return group(el<"ul">(items), el<"p">(el<"small">(context.text(msg("request.messages.files_warning")))));
}

Html message_item(const PageContext& context, const Call& call, const WebMessage& message)
{
    Html who = group(context.text(msg("request.messages.person")));
    if (!message.from_person) who = group(context.user_name(message.author));
    return el<"li">(
        cls("history-item"),
        el<"h3">(
            cls("history-heading"),
            el<"span">(cls("num"), moment_words(context, message.at)),
            who,
            state_of(context, message)
        ),
        words_of(message.words.reveal()),
        files_of(context, call, message)
    );
}

Html answer_form(
    const PageContext& context,
    const Call& call,
    const WebThread& thread,
    const std::string& typed,
    const Mended& mended
)
{
    if (!thread.can_answer) return web::paragraph(context.text(msg("request.messages.no_place")));
    web::InputOptions words;
    words.name = "words";
    words.label = context.text(msg("request.answer.label"));
    words.hint = context.text(msg("request.answer.hint"));
    words.lines = 8;
    words.error = mended.of("words");
    words.value = Sensitive<std::string>(typed);
    const Url address = Url::local("/calls/{}/messages", call.contact.id);
    Html all = web::post_form(
        context,
        address,
        group(
            web::error_summary(context, mended.mistakes),
            web::text_input(context, words),
            actions(std::vector<Html>{web::submit_button(context.text(msg("request.answer.send")))})
        )
    );
    if (thread.waits) {
        all += actions(std::vector<Html>{web::action_button(
            context,
            Url::local("/calls/{}/messages/no-answer", call.contact.id),
            context.text(msg("request.answer.not_needed"))
        )});
    }
    return all;
}

Response thread_page(PageContext& context, const Call& call, const std::string& typed, const Mended& mended)
{
    const auto thread = open_web_thread(context.records(), context.caller(), call);
    if (!thread) return web::error_page(context, thread.error());
    std::vector<Html> items;
    for (const WebMessage& message : thread->messages)
        items.push_back(message_item(context, call, message));
    Html body;
    if (items.empty()) {
        body = web::empty_state(context.text(msg("request.messages.none")));
    } else {
        body = group(
            web::paragraph(context.text(msg("request.messages.text"))),
            web::section(context.text(msg("request.tab")), el<"ul">(cls("bare"), items)),
            web::section(
                context.text(msg("request.answer.heading")), answer_form(context, call, *thread, typed, mended)
            )
        );
    }
    web::PageHead head = call_head(context, call, msg("request.messages.heading"), CallTab::messages);
    head.typed_text = true;
    const int status = mended.mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return web::page(context, head, body, status);
}

Response back_to_messages(const Call& call)
{
    return Response::redirect(Url::local("/calls/{}/messages", call.contact.id));
}

}  // namespace

Response messages_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    return thread_page(context, *call, "", {});
}

Response save_answer(PageContext& context, request::Desk& desk)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const std::string typed(context.request().form.text("words"));
    const auto done = answer_request(context.records(), context.caller(), desk, *call, typed, context.batch());
    if (!done) return web::error_page(context, done.error());
    if (!done->saved()) return thread_page(context, *call, typed, mended_in(context, done->problems));
    return back_to_messages(*call);
}

Response save_no_answer(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (auto done = mark_answered(context.records(), context.caller(), *call, context.batch()); !done) {
        return web::error_page(context, done.error());
    }
    return back_to_messages(*call);
}

Response web_file_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const auto file = context.path_id<RecordId>("file");
    auto opened = open_web_file(context.records(), context.caller(), *call, file.value_or(RecordId{}));
    if (!opened) return web::error_page(context, opened.error());
    return Response::download(
        std::string(panoh::text_of(opened->content)), "application/octet-stream", opened->name.reveal()
    );
}

}  // namespace panoh::intake
