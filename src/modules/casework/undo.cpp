// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/undo.hpp"

#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"

namespace panoh::casework {

namespace {

Error refusal(ErrorCode code, MessageId sentence)
{
    return fail(code, "the change cannot be taken back", {std::move(sentence), {}});
}

Result<void> put_back(
    const records::Records& records,
    const records::Caller& caller,
    const vault::Record& removed,
    const vault::Record& before,
    const BatchId& batch
)
{
    const bool gives_keys = removed.type == "participation";
    const auto reached = gives_keys ? reached_files(records, removed.file) : std::vector<FileId>{};
    KeysOfFiles keys(records, caller, reached);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {removed.id, removed.file, removed.type, removed.revision, before.coded, before.content, false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt && receipt.error().code == ErrorCode::conflict)
        return refusal(ErrorCode::conflict, msg("pages.undo.not_newest"));
    if (!receipt) return receipt.error();
    return gives_keys ? keys.settle(reached_files(records, removed.file)) : Result<void>{};
}

Result<void> edit_back(
    const records::Records& records,
    const records::Caller& caller,
    const vault::Record& newest,
    const vault::Record& before,
    const BatchId& batch
)
{
    const forms::RecordType& type = *records.schema().type(newest.type);
    const auto answers = before.merged();
    const auto submission = forms::to_submission(type, answers.reveal(), caller.zone);
    const records::FormChange change{newest.type, newest.file, newest.id, newest.revision};
    const auto outcome = save_form(records, caller, change, submission, batch);
    if (!outcome) return outcome.error();
    if (outcome->clash) return refusal(ErrorCode::conflict, msg("pages.undo.not_newest"));
    if (!outcome->saved()) return refusal(ErrorCode::invalid_input, msg("pages.undo.not_possible"));
    return {};
}

}  // namespace

bool may_take_back(std::span<const vault::Record> revisions)
{
    if (revisions.size() < 2) return false;
    const vault::Record& newest = revisions.back();
    const bool before_removed = revisions[revisions.size() - 2].removed;
    const EditRule rule = edit_rule(newest.type);
    return !before_removed && (newest.removed ? rule.may_remove : rule.may_edit);
}

Result<void> take_back(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    const BatchId& batch
)
{
    const auto revisions = records.history(caller, record);
    if (!revisions) return revisions.error();
    if (records.vault().has_batch(batch)) return {};
    const vault::Record& newest = revisions->back();
    if (newest.revision != base) return refusal(ErrorCode::conflict, msg("pages.undo.not_newest"));
    if (!may_take_back(*revisions)) return fail(ErrorCode::denied, "changes of this record are not taken back");
    const vault::Record& before = (*revisions)[revisions->size() - 2];
    return newest.removed ? put_back(records, caller, newest, before, batch)
                          : edit_back(records, caller, newest, before, batch);
}

}  // namespace panoh::casework
