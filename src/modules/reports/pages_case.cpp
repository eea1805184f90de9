// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents of a case.
#include "forms/edtf.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/reports/chronology_view.hpp"
#include "modules/reports/evidence_list_view.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/pages_wish.hpp"

namespace panoh::reports {

namespace {

using casework::CaseFrame;
using casework::CaseTab;
using casework::PaperDecision;
using forms::Compartment;
using web::PageContext;
using web::Response;

/// The case for somebody who may read its accounts.
Result<CaseFrame> readable_case(PageContext& context, const RecordId& matter)
{
    auto frame = casework::case_frame(context, matter, CaseTab::none);
    if (!frame) return frame.error();
    if (!frame->head.account) return fail(ErrorCode::denied, "the accounts of the case are not open");
    return frame;
}

DocumentPage page_of(const PageContext& context, const CaseFrame& frame)
{
    return {
        frame.page(Sensitive<std::string>(context.text(msg("documents.chronology.page")))),
        html::Url::local("/cases/{}/documents", frame.head.record),
        context.text(msg("documents.chronology.explained")),
        {{std::string(chronology_kind), context.text(msg("documents.chronology.title")), {}},
         {std::string(evidence_kind),
          context.text(msg("documents.evidence.title")),
          context.text(msg("documents.evidence.hint"))}}};
}

/// Whether somebody's consent to findings of sexual violence covers this document.
SexualViolenceGate gate_of(PageContext& context, const CaseFrame& frame, const Wish& wish)
{
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    const access::Disclosure wanted{
        "sexual_violence_findings", wish.paper.outside ? wish.paper.recipient : std::string(), wish.paper.drawn};
    std::set<std::string> agreed;
    for (const casework::Participant& person : frame.people) {
        if (!person.readable) continue;
        const auto decided = access::may_disclose(context.vault().workspace(), person.file, wanted, today);
        if (decided) agreed.insert(person.person.text());
    }
    return [agreed](const std::string& person) {
        return agreed.contains(person);
    };
}

}  // namespace

Result<Made>
case_chronology(PageContext& context, const RecordId& matter, const Wish& wish, const PaperDecision& decision)
{
    const auto frame = readable_case(context, matter);
    if (!frame) return frame.error();
    Words words(context, wish.language, wish.naming);
    std::vector<UserId> team;
    for (const casework::TeamMember& member : casework::team_of(context.records(), frame->head.file))
        team.push_back(member.user);
    words.know_colleagues(team);
    const auto chronology = chronology_of(
        words,
        frame->head.file,
        frame->people,
        head_of(
            words,
            words.text(msg("documents.chronology.title")),
            frame->head.number,
            frame->head.organisation,
            wish,
            decision
        ),
        gate_of(context, *frame, wish)
    );
    if (!chronology) return chronology.error();
    Made made{chronology_document(*chronology, words.translator()), {}};
    words.finish(made.document);
    made.what = context.text(msg("documents.chronology.of_case"), {{"number", frame->head.number}});
    return made;
}

Result<Made>
case_evidence_list(PageContext& context, const RecordId& matter, const Wish& wish, const PaperDecision& decision)
{
    const auto frame = readable_case(context, matter);
    if (!frame) return frame.error();
    Words words(context, wish.language, wish.naming);
    const auto list = evidence_list_of(
        words,
        frame->head.file,
        frame->people,
        head_of(
            words,
            words.text(msg("documents.evidence.title")),
            frame->head.number,
            frame->head.organisation,
            wish,
            decision
        ),
        wish.with_words
    );
    if (!list) return list.error();
    Made made{evidence_list_document(*list, words.translator()), {}};
    words.finish(made.document);
    made.what = context.text(msg("documents.evidence.of_case"), {{"number", frame->head.number}});
    return made;
}

Response case_documents_page(PageContext& context)
{
    const auto frame = readable_case(context, context.path_record());
    if (!frame) return web::error_page(context, frame.error());
    return wish_page(context, page_of(context, *frame), {}, {});
}

Response make_case_document(PageContext& context)
{
    const auto frame = readable_case(context, context.path_record());
    if (!frame) return web::error_page(context, frame.error());
    const Wish wish = sent_wish(context, {Compartment::core, Compartment::account});
    const bool lists_evidence = wish.kind == evidence_kind;
    return give(
        context,
        page_of(context, *frame),
        wish,
        frame->people,
        lists_evidence ? evidence_kind : chronology_kind,
        frame->head.number,
        [&](const PaperDecision& decision) {
            return lists_evidence ? case_evidence_list(context, frame->head.record, wish, decision)
                                  : case_chronology(context, frame->head.record, wish, decision);
        }
    );
}

}  // namespace panoh::reports
