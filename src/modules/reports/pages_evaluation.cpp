// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents of an evaluation by the Istanbul Protocol.
#include "access/consent.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/pages_seal.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/reports/critique_view.hpp"
#include "modules/reports/evaluation_sheet.hpp"
#include "modules/reports/evaluation_signing_view.hpp"
#include "modules/reports/evaluation_view.hpp"
#include "modules/reports/health_conclusion_view.hpp"
#include "modules/reports/module.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/pages_wish.hpp"
#include "modules/reports/short_report.hpp"

#include <algorithm>

namespace panoh::reports {

namespace {

using casework::PaperDecision;
using casework::Participant;
using evaluation::Opened;
using forms::Compartment;
using web::PageContext;
using web::Response;

/// An evaluation with what its documents are made from.
struct Readable {
    Opened opened;
    EvaluationSource source;
    bool has_annex = false;
};

/// For somebody who may read what was signed, or the draft before that.
Result<Readable> readable_evaluation(PageContext& context, const RecordId& evaluation)
{
    auto opened = evaluation::opened(context.records(), context.caller(), evaluation);
    if (!opened) return opened.error();
    auto source = source_of(context, *opened, false);
    if (!source) return source.error();
    const bool has_annex = !opened->apart.is_none();
    return Readable{std::move(*opened), std::move(*source), has_annex};
}

bool is_of_annex(std::string_view kind)
{
    return kind == annex_kind || kind == annex_sheet_kind;
}

MessageId title_of(std::string_view kind)
{
    return kind == certificate_kind   ? msg("documents.certificate.title")
           : kind == referral_kind    ? msg("documents.referral.title")
           : kind == health_kind      ? msg("documents.health.title")
           : kind == critique_kind    ? msg("documents.critique.title")
           : kind == sheet_kind       ? msg("documents.sheet.title")
           : kind == annex_kind       ? msg("documents.annex.title")
           : kind == annex_sheet_kind ? msg("documents.annex.sheet_title")
                                      : msg("documents.report.title");
}

/// The files as they were signed, and what to know of them.
html::Html signed_files(PageContext& context, const Opened& evaluation, const EvaluationSource& source)
{
    if (!source.report) return {};
    return web::section(
        context.text(source.apart ? msg("documents.signed.annex") : msg("documents.signed.heading")),
        html::group(
            source.apart ? html::Html() : evaluation::withdrawn_notice(context, evaluation),
            web::paragraph(context.text(msg("documents.signed.explained"))),
            source.addenda.empty()
                ? html::Html()
                : web::paragraph(context.text(
                    msg("documents.signed.addenda"), {{"count", static_cast<std::int64_t>(source.addenda.size())}}
                )),
            evaluation::files_list(context, source.report->text)
        )
    );
}

DocumentPage page_of(PageContext& context, const Readable& readable)
{
    const bool is_signed = readable.source.standing == Standing::signed_by_all;
    DocumentPage page{
        evaluation::form_head(context, readable.opened, context.text(msg("documents.report.page"))),
        html::Url::local("/evaluations/{}/documents", readable.opened.line.evaluation),
        context.text(
            is_signed ? msg("documents.report.explained_signed") : msg("documents.report.explained"),
            {{"number", readable.opened.line.number}}
        ),
        {}};
    const auto add = [&](std::string_view kind, const MessageId* hint) {
        page.kinds.push_back(
            {std::string(kind), context.text(title_of(kind)), hint == nullptr ? std::string() : context.text(*hint)}
        );
    };
    const MessageId short_hint = msg("documents.certificate.hint");
    const MessageId sheet_hint = msg("documents.sheet.hint");
    const MessageId annex_hint = msg("documents.annex.hint");
    const MessageId health_hint = msg("documents.health.hint");
    const MessageId critique_hint = msg("documents.critique.hint");
    const bool reviews = evaluation::is_review(readable.opened);
    add(reviews ? critique_kind : report_kind, reviews ? &critique_hint : nullptr);
    if (is_signed) add(sheet_kind, &sheet_hint);
    if (!reviews) {
        add(health_kind, &health_hint);
        add(certificate_kind, &short_hint);
        add(referral_kind, nullptr);
    }
    page.before = signed_files(context, readable.opened, readable.source);
    if (!readable.has_annex) return page;
    add(annex_kind, &annex_hint);
    const auto annex = source_of(context, readable.opened, true);
    if (annex && annex->standing == Standing::signed_by_all) {
        add(annex_sheet_kind, nullptr);
        page.before += signed_files(context, readable.opened, *annex);
    }
    return page;
}

/// What is kept apart leaves its file only under the consent to such findings, inside too.
PaperDecision annex_decision(PageContext& context, const Opened& evaluation, const Wish& wish)
{
    PaperDecision decision;
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    const access::Disclosure wanted{
        std::string(annex_purpose), wish.paper.outside ? wish.paper.recipient : std::string(), wish.paper.drawn};
    for (const Participant& person : examined_in(context, evaluation)) {
        if (!person.readable) {
            decision.obstacles.push_back({{}, {}, "not_open"});
            continue;
        }
        const auto given = access::may_disclose(context.vault().workspace(), person.file, wanted, today);
        if (!given) decision.obstacles.push_back({person.number, std::string(annex_purpose), given.reason});
    }
    return decision;
}

/// A review of somebody else's report becomes a letter, whichever kind was wished for.
std::string_view kind_of(const Wish& wish, const EvaluationSource& source)
{
    const bool is_sheet = wish.kind == sheet_kind || wish.kind == annex_sheet_kind;
    return evaluation::is_review(source.evaluation) && !is_sheet ? critique_kind : std::string_view(wish.kind);
}

Result<documents::Document>
document_of(Words& words, const Opened& evaluation, const EvaluationSource& source, const Wish& wish, DocumentHead head)
{
    head.mark = mark_of(words, source);
    if (wish.kind == sheet_kind || wish.kind == annex_sheet_kind) {
        return sheet_document(sheet_of(words, source, std::move(head)), words.translator());
    }
    if (kind_of(wish, source) == critique_kind) {
        const auto critique = critique_of(words, source, std::move(head));
        return critique ? Result(critique_document(*critique, words.translator())) : critique.error();
    }
    if (wish.kind == health_kind) {
        const auto people = examined_in(words.reader(), evaluation);
        return health_conclusion_document(
            health_conclusion_of(words, source, people, std::move(head)), words.translator()
        );
    }
    const EvaluationReport report = report_of(words, source, std::move(head));
    if (wish.kind == certificate_kind) return certificate_document(report, words.translator());
    if (wish.kind == referral_kind) return referral_document(report, wish.letter, words.translator());
    return evaluation_document(report, words.translator());
}

}  // namespace

Result<Made>
evaluation_report(PageContext& context, const RecordId& evaluation, const Wish& wish, const PaperDecision& decision)
{
    const auto opened = evaluation::opened(context.records(), context.caller(), evaluation);
    if (!opened) return opened.error();
    const bool apart = is_of_annex(wish.kind);
    if (apart && opened->apart.is_none()) return fail(ErrorCode::denied, "what is kept apart is not open");
    const auto source = source_of(context, *opened, apart);
    if (!source) return source.error();
    const bool is_sheet = wish.kind == sheet_kind || wish.kind == annex_sheet_kind;
    if (is_sheet && source->standing != Standing::signed_by_all) {
        return fail(ErrorCode::not_found, "nobody has signed", {msg("documents.sheet.not_signed"), {}});
    }
    Words words(context, wish.language, wish.naming);
    if (auto known = know_all(words, *opened, *source); !known) return known.error();
    const OrganisationId organisation =
        OrganisationId::parse(text_at(opened->record.coded, "organisation")).value_or(OrganisationId{});
    const MessageId title = title_of(kind_of(wish, *source));
    auto document = document_of(
        words,
        *opened,
        *source,
        wish,
        head_of(words, words.text(title), opened->line.number, organisation, wish, decision)
    );
    if (!document) return document.error();
    Made made;
    made.document = std::move(*document);
    words.finish(made.document);
    made.what = context.text(
        msg("documents.report.of_evaluation"), {{"what", context.text(title)}, {"number", opened->line.number}}
    );
    return made;
}

Response evaluation_documents_page(PageContext& context)
{
    const auto readable = readable_evaluation(context, context.path_record());
    if (!readable) return web::error_page(context, readable.error());
    return wish_page(context, page_of(context, *readable), {}, {});
}

Response make_evaluation_document(PageContext& context)
{
    const auto readable = readable_evaluation(context, context.path_record());
    if (!readable) return web::error_page(context, readable.error());
    const Wish wish = sent_wish(context, {Compartment::core, Compartment::account, Compartment::medical});
    const DocumentPage page = page_of(context, *readable);
    const auto kind = std::find_if(page.kinds.begin(), page.kinds.end(), [&](const web::Choice& each) {
        return each.value == wish.kind;
    });
    if (is_of_annex(wish.kind) && kind != page.kinds.end()) {
        const PaperDecision decision = annex_decision(context, readable->opened, wish);
        if (!decision.allowed()) return wish_page(context, page, {}, decision);
    }
    return give(
        context,
        page,
        wish,
        examined_in(context, readable->opened),
        kind == page.kinds.end() ? std::string_view(page.kinds.front().value) : std::string_view(kind->value),
        readable->opened.line.number,
        [&](const PaperDecision& decision) {
            return evaluation_report(context, readable->opened.line.evaluation, wish, decision);
        }
    );
}

evaluation::ReportMaker report_maker()
{
    return report_to_sign;
}

}  // namespace panoh::reports
