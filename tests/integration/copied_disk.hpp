// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/sensitive.hpp"
#include "vault/key_book.hpp"
#include "vault/ledger/entry.hpp"
#include "vault/storage/sqlite_store.hpp"
#include "vault/user_keys.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace panoh::testing {

/// Something of a record that came open.
struct OpenedBox {
    FileId file;
    std::string type;
    std::string text;
};

/// Whoever copied a node's folder and knows one login with its passphrase, and does not keep to what the program
/// would do: every key that can be had is tried on every wrap, box and row there is, until nothing more comes open.
class DiskThief {
public:
    /// The copy is changed by what opening a store changes, and by nothing else.
    DiskThief(const std::string& folder, const std::string& login, const Sensitive<std::string>& passphrase);

    [[nodiscard]] bool opened_a_slot() const noexcept { return bundle_.has_value(); }
    void take_everything();

    /// Boxes that came open, with the file that their header names.
    [[nodiscard]] const std::vector<OpenedBox>& boxes() const noexcept { return boxes_; }
    /// Everything else that came open: headers, directory, facts, drafts.
    [[nodiscard]] const std::string& around() const noexcept { return around_; }
    [[nodiscard]] const std::map<FileId, vault::FileFact>& files() const noexcept { return files_; }
    /// Compartment and team keys that came open.
    [[nodiscard]] const std::map<KeyId, crypto::SecretKey>& keys() const noexcept { return keys_; }
    [[nodiscard]] const vault::NodeKeys& node_keys() const { return *node_; }
    [[nodiscard]] vault::UserBundle bundle() const { return bundle_->copy(); }
    [[nodiscard]] storage::Store& store() noexcept { return *store_; }
    [[nodiscard]] std::size_t entries_seen() const noexcept { return entries_.size(); }

private:
    void hold(crypto::SecretKey key);
    void read_ledger();
    void read(const ledger::SignedEntry& entry);
    /// True when it held a key that was not known.
    bool try_wrap(const Bytes& wrap);
    void open_boxes();
    void open_rows(storage::Area area);

    std::unique_ptr<storage::Store> store_;
    std::optional<vault::UserBundle> bundle_;
    std::optional<vault::NodeKeys> node_;
    std::vector<crypto::SecretKey> held_;  ///< tried as symmetric keys
    std::vector<crypto::BoxPair> pairs_;   ///< tried on sealed boxes
    std::set<KeyId> ids_;                  ///< of all keys that the ledger names
    std::map<KeyId, crypto::SecretKey> keys_;
    std::vector<ledger::SignedEntry> entries_;
    std::map<FileId, vault::FileFact> files_;
    std::vector<OpenedBox> boxes_;
    std::string around_;
};

}  // namespace panoh::testing
