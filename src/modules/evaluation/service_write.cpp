// SPDX-License-Identifier: AGPL-3.0-or-later
// What is written into a draft: forms of any type, marks on drawings, answers to remarks.
#include "forms/labels.hpp"
#include "modules/casework/service.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/service_marks.hpp"
#include "modules/evaluation/service_request.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;
using records::FormChange;
using records::FormOutcome;

bool is_numbered(std::string_view type)
{
    return type == "finding" || type == "psychological_finding";
}

std::int64_t next_number(const Records& records, const FileId& file, std::string_view type)
{
    const auto rows = records.vault().workspace().query(
        fmt::format("SELECT CAST(MAX(number) AS INTEGER) AS last FROM t_{} WHERE file=?", type), {vault::sql(file)}
    );
    return rows && !rows->empty() ? rows->integer(0, "last") + 1 : 1;
}

/// Puts a record into its list in place of what it was, or at the end.
void put_into(std::vector<vault::Record>& list, vault::Record record)
{
    std::erase_if(list, [&](const vault::Record& each) { return each.id == record.id; });
    list.push_back(std::move(record));
}

bool holds(const std::vector<vault::Record>& list, const std::string& id)
{
    return std::any_of(list.begin(), list.end(), [&](const vault::Record& each) { return each.id.text() == id; });
}

/// Which field a sentence of the rules of consistency belongs to.
std::string_view field_of(const Noticed& noticed, std::string_view type)
{
    if (type == "finding" || type == "psychological_finding") return "presence";
    return noticed.problem == "overall_beyond_findings" ? "beyond_findings" : "degree";
}

/// Rules of consistency that this very record would break.
std::vector<forms::FormProblem> broken_by(const Contents& contents, const vault::Record& record)
{
    std::vector<forms::FormProblem> problems;
    const std::string about = text_of(record, "about");
    const bool is_overall = text_of(record, "scope") == "overall";
    for (const Noticed& noticed : consistency_of(contents)) {
        if (noticed.gravity != Gravity::stops) continue;
        const bool is_of_record = noticed.record == record.id.text() || (!about.empty() && noticed.record == about)
                                  || (is_overall && noticed.record.empty());
        if (!is_of_record) continue;
        const std::string field(field_of(noticed, record.type));
        problems.push_back(problem_at(field, message_of(noticed), forms::field_message(record.type, field)));
    }
    const std::string scope = text_of(record, "scope");
    const bool fits = scope == "physical_finding"        ? holds(contents.findings, about)
                      : scope == "psychological_finding" ? holds(contents.elements, about)
                                                         : true;
    if (!fits) {
        problems.push_back(
            problem_at("about", msg("evaluation.problem.choose_finding"), forms::field_message("conclusion", "about"))
        );
    }
    return problems;
}

/// What a form would break if it were saved; nothing while the form itself has mistakes.
Result<std::vector<forms::FormProblem>>
problems_of(const Records& records, const Caller& caller, const FormChange& change, const forms::Submission& submission)
{
    const bool is_weighed = is_numbered(change.type) || change.type == "conclusion";
    if (!is_weighed) return std::vector<forms::FormProblem>{};
    vault::Record record;
    record.id = change.record;
    record.type = change.type;
    json::object previous;
    if (!change.record.is_none()) {
        const auto stored = records.read(caller, change.record);
        if (!stored) return stored.error();
        previous = stored->merged().reveal();
    }
    const auto reading = records.reading(caller, change.record.is_none() ? nullptr : &previous);
    auto read = forms::read_form(*records.schema().type(change.type), records.schema(), submission, reading);
    if (!read.problems.empty()) return std::vector<forms::FormProblem>{};
    record.coded = std::move(read.coded);
    record.content = std::move(read.content);
    auto contents = contents_of(records, caller, change.file);
    if (!contents) return contents.error();
    auto& list = change.type == "finding"      ? contents->findings
                 : change.type == "conclusion" ? contents->conclusions
                                               : contents->elements;
    put_into(list, record);
    return broken_by(*contents, record);
}

Result<void> check_open(const Records& records, const Opened& evaluation, const FileId& file)
{
    if (is_closed(records, evaluation, file)) return refusal(msg("evaluation.problem.closed"));
    const bool is_of_it = file == evaluation.line.file || file == evaluation.draft || file == evaluation.apart;
    if (file.is_none() || !is_of_it) return fail(ErrorCode::not_found, "no such file of this evaluation");
    return {};
}

}  // namespace

FileId file_for(const Records& records, const Opened& evaluation, std::string_view type, bool apart)
{
    if (apart) return evaluation.apart;
    const forms::RecordType* definition = records.schema().type(type);
    const bool in_draft = definition != nullptr && definition->compartment == forms::Compartment::medical;
    return in_draft ? evaluation.draft : evaluation.line.file;
}

Result<FormOutcome> save_part(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    // What a court did with the report is known only after it was signed.
    const bool after_signing = change.type == "request_for_expertise";
    if (!after_signing) {
        if (auto open = check_open(records, evaluation, change.file); !open) return open.error();
    }
    if (!records.vault().has_batch(batch)) {
        auto broken = problems_of(records, caller, change, submission);
        if (!broken) return broken.error();
        if (!broken->empty()) {
            FormOutcome outcome;
            outcome.problems = std::move(*broken);
            return outcome;
        }
    }
    static std::mutex numbering;
    const std::scoped_lock lock(numbering);
    auto outcome = records.save(caller, change, submission, batch, [&](json::object& coded, json::object&) {
        if (change.type != "evaluation") coded["evaluation"] = evaluation.line.evaluation.text();
        if (!change.record.is_none()) return;
        if (is_numbered(change.type)) coded["number"] = next_number(records, change.file, change.type);
        if (change.type == "review_remark") coded["state"] = "open";
    });
    if (!after_signing || !outcome || !outcome->saved()) return outcome;
    if (auto noted = note_for_desk(records, caller, evaluation, outcome->record); !noted) return noted.error();
    return outcome;
}

Result<void> remove_part(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& record,
    std::string reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (auto open = check_open(records, evaluation, record.file); !open) return open;
    vault::Batch writing;
    writing.id = batch;
    vault::RecordChange change{
        record.id, record.file, record.type, record.revision, record.coded, record.content, true};
    change.content.reveal()[casework::removal_reason_member] = std::move(reason);
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

Result<void> add_mark(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& finding,
    const Pointed& pointed,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (auto open = check_open(records, evaluation, finding.file); !open) return open;
    const Region* region = region_at(*pointed.drawing, pointed.at.x, pointed.at.y);
    if (region == nullptr) return refusal(msg("evaluation.mark.beside"));
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(),
        "finding_mark",
        finding.file,
        {{"finding", finding.id.text()},
         {"view", pointed.drawing->view},
         {"x", std::llround(pointed.at.x)},
         {"y", std::llround(pointed.at.y)},
         {"region", region->code},
         {"side", region->side}}
    ));
    if (!has(finding, "region")) {
        vault::RecordChange placed{
            finding.id, finding.file, finding.type, finding.revision, finding.coded, finding.content, false};
        placed.coded["region"] = region->code;
        if (!has(finding, "side")) placed.coded["side"] = region->side;
        writing.records.push_back(std::move(placed));
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

Result<void> answer_remark(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& remark,
    std::string_view state,
    std::string answer,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (auto open = check_open(records, evaluation, remark.file); !open) return open;
    const forms::CodeList* states = records.schema().list("remark_states");
    if (states == nullptr || states->find(state) == nullptr || state == "open") {
        return refusal(msg("evaluation.problem.choose_answer"));
    }
    vault::RecordChange change{
        remark.id, remark.file, remark.type, remark.revision, remark.coded, remark.content, false};
    change.coded["state"] = state;
    change.coded["answered_by"] = caller.actor.user.text();
    change.coded["answered_on"] = casework::today_of(records, caller);
    if (!answer.empty()) change.content.reveal()["answer"] = std::move(answer);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

}  // namespace panoh::evaluation
