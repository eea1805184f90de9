// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/team_counts.hpp"

#include "forms/typed.hpp"

#include <fmt/format.h>

namespace panoh::casework {

namespace {

using access::Verb;
using records::Caller;
using records::Records;
using vault::Rows;
using vault::SqlValue;

/// Collects the numbers of an organisation.
class Counting {
public:
    Counting(const Records& records, const Caller& caller, std::string_view today)
        : records_(&records)
        , caller_(&caller)
        , today_(today)
        , now_(forms::moment_text(records.vault().clock().now()))
    {
        const auto directory = records.vault().directory();
        for (const auto& [id, user] : directory->users()) {
            if (user.organisation != caller.actor.organisation) continue;
            Workload load;
            load.user = id;
            load.active = user.active;
            counts.loads.emplace(id, std::move(load));
        }
    }

    Result<void> run()
    {
        for (const auto step :
             {&Counting::cases, &Counting::tasks, &Counting::calls, &Counting::absences, &Counting::restricted}) {
            if (auto done = (this->*step)(); !done) return done;
        }
        return {};
    }

    TeamCounts counts;

private:
    template <class Use>
    Result<void> each(
        std::string_view type, std::string_view column, const std::string& sql, std::vector<SqlValue> values, Use&& use
    )
    {
        const auto rows = records_->query(*caller_, Verb::desk, type, column, sql, std::move(values));
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const auto found = counts.loads.find(rows->id<UserId>(row, "who"));
            if (found != counts.loads.end()) use(found->second, *rows, row);
        }
        return {};
    }

    Result<void> cases()
    {
        auto done = each(
            "case",
            "c.file",
            fmt::format(
                "SELECT c.keyworker AS who, COUNT(*) AS count FROM t_case c WHERE {{scope}} AND {} GROUP BY "
                "c.keyworker",
                open_case
            ),
            {},
            [](Workload& load, const Rows& rows, std::size_t row) { load.leads = count_at(rows, row, "count"); }
        );
        if (!done) return done;
        return each(
            "assignment",
            "a.file",
            fmt::format(
                "SELECT a.\"user\" AS who, COUNT(DISTINCT a.file) AS count FROM t_assignment a"
                " JOIN t_case c ON c.file=a.file WHERE {{scope}} AND {} AND {}"
                " AND (c.keyworker IS NULL OR c.keyworker<>a.\"user\") GROUP BY a.\"user\"",
                live,
                open_case
            ),
            {},
            [](Workload& load, const Rows& rows, std::size_t row) { load.helps = count_at(rows, row, "count"); }
        );
    }

    Result<void> tasks()
    {
        return each(
            "task",
            "k.file",
            fmt::format(
                "SELECT {0} AS who, COUNT(*) AS count, SUM(CASE WHEN {1}<'{2}' THEN 1 ELSE 0 END) AS late"
                " FROM t_task k JOIN t_case c ON c.file=k.file WHERE {{scope}} AND {3} AND c.deleted=0 GROUP BY {0}",
                task_owner,
                due_day,
                today_,
                open_task
            ),
            {},
            [](Workload& load, const Rows& rows, std::size_t row) {
                load.tasks = count_at(rows, row, "count");
                load.overdue = count_at(rows, row, "late");
            }
        );
    }

    Result<void> calls()
    {
        return each(
            "contact",
            "c.file",
            fmt::format(
                "SELECT COALESCE(c.keyworker, c.taken_by) AS who,"
                " SUM(CASE WHEN c.keyworker IS NULL THEN 0 ELSE 1 END) AS count,"
                " SUM(CASE WHEN c.call_back_by IS NULL THEN 0 ELSE 1 END) AS promised,"
                " SUM(CASE WHEN c.call_back_by<'{}' THEN 1 ELSE 0 END) AS late"
                " FROM t_contact c WHERE {{scope}} AND c.deleted=0 AND {} GROUP BY COALESCE(c.keyworker, c.taken_by)",
                now_,
                open_call
            ),
            {},
            [](Workload& load, const Rows& rows, std::size_t row) {
                load.calls = count_at(rows, row, "count");
                load.promised = count_at(rows, row, "promised");
                load.promises_late = count_at(rows, row, "late");
            }
        );
    }

    Result<void> absences()
    {
        return each(
            "absence",
            "n.file",
            "SELECT n.\"user\" AS who, n.from_low AS first, COALESCE(n.until_high, n.until_low) AS last"
            " FROM t_absence n WHERE {scope} AND n.deleted=0 AND COALESCE(n.until_high, n.until_low)>=?",
            {today_},
            [](Workload& load, const Rows& rows, std::size_t row) {
                load.away_from = rows.text(row, "first");
                load.away_until = rows.text(row, "last");
            }
        );
    }

    /// Who holds the key of a case works on it: that much stands in the grants, which tell nothing of the case.
    Result<void> restricted()
    {
        for (const vault::KeptFile& file : kept_cases(*records_, *caller_)) {
            ++counts.kept;
            for (const UserId& user : file.users) {
                const auto found = counts.loads.find(user);
                if (found != counts.loads.end()) ++found->second.restricted;
            }
        }
        return {};
    }

    const Records* records_;
    const Caller* caller_;
    std::string today_;
    std::string now_;
};

}  // namespace

std::size_t count_at(const Rows& rows, std::size_t row, std::string_view column)
{
    return static_cast<std::size_t>(rows.integer(row, column));
}

Result<TeamCounts> team_counts(const Records& records, const Caller& caller, std::string_view today)
{
    Counting counting(records, caller, today);
    if (auto done = counting.run(); !done) return done.error();
    return std::move(counting.counts);
}

}  // namespace panoh::casework
