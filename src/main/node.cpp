// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/node.hpp"

#include "base/embedded.hpp"
#include "forms/packs.hpp"
#include "modules/casework/name_index.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace panoh {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view roles_path = "core/roles.yaml";

std::vector<forms::PackFile> embedded_packs()
{
    std::vector<forms::PackFile> files;
    for (const embedded::File& file : embedded::packs()) {
        files.push_back({std::string(file.path), std::string(text_of(file.bytes))});
    }
    return files;
}

/// Local packs come after the built-in ones, in order of their paths.
Result<void> add_local_packs(const std::string& folder, std::vector<forms::PackFile>& files)
{
    std::error_code error;
    if (folder.empty() || !fs::is_directory(folder, error)) return {};
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
        std::ifstream file(path);
        std::ostringstream text;
        text << file.rdbuf();
        if (!file) return fail(ErrorCode::storage, "cannot read the pack " + path.string());
        files.push_back({"local/" + fs::relative(path, folder).generic_string(), text.str()});
    }
    return {};
}

Result<access::Roles> load_roles(const std::vector<forms::PackFile>& files)
{
    const forms::PackFile* found = nullptr;
    for (const forms::PackFile& file : files) {
        if (file.path == roles_path || file.path == "local/roles.yaml") found = &file;
    }
    if (found == nullptr) return fail(ErrorCode::internal, "the packs declare no roles");
    return access::Roles::load(found->path, found->text);
}

accounts::RoleRules role_rules(const access::Access& access)
{
    accounts::RoleRules rules;
    rules.is_known = [&access](std::string_view role) {
        return access.roles().find(role) != nullptr;
    };
    rules.teams = [&access](std::string_view role) {
        const access::Role* found = access.roles().find(role);
        return found == nullptr ? std::vector<std::string>{} : found->teams;
    };
    return rules;
}

}  // namespace

Result<Declarations> Declarations::load(const std::string& local_folder)
{
    std::vector<forms::PackFile> files = embedded_packs();
    if (auto done = add_local_packs(local_folder, files); !done) return done.error();
    auto schema = forms::load_packs(files);
    if (!schema) return schema.error();
    auto roles = load_roles(files);
    if (!roles) return roles.error();
    auto catalogues = i18n::Catalogues::load(embedded::catalogues());
    if (!catalogues) return catalogues.error();
    return Declarations{std::move(*schema), std::move(*roles), std::move(*catalogues)};
}

Node::Node(std::string folder, Declarations declarations)
    : folder_(std::move(folder))
    , declarations_(std::move(declarations))
    , access_(std::make_unique<access::Access>(declarations_.roles))
{}

Result<void> Node::open_store(const NodeOptions& options)
{
    auto store = storage::open_sqlite_store(folder_);
    if (!store) return store.error();
    store_ = std::move(*store);
    vault_ = std::make_unique<vault::Vault>(
        *store_,
        declarations_.schema,
        *access_,
        std::vector<std::string>{access::reach_view(), casework::work_indexes()},
        *options.clock,
        *options.random
    );
    records_ = std::make_unique<records::Records>(*vault_, *access_, casework::index_names, evaluation::closes);
    return {};
}

Result<std::unique_ptr<Node>> Node::open(const std::string& folder, NodeOptions options)
{
    std::error_code error;
    if (!fs::exists(fs::path(folder) / "keyring.db", error)) {
        return fail(ErrorCode::not_found, "there is no node in " + folder);
    }
    auto declarations = Declarations::load(folder + "/packs");
    if (!declarations) return declarations.error();
    std::unique_ptr<Node> node(new Node(folder, std::move(*declarations)));
    if (auto done = node->open_store(options); !done) return done.error();
    auto accounts = accounts::Accounts::create(
        *node->vault_,
        role_rules(*node->access_),
        dropbox_of(folder),
        options.accounts,
        options.node_lock ? &*options.node_lock : nullptr
    );
    if (!accounts) return accounts.error();
    node->accounts_ = std::move(*accounts);
    node->desk_ = std::make_unique<request::Desk>(folder + "/request", *options.clock, *options.random);
    return node;
}

Result<accounts::Initial>
Node::create(const std::string& folder, const accounts::InitRequest& request, NodeOptions options)
{
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        return fail(ErrorCode::conflict, "the folder " + folder + " is not empty");
    }
    auto declarations = Declarations::load();
    if (!declarations) return declarations.error();
    Node node(folder, std::move(*declarations));
    if (auto done = node.open_store(options); !done) return done.error();
    return accounts::Accounts::initialise(*node.vault_, request, *options.random);
}

}  // namespace panoh
