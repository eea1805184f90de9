// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests for expertise: what waits, one request with what follows from it, and the forms of its parts.
#include "forms/display.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/service_request.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr const char* request_type = "request_for_expertise";

Url place_of_request(const Opened& evaluation, const RecordId& request)
{
    return Url::local("/evaluations/{}/requests/{}", evaluation.line.evaluation, request);
}

MessageId heading_of(std::string_view step)
{
    return step == step_asked     ? msg("evaluation.request.asked")
           : step == step_taking  ? msg("evaluation.request.taking")
           : step == step_answers ? msg("evaluation.request.answers")
                                  : msg("evaluation.request.court");
}

Html state_tag_of(const PageContext& context, const std::string& state)
{
    const web::Tone tone = state == "done"       ? web::Tone::ok
                           : state == "declined" ? web::Tone::neutral
                           : state == "accepted" ? web::Tone::info
                                                 : web::Tone::due;
    return web::tag(tone, context.code_label("expertise_states", state));
}

Html table_of(PageContext& context, std::span<const WaitingRequest> requests)
{
    const std::array columns{
        web::Column{context.text(msg("evaluation.list.number")), {}},
        web::Column{context.text(msg("evaluation.list.state")), {}},
        web::Column{context.text(msg("evaluation.request.asked_by")), {}},
        web::Column{context.text(msg("evaluation.request.asked_on")), {}},
        web::Column{context.text(msg("evaluation.request.wanted_on")), {}},
        web::Column{context.text(msg("evaluation.list.lead")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const WaitingRequest& each : requests) {
        const Html number = casework::number_of(each.number);
        const Url place = Url::local("/evaluations/{}/requests/{}", each.evaluation, each.request);
        rows.push_back(
            {each.readable ? el<"a">(href(place), number) : number,
             state_tag_of(context, each.state),
             group(each.readable ? context.code_label("expertise_askers", each.asked_by) : std::string()),
             group(context.translator().date_short(each.asked_on)),
             each.wanted_on.empty() ? group(context.text(msg("evaluation.request.no_day")))
                                    : web::due_tag(context, each.wanted_on),
             group(context.user_name(each.lead))}
        );
    }
    return web::table(context.text(msg("evaluation.request.waiting")), columns, rows);
}

/// A request with its evaluation, as the address names them.
struct Named {
    Opened evaluation;
    vault::Record request;
};

Result<Named> named_in(PageContext& context)
{
    auto evaluation = opened_in(context);
    if (!evaluation) return evaluation.error();
    const auto id = context.path_id<RecordId>("request");
    if (!id) return fail(ErrorCode::not_found, "the address names no request");
    auto request = request_of(context.records(), context.caller(), *evaluation, *id);
    if (!request) return request.error();
    return Named{std::move(*evaluation), std::move(*request)};
}

bool writes(PageContext& context, const Named& named)
{
    return context.records().may(
        context.caller(), access::Verb::write, named.evaluation.line.file, forms::Compartment::legal
    );
}

/// Answered fields of one part; questions have a place of their own.
Html facts_of_step(PageContext& context, const Named& named, std::string_view step)
{
    const forms::RecordType& type = *context.records().schema().type(request_type);
    const boost::json::object merged = named.request.merged().reveal();
    std::vector<web::Fact> facts;
    for (const std::string& name : fields_of_step(step)) {
        const forms::Field* field = type.find(name);
        if (field == nullptr || name == "questions") continue;
        const forms::Answer answer = forms::answer_of(merged, name);
        if (!answer.why && answer.value.is_null()) continue;
        facts.push_back({web::field_label(context, type, name), web::value_view(context, *field, merged)});
    }
    return facts.empty() ? web::paragraph(context.text(msg("evaluation.request.nothing_yet")))
                         : casework::narrow_facts(facts);
}

Html questions_of(PageContext& context, const Named& named)
{
    std::vector<Html> items;
    for (const boost::json::value& row : rows_of(named.request, "questions")) {
        const boost::json::object* object = row.if_object();
        if (object == nullptr) continue;
        const std::string answer = text_at(*object, "answer");
        items.push_back(el<"li">(
            el<"p">(el<"strong">(Sensitive<std::string>(text_at(*object, "question")))),
            answer.empty() ? web::paragraph(context.text(msg("evaluation.request.no_answer")))
                           : el<"p">(Sensitive<std::string>(answer))
        ));
    }
    if (items.empty()) return web::paragraph(context.text(msg("evaluation.request.no_questions")));
    return el<"ol">(items);
}

std::string said_words(const PageContext& context, std::optional<bool> said, const MessageId& yes, const MessageId& no)
{
    if (!said) return context.text(msg("evaluation.request.not_said"));
    return context.text(*said ? yes : no);
}

/// Who works on the evaluation, and what ties to the person are known. Somebody judges; the program does not.
Html ties_table(PageContext& context, const Opened& evaluation)
{
    const std::array columns{
        web::Column{context.text(msg("evaluation.request.who")), {}},
        web::Column{context.text(msg("evaluation.request.care")), {}},
        web::Column{context.text(msg("evaluation.request.treats")), {}},
        web::Column{context.text(msg("evaluation.request.conflict")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const Tie& tie : ties_of(context.records(), context.caller(), evaluation)) {
        Html care = tie.care_role.empty() ? group(context.text(msg("evaluation.request.no_care")))
                                          : web::tag(web::Tone::due, context.code_label("case_roles", tie.care_role));
        rows.push_back(
            {group(context.user_name(tie.user), " · ", context.code_label("evaluation_work", tie.work)),
             care,
             group(said_words(
                 context, tie.treats, msg("evaluation.request.says_treats"), msg("evaluation.request.says_no")
             )),
             group(said_words(
                 context, tie.conflict, msg("evaluation.request.says_conflict"), msg("evaluation.request.says_no")
             ))}
        );
    }
    return group(
        web::paragraph(context.text(msg("evaluation.request.ties_explained"))),
        web::table(context.text(msg("evaluation.request.ties")), columns, rows)
    );
}

Html part_of_page(PageContext& context, const Named& named, std::string_view step, const Html& body)
{
    std::optional<Html> change;
    if (writes(context, named)) {
        change = el<"a">(
            href(Url::local(
                "/evaluations/{}/requests/{}/{}", named.evaluation.line.evaluation, named.request.id, std::string(step)
            )),
            context.text(msg("evaluation.home.change")),
            el<"span">(cls("visually-hidden"), " ", context.text(heading_of(step)))
        );
    }
    return web::section(context.text(heading_of(step)), body, change);
}

/// The form of one part of a request.
struct StepForm {
    Named named;
    std::string step;
    std::string draft;
    Url address = Url::local("/evaluations");
};

Result<StepForm> form_in(PageContext& context)
{
    auto named = named_in(context);
    if (!named) return named.error();
    StepForm form{std::move(*named), std::string(context.path_text("step")), {}};
    if (fields_of_step(form.step).empty()) return fail(ErrorCode::not_found, "a request has no such part");
    if (!writes(context, form.named)) return fail(ErrorCode::denied, "the reader may not change the request");
    form.draft = "request-" + form.step + "-" + form.named.request.id.text();
    form.address = Url::local(
        "/evaluations/{}/requests/{}/{}", form.named.evaluation.line.evaluation, form.named.request.id, form.step
    );
    return form;
}

Response step_form(
    PageContext& context, const StepForm& form, const FormStart& start, std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = context.records().schema().type(request_type);
    view.values = &start.values;
    view.problems = problems;
    view.only = fields_of_step(form.step);
    view.has_draft = true;
    const Html body = web::post_form(
        context,
        form.address,
        group(
            PageContext::base_field(start.base),
            web::form_fields(context, view),
            actions(group(
                web::submit_button(context.text(msg("evaluation.form.save"))),
                web::quiet_link_button(
                    place_of_request(form.named.evaluation, form.named.request.id),
                    context.text(msg("evaluation.form.cancel"))
                )
            ))
        ),
        Url::local("/drafts/{}", form.draft)
    );
    const Html above = form.step == step_taking ? ties_table(context, form.named.evaluation) : Html();
    return web::page(
        context,
        form_head(context, form.named.evaluation, context.text(heading_of(form.step))),
        group(draft_notice(context, start, form.address), above, body),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

}  // namespace

Response requests_page(PageContext& context)
{
    const auto found = waiting_requests(context.records(), context.caller());
    if (!found) return web::error_page(context, found.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("evaluation.request.waiting")));
    head.title = context.text(msg("evaluation.request.waiting"));
    head.place = web::Place::cases;
    head.tabs =
        el<"a">(cls("back-link"), href(Url::local("/evaluations")), context.text(msg("evaluation.list.heading")));
    Html body = web::paragraph(context.text(msg("evaluation.request.purpose")));
    body += found->empty() ? web::empty_state(context.text(msg("evaluation.request.none_waiting")))
                           : table_of(context, *found);
    return web::page(context, head, body);
}

Response request_page(PageContext& context)
{
    const auto named = named_in(context);
    if (!named) return web::error_page(context, named.error());
    const std::string state = text_of(named->request, "state");
    Html summary = state_tag_of(context, state);
    const std::string wanted = text_of(named->request, "wanted_on");
    if (!wanted.empty() && (state == "asked" || state == "accepted")) {
        summary =
            group(summary, " ", context.text(msg("evaluation.request.wanted_on")), " ", web::due_tag(context, wanted));
    }
    auto head = form_head(context, named->evaluation, type_words(context, request_type));
    head.typed_text = false;
    const Html body = group(
        el<"p">(summary),
        part_of_page(context, *named, step_asked, facts_of_step(context, *named, step_asked)),
        part_of_page(context, *named, step_answers, questions_of(context, *named)),
        part_of_page(
            context,
            *named,
            step_taking,
            group(facts_of_step(context, *named, step_taking), ties_table(context, named->evaluation))
        ),
        part_of_page(context, *named, step_court, facts_of_step(context, *named, step_court)),
        actions(web::quiet_link_button(
            Url::local("/records/{}/history", named->request.id), context.text(msg("evaluation.form.history"))
        ))
    );
    return web::page(context, head, body);
}

Response request_step_page(PageContext& context)
{
    const auto form = form_in(context);
    if (!form) return web::error_page(context, form.error());
    const forms::RecordType& type = *context.records().schema().type(request_type);
    const auto stored = forms::to_submission(type, form->named.request.merged().reveal(), context.services().zone);
    return step_form(context, *form, start_of(context, form->draft, stored, form->named.request.revision), {});
}

Response save_request_step(PageContext& context)
{
    const auto form = form_in(context);
    if (!form) return web::error_page(context, form.error());
    const forms::RecordType& type = *context.records().schema().type(request_type);
    const auto sent = web::sent_edit(context, type, form->named.request.id);
    if (!sent) return web::error_page(context, sent.error());
    const auto fields = fields_of_step(form->step);
    const records::FormChange change{
        request_type, form->named.request.file, form->named.request.id, context.base(), [&](const forms::Field& field) {
            return std::ranges::find(fields, field.name) != fields.end();
        }};
    const auto outcome =
        save_part(context.records(), context.caller(), form->named.evaluation, change, *sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        return web::page(
            context,
            form_head(context, form->named.evaluation, context.text(msg("evaluation.form.clash"))),
            web::merge_view(context, type, *outcome->clash, *sent),
            http_status(ErrorCode::conflict)
        );
    }
    if (!outcome->saved()) return step_form(context, *form, {*sent, context.base(), false}, outcome->problems);
    web::drop_draft(context, form->draft);
    return Response::redirect(place_of_request(form->named.evaluation, form->named.request.id));
}

}  // namespace panoh::evaluation
