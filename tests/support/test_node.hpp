// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/access.hpp"
#include "records/records.hpp"
#include "vault/storage/sqlite_store.hpp"
#include "vault/vault.hpp"

#include <map>
#include <memory>
#include <string>

namespace panoh::testing {

/// A folder that goes away with the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
};

/// A user at work in a test: keys, and the caller that services ask for.
class Member {
public:
    Member(vault::UserBundle bundle, access::Actor actor)
        : bundle_(std::move(bundle))
        , actor_(std::move(actor))
        , keys_(bundle_)
    {}
    [[nodiscard]] vault::UserKeys& keys() noexcept { return keys_; }
    [[nodiscard]] const access::Actor& actor() const noexcept { return actor_; }
    [[nodiscard]] records::Caller caller() { return {actor_, &keys_, &reads_, "Asia/Dushanbe"}; }
    [[nodiscard]] std::vector<vault::ReadFact>& reads() noexcept { return reads_; }
    /// Forgets opened keys, as a new request would.
    void new_request() { keys_ = vault::UserKeys(bundle_); }

private:
    vault::UserBundle bundle_;
    access::Actor actor_;
    vault::UserKeys keys_;
    std::vector<vault::ReadFact> reads_;
};

/// A real node with the packs of the program: two organisations ("A", "B") and staff of every role, who were added by
/// the technical administrator and confirmed by colleagues.
/// Logins are the role names in A ("hotline_operator", "social_worker", "coordinator" …), a second
/// social worker "other_worker", and "operator_b", "worker_b" in B.
class TestNode {
public:
    explicit TestNode(Timestamp now = default_now());

    /// Brings the user into the workspace and returns them.
    Member& sign_in(const std::string& login);
    /// Without opening anything: the identity alone.
    Member& member(const std::string& login);
    /// Somebody whom the administrator adds and nobody has confirmed yet.
    Member& add_waiting(const std::string& login, const std::string& role, const std::string& organisation);
    /// Says something about people in one batch; it has to fit.
    void state(const std::string& author, std::vector<vault::DirectoryFact> facts);
    /// Closes and opens again from disk; nobody is signed in then.
    void restart();
    /// The two halves of it. Between them there is no thread, and another process may open the folder.
    void close();
    void open_again();

    [[nodiscard]] vault::Vault& vault() noexcept { return *vault_; }
    [[nodiscard]] storage::Store& store() noexcept { return *store_; }
    [[nodiscard]] const access::Access& access() const noexcept { return *access_; }
    [[nodiscard]] const records::Records& records() const noexcept { return *records_; }
    [[nodiscard]] const forms::Schema& schema() const noexcept { return schema_; }
    [[nodiscard]] FixedClock& clock() noexcept { return clock_; }
    [[nodiscard]] const std::string& folder() const noexcept { return folder_.path(); }
    [[nodiscard]] OrganisationId organisation(const std::string& code) const { return organisations_.at(code); }

    static Timestamp default_now();

private:
    void add_organisation(const std::string& code);
    vault::User certified(const std::string& login, const std::string& role, const std::string& organisation);
    void confirm_all(const std::string& colleague);
    void open_vault();
    vault::NodeKeys node_keys() const;

    TemporaryFolder folder_;
    FixedClock clock_;
    forms::Schema schema_;
    std::unique_ptr<access::Access> access_;
    std::unique_ptr<storage::Store> store_;
    std::unique_ptr<vault::Vault> vault_;
    std::unique_ptr<records::Records> records_;
    crypto::SecretKey node_key_;
    std::map<std::string, OrganisationId> organisations_;
    std::map<std::string, std::unique_ptr<Member>> members_;
    std::vector<vault::Team> teams_;
    std::vector<vault::DirectoryFact> founding_;
};

/// The schema and roles that the program ships, from the source tree.
forms::Schema shipped_schema();
access::Roles shipped_roles();

}  // namespace panoh::testing
