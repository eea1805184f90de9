// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service_request.hpp"

#include "base/json_text.hpp"
#include "modules/evaluation/fields.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;
using access::Verb;

constexpr std::array<std::string_view, 3> shown_to_desk{"state", "asked_on", "wanted_on"};

Result<std::vector<WaitingRequest>> readable_requests(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "request_for_expertise",
        "r.file",
        "SELECT r.record, r.evaluation, r.asked_by, r.state, r.asked_on, r.wanted_on, e.number, e.lead"
        " FROM t_request_for_expertise r JOIN t_evaluation e ON e.record=r.evaluation"
        " WHERE {scope} AND r.deleted=0 AND e.deleted=0 AND r.state IN ('asked','accepted')"
    );
    if (!rows) return rows.error();
    std::vector<WaitingRequest> found;
    for (std::size_t at = 0; at < rows->size(); ++at) {
        found.push_back(
            {rows->id<RecordId>(at, "record"),
             rows->id<RecordId>(at, "evaluation"),
             rows->text(at, "number"),
             rows->id<UserId>(at, "lead"),
             rows->text(at, "state"),
             rows->text(at, "asked_on"),
             rows->text(at, "wanted_on"),
             rows->text(at, "asked_by"),
             true}
        );
    }
    return found;
}

Result<void> add_of_desk(const Records& records, const Caller& caller, std::vector<WaitingRequest>& found)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "request_desk",
        "d.file",
        "SELECT d.request, d.state, d.asked_on, d.wanted_on, e.record AS evaluation, e.number, e.lead"
        " FROM t_request_desk d JOIN t_evaluation e ON e.file=d.file"
        " WHERE {scope} AND d.deleted=0 AND e.deleted=0 AND d.state IN ('asked','accepted')"
    );
    if (!rows) return rows.error();
    for (std::size_t at = 0; at < rows->size(); ++at) {
        const auto request = rows->id<RecordId>(at, "request");
        const bool known = std::ranges::find(found, request, &WaitingRequest::request) != found.end();
        if (known) continue;
        found.push_back(
            {request,
             rows->id<RecordId>(at, "evaluation"),
             rows->text(at, "number"),
             rows->id<UserId>(at, "lead"),
             rows->text(at, "state"),
             rows->text(at, "asked_on"),
             rows->text(at, "wanted_on"),
             {},
             false}
        );
    }
    return {};
}

/// What the evaluators of a draft said of themselves; nothing for who may not read it.
std::vector<vault::Record> evaluators_of(const Records& records, const Caller& caller, const Opened& evaluation)
{
    if (evaluation.draft.is_none()) return {};
    auto found = records.of_file(caller, evaluation.draft, "evaluator");
    return found ? std::move(*found) : std::vector<vault::Record>{};
}

}  // namespace

std::vector<std::string> fields_of_step(std::string_view step)
{
    if (step == step_asked) return {"asked_by", "asker", "asked_on", "wanted_on", "paper_number", "questions"};
    if (step == step_taking) {
        return {"state", "declined_reason", "access", "access_note", "conflict_free", "conflict_note"};
    }
    if (step == step_answers) return {"questions", "state", "declined_reason"};
    if (step == step_court) return {"court", "decided_on", "court_reason"};
    return {};
}

Result<std::vector<WaitingRequest>> waiting_requests(const Records& records, const Caller& caller)
{
    auto found = readable_requests(records, caller);
    if (!found) return found;
    if (auto added = add_of_desk(records, caller, *found); !added) return added.error();
    const auto urgency = [](const WaitingRequest& each) {
        return std::tuple(each.wanted_on.empty(), each.wanted_on, each.asked_on, each.number);
    };
    std::ranges::stable_sort(*found, {}, urgency);
    return found;
}

std::vector<Tie> ties_of(const Records& records, const Caller& caller, const Opened& evaluation)
{
    std::vector<Tie> ties;
    const auto evaluators = evaluators_of(records, caller, evaluation);
    for (const Worker& worker : workers_of(records, evaluation.line.file)) {
        if (!worker.until.empty() || worker.part == "lawyer") continue;
        if (std::ranges::find(ties, worker.user, &Tie::user) != ties.end()) continue;
        Tie tie;
        tie.user = worker.user;
        tie.work = worker.part;
        tie.care_role = care_role(records, caller, evaluation.line.matter, worker.user);
        for (const vault::Record& evaluator : evaluators) {
            if (text_of(evaluator, "who") != worker.user.text()) continue;
            tie.treats = yes_no(evaluator, "treats_person");
            tie.conflict = yes_no(evaluator, "conflict");
        }
        ties.push_back(std::move(tie));
    }
    return ties;
}

Result<vault::Record>
request_of(const Records& records, const Caller& caller, const Opened& evaluation, const RecordId& request)
{
    auto record = records.read(caller, request);
    if (!record) return record;
    const bool is_of_it = record->type == "request_for_expertise" && record->file == evaluation.line.file;
    if (!is_of_it || record->removed) return fail(ErrorCode::not_found, "no such request of this evaluation");
    return record;
}

Result<void>
note_for_desk(const Records& records, const Caller& caller, const Opened& evaluation, const RecordId& request)
{
    const FileId& file = evaluation.line.file;
    if (!records.may(caller, Verb::write, file, forms::Compartment::core)) return {};
    const auto saved = request_of(records, caller, evaluation, request);
    if (!saved) return saved.error();
    json::object coded{{"request", request.text()}};
    for (const std::string_view field : shown_to_desk) {
        const std::string value = text_of(*saved, field);
        if (!value.empty()) coded[field] = value;
    }
    const auto lines = records.of_file(caller, file, "request_desk");
    if (!lines) return lines.error();
    const auto before = std::ranges::find_if(*lines, [&](const vault::Record& line) {
        return text_of(line, "request") == request.text();
    });
    if (before != lines->end() && before->coded == coded) return {};
    Random& random = records.vault().random();
    vault::Batch writing;
    writing.id = random.id<BatchId>();
    if (before == lines->end()) {
        writing.records.push_back(records::new_record(random, "request_desk", file, std::move(coded)));
    } else {
        writing.records.push_back(
            {before->id, file, before->type, before->revision, std::move(coded), before->content, false}
        );
    }
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

}  // namespace panoh::evaluation
