// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/module.hpp"

#include "modules/custody/pages.hpp"
#include "modules/custody/service.hpp"

#include <algorithm>
#include <array>

namespace panoh::custody {

using web::Audience;
using web::AuditAction;
using web::change;
using web::Method;
using web::show;

web::Routes routes()
{
    return {
        // "work": a lawyer or physician who was asked, and the desk, see what their role lets them see.
        show("/custody", "work", "custody_list", alerts_page),
        {Method::get, "/custody/new", Audience::ability("take_calls"), AuditAction::none(), new_alert_page},
        change("/custody/new", "take_calls", "custody_raised", save_new_alert),
        show("/custody/{contact}", "work", "custody", alert_page),
        show("/custody/{contact}/raise", "take_calls", "custody_raise", raise_page),
        change("/custody/{contact}/raise", "take_calls", "custody_raised", save_raise),
        show("/custody/{contact}/add/{type}", "work", "custody_add", add_page),
        change("/custody/{contact}/add/{type}", "work", "custody_added", save_added),
        show("/custody/{contact}/change/{record}", "work", "custody_edit", change_page),
        change("/custody/{contact}/change/{record}", "work", "custody_changed", save_changed),
        change("/custody/{contact}/registered", "work", "custody_registered", save_registered),
        change("/custody/{contact}/ask", "take_calls", "custody_asked", save_asked),
        change("/custody/{contact}/requests/{request}", "work", "custody_answered", save_answer),
        show("/custody/{contact}/end", "take_calls", "custody_end", end_page),
        change("/custody/{contact}/end", "take_calls", "custody_ended", save_end),
        show("/custody/{contact}/death", "work", "custody_death", death_page),
        change("/custody/{contact}/death/{step}", "work", "custody_death_step", save_death_step),
        show("/custody/{contact}/paper", "work", "custody_paper", paper_page),
    };
}

std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record)
{
    using html::Url;
    constexpr std::array<std::string_view, 9> types{
        "custody_alert",
        "custody_account",
        "custody_enquiry",
        "custody_refusal",
        "on_duty_request",
        "death_report",
        "death_consent",
        "autopsy_request",
        "death_step"};
    if (std::find(types.begin(), types.end(), record.type) == types.end()) return std::nullopt;
    const auto found = contact_of_file(context.records(), context.caller(), record.file);
    web::RecordPlaces places{Url::local("/custody/{}", found), std::nullopt};
    if (!found.is_none() && record.type != "on_duty_request") {
        places.edit = Url::local("/custody/{}/change/{}", found, record.id);
    }
    return places;
}

}  // namespace panoh::custody
