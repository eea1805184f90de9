// SPDX-License-Identifier: AGPL-3.0-or-later
// What organisations say about themselves, who comes and goes, views and reminders of one's own.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/casework/team.hpp"
#include "modules/casework/views.hpp"
#include "modules/coalition/profile.hpp"
#include "modules/notices/reminders.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

Result<void> Work::write_profile(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    forms::Submission submission;
    if (auto done = fill(submission, coalition::profile_type, object_at(step, "profile")); !done) return done;
    return saved(coalition::save_profile(*records_, caller, 0, submission, batch()), coalition::profile_type);
}

Result<void> Work::keep_view(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const json::object& wanted = object_at(step, "view");
    casework::ListView view;
    view.whose = text_at(wanted, "whose") == "team" ? casework::ListView::Whose::team : casework::ListView::Whose::own;
    view.list = text_at(wanted, "list");
    view.name = Sensitive<std::string>(text_at(wanted, "name"));
    view.query = text_at(wanted, "query");
    return casework::save_view(*records_, caller, view, batch());
}

Result<void> Work::wish_reminder(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const json::object& wanted = object_at(step, "reminder");
    const notices::WishForm form{true, text_at(wanted, "address"), text_at(wanted, "hour")};
    if (!notices::problems_of(form).empty()) return fail(ErrorCode::internal, "a reminder that nobody could wish");
    notices::Wish wish;
    wish.on = form.on;
    wish.address = Sensitive<std::string>(form.address);
    wish.hour = static_cast<int>(notices::number_in(form.hour, notices::first_hour, notices::last_hour));
    wish.language = records_->vault().directory()->user(caller.actor.user)->language;
    return notices::keep_wish(records_->vault(), caller.actor.user, wish);
}

/// A case with the tasks of whoever led it, who does not work on it any more.
Result<void> Work::give_case(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    const auto to = user(text_at(step, "case_to"));
    const auto from = user(text_at(step, "from"));
    if (!matter) return matter.error();
    if (!to) return to.error();
    if (!from) return from.error();
    return casework::reassign(*records_, caller, {matter->record, false, *from, *to, true}, batch());
}

Result<void> Work::end_work(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto who = user(text_at(step, "leaves"));
    const auto day = calendar_->resolved(text_at(step, "last_day"));
    if (!who) return who.error();
    if (!day) return day.error();
    const auto done = accounts_->end_work(*caller.keys, *who, {*day, text_at(step, "reason")}, false);
    return done ? Result<void>{} : done.error();
}

Result<void> Work::invite(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const json::object& wanted = object_at(step, "invite");
    accounts::NewUser person;
    person.name = Sensitive<std::string>(text_at(wanted, "name"));
    person.organisation = caller.actor.organisation;
    person.roles = {text_at(wanted, "role")};
    for (const json::value& region : array_at(wanted, "regions"))
        person.regions.emplace_back(region.as_string());
    person.language = text_at(wanted, "language");
    const auto invited = accounts_->invite(*caller.keys, person, records_->vault().random().id<UserId>());
    return invited ? Result<void>{} : invited.error();
}

}  // namespace panoh::demo
