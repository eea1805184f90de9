// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/pages_my_work.hpp"

#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "modules/casework/store.hpp"
#include "modules/intake/pages_duty.hpp"
#include "modules/intake/rules_duty.hpp"

#include <array>
#include <tuple>

namespace panoh::intake {

namespace {

using access::Verb;
using html::Url;
using records::WorkReason;

constexpr const char* contacts = "SELECT t.record, t.file, COALESCE(t.keyworker, t.taken_by) AS who, t.seq, t.number"
                                 " FROM t_contact t WHERE {scope} AND t.deleted=0 AND ";

/// One kind of line, in the words of My work.
struct Wanted {
    WorkReason reason;
    MessageId what;
    Verb verb;
    std::string condition;
    bool only_mine;  ///< the condition ends in a question for the reader
};

Result<void> add(web::PageContext& context, const Wanted& wanted, std::vector<web::WorkItem>& lines)
{
    std::vector<vault::SqlValue> parameters;
    if (wanted.only_mine) parameters.push_back(vault::sql(context.actor().user));
    const auto rows = context.records().query(
        context.caller(),
        wanted.verb,
        "contact",
        "t.file",
        contacts + wanted.condition + " ORDER BY t.seq LIMIT 500",
        std::move(parameters)
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        web::WorkItem line;
        line.reason = wanted.reason;
        line.record = rows->id<RecordId>(row, "record");
        line.file = rows->id<FileId>(row, "file");
        line.number = rows->text(row, "number");
        line.who = rows->id<UserId>(row, "who");
        line.order = rows->integer(row, "seq");
        line.what = {wanted.what, {}};
        line.page = Url::local("/calls/{}", line.record);
        lines.push_back(std::move(line));
    }
    return {};
}

}  // namespace

Result<std::vector<web::WorkItem>> work_of_calls(web::PageContext& context, const web::WorkWish& wish)
{
    std::vector<web::WorkItem> lines;
    const bool mine = !wish.everybody;
    const std::array kinds{
        // Danger is everybody's business, as far as they may know of it.
        Wanted{
            WorkReason::danger,
            msg("casework.work.kind.contact_danger"),
            Verb::read,
            // When a custody alert ends, its slice says what is still to be done.
            "t.danger_now=1 AND t.status IN ('new','handed_over') AND " + ended_alert("status", "t.file") + " IS NULL",
            false},
        Wanted{
            WorkReason::handed_over,
            msg("casework.work.kind.handed_over"),
            Verb::desk,
            std::string("t.status='handed_over'") + (mine ? " AND t.keyworker=?" : ""),
            mine},
        Wanted{
            WorkReason::new_for_me,
            msg("casework.work.kind.new_contact"),
            Verb::desk,
            std::string("t.status='new'") + (mine ? " AND (t.keyworker=? OR t.keyworker IS NULL)" : ""),
            mine},
    };
    for (const Wanted& kind : kinds) {
        if (auto done = add(context, kind, lines); !done) return done.error();
    }
    const auto promised = casework::promised_calls(context.records(), context.caller(), wish.everybody);
    if (!promised) return promised.error();
    for (const casework::WorkItem& promise : *promised) {
        web::WorkItem line;
        static_cast<records::WorkLine&>(line) = promise;
        line.what = {msg("casework.work.kind.call_back"), {}};
        line.page = Url::local("/calls/{}", promise.place);
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<web::WorkItem>>
shifts_in_calendar(web::PageContext& context, const web::WorkWish& wish, const web::DaySpan& days)
{
    std::vector<web::WorkItem> lines;
    const auto first = forms::parse_iso_day(days.first);
    const auto last = forms::parse_iso_day(days.last);
    if (!context.may("see_register") || !first || !last) return lines;
    const std::string& zone = context.services().zone;
    const auto count = static_cast<int>((*last - *first).count()) + 1;
    const auto shifts = shifts_in(context.records(), context.caller(), days_from(*first, count, zone));
    if (!shifts) return shifts.error();
    for (const Shift& shift : *shifts) {
        if (!wish.everybody && shift.person != context.actor().user) continue;
        const auto begins = forms::moment_parts(shift.time.from, zone);
        const auto ends = forms::moment_parts(shift.time.until, zone);
        if (!begins || !ends) continue;
        web::WorkItem line;
        line.record = shift.id;
        std::tie(line.due_on, line.due_time) = *begins;
        line.who = shift.person;
        line.what = {msg("calendar.shift"), {{"when", ends->second}}};
        line.page = week_address(*forms::parse_iso_day(line.due_on));
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace panoh::intake
