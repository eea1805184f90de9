// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace panoh::storage {

/// The two chains of the ledger. They only grow.
enum class Chain : std::uint8_t { records = 1, reads = 2 };

/// The mutable areas: rows of bytes under a key of bytes.
enum class Area : std::uint8_t { keyring = 1, blobs = 2, scratch = 3 };

/// One link as it is stored: all that there is to see on the disk.
struct StoredEntry {
    std::uint64_t seq = 0;  ///< from 1, without gaps
    Hash256 previous{};
    Hash256 hash{};
    std::uint32_t epoch = 0;  ///< of the node key
    Bytes sealed;
};

struct NewEntry {
    Chain chain = Chain::records;
    StoredEntry entry;
};

struct Head {
    std::uint64_t seq = 0;  ///< 0: the chain is empty
    Hash256 hash{};
};

struct Row {
    Bytes key;
    Bytes value;
};

/// What a store must do, and all that the vault asks of one. Every method is safe to call from any
/// thread. "On disk" means after the sync that the platform offers. Failures are `storage` errors.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    /// All entries or none, on disk on return. Refuses (`conflict`) what does not continue its chain.
    virtual Result<void> append(std::span<const NewEntry> entries) = 0;
    virtual Result<std::optional<StoredEntry>> read(Chain chain, std::uint64_t seq) = 0;
    /// In order from `from`, until the end or until the visitor returns false.
    virtual Result<void>
    scan(Chain chain, std::uint64_t from, const std::function<bool(const StoredEntry&)>& visitor) = 0;
    virtual Result<Head> head(Chain chain) = 0;

    /// All rows or none, on disk on return; an existing key is replaced, its old bytes overwritten.
    virtual Result<void> put(Area area, std::span<const Row> rows) = 0;
    virtual Result<std::optional<Bytes>> get(Area area, BytesView key) = 0;
    /// The values of many keys, in their order: nothing where there is none.
    virtual Result<std::vector<std::optional<Bytes>>> get_all(Area area, std::span<const Bytes> keys)
    {
        std::vector<std::optional<Bytes>> values;
        for (const Bytes& key : keys) {
            auto value = get(area, key);
            if (!value) return value.error();
            values.push_back(std::move(*value));
        }
        return values;
    }
    /// Overwritten and gone on return; keys that are not there are no error.
    virtual Result<void> remove(Area area, std::span<const Bytes> keys) = 0;
    /// Every row whose key starts with `prefix`, in order of keys.
    virtual Result<std::vector<Row>> rows(Area area, BytesView prefix) = 0;
    /// The keys alone, for rows that are too large to be read at once.
    virtual Result<std::vector<Bytes>> keys(Area area, BytesView prefix) = 0;

    /// A consistent copy of ledger, keyring and blobs (never scratch) in an existing empty folder.
    virtual Result<void> copy_to(const std::string& folder) = 0;
};

}  // namespace panoh::storage
