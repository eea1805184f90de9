// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/check.hpp"
#include "main/node.hpp"
#include "support/test_node.hpp"
#include "vault/accounts/node_for_test.hpp"
#include "vault/accounts/totp.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// A node as `panoh init` makes it, with passphrases that are cheap to stretch, in a folder that goes with the test.
namespace panoh::testing {

inline std::string bytes_in(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class RealNode {
public:
    static constexpr const char* administrator = "administrator";

    explicit RealNode(const std::map<std::string, std::string>& packs = {})
    {
        accounts::InitRequest request;
        request.organisation = {"A", {{"en", "First House"}, {"ru", "Первый дом"}}, {"TJ-DU"}};
        request.login = administrator;
        request.name = Sensitive<std::string>("Administrator");
        request.cost = {8, 1};
        request.training = true;
        auto initial = Node::create(folder(), request, options());
        PANOH_CHECK(initial.has_value());
        organisations_["A"] = initial->organisation;
        credentials_.emplace(administrator, std::move(initial->credentials));
        for (const auto& [name, text] : packs) {
            const auto path = std::filesystem::path(folder()) / "packs" / name;
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path) << text;
        }
        open();
    }

    [[nodiscard]] std::string folder() const { return temporary_.path() + "/node"; }
    /// For what a test puts beside the node.
    [[nodiscard]] std::string beside(const std::string& name) const { return temporary_.path() + "/" + name; }
    [[nodiscard]] Node& node() const { return *node_; }
    [[nodiscard]] vault::Vault& vault() const { return node_->vault(); }
    [[nodiscard]] FixedClock& clock() noexcept { return clock_; }
    [[nodiscard]] OrganisationId organisation(const std::string& code) const { return organisations_.at(code); }
    [[nodiscard]] const accounts::Credentials& credentials(const std::string& login) const
    {
        return credentials_.at(login);
    }

    NodeOptions options()
    {
        NodeOptions options;
        options.clock = &clock_;
        return options;
    }
    /// As a process begins: sealed.
    void open()
    {
        auto opened = Node::open(folder(), options());
        PANOH_CHECK(opened.has_value());
        node_ = std::move(*opened);
    }
    void stop() { node_.reset(); }
    void restart()
    {
        stop();
        open();
    }

    Result<accounts::SignedIn> try_sign_in(const std::string& login, const std::string& passphrase)
    {
        clock_.advance(std::chrono::seconds(31));
        const auto& known = credentials_.at(login);
        return node_->accounts().sign_in(
            {login,
             Sensitive<std::string>(passphrase),
             Sensitive<std::string>(accounts::current_code(known.totp_secret.view(), clock_.now())),
             "192.0.2.7"}
        );
    }
    accounts::Token sign_in(const std::string& login)
    {
        auto signed_in = try_sign_in(login, credentials_.at(login).passphrase.reveal());
        PANOH_CHECK(signed_in.has_value());
        return std::move(signed_in->token);
    }

    void add_organisation(const accounts::Token& author, const std::string& code)
    {
        auto session = node_->accounts().open(author);
        PANOH_CHECK(session.has_value());
        const auto added =
            node_->accounts().add_organisation(session->keys(), {code, {{"en", "House " + code}}, {"TJ-DU"}});
        PANOH_CHECK(added.has_value());
        organisations_[code] = *added;
    }
    void
    add(const accounts::Token& author, const std::string& login, const std::string& role, const std::string& code = "A")
    {
        auto session = node_->accounts().open(author);
        PANOH_CHECK(session.has_value());
        accounts::NewUser user;
        user.login = login;
        user.name = Sensitive<std::string>("Name of " + login);
        user.organisation = organisations_.at(code);
        user.roles = {role};
        auto added = node_->accounts().add_user(session->keys(), user);
        PANOH_CHECK(added.has_value());
        const UserId id = added->user;
        credentials_.emplace(login, std::move(*added));
        if (vault().directory()->is_waiting(id)) confirm(id, first_of_.at(code));
        first_of_.emplace(code, login);
    }
    /// By a colleague, as anybody after the first is.
    void confirm(const UserId& user, const std::string& colleague)
    {
        auto keys =
            accounts::testing::keys_in_slot(vault().keyring(), colleague, credentials_.at(colleague).passphrase);
        const auto done = node_->accounts().confirm(keys, user, vault().directory()->certificate_hash(user));
        PANOH_CHECK(done.has_value());
    }

    /// Actions in the chain of reads, oldest first.
    [[nodiscard]] std::vector<vault::LogLine> lines() const
    {
        auto lines = vault().log_lines(storage::Chain::reads, 0, 1000);
        PANOH_CHECK(lines.has_value());
        return {lines->rbegin(), lines->rend()};
    }

private:
    TemporaryFolder temporary_;
    FixedClock clock_{TestNode::default_now()};
    std::map<std::string, OrganisationId> organisations_;
    std::map<std::string, accounts::Credentials> credentials_;
    std::map<std::string, std::string> first_of_;  ///< who began an organisation, by its code
    std::unique_ptr<Node> node_;
};

/// Somebody at work: a session with what services ask for.
class AtWork {
public:
    AtWork(RealNode& node, const accounts::Token& token)
        : session_(node.node().accounts().open(token).value())
        , actor_(access::actor_of(*node.vault().directory(), session_.user).value())
    {}
    [[nodiscard]] records::Caller caller() { return {actor_, &session_.keys(), &reads_, "Asia/Dushanbe"}; }
    [[nodiscard]] vault::UserKeys& keys() { return session_.keys(); }
    [[nodiscard]] const access::Actor& actor() const noexcept { return actor_; }

private:
    accounts::OpenSession session_;
    access::Actor actor_;
    std::vector<vault::ReadFact> reads_;
};

}  // namespace panoh::testing
