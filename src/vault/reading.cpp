// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/state.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using storage::Chain;

/// A stretch of the chain is opened at a time, so that a long log does not stand in memory.
constexpr std::uint64_t log_stretch = 64;

LogLine line_of(Chain chain, std::uint64_t seq, const ledger::Header& header)
{
    LogLine line;
    line.chain = chain;
    line.seq = seq;
    line.kind = header.kind;
    line.at = header.written_at;
    line.user = header.author;
    line.action = header.type;
    line.file = header.file;
    line.record = header.record;
    line.revision = header.revision;
    line.allowed = chain == Chain::records || (header.flags & flag_refused) == 0;
    if (header.kind == ledger::EntryKind::node && !header.record.is_none()) {
        line.user = UserId::from_bytes(header.record.view()).value_or(UserId{});
        line.record = RecordId{};
    }
    return line;
}

}  // namespace

Result<Record> Vault::read(UserKeys& reader, const RecordId& id) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    const auto found = state.records.find(id);
    if (found == state.records.end() || state.book.is_erased(found->second.file)) {
        return fail(ErrorCode::not_found, "there is no such record");
    }
    return state.open_revision(reader, found->second.seq);
}

Result<std::vector<Record>> Vault::history(UserKeys& reader, const RecordId& id) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    const auto found = state.records.find(id);
    if (found == state.records.end() || state.book.is_erased(found->second.file)) {
        return fail(ErrorCode::not_found, "there is no such record");
    }
    std::vector<Record> revisions;
    for (std::uint64_t seq = found->second.seq; seq != 0; seq = state.previous_revision.at(seq)) {
        auto revision = state.open_revision(reader, seq);
        if (!revision) return revision.error();
        revisions.push_back(std::move(*revision));
    }
    std::reverse(revisions.begin(), revisions.end());
    return revisions;
}

bool Vault::can_open(UserKeys& reader, const FileId& file, Compartment compartment) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    const KeyFact* newest = state.book.newest_key(file, compartment);
    if (newest == nullptr || !state.keys || state.book.is_erased(file)) return false;
    const auto key = state.open_key(reader, newest->key);
    return key && *key != nullptr;
}

Result<std::vector<LogLine>> Vault::log_lines(Chain chain, std::uint64_t before, std::size_t limit) const
{
    const State& state = *state_;
    const std::shared_lock lock(state.mutex);
    if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
    const storage::Head& head = chain == Chain::records ? state.records_head : state.reads_head;
    std::uint64_t end = before == 0 ? head.seq : std::min(before - 1, head.seq);
    std::vector<LogLine> lines;
    while (end > 0 && lines.size() < limit) {
        const std::uint64_t start = end >= log_stretch ? end - log_stretch + 1 : 1;
        std::vector<LogLine> stretch;
        auto scanned = state.store.scan(chain, start, [&](const storage::StoredEntry& stored) {
            if (stored.seq > end) return false;
            const crypto::SecretKey* node_key = state.keys->of(stored.epoch);
            if (node_key == nullptr) return true;
            const auto entry = ledger::unplace(chain, *node_key, stored);
            if (entry) stretch.push_back(line_of(chain, stored.seq, entry->header));
            return true;
        });
        if (!scanned) return scanned.error();
        for (auto at = stretch.rbegin(); at != stretch.rend() && lines.size() < limit; ++at)
            lines.push_back(*at);
        end = start - 1;
    }
    return lines;
}

}  // namespace panoh::vault
