// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/calls_for_test.hpp"
#include "modules/intake/service_duty.hpp"

#include <ostream>
#include <string>

/// Lines and shifts for tests. The clock stands at 14:00 on Sunday, 22 November 2026, in Dushanbe.
namespace panoh::intake {

inline void PrintTo(const Span& span, std::ostream* out)
{
    *out << span.from << " – " << span.until;
}

inline forms::Submission line_form(const char* name, const Typed& typed = {})
{
    forms::Submission form;
    form.add("name", name);
    const Typed usual{{"kind", "round_the_clock"}, {"round_the_clock", "yes"}};
    for (const auto& [field, value] : usual) {
        const bool replaced =
            std::any_of(typed.begin(), typed.end(), [&](const auto& each) { return each.first == field; });
        if (!replaced) form.add(field, value);
    }
    for (const auto& [field, value] : typed)
        form.add(field, value);
    return form;
}

/// A shift of today.
inline forms::Submission shift_form(const RecordId& line, const Member& person, const char* starts, const char* ends)
{
    forms::Submission form;
    for (const auto& [field, value] : Typed{
             {"line", line.text()},
             {"role", "operator"},
             {"person", person.actor().user.text()},
             {"starts.date", "2026-11-22"},
             {"starts.time", starts},
             {"ends.date", "2026-11-22"},
             {"ends.time", ends}}) {
        form.add(field, value);
    }
    return form;
}

/// Adds lines and shifts as a coordinator would; `Base` has the node.
template <class Base>
class WithDuty : public Base {
protected:
    RecordId add_line(Member& coordinator, const char* name, const Typed& typed = {})
    {
        const auto saved = save_line(
            this->records(), coordinator.caller(), {"hotline_line", {}, {}, 0}, line_form(name, typed), this->batch()
        );
        return made(saved);
    }
    RecordId add_shift(
        Member& coordinator,
        const RecordId& line,
        const Member& person,
        const char* first_day,
        const char* starts,
        const char* last_day,
        const char* ends
    )
    {
        forms::Submission form;
        for (const auto& [field, value] : Typed{
                 {"line", line.text()},
                 {"role", "operator"},
                 {"person", person.actor().user.text()},
                 {"starts.date", first_day},
                 {"starts.time", starts},
                 {"ends.date", last_day},
                 {"ends.time", ends}}) {
            form.add(field, value);
        }
        return made(save_shift(this->records(), coordinator.caller(), {"duty_shift", {}, {}, 0}, form, this->batch()));
    }

private:
    static RecordId made(const Result<records::FormOutcome>& saved)
    {
        EXPECT_TRUE(saved.has_value()) << (saved ? "" : saved.error().detail);
        if (!saved) return {};
        for (const auto& problem : saved->problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return saved->record;
    }
};

using OnDuty = WithDuty<Calls>;

}  // namespace panoh::intake
