// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_view.hpp"

#include "modules/evaluation/cite.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/pages_terms.hpp"
#include "modules/reports/evaluation_parts_view.hpp"
#include "modules/reports/sexual_violence.hpp"

#include <algorithm>

namespace panoh::reports {

namespace {

using documents::FactList;
using evaluation::Contents;
using vault::Record;

class Collector : private PartWords {
public:
    Collector(const Words& words, const EvaluationSource& source)
        : PartWords(words, source.contents)
        , source_(&source)
    {}

    void collect(EvaluationReport& out) const
    {
        information(out.information);
        for (const Record& each : contents_->sittings)
            out.sittings.push_back(sitting(each));
        for (const Record& each : contents_->evaluators)
            out.evaluators.push_back(evaluator(each));
        if (!source_->apart) sections(out);
        for (const Record& each : contents_->tests) {
            out.tests.push_back(
                {answer(each, "test"),
                 answer(each, "done_on"),
                 joined({answer(each, "result"), words_->line(each, "not_done")}, "\n")}
            );
        }
        for (const Record& each : contents_->consultations) {
            out.consultations.push_back(
                {joined({answer(each, "specialty"), answer(each, "specialist")}, "\n"),
                 answer(each, "question"),
                 answer(each, "answer"),
                 answer(each, "answered_on")}
            );
        }
        opinions(out);
    }

private:
    void information(FactList& facts) const
    {
        const Record& record = source_->evaluation;
        facts.facts.push_back(
            {words_->text(msg("documents.report.examinee")), words_->person(text_at(record.coded, "person"))}
        );
        add(facts, record, {"kind", "ip_edition", "language", "opened_on"});
        for (const Record& request : source_->requests) {
            add(facts, request, {"asked_by"});
            add_names(facts, request, "asker");
            add(facts, request, {"asked_on", "paper_number", "questions", "access", "access_note"});
        }
    }

    /// Names in words of their own: nobody could say for certain that they were taken out.
    void add_names(FactList& facts, const Record& record, std::string_view field) const
    {
        if (words_->naming() == Naming::identified) add(facts, record, {field});
    }

    [[nodiscard]] ReportPart sitting(const Record& record) const
    {
        ReportPart part;
        part.heading = words_->text(msg("documents.report.sitting"), {{"day", answer(record, "held_on")}});
        add(part.facts,
            record,
            {"began",
             "ended",
             "duration",
             "done",
             "breaks",
             "place_type",
             "setting",
             "institution",
             "address",
             "room",
             "private",
             "not_private_note",
             "present",
             "police_present",
             "police_note",
             "gender_choice",
             "chaperone",
             "restraints",
             "restraint_kind",
             "restraint_reason",
             "arrival",
             "demeanour",
             "threats",
             "other_factors",
             "language",
             "interpreter",
             "interpreter_name",
             "interpreter_note",
             "consent_confirmed",
             "consent_withheld",
             "confidentiality",
             "limits",
             "identified_by",
             "body_before",
             "clothing",
             "clothing_kept",
             "death_signs",
             "overview_photos",
             "no_overview_photos",
             "samples",
             "earlier_autopsy",
             "earlier_autopsy_by",
             "autopsy_questions"});
        add_names(part.facts, record, "accompanied_by");
        return part;
    }

    [[nodiscard]] ReportPart evaluator(const Record& record) const
    {
        ReportPart part;
        part.heading = answer(record, "printed_name");
        add(part.facts,
            record,
            {"profession",
             "parts",
             "education",
             "specialty",
             "licence",
             "ip_training",
             "evaluations_done",
             "interview_language",
             "treats_person",
             "dual_role",
             "conflict",
             "conflict_note"});
        return part;
    }

    void sections(EvaluationReport& out) const
    {
        const std::string layout = evaluation::layout_of(source_->evaluation.coded);
        for (const auto& place : evaluation::sections_of(words_->reader().records().schema(), layout)) {
            ReportSection section;
            section.code = place.code;
            section.heading = words_->text(place.heading);
            section.is_part = place.is_part;
            if (const Record* record = evaluation::section_of(*contents_, place.code)) {
                section.text = answer(*record, "text");
                section.not_applicable = answer(*record, "not_applicable");
                cited(*record, section);
            }
            out.sections.push_back(std::move(section));
        }
    }

    /// In the revision that was cited. What the reader may not read is not told, not even as a line; acts of sexual
    /// violence stand in the annex that is kept apart.
    void cited(const Record& record, ReportSection& section) const
    {
        const auto& reader = words_->reader();
        for (const evaluation::Cited& each :
             evaluation::cited_by(reader.records(), words_->reader().caller(), record)) {
            if (!each.shown || is_sexual_violence(*each.shown, reader.records().schema())) continue;
            const forms::RecordType* type = reader.records().schema().type(each.shown->type);
            if (type == nullptr) continue;
            std::vector<std::string> parts;
            for (const std::string& field : type->title)
                parts.push_back(answer(*each.shown, field));
            for (const char* field : {"course", "account", "taken_words", "words", "certainty", "answer"}) {
                const bool is_title = std::find(type->title.begin(), type->title.end(), field) != type->title.end();
                if (!is_title) parts.push_back(answer(*each.shown, field));
            }
            section.cited.push_back(words_->text(
                msg("documents.labelled"),
                {{"label", words_->text(MessageId("type." + type->words() + ".label"))},
                 {"value", joined(parts, " · ")}}
            ));
        }
    }

    void opinions(EvaluationReport& out) const
    {
        for (const char* scope : {"physical", "psychological"}) {
            const Record* each = evaluation::conclusion_of(*contents_, scope);
            if (each == nullptr) continue;
            ReportPart part;
            part.heading = words_->code("conclusion_scopes", scope);
            part.facts.facts.push_back({words_->label("conclusion", "degree"), degree(text_at(each->coded, "degree"))});
            add(part.facts, *each, {"reason", "expected", "course", "other_explanations", "stressors"});
            out.opinions.push_back(std::move(part));
        }
        const Record* overall = evaluation::conclusion_of(*contents_, "overall");
        if (overall == nullptr) return;
        out.overall = degree(text_at(overall->coded, "degree"));
        add(out.conclusions,
            *overall,
            {"reason", "beyond_findings", "course", "other_explanations", "stressors", "delay_note"});
        add(out.recommendations, *overall, {"care", "further_exams", "protection"});
        out.restrictions = answer(*overall, "restrictions");
    }

    const EvaluationSource* source_;
};

/// Sections of the annex: those that have something to say.
void add_annex_sections(const Words& words, EvaluationReport& out)
{
    const auto add = [&](const char* code, bool says) {
        if (says) out.sections.push_back({code, words.code("report_sections", code), false, {}, {}, {}});
    };
    add("case_information", true);
    add("physical_examination", !out.physical.empty() || !out.not_found.empty() || !out.drawings.empty());
    add("psychological_history", !out.psychological.empty());
    add("photographs", !out.photographs.empty());
    add("test_results", !out.tests.empty());
    add("consultations", !out.consultations.empty());
    add("interpretation", !out.opinions.empty());
    add("conclusions", !out.overall.empty() || !out.conclusions.facts.empty() || !out.recommendations.facts.empty());
    add("signature", true);
    add("annexes", !out.addenda.empty());
}

}  // namespace

std::string terms_note(const Words& words)
{
    auto& reader = words.reader();
    const std::string confirmed =
        evaluation::confirmed_by_words(reader, words.translator(), words.translator(), "consistency");
    const bool is_own_language = words.translator().language() == "en";
    if (confirmed.empty()) return is_own_language ? std::string() : words.text(msg("documents.report.terms_note"));
    if (words.naming() != Naming::identified) return words.text(msg("documents.report.terms_confirmed_unnamed"));
    return words.text(msg("documents.report.terms_confirmed"), {{"confirmed", confirmed}});
}

void know_names(Words& words, const Contents& contents)
{
    const auto numbered = [&](const MessageId& role, std::size_t number) {
        return words.text(role, {{"number", static_cast<std::int64_t>(number)}});
    };
    std::size_t evaluators = 0;
    for (const Record& each : contents.evaluators)
        words.know_name(words.answer(each, "printed_name"), numbered(msg("documents.evaluator"), ++evaluators));
    std::size_t others = 0;
    for (const Record& each : contents.sittings) {
        words.know_name(
            text_at(each.merged().reveal(), "interpreter_name"), numbered(msg("documents.interpreter"), ++others)
        );
        for (const boost::json::value& row : evaluation::rows_of(each, "present")) {
            if (!row.is_object()) continue;
            words.know_name(text_at(row.get_object(), "name"), numbered(msg("documents.present"), ++others));
        }
    }
    for (const Record& each : contents.findings) {
        for (const boost::json::value& row : evaluation::rows_of(each, "photos")) {
            if (!row.is_object()) continue;
            words.know_name(text_at(row.get_object(), "taken_by"), numbered(msg("documents.present"), ++others));
        }
    }
    for (const Record& each : contents.consultations)
        words.know_name(words.answer(each, "specialist"), numbered(msg("documents.specialist"), ++others));
}

EvaluationReport report_of(const Words& words, const EvaluationSource& source, DocumentHead head)
{
    EvaluationReport out;
    out.head = std::move(head);
    Collector(words, source).collect(out);
    add_findings(words, source.contents, out);
    add_signatures(words, source, out);
    if (source.apart) add_annex_sections(words, out);
    out.terms_note = terms_note(words);
    return out;
}

}  // namespace panoh::reports
