// SPDX-License-Identifier: AGPL-3.0-or-later
// What the course of cases puts into My work: deadlines, and changes of state that wait for the reader.
#include "modules/casework/deadline.hpp"
#include "modules/casework/module.hpp"
#include "modules/casework/status.hpp"

namespace panoh::casework {

namespace {

using html::Url;
using web::PageContext;
using web::WorkWish;

/// Nothing for whom it does not concern yet.
std::optional<web::WorkItem> line_of(const PageContext& context, const DeadlineLine& deadline, const WorkWish& wish)
{
    const DeadlinePart part =
        wish.everybody ? DeadlinePart::own : part_in_work(deadline, context.actor().user, wish.today);
    if (part == DeadlinePart::none) return std::nullopt;
    web::WorkItem line;
    line.record = deadline.record;
    line.file = deadline.file;
    line.number = deadline.number;
    line.due_on = deadline.due_on;
    line.who = deadline.owner;
    line.order = deadline.order;
    line.what = {msg("deadlines.work"), {}};
    line.heading_field = "heading";
    line.page = Url::local("/cases/{}/deadlines/{}", deadline.case_record, deadline.record);
    line.home = Url::local("/cases/{}", deadline.case_record);
    line.mine = part != DeadlinePart::others;
    if (part == DeadlinePart::reminder) {
        line.due_on = wish.today;
        line.remark =
            Message{msg("deadlines.work.reminder"), {{"date", context.translator().date_short(deadline.due_on)}}};
    } else if (part == DeadlinePart::second) {
        line.remark = Message{msg("deadlines.work.second"), {}};
    }
    return line;
}

}  // namespace

Result<std::vector<web::WorkItem>> work_of_matters(PageContext& context, const WorkWish& wish)
{
    std::vector<web::WorkItem> lines;
    const auto caller = context.caller();
    const auto deadlines = open_deadlines(context.records(), caller, wish.everybody);
    if (!deadlines) return deadlines.error();
    for (const DeadlineLine& deadline : *deadlines) {
        if (auto line = line_of(context, deadline, wish)) lines.push_back(std::move(*line));
    }
    const auto requests = state_requests_for(context.records(), caller);
    if (!requests) return requests.error();
    for (const StateRequest& request : *requests) {
        web::WorkItem line;
        line.reason = records::WorkReason::handed_over;
        line.record = request.record;
        line.file = request.file;
        line.number = request.number;
        line.who = request.asked_by;
        line.what = {msg("case_states.work.agree"), {}};
        line.page = Url::local("/cases/{}/status", request.case_record);
        line.home = Url::local("/cases/{}", request.case_record);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace panoh::casework
