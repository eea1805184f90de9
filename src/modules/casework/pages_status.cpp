// SPDX-License-Identifier: AGPL-3.0-or-later
// The state of a case: how it came to it, changing it, and the answer of a second person.
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/pages_matter.hpp"
#include "modules/casework/pages_team.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/status.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Tone;
using web::Url;
using namespace html;

std::string draft_name(const CaseHead& head)
{
    return "status_change-" + head.file.text();
}

/// Labels of the states that need a second person, of those that the case may go to.
std::vector<std::string> states_by_two(const PageContext& context, const CaseHead& head)
{
    std::vector<std::string> labels;
    for (const std::string& state : next_states(head.status)) {
        if (needs_agreement(context.records().schema(), state))
            labels.push_back(context.code_label("case_states", state));
    }
    return labels;
}

Html approver_input(
    PageContext& context,
    const CaseHead& head,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto states = states_by_two(context, head);
    if (states.empty()) return {};
    const std::string named = context.translator().list(states);
    const auto possible = possible_approvers(context.records(), context.caller(), head.file);
    if (possible.empty()) {
        return web::notice(
            Tone::due,
            context.text(msg("case_states.nobody_to_agree"), {{"states", named}}),
            web::paragraph(context.text(msg("case_states.nobody_to_agree.what")))
        );
    }
    web::InputOptions who;
    who.name = "approver";
    who.label = context.text(msg("case_states.approver"), {{"states", named}});
    who.hint = context.text(msg("case_states.approver.hint"));
    who.optional = states.size() < next_states(head.status).size();
    who.value = Sensitive<std::string>(std::string(values.first("approver")));
    for (const forms::FormProblem& problem : problems) {
        if (problem.field == "approver") who.error = context.text(problem.message);
    }
    return web::select(context, who, colleague_choices(context, possible, {}));
}

/// Only the states that the case may go to now.
Html status_input(
    const PageContext& context,
    const CaseHead& head,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    web::InputOptions status;
    status.name = "status";
    status.label = context.text(msg("type.status_change.field.status.label"));
    status.value = Sensitive<std::string>(std::string(values.first("status")));
    for (const forms::FormProblem& problem : problems) {
        if (problem.field == "status") status.error = context.text(problem.message);
    }
    std::vector<web::Choice> choices;
    for (const std::string& state : next_states(head.status)) {
        const bool by_two = needs_agreement(context.records().schema(), state);
        choices.push_back(
            {state,
             context.code_label("case_states", state),
             by_two ? context.text(msg("case_states.by_two")) : std::string()}
        );
    }
    return web::radios(context, status, choices);
}

Html change_form(
    PageContext& context,
    const CaseFrame& frame,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    const forms::RecordType asked = state_form(context.records().schema());
    view.type = &asked;
    view.values = &values;
    view.problems = problems;
    auto mistakes = mistakes_of(context, problems);
    for (web::Mistake& mistake : mistakes) {
        const forms::Field* field = view.type->find(mistake.field);
        if (field != nullptr && field->kind == forms::FieldKind::date) mistake.field += ".day";
    }
    Html fields = group(web::error_summary(context, mistakes), status_input(context, frame.head, values, problems));
    for (const char* field :
         {"changed_on", "closing_reason", "waiting_for", "look_again_on", "look_again_at", "reason"})
        fields += web::form_field(context, view, field);
    const Html body = group(
        fields,
        approver_input(context, frame.head, values, problems),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("case_states.save"))),
            web::quiet_link_button(
                Url::local("/cases/{}", frame.head.record), context.text(msg("casework.form.cancel"))
            )
        )
    );
    const Url target = Url::local("/cases/{}/status", frame.head.record);
    return web::section(
        context.text(msg("case_states.change")),
        web::post_form(context, target, body, Url::local("/drafts/{}", draft_name(frame.head)))
    );
}

web::TimelineEntry entry_of(const PageContext& context, const vault::Record& record)
{
    web::TimelineEntry entry;
    entry.when = context.translator().date_short(text_at(record.coded, "changed_on"));
    entry.title = context.code_label("case_states", text_at(record.coded, "status"));
    entry.url = Url::local("/records/{}", record.id);
    const auto asker = UserId::parse(text_at(record.coded, "asked_by"));
    entry.who =
        asker ? Sensitive<std::string>(context.text(
            msg("case_states.asked_and_agreed"),
            {{"asker", context.user_name(*asker).reveal()}, {"approver", context.user_name(record.author).reveal()}}
        ))
              : context.user_name(record.author);
    const forms::RecordType& type = *context.records().schema().type("status_change");
    boost::json::object shown = record.merged().reveal();
    const Sensitive<std::string> reason(text_at(record.content.reveal(), "reason"));
    for (const char* field : {"former_status", "status", "changed_on", "asked_by", "reason"})
        shown.erase(field);
    Html body;
    if (!reason.reveal().empty()) body += el<"p">(reason);
    for (const forms::Field& field : type.fields) {
        if (!shown.contains(field.name)) continue;
        body += el<"p">(
            el<"small">(context.text(forms::field_message("status_change", field.name))),
            el<"br">(),
            web::value_view(context, field, shown)
        );
    }
    if (!body.empty()) entry.body = body;
    return entry;
}

Html history(PageContext& context, const CaseFrame& frame)
{
    const auto changes = context.records().of_file(context.caller(), frame.head.file, "status_change");
    std::vector<web::TimelineEntry> entries;
    if (changes) {
        for (const vault::Record& record : *changes)
            entries.push_back(entry_of(context, record));
    }
    return web::section(
        context.text(msg("case_states.history")),
        entries.empty() ? web::empty_state(context.text(msg("case_states.no_history")))
                        : web::timeline(context, entries)
    );
}

Html request_facts(PageContext& context, const StateRequest& request)
{
    std::vector<web::Fact> facts{
        {context.text(msg("type.state_request.field.status.label")),
         group(context.code_label("case_states", request.status))},
        {context.text(msg("type.state_request.field.asked_by.label")),
         group(context.user_name(request.asked_by), ", ", context.translator().date_short(request.asked_on))},
        {context.text(msg("type.state_request.field.approver.label")), group(context.user_name(request.approver))},
    };
    if (!request.closing_reason.empty()) {
        facts.push_back(
            {context.text(msg("type.state_request.field.closing_reason.label")),
             group(context.code_label("closing_reasons", request.closing_reason))}
        );
    }
    const auto record = context.records().read(context.caller(), request.record);
    if (record) {
        const Sensitive<std::string> reason(text_at(record->content.reveal(), "reason"));
        facts.push_back({context.text(msg("type.state_request.field.reason.label")), el<"p">(reason)});
    }
    return web::facts(facts);
}

Html answer_form(PageContext& context, const CaseFrame& frame, const StateRequest& request, const std::string& mistake)
{
    web::InputOptions words;
    words.name = "answer_text";
    words.label = context.text(msg("type.state_request.field.answer.label"));
    words.hint = context.text(msg("case_states.answer.hint"));
    words.error = mistake;
    words.optional = true;
    words.lines = 3;
    words.value = Sensitive<std::string>(std::string(context.request().form.text("answer_text")));
    const std::string state = context.code_label("case_states", request.status);
    const Html body = group(
        web::text_input(context, words),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("case_states.agree"), {{"state", state}}), "answer", "agree"),
            web::secondary_submit(context.text(msg("case_states.refuse")), "answer", "refuse")
        )
    );
    return web::post_form(context, Url::local("/cases/{}/status/answer", frame.head.record), body);
}

Html request_section(
    PageContext& context, const CaseFrame& frame, const StateRequest& request, const std::string& mistake
)
{
    const UserId& me = context.actor().user;
    Html body = el<"div">(request_facts(context, request));
    if (request.approver == me) body += answer_form(context, frame, request, mistake);
    if (request.asked_by == me) {
        body += web::post_form(
            context,
            Url::local("/cases/{}/status/answer", frame.head.record),
            el<"div">(
                cls("actions"), web::secondary_submit(context.text(msg("case_states.withdraw")), "answer", "withdraw")
            )
        );
    }
    return web::section(context.text(msg("case_states.waits")), body);
}

Response states_page(
    PageContext& context,
    const CaseFrame& frame,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems,
    const std::string& mistake
)
{
    if (!frame.head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    const auto caller = context.caller();
    const auto request = state_request_of(context.records(), caller, frame.head.file);
    if (!request) return web::error_page(context, request.error());
    const bool may_write = context.records().may(caller, Verb::write, frame.head.file, Compartment::core);
    auto head = frame.page(Sensitive<std::string>(context.text(msg("case_states.heading"))));
    head.typed_text = may_write;
    Html left = el<"p">(context.text(msg("case_states.now")), " ", status_tag(context, frame.head.status));
    std::vector<web::Mistake> mistakes;
    if (!mistake.empty()) mistakes.push_back({"answer_text", mistake});
    left += web::error_summary(context, mistakes);
    if (request->has_value()) {
        left += request_section(context, frame, **request, mistake);
    } else if (may_write) {
        left += change_form(context, frame, values, problems);
    }
    const bool fine = problems.empty() && mistake.empty();
    return web::page(
        context, head, el<"div">(cls("columns"), el<"div">(left), el<"div">(history(context, frame))), fine ? 200 : 422
    );
}

}  // namespace

Html link_to(const PageContext& context, const Url& url, const MessageId& words)
{
    return web::link(url, context.text(words));
}

Html state_request_notice(PageContext& context, const CaseHead& head)
{
    if (!head.readable) return {};
    const auto request = state_request_of(context.records(), context.caller(), head.file);
    if (!request || !request->has_value()) return {};
    const bool mine = (*request)->approver == context.actor().user;
    const std::string state = context.code_label("case_states", (*request)->status);
    const std::string who = context.user_name(mine ? (*request)->asked_by : (*request)->approver).reveal();
    return web::notice(
        mine ? Tone::due : Tone::info,
        context.text(
            mine ? msg("case_states.asks_you") : msg("case_states.waits_for"), {{"who", who}, {"state", state}}
        ),
        el<"p">(link_to(context, Url::local("/cases/{}/status", head.record), msg("case_states.read")))
    );
}

Response case_states_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const forms::RecordType& type = *context.records().schema().type("status_change");
    const auto kept = web::load_draft(context, draft_name(frame->head));
    const forms::Submission start =
        forms::to_submission(type, {{"changed_on", context.today()}}, context.services().zone);
    return states_page(context, *frame, kept ? *kept : start, {}, {});
}

Response save_case_state(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const forms::Submission sent = context.submission();
    const auto outcome = change_state(context.records(), context.caller(), frame->head.file, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return states_page(context, *frame, sent, outcome->problems, {});
    web::drop_draft(context, draft_name(frame->head));
    return Response::redirect(Url::local("/cases/{}/status", frame->head.record));
}

Response answer_case_state(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const web::Parameters& form = context.request().form;
    const std::string_view answer = form.text("answer");
    std::string words(trimmed(form.text("answer_text")));
    if (answer == "refuse" && words.empty()) {
        return states_page(context, *frame, {}, {}, context.text(msg("team.problem.say_why")));
    }
    const auto caller = context.caller();
    Result<void> done = fail(ErrorCode::invalid_input, "the form names no answer");
    if (answer == "agree" || answer == "refuse") {
        const bool agrees = answer == "agree";
        done = answer_state_request(context.records(), caller, frame->head, agrees, std::move(words), context.batch());
    } else if (answer == "withdraw") {
        done = withdraw_state_request(context.records(), caller, frame->head, context.batch());
    }
    if (!done) return web::error_page(context, done.error());
    // Whoever only agreed does not read the case any more.
    const bool reads = context.records().may(context.caller(), Verb::read, frame->head.file, Compartment::core);
    return Response::redirect(
        reads ? Url::local("/cases/{}/status", frame->head.record) : Url::local("/cases/{}", frame->head.record)
    );
}

}  // namespace panoh::casework
