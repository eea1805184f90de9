// SPDX-License-Identifier: AGPL-3.0-or-later
// What becomes of a case: its states, who leads it, who sees it, what belongs to it, its dates.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/casework/deadline.hpp"
#include "modules/casework/links.hpp"
#include "modules/casework/restriction.hpp"
#include "modules/casework/status.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/tasks.hpp"
#include "modules/casework/transfer.hpp"

#include <algorithm>

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

Result<casework::CaseHead> Work::head(const Caller& caller, const std::string& label) const
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    return casework::case_head(*records_, caller, matter->record);
}

/// A change of state as people ask for it now; `approver` is the second person where the state needs one.
Result<void> Work::change_state(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    forms::Submission submission;
    if (auto done = fill(submission, "status_change", object_at(step, "state")); !done) return done;
    if (const std::string approver = text_at(step, "approver"); !approver.empty()) {
        const auto second = user(approver);
        if (!second) return second.error();
        submission.add("approver", second->text());
    }
    return saved(casework::change_state(*records_, caller, matter->file, submission, batch()), "status_change");
}

Result<void> Work::answer_state(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = head(caller, label);
    if (!matter) return matter.error();
    const bool agrees = text_at(step, "agree") == "yes";
    return casework::answer_state_request(*records_, caller, *matter, agrees, text_at(step, "because"), batch());
}

Result<void> Work::ask_transfer(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = head(caller, label);
    if (!matter) return matter.error();
    forms::Submission submission;
    if (auto done = fill(submission, "case_transfer", object_at(step, "transfer")); !done) return done;
    return saved(casework::ask_transfer(*records_, caller, *matter, submission, batch()), "case_transfer");
}

Result<void> Work::accept_transfer(const Caller& caller, const std::string& label, const json::object& /*step*/)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    const auto asked = casework::transfers_to(*records_, caller);
    if (!asked) return asked.error();
    const auto found = std::find_if(asked->begin(), asked->end(), [&](const casework::Transfer& each) {
        return each.case_record == matter->record;
    });
    if (found == asked->end()) return fail(ErrorCode::internal, "nobody asked to take this case over");
    return casework::accept_transfer(*records_, caller, found->record, batch());
}

Result<void> Work::restrict_case(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = head(caller, label);
    if (!matter) return matter.error();
    forms::Submission submission;
    if (auto done = fill(submission, "case_restriction", object_at(step, "restrict")); !done) return done;
    return saved(casework::ask_restriction(*records_, caller, *matter, submission, batch()), "case_restriction");
}

Result<void> Work::confirm_restriction(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = head(caller, label);
    if (!matter) return matter.error();
    return casework::answer_restriction(
        *records_, caller, *matter, text_at(step, "confirm") == "yes", text_at(step, "because"), batch()
    );
}

Result<void> Work::link(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = head(caller, label);
    if (!matter) return matter.error();
    const auto other = head(caller, text_at(step, "link"));
    if (!other) return other.error();
    forms::Submission submission;
    submission.add("number", other->number);
    for (const char* field : {"kind", "note"})
        submission.add(field, text_at(step, field));
    return saved(casework::link_case(*records_, caller, *matter, submission, batch()), "case_link");
}

Result<void> Work::end_deadline(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto deadline = place(text_at(step, "end_deadline"));
    if (!deadline) return deadline.error();
    const auto on = calendar_->resolved(text_at(step, "on"));
    if (!on) return on.error();
    return casework::end_deadline(
        *records_, caller, deadline->record, text_at(step, "as"), *on, text_at(step, "because"), batch()
    );
}

Result<void> Work::move_deadline(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto deadline = place(text_at(step, "move_deadline"));
    if (!deadline) return deadline.error();
    const auto to = calendar_->resolved(text_at(step, "to"));
    if (!to) return to.error();
    return casework::postpone_deadline(*records_, caller, deadline->record, *to, text_at(step, "because"), batch());
}

Result<void> Work::give_up(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto task = place(text_at(step, "give_up"));
    if (!task) return task.error();
    return casework::give_up_task(
        *records_, caller, task->record, text_at(step, "reason"), text_at(step, "because"), batch()
    );
}

}  // namespace panoh::demo
