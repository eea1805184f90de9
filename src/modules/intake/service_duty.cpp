// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_duty.hpp"

#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules_duty.hpp"
#include "records/registers.hpp"

#include <algorithm>
#include <map>

namespace panoh::intake {

namespace {

namespace json = boost::json;
using access::Verb;

constexpr int longest_look_ahead = 90;

/// Codes of a field of `hotline_line`, by line.
Result<std::multimap<RecordId, std::string>>
codes_of_lines(const Records& records, const Caller& caller, std::string_view field)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "hotline_line",
        "l.file",
        "SELECT c.record AS record, c.code AS code FROM t_hotline_line__" + std::string(field)
            + " c JOIN t_hotline_line l ON l.record=c.record WHERE {scope} AND l.deleted=0"
    );
    if (!rows) return rows.error();
    std::multimap<RecordId, std::string> codes;
    for (std::size_t at = 0; at < rows->size(); ++at)
        codes.emplace(rows->id<RecordId>(at, "record"), rows->text(at, "code"));
    return codes;
}

std::vector<std::string> of_line(const std::multimap<RecordId, std::string>& codes, const RecordId& line)
{
    std::vector<std::string> found;
    const auto [first, last] = codes.equal_range(line);
    for (auto at = first; at != last; ++at)
        found.push_back(at->second);
    return found;
}

Shift shift_of(const vault::Rows& rows, std::size_t at)
{
    Shift shift;
    shift.id = rows.id<RecordId>(at, "record");
    shift.line = rows.id<RecordId>(at, "line");
    shift.role = rows.text(at, "role");
    shift.person = rows.id<UserId>(at, "person");
    shift.time = {rows.text(at, "starts"), rows.text(at, "ends")};
    shift.back_up = rows.id<UserId>(at, "back_up");
    shift.region = rows.text(at, "region");
    return shift;
}

Shift shift_of(const RecordId& id, const json::object& coded)
{
    Shift shift;
    shift.id = id;
    shift.line = RecordId::parse(text_at(coded, "line")).value_or(RecordId{});
    shift.role = text_at(coded, "role");
    shift.person = UserId::parse(text_at(coded, "person")).value_or(UserId{});
    shift.time = {text_at(coded, "starts"), text_at(coded, "ends")};
    shift.back_up = UserId::parse(text_at(coded, "back_up")).value_or(UserId{});
    shift.region = text_at(coded, "region");
    return shift;
}

json::object coded_of(const Shift& shift)
{
    json::object coded{
        {"line", shift.line.text()},
        {"role", shift.role},
        {"person", shift.person.text()},
        {"starts", shift.time.from},
        {"ends", shift.time.until}};
    if (!shift.back_up.is_none()) coded["back_up"] = shift.back_up.text();
    if (!shift.region.empty()) coded["region"] = shift.region;
    return coded;
}

forms::FormProblem problem(std::string_view field, MessageId sentence)
{
    return {std::string(field), {std::move(sentence), {{"label", forms::field_message("duty_shift", field)}}}};
}

bool works_here(const Records& records, const Caller& caller, const UserId& user)
{
    const auto directory = records.vault().directory();
    const vault::User* found = directory->user(user);
    return found != nullptr && found->active && found->organisation == caller.actor.organisation;
}

Result<std::vector<forms::FormProblem>>
problems_of_form(const Records& records, const Caller& caller, const Shift& shift)
{
    const auto lines = lines_of(records, caller);
    if (!lines) return lines.error();
    const auto others = shifts_in(records, caller, shift.time);
    if (!others) return others.error();
    auto problems = problems_of_shift(shift, *others);
    const bool known =
        std::any_of(lines->begin(), lines->end(), [&](const Line& line) { return line.id == shift.line; });
    if (!known) problems.push_back(problem("line", msg("duty.problem.line")));
    if (!works_here(records, caller, shift.person)) problems.push_back(problem("person", msg("duty.problem.person")));
    if (!shift.back_up.is_none() && !works_here(records, caller, shift.back_up)) {
        problems.push_back(problem("back_up", msg("duty.problem.person")));
    }
    return problems;
}

/// The register goes into changes of new records; those that exist keep their file.
Result<records::FormChange> in_register(const Records& records, const Caller& caller, const records::FormChange& change)
{
    records::FormChange placed = change;
    if (!change.record.is_none()) return placed;
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    placed.file = *file;
    return placed;
}

}  // namespace

Result<std::vector<Line>> lines_of(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "hotline_line",
        "l.file",
        "SELECT l.record AS record, l.name AS name, l.kind AS kind, l.round_the_clock AS round_the_clock,"
        " l.opens AS opens, l.closes AS closes, l.closed AS closed FROM t_hotline_line l"
        " WHERE {scope} AND l.deleted=0 ORDER BY COALESCE(l.closed, 0), l.name"
    );
    if (!rows) return rows.error();
    const auto days = codes_of_lines(records, caller, "days");
    const auto regions = codes_of_lines(records, caller, "regions");
    const auto languages = codes_of_lines(records, caller, "languages");
    if (!days) return days.error();
    if (!regions) return regions.error();
    if (!languages) return languages.error();
    std::vector<Line> lines;
    for (std::size_t at = 0; at < rows->size(); ++at) {
        Line line;
        line.id = rows->id<RecordId>(at, "record");
        line.name = rows->text(at, "name");
        line.kind = rows->text(at, "kind");
        line.hours = {
            rows->integer(at, "round_the_clock") == 1,
            rows->text(at, "opens"),
            rows->text(at, "closes"),
            of_line(*days, line.id)};
        line.regions = of_line(*regions, line.id);
        line.languages = of_line(*languages, line.id);
        line.closed = rows->integer(at, "closed") == 1;
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<Shift>> shifts_in(const Records& records, const Caller& caller, const Span& time)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "duty_shift",
        "s.file",
        "SELECT s.record AS record, s.line AS line, s.role AS role, s.person AS person, s.starts AS starts,"
        " s.ends AS ends, s.back_up AS back_up, s.region AS region FROM t_duty_shift s"
        " WHERE {scope} AND s.deleted=0 AND s.starts<? AND s.ends>? ORDER BY s.starts, s.seq",
        {time.until, time.from}
    );
    if (!rows) return rows.error();
    std::vector<Shift> shifts;
    for (std::size_t at = 0; at < rows->size(); ++at)
        shifts.push_back(shift_of(*rows, at));
    return shifts;
}

Result<vault::Record> open_duty(const Records& records, const Caller& caller, std::string_view type, const RecordId& id)
{
    auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != type || record->removed) return fail(ErrorCode::not_found, "the record is of another type");
    return record;
}

Result<std::vector<LineGap>> gaps_ahead(const Records& records, const Caller& caller, int days)
{
    const std::string now = forms::moment_text(records.vault().clock().now());
    const Span window{now, later_by(now, std::chrono::days(days))};
    const auto lines = lines_of(records, caller);
    if (!lines) return lines.error();
    const auto shifts = shifts_in(records, caller, window);
    if (!shifts) return shifts.error();
    std::vector<LineGap> gaps;
    for (const Line& line : *lines) {
        for (Span& time : gaps_of(line, *shifts, window, caller.zone))
            gaps.push_back({line.id, line.name, std::move(time)});
    }
    std::stable_sort(gaps.begin(), gaps.end(), [](const LineGap& left, const LineGap& right) {
        return left.time.from < right.time.from;
    });
    return gaps;
}

Result<UserId> next_receiver(const Records& records, const Caller& caller)
{
    const std::string now = forms::moment_text(records.vault().clock().now());
    const Span window{now, later_by(now, std::chrono::days(longest_look_ahead))};
    const auto shifts = shifts_in(records, caller, window);
    if (!shifts) return shifts.error();
    const auto possible = receivers(records, caller);
    return next_on_duty(*shifts, caller.actor.user, now, [&](const UserId& user) {
        return std::find(possible.begin(), possible.end(), user) != possible.end();
    });
}

Result<records::FormOutcome> save_line(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto placed = in_register(records, caller, change);
    if (!placed) return placed.error();
    return records.save(caller, *placed, submission, batch);
}

Result<records::FormOutcome> save_shift(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto placed = in_register(records, caller, change);
    if (!placed) return placed.error();
    auto read = read_change(records, caller, *placed, submission, batch);
    if (!read) return read.error();
    if (!read->outcome.saved() || !read->change) return std::move(read->outcome);
    auto problems = problems_of_form(records, caller, shift_of(read->outcome.record, read->change->coded));
    if (!problems) return problems.error();
    read->outcome.problems = std::move(*problems);
    if (!read->outcome.saved()) return std::move(read->outcome);
    const auto build = [&]() -> Result<vault::Batch> {
        vault::Batch writing;
        writing.id = batch;
        writing.records.push_back(*read->change);
        return writing;
    };
    return write_form(records, caller, build, *placed, read->outcome);
}

Result<void> remove_shift(const Records& records, const Caller& caller, const RecordId& shift, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto record = open_duty(records, caller, "duty_shift", shift);
    if (!record) return record.error();
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(removal(*record));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

Result<std::size_t>
copy_last_week(const Records& records, const Caller& caller, std::chrono::sys_days monday, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return std::size_t{0};
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    const Span last = days_from(monday - std::chrono::days(days_in_a_week), days_in_a_week, caller.zone);
    auto earlier = shifts_in(records, caller, last);
    if (!earlier) return earlier.error();
    const auto lines = lines_of(records, caller);
    if (!lines) return lines.error();
    std::erase_if(*earlier, [&](const Shift& shift) {
        const bool in_service = std::any_of(lines->begin(), lines->end(), [&](const Line& line) {
            return line.id == shift.line && !line.closed;
        });
        return shift.time.from < last.from || !in_service || !works_here(records, caller, shift.person);
    });
    const Span until{
        days_from(monday, days_in_a_week, caller.zone).from,
        days_from(monday, days_in_a_week + static_cast<int>(longest_shift_in_days), caller.zone).until};
    const auto there = shifts_in(records, caller, until);
    if (!there) return there.error();
    vault::Batch writing;
    writing.id = batch;
    for (Shift& copy : copied(*earlier, days_in_a_week, *there, caller.zone)) {
        if (!works_here(records, caller, copy.back_up)) copy.back_up = {};
        writing.records.push_back(records::new_record(records.vault().random(), "duty_shift", *file, coded_of(copy)));
    }
    const std::size_t count = writing.records.size();
    if (count == 0) return count;
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return count;
}

}  // namespace panoh::intake
