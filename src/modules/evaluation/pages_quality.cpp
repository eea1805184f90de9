// SPDX-License-Identifier: AGPL-3.0-or-later
// Drafting aids: the list of quality, points to clarify, wording, remarks of reviewers. Never printed or signed.
#include "base/text.hpp"
#include "modules/casework/pages_events.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/evaluation/delay.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/phrases.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "modules/evaluation/wording.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// How many other reports are compared with: the newest that the reader may read.
constexpr std::size_t most_others = 40;

/// Where an item of quality is answered; nothing is added to what is closed.
Url place_of_item(const Opened& evaluation, const QualityItem& item, bool writes)
{
    const RecordId& id = evaluation.line.evaluation;
    const Answered& where = item.where;
    if (where.type == "evaluation_section") return Url::local("/evaluations/{}/sections/{}", id, where.field);
    if (where.type == "finding" || where.type == "finding_mark") return Url::local("/evaluations/{}/findings", id);
    if (where.type == "sign_off") return Url::local("/evaluations/{}/sign", id);
    if (!writes) return home_of(evaluation);
    if (where.type == "psychological_finding" && where.code) {
        return Url::local("/evaluations/{}/add/{}", id, where.type).with("element", where.field);
    }
    if (where.type == "evaluation" || where.type == "disclosure") return home_of(evaluation);
    return Url::local("/evaluations/{}/add/{}", id, where.type);
}

/// A record that answers an item, where it can be opened; else where one is added.
Url link_of_item(
    const Opened& evaluation, const Contents& contents, const QualityItem& item, const GivenAnswer* given, bool writes
)
{
    const auto record = given == nullptr ? std::nullopt : RecordId::parse(given->record);
    if (!record || item.where.type == "evaluation_section") return place_of_item(evaluation, item, writes);
    for (const auto* list :
         {&contents.evaluators, &contents.sittings, &contents.findings, &contents.elements, &contents.conclusions}) {
        for (const vault::Record& each : *list) {
            if (each.id == *record) return place_of(evaluation, each);
        }
    }
    return place_of_item(evaluation, item, writes);
}

const vault::Record* answer_by_hand(const Contents& contents, std::string_view item)
{
    const vault::Record* found = nullptr;
    for (const vault::Record& each : contents.answers) {
        if (text_of(each, "item") == item) found = &each;
    }
    return found;
}

Html answer_tag(const PageContext& context, const GivenAnswer* given)
{
    const QualityAnswer answer = given == nullptr ? QualityAnswer::absent : given->answer;
    if (answer == QualityAnswer::present) {
        return web::tag(web::Tone::ok, context.code_label("quality_answers", "present"));
    }
    if (answer == QualityAnswer::not_applicable) {
        return web::tag(web::Tone::neutral, context.code_label("quality_answers", "not_applicable"));
    }
    return web::tag(web::Tone::late, context.code_label("quality_answers", "absent"));
}

Html score_table(
    PageContext& context, const Opened& evaluation, const Contents& contents, const GivenAnswers& answers, bool writes
)
{
    const std::array columns{
        web::Column{context.text(msg("evaluation.quality.item")), {}},
        web::Column{context.text(msg("evaluation.quality.weight")), {}, false, true},
        web::Column{context.text(msg("evaluation.quality.answer")), {}},
        web::Column{context.text(msg("evaluation.quality.by_hand")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const QualityItem& item : quality_items()) {
        const auto found = answers.find(item.code);
        const GivenAnswer* given = found == answers.end() ? nullptr : &found->second;
        const std::string label = std::string(item.code) + " · " + context.code_label("quality_items", item.code);
        Html by_hand;
        if (writes) {
            const vault::Record* record = answer_by_hand(contents, item.code);
            const RecordId& id = evaluation.line.evaluation;
            by_hand = el<"a">(
                href(
                    record != nullptr
                        ? Url::local("/evaluations/{}/records/{}", id, record->id)
                        : Url::local("/evaluations/{}/add/{}", id, "quality_answer").with("item", item.code)
                ),
                context.text(msg("evaluation.quality.say")),
                el<"span">(cls("visually-hidden"), " ", item.code)
            );
        }
        rows.push_back(
            {web::link(link_of_item(evaluation, contents, item, given, writes), label),
             group(item.weight),
             answer_tag(context, given),
             by_hand}
        );
    }
    return web::table(context.text(msg("evaluation.quality.heading")), columns, rows);
}

Html score_summary(const PageContext& context, const Score& score)
{
    const auto number = [](auto value) {
        return static_cast<std::int64_t>(value);
    };
    Html body = el<"p">(el<"strong">(context.text(
        msg("evaluation.quality.score"),
        {{"reached", number(score.reached)},
         {"applicable", number(score.applicable)},
         {"percent", number(score.percent().value_or(0))}}
    )));
    if (score.holds_the_minimum())
        return group(body, web::paragraph(context.text(msg("evaluation.quality.minimum_holds"))));
    std::vector<std::string> missing = score.required_missing;
    body += web::notice(
        web::Tone::due,
        context.text(msg("evaluation.quality.minimum_missing"), {{"count", number(missing.size())}}),
        el<"p">(context.translator().list(missing))
    );
    return body;
}

Html noticed_list(
    PageContext& context,
    const Opened& evaluation,
    const Contents& contents,
    std::span<const vault::Record> acts,
    std::span<const Noticed> all
)
{
    std::vector<Html> lines;
    for (const Noticed& each : all) {
        const std::string sentence = context.text(message_of(each));
        Html line = group(sentence);
        for (const auto* list : {&contents.findings, &contents.elements, &contents.conclusions, &contents.sittings}) {
            for (const vault::Record& record : *list) {
                if (record.id.text() != each.record) continue;
                const std::string words = record.type == "finding"                 ? finding_words(context, record)
                                          : record.type == "psychological_finding" ? element_words(context, record)
                                          : record.type == "sitting"               ? sitting_words(context, record)
                                                                                   : type_words(context, record.type);
                line = group(web::link(place_of(evaluation, record), Sensitive<std::string>(words)), ": ", sentence);
            }
        }
        for (const vault::Record& act : acts) {
            if (act.id.text() != each.record) continue;
            const std::string words = casework::title_of(context, act);
            line = group(web::link(Url::local("/records/{}", act.id), words), ": ", sentence);
        }
        lines.push_back(el<"li">(line));
    }
    if (lines.empty()) return web::paragraph(context.text(msg("evaluation.quality.nothing_noticed")));
    return el<"ul">(lines);
}

/// Texts of other reports that the reader may read: sections in the evaluators' own words are left out.
std::vector<OtherText> other_texts(PageContext& context, const Opened& evaluation)
{
    std::vector<OtherText> others;
    const auto caller = context.caller();
    const auto rows = context.records().query(
        caller,
        access::Verb::read,
        "evaluation_part",
        "p.file",
        "SELECT p.file FROM t_evaluation_part p WHERE {scope} AND p.deleted=0 AND p.part='draft' ORDER BY p.seq DESC"
    );
    for (std::size_t row = 0; rows && row < rows->size() && row < most_others; ++row) {
        const auto file = rows->id<FileId>(row, "file");
        if (file == evaluation.draft) continue;
        const auto sections = context.records().of_file(caller, file, "evaluation_section");
        for (std::size_t at = 0; sections && at < sections->size(); ++at) {
            const vault::Record& section = (*sections)[at];
            if (has(section, "text")) others.push_back({section.id.text(), text_of(section, "text")});
        }
    }
    return others;
}

/// Sentences worth a second look: legal conclusions, and what stands in other reports as well.
Html wording_list(PageContext& context, const Opened& evaluation, const Contents& contents)
{
    std::vector<Html> lines;
    const auto add = [&](const vault::Record& record, const std::string& sentence, MessageId why) {
        lines.push_back(el<"li">(
            web::link(place_of(evaluation, record), context.text(std::move(why))),
            " ",
            el<"q">(Sensitive<std::string>(sentence))
        ));
    };
    const auto others = other_texts(context, evaluation);
    for (const vault::Record& section : contents.sections) {
        const std::string code = text_of(section, "section");
        const bool is_statement = code == "veracity" || code == "truthfulness";
        const std::string text = text_of(section, "text");
        if (!yes_no(section, "own_words").value_or(false)) {
            for (const LegalWording& each : legal_wording(text))
                add(section, each.sentence, msg("evaluation.quality.legal"));
        }
        if (is_statement) continue;
        for (const Repetition& each : repeated_sentences(text, others, {}))
            add(section, each.sentence, msg("evaluation.quality.repeated"));
    }
    for (const vault::Record& conclusion : contents.conclusions) {
        for (const LegalWording& each : legal_wording(text_of(conclusion, "reason")))
            add(conclusion, each.sentence, msg("evaluation.quality.legal"));
        for (const LegalWording& each : degree_wording(text_of(conclusion, "reason")))
            add(conclusion, each.sentence, msg("evaluation.quality.other_degree"));
    }
    return lines.empty() ? web::paragraph(context.text(msg("evaluation.quality.wording_fine"))) : el<"ul">(lines);
}

Html delay_line(PageContext& context, const Contents& contents, const Surroundings& around)
{
    if (contents.sittings.empty()) return {};
    const std::string examined = text_of(contents.sittings.front(), "held_on");
    std::optional<Delay> longest;
    for (const vault::Record& act : around.acts) {
        const auto delay = delay_between(text_of(act, "began"), examined);
        if (delay && (!longest || delay->most > longest->most)) longest = delay;
    }
    if (!longest) return {};
    return web::paragraph(context.text(
        longest->is_exact() ? msg("evaluation.quality.delay") : msg("evaluation.quality.delay_between"),
        {{"least", longest->least.count()}, {"most", longest->most.count()}}
    ));
}

Html answer_form(PageContext& context, const Opened& evaluation, const vault::Record& remark)
{
    web::InputOptions answer;
    answer.name = "answer-" + remark.id.text();
    answer.label = context.text(msg("evaluation.remark.answer"));
    answer.lines = 3;
    Html buttons;
    for (const web::Choice& state : casework::code_choices(context, "remark_states")) {
        if (state.value != "open") buttons += web::secondary_submit(state.label, "state", state.value);
    }
    return web::post_form(
        context,
        Url::local("/evaluations/{}/remarks/{}", evaluation.line.evaluation, remark.id),
        group(web::text_input(context, answer), actions(buttons))
    );
}

Html remarks_list(PageContext& context, const Opened& evaluation, const Contents& contents, bool writes)
{
    std::vector<Html> items;
    for (const vault::Record& remark : contents.remarks) {
        const std::string section = text_of(remark, "section");
        const bool is_open = text_of(remark, "state") == "open";
        Html item = el<"p">(
            web::tag(
                is_open ? web::Tone::due : web::Tone::ok, context.code_label("remark_states", text_of(remark, "state"))
            ),
            " ",
            context.user_name(remark.author),
            section.empty() ? Html() : group(" · ", context.code_label("report_sections", section))
        );
        item += el<"p">(Sensitive<std::string>(text_of(remark, "remark")));
        if (has(remark, "answer")) {
            item += el<"p">(
                context.text(msg("evaluation.remark.answered")), " ", Sensitive<std::string>(text_of(remark, "answer"))
            );
        }
        if (is_open && writes) item += answer_form(context, evaluation, remark);
        items.push_back(el<"li">(item));
    }
    Html body =
        items.empty() ? web::paragraph(context.text(msg("evaluation.remark.none"))) : el<"ul">(cls("rows bare"), items);
    if (writes) {
        body += actions(web::quiet_link_button(
            Url::local("/evaluations/{}/add/{}", evaluation.line.evaluation, "review_remark"),
            context.text(msg("evaluation.remark.add"))
        ));
    }
    return body;
}

Html place_on_page(const char* name, const Html& body)
{
    return el<"div">(id(name), a<"tabindex">("-1"), body);
}

}  // namespace

Response quality_page(PageContext& context)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    if (context.on_paper()) {
        // A drafting aid is never printed.
        return Response::redirect(Url::local("/evaluations/{}/quality", evaluation->line.evaluation));
    }
    const auto contents = contents_of(context.records(), context.caller(), evaluation->draft);
    if (!contents) return web::error_page(context, contents.error());
    const bool writes = !is_closed(context.records(), *evaluation, evaluation->draft);
    const Surroundings surroundings = surroundings_of(context, *evaluation);
    const Around around = surroundings.around(*evaluation);
    const auto systems = body_systems(context);
    const GivenAnswers answers = quality_of(*contents, around, systems);
    auto clarify = points_to_clarify(draft_of(*contents, around, region_parents(context)));
    const auto more = consistency_of(*contents);
    clarify.insert(clarify.end(), more.begin(), more.end());
    auto head = head_of(context, *evaluation, Tab::quality, context.text(msg("evaluation.quality.heading")));
    head.typed_text = true;
    const Html body = group(
        web::notice(web::Tone::info, context.text(msg("evaluation.quality.aid")), Html()),
        place_on_page(
            "clarify",
            web::section(
                context.text(msg("evaluation.quality.clarify")),
                group(
                    web::paragraph(context.text(msg("evaluation.quality.memory"))),
                    noticed_list(context, *evaluation, *contents, surroundings.acts, clarify),
                    delay_line(context, *contents, surroundings)
                )
            )
        ),
        web::section(context.text(msg("evaluation.quality.wording")), wording_list(context, *evaluation, *contents)),
        place_on_page(
            "remarks",
            web::section(
                context.text(msg("evaluation.remark.heading")), remarks_list(context, *evaluation, *contents, writes)
            )
        ),
        is_review(*evaluation) ? Html()
                               : web::section(
                                   context.text(msg("evaluation.quality.list")),
                                   group(
                                       score_summary(context, score_of(answers)),
                                       score_table(context, *evaluation, *contents, answers, writes)
                                   )
                               )
    );
    return web::page(context, head, body);
}

Response save_remark_answer(PageContext& context)
{
    const auto evaluation = draft_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto id = context.path_id<RecordId>("remark").value_or(RecordId{});
    const auto remark = context.records().read(context.caller(), id);
    if (!remark) return web::error_page(context, remark.error());
    if (remark->type != "review_remark" || remark->file != evaluation->draft) {
        return web::error_page(context, fail(ErrorCode::not_found, "no such remark of this evaluation"));
    }
    const auto& form = context.request().form;
    const auto done = answer_remark(
        context.records(),
        context.caller(),
        *evaluation,
        *remark,
        form.text("state"),
        std::string(trimmed(form.text("answer-" + remark->id.text()))),
        context.batch()
    );
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/evaluations/{}/quality", evaluation->line.evaluation).at("remarks"));
}

}  // namespace panoh::evaluation
