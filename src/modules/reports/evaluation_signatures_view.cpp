// SPDX-License-Identifier: AGPL-3.0-or-later
// How far the text of a document has come: who signed it, what signers say otherwise, what was added later.
#include "modules/evaluation/service_addendum.hpp"
#include "modules/reports/evaluation_parts_view.hpp"
#include "modules/reports/evaluation_signing_view.hpp"

#include <map>

namespace panoh::reports {

namespace {

using evaluation::text_of;
using vault::Record;

/// Place and day of each signature, by user.
std::map<std::string, std::string> places_and_days(const Words& words, const EvaluationSource& source)
{
    std::map<std::string, std::string> all;
    for (const Record& each : source.signatures) {
        all[text_of(each, "signer")] = joined({words.answer(each, "place"), words.answer(each, "signed_on")}, ", ");
    }
    return all;
}

std::string name_of_signer(const Words& words, const EvaluationSource& source, const std::string& user)
{
    for (const Record& each : source.contents.evaluators) {
        if (text_of(each, "who") == user) return words.answer(each, "printed_name");
    }
    return {};
}

void add_signers(const Words& words, const EvaluationSource& source, EvaluationReport& out)
{
    const auto given = places_and_days(words, source);
    for (const Record& each : source.contents.evaluators) {
        const auto when = given.find(text_of(each, "who"));
        const std::string below = when != given.end() ? when->second
                                  : source.standing == Standing::for_signature
                                      ? words.text(msg("documents.report.on_the_sheet"))
                                      : words.text(msg("documents.report.place_and_day"));
        out.signers.push_back(
            {words.answer(each, "printed_name"), joined({words.answer(each, "profession"), below}, "\n")}
        );
    }
}

/// "What was withdrawn" first, then which addenda there are.
void add_notices(const Words& words, const EvaluationSource& source, EvaluationReport& out)
{
    const std::vector<ReportPart> addenda = addenda_in_words(words, source);
    for (std::size_t at = 0; at < source.addenda.size(); ++at) {
        if (text_of(source.addenda[at], "reason") != evaluation::withdrawn_reason) continue;
        out.notices.push_back(words.text(
            msg("documents.report.withdrawn"),
            {{"day", words.answer(source.addenda[at], "signed_on")},
             {"name", name_of_signer(words, source, text_of(source.addenda[at], "signer"))}}
        ));
    }
    std::vector<std::string> headings;
    for (const ReportPart& each : addenda)
        headings.push_back(each.heading);
    if (headings.empty()) return;
    out.notices.push_back(
        words.text(msg("documents.report.has_addenda"), {{"addenda", words.translator().list(headings)}})
    );
    out.addenda = addenda;
}

std::string state_of(const Words& words, const EvaluationSource& source)
{
    switch (source.standing) {
    case Standing::draft:
        return words.text(msg("documents.report.draft"));
    case Standing::for_signature:
        return words.text(msg("documents.report.for_signature"));
    case Standing::signed_by_all:
        return words.text(
            msg("documents.report.version"),
            {{"day", words.translator().date(source.report->signed_on)},
             {"language", words.code("languages", source.report->text.language)},
             {"sha256", source.sha256}}
        );
    }
    return {};
}

std::string format_of(std::string_view media_type)
{
    return media_type == evaluation::pdf_type ? "PDF" : media_type == evaluation::docx_type ? "DOCX" : "JSON";
}

}  // namespace

std::vector<ReportPart> addenda_in_words(const Words& words, const EvaluationSource& source)
{
    std::vector<ReportPart> all;
    for (const Record& each : source.addenda) {
        ReportPart part;
        part.heading = words.text(
            msg("documents.report.addendum"),
            {{"number", static_cast<std::int64_t>(all.size() + 1)},
             {"day", words.answer(each, "signed_on")},
             {"reason", words.answer(each, "reason")}}
        );
        const auto add = [&](std::string_view field) {
            std::string value = words.answer(each, field);
            if (!value.empty()) part.facts.facts.push_back({words.label("addendum", field), std::move(value)});
        };
        for (const char* field : {"text", "changed", "change_reason"})
            add(field);
        const std::string signer = name_of_signer(words, source, text_of(each, "signer"));
        part.facts.facts.push_back({words.label("addendum", "signer"), signer});
        add("sha256");
        all.push_back(std::move(part));
    }
    return all;
}

void add_signatures(const Words& words, const EvaluationSource& source, EvaluationReport& out)
{
    out.state = state_of(words, source);
    add_signers(words, source, out);
    for (const Record& each : source.signatures) {
        if (const std::string dissent = words.answer(each, "dissent"); !dissent.empty())
            out.dissents.push_back(dissent);
    }
    add_notices(words, source, out);
}

SignatureSheet sheet_of(const Words& words, const EvaluationSource& source, DocumentHead head)
{
    EvaluationReport report;
    add_signatures(words, source, report);
    SignatureSheet sheet;
    sheet.head = std::move(head);
    sheet.notices = std::move(report.notices);
    sheet.addenda = std::move(report.addenda);
    if (source.report) {
        for (const files::Attachment& file : source.report->text.files)
            sheet.files.push_back({format_of(file.media_type), file.sha256});
    }
    for (const Record& each : source.signatures) {
        sheet.signatures.push_back(
            {name_of_signer(words, source, text_of(each, "signer")),
             words.answer(each, "place"),
             words.answer(each, "signed_on"),
             words.answer(each, "dissent")}
        );
    }
    return sheet;
}

}  // namespace panoh::reports
