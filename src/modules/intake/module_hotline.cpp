// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/module_hotline.hpp"

#include "modules/intake/pages_apart.hpp"
#include "modules/intake/pages_call_back.hpp"
#include "modules/intake/pages_danger.hpp"
#include "modules/intake/pages_duty.hpp"
#include "modules/intake/pages_figures.hpp"
#include "modules/intake/pages_hand_over.hpp"
#include "modules/intake/pages_number.hpp"

namespace panoh::intake {

using web::change;
using web::form;
using web::show;

web::Routes hotline_routes()
{
    return {
        // Lines and duty lists are about nobody who called.
        form("/duty", "see_register", duty_page),
        change("/duty/copy", "plan_duty", "duty_week_copied", copy_week),
        form("/duty/lines/new", "plan_duty", new_line_page),
        change("/duty/lines/new", "plan_duty", "duty_line_added", save_line_form),
        form("/duty/lines/{line}", "plan_duty", line_page),
        change("/duty/lines/{line}", "plan_duty", "duty_line_changed", save_line_form),
        form("/duty/shifts/new", "plan_duty", new_shift_page),
        change("/duty/shifts/new", "plan_duty", "duty_shift_added", save_shift_form),
        form("/duty/shifts/{shift}", "plan_duty", shift_page),
        change("/duty/shifts/{shift}", "plan_duty", "duty_shift_changed", save_shift_form),
        change("/duty/shifts/{shift}/take-off", "plan_duty", "duty_shift_removed", take_off_shift),
        // Intake sees its own promises, the desk those that nobody took.
        show("/hand-over", "see_calls", "shift_hand_over", hand_over_page),
        change("/hand-over", "take_calls", "hand_over_given", save_hand_over),
        change("/hand-over/take", "take_calls", "hand_over_taken", take_offers),
        change("/hand-over/{offer}/withdraw", "take_calls", "hand_over_withdrawn", withdraw_offer),
        show("/calls/{contact}/call-back", "take_calls", "call_back", call_back_page),
        change("/calls/{contact}/call-back", "take_calls", "call_back_noted", save_try),
        change("/calls/{contact}/call-back/number", "take_calls", "call_back_number", call_now),
        change("/calls/{contact}/call-back/close", "take_calls", "call_back_closed", close_call_back),
        change("/calls/{contact}/number", "take_calls", "call_number", number_page),
        change("/calls/{contact}/number/correct", "take_calls", "call_number_changed", save_number),
        show("/calls/{contact}/danger", "take_calls", "danger_steps", danger_page),
        change("/calls/{contact}/danger", "take_calls", "danger_steps_taken", save_danger_steps),
        change("/calls/{contact}/danger/{step}/undo", "take_calls", "danger_step_undone", untake_danger_step),
        change("/calls/{contact}/undo-apart", "take_calls", "call_apart_undone", undo_apart),
        // Counted for those who see the team, kept figures for the others.
        show("/calls/figures", "see_figures", "hotline_figures", figures_page),
        show("/calls/figures.csv", "see_figures", "hotline_figures_csv", figures_csv),
        change("/calls/figures/keep", "plan_duty", "hotline_figures_kept", keep_figures),
    };
}

}  // namespace panoh::intake
