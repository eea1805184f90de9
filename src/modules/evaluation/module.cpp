// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/module.hpp"

#include "modules/evaluation/pages_parts.hpp"

namespace panoh::evaluation {

namespace {

using web::change;
using web::show;

web::PageHandler proven(web::Response (*handler)(web::PageContext&, const SecondFactor&), const SecondFactor& proves)
{
    return [handler, proves](web::PageContext& context) {
        return handler(context, proves);
    };
}

}  // namespace

web::Routes routes(SecondFactor proves, ReportMaker makes)
{
    const auto made = [makes](web::PageContext& context) {
        return save_ready(context, makes);
    };
    return {
        // "work": a lawyer of the main file and the desk see what their role lets them see.
        show("/evaluations", "work", "evaluations", list_page),
        show("/cases/{case}/evaluations", "work", "evaluations_of_case", case_page),
        show("/cases/{case}/evaluations/new/{person}", "evaluate", "evaluation_open", open_page),
        change("/cases/{case}/evaluations/new/{person}", "evaluate", "evaluation_opened", save_open),
        show("/evaluations/{evaluation}", "work", "evaluation", home_page),
        show("/evaluations/{evaluation}/team", "work", "evaluation_team", team_page),
        change("/evaluations/{evaluation}/team", "evaluate", "evaluation_assigned", save_assigned),
        change("/evaluations/{evaluation}/apart/team", "evaluate", "evaluation_apart_assigned", save_assigned),
        change("/evaluations/{evaluation}/team/{user}/end", "evaluate", "evaluation_work_ended", save_ended),
        show("/evaluations/{evaluation}/sections/{section}", "evaluate", "evaluation_section", section_page),
        change(
            "/evaluations/{evaluation}/sections/{section}", "evaluate", "evaluation_section_saved", save_section_page
        ),
        show("/evaluations/{evaluation}/add/{type}", "work", "evaluation_add", add_page),
        change("/evaluations/{evaluation}/add/{type}", "work", "evaluation_added", save_added),
        show("/evaluations/{evaluation}/records/{record}", "work", "evaluation_record", edit_page),
        change("/evaluations/{evaluation}/records/{record}", "work", "evaluation_changed", save_edited),
        change("/evaluations/{evaluation}/records/{record}/remove", "evaluate", "evaluation_removed", save_removed),
        show("/evaluations/{evaluation}/findings", "evaluate", "evaluation_findings", findings_page),
        show("/evaluations/{evaluation}/findings/{finding}", "evaluate", "evaluation_finding", finding_page),
        show("/evaluations/{evaluation}/findings/{finding}/marks", "evaluate", "evaluation_marks", marks_page),
        change("/evaluations/{evaluation}/findings/{finding}/marks", "evaluate", "evaluation_marked", save_mark),
        show(
            "/evaluations/{evaluation}/findings/{finding}/drawings/{view}",
            "evaluate",
            "evaluation_drawing",
            drawing_image
        ),
        show("/evaluations/{evaluation}/apart", "evaluate", "evaluation_apart", apart_page),
        change("/evaluations/{evaluation}/apart", "evaluate", "evaluation_apart_opened", save_apart),
        show("/evaluations/{evaluation}/apart/add/{type}", "evaluate", "evaluation_apart_add", add_page),
        change("/evaluations/{evaluation}/apart/add/{type}", "evaluate", "evaluation_apart_added", save_added),
        show("/evaluations/requests", "work", "expertise_requests", requests_page),
        show("/evaluations/{evaluation}/requests/{request}", "work", "expertise_request", request_page),
        show(
            "/evaluations/{evaluation}/requests/{request}/{step}", "work", "expertise_request_form", request_step_page
        ),
        change(
            "/evaluations/{evaluation}/requests/{request}/{step}", "work", "expertise_request_saved", save_request_step
        ),
        show("/evaluations/{evaluation}/review", "evaluate", "evaluation_review", review_page),
        show("/evaluations/{evaluation}/review/{set}", "evaluate", "evaluation_review_set", review_set_page),
        change("/evaluations/{evaluation}/review/{set}", "evaluate", "evaluation_review_saved", save_review_set),
        show("/terms", "evaluate", "terms", terms_page),
        show("/terms/{language}/{list}", "evaluate", "terms", words_page),
        change("/terms/{language}/{list}", "evaluate", "terms_confirmed", save_words),
        show("/evaluations/{evaluation}/quality", "evaluate", "evaluation_quality", quality_page),
        change(
            "/evaluations/{evaluation}/remarks/{remark}", "evaluate", "evaluation_remark_answered", save_remark_answer
        ),
        show("/evaluations/{evaluation}/sign", "work", "evaluation_sign", sign_page),
        change("/evaluations/{evaluation}/sign", "evaluate", "evaluation_signed", proven(save_signature, proves)),
        show("/evaluations/{evaluation}/apart/sign", "evaluate", "evaluation_apart_sign", sign_page),
        change(
            "/evaluations/{evaluation}/apart/sign",
            "evaluate",
            "evaluation_apart_signed",
            proven(save_signature, proves)
        ),
        change("/evaluations/{evaluation}/ready", "evaluate", "evaluation_ready", made),
        change("/evaluations/{evaluation}/apart/ready", "evaluate", "evaluation_apart_ready", made),
        show("/evaluations/{evaluation}/addendum", "evaluate", "evaluation_addendum", addendum_page),
        change("/evaluations/{evaluation}/addendum", "evaluate", "evaluation_added_to", proven(save_addendum, proves)),
        show("/evaluations/{evaluation}/apart/addendum", "evaluate", "evaluation_apart_addendum", addendum_page),
        change(
            "/evaluations/{evaluation}/apart/addendum",
            "evaluate",
            "evaluation_apart_added_to",
            proven(save_addendum, proves)
        ),
        // "work": a lawyer says that a report is disputed.
        change("/evaluations/{evaluation}/holds", "work", "evaluation_hold", save_hold),
        change("/evaluations/{evaluation}/holds/{hold}/end", "work", "evaluation_hold_ended", save_hold_ended),
        show("/evaluations/{evaluation}/draft-destruction", "work", "evaluation_destruction", destruction_page),
        change(
            "/evaluations/{evaluation}/draft-destruction", "evaluate", "evaluation_destruction_asked", save_destruction
        ),
        change(
            "/evaluations/{evaluation}/draft-destruction/answer",
            "agree_destruction",
            "evaluation_destruction_answered",
            save_destruction_answer
        ),
        change(
            "/evaluations/{evaluation}/draft-destruction/withdraw",
            "evaluate",
            "evaluation_destruction_withdrawn",
            save_destruction_withdrawn
        ),
    };
}

std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record)
{
    const forms::RecordType* type = context.records().schema().type(record.type);
    if (type == nullptr || type->file != forms::FileKind::evaluation || type->words() == "attachment") {
        return std::nullopt;
    }
    const RecordId id = evaluation_of_file(context.records(), context.caller(), record.file);
    if (id.is_none()) return web::RecordPlaces{Url::local("/evaluations"), std::nullopt};
    Opened named;
    named.line.evaluation = id;
    return web::RecordPlaces{place_of(named, record), std::nullopt};
}

}  // namespace panoh::evaluation
