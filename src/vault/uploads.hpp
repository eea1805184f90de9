// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/sensitive.hpp"
#include "vault/blobs.hpp"
#include "vault/user_keys.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace panoh::vault {

/// Whoever was interrupted may go on for so long.
inline constexpr std::chrono::hours longest_upload_wait{48};

/// A file that has come in, or is on its way, and belongs to no record yet. Only its sender knows of it.
struct Upload {
    BlobId id;
    Sensitive<std::string> name;  ///< as the sender's machine calls it
    std::uint64_t expected = 0;   ///< bytes, as announced; 0: not said
    std::uint64_t received = 0;   ///< bytes that are here, as far as a list was asked for
    std::string place;            ///< local address of the form where it was begun: ids alone; may be empty
    Timestamp started_at{};
    crypto::SecretKey key;
    BlobSummary summary;  ///< once it is whole

    [[nodiscard]] bool is_whole() const noexcept { return summary.chunks > 0; }
    [[nodiscard]] BlobKey blob() const { return {id, key.copy()}; }
};

/// Streams under way. Those that are kept for later survive a restart of the program: their keys lie in the sender's
/// sealed scratch. All others live in memory and are gone with it. Thread-safe.
class Uploads {
public:
    Uploads(storage::Store& store, Clock& clock, Random& random);

    /// `conflict` when this user has too many files waiting.
    Result<BlobId> begin(const UserId& owner, Sensitive<std::string> name, Bytes start);
    /// Adds bytes that belong at `offset`. `conflict` when something else is expected there: ask for the position;
    /// `not_found` for an upload that is not in memory.
    Result<void> add(const UserId& owner, const BlobId& id, std::uint64_t offset, BytesView piece);
    /// Bytes that have come in; nothing when it is not in memory.
    [[nodiscard]] std::optional<std::uint64_t> position(const UserId& owner, const BlobId& id) const;
    [[nodiscard]] std::optional<BlobKey> key(const UserId& owner, const BlobId& id) const;
    [[nodiscard]] Sensitive<std::string> name(const UserId& owner, const BlobId& id) const;
    Result<void> keep_for_later(const UserId& owner, const BlobId& id);
    /// Takes a stream that was resumed from the store into memory again.
    void take_up(const UserId& owner, Sensitive<std::string> name, BlobWriter writer);
    /// Writes what is left; afterwards the stream is no longer in memory.
    Result<BlobSummary> finish(const UserId& owner, const BlobId& id);
    /// Forgets a stream and removes its bytes.
    Result<void> abandon(const UserId& owner, const BlobId& id);
    /// Forgets every stream, without touching the store.
    void forget_all();

private:
    struct Stream {
        UserId owner;
        Sensitive<std::string> name;
        std::mutex mutex;
        BlobWriter writer;
        Timestamp touched_at{};
        bool kept = false;

        Stream(const UserId& user, Sensitive<std::string> file_name, BlobWriter started)
            : owner(user)
            , name(std::move(file_name))
            , writer(std::move(started))
        {}
    };

    [[nodiscard]] std::shared_ptr<Stream> stream(const UserId& owner, const BlobId& id) const;
    std::shared_ptr<Stream> remove(const UserId& owner, const BlobId& id);
    void drop_forgotten();

    storage::Store* store_;
    Clock* clock_;
    Random* random_;
    mutable std::mutex mutex_;
    std::map<BlobId, std::shared_ptr<Stream>> streams_;
};

/// A user's uploads as they lie in their sealed scratch: text of JSON, and back.
Sensitive<std::string> upload_text(const std::vector<Upload>& uploads);
std::vector<Upload> uploads_in(const Sensitive<std::string>& text);

}  // namespace panoh::vault
