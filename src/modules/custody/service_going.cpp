// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is asked to go to a person in custody, and what they answer.
#include "forms/typed.hpp"
#include "modules/casework/keys_of_files.hpp"
#include "modules/custody/changes.hpp"
#include "modules/custody/rules.hpp"
#include "modules/intake/rules_duty.hpp"
#include "modules/intake/service_duty.hpp"

#include <algorithm>
#include <array>

namespace panoh::custody {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 2> roles_that_go{"lawyer", "physician"};

/// A region is near itself and its parts: "TJ" is near "TJ-DU". A shift without a region is for all.
bool is_near(const std::string& shift, const std::string& alert)
{
    return shift.empty() || alert.empty() || shift == alert || alert.starts_with(shift + "-")
           || shift.starts_with(alert + "-");
}

Result<std::vector<Candidate>> on_duty_now(const Records& records, const Caller& caller, const std::string& region)
{
    std::vector<Candidate> found;
    const std::string now = forms::moment_text(records.vault().clock().now());
    const auto shifts = intake::shifts_in(records, caller, {now, intake::later_by(now, std::chrono::minutes(1))});
    if (!shifts) return shifts.error();
    for (const intake::Shift& shift : intake::on_duty(*shifts, now)) {
        if (std::find(roles_that_go.begin(), roles_that_go.end(), shift.role) == roles_that_go.end()) continue;
        // Who stands on the list in a role that they do not have could not read what they are asked for.
        const auto roles = records.vault().directory()->roles_of(shift.person);
        if (std::find(roles.begin(), roles.end(), shift.role) == roles.end()) continue;
        found.push_back({shift.person, shift.role, true, is_near(shift.region, region)});
    }
    return found;
}

}  // namespace

Result<std::vector<Candidate>> candidates(const Records& records, const Caller& caller, const Alert& alert)
{
    auto found = on_duty_now(records, caller, alert.line.region);
    if (!found) return found.error();
    const auto directory = records.vault().directory();
    std::vector<Candidate> others;
    for (const auto& [id, user] : directory->users()) {
        if (!user.active || user.organisation != caller.actor.organisation) continue;
        const auto roles = directory->roles_of(id);
        for (const std::string_view role : roles_that_go) {
            if (std::find(roles.begin(), roles.end(), role) != roles.end()) {
                others.push_back({id, std::string(role), false, false});
            }
        }
    }
    std::sort(others.begin(), others.end(), [&](const Candidate& left, const Candidate& right) {
        return directory->user(left.person)->name.reveal() < directory->user(right.person)->name.reveal();
    });
    std::move(others.begin(), others.end(), std::back_inserter(*found));
    return in_order(std::move(*found));
}

Result<void>
ask_to_go(const Records& records, const Caller& caller, const Alert& alert, const UserId& person, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    if (!is_open(alert.line)) return refusal(msg("custody.problem.ended"));
    if (!alert.account || !may_ask_somebody(alert.account->coded)) return refusal(msg("custody.problem.ask_relative"));
    const bool was_asked = std::any_of(alert.goings.begin(), alert.goings.end(), [&](const Going& going) {
        return going.person == person && is_on_the_way(going.status);
    });
    if (was_asked) return refusal(msg("custody.problem.asked_already"));
    const auto possible = candidates(records, caller, alert);
    if (!possible) return possible.error();
    const auto found =
        std::find_if(possible->begin(), possible->end(), [&](const Candidate& each) { return each.person == person; });
    if (found == possible->end()) return refusal(msg("custody.problem.choose_person"));
    const FileId& file = alert.line.file;
    casework::KeysOfFiles keys(records, caller, {file});
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(),
        "on_duty_request",
        file,
        {{"person", person.text()},
         {"role", found->role},
         {"status", "asked"},
         {"asked_by", caller.actor.user.text()},
         {"asked_at", forms::moment_text(records.vault().clock().now())}}
    ));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return keys.settle({file});
}

Result<void> answer_request(
    const Records& records,
    const Caller& caller,
    const Alert& alert,
    const RecordId& request,
    std::string_view status,
    const BatchId& batch
)
{
    const bool is_of_alert = std::any_of(alert.goings.begin(), alert.goings.end(), [&](const Going& going) {
        return going.record == request;
    });
    if (!is_of_alert) return fail(ErrorCode::not_found, "the request is of another alert");
    const std::string now = forms::moment_text(records.vault().clock().now());
    casework::KeysOfFiles keys(records, caller, {alert.line.file});
    auto done = change_record(records, caller, request, batch, [&](json::object fields) -> Result<json::object> {
        auto next = answered(std::move(fields), status, now);
        if (!next) return refusal(msg("custody.problem.answered_meanwhile"));
        return std::move(*next);
    });
    if (!done) return done;
    return keys.settle({alert.line.file});
}

}  // namespace panoh::custody
