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
    for (const auto& [name, role] : access_->roles().all())
        add_user(name, name, "A");
    add_user("other_worker", "social_worker", "A");
    add_user("other_operator", "hotline_operator", "A");
    add_user("operator_b", "hotline_operator", "B");
    add_user("worker_b", "social_worker", "B");
    open_vault();
    vault::Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.directory = std::move(founding_);
    must(vault_->found(std::move(batch.directory)));
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
    for (const char* purpose : {"intake", "coordination", "audit"}) {
        founding_.emplace_back(vault::Team{system_random().id<TeamId>(), organisation.id, purpose});
    }
    founding_.emplace_back(std::move(organisation));
}

void TestNode::add_user(const std::string& login, const std::string& role, const std::string& organisation)
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
    for (const std::string& purpose : access_->roles().find(role)->teams) {
        for (const vault::DirectoryFact& fact : founding_) {
            const auto* team = std::get_if<vault::Team>(&fact);
            if (team != nullptr && team->organisation == user.organisation && team->purpose == purpose) {
                user.teams.push_back(team->id);
            }
        }
    }
    const access::Actor actor{id, user.organisation, user.roles};
    founding_.emplace_back(std::move(user));
    members_[login] = std::make_unique<Member>(std::move(bundle), actor);
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

void TestNode::restart()
{
    records_.reset();
    vault_.reset();
    store_.reset();
    store_ = must(storage::open_sqlite_store(folder_.path()));
    open_vault();
}

}  // namespace panoh::testing
