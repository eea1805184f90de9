// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/module.hpp"

#include "modules/casework/pages.hpp"
#include "modules/casework/pages_team.hpp"

namespace panoh::casework {

web::Routes routes()
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto work = Audience::ability("work");
    const auto search = Audience::ability("search");
    const auto open_cases = Audience::ability("open_cases");
    const auto print = Audience::ability("print");
    const auto see_team = Audience::ability("see_team");
    const auto assign = Audience::ability("assign");
    const auto read = [](const char* code) {
        return AuditAction::named(code);
    };
    return {
        {Method::get, "/", work, read("my_work"), my_work},

        {Method::get, "/cases", work, read("case_list"), list_cases},
        {Method::get, "/cases/new", open_cases, AuditAction::none(), start_registering},
        {Method::post, "/cases/new/form", open_cases, AuditAction::none(), show_register_form},
        {Method::post, "/cases/new", open_cases, read("case_register"), register_case},

        {Method::get, "/cases/{case}", work, read("case_overview"), case_overview},
        {Method::get, "/cases/{case}/timeline", work, read("case_timeline"), case_timeline},
        {Method::get, "/cases/{case}/people", work, read("case_people"), case_people},
        {Method::get, "/cases/{case}/people/new", work, read("person_form"), new_person_form},
        {Method::post, "/cases/{case}/people/new", work, read("person_add"), save_new_person},
        {Method::get, "/cases/{case}/notes", work, read("case_notes"), case_notes},
        {Method::get, "/cases/{case}/log", work, read("case_log"), case_log},
        {Method::get, "/cases/{case}/tasks", work, read("case_tasks"), case_tasks},
        {Method::post, "/cases/{case}/tasks", work, read("task_add"), add_task},
        {Method::get, "/cases/{case}/print", print, read("print_form"), print_form},
        {Method::post, "/cases/{case}/print", print, read("case_print"), print_case},

        {Method::get, "/cases/{case}/team", work, read("case_team"), case_team_page},
        {Method::post, "/cases/{case}/team", work, read("case_worker_added"), add_case_worker},
        {Method::post, "/cases/{case}/team/end", work, read("case_worker_ended"), end_case_worker},
        {Method::get, "/cases/{case}/transfer", work, read("case_transfer"), transfer_page},
        {Method::post, "/cases/{case}/transfer", work, read("case_transfer_asked"), save_transfer},
        {Method::post, "/cases/{case}/transfer/answer", work, read("case_transfer_answered"), answer_transfer},
        {Method::get, "/cases/{case}/restriction", work, read("case_restriction"), restriction_page},
        {Method::post, "/cases/{case}/restriction", work, read("case_restriction_asked"), save_restriction},
        {Method::post,
         "/cases/{case}/restriction/answer",
         work,
         read("case_restriction_answered"),
         answer_restriction_page},

        {Method::get, "/team", see_team, read("team"), team_page},
        {Method::get, "/team/{user}", see_team, read("team_colleague"), colleague_page},
        {Method::post, "/team/check", assign, read("team_check"), check_assignments},
        {Method::post, "/team/assign", assign, read("team_assigned"), save_assignments},
        {Method::post, "/team/{user}/away", assign, read("team_absence"), save_absence},

        {Method::get, "/people/{person}", work, read("person"), person_page},
        {Method::get, "/people/{person}/consent", work, read("consent"), consent_page},
        {Method::post, "/people/{person}/consent/withdraw", work, read("consent_withdraw"), save_withdrawal},

        {Method::get, "/files/{file}/new/{type}", work, read("record_form"), new_record_form},
        {Method::post, "/files/{file}/new/{type}", work, read("record_add"), save_new_record},
        {Method::get, "/records/{record}", work, read("record_page"), show_record},
        {Method::get, "/records/{record}/edit", work, read("record_form"), edit_record_form},
        {Method::post, "/records/{record}/edit", work, read("record_edit"), save_record},
        {Method::get, "/records/{record}/history", work, read("record_history"), record_history},
        {Method::post, "/records/{record}/undo", work, read("record_undo"), undo_change},
        {Method::get, "/records/{record}/remove", work, read("record_form"), removal_form},
        {Method::post, "/records/{record}/remove", work, read("record_remove"), save_removal},
        {Method::post, "/records/{record}/done", work, read("task_done"), finish_task},
        {Method::get, "/records/{record}/postpone", work, read("record_form"), postpone_form},
        {Method::post, "/records/{record}/postpone", work, read("task_postpone"), save_postponed},

        {Method::get, "/find", search, AuditAction::none(), find_form},
        {Method::post, "/find", search, read("find"), find_results},
        {Method::post, "/find/people-like", search, read("find_people_like"), suggest_people},
    };
}

}  // namespace panoh::casework
