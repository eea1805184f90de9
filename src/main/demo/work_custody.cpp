// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody is held now: alerts, who goes there, what was answered and refused; and a death in custody.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/custody/service.hpp"
#include "modules/custody/service_death.hpp"

#include <algorithm>

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

Result<custody::Alert> Work::alert_of(const Caller& caller, const std::string& label) const
{
    const auto contact = place(label);
    if (!contact) return contact.error();
    return custody::open_alert(*records_, caller, contact->record);
}

/// One form: the call and its alert.
Result<void> Work::raise_alert(const Caller& caller, const std::string& label, const json::object& step)
{
    const json::object& told = object_at(step, "alert");
    forms::Submission submission;
    for (const char* type : {"contact", "contact_account", "custody_alert", "custody_account"}) {
        if (auto done = fill(submission, type, object_at(told, type)); !done) return done;
    }
    const auto raised = custody::raise_alert(*records_, caller, submission, batch());
    if (!raised) return raised.error();
    if (auto done = without_problems(raised->problems, "custody_alert"); !done) return done;
    places_[label].record = raised->contact;
    return {};
}

/// A new record of the call's file: an enquiry, a refusal, what is known of a death.
Result<void> Work::save_part(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto contact = place(label);
    if (!contact) return contact.error();
    const auto line = custody::line_of_contact(*records_, caller, contact->record);
    if (!line) return line.error();
    const std::string type = text_at(step, "part");
    forms::Submission submission;
    if (auto done = fill(submission, type, object_at(step, "fields")); !done) return done;
    return saved(custody::save_part(*records_, caller, {type, line->file, {}, 0}, submission, batch()), type);
}

Result<void> Work::ask_to_go(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto alert = alert_of(caller, label);
    if (!alert) return alert.error();
    const auto who = user(text_at(step, "ask_to_go"));
    if (!who) return who.error();
    return custody::ask_to_go(*records_, caller, *alert, *who, batch());
}

/// By whoever was asked.
Result<void> Work::answer_going(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto alert = alert_of(caller, label);
    if (!alert) return alert.error();
    const auto own = std::find_if(alert->goings.begin(), alert->goings.end(), [&](const custody::Going& each) {
        return each.person == caller.actor.user;
    });
    if (own == alert->goings.end()) return fail(ErrorCode::internal, "nobody asked this colleague to go");
    return custody::answer_request(*records_, caller, *alert, own->record, text_at(step, "going"), batch());
}

Result<void> Work::confirm_registration(const Caller& caller, const std::string& label, const json::object& /*step*/)
{
    const auto alert = alert_of(caller, label);
    return alert ? custody::confirm_registration(*records_, caller, *alert, batch()) : alert.error();
}

Result<void> Work::end_alert(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto alert = alert_of(caller, label);
    if (!alert) return alert.error();
    return custody::end_alert(*records_, caller, *alert, text_at(step, "end_alert"), batch());
}

/// Steps after a death that are done now; those of `mine` the caller takes on.
Result<void> Work::mark_steps(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto contact = place(label);
    if (!contact) return contact.error();
    for (const auto& [member, mark] :
         {std::pair("steps_taken", custody::StepMark::done), {"mine", custody::StepMark::mine}}) {
        for (const json::value& each : array_at(step, member)) {
            const auto death = custody::open_death(*records_, caller, contact->record);
            if (!death) return death.error();
            auto done = custody::mark_step(*records_, caller, *death, std::string(each.as_string()), mark, batch());
            if (!done) return done;
        }
    }
    return {};
}

}  // namespace panoh::demo
