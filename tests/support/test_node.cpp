// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/test_node.hpp"

#include "forms/packs.hpp"
#include "modules/casework/name_index.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace panoh::testing {

namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path)
{
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const fs::path packs_folder = fs::path(PANOH_SOURCE_DIR) / "packs";

template <class T>
T must(Result<T> result)
{
    PANOH_CHECK(result.has_value());
    return std::move(*result);
}

void must(const Result<void>& result)
{
    PANOH_CHECK(result.has_value());
}

}  // namespace

TemporaryFolder::TemporaryFolder()
{
    std::string pattern = (fs::temp_directory_path() / "panoh-test-XXXXXX").string();
    PANOH_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

forms::Schema shipped_schema()
{
    std::vector<forms::PackFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(packs_folder)) {
        if (entry.path().extension() != ".yaml") continue;
        files.push_back({fs::relative(entry.path(), packs_folder).generic_string(), contents(entry.path())});
    }
    std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) { return left.path < right.path; });
    return must(forms::load_packs(files));
}

access::Roles shipped_roles()
{
    return must(access::Roles::load("core/roles.yaml", contents(packs_folder / "core/roles.yaml")));
}

Timestamp TestNode::default_now()
{
    using namespace std::chrono;
    return sys_days(2026y / 11 / 22) + 9h;
}

TestNode::TestNode(Timestamp now)
    : clock_(now)
    , schema_(shipped_schema())
    , access_(std::make_unique<access::Access>(shipped_roles()))
{
    PANOH_CHECK(crypto::self_test().has_value());
    node_key_ = crypto::SecretKey::random(system_random());
    store_ = must(storage::open_sqlite_store(folder_.path()));
    add_organisation("A");
    add_organisation("B");
    const std::string administrator(vault::administrator_role);
    founding_.emplace_back(certified(administrator, administrator, "A"));
    open_vault();
    must(vault_->found(std::move(founding_)));
    // The first of an organisation stands by themselves, the others are confirmed.
    std::vector<vault::DirectoryFact> certificates{certified("coordinator", "coordinator", "A")};
    for (const auto& [name, role] : access_->roles().all()) {
        if (!members_.contains(name)) certificates.emplace_back(certified(name, name, "A"));
    }
    certificates.emplace_back(certified("other_worker", "social_worker", "A"));
    certificates.emplace_back(certified("other_operator", "hotline_operator", "A"));
    certificates.emplace_back(certified("operator_b", "hotline_operator", "B"));
    certificates.emplace_back(certified("worker_b", "social_worker", "B"));
    state(administrator, std::move(certificates));
    confirm_all("coordinator");
    confirm_all("operator_b");
    for (const auto& [code, organisation] : organisations_) {
        const auto directory = vault_->directory();
        for (const auto& [id, team] : directory->teams()) {
            if (team.organisation != organisation) continue;
            std::vector<UserId> users;
            for (const auto& [user_id, user] : directory->users()) {
                if (std::find(user.teams.begin(), user.teams.end(), id) != user.teams.end()) users.push_back(user_id);
            }
            must(vault_->admit_to_team(members_.at("technical_administrator")->keys(), id, users));
        }
    }
}

void TestNode::add_organisation(const std::string& code)
{
    vault::Organisation organisation;
    organisation.id = system_random().id<OrganisationId>();
    organisation.code = code;
    organisation.name = {{"en", "Organisation " + code}, {"ru", "Организация " + code}};
    organisation.regions = {"TJ-DU"};
    organisations_[code] = organisation.id;
    for (const char* purpose : {"intake", "coordination", "audit", "staff", "documentation"}) {
        teams_.push_back({system_random().id<TeamId>(), organisation.id, purpose});
        founding_.emplace_back(teams_.back());
    }
    founding_.emplace_back(std::move(organisation));
}

/// Keys for a new member, and the certificate that names them.
vault::User TestNode::certified(const std::string& login, const std::string& role, const std::string& organisation)
{
    const auto id = system_random().id<UserId>();
    auto bundle = vault::UserBundle::create(id, system_random());
    bundle.node_key = node_key_.copy();
    const vault::UserKeys keys(bundle);
    vault::User user;
    user.id = id;
    user.login = login;
    user.name = Sensitive<std::string>("Name of " + login);
    user.organisation = organisations_.at(organisation);
    user.roles = {role};
    user.open_key = keys.box().open_key;
    user.verify_key = keys.signer().verify_key;
    const auto& purposes = access_->roles().find(role)->teams;
    for (const vault::Team& team : teams_) {
        const bool is_in = std::find(purposes.begin(), purposes.end(), team.purpose) != purposes.end();
        if (is_in && team.organisation == user.organisation) user.teams.push_back(team.id);
    }
    members_[login] = std::make_unique<Member>(std::move(bundle), access::Actor{id, user.organisation, user.roles});
    return user;
}

void TestNode::state(const std::string& author, std::vector<vault::DirectoryFact> facts)
{
    vault::Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.directory = std::move(facts);
    must(vault_->write(members_.at(author)->keys(), std::move(batch)));
}

void TestNode::confirm_all(const std::string& colleague)
{
    std::vector<vault::DirectoryFact> vouches;
    const auto directory = vault_->directory();
    for (const UserId& waiting : vault_->to_confirm(members_.at(colleague)->actor().user)) {
        vouches.emplace_back(vault::Vouch{waiting, directory->certificate_hash(waiting)});
    }
    state(colleague, std::move(vouches));
}

Member& TestNode::add_waiting(const std::string& login, const std::string& role, const std::string& organisation)
{
    std::vector<vault::DirectoryFact> certificates{certified(login, role, organisation)};
    state(std::string(vault::administrator_role), std::move(certificates));
    return *members_.at(login);
}

vault::NodeKeys TestNode::node_keys() const
{
    std::map<std::uint32_t, crypto::SecretKey> epochs;
    epochs.emplace(1, node_key_.copy());
    return vault::NodeKeys(std::move(epochs));
}

void TestNode::open_vault()
{
    vault_ = std::make_unique<vault::Vault>(
        *store_, schema_, *access_, std::vector<std::string>{access::reach_view()}, clock_, system_random()
    );
    must(vault_->open(node_keys()));
    records_ = std::make_unique<records::Records>(*vault_, *access_, casework::index_names);
}

Member& TestNode::member(const std::string& login)
{
    return *members_.at(login);
}

Member& TestNode::sign_in(const std::string& login)
{
    Member& found = member(login);
    found.new_request();
    must(vault_->admit(found.keys()));
    return found;
}

void TestNode::close()
{
    records_.reset();
    vault_.reset();
    store_.reset();
}

void TestNode::open_again()
{
    store_ = must(storage::open_sqlite_store(folder_.path()));
    open_vault();
}

void TestNode::restart()
{
    close();
    open_again();
}

}  // namespace panoh::testing
