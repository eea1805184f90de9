// SPDX-License-Identifier: AGPL-3.0-or-later
// What there is to do, and what has happened.
#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace panoh::casework {

namespace {

using access::Verb;
using records::Caller;
using records::Records;
using records::WorkReason;
using vault::Rows;
using vault::SqlValue;
using Kind = WorkItem::Kind;

constexpr std::string_view most_items = " LIMIT 500";
constexpr int days_that_are_new = 7;

/// Collects the lines of one reader.
class Work {
public:
    Work(const Records& records, const Caller& caller, bool everybody, std::string_view today, Timestamp since)
        : records_(&records)
        , caller_(&caller)
        , everybody_(everybody)
        , today_(today)
        , since_(since)
        , me_(vault::sql(caller.actor.user))
    {}

    Result<void> add_tasks()
    {
        constexpr std::string_view mine =
            "(t.assigned_to=? OR (t.assigned_to IS NULL AND ((t.assigned_role IS NULL AND c.keyworker=?) OR"
            " t.assigned_role IN (SELECT a.role FROM t_assignment a WHERE a.file=t.file AND a.\"user\"=?"
            " AND a.deleted=0 AND a.\"until\" IS NULL))))";
        const std::string columns = "t.record, t.file, COALESCE(t.due_on_high, t.due_on_low) AS due, t.due_at AS "
                                    "due_time, t.assigned_to AS who,"
                                    " t.assigned_role AS role, CAST(t.escalate_after AS INTEGER) AS escalate_after, "
                                    "t.seq, c.record AS place, c.number";
        // Open tasks are few: their cases are looked up, not the other way round.
        const std::string source = " FROM t_task t CROSS JOIN t_case c ON c.file=t.file AND c.deleted=0 WHERE {scope}"
                                   " AND t.deleted=0 AND (t.state IS NULL OR t.state IN ('open','in_progress'))";
        const std::string order = " ORDER BY due IS NULL, due";
        if (everybody_) {
            return take_scoped(Kind::task, "task", Verb::desk, "SELECT " + columns + source + order, {});
        }
        auto done = take_scoped(
            Kind::task,
            "task",
            Verb::desk,
            fmt::format("SELECT {}{} AND {}{}", columns, source, mine, order),
            {me_, me_, me_}
        );
        if (!done) return done;
        const std::size_t first_of_others = items.size();
        done = take_scoped(
            Kind::task,
            "task",
            Verb::desk,
            fmt::format("SELECT {}{} AND c.keyworker=? AND NOT COALESCE({}, 0){}", columns, source, mine, order),
            {me_, me_, me_, me_}
        );
        for (std::size_t at = first_of_others; at < items.size(); ++at)
            items[at].mine = false;
        return done;
    }

    Result<void> add_call_backs()
    {
        std::string sql = "SELECT t.record, t.file, COALESCE(t.call_back_next, t.call_back_by) AS moment,"
                          " COALESCE(t.keyworker, t.taken_by) AS who,"
                          " t.seq, t.record AS place, t.number FROM t_contact t"
                          " WHERE {scope} AND t.deleted=0 AND t.call_back_by IS NOT NULL"
                          " AND t.status NOT IN ('converted','closed','counted_only')";
        if (!everybody_) sql += " AND COALESCE(t.keyworker, t.taken_by)=?";
        return take_scoped(Kind::call_back, "contact", Verb::desk, sql + " ORDER BY moment", only_me());
    }

    Result<void> add_cases()
    {
        const std::string columns = "SELECT t.record, t.file, COALESCE(t.next_review_on_high, t.next_review_on_low) AS "
                                    "due, t.keyworker AS who, t.seq,"
                                    " t.record AS place, t.number FROM t_case t"
                                    " WHERE {scope} AND t.deleted=0 AND t.status<>'closed' AND ";
        auto done =
            take_scoped(Kind::case_danger, "case", Verb::read, columns + "t.risk='immediate' ORDER BY t.number", {});
        if (!done) return done;
        std::vector<SqlValue> parameters{day_after(today_, 7)};
        if (!everybody_) parameters.push_back(me_);
        return take_scoped(
            Kind::review,
            "case",
            Verb::desk,
            columns + "COALESCE(t.next_review_on_high, t.next_review_on_low)<=?"
                + (everybody_ ? "" : " AND t.keyworker=?") + " ORDER BY due",
            std::move(parameters)
        );
    }

    Result<void> add_assignments()
    {
        if (everybody_) return {};
        return take_scoped(
            Kind::assigned,
            "assignment",
            Verb::read,
            "SELECT t.record, t.file, t.\"user\" AS who, t.seq, c.record AS place, c.number FROM t_assignment t"
            " JOIN t_case c ON c.file=t.file AND c.deleted=0 WHERE {scope} AND t.deleted=0 AND t.\"until\" IS NULL"
            " AND t.\"user\"=? AND t.written_at>=? ORDER BY t.seq DESC",
            {me_, SqlValue{std::int64_t{since_.time_since_epoch().count()}}}
        );
    }

    std::vector<WorkItem> items;

private:
    [[nodiscard]] std::vector<SqlValue> only_me() const
    {
        return everybody_ ? std::vector<SqlValue>{} : std::vector<SqlValue>{me_};
    }

    Result<void>
    take_scoped(Kind kind, std::string_view type, Verb verb, const std::string& sql, std::vector<SqlValue> parameters)
    {
        const auto rows =
            records_->query(*caller_, verb, type, "t.file", sql + std::string(most_items), std::move(parameters));
        if (!rows) return rows.error();
        add(kind, *rows);
        return {};
    }

    void add(Kind kind, const Rows& rows)
    {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            WorkItem item;
            item.kind = kind;
            item.record = rows.id<RecordId>(row, "record");
            item.place = rows.id<RecordId>(row, "place");
            item.file = rows.id<FileId>(row, "file");
            item.number = rows.text(row, "number");
            item.who = rows.id<UserId>(row, "who");
            item.order = rows.integer(row, "seq");
            if (kind == Kind::task) {
                item.due_on = rows.text(row, "due");
                item.due_time = rows.text(row, "due_time");
                item.role = rows.text(row, "role");
                item.escalates_after = static_cast<int>(rows.integer(row, "escalate_after"));
            } else if (kind == Kind::review) {
                item.part = "review";
                item.due_on = rows.text(row, "due");
            } else if (kind == Kind::case_danger) {
                item.reason = WorkReason::danger;
            } else if (kind == Kind::assigned) {
                item.reason = WorkReason::new_for_me;
            } else if (kind == Kind::call_back) {
                const auto parts = forms::moment_parts(rows.text(row, "moment"), caller_->zone);
                if (parts) std::tie(item.due_on, item.due_time) = *parts;
            }
            items.push_back(std::move(item));
        }
    }

    const Records* records_;
    const Caller* caller_;
    bool everybody_;
    std::string today_;
    Timestamp since_;
    SqlValue me_;
};

/// What My work asks of everybody's tasks and cases touches few of them: the indexes hold those alone. Their conditions
/// are those of the questions, word for word.
constexpr std::string_view indexes_of_work =
    "CREATE INDEX task_open ON t_task(file)"
    " WHERE deleted=0 AND (state IS NULL OR state IN ('open','in_progress'));"
    "CREATE INDEX case_in_danger ON t_case(number) WHERE deleted=0 AND status<>'closed' AND risk='immediate';"
    "CREATE INDEX case_to_review ON t_case(COALESCE(next_review_on_high, next_review_on_low))"
    " WHERE deleted=0 AND status<>'closed';";

/// The day by which an event is sorted.
std::string sorting_day(const EventLine& event, const std::string& low)
{
    if (!low.empty()) return low.substr(0, 10);
    const Timestamp at{std::chrono::microseconds(event.written_at)};
    return forms::iso_day(std::chrono::floor<std::chrono::days>(at));
}

using DatedEvent = std::pair<std::string, EventLine>;

Result<void>
add_events(const Records& records, const forms::RecordType& type, const FileId& file, std::vector<DatedEvent>& events)
{
    const std::string_view field = event_date_field(type);
    const bool is_date = !field.empty() && type.find(field)->kind == forms::FieldKind::date;
    const std::string when = field.empty() ? "NULL" : fmt::format("\"{}\"", field);
    const std::string low = is_date ? fmt::format("\"{}_low\"", field) : when;
    const auto rows = records.vault().workspace().query(
        fmt::format(
            "SELECT record, {} AS happened, {} AS low, written_at, author, seq, revision FROM t_{}"
            " WHERE file=? AND deleted=0",
            when,
            low,
            type.name
        ),
        {vault::sql(file)}
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        EventLine event;
        event.type = type.name;
        event.record = rows->id<RecordId>(row, "record");
        event.file = file;
        event.when = rows->text(row, "happened");
        event.written_at = rows->integer(row, "written_at");
        event.author = rows->id<UserId>(row, "author");
        event.seq = rows->integer(row, "seq");
        event.revision = static_cast<std::uint32_t>(rows->integer(row, "revision"));
        const std::string day = sorting_day(event, rows->text(row, "low"));
        events.emplace_back(day, std::move(event));
    }
    return {};
}

}  // namespace

std::string work_indexes()
{
    return std::string(indexes_of_work);
}

Result<std::vector<WorkItem>> work_items(
    const Records& records, const Caller& caller, bool everybody, std::string_view today, std::optional<Timestamp> since
)
{
    const Timestamp new_since = since.value_or(records.vault().clock().now() - std::chrono::days(days_that_are_new));
    Work work(records, caller, everybody, today, new_since);
    for (const auto step : {&Work::add_cases, &Work::add_tasks, &Work::add_assignments}) {
        if (auto done = (work.*step)(); !done) return done.error();
    }
    return std::move(work.items);
}

Result<std::vector<WorkItem>> promised_calls(const Records& records, const Caller& caller, bool everybody)
{
    Work work(records, caller, everybody, {}, {});
    if (auto done = work.add_call_backs(); !done) return done.error();
    return std::move(work.items);
}

Result<std::vector<EventLine>>
events_of(const Records& records, const Caller& caller, const std::vector<FileId>& files, std::string_view only_type)
{
    std::vector<DatedEvent> events;
    for (const FileId& file : files) {
        const auto fact = records.vault().file(file);
        if (!fact) continue;
        std::map<forms::Compartment, bool> open;
        for (const auto& [name, type] : records.schema().types) {
            if (type.file != fact->kind || (!only_type.empty() && name != only_type)) continue;
            const auto known = open.find(type.compartment);
            const bool readable =
                known != open.end() ? known->second : records.may(caller, Verb::read, file, type.compartment);
            open[type.compartment] = readable;
            if (!readable) continue;
            if (auto done = add_events(records, type, file, events); !done) return done.error();
        }
    }
    std::sort(events.begin(), events.end(), [](const DatedEvent& left, const DatedEvent& right) {
        return std::tie(left.first, left.second.seq) > std::tie(right.first, right.second.seq);
    });
    std::vector<EventLine> sorted;
    sorted.reserve(events.size());
    for (DatedEvent& event : events)
        sorted.push_back(std::move(event.second));
    return sorted;
}

}  // namespace panoh::casework
