// SPDX-License-Identifier: AGPL-3.0-or-later
// One request: what is asked for, the colleague's answer, fetching the file.
#include "modules/exchange/pages.hpp"
#include "modules/exchange/pages_parts.hpp"
#include "modules/exchange/service.hpp"
#include "web/pages/shell.hpp"

namespace panoh::exchange {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html columns_list(const PageContext& context, const Wish& wish)
{
    std::vector<Html> items;
    for (const Column& column : columns_of(wish)) {
        const std::string label = context.code_label("export_columns", column.code);
        items.push_back(
            column.is_identity() ? el<"li">(label, " ", web::tag(Tone::consent, context.text(msg("exchange.identity"))))
                                 : el<"li">(label)
        );
    }
    return el<"ul">(items);
}

Html number_words(const PageContext& context, std::int64_t number)
{
    return el<"span">(cls("num"), context.translator().number(number));
}

Html facts_of(const PageContext& context, const Request& request)
{
    std::vector<web::Fact> lines{
        {context.text(msg("exchange.asked_by")), group(context.user_name(request.asked_by))},
        {context.text(msg("exchange.asked_at")), group(moment_words(context, request.asked_at))},
        {context.text(msg("exchange.purpose")), group(context.code_label("export_purposes", request.wish.purpose))},
        {context.text(msg("exchange.words")), group(request.wish.words)},
        {context.text(msg("exchange.format")), group(context.code_label("export_formats", request.wish.format))},
        {context.text(msg("exchange.columns")), columns_list(context, request.wish)},
        {context.text(msg("exchange.cases")), number_words(context, request.counts.cases)},
        {context.text(msg("exchange.rows")), number_words(context, request.counts.rows)},
        {context.text(msg("exchange.no_consent")), number_words(context, request.counts.no_consent)},
        {context.text(msg("exchange.not_open")), number_words(context, request.counts.not_open)},
    };
    if (!request.answered_by.is_none()) {
        lines.push_back({context.text(msg("exchange.answered_by")), group(context.user_name(request.answered_by))});
        lines.push_back({context.text(msg("exchange.answered_at")), group(moment_words(context, request.answered_at))});
        lines.push_back({context.text(msg("exchange.reason")), group(request.answer)});
    }
    if (!request.downloaded_at.empty()) {
        lines.push_back(
            {context.text(msg("exchange.downloaded_at")), group(moment_words(context, request.downloaded_at))}
        );
        lines.push_back({context.text(msg("exchange.rows_in_file")), number_words(context, request.rows_in_file)});
    }
    return web::facts(lines);
}

Html withdraw_button(const PageContext& context, const Request& request)
{
    const Url target = Url::local("/exports/{}/withdraw", request.record);
    return web::action_button(context, target, context.text(msg("exchange.withdraw")));
}

Html answer_form(const PageContext& context, const Request& request, const std::string& mistake)
{
    web::InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(msg("exchange.reason"));
    reason.hint = context.text(msg("exchange.reason.hint"));
    reason.error = mistake;
    reason.value = Sensitive<std::string>(std::string(context.request().form.text("reason")));
    reason.lines = 3;
    const Html body = group(
        web::text_input(context, reason),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("exchange.approve")), "answer", "approve"),
            web::secondary_submit(context.text(msg("exchange.decline")), "answer", "decline")
        )
    );
    return web::section(
        context.text(msg("exchange.your_answer")),
        group(
            web::paragraph(context.text(msg("exchange.your_answer.explain"))),
            web::post_form(context, Url::local("/exports/{}/answer", request.record), body)
        )
    );
}

Html fetch_part(const PageContext& context, const Request& request)
{
    const Url target = Url::local("/exports/{}/file", request.record);
    const Html form = el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        el<"div">(cls("actions"), web::submit_button(context.text(msg("exchange.fetch"))))
    );
    return web::notice(
        Tone::ok,
        context.text(msg("exchange.ready"), {{"time", ready_until(context, request.written_at)}}),
        group(web::paragraph(context.text(msg("exchange.ready.explain"))), form)
    );
}

/// What the reader has to know or can do first.
Html next_step(const PageContext& context, const Request& request, Standing standing)
{
    const bool is_own = request.asked_by == context.actor().user;
    if (is_own && standing == Standing::ready) return fetch_part(context, request);
    if (is_own && standing == Standing::asked) {
        return web::notice(
            Tone::due, context.text(msg("exchange.waits")), web::paragraph(context.text(msg("exchange.waits.explain")))
        );
    }
    if (standing != Standing::asked || !has_identity(request.wish)) return {};
    return web::notice(
        Tone::consent,
        context.text(msg("exchange.with_identity")),
        web::paragraph(context.text(msg("exchange.with_identity.explain")))
    );
}

/// What ends it, below everything that one has to read before.
Html last_step(const PageContext& context, const Request& request, Standing standing, const std::string& mistake)
{
    const bool is_own = request.asked_by == context.actor().user;
    if (is_own && (standing == Standing::asked || standing == Standing::ready)) {
        return el<"div">(cls("actions"), withdraw_button(context, request));
    }
    const bool may_answer = !is_own && standing == Standing::asked && context.may(approve_ability);
    return may_answer ? answer_form(context, request, mistake) : Html();
}

Response request_page(PageContext& context, const Request& request, const std::string& mistake)
{
    const Standing standing = standing_of(request.state, request.written_at, context.vault().clock().now());
    Html body = el<"p">(standing_tag(context, standing));
    if (!mistake.empty()) {
        const std::array mistakes{web::Mistake{"reason", mistake}};
        body = group(web::error_summary(context, mistakes), body);
    }
    body += next_step(context, request, standing);
    body += facts_of(context, request);
    body += last_step(context, request, standing, mistake);
    const std::string title = context.text(msg("exchange.request"));
    web::PageHead head;
    head.heading = Sensitive<std::string>(title);
    head.title = title;
    head.place = web::Place::cases;
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/exports")), context.text(msg("exchange.title")));
    head.typed_text = true;
    return web::page(context, head, body, mistake.empty() ? 200 : 422);
}

}  // namespace

Response export_page(PageContext& context)
{
    const auto request = request_of(context.records(), context.caller(), context.path_record());
    if (!request) return web::error_page(context, request.error());
    return request_page(context, *request, {});
}

Response save_export_answer(PageContext& context)
{
    const RecordId record = context.path_record();
    const web::Parameters& form = context.request().form;
    const std::string_view answer = form.text("answer");
    if (answer != "approve" && answer != "decline") {
        return web::error_page(context, fail(ErrorCode::invalid_input, "the answer is neither yes nor no"));
    }
    const auto done = answer_request(
        context.records(),
        context.caller(),
        record,
        answer == "approve",
        std::string(form.text("reason")),
        context.batch()
    );
    if (done) return Response::redirect(Url::local("/exports/{}", record));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    const auto request = request_of(context.records(), context.caller(), record);
    if (!request) return web::error_page(context, request.error());
    return request_page(context, *request, context.text(done.error().message));
}

Response save_export_withdrawn(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto done = withdraw_request(context.records(), context.caller(), record, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/exports/{}", record));
}

}  // namespace panoh::exchange
