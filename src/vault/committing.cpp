// SPDX-License-Identifier: AGPL-3.0-or-later
// What the writer thread does with a round of jobs.
#include "vault/committing.hpp"

#include "base/log.hpp"

#include <set>

namespace panoh::vault {

namespace {

using ledger::EntryKind;
using storage::Chain;

/// Each chain states the head of the other at least this often.
constexpr std::uint64_t entries_between_anchors = 256;
constexpr std::size_t most_jobs_in_a_round = 256;

/// What the accepted jobs of this round already claim.
struct Claims {
    std::set<RecordId> records;
    std::set<BatchId> batches;
    bool facts = false;
};

bool changes_facts(const Job& job)
{
    return !job.facts.empty() || !job.directory.empty();
}

/// Two jobs that touch the same thing go into two rounds.
bool clashes(const Job& job, const Claims& claims)
{
    if (changes_facts(job) && claims.facts) return true;
    if (!job.batch.is_none() && claims.batches.contains(job.batch)) return true;
    for (const PendingRow& row : job.rows) {
        if (claims.records.contains(row.rows.row.record)) return true;
    }
    return false;
}

void claim(const Job& job, Claims& claims)
{
    claims.facts = claims.facts || changes_facts(job);
    if (!job.batch.is_none()) claims.batches.insert(job.batch);
    for (const PendingRow& row : job.rows)
        claims.records.insert(row.rows.row.record);
}

Result<void> check_facts(const KeyBook& book, const std::vector<Fact>& facts)
{
    switch (book.misfit(facts)) {
    case KeyBook::Misfit::none:
        return {};
    case KeyBook::Misfit::number_taken:
        return fail(ErrorCode::conflict, std::string(number_taken_detail));
    case KeyBook::Misfit::key_exists:
        return fail(ErrorCode::conflict, std::string(key_exists_detail));
    case KeyBook::Misfit::erased:
        return fail(ErrorCode::not_found, "the file was erased");
    }
    return {};
}

Result<void> check(const Vault::State& state, const Job& job)
{
    if (auto fits = check_facts(state.book, job.facts); !fits) return fits;
    if (auto counts = state.check_statements(job); !counts) return counts;
    for (const PendingRow& row : job.rows) {
        const ledger::Header& header = job.records.at(row.entry).header;
        const auto found = state.records.find(row.rows.row.record);
        const std::uint32_t current = found == state.records.end() ? 0 : found->second.revision;
        const bool moved = found != state.records.end() && !is_same_place(found->second, header);
        if (moved) return fail(ErrorCode::conflict, "the record belongs to another file");
        if (header.base != current) {
            return fail(ErrorCode::conflict, "the record was changed meanwhile", {msg("error.changed_meanwhile"), {}});
        }
        if (state.book.is_erased(header.file)) return fail(ErrorCode::not_found, "the file was erased");
    }
    return {};
}

/// Entries of one round with their places, in the order in which they are appended.
class Placement {
public:
    Placement(const NodeKeys& keys, storage::Head records, storage::Head reads)
        : keys_(&keys)
        , records_(records)
        , reads_(reads)
    {}

    std::uint64_t add(Chain chain, const ledger::SignedEntry& entry)
    {
        storage::Head& head = chain == Chain::records ? records_ : reads_;
        auto stored = ledger::place(chain, head, keys_->epoch(), keys_->current(), entry);
        head = {stored.seq, stored.hash};
        entries_.push_back({chain, std::move(stored)});
        return head.seq;
    }

    [[nodiscard]] const storage::Head& records() const noexcept { return records_; }
    [[nodiscard]] const storage::Head& reads() const noexcept { return reads_; }
    [[nodiscard]] std::span<const storage::NewEntry> entries() const noexcept { return entries_; }

private:
    const NodeKeys* keys_;
    storage::Head records_;
    storage::Head reads_;
    std::vector<storage::NewEntry> entries_;
};

Bytes head_bytes(const storage::Head& head)
{
    ByteWriter writer;
    writer.u64(head.seq);
    writer.raw(head.hash);
    return std::move(writer).take();
}

/// Lets each chain state where the other stands, when one of them has grown enough.
void add_anchors(const Vault::State& state, Placement& placement)
{
    const auto passed = [](std::uint64_t before, std::uint64_t after) {
        return before / entries_between_anchors != after / entries_between_anchors;
    };
    if (!passed(state.records_head.seq, placement.records().seq)
        && !passed(state.reads_head.seq, placement.reads().seq)) {
        return;
    }
    const storage::Head records = placement.records();
    const storage::Head reads = placement.reads();
    ledger::Header header = state.plain_header(EntryKind::node, UserId{}, BatchId{});
    header.type = "anchor";
    placement.add(Chain::records, ledger::sign_entry(state.keys->signer(), header, head_bytes(reads), {}));
    placement.add(Chain::reads, ledger::sign_entry(state.keys->signer(), header, head_bytes(records), {}));
}

void put_rows(Vault::State& state, Job& job, std::uint64_t first_seq)
{
    for (PendingRow& pending : job.rows) {
        WorkspaceRow& row = pending.rows.row;
        row.seq = first_seq + pending.entry;
        state.loaded.insert({row.file, row.compartment});
        if (auto done = state.workspace->put(pending.rows); !done) {
            log(LogLevel::error, "entry {} is stored but could not be shown: {}", row.seq, done.error().detail);
        }
    }
}

struct Accepted {
    Job job;
    std::uint64_t first_seq = 0;
    std::uint64_t last_seq = 0;
};

void apply(Vault::State& state, Accepted& accepted)
{
    Job& job = accepted.job;
    for (std::size_t at = 0; at < job.records.size(); ++at) {
        state.index(job.records[at].header, accepted.first_seq + at);
    }
    state.apply(job.facts);
    state.apply_directory(job);
    if (!job.batch.is_none()) state.batches[job.batch] = accepted.last_seq;
    put_rows(state, job, accepted.first_seq);
}

void refuse_all(std::vector<Accepted>& accepted, const Error& error)
{
    for (Accepted& each : accepted)
        each.job.done.set_value(error);
}

/// Moves the jobs that can go together out of `queue`; answers those that cannot go at all.
std::vector<Accepted> accept(const Vault::State& state, std::deque<Job>& queue)
{
    std::vector<Accepted> accepted;
    std::deque<Job> later;
    Claims claims;
    for (Job& job : queue) {
        if (accepted.size() >= most_jobs_in_a_round || clashes(job, claims)) {
            later.push_back(std::move(job));
            continue;
        }
        const auto repeated = job.batch.is_none() ? state.batches.end() : state.batches.find(job.batch);
        if (repeated != state.batches.end()) {
            job.done.set_value(Receipt{job.batch, repeated->second, true});
        } else if (auto fits = check(state, job); !fits) {
            job.done.set_value(fits.error());
        } else {
            claim(job, claims);
            accepted.push_back({std::move(job), 0, 0});
        }
    }
    queue = std::move(later);
    return accepted;
}

Result<void> store_round(Vault::State& state, std::vector<Accepted>& accepted, Placement& placement)
{
    std::vector<Wrap> wraps;
    for (Accepted& each : accepted) {
        each.first_seq = placement.records().seq + 1;
        for (const auto& entry : each.job.records)
            each.last_seq = placement.add(Chain::records, entry);
        for (const auto& entry : each.job.reads)
            placement.add(Chain::reads, entry);
        std::move(each.job.wraps.begin(), each.job.wraps.end(), std::back_inserter(wraps));
    }
    add_anchors(state, placement);
    if (auto done = state.keyring.put_wraps(*state.keys, wraps); !done) return done;
    return state.store.append(placement.entries());
}

}  // namespace

void commit_round(Vault::State& state, std::deque<Job>& queue)
{
    std::vector<Accepted> accepted;
    std::optional<Placement> placement;
    {
        const std::shared_lock lock(state.mutex);
        if (!state.keys) {
            for (Job& job : queue)
                job.done.set_value(fail(ErrorCode::sealed, "the node is sealed"));
            queue.clear();
            return;
        }
        accepted = accept(state, queue);
        if (accepted.empty()) return;
        placement.emplace(*state.keys, state.records_head, state.reads_head);
        if (auto stored = store_round(state, accepted, *placement); !stored) {
            refuse_all(accepted, stored.error());
            return;
        }
    }
    {
        const std::unique_lock lock(state.mutex);
        state.records_head = placement->records();
        state.reads_head = placement->reads();
        for (Accepted& each : accepted)
            apply(state, each);
    }
    for (Accepted& each : accepted)
        each.job.done.set_value(Receipt{each.job.batch, each.last_seq, false});
}

}  // namespace panoh::vault
