// SPDX-License-Identifier: AGPL-3.0-or-later
// A file that is destroyed: its keys, its rows, its attachments.
#include "base/log.hpp"
#include "vault/blobs.hpp"
#include "vault/state.hpp"

namespace panoh::vault {

Result<void> destroy(Vault::State& state, const FileId& file)
{
    std::vector<std::pair<KeyId, Holder>> wraps;
    std::vector<std::pair<FileId, Compartment>> places;
    for (const KeyFact& key : state.book.keys_of_file(file)) {
        for (const Holder& holder : state.book.holders(key.key))
            wraps.emplace_back(key.key, holder);
        if (state.loaded.erase({file, key.compartment}) > 0) places.emplace_back(file, key.compartment);
    }
    if (auto done = state.keyring.remove_wraps(*state.keys, wraps); !done) return done;
    for (const auto& [id, fact] : state.book.blobs()) {
        if (fact.file != file) continue;
        if (auto done = remove_blob(state.store, id); !done) return done;
    }
    return places.empty() ? Result<void>{} : state.workspace->drop(places, std::span(&file, 1));
}

void finish_erasures(Vault::State& state)
{
    for (const FileId& file : state.book.erased()) {
        if (auto done = destroy(state, file); !done) {
            log(LogLevel::error, "what was erased could not be taken away: {}", done.error().detail);
        }
    }
}

Result<Receipt> Vault::erase(UserKeys& author, const FileId& file, Batch batch)
{
    State& state = *state_;
    batch.facts.emplace_back(ErasureFact{file});
    auto receipt = write(author, std::move(batch));
    if (!receipt) return receipt;
    const std::unique_lock lock(state.mutex);
    if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
    if (auto done = destroy(state, file); !done) return done.error();
    return receipt;
}

bool Vault::is_erased(const FileId& file) const
{
    const std::shared_lock lock(state_->mutex);
    return state_->book.is_erased(file);
}

bool Vault::was_erased(const RecordId& record) const
{
    const std::shared_lock lock(state_->mutex);
    const auto found = state_->records.find(record);
    return found != state_->records.end() && state_->book.is_erased(found->second.file);
}

}  // namespace panoh::vault
