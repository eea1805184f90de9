// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/inclusion.hpp"

#include "vault/ledger/entry.hpp"
#include "vault/state.hpp"

#include <fmt/format.h>

namespace panoh::vault {

namespace {

using storage::Chain;

constexpr std::size_t length_size = 4;
constexpr std::size_t nonce_size = 24;

/// Gives each of the entries after `after` up to `upto` to `visit`; `not_found` when one is missing.
Result<void> walk(
    storage::Store& store,
    std::uint64_t after,
    std::uint64_t upto,
    const std::function<void(const storage::StoredEntry&)>& visit
)
{
    std::uint64_t at = after;
    if (at < upto) {
        auto scanned = store.scan(Chain::records, after + 1, [&](const storage::StoredEntry& stored) {
            visit(stored);
            at = stored.seq;
            return at < upto;
        });
        if (!scanned) return scanned;
    }
    return at == upto ? Result<void>{} : fail(ErrorCode::not_found, "the ledger has no such entry");
}

}  // namespace

std::string transcript_line(const storage::StoredEntry& stored)
{
    return fmt::format("{} {}\n", stored.seq, to_hex(crypto::sha256(stored.sealed)));
}

Result<std::string> TranscriptHash::upto(storage::Store& store, std::uint64_t entries)
{
    const std::lock_guard guard(mutex_);
    if (entries < entries_) {
        hash_ = crypto::Sha256();
        entries_ = 0;
    }
    auto walked = walk(store, entries_, entries, [&](const storage::StoredEntry& stored) {
        hash_.add(bytes_of(transcript_line(stored)));
        entries_ = stored.seq;
    });
    if (!walked) return walked.error();
    return to_hex(hash_.so_far());
}

Result<std::string> Vault::transcript_sha256(std::uint64_t entries) const
{
    return state_->transcript.upto(state_->store, entries);
}

Result<std::string> Vault::transcript(std::uint64_t entries) const
{
    std::string lines;
    auto walked =
        walk(state_->store, 0, entries, [&](const storage::StoredEntry& stored) { lines += transcript_line(stored); });
    if (!walked) return walked.error();
    return lines;
}

Result<InclusionProof> Vault::inclusion_of(UserKeys& reader, std::uint64_t seq) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    auto stored = state.store.read(Chain::records, seq);
    if (!stored) return stored.error();
    if (!stored->has_value()) return fail(ErrorCode::not_found, "the ledger has no such entry");
    const crypto::SecretKey* node_key = state.keys ? state.keys->of((*stored)->epoch) : nullptr;
    if (node_key == nullptr) return fail(ErrorCode::damaged, "an entry of an unknown node-key epoch");
    const auto entry = ledger::unplace(Chain::records, *node_key, **stored);
    if (!entry) return entry.error();
    const auto key = state.open_key(reader, entry->header.key);
    if (!key) return key.error();
    if (*key == nullptr) return fail(ErrorCode::denied, "the reader holds no key to this record");
    const auto outer = crypto::one_box_key(*node_key, BytesView((*stored)->sealed).subspan(ledger::clear_size));
    const auto coded = crypto::one_box_key(**key, entry->coded);
    if (!outer) return outer.error();
    if (!coded) return coded.error();
    const std::size_t before = 2 * length_size + ledger::encode(entry->header).size() + nonce_size;
    return InclusionProof{
        seq,
        std::move((*stored)->sealed),
        *outer,
        before + 1,
        entry->coded.size() - crypto::seal_overhead,
        *coded,
    };
}

}  // namespace panoh::vault
