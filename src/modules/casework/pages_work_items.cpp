// SPDX-License-Identifier: AGPL-3.0-or-later
// What cases put into My work: tasks, reviews, danger, assignments, requests to the reader, and for whoever hands out
// work what nobody has.
#include "modules/casework/module.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/restriction.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/transfer.hpp"

#include <fmt/format.h>

namespace panoh::casework {

namespace {

using html::Url;
using records::WorkReason;
using web::PageContext;
using web::WorkWish;
using Kind = WorkItem::Kind;

MessageId words_for(Kind kind)
{
    switch (kind) {
    case Kind::case_danger:
        return msg("casework.work.kind.case_danger");
    case Kind::review:
        return msg("casework.work.kind.review");
    case Kind::assigned:
        return msg("casework.work.kind.assigned");
    case Kind::call_back:
        return msg("casework.work.kind.call_back");
    case Kind::task:
        break;
    }
    return msg("casework.work.kind.task");
}

web::WorkItem line_of(const PageContext& context, const WorkItem& item, std::string_view today)
{
    web::WorkItem line;
    static_cast<records::WorkLine&>(line) = item;
    line.what = {words_for(item.kind), {}};
    line.page = Url::local("/cases/{}", item.place);
    line.home = line.page;
    if (item.kind != Kind::task) return line;
    line.heading_field = "heading";
    line.page = Url::local("/records/{}", item.record);
    const std::string since = escalated_on(item.due_on, item.escalates_after, today);
    if (!since.empty())
        line.remark = Message{msg("tasks.escalated"), {{"date", context.translator().date_short(since)}}};
    return line;
}

/// Tasks of others that have been overdue for so long that whoever hands out work has to know.
Result<void> add_escalated(PageContext& context, const WorkWish& wish, std::vector<web::WorkItem>& lines)
{
    const auto all = work_items(context.records(), context.caller(), true, wish.today, wish.since);
    if (!all) return all.error();
    for (const WorkItem& item : *all) {
        if (item.kind != Kind::task || escalated_on(item.due_on, item.escalates_after, wish.today).empty()) continue;
        lines.push_back(line_of(context, item, wish.today));
        lines.back().page = Url::local("/cases/{}/tasks", item.place);
    }
    return {};
}

/// How many rows of a type nobody who works here has.
Result<std::int64_t> without_anybody(PageContext& context, std::string_view type, std::string_view open)
{
    std::string active;
    std::vector<vault::SqlValue> parameters;
    const auto directory = context.vault().directory();
    for (const auto& [id, user] : directory->users()) {
        if (!user.active || user.organisation != context.actor().organisation) continue;
        active += active.empty() ? "?" : ",?";
        parameters.push_back(vault::sql(id));
    }
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::desk,
        type,
        "t.file",
        fmt::format(
            "SELECT COUNT(*) AS total FROM t_{} t WHERE {{scope}} AND t.deleted=0 AND {}"
            " AND (t.keyworker IS NULL OR t.keyworker NOT IN ({}))",
            type,
            open,
            active
        ),
        std::move(parameters)
    );
    if (!rows) return rows.error();
    return rows->integer(0, "total");
}

Result<void> add_what_nobody_has(PageContext& context, std::vector<web::WorkItem>& lines)
{
    const auto cases = without_anybody(context, "case", "t.status<>'closed'");
    if (!cases) return cases.error();
    const auto calls =
        without_anybody(context, "contact", "t.status NOT IN ('converted','closed','counted_only','set_apart')");
    if (!calls) return calls.error();
    const auto add = [&](std::int64_t count, const char* part, const MessageId& words) {
        if (count == 0) return;
        web::WorkItem line;
        line.reason = WorkReason::handed_over;
        line.part = part;
        line.what = {words, {{"count", count}}};
        line.page = Url::local("/team");
        lines.push_back(std::move(line));
    };
    add(*cases, "cases of nobody", msg("agenda.work.cases_of_nobody"));
    add(*calls, "calls of nobody", msg("agenda.work.calls_of_nobody"));
    return {};
}

web::WorkItem request_line(const RecordId& record, const std::string& number, const MessageId& words, const Url& page)
{
    web::WorkItem line;
    line.reason = WorkReason::handed_over;
    line.record = record;
    line.number = number;
    line.what = {words, {}};
    line.page = page;
    return line;
}

}  // namespace

Result<std::vector<web::WorkItem>> work_of_cases(PageContext& context, const WorkWish& wish)
{
    const auto items = work_items(context.records(), context.caller(), wish.everybody, wish.today, wish.since);
    if (!items) return items.error();
    std::vector<web::WorkItem> lines;
    for (const WorkItem& item : *items)
        lines.push_back(line_of(context, item, wish.today));
    if (wish.everybody || !context.may("see_team")) return lines;
    if (auto done = add_escalated(context, wish, lines); !done) return done.error();
    return lines;
}

Result<std::vector<web::WorkItem>> work_of_team(PageContext& context, const WorkWish&)
{
    std::vector<web::WorkItem> lines;
    const auto caller = context.caller();
    const auto transfers = transfers_to(context.records(), caller);
    if (!transfers) return transfers.error();
    for (const Transfer& each : *transfers) {
        lines.push_back(request_line(
            each.record, each.number, msg("team.work.transfer"), Url::local("/cases/{}/transfer", each.case_record)
        ));
        lines.back().home = Url::local("/cases/{}", each.case_record);
        lines.back().who = each.from;
    }
    const auto restrictions = restrictions_for(context.records(), caller);
    if (!restrictions) return restrictions.error();
    for (const Restriction& each : *restrictions) {
        const bool lifts = each.state == "lift_asked";
        lines.push_back(request_line(
            each.record,
            each.number,
            lifts ? msg("team.work.lift") : msg("team.work.restriction"),
            Url::local("/cases/{}/restriction", each.case_record)
        ));
        lines.back().home = Url::local("/cases/{}", each.case_record);
        lines.back().who = each.asked_by;
    }
    if (context.may("see_team")) {
        if (auto done = add_what_nobody_has(context, lines); !done) return done.error();
    }
    return lines;
}

}  // namespace panoh::casework
