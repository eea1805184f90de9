// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/changes.hpp"

namespace panoh::custody {

namespace {

constexpr int most_attempts = 8;

}  // namespace

Error refusal(MessageId sentence)
{
    return fail(ErrorCode::invalid_input, "the alert is not in a state for this", {std::move(sentence), {}});
}

Result<void> change_record(
    const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch, const Change& change
)
{
    if (records.vault().has_batch(batch)) return {};
    for (int attempt = 1;; ++attempt) {
        const auto found = records.read(caller, record);
        if (!found) return found.error();
        auto coded = change(found->coded);
        if (!coded) return coded.error();
        vault::Batch writing;
        writing.id = batch;
        writing.records.push_back(
            {found->id, found->file, found->type, found->revision, std::move(*coded), found->content, found->removed}
        );
        const auto receipt = records.write(caller, std::move(writing));
        if (receipt) return {};
        if (receipt.error().code != ErrorCode::conflict || attempt == most_attempts) return receipt.error();
    }
}

}  // namespace panoh::custody
