// SPDX-License-Identifier: AGPL-3.0-or-later
// Opening an evaluation, and the file of what is kept apart.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// Whom and which case the address names, with what stands above the form.
struct OpeningPage {
    Subject subject;
    web::PageHead head;
    GivenConsents consents;
    std::string care_role;
    Url address;
    std::string draft;
};

Result<OpeningPage> opening_in(PageContext& context)
{
    const Subject subject{
        context.path_id<RecordId>("case").value_or(RecordId{}),
        context.path_id<RecordId>("person").value_or(RecordId{})};
    const auto frame = casework::case_frame(context, subject.matter, casework::CaseTab::none);
    if (!frame) return frame.error();
    const bool is_there = std::any_of(frame->people.begin(), frame->people.end(), [&](const auto& person) {
        return person.person == subject.person && person.readable;
    });
    if (!is_there) return fail(ErrorCode::not_found, "no such person of this case for the reader");
    auto head = frame->page(Sensitive<std::string>(context.text(msg("evaluation.open.heading"))));
    head.typed_text = true;
    return OpeningPage{
        subject,
        std::move(head),
        consents_of_person(context.records(), context.caller(), subject.person),
        care_role(context.records(), context.caller(), subject.matter, context.actor().user),
        Url::local("/cases/{}/evaluations/new/{}", subject.matter, subject.person),
        "evaluation-" + subject.person.text()};
}

Html consent_line(const PageContext& context, const char* purpose, const RecordId& given)
{
    const std::string label = context.code_label("consent_purposes", purpose);
    return el<"li">(
        given.is_none() ? web::tag(web::Tone::late, context.text(msg("evaluation.consent.none")))
                        : web::tag(web::Tone::ok, context.text(msg("evaluation.consent.given"))),
        " ",
        given.is_none() ? group(label) : web::link(Url::local("/records/{}", given), label)
    );
}

Html reason_input(
    const PageContext& context, std::span<const forms::FormProblem> problems, const forms::Submission& values
)
{
    web::InputOptions options;
    options.name = std::string(no_consent_input);
    options.label = context.text(msg("evaluation.open.no_consent_reason"));
    options.hint = context.text(msg("evaluation.open.no_consent_hint"));
    options.error = mistake_at(context, problems, no_consent_input);
    options.value = Sensitive<std::string>(std::string(values.first(no_consent_input)));
    options.lines = 3;
    return web::text_input(context, options);
}

Html fields_of(
    const PageContext& context,
    const char* type,
    std::vector<std::string> only,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = context.records().schema().type(type);
    view.values = &values;
    view.problems = problems;
    view.has_draft = true;
    Html body;
    for (const std::string& field : only)
        body += web::form_field(context, view, field);
    return body;
}

Response form_page(
    PageContext& context, const OpeningPage& page, const FormStart& start, std::span<const forms::FormProblem> problems
)
{
    const forms::Submission& values = start.values;
    Html consent = el<"ul">(
        cls("bare"),
        consent_line(context, "examination", page.consents.examination),
        consent_line(context, "photographs", page.consents.photographs)
    );
    consent += el<"p">(web::link(
        Url::local("/people/{}/consent", page.subject.person), context.text(msg("evaluation.open.all_consents"))
    ));
    consent += web::paragraph(context.text(msg("evaluation.body.family")));
    if (page.consents.examination.is_none()) consent += reason_input(context, problems, values);
    Html role;
    if (!page.care_role.empty()) {
        role = web::notice(
            web::Tone::due,
            context.text(msg("evaluation.open.you_care"), {{"role", context.code_label("case_roles", page.care_role)}}),
            web::paragraph(context.text(msg("evaluation.open.dual_role_why")))
        );
    }
    const Html body = group(
        web::error_summary(context, mistakes_of(context, problems)),
        web::section(context.text(msg("evaluation.open.consent")), consent),
        web::section(
            context.text(msg("evaluation.open.what")),
            fields_of(context, "evaluation", {"kind", "ip_edition", "language", "layout", "due_on"}, values, problems)
        ),
        web::section(
            context.text(msg("evaluation.open.you")),
            group(
                role,
                fields_of(
                    context, "evaluator", {"printed_name", "profession", "treats_person", "dual_role"}, values, problems
                )
            )
        ),
        actions(group(
            web::submit_button(context.text(msg("evaluation.open.submit"))),
            web::quiet_link_button(
                Url::local("/cases/{}/evaluations", page.subject.matter), context.text(msg("evaluation.form.cancel"))
            )
        ))
    );
    return web::page(
        context,
        page.head,
        group(
            web::paragraph(context.text(msg("evaluation.open.purpose"))),
            draft_notice(context, start, page.address),
            web::post_form(context, page.address, body, Url::local("/drafts/{}", page.draft))
        ),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Response apart_form(
    PageContext& context,
    const Opened& evaluation,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto consents = consents_of_person(context.records(), context.caller(), evaluation.line.person);
    const Url address = Url::local("/evaluations/{}/apart", evaluation.line.evaluation);
    Html form = web::error_summary(context, mistakes_of(context, problems));
    form += el<"ul">(cls("bare"), consent_line(context, "sexual_violence_findings", consents.sexual_violence));
    if (consents.sexual_violence.is_none()) form += reason_input(context, problems, values);
    form += actions(web::submit_button(context.text(msg("evaluation.apart.open"))));
    return web::page(
        context,
        form_head(context, evaluation, context.text(msg("evaluation.apart.heading"))),
        group(web::paragraph(context.text(msg("evaluation.apart.purpose"))), web::post_form(context, address, form)),
        problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

}  // namespace

Response open_page(PageContext& context)
{
    const auto page = opening_in(context);
    if (!page) return web::error_page(context, page.error());
    forms::Submission values;
    values.add("kind", "full");
    values.add("ip_edition", "ip2022");
    values.add("language", context.translator().language());
    values.add("printed_name", context.viewer().name.reveal());
    return form_page(context, *page, start_of(context, page->draft, values, 0), {});
}

Response save_open(PageContext& context)
{
    const auto page = opening_in(context);
    if (!page) return web::error_page(context, page.error());
    const forms::Submission sent = context.submission();
    const auto outcome = open_evaluation(context.records(), context.caller(), page->subject, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return form_page(context, *page, {sent, 0, false}, outcome->problems);
    web::drop_draft(context, page->draft);
    return Response::redirect(Url::local("/evaluations/{}", outcome->evaluation));
}

Response apart_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    if (!evaluation->apart.is_none()) return findings_page(context);
    if (evaluation->draft.is_none()) {
        return web::error_page(context, fail(ErrorCode::denied, "the reader does not examine"));
    }
    return apart_form(context, *evaluation, {}, {});
}

Response save_apart(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const forms::Submission sent = context.submission();
    const auto outcome = open_apart(context.records(), context.caller(), *evaluation, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return apart_form(context, *evaluation, sent, outcome->problems);
    return Response::redirect(Url::local("/evaluations/{}/apart", outcome->evaluation));
}

}  // namespace panoh::evaluation
