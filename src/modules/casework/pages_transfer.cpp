// SPDX-License-Identifier: AGPL-3.0-or-later
// A keyworker hands a case over; a colleague reads the note and accepts or declines.
#include "base/text.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;

std::string draft_of(const CaseHead& head)
{
    return "transfer-" + head.file.text();
}

Html cancel_link(const PageContext& context, const CaseHead& head)
{
    return web::quiet_link_button(Url::local("/cases/{}/team", head.record), context.text(msg("casework.form.cancel")));
}

std::vector<web::Choice> receivers(PageContext& context, const CaseHead& head)
{
    auto possible = possible_keyworkers(context.records(), context.actor().organisation);
    std::erase(possible, head.keyworker);
    return colleague_choices(context, possible, {});
}

Response ask_page(
    PageContext& context,
    const CaseFrame& frame,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const CaseHead& head = frame.head;
    web::FormView view;
    view.type = context.records().schema().type("case_transfer");
    view.values = &values;
    view.problems = problems;
    view.choices = [&](const forms::Field&) {
        return receivers(context, head);
    };
    const Html body = group(
        web::paragraph(context.text(msg("team.transfer.explain"))),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"), web::submit_button(context.text(msg("team.transfer.send"))), cancel_link(context, head)
        )
    );
    auto page = frame.page(Sensitive<std::string>(context.text(msg("team.transfer.ask"))));
    page.typed_text = true;
    return web::page(
        context,
        page,
        web::post_form(
            context, Url::local("/cases/{}/transfer", head.record), body, Url::local("/drafts/{}", draft_of(head))
        ),
        problems.empty() ? 200 : 422
    );
}

Html answer_forms(PageContext& context, const CaseFrame& frame, const Transfer& open, const std::string& mistake)
{
    const Url target = Url::local("/cases/{}/transfer/answer", frame.head.record);
    const UserId& me = context.actor().user;
    const Html which = el<"input">(a<"type">("hidden"), name("transfer"), value(open.record.text()));
    Html forms;
    if (may_take_step(TransferStep::answer, me, frame.head.keyworker, &open)) {
        forms += web::post_form(
            context,
            target,
            group(
                which,
                web::paragraph(context.text(msg("team.transfer.accept.explain"))),
                el<"div">(
                    cls("actions"), web::submit_button(context.text(msg("team.transfer.accept")), "answer", "accept")
                )
            )
        );
        web::InputOptions reason;
        reason.name = "reason";
        reason.label = context.text(msg("team.transfer.decline.reason"));
        reason.error = mistake;
        reason.lines = 3;
        const Html decline = web::post_form(
            context,
            target,
            group(
                which,
                web::text_input(context, reason),
                el<"div">(
                    cls("actions"),
                    web::secondary_submit(context.text(msg("team.transfer.decline.send")), "answer", "decline")
                )
            )
        );
        forms += el<"details">(
            cls("disclosure"),
            flag<"open">(!mistake.empty()),
            el<"summary">(context.text(msg("team.transfer.decline"))),
            el<"div">(cls("disclosure-body"), decline)
        );
    }
    if (may_take_step(TransferStep::withdraw, me, frame.head.keyworker, &open)) {
        forms += web::post_form(
            context,
            target,
            group(
                which,
                el<"div">(
                    cls("actions"),
                    web::secondary_submit(context.text(msg("team.transfer.withdraw")), "answer", "withdraw")
                )
            )
        );
    }
    return forms;
}

Response answer_page(PageContext& context, const CaseFrame& frame, const Transfer& open, const std::string& mistake)
{
    const auto record = context.records().read(context.caller(), open.record);
    if (!record) return web::error_page(context, record.error());
    const Sensitive<std::string> note(text_at(record->content.reveal(), "note"));
    const std::array facts{
        web::Fact{context.text(msg("team.transfer.from")), group(context.user_name(open.from))},
        web::Fact{context.text(msg("team.transfer.to")), group(context.user_name(open.to))},
        web::Fact{
            context.text(msg("type.case_transfer.field.asked_on.label")),
            group(context.translator().date(open.asked_on))},
        web::Fact{
            context.text(msg("type.case_transfer.field.stays.label")),
            group(context.text(open.stays ? msg("team.transfer.stays") : msg("team.transfer.leaves")))},
    };
    std::vector<web::Mistake> mistakes;
    if (!mistake.empty()) mistakes.push_back({"reason", mistake});
    const Html body = group(
        web::error_summary(context, mistakes),
        web::facts(facts),
        web::section(
            context.text(msg("type.case_transfer.field.note.label")), web::closed_account(context, el<"p">(note))
        ),
        answer_forms(context, frame, open, mistake)
    );
    auto page = frame.page(Sensitive<std::string>(context.text(msg("team.transfer.heading"))));
    return web::page(context, page, body, mistake.empty() ? 200 : 422);
}

const Transfer* open_one(const std::vector<Transfer>& transfers)
{
    const auto found =
        std::find_if(transfers.begin(), transfers.end(), [](const Transfer& each) { return each.state == "asked"; });
    return found == transfers.end() ? nullptr : &*found;
}

}  // namespace

Response transfer_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto transfers = transfers_of(context.records(), context.caller(), frame->head.file);
    if (!transfers) return web::error_page(context, transfers.error());
    if (const Transfer* open = open_one(*transfers)) return answer_page(context, *frame, *open, {});
    if (!may_take_step(TransferStep::ask, context.actor().user, frame->head.keyworker, nullptr)) {
        return Response::redirect(Url::local("/cases/{}/team", frame->head.record));
    }
    const auto kept = web::load_draft(context, draft_of(frame->head));
    return ask_page(context, *frame, kept ? *kept : forms::Submission(), {});
}

Response save_transfer(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const forms::Submission sent = context.submission();
    const auto outcome = ask_transfer(context.records(), context.caller(), frame->head, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return ask_page(context, *frame, sent, outcome->problems);
    web::drop_draft(context, draft_of(frame->head));
    return Response::redirect(Url::local("/cases/{}/team", frame->head.record));
}

Response answer_transfer(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const web::Parameters& form = context.request().form;
    const RecordId transfer = RecordId::parse(form.text("transfer")).value_or(RecordId{});
    const std::string_view answer = form.text("answer");
    const std::string reason(trimmed(form.text("reason")));
    const auto caller = context.caller();
    Result<void> done = fail(ErrorCode::invalid_input, "the form names no answer");
    if (answer == "accept") {
        done = accept_transfer(context.records(), caller, transfer, context.batch());
    } else if (answer == "withdraw") {
        done = withdraw_transfer(context.records(), caller, transfer, context.batch());
    } else if (answer == "decline" && reason.empty()) {
        const auto transfers = transfers_of(context.records(), caller, frame->head.file);
        const Transfer* open = transfers ? open_one(*transfers) : nullptr;
        if (open != nullptr) {
            return answer_page(context, *frame, *open, context.text(msg("team.problem.say_why")));
        }
    } else if (answer == "decline") {
        done = decline_transfer(context.records(), caller, transfer, reason, context.batch());
    }
    if (!done) return web::error_page(context, done.error());
    // Whoever declined does not see the case any more.
    const bool still_there =
        context.records().may(context.caller(), access::Verb::desk, frame->head.file, forms::Compartment::core);
    return Response::redirect(still_there ? Url::local("/cases/{}/team", frame->head.record) : Url::local("/"));
}

}  // namespace panoh::casework
