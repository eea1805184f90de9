// SPDX-License-Identifier: AGPL-3.0-or-later
// From a draft to a signed report: what stops, whose signature is missing, signing, and what is added later.
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/pages_proof.hpp"
#include "modules/evaluation/pages_seal.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

Html signatures_card(PageContext& context, const Opened& evaluation, const std::string& current)
{
    const bool apart = is_apart(context);
    const auto signatures = signatures_of(context.records(), context.caller(), evaluation, apart);
    if (!signatures) return {};
    const std::string valid = current.empty() && !signatures->empty() ? signatures->back().sha256 : current;
    std::vector<Html> rows;
    for (const Signature& signature : *signatures) {
        const bool counts = signature.sha256 == valid;
        rows.push_back(el<"li">(
            web::tag(
                counts ? web::Tone::ok : web::Tone::neutral,
                context.text(counts ? msg("evaluation.sign.counts") : msg("evaluation.sign.void"))
            ),
            " ",
            web::link(Url::local("/records/{}", signature.record), context.user_name(signature.signer)),
            " · ",
            context.translator().date_short(signature.signed_on),
            signature.dissents ? " · " + context.text(msg("evaluation.sign.dissents")) : std::string()
        ));
    }
    Html body =
        rows.empty() ? web::paragraph(context.text(msg("evaluation.sign.none"))) : el<"ul">(cls("rows bare"), rows);
    if (!valid.empty()) {
        body += el<"p">(context.text(msg("evaluation.sign.fingerprint")), " ", el<"code">(valid));
    }
    return web::section(context.text(msg("evaluation.sign.signatures")), body);
}

Html missing_signers(PageContext& context, const Opened& evaluation, const std::string& sha256)
{
    const bool apart = is_apart(context);
    const auto signatures = signatures_of(context.records(), context.caller(), evaluation, apart);
    std::vector<std::string> names;
    for (const UserId& signer : signers_of(context.records(), context.caller(), evaluation, apart)) {
        const bool has_signed =
            signatures && std::any_of(signatures->begin(), signatures->end(), [&](const auto& each) {
                return each.signer == signer && each.sha256 == sha256;
            });
        if (!has_signed) names.push_back(context.user_name(signer).reveal());
    }
    if (names.empty()) return {};
    return el<"p">(context.text(msg("evaluation.sign.missing"), {{"names", context.translator().list(names)}}));
}

/// The whole of what is signed, in words: every record that holds something.
Html what_is_signed(PageContext& context, const Contents& contents)
{
    Html body;
    for (const auto* list :
         {&contents.evaluators,
          &contents.sittings,
          &contents.sections,
          &contents.findings,
          &contents.elements,
          &contents.tests,
          &contents.consultations,
          &contents.conclusions}) {
        for (const vault::Record& record : *list) {
            if (record.type == "evaluation_section" && record.revision < 2) continue;
            const forms::RecordType& type = *context.records().schema().type(record.type);
            std::string heading = type_words(context, record.type);
            if (record.type == "finding") heading = finding_words(context, record);
            if (record.type == "evaluation_section") {
                heading = context.code_label("report_sections", text_of(record, "section"));
            }
            body += el<"h3">(Sensitive<std::string>(heading));
            body += web::record_facts(context, type, record.merged().reveal());
        }
    }
    return web::details(context.text(msg("evaluation.sign.read")), body);
}

Html state_form(PageContext& context, const Opened& evaluation, const char* what, MessageId label)
{
    return web::post_form(
        context,
        part_address(context, evaluation, "ready"),
        group(
            el<"input">(a<"type">("hidden"), html::name("do"), html::value(what)),
            actions(web::secondary_submit(context.text(std::move(label))))
        )
    );
}

Html give_up_form(PageContext& context, const Opened& evaluation, const std::string& problem)
{
    web::InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(msg("evaluation.give_up.reason"));
    reason.lines = 2;
    reason.error = problem;
    const Html form = web::post_form(
        context,
        Url::local("/evaluations/{}/ready", evaluation.line.evaluation),
        group(
            el<"input">(a<"type">("hidden"), html::name("do"), html::value("give_up")),
            web::text_input(context, reason),
            actions(web::secondary_submit(context.text(msg("evaluation.give_up.submit"))))
        )
    );
    return problem.empty() ? web::details(context.text(msg("evaluation.give_up.heading")), form)
                           : web::section(context.text(msg("evaluation.give_up.heading")), form);
}

Html readiness_view(PageContext& context, const Readiness& readiness)
{
    std::vector<Html> stops;
    std::vector<Html> others;
    for (const Noticed& each : readiness.noticed) {
        auto& list = each.gravity == Gravity::stops ? stops : others;
        list.push_back(el<"li">(context.text(message_of(each))));
    }
    if (!readiness.required_missing.empty()) {
        std::vector<std::string> items = readiness.required_missing;
        auto& list = readiness.restrictions_said ? others : stops;
        list.push_back(el<"li">(context.text(
            readiness.restrictions_said ? msg("evaluation.sign.required_missing")
                                        : msg("evaluation.sign.required_unexplained"),
            {{"items", context.translator().list(items)}}
        )));
    }
    Html body;
    if (!stops.empty()) {
        body += web::notice(web::Tone::late, context.text(msg("evaluation.sign.stops")), el<"ul">(stops));
    }
    if (!others.empty()) {
        body += web::notice(web::Tone::due, context.text(msg("evaluation.sign.once_more")), el<"ul">(others));
    }
    return body;
}

Html signing_form(
    PageContext& context,
    const Opened& evaluation,
    const Frozen& frozen,
    const forms::Submission& values,
    const Mistakes& mistakes
)
{
    const auto signers = signers_of(context.records(), context.caller(), evaluation, is_apart(context));
    if (std::find(signers.begin(), signers.end(), context.actor().user) == signers.end()) {
        return web::paragraph(context.text(msg("evaluation.sign.no_signer")));
    }
    return web::post_form(
        context,
        part_address(context, evaluation, "sign"),
        group(
            el<"input">(a<"type">("hidden"), html::name("sha256"), html::value(frozen.sha256)),
            type_fields(context, "sign_off", values, mistakes.problems),
            proof_inputs(context, mistakes.proof),
            actions(web::submit_button(context.text(msg("evaluation.sign.submit"))))
        )
    );
}

/// The files of what waits for signatures; a way to make them where they are of an earlier text.
Html document_card(PageContext& context, const Opened& evaluation, const std::optional<SigningText>& text)
{
    if (text) {
        return web::section(
            context.text(msg("evaluation.seal.heading")),
            group(web::paragraph(context.text(msg("evaluation.seal.read"))), files_list(context, *text))
        );
    }
    return web::section(
        context.text(msg("evaluation.seal.heading")),
        group(
            web::paragraph(context.text(msg("evaluation.seal.none"))),
            state_form(context, evaluation, "document", msg("evaluation.seal.make"))
        )
    );
}

/// What was signed, its files, and what came later.
Html closed_view(PageContext& context, const Opened& evaluation)
{
    Html body = group(withdrawn_notice(context, evaluation), signatures_card(context, evaluation, {}));
    const auto report = signed_report(context.records(), context.caller(), evaluation, is_apart(context));
    if (!report || !report->has_value()) return body;
    if (!(*report)->text.files.empty()) {
        body += web::section(
            context.text(msg("evaluation.seal.signed")),
            group(web::paragraph(context.text(msg("evaluation.seal.same_bytes"))), files_list(context, (*report)->text))
        );
    }
    body += addenda_card(context, evaluation);
    if (!is_apart(context)) {
        body += actions(web::quiet_link_button(
            Url::local("/evaluations/{}/draft-destruction", evaluation.line.evaluation),
            context.text(msg("evaluation.destroy.heading"))
        ));
    }
    return body;
}

/// To read the document and to sign it.
Html signing_view(
    PageContext& context,
    const Opened& evaluation,
    const Contents& contents,
    const Frozen& frozen,
    const forms::Submission& values,
    const Mistakes& mistakes
)
{
    const auto text = text_for(context.records(), context.caller(), evaluation, is_apart(context), frozen.sha256);
    if (!text) return {};
    Html body = document_card(context, evaluation, *text);
    body += what_is_signed(context, contents);
    body += missing_signers(context, evaluation, frozen.sha256);
    if (text->has_value()) body += signing_form(context, evaluation, frozen, values, mistakes);
    return body;
}

Response sign_view(
    PageContext& context,
    const Opened& evaluation,
    const forms::Submission& values,
    const Mistakes& mistakes,
    const std::string& give_up_problem = {}
)
{
    const bool apart = is_apart(context);
    const FileId file = file_in(context, evaluation);
    auto head =
        head_of(context, evaluation, apart ? Tab::none : Tab::sign, context.text(msg("evaluation.sign.heading")));
    head.typed_text = true;
    Html body = el<"p">(state_tag(context, evaluation.line.state));
    if (file.is_none() || is_closed(context.records(), evaluation, file)) {
        head.typed_text = false;
        return web::page(context, head, group(body, closed_view(context, evaluation)));
    }
    const auto contents = contents_of(context.records(), context.caller(), file);
    if (!contents) return web::error_page(context, contents.error());
    const auto frozen = freeze(context.records(), context.caller(), evaluation, apart);
    if (!frozen) return web::error_page(context, frozen.error());
    const Surroundings surroundings = surroundings_of(context, evaluation);
    const auto systems = body_systems(context);
    const Readiness readiness = readiness_of(*contents, surroundings.around(evaluation), systems);
    const bool leads = is_lead(evaluation, context.actor().user) && !apart;
    body += web::paragraph(context.text(msg("evaluation.sign.purpose")));
    if (!apart) body += readiness_view(context, readiness);
    if (evaluation.line.state == "in_progress" && !apart) {
        body += readiness.stops() ? web::paragraph(context.text(msg("evaluation.sign.not_yet")))
                : leads           ? state_form(context, evaluation, "ready", msg("evaluation.sign.make_ready"))
                                  : web::paragraph(context.text(msg("evaluation.sign.lead_opens")));
    } else {
        body += signing_view(context, evaluation, *contents, *frozen, values, mistakes);
        if (leads) body += state_form(context, evaluation, "back", msg("evaluation.sign.take_back"));
    }
    body += signatures_card(context, evaluation, frozen->sha256);
    if (leads) body += give_up_form(context, evaluation, give_up_problem);
    const int status = give_up_problem.empty() ? mistakes.status() : http_status(ErrorCode::invalid_input);
    return web::page(context, head, body, status);
}

/// Makes the document of what stands there now and keeps it for the signers.
Result<void> offer(PageContext& context, const Opened& evaluation, const ReportMaker& makes, bool opens)
{
    const bool apart = is_apart(context);
    if (opens) {
        const auto contents = contents_of(context.records(), context.caller(), evaluation.draft);
        if (!contents) return contents.error();
        const Surroundings surroundings = surroundings_of(context, evaluation);
        const auto systems = body_systems(context);
        if (readiness_of(*contents, surroundings.around(evaluation), systems).stops()) {
            return refusal(msg("evaluation.sign.not_yet"));
        }
    }
    const auto frozen = freeze(context.records(), context.caller(), evaluation, apart);
    if (!frozen) return frozen.error();
    const auto made = makes(context, evaluation, apart, *frozen);
    if (!made) return made.error();
    return offer_text(context.records(), context.caller(), evaluation, apart, *frozen, *made, opens, context.batch());
}

}  // namespace

Response sign_page(PageContext& context)
{
    const auto evaluation = is_apart(context) ? draft_in(context) : opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    return sign_view(context, *evaluation, {}, {});
}

Response save_ready(PageContext& context, const ReportMaker& makes)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const std::string_view what = context.request().form.text("do");
    if (what == "give_up") {
        const std::string reason(trimmed(context.request().form.text("reason")));
        if (reason.empty()) {
            return sign_view(context, *evaluation, {}, {}, context.text(msg("evaluation.problem.reason_needed")));
        }
        const auto done = give_up(context.records(), context.caller(), *evaluation, reason, context.batch());
        if (!done) return web::error_page(context, done.error());
        return Response::redirect(home_of(*evaluation));
    }
    const bool makes_document = what == "document" || what == "ready";
    const auto done = makes_document ? offer(context, *evaluation, makes, what == "ready" && !is_apart(context))
                                     : take_back(context.records(), context.caller(), *evaluation, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(part_address(context, *evaluation, "sign"));
}

Response save_signature(PageContext& context, const SecondFactor& proves)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const forms::Submission sent = context.submission();
    const auto problems = mistakes_in(context, "sign_off", sent);
    if (!problems.empty()) return sign_view(context, *evaluation, sent, {problems, {}});
    if (const auto proven = proves(context); !proven) {
        if (proven.error().message.id.empty()) return web::error_page(context, proven.error());
        return sign_view(context, *evaluation, sent, {{}, context.text(proven.error().message)});
    }
    const auto outcome = sign(
        context.records(),
        context.caller(),
        *evaluation,
        is_apart(context),
        context.request().form.text("sha256"),
        sent,
        context.batch()
    );
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return sign_view(context, *evaluation, sent, {outcome->problems, {}});
    return Response::redirect(part_address(context, *evaluation, "sign"));
}

}  // namespace panoh::evaluation
