// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/access.hpp"
#include "base/result.hpp"
#include "forms/definition.hpp"
#include "i18n/catalogues.hpp"
#include "records/records.hpp"
#include "vault/accounts/accounts.hpp"
#include "vault/request/desk.hpp"
#include "vault/storage/store.hpp"
#include "vault/vault.hpp"

#include <memory>
#include <optional>
#include <string>

namespace panoh {

/// What a program needs before any data is read: packs and catalogues.
struct Declarations {
    forms::Schema schema;
    access::Roles roles;
    i18n::Catalogues catalogues;

    /// The packs and catalogues compiled into the program, extended by those in `local_folder` if it
    /// exists. A mistake is one line "path:line: sentence" for each.
    static Result<Declarations> load(const std::string& local_folder = {});
};

struct NodeOptions {
    Clock* clock = &system_clock();
    Random* random = &system_random();
    accounts::Options accounts;
    std::optional<Sensitive<std::string>> node_lock;
};

/// A node's folder with everything on top of it, sealed until somebody signs in. The composition root:
/// the server, the commands and the demo all start here.
class Node {
public:
    /// `not_found` when the folder holds no node.
    static Result<std::unique_ptr<Node>> open(const std::string& folder, NodeOptions options = {});
    /// Makes a node in a folder that is empty or missing.
    static Result<accounts::Initial>
    create(const std::string& folder, const accounts::InitRequest& request, NodeOptions options = {});

    /// Where the drop box of a node in this folder lies.
    static std::string dropbox_of(const std::string& folder) { return folder + "/dropbox"; }

    [[nodiscard]] storage::Store& store() noexcept { return *store_; }
    [[nodiscard]] vault::Vault& vault() noexcept { return *vault_; }
    [[nodiscard]] const access::Access& access() const noexcept { return *access_; }
    [[nodiscard]] const records::Records& records() const noexcept { return *records_; }
    [[nodiscard]] accounts::Accounts& accounts() noexcept { return *accounts_; }
    /// The public page's side of the node; works while it is sealed.
    [[nodiscard]] request::Desk& desk() noexcept { return *desk_; }
    [[nodiscard]] const i18n::Catalogues& catalogues() const noexcept { return declarations_.catalogues; }
    [[nodiscard]] const std::string& folder() const noexcept { return folder_; }

private:
    Node(std::string folder, Declarations declarations);
    Result<void> open_store(const NodeOptions& options);

    std::string folder_;
    Declarations declarations_;
    std::unique_ptr<access::Access> access_;
    std::unique_ptr<storage::Store> store_;
    std::unique_ptr<vault::Vault> vault_;
    std::unique_ptr<records::Records> records_;
    std::unique_ptr<accounts::Accounts> accounts_;
    std::unique_ptr<request::Desk> desk_;
};

}  // namespace panoh
