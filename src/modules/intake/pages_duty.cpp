// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is on duty: now, and by week.
#include "modules/intake/pages_duty.hpp"

#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules_duty.hpp"

#include <algorithm>
#include <charconv>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr std::size_t clock_length = 5;
constexpr std::string_view end_of_day = "24:00";

std::string clock_of(const PageContext& context, const std::string& moment)
{
    const auto local = forms::moment_parts(moment, context.services().zone);
    return local ? local->second.substr(0, clock_length) : std::string();
}

sys_days day_of(const PageContext& context, const std::string& moment)
{
    const auto local = forms::moment_parts(moment, context.services().zone);
    return local ? forms::parse_iso_day(local->first).value_or(sys_days()) : sys_days();
}

sys_days today_of(const PageContext& context)
{
    return forms::local_day(context.vault().clock().now(), context.services().zone);
}

/// The week that the address names, as far as calendars are made; else this one.
sys_days asked_week(const PageContext& context)
{
    const sys_days today = today_of(context);
    const auto asked = forms::parse_iso_day(context.request().query.text("week"));
    constexpr days farthest{3660};
    const bool sensible = asked && *asked > today - farthest && *asked < today + farthest;
    return monday_of(sensible ? *asked : today);
}

/// "20:00–24:00" within a day.
Html clock_span(const PageContext& context, const Span& time, const Span& day)
{
    const std::string until = time.until == day.until ? std::string(end_of_day) : clock_of(context, time.until);
    return el<"span">(cls("num"), clock_of(context, time.from), "–", until);
}

/// A cell of the list: what is entered for a line on a day, and when nobody is.
class DayCell {
public:
    DayCell(const PageContext& context, const Line& line, sys_days day)
        : context_(&context)
        , line_(&line)
        , day_(days_from(day, 1, context.services().zone))
        , is_past_(day < today_of(context))
    {}

    [[nodiscard]] Html of(const std::vector<Shift>& shifts) const
    {
        std::vector<std::pair<Span, Html>> entries;
        for (const Shift& shift : shifts) {
            if (shift.line != line_->id || !overlap(shift.time, day_)) continue;
            const Span shown = within({shift.time}, day_).front();
            entries.emplace_back(shown, shift_entry(shift, shown));
        }
        for (const Span& gap : gaps_of(*line_, shifts, day_, context_->services().zone))
            entries.emplace_back(gap, gap_entry(gap));
        std::stable_sort(entries.begin(), entries.end(), [](const auto& left, const auto& right) {
            return left.first.from < right.first.from;
        });
        std::vector<Html> items;
        for (const auto& [time, entry] : entries)
            items.push_back(el<"li">(entry));
        return items.empty() ? Html() : el<"ul">(cls("bare"), items);
    }

private:
    [[nodiscard]] Html shift_entry(const Shift& shift, const Span& shown) const
    {
        Html words = group(clock_span(*context_, shown, day_), " ", context_->user_name(shift.person));
        if (shift.role != operator_role) {
            words += el<"small">(" ", context_->code_label("duty_roles", shift.role));
        }
        if (!shift.region.empty()) words += el<"small">(" · ", context_->code_label("regions", shift.region));
        if (!shift.back_up.is_none()) {
            words += el<"small">(" · ", context_->text(msg("duty.back_up")), " ", context_->user_name(shift.back_up));
        }
        if (!context_->may("plan_duty")) return words;
        const Html change = el<"a">(
            href(Url::local("/duty/shifts/{}", shift.id)),
            context_->text(msg("duty.change")),
            el<"span">(cls("visually-hidden"), " ", clock_span(*context_, shown, day_), " ", line_->name)
        );
        return group(words, " ", change);
    }

    [[nodiscard]] Html gap_entry(const Span& gap) const
    {
        const Html words = group(context_->text(msg("duty.nobody")), " ", clock_span(*context_, gap, day_));
        const Html mark = is_past_ ? el<"span">(cls("meta"), words) : el<"span">(cls("tag tag-due"), words);
        if (is_past_ || !context_->may("plan_duty")) return mark;
        const Url fill = Url::local("/duty/shifts/new")
                             .with("line", line_->id.text())
                             .with("starts", gap.from)
                             .with("ends", gap.until);
        const Html hidden = el<"span">(cls("visually-hidden"), " ", clock_span(*context_, gap, day_), " ", line_->name);
        return group(mark, " ", el<"a">(href(fill), context_->text(msg("duty.fill")), hidden));
    }

    const PageContext* context_;
    const Line* line_;
    Span day_;
    bool is_past_;
};

std::vector<Line> in_service(std::vector<Line> lines)
{
    std::erase_if(lines, [](const Line& line) { return line.closed; });
    return lines;
}

Html day_heading(const PageContext& context, sys_days day)
{
    const bool is_today = day == today_of(context);
    return group(
        context.code_label("weekdays", weekday_code(day)),
        " ",
        el<"span">(cls("num"), context.translator().day(day)),
        is_today ? group(" ", web::tag(web::Tone::info, context.text(msg("duty.today")))) : Html()
    );
}

Html week_table(
    const PageContext& context, const std::vector<Line>& lines, const std::vector<Shift>& shifts, sys_days monday
)
{
    std::vector<web::Column> columns{{context.text(msg("duty.day")), {}, false, false, false}};
    for (const Line& line : lines)
        columns.push_back({line.name, {}, false, false, false});
    std::vector<std::vector<Html>> rows;
    for (int offset = 0; offset < days_in_a_week; ++offset) {
        const sys_days day = monday + days(offset);
        std::vector<Html> cells{day_heading(context, day)};
        for (const Line& line : lines)
            cells.push_back(DayCell(context, line, day).of(shifts));
        rows.push_back(std::move(cells));
    }
    return web::table(context.text(msg("duty.week")), columns, rows);
}

Html weeks_nav(const PageContext& context, sys_days monday)
{
    const sys_days last = monday + days(days_in_a_week - 1);
    const std::string range = context.text(
        msg("duty.week_of"), {{"first", context.translator().day(monday)}, {"last", context.translator().day(last)}}
    );
    const auto way = [&](sys_days to, const MessageId& text) {
        return el<"li">(web::link(week_address(to), context.text(text)));
    };
    std::vector<Html> ways{way(monday - days(days_in_a_week), msg("duty.previous_week"))};
    if (monday != monday_of(today_of(context))) ways.push_back(way(today_of(context), msg("duty.this_week")));
    ways.push_back(way(monday + days(days_in_a_week), msg("duty.next_week")));
    return el<"nav">(
        cls("pagination"), aria<"label">(context.text(msg("duty.weeks"))), el<"p">(cls("num"), range), el<"ul">(ways)
    );
}

Html person_now(const PageContext& context, const Shift& shift)
{
    Html words = group(context.user_name(shift.person));
    if (shift.role != operator_role) words += el<"small">(" ", context.code_label("duty_roles", shift.role));
    const std::string until = context.text(msg("duty.now.until"), {{"when", clock_of(context, shift.time.until)}});
    words += group(" ", el<"small">(until));
    return el<"li">(words);
}

Html line_now(const PageContext& context, const Line& line, const std::vector<Shift>& present)
{
    std::vector<Html> people;
    bool answers = false;
    for (const Shift& shift : present) {
        if (shift.line != line.id) continue;
        answers = answers || shift.role == operator_role;
        people.push_back(person_now(context, shift));
    }
    const std::string now = forms::moment_text(context.vault().clock().now());
    const Span moment{now, later_by(now, std::chrono::minutes(1))};
    const bool is_open = !service_times(line.hours, moment, context.services().zone).empty();
    if (!answers) {
        const Html nobody = is_open ? web::tag(web::Tone::due, context.text(msg("duty.now.nobody")))
                                    : el<"span">(cls("facts-none"), context.text(msg("duty.now.closed")));
        people.insert(people.begin(), el<"li">(nobody));
    }
    return el<"ul">(cls("bare"), people);
}

Html now_section(const PageContext& context, const std::vector<Line>& lines, const std::vector<Shift>& shifts)
{
    const auto present = on_duty(shifts, forms::moment_text(context.vault().clock().now()));
    std::vector<web::Fact> facts;
    for (const Line& line : lines)
        facts.push_back({line.name, line_now(context, line, present)});
    return web::section(context.text(msg("duty.now")), web::facts(facts));
}

std::string hours_words(const PageContext& context, const ServiceHours& hours)
{
    if (hours.round_the_clock) return context.text(msg("duty.round_the_clock"));
    std::string words = hours.opens + "–" + hours.closes;
    std::vector<std::string> names;
    for (const std::string& code : hours.days)
        names.push_back(context.code_label("weekdays", code));
    if (!names.empty()) words += ", " + context.translator().list(names);
    return words;
}

std::string labels_of(const PageContext& context, std::string_view list, const std::vector<std::string>& codes)
{
    std::vector<std::string> labels;
    for (const std::string& code : codes)
        labels.push_back(context.code_label(list, code));
    return context.translator().list(labels);
}

/// The numbers of a line, which stand in the sealed half of its record.
Html numbers_of(PageContext& context, const Line& line)
{
    const auto record = open_duty(context.records(), context.caller(), "hotline_line", line.id);
    if (!record) return {};
    const forms::RecordType& type = *context.records().schema().type("hotline_line");
    return web::value_view(context, *type.find("numbers"), record->merged().reveal());
}

Html lines_section(PageContext& context, const std::vector<Line>& lines)
{
    const auto column = [&](std::string_view field) {
        return web::Column{context.text(forms::field_message("hotline_line", field)), {}, false, false, false};
    };
    const std::vector<web::Column> columns{
        column("name"),
        column("kind"),
        column("numbers"),
        {context.text(msg("duty.hours")), {}, false, false, false},
        column("regions"),
        column("languages")};
    std::vector<std::vector<Html>> rows;
    for (const Line& line : lines) {
        const Html name =
            context.may("plan_duty") ? web::link(Url::local("/duty/lines/{}", line.id), line.name) : group(line.name);
        const Html closed =
            line.closed ? group(" ", web::tag(web::Tone::neutral, context.text(msg("duty.line_closed")))) : Html();
        rows.push_back(
            {group(name, closed),
             group(context.code_label("line_kinds", line.kind)),
             numbers_of(context, line),
             group(hours_words(context, line.hours)),
             group(labels_of(context, "regions", line.regions)),
             group(labels_of(context, "languages", line.languages))}
        );
    }
    return el<"section">(
        cls("section"),
        el<"h2">(context.text(msg("duty.lines"))),
        web::table(context.text(msg("duty.lines")), columns, rows)
    );
}

Html copied_notice(const PageContext& context)
{
    const std::string_view text = context.request().query.text("copied");
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (text.empty() || read.ec != std::errc()) return {};
    const web::Tone tone = count > 0 ? web::Tone::ok : web::Tone::info;
    return web::notice(tone, context.text(msg("duty.copied"), {{"count", count}}), Html());
}

Html ways_to_plan(const PageContext& context, bool has_lines)
{
    const Url add_line = Url::local("/duty/lines/new");
    const std::string words = context.text(msg("duty.add_line"));
    if (!has_lines) return web::link_button(add_line, words);
    return group(
        web::link_button(Url::local("/duty/shifts/new"), context.text(msg("duty.add_shift"))),
        web::quiet_link_button(add_line, words)
    );
}

web::PageHead head_of(const PageContext& context, bool has_lines)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("duty.heading")));
    head.title = context.text(msg("duty.heading"));
    head.place = web::Place::calls;
    Html ways;
    if (context.may("plan_duty")) ways += ways_to_plan(context, has_lines);
    if (context.may("see_figures")) {
        ways += web::quiet_link_button(Url::local("/calls/figures"), context.text(msg("hotline.figures.link")));
    }
    if (!ways.empty()) head.actions = std::move(ways);
    return head;
}

Html week_section(
    PageContext& context, const std::vector<Line>& lines, const std::vector<Shift>& shifts, sys_days monday
)
{
    Html copy;
    if (context.may("plan_duty")) {
        const Url target = Url::local("/duty/copy").with("week", forms::iso_day(monday));
        copy = el<"div">(cls("actions"), web::action_button(context, target, context.text(msg("duty.copy"))));
    }
    return el<"section">(
        cls("section"),
        el<"h2">(context.text(msg("duty.week"))),
        weeks_nav(context, monday),
        week_table(context, lines, shifts, monday),
        copy
    );
}

}  // namespace

Url week_address(sys_days day)
{
    return Url::local("/duty").with("week", forms::iso_day(monday_of(day)));
}

std::string span_words(const PageContext& context, const Span& time)
{
    const sys_days first = day_of(context, time.from);
    const sys_days last = day_of(context, time.until);
    const std::string from = context.translator().day(first) + " " + clock_of(context, time.from);
    if (first == last) return from + "–" + clock_of(context, time.until);
    if (time.until == start_of_day(first + days(1), context.services().zone))
        return from + "–" + std::string(end_of_day);
    return from + " – " + context.translator().day(last) + " " + clock_of(context, time.until);
}

Response duty_page(PageContext& context)
{
    const sys_days monday = asked_week(context);
    const Span week = days_from(monday, days_in_a_week, context.services().zone);
    const std::string now = forms::moment_text(context.vault().clock().now());
    const auto lines = lines_of(context.records(), context.caller());
    if (!lines) return web::error_page(context, lines.error());
    const auto shifts = shifts_in(context.records(), context.caller(), week);
    if (!shifts) return web::error_page(context, shifts.error());
    const auto present = shifts_in(context.records(), context.caller(), {now, later_by(now, std::chrono::minutes(1))});
    if (!present) return web::error_page(context, present.error());
    const web::PageHead head = head_of(context, !lines->empty());
    if (lines->empty()) return web::page(context, head, web::empty_state(context.text(msg("duty.no_lines"))));
    const std::vector<Line> open = in_service(*lines);
    const Html body = group(
        copied_notice(context),
        open.empty() ? Html() : now_section(context, open, *present),
        open.empty() ? Html() : week_section(context, open, *shifts, monday),
        lines_section(context, *lines)
    );
    return web::page(context, head, body);
}

Response copy_week(PageContext& context)
{
    const sys_days monday = asked_week(context);
    const auto copied = copy_last_week(context.records(), context.caller(), monday, context.batch());
    if (!copied) return web::error_page(context, copied.error());
    return Response::redirect(week_address(monday).with("copied", *copied));
}

}  // namespace panoh::intake
