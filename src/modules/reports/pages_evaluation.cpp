// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents of an evaluation by the Istanbul Protocol.
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/reports/evaluation_view.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/pages_wish.hpp"
#include "modules/reports/short_report.hpp"

namespace panoh::reports {

namespace {

using casework::PaperDecision;
using casework::Participant;
using evaluation::Opened;
using forms::Compartment;
using web::PageContext;
using web::Response;

/// The evaluation for somebody who may read its draft.
Result<Opened> readable_evaluation(PageContext& context, const RecordId& evaluation)
{
    auto opened = evaluation::opened(context.records(), context.caller(), evaluation);
    if (!opened) return opened.error();
    if (opened->draft.is_none()) return fail(ErrorCode::denied, "the draft of the evaluation is not open");
    return opened;
}

/// The person who was examined.
std::vector<Participant> examined(PageContext& context, const Opened& evaluation)
{
    const auto file = casework::file_of_person(context.records(), evaluation.line.person);
    if (!file) return {};
    Participant person;
    person.person = evaluation.line.person;
    person.file = *file;
    person.role = "direct_victim";
    const auto record = context.records().read(context.caller(), evaluation.line.person);
    if (record) {
        person.readable = true;
        person.number = text_at(record->coded, "number");
        person.sex = text_at(record->coded, "sex");
        person.birth = text_at(record->coded, "birth");
    }
    return {person};
}

MessageId title_of(std::string_view kind)
{
    return kind == certificate_kind ? msg("documents.certificate.title")
           : kind == referral_kind  ? msg("documents.referral.title")
                                    : msg("documents.report.title");
}

DocumentPage page_of(PageContext& context, const Opened& evaluation)
{
    return {
        evaluation::form_head(context, evaluation, context.text(msg("documents.report.page"))),
        html::Url::local("/evaluations/{}/documents", evaluation.line.evaluation),
        context.text(msg("documents.report.explained"), {{"number", evaluation.line.number}}),
        {{std::string(report_kind), context.text(msg("documents.report.title")), {}},
         {std::string(certificate_kind),
          context.text(msg("documents.certificate.title")),
          context.text(msg("documents.certificate.hint"))},
         {std::string(referral_kind), context.text(msg("documents.referral.title")), {}}}};
}

}  // namespace

Result<Made>
evaluation_report(PageContext& context, const RecordId& evaluation, const Wish& wish, const PaperDecision& decision)
{
    const auto opened = readable_evaluation(context, evaluation);
    if (!opened) return opened.error();
    Words words(context, wish.language, wish.naming);
    std::vector<UserId> team;
    for (const evaluation::Worker& worker : evaluation::workers_of(context.records(), opened->draft))
        team.push_back(worker.user);
    words.know_colleagues(team);
    const OrganisationId organisation =
        OrganisationId::parse(text_at(opened->record.coded, "organisation")).value_or(OrganisationId{});
    const auto report = report_of(
        words,
        *opened,
        examined(context, *opened),
        head_of(words, words.text(title_of(wish.kind)), opened->line.number, organisation, wish, decision)
    );
    if (!report) return report.error();
    Made made;
    if (wish.kind == certificate_kind) {
        made.document = certificate_document(*report, words.translator());
    } else if (wish.kind == referral_kind) {
        made.document = referral_document(*report, wish.letter, words.translator());
    } else {
        made.document = evaluation_document(*report, words.translator());
    }
    words.finish(made.document);
    made.what = context.text(
        msg("documents.report.of_evaluation"),
        {{"what", context.text(title_of(wish.kind))}, {"number", opened->line.number}}
    );
    return made;
}

Response evaluation_documents_page(PageContext& context)
{
    const auto opened = readable_evaluation(context, context.path_record());
    if (!opened) return web::error_page(context, opened.error());
    return wish_page(context, page_of(context, *opened), {}, {});
}

Response make_evaluation_document(PageContext& context)
{
    const auto opened = readable_evaluation(context, context.path_record());
    if (!opened) return web::error_page(context, opened.error());
    const Wish wish = sent_wish(context, {Compartment::core, Compartment::account, Compartment::medical});
    return give(
        context,
        page_of(context, *opened),
        wish,
        examined(context, *opened),
        wish.kind == certificate_kind || wish.kind == referral_kind ? std::string_view(wish.kind) : report_kind,
        opened->line.number,
        [&](const PaperDecision& decision) {
            return evaluation_report(context, opened->line.evaluation, wish, decision);
        }
    );
}

}  // namespace panoh::reports
