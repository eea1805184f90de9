// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/module.hpp"

#include "modules/casework/pages.hpp"

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

        {Method::get, "/people/{person}", work, read("person"), person_page},
        {Method::get, "/people/{person}/consent", work, read("consent"), consent_page},
        {Method::post, "/people/{person}/consent/withdraw", work, read("consent_withdraw"), save_withdrawal},

        {Method::get, "/files/{file}/new/{type}", work, read("record_form"), new_record_form},
        {Method::post, "/files/{file}/new/{type}", work, read("record_add"), save_new_record},
        {Method::get, "/records/{record}", work, read("record_page"), show_record},
        {Method::get, "/records/{record}/edit", work, read("record_form"), edit_record_form},
        {Method::post, "/records/{record}/edit", work, read("record_edit"), save_record},
        {Method::get, "/records/{record}/history", work, read("record_history"), record_history},
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
