// SPDX-License-Identifier: AGPL-3.0-or-later
// The document that is signed, addenda to it, and what became of the draft, as parts of pages.
#include "modules/evaluation/pages_seal.hpp"

#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_destroy.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

MessageId words_for(std::string_view media_type)
{
    return media_type == pdf_type    ? msg("evaluation.seal.pdf")
           : media_type == docx_type ? msg("evaluation.seal.docx")
                                     : msg("evaluation.seal.json");
}

Html end_form(PageContext& context, const Opened& evaluation, const Hold& hold)
{
    return web::post_form(
        context,
        Url::local("/evaluations/{}/holds/{}/end", evaluation.line.evaluation, hold.record),
        web::secondary_submit(context.text(msg("evaluation.hold.end")))
    );
}

Html holds_list(PageContext& context, const Opened& evaluation)
{
    const auto holds = holds_of(context.records(), context.caller(), evaluation, false);
    if (!holds) return {};
    std::vector<Html> rows;
    for (const Hold& hold : *holds) {
        if (!hold.is_open()) continue;
        const bool may_end = hold.begun_by == context.actor().user || is_lead(evaluation, context.actor().user);
        rows.push_back(el<"li">(
            web::tag(web::Tone::due, context.code_label("draft_holds", hold.reason)),
            " ",
            context.user_name(hold.begun_by),
            " · ",
            context.translator().date_short(hold.since),
            hold.note.reveal().empty() ? Html() : el<"p">(hold.note),
            may_end ? end_form(context, evaluation, hold) : Html()
        ));
    }
    return rows.empty() ? Html() : el<"ul">(cls("rows bare"), rows);
}

/// Says that an addendum is being written, or that the report is disputed.
Html hold_form(PageContext& context, const Opened& evaluation)
{
    web::FormView view;
    view.type = context.records().schema().type("draft_hold");
    const forms::Submission nothing;
    view.values = &nothing;
    return web::details(
        context.text(msg("evaluation.hold.begin")),
        group(
            web::paragraph(context.text(msg("evaluation.hold.explained"))),
            web::post_form(
                context,
                Url::local("/evaluations/{}/holds", evaluation.line.evaluation),
                group(
                    web::form_fields(context, view),
                    actions(web::submit_button(context.text(msg("evaluation.hold.submit"))))
                )
            )
        )
    );
}

bool has_signed(PageContext& context, const Opened& evaluation, bool apart)
{
    const auto signatures = signatures_of(context.records(), context.caller(), evaluation, apart);
    return signatures && std::any_of(signatures->begin(), signatures->end(), [&](const Signature& each) {
               return each.signer == context.actor().user;
           });
}

}  // namespace

Url part_address(const PageContext& context, const Opened& evaluation, std::string_view what)
{
    const RecordId& id = evaluation.line.evaluation;
    return is_apart(context) ? Url::local("/evaluations/{}/apart/{}", id, what)
                             : Url::local("/evaluations/{}/{}", id, what);
}

Html files_list(const PageContext& context, const SigningText& text)
{
    std::vector<Html> rows;
    for (const files::Attachment& file : text.files) {
        rows.push_back(el<"li">(
            web::link(Url::local("/attachments/{}/download", file.record), context.text(words_for(file.media_type))),
            el<"p">(cls("meta"), "SHA-256 ", el<"span">(cls("hash"), file.sha256))
        ));
    }
    return el<"ul">(cls("rows bare"), rows);
}

Html addenda_card(PageContext& context, const Opened& evaluation)
{
    const bool apart = is_apart(context);
    const auto addenda = addenda_of(context.records(), context.caller(), evaluation, apart);
    if (!addenda) return {};
    const forms::RecordType& type = *context.records().schema().type("addendum");
    Html body;
    for (const vault::Record& each : *addenda) {
        body += el<"h3">(
            context.user_name(each.author), " · ", context.translator().date_short(text_of(each, "signed_on"))
        );
        boost::json::object said = each.merged().reveal();
        for (const char* known : {"evaluation", "sign_off", "signer", "signed_on"})
            said.erase(known);
        body += web::record_facts(context, type, said);
    }
    if (body.empty()) body = web::paragraph(context.text(msg("evaluation.addendum.none")));
    if (has_signed(context, evaluation, apart)) {
        body += actions(web::quiet_link_button(
            part_address(context, evaluation, "addendum"), context.text(msg("evaluation.addendum.add"))
        ));
    }
    if (!apart) {
        body += holds_list(context, evaluation);
        const FileId& file = evaluation.line.file;
        if (context.records().may(context.caller(), access::Verb::write, file, forms::Compartment::legal)) {
            body += hold_form(context, evaluation);
        }
    }
    return web::section(context.text(msg("evaluation.addendum.heading")), body);
}

Html withdrawn_notice(PageContext& context, const Opened& evaluation)
{
    const auto addenda = addenda_of(context.records(), context.caller(), evaluation, is_apart(context));
    if (!addenda || !is_withdrawn(*addenda)) return {};
    const auto last = std::find_if(addenda->rbegin(), addenda->rend(), [](const vault::Record& each) {
        return text_of(each, "reason") == withdrawn_reason;
    });
    return web::notice(
        web::Tone::late,
        context.text(msg("evaluation.seal.withdrawn")),
        el<"p">(context.text(
            msg("evaluation.seal.withdrawn_by"),
            {{"name", context.user_name(last->author).reveal()},
             {"day", context.translator().date(text_of(*last, "signed_on"))}}
        ))
    );
}

Html destroyed_notice(PageContext& context, const Opened& evaluation)
{
    const auto found = destruction_of(context.records(), context.caller(), evaluation);
    if (!found || !found->has_value() || (*found)->state != "destroyed") return {};
    const Destruction& done = **found;
    const std::vector<web::Fact> facts{
        {context.text(msg("evaluation.destroy.what")), group(context.text(msg("evaluation.destroy.what_went")))},
        {context.text(msg("evaluation.destroy.when")), group(context.translator().date(done.decided_on))},
        {context.text(msg("evaluation.destroy.rule")),
         group(done.rule, " · ", context.translator().date(done.rule_on))},
        {context.text(msg("evaluation.destroy.reason")), group(done.reason)},
        {context.text(msg("evaluation.destroy.decided_by")), group(context.user_name(done.decided_by))},
        {context.text(msg("evaluation.destroy.agreed_by")),
         group(context.user_name(done.agreed_by), " · ", done.answer)},
        {context.text(msg("evaluation.destroy.kept")), group(context.text(msg("evaluation.destroy.what_stays")))}};
    return web::section(context.text(msg("evaluation.destroy.done")), web::facts(facts));
}

Html closed_home(PageContext& context, const Opened& evaluation)
{
    const Html destroyed = destroyed_notice(context, evaluation);
    Html body = withdrawn_notice(context, evaluation);
    body += destroyed.empty() ? web::paragraph(context.text(msg("evaluation.home.draft_closed"))) : destroyed;
    if (evaluation.line.state != "signed" || !context.may("print")) return body;
    body += actions(web::link_button(
        Url::local("/evaluations/{}/documents", evaluation.line.evaluation), context.text(msg("documents.link"))
    ));
    return body;
}

}  // namespace panoh::evaluation
