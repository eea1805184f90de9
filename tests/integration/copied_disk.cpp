// SPDX-License-Identifier: AGPL-3.0-or-later
#include "integration/copied_disk.hpp"

#include "base/check.hpp"
#include "vault/accounts/credentials.hpp"
#include "vault/directory.hpp"
#include "vault/keyring.hpp"

namespace panoh::testing {

namespace {

using storage::Area;
using storage::Chain;

template <class Id>
void add_id(std::string& text, const Id& id)
{
    text += id.text() + "\n";
}

}  // namespace

DiskThief::DiskThief(const std::string& folder, const std::string& login, const Sensitive<std::string>& passphrase)
{
    auto store = storage::open_sqlite_store_for_reading(folder);
    PANOH_CHECK(store.has_value());
    store_ = std::move(*store);
    const vault::Keyring keyring(*store_);
    const auto description = keyring.describe();
    PANOH_CHECK(description.has_value());
    const auto secret =
        accounts::stretch_passphrase(passphrase, login, description->salt, description->cost, std::nullopt);
    PANOH_CHECK(secret.has_value());
    const auto slot = keyring.open_slot(*secret);
    PANOH_CHECK(slot.has_value());
    if (!slot->has_value()) return;
    auto bundle = vault::UserBundle::parse((*slot)->view());
    PANOH_CHECK(bundle.has_value());
    bundle_ = std::move(*bundle);
    const vault::UserKeys user(*bundle_);
    for (;;) {
        auto newer = keyring.find_epoch(user.box(), bundle_->node_epoch + 1);
        PANOH_CHECK(newer.has_value());
        if (!newer->has_value()) break;
        bundle_->node_key = std::move(**newer);
        ++bundle_->node_epoch;
    }
    auto node = keyring.load_epochs(bundle_->node_epoch, bundle_->node_key);
    PANOH_CHECK(node.has_value());
    node_ = std::move(*node);
}

/// A key in every part that a key can play.
void DiskThief::hold(crypto::SecretKey key)
{
    pairs_.push_back(crypto::BoxPair::from_secret(key.copy()));
    pairs_.push_back(vault::team_box(key));
    held_.push_back(std::move(key));
}

void DiskThief::take_everything()
{
    PANOH_CHECK(opened_a_slot());
    const vault::UserKeys user(*bundle_);
    const std::vector<const crypto::SecretKey*> own{
        &bundle_->box_secret,
        &bundle_->sign_seed,
        &user.wrap_key(),
        &user.scratch_key(),
        &node_->index_key(),
        &node_->scratch_key(),
        &node_->drop_box().secret,
        &node_->signer().seed,
    };
    for (const crypto::SecretKey* key : own)
        hold(key->copy());
    for (const auto& [epoch, key] : node_->epochs())
        hold(key.copy());
    read_ledger();
    const auto rows = store_->rows(Area::keyring, {});
    PANOH_CHECK(rows.has_value());
    for (bool found = true; found;) {
        found = false;
        for (const storage::Row& row : *rows)
            found = try_wrap(row.value) || found;
    }
    open_boxes();
    for (const Area area : {Area::keyring, Area::scratch, Area::blobs})
        open_rows(area);
}

void DiskThief::read_ledger()
{
    for (const Chain chain : {Chain::records, Chain::reads}) {
        const auto scanned = store_->scan(chain, 0, [&](const storage::StoredEntry& stored) {
            const crypto::SecretKey* key = node_->of(stored.epoch);
            PANOH_CHECK(key != nullptr);
            auto entry = ledger::unplace(chain, *key, stored);
            PANOH_CHECK(entry.has_value());
            read(*entry);
            entries_.push_back(std::move(*entry));
            return true;
        });
        PANOH_CHECK(scanned.has_value());
    }
}

void DiskThief::read(const ledger::SignedEntry& entry)
{
    const ledger::Header& header = entry.header;
    around_ += header.type + "\n";
    add_id(around_, header.file);
    add_id(around_, header.record);
    if (header.kind != ledger::EntryKind::record) {
        around_ += text_of(entry.coded);
        around_ += text_of(entry.content);
    }
    if (header.kind != ledger::EntryKind::keys) return;
    const auto facts = vault::decode_facts(entry.coded);
    PANOH_CHECK(facts.has_value());
    for (const vault::Fact& fact : *facts) {
        if (const auto* file = std::get_if<vault::FileFact>(&fact)) files_[file->file] = *file;
        if (const auto* key = std::get_if<vault::KeyFact>(&fact)) ids_.insert(key->key);
        if (const auto* key = std::get_if<vault::TeamKeyFact>(&fact)) ids_.insert(key->key);
    }
}

bool DiskThief::try_wrap(const Bytes& wrap)
{
    std::vector<crypto::SecretKey> found;
    const auto consider = [&](BytesView plain) {
        auto key = crypto::SecretKey::from(plain);
        if (key && !keys_.contains(crypto::key_id(*key)) && ids_.contains(crypto::key_id(*key)))
            found.push_back(std::move(*key));
    };
    if (wrap.empty()) return false;
    const BytesView sealed = BytesView(wrap).subspan(1);
    if (vault::is_sealed_wrap(wrap)) {
        for (const crypto::BoxPair& pair : pairs_) {
            if (const auto plain = crypto::open_sealed(pair, sealed)) consider(plain->view());
        }
    } else {
        for (const crypto::SecretKey& key : held_) {
            for (const KeyId& id : ids_) {
                if (const auto plain = crypto::open(key, sealed, id.view())) consider(*plain);
            }
        }
    }
    for (crypto::SecretKey& key : found) {
        keys_.insert_or_assign(crypto::key_id(key), key.copy());
        hold(std::move(key));
    }
    return !found.empty();
}

void DiskThief::open_boxes()
{
    for (const ledger::SignedEntry& entry : entries_) {
        if (entry.header.kind != ledger::EntryKind::record) continue;
        for (const crypto::SecretKey& key : held_) {
            for (const auto& [name, box] :
                 {std::pair(ledger::coded_box, &entry.coded), std::pair(ledger::content_box, &entry.content)}) {
                auto text = ledger::open_box(key, entry.header, name, *box);
                if (text) boxes_.push_back({entry.header.file, entry.header.type, std::move(*text)});
            }
        }
    }
}

/// Drafts, settings, pieces of attachments: whatever opens under any key, its name or nothing as associated data.
void DiskThief::open_rows(Area area)
{
    const auto rows = store_->rows(area, {});
    PANOH_CHECK(rows.has_value());
    for (const storage::Row& row : *rows) {
        for (const crypto::SecretKey& key : held_) {
            for (const BytesView data : {BytesView(row.key), BytesView()}) {
                if (const auto plain = crypto::open(key, row.value, data)) around_ += text_of(*plain);
            }
        }
    }
}

}  // namespace panoh::testing
