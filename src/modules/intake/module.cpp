// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/module.hpp"

#include "modules/intake/module_hotline.hpp"
#include "modules/intake/pages.hpp"

namespace panoh::intake {

using web::Audience;
using web::AuditAction;
using web::change;
using web::Method;
using web::Route;
using web::show;

web::Routes routes()
{
    web::Routes all{
        // The desk reads these two as well: what they show depends on the reader.
        show("/calls", "see_calls", "call_list", calls_page),
        show("/calls/{contact}", "work", "call", call_page),
        {Method::get, "/calls/new", Audience::ability("take_calls"), AuditAction::none(), new_call_page},
        change("/calls/new", "take_calls", "call_taken", save_new_call),
        show("/calls/{contact}/account", "take_calls", "call_account", account_page),
        show("/calls/{contact}/history", "take_calls", "call_history", history_page),
        show("/calls/{contact}/edit", "take_calls", "call_edit", edit_contact_page),
        change("/calls/{contact}/edit", "take_calls", "call_changed", save_contact),
        show("/calls/{contact}/edit-account", "take_calls", "call_account_edit", edit_account_page),
        change("/calls/{contact}/edit-account", "take_calls", "call_account_changed", save_account),
        show("/calls/{contact}/hand-on", "take_calls", "call_hand_on", hand_on_page),
        change("/calls/{contact}/hand-on", "take_calls", "call_handed_on", save_hand_on),
        change("/calls/{contact}/release", "take_calls", "call_released", save_release),
        change("/calls/{contact}/receive", "take_calls", "call_received", save_receipt),
        show("/calls/{contact}/screening", "screen", "call_screening", screening_page),
        change("/calls/{contact}/screening", "screen", "call_screened", save_screening_form),
        show("/calls/{contact}/open-case", "open_cases", "call_open_case", open_case_page),
        change("/calls/{contact}/open-case", "open_cases", "call_case_opened", save_open_case),
        change("/calls/{contact}/agreement", "open_cases", "call_agreement", save_agreement),
        show("/calls/{contact}/pass-on", "take_calls", "call_pass_on", pass_on_page),
        change("/calls/{contact}/pass-on", "take_calls", "call_passed_on", save_pass_on),
    };
    for (Route& route : hotline_routes())
        all.push_back(std::move(route));
    return all;
}

}  // namespace panoh::intake
