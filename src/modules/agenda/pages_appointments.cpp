// SPDX-License-Identifier: AGPL-3.0-or-later
// Appointments as the calendar and My work list them.
#include "modules/agenda/module.hpp"
#include "modules/agenda/pages_calendar.hpp"

#include <fmt/format.h>

namespace panoh::agenda {

namespace {

using html::Url;

constexpr std::string_view columns =
    "SELECT t.record, t.file, COALESCE(t.planned_on_high, t.planned_on_low) AS day, t.planned_at AS time, t.\"by\" AS "
    "who, t.state, t.seq,"
    " c.record AS place, c.number FROM t_appointment t JOIN t_case c ON c.file=t.file AND c.deleted=0"
    " WHERE {{scope}} AND t.deleted=0 AND {}{} ORDER BY day, time LIMIT 500";

Result<std::vector<web::WorkItem>>
lines(web::PageContext& context, const web::WorkWish& wish, std::string_view which, std::vector<vault::SqlValue> values)
{
    if (!wish.everybody) values.push_back(vault::sql(context.actor().user));
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::desk,
        "appointment",
        "t.file",
        fmt::format(fmt::runtime(columns), which, wish.everybody ? "" : " AND t.\"by\"=?"),
        std::move(values)
    );
    if (!rows) return rows.error();
    std::vector<web::WorkItem> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        web::WorkItem line;
        line.record = rows->id<RecordId>(row, "record");
        line.file = rows->id<FileId>(row, "file");
        line.number = rows->text(row, "number");
        line.due_on = rows->text(row, "day");
        line.due_time = rows->text(row, "time");
        line.who = rows->id<UserId>(row, "who");
        line.order = rows->integer(row, "seq");
        line.what = {msg("calendar.appointment"), {}};
        line.heading_field = "heading";
        line.page = Url::local("/records/{}", line.record);
        line.home = Url::local("/cases/{}", rows->id<RecordId>(row, "place"));
        const std::string state = rows->text(row, "state");
        if (!state.empty() && state != "planned")
            line.remark = Message{MessageId("list.appointment_states." + state), {}};
        found.push_back(std::move(line));
    }
    return found;
}

}  // namespace

Result<std::vector<web::WorkItem>>
appointments(web::PageContext& context, const web::WorkWish& wish, const web::DaySpan& days)
{
    return lines(
        context, wish, "COALESCE(t.planned_on_high, t.planned_on_low) BETWEEN ? AND ?", {days.first, days.last}
    );
}

Result<std::vector<web::WorkItem>> work_of_appointments(web::PageContext& context, const web::WorkWish& wish)
{
    return lines(context, wish, "(t.state IS NULL OR t.state='planned')", {});
}

}  // namespace panoh::agenda
