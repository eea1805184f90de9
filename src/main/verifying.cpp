// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/verifying.hpp"

#include "main/node.hpp"
#include "vault/storage/folder_lock.hpp"
#include "vault/storage/sqlite.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace panoh {

namespace {

using storage::Chain;

constexpr std::array checked_files{"ledger.db", "keyring.db", "blobs.db"};

const char* name_of(Chain chain)
{
    return chain == Chain::records ? "records" : "reads";
}

Error breaks_at(Chain chain, std::uint64_t seq, std::string_view problem)
{
    return fail(
        ErrorCode::damaged, fmt::format("the chain of {} breaks at entry {}: {}", name_of(chain), seq, problem)
    );
}

Result<ledger::ChainReport> walk(storage::Store& store, Chain chain)
{
    auto report = ledger::walk(store, chain);
    if (!report) {
        // The file itself does not read on: what came before it is known.
        std::uint64_t last = 0;
        static_cast<void>(store
                              .scan(
                                  chain,
                                  0,
                                  [&](const storage::StoredEntry& entry) {
                                      last = entry.seq;
                                      return true;
                                  }
                              )
                              .has_value());
        return breaks_at(chain, last + 1, report.error().detail);
    }
    if (report->first_bad != 0) return breaks_at(chain, report->first_bad, report->problem);
    return report;
}

Result<void> check_file(const std::string& path)
{
    const auto damaged = [&](const std::string& problem) {
        const std::string name = std::filesystem::path(path).filename().string();
        return fail(ErrorCode::damaged, fmt::format("the file {} is damaged: {}", name, problem));
    };
    if (!std::filesystem::exists(path)) return {};
    auto connection = storage::Connection::open_file(path);
    if (!connection) return damaged(connection.error().detail);
    auto statement = connection->prepare("PRAGMA integrity_check(1)");
    if (!statement) return damaged(statement.error().detail);
    const auto row = statement->step();
    if (!row) return damaged(row.error().detail);
    const std::string answer = *row ? statement->text(0) : std::string("no answer");
    return answer == "ok" ? Result<void>{} : damaged("its inner order does not hold");
}

Result<vault::UserBundle> open_bundle(Node& node, const VerifyLogin& login)
{
    const auto description = node.vault().keyring().describe();
    if (!description) return description.error();
    std::optional<crypto::SecretKey> lock;
    if (login.node_lock) {
        auto stretched = accounts::stretch_node_lock(*login.node_lock, description->salt, description->cost);
        if (!stretched) return stretched.error();
        lock = std::move(*stretched);
    }
    const auto secret = accounts::stretch_passphrase(
        login.passphrase, accounts::normalised_login(login.login), description->salt, description->cost, lock
    );
    if (!secret) return secret.error();
    const auto slot = node.vault().keyring().open_slot(*secret);
    if (!slot) return slot.error();
    if (!slot->has_value()) return fail(ErrorCode::not_signed_in, "this login and passphrase open nothing here");
    return vault::UserBundle::parse((*slot)->view());
}

Result<vault::NodeKeys> node_keys_of(Node& node, vault::UserBundle bundle)
{
    const vault::UserKeys user(bundle);
    for (;;) {
        auto newer = node.vault().keyring().find_epoch(user.box(), bundle.node_epoch + 1);
        if (!newer) return newer.error();
        if (!newer->has_value()) break;
        bundle.node_key = std::move(**newer);
        ++bundle.node_epoch;
    }
    return node.vault().keyring().load_epochs(bundle.node_epoch, bundle.node_key);
}

}  // namespace

Result<VerifiedChains> verify_chains(storage::Store& store)
{
    auto records = walk(store, Chain::records);
    if (!records) return records.error();
    auto reads = walk(store, Chain::reads);
    if (!reads) return reads.error();
    auto blobs = vault::check_blobs(store);
    if (!blobs) return blobs.error();
    if (!blobs->problem.empty()) return fail(ErrorCode::damaged, "an attachment is damaged: " + blobs->problem);
    return VerifiedChains{std::move(*records), std::move(*reads), std::move(*blobs)};
}

Result<VerifiedChains> verify_node(const std::string& folder)
{
    Result<VerifiedChains> chains = VerifiedChains{};
    {
        auto store = storage::open_sqlite_store_for_reading(folder);
        if (!store) return store.error();
        chains = verify_chains(**store);
    }
    if (!chains) return chains;
    const auto lock = storage::FolderLock::take(folder);
    if (!lock) return lock.error();
    for (const char* name : checked_files) {
        if (auto fits = check_file(folder + "/" + name); !fits) return fits.error();
    }
    return chains;
}

Result<void> verify_signatures(const std::string& folder, const VerifyLogin& login)
{
    NodeOptions options;
    options.node_lock = login.node_lock;
    auto node = Node::open(folder, std::move(options));
    if (!node) return node.error();
    auto bundle = open_bundle(**node, login);
    if (!bundle) return bundle.error();
    auto keys = node_keys_of(**node, std::move(*bundle));
    if (!keys) return keys.error();
    const auto report = (*node)->vault().open(std::move(*keys));
    if (!report) return report.error();
    if (!report->quarantined.empty()) {
        return breaks_at(Chain::records, report->quarantined.front(), "the entry does not open as it must");
    }
    if (!report->missing.empty()) {
        return fail(
            ErrorCode::damaged, fmt::format("{} attachments that records name are missing", report->missing.size())
        );
    }
    for (const Chain chain : {Chain::records, Chain::reads}) {
        const auto signed_by = (*node)->vault().verify_signatures(chain);
        if (!signed_by) return signed_by.error();
        if (signed_by->first_bad != 0) return breaks_at(chain, signed_by->first_bad, signed_by->problem);
    }
    return {};
}

}  // namespace panoh
