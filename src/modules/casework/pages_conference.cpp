// SPDX-License-Identifier: AGPL-3.0-or-later
// Case conferences: the list, and one of them with what became of its decisions.
#include "modules/casework/pages_matter.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Tone;
using web::Url;
using namespace html;

std::string kind_of(const PageContext& context, const vault::Record& record)
{
    const std::string kind = text_at(record.coded, "kind");
    return kind.empty() ? std::string() : " · " + context.code_label("conference_kinds", kind);
}

std::span<const boost::json::value> rows_of(const boost::json::object& content, std::string_view field)
{
    const boost::json::value* value = content.if_contains(field);
    if (value == nullptr || !value->is_array()) return {};
    return {value->get_array().data(), value->get_array().size()};
}

Html row_of_list(PageContext& context, const CaseHead& head, const vault::Record& record)
{
    const auto decisions = static_cast<std::int64_t>(rows_of(record.content.reveal(), "decisions").size());
    return el<"li">(
        cls("rows-entry"),
        el<"p">(web::link(
            Url::local("/cases/{}/conferences/{}", head.record, record.id),
            context.translator().date(text_at(record.coded, "held_on")) + kind_of(context, record)
        )),
        el<"p">(cls("meta"), context.text(msg("conference.decisions_count"), {{"count", decisions}}))
    );
}

/// Colleagues by name and others in words, as they were entered.
Html participants(const PageContext& context, const boost::json::object& content)
{
    std::vector<Html> people;
    for (const boost::json::value& each : rows_of(content, "participants")) {
        const boost::json::object* row = each.if_object();
        if (row == nullptr) continue;
        const auto colleague = UserId::parse(text_at(*row, "colleague"));
        const Sensitive<std::string> other(text_at(*row, "other"));
        Html who;
        if (colleague) who += group(context.user_name(*colleague));
        if (colleague && !other.reveal().empty()) who += group(" · ");
        who += group(other);
        people.push_back(el<"li">(who));
    }
    if (people.empty()) return {};
    return web::section(context.text(msg("type.case_conference.field.participants.label")), el<"ul">(people));
}

Html state_of_task(const PageContext& context, std::span<const TaskLine> tasks, std::string_view task)
{
    const auto found =
        std::find_if(tasks.begin(), tasks.end(), [&](const TaskLine& each) { return each.record.text() == task; });
    if (found == tasks.end()) return {};
    const std::string label = context.code_label("task_states", found->state.empty() ? "open" : found->state);
    return el<"a">(
        href(Url::local("/records/{}", found->record)),
        web::tag(found->state == "done" ? Tone::ok : Tone::neutral, label)
    );
}

Html decisions(PageContext& context, const CaseHead& head, const boost::json::object& content)
{
    const auto rows_in = rows_of(content, "decisions");
    if (rows_in.empty()) return web::empty_state(context.text(msg("conference.no_decisions")));
    const auto tasks = tasks_of(context.records(), context.caller(), head.file);
    const auto named = rows_of(content, "tasks");
    const std::array columns{
        web::Column{context.text(msg("type.case_conference.field.decisions.what.label")), {}},
        web::Column{context.text(msg("type.case_conference.field.decisions.who.label")), {}},
        web::Column{context.text(msg("type.case_conference.field.decisions.due_on.label")), {}},
        web::Column{context.text(msg("conference.task")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (std::size_t at = 0; at < rows_in.size(); ++at) {
        const boost::json::object* row = rows_in[at].if_object();
        const boost::json::object* task = at < named.size() ? named[at].if_object() : nullptr;
        if (row == nullptr) continue;
        const auto who = UserId::parse(text_at(*row, "who"));
        const std::string due = text_at(*row, "due_on");
        rows.push_back({
            group(Sensitive<std::string>(text_at(*row, "what"))),
            who ? group(context.user_name(*who)) : Html(),
            due.empty() ? Html() : number_of(context.translator().date_short(due)),
            tasks && task != nullptr ? state_of_task(context, *tasks, text_at(*task, "task")) : Html(),
        });
    }
    return web::table(context.text(msg("conference.decisions")), columns, rows);
}

}  // namespace

Response case_conferences_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    if (!frame->head.account) {
        return web::error_page(context, fail(ErrorCode::denied, "conferences are not open to the reader"));
    }
    const auto caller = context.caller();
    const auto conferences = context.records().of_file(caller, frame->head.file, "case_conference");
    if (!conferences) return web::error_page(context, conferences.error());
    std::vector<vault::Record> sorted(*conferences);
    std::stable_sort(sorted.begin(), sorted.end(), [](const vault::Record& left, const vault::Record& right) {
        return text_at(left.coded, "held_on") > text_at(right.coded, "held_on");
    });
    std::vector<Html> lines;
    for (const vault::Record& record : sorted)
        lines.push_back(row_of_list(context, frame->head, record));
    auto head = frame->page(Sensitive<std::string>(context.text(msg("conference.heading"))));
    if (context.records().may(caller, Verb::write, frame->head.file, Compartment::account)) {
        head.actions = web::link_button(
            Url::local("/files/{}/new/case_conference", frame->head.file), context.text(msg("conference.add"))
        );
    }
    const Html body =
        lines.empty() ? web::empty_state(context.text(msg("conference.none"))) : el<"ul">(cls("rows"), lines);
    return web::page(context, head, group(web::paragraph(context.text(msg("conference.explain"))), body));
}

Response conference_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto id = context.path_id<RecordId>("conference").value_or(RecordId{});
    const auto record = context.records().read(context.caller(), id);
    if (!record) return web::error_page(context, record.error());
    if (record->type != "case_conference" || record->file != frame->head.file) {
        return web::error_page(context, fail(ErrorCode::not_found, "the case has no such conference"));
    }
    const forms::RecordType& type = *context.records().schema().type("case_conference");
    boost::json::object plain = record->merged().reveal();
    const boost::json::object content = record->content.reveal();
    plain.erase("participants");
    plain.erase("decisions");
    plain.erase("tasks");
    const bool may_write =
        !record->removed && context.records().may(context.caller(), Verb::write, record->file, record->compartment);
    auto head = frame->page(Sensitive<std::string>(
        context.text(msg("conference.of"), {{"date", context.translator().date(text_at(record->coded, "held_on"))}})
    ));
    head.actions = record_ways(context, *record, may_write);
    const Html body = group(
        el<"p">(
            cls("no-print"),
            link_to(context, Url::local("/cases/{}/conferences", frame->head.record), msg("conference.back"))
        ),
        participants(context, content),
        web::section(context.text(msg("conference.decisions")), decisions(context, frame->head, content)),
        web::section(context.text(msg("conference.talk")), web::record_facts(context, type, plain))
    );
    return web::page(context, head, body);
}

Html conferences_card(PageContext& context, const CaseFrame& frame)
{
    if (!frame.head.account) return {};
    const auto conferences = context.records().of_file(context.caller(), frame.head.file, "case_conference");
    if (!conferences) return {};
    constexpr std::size_t most_shown = 2;
    std::vector<Html> lines;
    for (const vault::Record& record : *conferences) {
        if (lines.size() == most_shown) break;
        lines.push_back(row_of_list(context, frame.head, record));
    }
    return web::section(
        context.text(msg("conference.heading")),
        lines.empty() ? web::empty_state(context.text(msg("conference.none"))) : el<"ul">(cls("rows"), lines),
        link_to(context, Url::local("/cases/{}/conferences", frame.head.record), msg("conference.all"))
    );
}

}  // namespace panoh::casework
