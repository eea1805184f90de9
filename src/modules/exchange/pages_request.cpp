// SPDX-License-Identifier: AGPL-3.0-or-later
// One request: what is asked for, the colleague's answer, fetching the file.
#include "modules/exchange/pages.hpp"
#include "modules/exchange/rules.hpp"
#include "modules/exchange/service.hpp"
#include "web/pages/release_view.hpp"
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
    auto lines = web::asked_facts(context, request);
    const auto add = [&](const MessageId& term, Html value) {
        lines.push_back({context.text(term), std::move(value)});
    };
    add(msg("exchange.purpose"), group(context.code_label("export_purposes", request.wish.purpose)));
    add(msg("exchange.words"), group(request.wish.words));
    add(msg("exchange.format"), group(context.code_label("export_formats", request.wish.format)));
    add(msg("exchange.columns"), columns_list(context, request.wish));
    add(msg("exchange.cases"), number_words(context, request.counts.cases));
    add(msg("exchange.rows"), number_words(context, request.counts.rows));
    add(msg("exchange.no_consent"), number_words(context, request.counts.no_consent));
    add(msg("exchange.not_open"), number_words(context, request.counts.not_open));
    for (web::Fact& each : web::answered_facts(context, request))
        lines.push_back(std::move(each));
    if (!request.downloaded_at.empty()) add(msg("exchange.rows_in_file"), number_words(context, request.rows_in_file));
    return web::facts(lines);
}

Html fetch_part(const PageContext& context, const Request& request)
{
    return web::fetch_notice(
        context,
        Url::local("/exports/{}/file", request.record),
        context.text(msg("exchange.ready"), {{"time", web::ready_until(context, request.written_at)}}),
        context.text(msg("exchange.ready.explain")),
        context.text(msg("exchange.fetch"))
    );
}

/// What the reader has to know or can do first.
Html next_step(const PageContext& context, const Request& request, Standing standing)
{
    const bool is_own = request.asked_by == context.actor().user;
    if (is_own && standing == Standing::ready) return fetch_part(context, request);
    if (is_own && standing == Standing::asked) return web::waits_notice(context);
    if (standing != Standing::asked || !has_identity(request.wish)) return {};
    return web::notice(
        Tone::consent,
        context.text(msg("exchange.with_identity")),
        web::paragraph(context.text(msg("exchange.with_identity.explain")))
    );
}

Response request_page(PageContext& context, const Request& request, const std::string& mistake)
{
    const Standing standing = records::standing_of(request.state, request.written_at, context.vault().clock().now());
    Html body = el<"p">(web::standing_tag(context, standing));
    if (!mistake.empty()) {
        const std::array mistakes{web::Mistake{"reason", mistake}};
        body = group(web::error_summary(context, mistakes), body);
    }
    body += next_step(context, request, standing);
    body += facts_of(context, request);
    const web::ReleaseAddresses addresses{
        Url::local("/exports/{}/answer", request.record), Url::local("/exports/{}/withdraw", request.record)};
    body += web::last_step(context, addresses, request, context.text(msg("exchange.your_answer.explain")), mistake);
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
    const auto answer = web::sent_answer(context);
    if (!answer) return web::error_page(context, answer.error());
    const std::string_view reason = context.request().form.text("reason");
    const auto done = answer_request(context.records(), context.caller(), record, *answer, reason, context.batch());
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
