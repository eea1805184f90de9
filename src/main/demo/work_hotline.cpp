// SPDX-License-Identifier: AGPL-3.0-or-later
// The hotline besides its calls: lines, duty lists, calling back, handing over, danger steps, figures.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/intake/service_apart.hpp"
#include "modules/intake/service_call_back.hpp"
#include "modules/intake/service_danger.hpp"
#include "modules/intake/service_duty.hpp"
#include "modules/intake/service_figures.hpp"
#include "modules/intake/service_hand_over.hpp"

#include <algorithm>
#include <charconv>

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

namespace {

constexpr std::size_t month_length = 7;

int number_at(const json::object& step, std::string_view member)
{
    const std::string text = text_at(step, member);
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string day_and_time(int day, const std::string& time)
{
    return "@" + std::to_string(day) + " " + time;
}

bool is_left_out(const json::object& pattern, int day)
{
    const json::array& days = array_at(pattern, "except");
    return std::any_of(days.begin(), days.end(), [&](const json::value& each) {
        return each.as_string() == std::to_string(day);
    });
}

}  // namespace

Result<void> Work::add_line(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    forms::Submission submission;
    if (auto done = fill(submission, "hotline_line", object_at(step, "line")); !done) return done;
    const auto outcome = intake::save_line(*records_, caller, {"hotline_line", {}, {}, 0}, submission, batch());
    if (auto done = saved(outcome, "hotline_line"); !done) return done;
    places_[text_at(step, "as")].record = outcome->record;
    return {};
}

/// Shifts of every day from `first` to `last`; the people of a pattern take turns.
Result<void> Work::plan_duty(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    for (const json::value& each : array_at(step, "rota")) {
        const json::object& pattern = each.as_object();
        const json::array& people = array_at(pattern, "people");
        if (people.empty()) return fail(ErrorCode::internal, "a rota names nobody");
        const std::string from = text_at(pattern, "from");
        const std::string until = text_at(pattern, "until");
        std::size_t turn = 0;
        for (int day = number_at(step, "first"); day <= number_at(step, "last"); ++day, ++turn) {
            if (is_left_out(pattern, day)) continue;
            json::object fields{
                {"line", "line/" + text_at(pattern, "line")},
                {"role", text_at(pattern, "role")},
                {"person", "user/" + std::string(people[turn % people.size()].as_string())},
                {"starts", day_and_time(day, from)},
                {"ends", day_and_time(until > from ? day : day + 1, until)}};
            if (pattern.contains("region")) fields["region"] = pattern.at("region");
            if (pattern.contains("back_up")) fields["back_up"] = "user/" + text_at(pattern, "back_up");
            forms::Submission submission;
            if (auto done = fill(submission, "duty_shift", fields); !done) return done;
            const auto outcome = intake::save_shift(*records_, caller, {"duty_shift", {}, {}, 0}, submission, batch());
            if (auto done = saved(outcome, "duty_shift"); !done) return done;
        }
    }
    return {};
}

Result<void> Work::set_apart(const Caller& caller, const std::string& label, const json::object& step)
{
    forms::Submission submission;
    if (auto done = fill(submission, "contact", object_at(step, "contact")); !done) return done;
    if (auto done = fill(submission, "contact_account", object_at(step, "account")); !done) return done;
    const auto contact = intake::take_apart_call(*records_, caller, text_at(step, "apart"), submission, batch());
    if (!contact) return contact.error();
    places_[label].record = *contact;
    return {};
}

Result<void> Work::try_to_call(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto found = place(label);
    if (!found) return found.error();
    const auto call_back = intake::open_call_back(*records_, caller, found->record);
    if (!call_back) return call_back.error();
    forms::Submission submission;
    if (auto done = fill(submission, "call_back_try", object_at(step, "try")); !done) return done;
    return saved(intake::note_try(*records_, caller, *call_back, submission, batch()), "call_back_try");
}

Result<void> Work::take_danger_steps(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto found = place(label);
    if (!found) return found.error();
    const auto call = intake::open_call(*records_, caller, found->record);
    if (!call) return call.error();
    forms::Submission submission;
    for (const json::value& each : array_at(step, "taken"))
        submission.add("step", std::string(each.as_string()));
    if (auto done = fill(submission, "danger_step", object_at(step, "fields")); !done) return done;
    return saved(
        intake::take_steps(*records_, caller, *call, text_at(step, "danger"), submission, batch()), "danger_step"
    );
}

/// Every call of `give` goes to `to`, with `note` at the first.
Result<void> Work::give_over(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto to = user(text_at(step, "to"));
    if (!to) return to.error();
    intake::HandOver what;
    what.to = *to;
    for (const json::value& each : array_at(step, "give")) {
        const auto call = place(std::string(each.as_string()));
        if (!call) return call.error();
        what.items.push_back({call->record, Sensitive<std::string>(what.items.empty() ? text_at(step, "note") : "")});
    }
    const auto given = intake::give(*records_, caller, what, batch());
    return given ? Result<void>{} : given.error();
}

Result<void> Work::keep_figures(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto month = calendar_->resolved(text_at(step, "keep_figures"));
    if (!month) return month.error();
    return intake::keep_month(*records_, caller, month->substr(0, month_length), batch());
}

}  // namespace panoh::demo
