// SPDX-License-Identifier: AGPL-3.0-or-later
// Erasing an entry for good: asking, a colleague's answer. And the second look at a new alleged perpetrator.
#include "modules/knowledge/erasing.hpp"
#include "modules/knowledge/module.hpp"
#include "modules/knowledge/pages.hpp"
#include "modules/knowledge/pages_parts.hpp"
#include "modules/knowledge/second_look.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/release_view.hpp"

#include <array>

namespace panoh::knowledge {

namespace {

using namespace html;

/// What goes, and what stays, before anybody decides.
Html what_goes(const PageContext& context)
{
    return web::notice(
        web::Tone::danger,
        context.text(msg("knowledge.erase.what_goes")),
        group(
            web::paragraph(context.text(msg("knowledge.erase.explain"))),
            web::paragraph(context.text(msg("knowledge.erase.what_stays")))
        )
    );
}

Response ask_page(
    PageContext& context,
    const Entry& entry,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const std::string title = context.text(msg("knowledge.erase.heading"));
    web::PageHead head = head_below(context, entry.kind, Sensitive<std::string>(title), entry.number);
    head.typed_text = true;
    web::FormView view;
    view.type = context.records().schema().type(erasure_type);
    view.values = &values;
    view.problems = problems;
    view.only = {"reason"};
    const Html body = group(
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("knowledge.erase.ask"))),
            web::quiet_link_button(entry_url(entry.record), context.text(msg("casework.form.cancel")))
        )
    );
    return web::page(
        context,
        head,
        group(
            entry.kind == Kind::perpetrator ? presumption_notice(context) : Html(),
            el<"p">(entry_link(context, &entry), " · ", el<"span">(cls("num"), entry.number)),
            what_goes(context),
            web::post_form(context, Url::local("/knowledge/{}/erase", entry.record), body)
        ),
        problems.empty() ? 200 : 422
    );
}

/// The entry of the address, for who may keep entries of its kind.
Result<OpenedEntry> entry_to_erase(PageContext& context)
{
    auto opened = open_entry(context.records(), context.caller(), context.path_record());
    if (opened && !may_keep(context.records(), context.caller(), opened->entry.kind)) {
        return fail(ErrorCode::denied, "no rule lets the reader erase this");
    }
    return opened;
}

Html state_tag(const PageContext& context, const Erasure& erasure)
{
    if (erasure.state == "asked") return web::tag(web::Tone::due, context.text(msg("exchange.state.asked")));
    if (erasure.state == "approved") return web::tag(web::Tone::neutral, context.text(msg("knowledge.erase.done")));
    return web::standing_tag(context, records::standing_of(erasure.state, erasure.written_at, erasure.written_at));
}

Html answer_form(const PageContext& context, const Erasure& erasure, const std::string& mistake)
{
    web::InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(msg("exchange.reason"));
    reason.hint = context.text(msg("knowledge.erase.reason_hint"));
    reason.error = mistake;
    reason.value = Sensitive<std::string>(std::string(context.request().form.text("reason")));
    reason.lines = 3;
    const Html body = group(
        web::text_input(context, reason),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("knowledge.erase.agree")), "answer", "approve"),
            web::secondary_submit(context.text(msg("exchange.decline")), "answer", "decline")
        )
    );
    return group(
        what_goes(context),
        web::section(
            context.text(msg("exchange.your_answer")),
            web::post_form(context, Url::local("/knowledge/erasures/{}/answer", erasure.record), body)
        )
    );
}

Response request_page(PageContext& context, const Erasure& erasure, const std::string& mistake)
{
    const auto opened = open_entry(context.records(), context.caller(), erasure.entry);
    const std::string title = context.text(msg("knowledge.erase.request"));
    web::PageHead head = head_below(context, erasure.kind, Sensitive<std::string>(title), erasure.number);
    head.typed_text = true;
    const bool is_asked = erasure.state == "asked";
    Html body = opened && erasure.kind == Kind::perpetrator ? presumption_notice(context) : Html();
    if (!mistake.empty()) {
        const std::array mistakes{web::Mistake{"reason", mistake}};
        body = group(web::error_summary(context, mistakes), body);
    }
    body += el<"p">(state_tag(context, erasure));
    std::vector<web::Fact> facts{
        {context.text(msg("knowledge.number")), el<"span">(cls("num"), erasure.number)},
        {context.text(MessageId("type." + std::string(type_of(erasure.kind)) + ".label")),
         opened ? entry_link(context, &opened->entry) : group(context.text(msg("knowledge.erased")))}};
    for (web::Fact& each : web::asked_facts(context, erasure))
        facts.push_back(std::move(each));
    facts.push_back({context.text(msg("type.entry_erasure.field.reason.label")), group(erasure.reason)});
    for (web::Fact& each : web::answered_facts(context, erasure))
        facts.push_back(std::move(each));
    body += web::facts(facts);
    const bool own = erasure.asked_by == context.actor().user;
    if (is_asked && own) {
        body += web::waits_notice(context);
        const Url target = Url::local("/knowledge/erasures/{}/withdraw", erasure.record);
        body += el<"div">(cls("actions"), web::action_button(context, target, context.text(msg("exchange.withdraw"))));
    } else if (is_asked) {
        body += answer_form(context, erasure, mistake);
    }
    return web::page(context, head, body, mistake.empty() ? 200 : 422);
}

web::WorkItem line_of(const RecordId& record, const FileId& file, const std::string& number, MessageId what, Url page)
{
    web::WorkItem line;
    line.record = record;
    line.part = "knowledge";
    line.file = file;
    line.number = number;
    line.what = {std::move(what), {}};
    line.page = std::move(page);
    return line;
}

/// A colleague asks for it, or the reader waits for a colleague.
void give(web::WorkItem& line, bool mine)
{
    line.mine = mine;
    if (mine) line.reason = records::WorkReason::handed_over;
}

}  // namespace

Response erase_form(PageContext& context)
{
    const auto opened = entry_to_erase(context);
    if (!opened) return web::error_page(context, opened.error());
    return ask_page(context, opened->entry, forms::Submission{}, {});
}

Response save_erase(PageContext& context)
{
    const auto opened = entry_to_erase(context);
    if (!opened) return web::error_page(context, opened.error());
    const auto values = context.submission();
    const auto outcome =
        ask_erasure(context.records(), context.caller(), opened->entry.record, values, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->problems.empty()) return ask_page(context, opened->entry, values, outcome->problems);
    return Response::redirect(Url::local("/knowledge/erasures/{}", outcome->record));
}

Response erasure_page(PageContext& context)
{
    const auto erasure = erasure_of(context.records(), context.caller(), context.path_record());
    if (!erasure) return web::error_page(context, erasure.error());
    return request_page(context, *erasure, {});
}

Response save_erasure_answer(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto answer = web::sent_answer(context);
    if (!answer) return web::error_page(context, answer.error());
    const std::string_view reason = context.request().form.text("reason");
    const auto done = answer_erasure(context.records(), context.caller(), record, *answer, reason, context.batch());
    if (done) return Response::redirect(Url::local("/knowledge/erasures/{}", record));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    const auto erasure = erasure_of(context.records(), context.caller(), record);
    if (!erasure) return web::error_page(context, erasure.error());
    return request_page(context, *erasure, context.text(done.error().message));
}

Response save_erasure_withdrawn(PageContext& context)
{
    const RecordId record = context.path_record();
    const auto done = withdraw_erasure(context.records(), context.caller(), record, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/knowledge/erasures/{}", record));
}

Response save_look(PageContext& context)
{
    const RecordId entry = context.path_record();
    const auto done = give_look(context.records(), context.caller(), entry, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(entry_url(entry));
}

Result<std::vector<web::WorkItem>> work_of_knowledge(PageContext& context, const web::WorkWish& wish)
{
    std::vector<web::WorkItem> lines;
    if (wish.everybody || !context.may("keep_knowledge")) return lines;
    const UserId self = context.actor().user;
    const auto looks = waiting_looks(context.records(), context.caller());
    if (!looks) return looks.error();
    for (const WaitingLook& each : *looks) {
        const bool own = each.entered_by == self;
        const MessageId what = own ? msg("knowledge.work.look_waits") : msg("knowledge.work.look");
        lines.push_back(line_of(each.entry, each.file, each.number, what, entry_url(each.entry)));
        give(lines.back(), !own);
    }
    const auto erasures = waiting_erasures(context.records(), context.caller());
    if (!erasures) return erasures.error();
    for (const Erasure& each : *erasures) {
        const bool own = each.asked_by == self;
        const MessageId what = own ? msg("knowledge.work.erasure_waits") : msg("knowledge.work.erasure");
        const Url page = Url::local("/knowledge/erasures/{}", each.record);
        lines.push_back(line_of(each.record, {}, each.number, what, page));
        give(lines.back(), !own);
    }
    return lines;
}

}  // namespace panoh::knowledge
