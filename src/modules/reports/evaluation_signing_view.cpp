// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_signing_view.hpp"

#include "documents/docx.hpp"
#include "documents/pdf.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/reports/critique_view.hpp"
#include "modules/reports/evaluation_report.hpp"
#include "modules/reports/evaluation_view.hpp"

#include <algorithm>

namespace panoh::reports {

namespace {

using casework::Participant;
using evaluation::Opened;
using evaluation::ReportFiles;

/// The language of the evaluation where the program speaks it, else the reader's.
std::string language_of(const web::PageContext& context, const Opened& evaluation)
{
    const std::string wanted = evaluation::text_of(evaluation.record, "language");
    for (const auto& [code, name] : context.services().catalogues->native_language_names()) {
        if (code == wanted) return wanted;
    }
    return context.translator().language();
}

DocumentHead head_to_sign(const Words& words, const Opened& evaluation, const EvaluationSource& source)
{
    DocumentHead head;
    const bool is_letter = evaluation::is_review(source.evaluation);
    head.title = words.text(
        source.apart ? msg("documents.annex.title")
        : is_letter  ? msg("documents.critique.title")
                     : msg("documents.report.title")
    );
    head.number = evaluation.line.number;
    head.organisation = words.organisation(
        OrganisationId::parse(evaluation::text_of(source.evaluation, "organisation")).value_or(OrganisationId{})
    );
    head.fingerprint = source.sha256;
    head.naming = Naming::identified;
    head.training = words.reader().services().training;
    return head;
}

Result<documents::Document> document_to_sign(Words& words, const Opened& evaluation, const EvaluationSource& source)
{
    DocumentHead head = head_to_sign(words, evaluation, source);
    if (evaluation::is_review(source.evaluation)) {
        const auto critique = critique_of(words, source, std::move(head));
        return critique ? Result(critique_document(*critique, words.translator())) : critique.error();
    }
    return evaluation_document(report_of(words, source, std::move(head)), words.translator());
}

}  // namespace

std::vector<Participant> examined_in(web::PageContext& context, const Opened& evaluation)
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

Result<void> know_all(Words& words, const Opened& evaluation, const EvaluationSource& source)
{
    web::PageContext& reader = words.reader();
    std::vector<UserId> team;
    for (const FileId& file : {evaluation.line.file, evaluation.draft, evaluation.apart}) {
        if (file.is_none()) continue;
        for (const evaluation::Worker& worker : evaluation::workers_of(reader.records(), file)) {
            if (std::find(team.begin(), team.end(), worker.user) == team.end()) team.push_back(worker.user);
        }
    }
    words.know_colleagues(team);
    if (auto known = words.know_people(examined_in(reader, evaluation)); !known) return known;
    if (!source.signatures.empty()) {
        words.call_person(
            evaluation::text_of(source.evaluation, "person"), evaluation::text_of(source.signatures.back(), "examinee")
        );
    }
    know_names(words, source.contents);
    return {};
}

std::string mark_of(const Words& words, const EvaluationSource& source)
{
    return source.standing == Standing::draft ? words.text(msg("documents.draft_mark")) : std::string();
}

Result<ReportFiles>
report_to_sign(web::PageContext& context, const Opened& evaluation, bool apart, const evaluation::Frozen& frozen)
{
    const auto source = source_to_sign(context, evaluation, apart, frozen.sha256);
    if (!source) return source.error();
    Words words(context, language_of(context, evaluation), Naming::identified);
    if (auto known = know_all(words, evaluation, *source); !known) return known.error();
    const auto document = document_to_sign(words, evaluation, *source);
    if (!document) return document.error();
    auto pdf = documents::write_pdf(*document);
    if (!pdf) return pdf.error();
    auto docx = documents::write_docx(*document);
    if (!docx) return docx.error();
    ReportFiles made;
    made.pdf = Sensitive<std::string>(std::move(*pdf));
    made.docx = Sensitive<std::string>(std::move(*docx));
    made.examinee = Sensitive<std::string>(words.person(evaluation.line.person.text()));
    return made;
}

}  // namespace panoh::reports
