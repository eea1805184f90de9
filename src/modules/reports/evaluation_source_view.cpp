// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_source_view.hpp"

#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_parts.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>

namespace panoh::reports {

namespace {

using evaluation::Contents;
using evaluation::Opened;
using vault::Record;

Result<EvaluationSource> source_of_draft(web::PageContext& reader, const Opened& evaluation, bool apart)
{
    const FileId file = evaluation::draft_file(evaluation, apart);
    if (file.is_none()) return fail(ErrorCode::denied, "the draft of the evaluation is not open");
    auto contents = evaluation::contents_of(reader.records(), reader.caller(), file);
    if (!contents) return contents.error();
    EvaluationSource source;
    source.apart = apart;
    source.evaluation = evaluation.record;
    source.contents = std::move(*contents);
    if (apart) return source;
    auto requests = reader.records().of_file(reader.caller(), evaluation.line.file, "request_for_expertise");
    if (!requests) return requests.error();
    std::reverse(requests->begin(), requests->end());
    source.requests = std::move(*requests);
    return source;
}

/// Who signs what is kept apart is described in the report itself.
Result<void> add_evaluators(web::PageContext& reader, const Opened& evaluation, EvaluationSource& source)
{
    if (!source.apart) return {};
    const auto main = source_of(reader, evaluation, false);
    if (!main) return main.error();
    const auto workers = evaluation::workers_of(reader.records(), evaluation.apart);
    for (const Record& each : main->contents.evaluators) {
        const std::string who = evaluation::text_of(each, "who");
        const bool works = std::any_of(workers.begin(), workers.end(), [&](const evaluation::Worker& worker) {
            return worker.user.text() == who;
        });
        if (works) source.contents.evaluators.push_back(each);
    }
    return {};
}

Result<EvaluationSource>
source_of_report(web::PageContext& reader, const Opened& evaluation, bool apart, evaluation::SignedReport report)
{
    auto text = evaluation::signed_text(reader.records(), report);
    if (!text) return text.error();
    EvaluationSource source;
    source.standing = Standing::signed_by_all;
    source.apart = apart;
    source.evaluation = std::move(text->evaluation);
    source.contents = std::move(text->contents);
    source.requests = std::move(text->requests);
    source.sha256 = report.text.sha256;
    auto signatures = reader.records().of_file(reader.caller(), evaluation::report_file(evaluation, apart), "sign_off");
    if (!signatures) return signatures.error();
    std::reverse(signatures->begin(), signatures->end());
    std::erase_if(*signatures, [&](const Record& each) {
        return evaluation::text_of(each, "sha256") != source.sha256;
    });
    source.signatures = std::move(*signatures);
    auto addenda = evaluation::addenda_of(reader.records(), reader.caller(), evaluation, apart);
    if (!addenda) return addenda.error();
    source.addenda = std::move(*addenda);
    source.report = std::move(report);
    return source;
}

}  // namespace

Result<EvaluationSource> source_of(web::PageContext& reader, const Opened& evaluation, bool apart)
{
    auto report = evaluation::signed_report(reader.records(), reader.caller(), evaluation, apart);
    if (!report) return report.error();
    // What was signed before its files were kept has nothing but the draft, which is closed.
    const bool has_files = report->has_value() && !(*report)->text.files.empty();
    auto source = has_files ? source_of_report(reader, evaluation, apart, std::move(**report))
                            : source_of_draft(reader, evaluation, apart);
    if (!source) return source.error();
    if (auto done = add_evaluators(reader, evaluation, *source); !done) return done.error();
    return source;
}

Result<EvaluationSource>
source_to_sign(web::PageContext& reader, const Opened& evaluation, bool apart, const std::string& sha256)
{
    auto source = source_of_draft(reader, evaluation, apart);
    if (!source) return source.error();
    source->standing = Standing::for_signature;
    source->sha256 = sha256;
    if (auto done = add_evaluators(reader, evaluation, *source); !done) return done.error();
    return source;
}

}  // namespace panoh::reports
