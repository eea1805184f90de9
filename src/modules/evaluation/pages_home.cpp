// SPDX-License-Identifier: AGPL-3.0-or-later
// The task list of an evaluation: what there is, how far it is, who wrote in it, and what is still open.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_body.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/pages_review.hpp"
#include "modules/evaluation/pages_seal.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// A page of an evaluation under way, with what its parts ask again and again.
struct Home {
    PageContext* context;
    const Opened* evaluation;
    Contents contents;
    bool writes = false;

    [[nodiscard]] std::string text(MessageId id) const { return context->text(id); }
};

Html add_link(const Home& home, std::string_view type, MessageId label)
{
    if (!home.writes) return {};
    return web::quiet_link_button(
        Url::local("/evaluations/{}/add/{}", home.evaluation->line.evaluation, type), home.text(std::move(label))
    );
}

/// Records of one type, one line each, and the way to add one.
template <class Words>
Html lines_of(
    const Home& home,
    std::span<const vault::Record> records,
    std::string_view type,
    MessageId heading,
    MessageId add,
    MessageId none,
    Words words
)
{
    std::vector<Html> rows;
    for (const vault::Record& record : records) {
        rows.push_back(el<"li">(
            cls("rows-entry"),
            el<"p">(web::link(place_of(*home.evaluation, record), Sensitive<std::string>(words(record))))
        ));
    }
    Html body = rows.empty() ? web::paragraph(home.text(std::move(none))) : el<"ul">(cls("rows bare"), rows);
    const Html link = add_link(home, type, std::move(add));
    if (!link.empty()) body += actions(link);
    return web::section(home.text(std::move(heading)), body);
}

std::string evaluator_words(const Home& home, const vault::Record& evaluator)
{
    std::string words = text_of(evaluator, "printed_name") + " · "
                        + home.context->code_label("evaluator_professions", text_of(evaluator, "profession"));
    if (yes_no(evaluator, "treats_person").value_or(false)) words += " · " + home.text(msg("evaluation.home.treats"));
    return words;
}

std::string conclusion_words(const Home& home, const vault::Record& conclusion)
{
    std::string words = home.context->code_label("conclusion_scopes", text_of(conclusion, "scope"));
    const std::string about = text_of(conclusion, "about");
    for (const vault::Record& finding : home.contents.findings) {
        if (finding.id.text() == about) words += " " + finding_words(*home.context, finding);
    }
    for (const vault::Record& element : home.contents.elements) {
        if (element.id.text() == about) words += " " + element_words(*home.context, element);
    }
    return words + ": " + degree_words(*home.context, degree_named(text_of(conclusion, "degree")));
}

/// Who wrote in a section: authors of its revisions after the first, which the program made.
std::string authors_of(const Home& home, const vault::Record& section)
{
    if (section.revision < 2) return {};
    std::vector<UserId> authors{section.author};
    if (section.revision > 2) {
        const auto revisions = home.context->records().history(home.context->caller(), section.id);
        for (std::size_t at = 1; revisions && at < revisions->size(); ++at) {
            const UserId& author = (*revisions)[at].author;
            if (std::find(authors.begin(), authors.end(), author) == authors.end()) authors.push_back(author);
        }
    }
    std::vector<std::string> names;
    for (const UserId& author : authors)
        names.push_back(home.context->user_name(author).reveal());
    return home.context->translator().list(names);
}

Html section_state(const Home& home, const vault::Record& section)
{
    const std::string state = text_of(section, "state");
    const web::Tone tone = state == "complete"         ? web::Tone::ok
                           : state == "in_progress"    ? web::Tone::due
                           : state == "not_applicable" ? web::Tone::neutral
                                                       : web::Tone::info;
    return web::tag(tone, home.context->code_label("section_states", state));
}

Html sections_table(const Home& home)
{
    const std::array columns{
        web::Column{home.text(msg("evaluation.home.section")), {}},
        web::Column{home.text(msg("evaluation.home.state")), {}},
        web::Column{home.text(msg("evaluation.home.authors")), {}},
        web::Column{home.text(msg("evaluation.home.cites")), {}, false, true},
    };
    std::vector<std::vector<Html>> rows;
    const std::string layout = layout_of(home.evaluation->record.coded);
    for (const LayoutSection& place : sections_of(home.context->records().schema(), layout)) {
        const vault::Record* section = section_of(home.contents, place.code);
        if (section == nullptr) continue;
        const std::string label = home.text(place.heading);
        const Html link = web::link(place_of(*home.evaluation, *section), place.is_part ? "— " + label : label);
        const auto cites = static_cast<std::int64_t>(rows_of(*section, "cites").size());
        rows.push_back(
            {link,
             section_state(home, *section),
             group(authors_of(home, *section)),
             cites == 0 ? Html() : group(home.context->translator().number(cites))}
        );
    }
    return web::table(home.text(msg("evaluation.home.sections")), columns, rows);
}

Html consent_fact(const Home& home, std::string_view field)
{
    const auto given = RecordId::parse(text_of(home.evaluation->record, field));
    if (given) {
        return web::link(Url::local("/records/{}", *given), home.text(msg("evaluation.consent.given")));
    }
    const std::string reason =
        field == "consent_examination" ? text_of(home.evaluation->record, "no_consent_reason") : std::string();
    return group(
        web::tag(web::Tone::late, home.text(msg("evaluation.consent.none"))), " ", Sensitive<std::string>(reason)
    );
}

Html about(const Home& home)
{
    PageContext& context = *home.context;
    const Line& line = home.evaluation->line;
    const vault::Record& record = home.evaluation->record;
    std::vector<web::Fact> facts{
        {home.text(msg("evaluation.list.state")), state_tag(context, line.state)},
        {home.text(msg("evaluation.list.kind")), group(context.code_label("evaluation_kinds", line.kind))},
        {home.text(msg("evaluation.home.edition")),
         group(context.code_label("ip_editions", text_of(record, "ip_edition")))},
        {home.text(msg("evaluation.home.language")),
         group(context.code_label("languages", text_of(record, "language")))},
        {home.text(msg("evaluation.list.lead")), group(context.user_name(line.lead))},
    };
    if (!line.due_on.empty()) {
        facts.push_back(
            {home.text(msg("evaluation.list.due")),
             may_change(*home.evaluation) ? web::due_tag(context, line.due_on)
                                          : group(context.translator().date_short(line.due_on))}
        );
    }
    const auto head = casework::case_head(context.records(), context.caller(), line.matter);
    if (head) {
        facts.push_back(
            {home.text(msg("evaluation.home.case")),
             web::link(Url::local("/cases/{}", line.matter), casework::case_title(context, head->number))}
        );
    }
    facts.push_back({home.text(msg("evaluation.home.consent_examination")), consent_fact(home, "consent_examination")});
    facts.push_back({home.text(msg("evaluation.home.consent_photographs")), consent_fact(home, "consent_photographs")});
    const std::string given_up = text_of(record, "given_up_reason");
    if (!given_up.empty()) {
        facts.push_back({home.text(msg("evaluation.home.given_up")), group(Sensitive<std::string>(given_up))});
    }
    std::optional<Html> change;
    if (home.writes) {
        change = web::link(
            Url::local("/evaluations/{}/records/{}", line.evaluation, line.evaluation),
            home.text(msg("evaluation.home.change"))
        );
    }
    return web::section(home.text(msg("evaluation.home.about")), casework::narrow_facts(facts), change);
}

/// What is still open, as sentences that lead on.
Html open_points(const Home& home)
{
    PageContext& context = *home.context;
    const Opened& evaluation = *home.evaluation;
    const RecordId& id = evaluation.line.evaluation;
    const Surroundings around = surroundings_of(context, evaluation);
    const auto systems = body_systems(context);
    const Score score = score_of(quality_of(home.contents, around.around(evaluation), systems));
    const auto clarify = points_to_clarify(draft_of(home.contents, around.around(evaluation), region_parents(context)));
    const auto open_sections =
        std::count_if(home.contents.sections.begin(), home.contents.sections.end(), [](const vault::Record& section) {
            const std::string state = text_of(section, "state");
            return state == "not_started" || state == "in_progress";
        });
    const auto open_remarks =
        std::count_if(home.contents.remarks.begin(), home.contents.remarks.end(), [](const vault::Record& remark) {
            return text_of(remark, "state") == "open";
        });
    const auto count = [](auto number) {
        return static_cast<std::int64_t>(number);
    };
    std::vector<Html> rows{
        el<"li">(context.text(msg("evaluation.home.open_sections"), {{"count", count(open_sections)}}))};
    if (is_review(evaluation)) {
        rows.push_back(el<"li">(review_progress(context, evaluation, home.contents)));
    } else {
        rows.push_back(el<"li">(web::link(
            Url::local("/evaluations/{}/quality", id),
            context.text(msg("evaluation.home.open_required"), {{"count", count(score.required_missing.size())}})
        )));
        rows.push_back(el<"li">(web::link(
            Url::local("/evaluations/{}/quality", id).at("clarify"),
            context.text(msg("evaluation.home.open_points"), {{"count", count(clarify.size())}})
        )));
    }
    if (open_remarks > 0) {
        rows.push_back(el<"li">(web::link(
            Url::local("/evaluations/{}/quality", id).at("remarks"),
            context.text(msg("evaluation.home.open_remarks"), {{"count", count(open_remarks)}})
        )));
    }
    return web::section(home.text(msg("evaluation.home.open")), el<"ul">(rows));
}

Html findings_card(const Home& home)
{
    const RecordId& id = home.evaluation->line.evaluation;
    std::vector<Html> rows;
    for (const vault::Record& finding : home.contents.findings) {
        rows.push_back(el<"li">(web::link(
            place_of(*home.evaluation, finding), Sensitive<std::string>(finding_words(*home.context, finding))
        )));
    }
    Html body = rows.empty() ? web::paragraph(home.text(msg("evaluation.findings.none"))) : el<"ul">(cls("bare"), rows);
    const Html link = add_link(home, "finding", msg("evaluation.findings.add"));
    if (!link.empty()) body += actions(link);
    return web::section(
        home.text(msg("evaluation.findings.heading")),
        body,
        web::link(Url::local("/evaluations/{}/findings", id), home.text(msg("evaluation.findings.all")))
    );
}

Html evaluators_card(const Home& home)
{
    return lines_of(
        home,
        home.contents.evaluators,
        "evaluator",
        msg("evaluation.home.evaluators"),
        msg("evaluation.home.add_evaluator"),
        msg("evaluation.home.no_evaluators"),
        [&](const vault::Record& record) { return evaluator_words(home, record); }
    );
}

Html records_of_draft(const Home& home)
{
    if (is_review(*home.evaluation)) {
        return group(evaluators_card(home), review_cards(*home.context, *home.evaluation, home.contents, home.writes));
    }
    return group(
        evaluators_card(home),
        lines_of(
            home,
            home.contents.sittings,
            "sitting",
            msg("evaluation.home.sittings"),
            msg("evaluation.home.add_sitting"),
            msg("evaluation.home.no_sittings"),
            [&](const vault::Record& record) { return sitting_words(*home.context, record); }
        ),
        findings_card(home),
        is_of_body(home.evaluation->record)
            ? Html()
            : lines_of(
                home,
                home.contents.elements,
                "psychological_finding",
                msg("evaluation.home.elements"),
                msg("evaluation.home.add_element"),
                msg("evaluation.home.no_elements"),
                [&](const vault::Record& record) { return element_words(*home.context, record); }
            ),
        lines_of(
            home,
            home.contents.tests,
            "diagnostic_test",
            msg("evaluation.home.tests"),
            msg("evaluation.home.add_test"),
            msg("evaluation.home.no_tests"),
            [](const vault::Record& record) { return text_of(record, "test"); }
        ),
        lines_of(
            home,
            home.contents.consultations,
            "consultation",
            msg("evaluation.home.consultations"),
            msg("evaluation.home.add_consultation"),
            msg("evaluation.home.no_consultations"),
            [](const vault::Record& record) { return text_of(record, "specialty"); }
        ),
        lines_of(
            home,
            home.contents.conclusions,
            "conclusion",
            msg("evaluation.home.conclusions"),
            msg("evaluation.home.add_conclusion"),
            msg("evaluation.home.no_conclusions"),
            [&](const vault::Record& record) { return conclusion_words(home, record); }
        )
    );
}

Html requests(Home& home)
{
    const auto caller = home.context->caller();
    const FileId& file = home.evaluation->line.file;
    const auto found = home.context->records().of_file(caller, file, "request_for_expertise");
    if (!found) return {};
    const bool writes = home.writes;
    home.writes = home.context->records().may(caller, access::Verb::write, file, forms::Compartment::legal);
    const Html card = lines_of(
        home,
        *found,
        "request_for_expertise",
        msg("evaluation.home.requests"),
        msg("evaluation.home.add_request"),
        msg("evaluation.home.no_requests"),
        [&](const vault::Record& record) {
            return home.context->code_label("expertise_askers", text_of(record, "asked_by")) + " · "
                   + home.context->translator().date_short(text_of(record, "asked_on"));
        }
    );
    home.writes = writes;
    return card;
}

}  // namespace

Response home_page(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    Home home{&context, &*evaluation, {}, false};
    auto head = head_of(
        context,
        *evaluation,
        Tab::overview,
        context.text(msg("evaluation.home.heading"), {{"number", evaluation->line.number}})
    );
    if (evaluation->draft.is_none()) {
        return web::page(context, head, group(closed_home(context, *evaluation), about(home), requests(home)));
    }
    auto contents = contents_of(context.records(), context.caller(), evaluation->draft);
    if (!contents) return web::error_page(context, contents.error());
    home.contents = std::move(*contents);
    home.writes =
        !is_closed(context.records(), *evaluation, evaluation->draft)
        && context.records().may(context.caller(), access::Verb::write, evaluation->draft, forms::Compartment::medical);
    const RecordId& id = evaluation->line.evaluation;
    Html ways = web::quiet_link_button(Url::local("/evaluations/{}/paper", id), context.text(msg("paper.pack.link")));
    if (context.may("print")) {
        ways +=
            web::quiet_link_button(Url::local("/evaluations/{}/documents", id), context.text(msg("documents.link")));
    }
    head.actions = std::move(ways);
    const Html left = el<"div">(
        withdrawn_notice(context, *evaluation),
        body_card(context, *evaluation, home.contents),
        web::section(context.text(msg("evaluation.home.sections")), sections_table(home)),
        records_of_draft(home)
    );
    const Html right = el<"div">(about(home), may_change(*evaluation) ? open_points(home) : Html(), requests(home));
    return web::page(context, head, el<"div">(cls("columns"), left, right));
}

}  // namespace panoh::evaluation
