// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/module.hpp"

#include "modules/casework/pages.hpp"
#include "modules/casework/pages_bulk.hpp"
#include "modules/casework/pages_matter.hpp"
#include "modules/casework/pages_person.hpp"
#include "modules/casework/pages_tags.hpp"
#include "modules/casework/pages_tasks.hpp"
#include "modules/casework/pages_team.hpp"
#include "modules/casework/pages_views.hpp"

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
        {Method::post, "/cases/bulk", work, read("cases_marked"), check_bulk},
        {Method::post, "/cases/bulk/done", work, read("cases_changed"), save_bulk},
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
        {Method::get, "/cases/{case}/tasks/from-list", work, read("task_form"), tasks_from_list},
        {Method::post, "/cases/{case}/tasks/from-list", work, read("tasks_added"), save_tasks_from_list},
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

        {Method::get, "/cases/{case}/status", work, read("case_states"), case_states_page},
        {Method::post, "/cases/{case}/status", work, read("case_state_changed"), save_case_state},
        {Method::post, "/cases/{case}/status/answer", work, read("case_state_answered"), answer_case_state},
        {Method::get, "/cases/{case}/deadlines", work, read("case_deadlines"), case_deadlines_page},
        {Method::get, "/cases/{case}/deadlines/{deadline}", work, read("case_deadline"), deadline_page},
        {Method::post, "/cases/{case}/deadlines/{deadline}", work, read("case_deadline_changed"), save_deadline_step},
        {Method::get, "/cases/{case}/conferences", work, read("case_conferences"), case_conferences_page},
        {Method::get, "/cases/{case}/conferences/{conference}", work, read("case_conference"), conference_page},
        {Method::get, "/cases/{case}/links", work, read("case_links"), case_links_page},
        {Method::post, "/cases/{case}/links", work, read("case_linked"), save_case_link},

        {Method::post, "/cases/{case}/tags", work, read("case_tagged"), save_case_tag},
        {Method::get, "/tags", Audience::ability("see_register"), read("tags"), tags_page},
        {Method::post, "/tags", Audience::ability("manage_tags"), read("tag_added"), add_tag},
        {Method::get, "/tags/{tag}", Audience::ability("manage_tags"), AuditAction::none(), tag_page},
        {Method::post, "/tags/{tag}", Audience::ability("manage_tags"), read("tag_changed"), save_tag_page},

        {Method::get, "/team", see_team, read("team"), team_page},
        {Method::get, "/team/{user}", see_team, read("team_colleague"), colleague_page},
        {Method::post, "/team/check", assign, read("team_check"), check_assignments},
        {Method::post, "/team/assign", assign, read("team_assigned"), save_assignments},
        {Method::post, "/team/{user}/away", assign, read("team_absence"), save_absence},

        {Method::get, "/people/{person}", work, read("person"), person_page},
        {Method::get, "/people/{person}/family", work, read("person_family"), family_page},
        {Method::get, "/people/{person}/contacts/{channel}", work, read("contact_asked"), contact_question},
        {Method::post, "/people/{person}/contacts/{channel}", work, read("contact_shown"), show_contact},
        {Method::get, "/people/alike", search, read("likely_pairs"), likely_pairs_page},
        {Method::get, "/people/{person}/alike", work, read("likely_same"), likely_same_page},
        {Method::get, "/people/{person}/compare/{other}", work, read("person_compared"), compare_page},
        {Method::post, "/people/{person}/compare/{other}", work, read("person_merge_decided"), save_decision},
        {Method::post,
         "/people/{person}/compare/{other}/undo",
         work,
         read("person_merge_undone"),
         save_undone_decision},
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
        {Method::get, "/records/{record}/not-done", work, read("record_form"), not_done_form},
        {Method::post, "/records/{record}/not-done", work, read("task_not_done"), save_not_done},
        {Method::get, "/records/{record}/reassign", work, read("record_form"), reassign_form},
        {Method::post, "/records/{record}/reassign", work, read("task_passed_on"), save_reassigned},

        {Method::get, "/people", Audience::ability("work_on_cases"), read("people_list"), list_people},
        {Method::get, "/tasks", work, read("task_list"), list_tasks},
        {Method::get, "/views", work, AuditAction::none(), views_page},
        {Method::post, "/views", work, read("view_saved"), save_view_form},
        {Method::post, "/views/remove", work, read("view_removed"), remove_view_form},
        {Method::post, "/views/columns", work, AuditAction::none(), save_columns},

        {Method::get, "/go", work, read("go"), go_page},
        {Method::get, "/find", search, read("find_form"), find_form},
        {Method::post, "/find", search, read("find"), find_results},
        {Method::post, "/find/people-like", search, read("find_people_like"), suggest_people},
    };
}

}  // namespace panoh::casework
