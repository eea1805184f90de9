// SPDX-License-Identifier: AGPL-3.0-or-later
// What is added to a signed report, and what every signed form asks.
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_proof.hpp"
#include "modules/evaluation/pages_seal.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_sign.hpp"

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

Html proof_inputs(PageContext& context, const std::string& problem)
{
    web::InputOptions passphrase;
    passphrase.name = "passphrase";
    passphrase.label = context.text(msg("sign_in.passphrase.label"));
    passphrase.password = true;
    passphrase.autocomplete = "current-password";
    passphrase.error = problem;
    web::InputOptions code;
    code.name = "code";
    code.label = context.text(msg("account.factor.code.label"));
    code.hint = context.text(msg("evaluation.sign.code_hint"));
    code.input_mode = "numeric";
    code.autocomplete = "one-time-code";
    return group(web::text_input(context, passphrase), web::text_input(context, code));
}

Html type_fields(
    PageContext& context,
    const char* type,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = context.records().schema().type(type);
    view.values = &values;
    view.problems = problems;
    return web::form_fields(context, view);
}

std::vector<forms::FormProblem> mistakes_in(PageContext& context, const char* type, const forms::Submission& sent)
{
    const forms::RecordType& definition = *context.records().schema().type(type);
    const auto reading = context.records().reading(context.caller(), nullptr);
    return forms::read_form(definition, context.records().schema(), sent, reading).problems;
}

namespace {

/// A report of the part that the address names, for somebody who may add to it.
Result<Opened> signed_in(PageContext& context)
{
    auto evaluation = is_apart(context) ? draft_in(context) : opened_in(context);
    if (!evaluation) return evaluation.error();
    const auto report = signed_report(context.records(), context.caller(), *evaluation, is_apart(context));
    if (!report) return report.error();
    if (!report->has_value()) return refusal(msg("evaluation.addendum.not_signed"));
    return evaluation;
}

Response
addendum_view(PageContext& context, const Opened& evaluation, const forms::Submission& values, const Mistakes& mistakes)
{
    const Html form = web::post_form(
        context,
        part_address(context, evaluation, "addendum"),
        group(
            type_fields(context, "addendum", values, mistakes.problems),
            proof_inputs(context, mistakes.proof),
            actions(web::submit_button(context.text(msg("evaluation.addendum.submit"))))
        )
    );
    auto head = form_head(context, evaluation, context.text(msg("evaluation.addendum.add")));
    head.typed_text = true;
    return web::page(
        context, head, group(web::paragraph(context.text(msg("evaluation.addendum.purpose"))), form), mistakes.status()
    );
}

}  // namespace

Response addendum_page(PageContext& context)
{
    const auto evaluation = signed_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    return addendum_view(context, *evaluation, {}, {});
}

Response save_addendum(PageContext& context, const SecondFactor& proves)
{
    const auto evaluation = signed_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const forms::Submission sent = context.submission();
    const auto problems = mistakes_in(context, "addendum", sent);
    if (!problems.empty()) return addendum_view(context, *evaluation, sent, {problems, {}});
    if (const auto proven = proves(context); !proven) {
        if (proven.error().message.id.empty()) return web::error_page(context, proven.error());
        return addendum_view(context, *evaluation, sent, {{}, context.text(proven.error().message)});
    }
    const auto outcome =
        add_addendum(context.records(), context.caller(), *evaluation, is_apart(context), sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return addendum_view(context, *evaluation, sent, {outcome->problems, {}});
    return Response::redirect(part_address(context, *evaluation, "sign"));
}

}  // namespace panoh::evaluation
