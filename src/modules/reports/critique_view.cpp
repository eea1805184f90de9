// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/critique_view.hpp"

#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/reports/evaluation_parts_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::reports {

namespace {

using evaluation::Review;
using evaluation::ReviewAnswer;
using evaluation::SetState;
using vault::Record;

MessageId state_of(SetState state)
{
    switch (state) {
    case SetState::met:
        return msg("review.set.met");
    case SetState::partly:
        return msg("review.set.partly");
    case SetState::not_met:
        return msg("review.set.not_met");
    case SetState::cannot_know:
        return msg("review.set.cannot_know");
    case SetState::not_applicable:
        return msg("review.set.not_applicable");
    case SetState::open:
        break;
    }
    return msg("review.set.open");
}

class Collector : private PartWords {
public:
    Collector(const Words& words, const EvaluationSource& source, const Review& review)
        : PartWords(words, source.contents)
        , source_(&source)
        , review_(&review)
    {}

    void collect(Critique& out) const
    {
        report(out);
        asked(out);
        for (const std::string_view set : evaluation::review_sets())
            criteria_of(set, out);
        for (const Record* each : review_->notes)
            out.notes.push_back(note(*each));
        out.opinion = section("conclusions");
        out.restrictions = section("restrictions");
    }

private:
    void report(Critique& out) const
    {
        const Record& record = *review_->report;
        out.report.facts.push_back(
            {words_->text(msg("documents.report.examinee")),
             words_->person(evaluation::text_of(source_->evaluation, "person"))}
        );
        add(out.report, record, {"institution"});
        if (words_->naming() == Naming::identified) add(out.report, record, {"authors"});
        add(out.report,
            record,
            {"number", "dated", "pages", "written_in", "named_edition", "examined_on", "examined", "examined_words"});
        add(out.rests_on, source_->evaluation, {"ip_edition"});
        add(out.rests_on, record, {"documents", "person_examined"});
        out.cannot_say = answer(record, "cannot_say");
    }

    void asked(Critique& out) const
    {
        for (const Record& request : source_->requests) {
            if (out.asked_by.empty()) {
                out.asked_by = words_->text(
                    msg("documents.critique.asked"),
                    {{"who", answer(request, "asked_by")}, {"day", answer(request, "asked_on")}}
                );
            }
            for (const boost::json::value& row : evaluation::rows_of(request, "questions")) {
                if (!row.is_object()) continue;
                out.questions.push_back(
                    joined({text_at(row.get_object(), "question"), text_at(row.get_object(), "answer")}, "\n")
                );
            }
        }
    }

    [[nodiscard]] std::string label(const evaluation::QualityItem& item) const
    {
        return words_->code("quality_items", item.code);
    }

    [[nodiscard]] std::string source(std::string_view item) const
    {
        const forms::CodeList* list = words_->reader().records().schema().list("quality_items");
        const forms::Code* code = list == nullptr ? nullptr : list->find(item);
        return code == nullptr ? std::string() : code->source;
    }

    /// Why a criterion or a set matters; empty for a criterion that has no reason of its own.
    [[nodiscard]] std::string why(std::string_view of) const
    {
        const MessageId id(fmt::format("documents.critique.why.{}", of));
        return words_->translator().has(id) ? words_->text(id) : std::string();
    }

    void criteria_of(std::string_view set, Critique& out) const
    {
        const auto result = evaluation::result_of_set(set, evaluation::answers_in(*review_));
        const std::string heading = words_->code("minimum_content", set);
        const forms::CodeList* sets = words_->reader().records().schema().list("minimum_content");
        const forms::Code* code = sets == nullptr ? nullptr : sets->find(set);
        out.summary.push_back(
            {heading,
             code == nullptr ? std::string() : basis_words(*words_, code->source),
             words_->text(state_of(result.state))}
        );
        CritiqueSet lacking{heading, why(set), {}};
        for (const evaluation::QualityItem* item : evaluation::items_of_set(set))
            place(*item, lacking, out);
        if (!lacking.lacking.empty()) out.sets.push_back(std::move(lacking));
    }

    void place(const evaluation::QualityItem& item, CritiqueSet& lacking, Critique& out) const
    {
        const Record* record = evaluation::answer_to(*review_, item.code);
        const auto given =
            record == nullptr ? std::nullopt : evaluation::review_answer_named(text_at(record->coded, "answer"));
        if (!given) {
            out.not_assessed.push_back(label(item));
            return;
        }
        const std::string said = joined({label(item), answer(*record, "remark")}, ": ");
        switch (*given) {
        case ReviewAnswer::met:
            out.met.push_back(label(item));
            return;
        case ReviewAnswer::not_applicable:
            out.not_applicable.push_back(said);
            return;
        case ReviewAnswer::cannot_know:
            out.not_knowable.push_back(said);
            return;
        case ReviewAnswer::partly:
        case ReviewAnswer::not_met:
            break;
        }
        lacking.lacking.push_back(
            {label(item),
             basis_words(*words_, source(item.code)),
             words_->text(*given == ReviewAnswer::partly ? msg("review.set.partly") : msg("review.set.not_met")),
             answer(*record, "quotation"),
             answer(*record, "page"),
             answer(*record, "remark"),
             why(item.code)}
        );
    }

    [[nodiscard]] CritiqueNote note(const Record& record) const
    {
        return {
            answer(record, "kind"),
            answer(record, "quotation"),
            answer(record, "page"),
            answer(record, "other_quotation"),
            answer(record, "other_page"),
            degree(text_at(record.coded, "listed_degree")),
            answer(record, "remark")};
    }

    [[nodiscard]] std::string section(std::string_view code) const
    {
        const Record* found = evaluation::section_of(*contents_, code);
        return found == nullptr ? std::string() : answer(*found, "text");
    }

    const EvaluationSource* source_;
    const Review* review_;
};

}  // namespace

std::string basis_words(const Words& words, std::string_view source)
{
    using Kind = evaluation::Basis::Kind;
    const auto basis = evaluation::basis_of(source.substr(0, source.find(';')));
    if (!basis) return std::string(source);
    const auto numbered = [&](const MessageId& id) {
        return words.text(id, {{"number", basis->number}});
    };
    switch (basis->kind) {
    case Kind::annex_one:
        return basis->number.empty() ? words.text(msg("documents.critique.annex_one"))
                                     : numbered(msg("documents.critique.annex_one_part"));
    case Kind::annex_four:
        return words.text(msg("documents.critique.annex_four"));
    case Kind::chapter:
        return numbered(msg("documents.critique.chapter"));
    case Kind::paragraph:
        return numbered(msg("documents.critique.paragraph"));
    case Kind::clinician:
        return words.text(msg("documents.critique.clinician"));
    case Kind::literature:
        break;
    }
    return words.text(msg("documents.critique.literature"));
}

Result<Critique> critique_of(Words& words, const EvaluationSource& source, DocumentHead head)
{
    if (!evaluation::is_review(source.evaluation)) {
        return fail(ErrorCode::not_found, "the evaluation reviews no report");
    }
    const Review review = evaluation::review_of(source.contents);
    if (review.report == nullptr) {
        return fail(
            ErrorCode::invalid_input, "the reviewed report is not entered", {msg("documents.critique.no_report"), {}}
        );
    }
    words.know_name(words.answer(*review.report, "authors"), words.text(msg("documents.critique.author")));
    Critique out;
    out.head = std::move(head);
    Collector(words, source, review).collect(out);
    EvaluationReport signed_part;
    add_signatures(words, source, signed_part);
    out.state = std::move(signed_part.state);
    out.signers = std::move(signed_part.signers);
    out.dissents = std::move(signed_part.dissents);
    out.notices = std::move(signed_part.notices);
    out.addenda = std::move(signed_part.addenda);
    const bool names_degree =
        std::ranges::any_of(out.notes, [](const CritiqueNote& note) { return !note.listed.empty(); });
    if (names_degree) out.terms_note = terms_note(words);
    return out;
}

}  // namespace panoh::reports
