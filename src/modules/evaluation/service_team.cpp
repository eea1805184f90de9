// SPDX-License-Identifier: AGPL-3.0-or-later
// Who works on the files of an evaluation: keys follow the assignments.
#include "base/json_text.hpp"
#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/service.hpp"
#include "modules/evaluation/service.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

bool works_on(const Records& records, const FileId& file, const UserId& user)
{
    const auto workers = workers_of(records, file);
    return std::any_of(workers.begin(), workers.end(), [&](const Worker& worker) {
        return worker.user == user && worker.until.empty();
    });
}

bool has_role(const vault::User& user, std::string_view role)
{
    return std::find(user.roles.begin(), user.roles.end(), role) != user.roles.end();
}

/// The files that a part gives, in the order in which they were made.
std::vector<FileId> files_for(const Opened& evaluation, std::string_view part, bool apart)
{
    if (apart) return {evaluation.apart};
    if (part == "lawyer") return {evaluation.line.file};
    return {evaluation.line.file, evaluation.draft};
}

/// Whoever leads the evaluation decides who works on it; what is kept apart is decided by those who were named for it.
Result<void> check_may_assign(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    if (!may_change(evaluation)) return refusal(msg("evaluation.problem.closed"));
    const bool may = apart ? !evaluation.apart.is_none() && works_on(records, evaluation.apart, caller.actor.user)
                           : is_lead(evaluation, caller.actor.user);
    if (may) return {};
    return fail(ErrorCode::denied, "only the lead assigns", {msg("evaluation.problem.lead_only"), {}});
}

}  // namespace

Result<void> assign(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const UserId& user,
    std::string_view part,
    bool apart,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (auto may = check_may_assign(records, caller, evaluation, apart); !may) return may;
    const auto directory = records.vault().directory();
    const vault::User* colleague = directory->user(user);
    const bool works_here =
        colleague != nullptr && colleague->active && colleague->organisation == caller.actor.organisation;
    if (!works_here) return refusal(msg("evaluation.problem.choose_colleague"));
    if (part != "evaluator" && part != "reviewer" && part != "lawyer") {
        return refusal(msg("evaluation.problem.choose_part"));
    }
    const bool is_clinician = records.access().may({user, colleague->organisation, colleague->roles}, "evaluate");
    if (part == "lawyer" ? apart || !has_role(*colleague, "lawyer") : !is_clinician) {
        return refusal(msg("evaluation.problem.role_does_not_fit"));
    }
    const std::vector<FileId> files = files_for(evaluation, part, apart);
    casework::KeysOfFiles keys(records, caller, files);
    vault::Batch writing;
    writing.id = batch;
    for (const FileId& file : files) {
        if (works_on(records, file, user)) continue;
        writing.records.push_back(records::new_record(
            records.vault().random(),
            "evaluation_assignment",
            file,
            {{"evaluator", user.text()}, {"part", part}, {"since", casework::today_of(records, caller)}}
        ));
    }
    if (writing.records.empty()) return refusal(msg("evaluation.problem.works_already"));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return keys.settle(files);
}

Result<void> end_work(
    const Records& records, const Caller& caller, const Opened& evaluation, const UserId& user, const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    if (auto may = check_may_assign(records, caller, evaluation, false); !may) return may;
    if (is_lead(evaluation, user)) return refusal(msg("evaluation.problem.lead_stays"));
    std::vector<FileId> files{evaluation.line.file, evaluation.draft};
    if (!evaluation.apart.is_none()) files.push_back(evaluation.apart);
    casework::KeysOfFiles keys(records, caller, files);
    vault::Batch writing;
    writing.id = batch;
    for (const FileId& file : files) {
        for (const Worker& worker : workers_of(records, file)) {
            if (worker.user != user || !worker.until.empty()) continue;
            auto record = records.read(caller, worker.record);
            if (!record) return record.error();
            record->coded["until"] = casework::today_of(records, caller);
            writing.records.push_back(
                {record->id, file, record->type, record->revision, record->coded, record->content, false}
            );
        }
    }
    if (writing.records.empty()) return refusal(msg("evaluation.problem.choose_colleague"));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return keys.settle(files);
}

}  // namespace panoh::evaluation
