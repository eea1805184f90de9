// SPDX-License-Identifier: AGPL-3.0-or-later
// Asking for a bundle, the colleague's answer, fetching.
#include "modules/casework/store.hpp"
#include "modules/evidence/bundle.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/release_view.hpp"

#include <algorithm>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view items_input = "items";

std::vector<RecordId> chosen_in(const PageContext& context)
{
    std::vector<RecordId> chosen;
    const auto sent = context.submission();
    for (const std::string_view each : sent.all(items_input)) {
        if (const auto id = RecordId::parse(each)) chosen.push_back(*id);
    }
    return chosen;
}

Html items_choice(
    const PageContext& context,
    const std::vector<Held>& items,
    const std::vector<RecordId>& chosen,
    std::span<const forms::FormProblem> problems
)
{
    std::vector<web::Choice> choices;
    for (const Held& each : items) {
        std::string copy;
        if (!each.item.derived_how.empty()) copy = context.code_label("evidence_derivations", each.item.derived_how);
        choices.push_back({each.item.record.text(), each.item.number + " · " + each.item.name.reveal(), std::move(copy)}
        );
    }
    std::vector<std::string> ids;
    for (const RecordId& each : chosen)
        ids.push_back(each.text());
    web::InputOptions options;
    options.name = items_input;
    options.label = context.text(msg("evidence.bundle.items"));
    const auto wrong = std::ranges::find(problems, items_input, &forms::FormProblem::field);
    if (wrong != problems.end()) options.error = context.text(wrong->message);
    return web::checkboxes(context, options, choices, ids);
}

Response ask_page(
    PageContext& context,
    const std::vector<RecordId>& chosen,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto frame = casework::case_frame(context, context.path_record(), casework::CaseTab::evidence);
    if (!frame) return web::error_page(context, frame.error());
    const auto items = items_of(context.records(), context.caller(), frame->head.file);
    if (!items) return web::error_page(context, items.error());
    auto head = frame->page(Sensitive<std::string>(context.text(msg("evidence.bundle.ask"))));
    head.typed_text = true;
    web::FormView view;
    view.type = context.records().schema().type(bundle_type);
    view.values = &values;
    view.problems = problems;
    view.only = {"recipient", "recipient_words", "purpose", "with_details"};
    const Html body = group(
        items_choice(context, *items, chosen, problems),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("evidence.bundle.send"))),
            web::quiet_link_button(
                Url::local("/cases/{}/evidence", frame->head.record), context.text(msg("casework.form.cancel"))
            )
        )
    );
    return web::page(
        context,
        head,
        group(
            web::paragraph(context.text(msg("evidence.bundle.explain"))),
            web::post_form(context, Url::local("/cases/{}/evidence/bundle", frame->head.record), body)
        ),
        problems.empty() ? 200 : 422
    );
}

Html facts_of(PageContext& context, const Bundle& bundle)
{
    const auto matter = casework::case_head(context.records(), context.caller(), bundle.matter);
    auto lines = web::asked_facts(context, bundle);
    const auto add = [&](const MessageId& term, Html value) {
        lines.push_back({context.text(term), std::move(value)});
    };
    add(msg("evidence.bundle.case"), group(matter ? matter->number : std::string("—")));
    add(msg("evidence.bundle.count"), el<"span">(cls("num"), context.translator().number(bundle.item_count)));
    add(msg("type.evidence_bundle.field.recipient.label"),
        group(context.code_label("recipients", bundle.recipient), ": ", bundle.recipient_words));
    add(msg("type.evidence_bundle.field.purpose.label"), group(bundle.purpose));
    const MessageId words =
        bundle.with_details ? msg("evidence.bundle.details.yes") : msg("evidence.bundle.details.no");
    add(msg("evidence.bundle.details"), group(context.text(words)));
    for (web::Fact& each : web::answered_facts(context, bundle))
        lines.push_back(std::move(each));
    return web::facts(lines);
}

Html fetch_part(const PageContext& context, const Bundle& bundle)
{
    return web::fetch_notice(
        context,
        Url::local("/bundles/{}/file", bundle.record),
        context.text(msg("evidence.bundle.ready"), {{"time", web::ready_until(context, bundle.written_at)}}),
        context.text(msg("evidence.bundle.ready.explain")),
        context.text(msg("evidence.bundle.fetch"))
    );
}

Response request_page(PageContext& context, const Bundle& bundle, const std::string& mistake)
{
    const Standing standing = records::standing_of(bundle.state, bundle.written_at, context.vault().clock().now());
    const bool own = bundle.asked_by == context.actor().user;
    Html body = el<"p">(web::standing_tag(context, standing));
    if (!mistake.empty()) {
        const std::array mistakes{web::Mistake{"reason", mistake}};
        body = group(web::error_summary(context, mistakes), body);
    }
    if (own && standing == Standing::ready) body += fetch_part(context, bundle);
    if (own && standing == Standing::asked) body += web::waits_notice(context);
    body += facts_of(context, bundle);
    const web::ReleaseAddresses addresses{
        Url::local("/bundles/{}/answer", bundle.record), Url::local("/bundles/{}/withdraw", bundle.record)};
    body += web::last_step(context, addresses, bundle, context.text(msg("evidence.bundle.answer.explain")), mistake);
    const std::string title = context.text(msg("evidence.bundle.heading"));
    web::PageHead head;
    head.heading = Sensitive<std::string>(title);
    head.title = title;
    head.place = web::Place::cases;
    if (own) {
        const Url back = Url::local("/cases/{}/evidence", bundle.matter);
        head.tabs = el<"a">(cls("back-link"), href(back), context.text(msg("evidence.tab")));
    }
    head.typed_text = true;
    return web::page(context, head, body, mistake.empty() ? 200 : 422);
}

}  // namespace

Response bundle_form(PageContext& context)
{
    return ask_page(context, {}, forms::Submission{}, {});
}

Response save_bundle(PageContext& context)
{
    const auto values = context.submission();
    const auto chosen = chosen_in(context);
    const auto outcome =
        ask(context.records(), context.caller(), context.path_record(), chosen, values, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->problems.empty()) return ask_page(context, chosen, values, outcome->problems);
    return Response::redirect(Url::local("/bundles/{}", outcome->record));
}

Response bundle_page(PageContext& context)
{
    const auto bundle = bundle_of(context.records(), context.caller(), context.path_record());
    if (!bundle) return web::error_page(context, bundle.error());
    return request_page(context, *bundle, {});
}

Response save_bundle_answer(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto answer = web::sent_answer(context);
    if (!answer) return web::error_page(context, answer.error());
    const std::string_view reason = context.request().form.text("reason");
    const auto done = answer_bundle(context.records(), context.caller(), record, *answer, reason, context.batch());
    if (done) return Response::redirect(Url::local("/bundles/{}", record));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    const auto bundle = bundle_of(context.records(), context.caller(), record);
    if (!bundle) return web::error_page(context, bundle.error());
    return request_page(context, *bundle, context.text(done.error().message));
}

Response save_bundle_withdrawn(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto done = withdraw_bundle(context.records(), context.caller(), record, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/bundles/{}", record));
}

}  // namespace panoh::evidence
