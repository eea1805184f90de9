// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/check.hpp"
#include "vault/accounts/accounts.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <filesystem>
#include <fstream>
#include <string>

/// A node in a folder that goes, with cheap passphrases and one record type. For tests of this folder.
namespace panoh::accounts::testing {

namespace files = std::filesystem;

/// Repeats for a seed, whatever threads ask.
class SharedRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        const std::lock_guard lock(mutex_);
        random_.fill(out);
    }

private:
    std::mutex mutex_;
    SeededRandom random_{42};
};

inline std::vector<std::string> small_teams(std::string_view role)
{
    if (role == "hotline_operator") return {"intake"};
    if (role == "coordinator") return {"coordination", "intake"};
    return {};
}

/// Core goes to the intake team and to who is assigned, all else to who is assigned.
class SmallPolicy final : public vault::HolderPolicy {
public:
    [[nodiscard]] std::vector<vault::Holder> holders(
        const vault::FileFact& file,
        vault::Compartment compartment,
        const vault::FileWork& work,
        const vault::Directory& directory
    ) const override
    {
        std::vector<vault::Holder> holders;
        for (const UserId& user : work.workers)
            holders.push_back(vault::Holder::user(user));
        const vault::Team* team = directory.team_for(file.organisation, "intake");
        if (compartment == vault::Compartment::core && team != nullptr) {
            holders.push_back(vault::Holder::team(team->id));
        }
        return holders;
    }
    [[nodiscard]] Result<vault::Assignments>
    assignments(const vault::Workspace& /*workspace*/, std::span<const FileId> /*only*/) const override
    {
        return vault::Assignments{};
    }
    [[nodiscard]] bool may_vouch(std::span<const std::string> roles) const override
    {
        return std::find(roles.begin(), roles.end(), "coordinator") != roles.end();
    }
    [[nodiscard]] bool puts_in_team(std::string_view role, std::string_view purpose) const override
    {
        const auto teams = small_teams(role);
        return std::find(teams.begin(), teams.end(), purpose) != teams.end();
    }
};

inline forms::Schema small_schema()
{
    forms::Schema schema;
    for (const auto& [name, compartment] :
         {std::pair{"note", forms::Compartment::core}, std::pair{"account", forms::Compartment::account}}) {
        forms::RecordType type;
        type.name = name;
        type.compartment = compartment;
        forms::Field title;
        title.name = "title";
        title.coded = true;
        type.fields.push_back(std::move(title));
        schema.types.emplace(name, std::move(type));
    }
    return schema;
}

inline RoleRules small_roles()
{
    return {
        [](std::string_view role) {
            return role == "hotline_operator" || role == "coordinator" || role == administrator_role;
        },
        small_teams,
    };
}

/// Somebody's keys, without a session.
inline vault::UserKeys
keys_in_slot(const vault::Keyring& keyring, const std::string& login, const Sensitive<std::string>& passphrase)
{
    const auto description = keyring.describe();
    PANOH_CHECK(description.has_value());
    const auto secret = stretch_passphrase(passphrase, login, description->salt, description->cost, std::nullopt);
    PANOH_CHECK(secret.has_value());
    const auto slot = keyring.open_slot(*secret);
    PANOH_CHECK(slot.has_value() && slot->has_value());
    const auto bundle = vault::UserBundle::parse((*slot)->view());
    PANOH_CHECK(bundle.has_value());
    return vault::UserKeys(*bundle);
}

class Node {
public:
    static constexpr const char* office = "203.0.113.7";

    Node()
    {
        std::array<std::uint8_t, 8> name{};
        system_random().fill(name);
        folder = (files::temp_directory_path() / ("panoh_accounts_" + to_hex(name))).string();
        files::create_directory(folder);
        start();
    }
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    ~Node()
    {
        stop();
        files::remove_all(folder);
    }

    /// What a process begins with.
    void start()
    {
        auto opened = storage::open_sqlite_store(folder);
        PANOH_CHECK(opened.has_value());
        store = std::move(*opened);
        vault = std::make_unique<vault::Vault>(*store, schema, policy, std::vector<std::string>{}, clock, random);
    }
    void stop()
    {
        accounts.reset();
        vault.reset();
        store.reset();
    }

    static InitRequest request()
    {
        InitRequest request;
        request.organisation = {"a", {{"en", "Quiet House"}}, {}};
        request.login = "Admin";
        request.name = Sensitive<std::string>("Administrator Canary");
        request.cost = {8, 1};
        request.training = true;
        return request;
    }

    Initial initialise(const InitRequest& request)
    {
        auto initial = Accounts::initialise(*vault, request, random);
        PANOH_CHECK(initial.has_value());
        return std::move(*initial);
    }

    void make_accounts(const Sensitive<std::string>* node_lock = nullptr)
    {
        auto made = Accounts::create(*vault, small_roles(), folder + "/dropbox", {}, node_lock);
        PANOH_CHECK(made.has_value());
        accounts = std::move(*made);
    }

    void restart()
    {
        stop();
        start();
        make_accounts();
    }

    /// A code that was not used yet: time goes on by a step each time.
    Sensitive<std::string> code(const Credentials& credentials)
    {
        clock.advance(std::chrono::seconds(30));
        return Sensitive<std::string>(current_code(credentials.totp_secret.view(), clock.now()));
    }

    SignInRequest request_of(const Credentials& credentials)
    {
        return {credentials.login, credentials.passphrase, code(credentials), office};
    }

    Token sign_in(const Credentials& credentials)
    {
        auto signed_in = accounts->sign_in(request_of(credentials));
        PANOH_CHECK(signed_in.has_value());
        return std::move(signed_in->token);
    }

    OpenSession session(const Token& token) const
    {
        auto opened = accounts->open(token);
        PANOH_CHECK(opened.has_value());
        return std::move(*opened);
    }

    NewUser new_user(std::string login, std::string role) const
    {
        NewUser user;
        user.login = std::move(login);
        user.name = Sensitive<std::string>("Name Canary");
        user.organisation = organisation;
        user.roles = {std::move(role)};
        return user;
    }

    /// Somebody whom a colleague has confirmed, unless they are the first who works with files.
    Credentials add(const Token& author, std::string login, std::string role)
    {
        Credentials added = add_waiting(author, std::move(login), std::move(role));
        if (vault->directory()->is_waiting(added.user)) confirm(added.user);
        if (!first_) first_ = Known{added.login, added.passphrase};
        return added;
    }

    Credentials add_waiting(const Token& author, std::string login, std::string role) const
    {
        auto opened = session(author);
        auto added = accounts->add_user(opened.keys(), new_user(std::move(login), std::move(role)));
        PANOH_CHECK(added.has_value());
        return std::move(*added);
    }

    [[nodiscard]] vault::UserKeys keys_of(const std::string& login, const Sensitive<std::string>& passphrase) const
    {
        return keys_in_slot(vault->keyring(), login, passphrase);
    }

    /// By the first who worked here.
    void confirm(const UserId& user)
    {
        vault::UserKeys keys = keys_of(first_->login, first_->passphrase);
        const auto done = accounts->confirm(keys, user, vault->directory()->certificate_hash(user));
        PANOH_CHECK(done.has_value());
    }

    struct Written {
        FileId file;
        RecordId record;
    };
    /// A case with one record of this type, whose author alone works on it when it is an account.
    Written write(const Token& author, const std::string& type)
    {
        auto opened = session(author);
        const Written written{random.id<FileId>(), random.id<RecordId>()};
        const std::uint32_t ordinal = vault->next_ordinal(vault::FileKind::case_file, organisation, 2027);
        vault::Batch batch;
        batch.id = random.id<BatchId>();
        std::vector<UserId> assigned;
        if (type == "account") assigned.push_back(opened.user);
        batch.files.push_back(
            {{written.file, vault::FileKind::case_file, organisation, 2027, ordinal}, std::move(assigned)}
        );
        batch.records.push_back({written.record, written.file, type, 0, {{"title", "Text Canary"}}, {}, false});
        PANOH_CHECK(vault->write(opened.keys(), std::move(batch)).has_value());
        return written;
    }

    bool can_read(const Token& reader, const RecordId& record) const
    {
        auto opened = session(reader);
        return vault->read(opened.keys(), record).has_value();
    }

    /// Actions of the newest lines about users, newest first.
    std::vector<std::string> events(std::size_t limit) const
    {
        std::vector<std::string> actions;
        const auto lines = vault->log_lines(storage::Chain::reads, 0, limit);
        PANOH_CHECK(lines.has_value());
        for (const vault::LogLine& line : *lines)
            actions.push_back(line.action);
        return actions;
    }

    std::size_t slot_count() const { return store->rows(storage::Area::keyring, Bytes{'s'}).value().size(); }

    /// Whether any file of the folder has these bytes.
    bool disk_shows(const std::string& text) const
    {
        for (const auto& file : files::recursive_directory_iterator(folder)) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(in)), {});
            if (bytes.find(text) != std::string::npos) return true;
        }
        return false;
    }

    FixedClock clock{Timestamp(std::chrono::seconds(1'800'000'000))};
    SharedRandom random;
    forms::Schema schema = small_schema();
    SmallPolicy policy;
    struct Known {
        std::string login;
        Sensitive<std::string> passphrase;
    };
    std::optional<Known> first_;
    std::string folder;
    OrganisationId organisation;
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<Accounts> accounts;
};

}  // namespace panoh::accounts::testing
