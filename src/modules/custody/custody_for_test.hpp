// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/custody/rules.hpp"
#include "modules/custody/service.hpp"
#include "modules/intake/duty_for_test.hpp"

/// Alerts for tests. The clock stands at 14:00 on Sunday, 22 November 2026, in Dushanbe.
namespace panoh::custody {

using intake::Member;
using intake::Typed;
namespace gt = ::testing;

/// The smallest alert that can be raised, and what a test changes in it.
inline forms::Submission alert_form(const Typed& typed)
{
    forms::Submission form;
    const Typed usual{
        {"caller_kind", "family"},
        {"keep", "yes"},
        {"may_tell", "yes_named"},
        {"may_call_back", "yes"},
        {"region", "TJ-DU"},
        {"apprehended_at.date", "2026-11-22"},
        {"apprehended_at.time", "06:00"}};
    for (const auto& [name, value] : usual) {
        const bool replaced =
            std::any_of(typed.begin(), typed.end(), [&](const auto& each) { return each.first == name; });
        if (!replaced) form.add(name, value);
    }
    for (const auto& [name, value] : typed)
        form.add(name, value);
    return form;
}

/// `Base` has the node.
template <class Base>
class WithAlerts : public Base {
protected:
    RecordId raise(Member& member, const Typed& typed = {})
    {
        const auto outcome = raise_alert(this->records(), member.caller(), alert_form(typed), this->batch());
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().detail);
        if (!outcome) return {};
        for (const auto& problem : outcome->problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return outcome->contact;
    }
    Alert alert_of(Member& member, const RecordId& contact)
    {
        auto alert = open_alert(this->records(), member.caller(), contact);
        EXPECT_TRUE(alert.has_value()) << (alert ? "" : alert.error().detail);
        return alert ? std::move(*alert) : Alert{};
    }
    void ask(Member& member, const RecordId& contact, Member& person)
    {
        const auto asked =
            ask_to_go(this->records(), member.caller(), alert_of(member, contact), person.actor().user, this->batch());
        EXPECT_TRUE(asked.has_value()) << (asked ? "" : asked.error().detail);
    }
    Result<void> answer(Member& member, const RecordId& contact, const char* status)
    {
        const Alert alert = alert_of(member, contact);
        if (alert.goings.empty()) return fail(ErrorCode::not_found, "nobody was asked");
        return answer_request(
            this->records(), member.caller(), alert, alert.goings.front().record, status, this->batch()
        );
    }
};

}  // namespace panoh::custody
