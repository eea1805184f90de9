// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/vault.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace panoh::vault {

/// A record's row on its way into the workspace.
struct PendingRow {
    PreparedRows rows;
    std::size_t entry = 0;  ///< index into `Job::records`
};

/// A batch that is signed and sealed for its keys, and waits for its place.
struct Job {
    BatchId batch;
    std::vector<ledger::SignedEntry> records;
    std::vector<ledger::SignedEntry> reads;
    std::vector<Fact> facts;
    std::vector<DirectoryFact> directory;  ///< of the entries of that kind, in their order
    crypto::PublicKey signed_with{};       ///< the author's; asked where there are facts
    std::vector<Wrap> wraps;
    std::vector<PendingRow> rows;
    std::promise<Result<Receipt>> done;
};

/// Raised inside the vault when a key was made by somebody else meanwhile: prepare again.
inline constexpr std::string_view key_exists_detail = "somebody just made this key";

/// The one thread that appends. It takes whatever has queued, checks each job against what is there,
/// writes wraps, then all accepted entries in one synced transaction, then applies them, then replies.
class Writer {
public:
    /// `process` gets the jobs of one round and fulfils each of them.
    explicit Writer(std::function<void(std::deque<Job>&)> process);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();  ///< finishes what has queued

    std::future<Result<Receipt>> submit(Job job);

private:
    void run();

    std::function<void(std::deque<Job>&)> process_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace panoh::vault
