// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "integration/random_forms_filling.hpp"
#include "main/app.hpp"
#include "vault/accounts/accounts.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::testing {

/// The node of the demo with all its pages, people who look around in it, and forms that they send.
class FormWalk {
public:
    FormWalk(std::string folder, Timestamp now, std::uint64_t seed);

    /// Sends that many forms of pages that were reached by links.
    void send_forms(std::size_t count);
    /// Everybody leaves, the node closes, opens again from disk, and everybody comes back.
    void open_again();
    /// Every row of the workspace, each with the name of its table. Everybody is signed in anew.
    [[nodiscard]] std::vector<std::string> rows();
    /// Whether both chains hold, without any key.
    [[nodiscard]] bool chains_hold();

    /// What must not be, each with how often it was and an example that names no text.
    [[nodiscard]] const std::map<std::string, std::string>& findings() const noexcept { return findings_; }
    /// Forms sent, by address and by status.
    [[nodiscard]] const std::map<std::string, std::map<int, std::size_t>>& answers() const noexcept { return answers_; }
    [[nodiscard]] std::size_t sent() const noexcept { return sent_; }
    /// Addresses with method POST.
    [[nodiscard]] std::set<std::string> post_addresses() const;

private:
    struct Visitor {
        std::string login;  ///< empty: nobody who is signed in
        std::optional<accounts::Token> token;
        std::map<std::string, std::vector<std::string>> places;  ///< addresses that links led to, by pattern
        std::map<std::string, std::size_t> visits;
    };

    void open();
    void sign_in(Visitor& visitor);
    web::Response send(const Visitor& visitor, web::Method method, const std::string& address, const Filling& filling);
    std::optional<ReadPage> visit(Visitor& visitor, const std::string& address);
    void learn(Visitor& visitor, const ReadPage& page);
    std::string next_address(const Visitor& visitor);
    const PageForm* choose(const ReadPage& page);
    bool is_left_out(const PageForm& form);
    std::optional<PageForm> submit(Visitor& visitor, const PageForm& form);

    // what has to be so
    void judge(Visitor& visitor, const Filling& filling, const web::Response& response, std::uint64_t before);
    void judge_kept(const std::string& pattern, const Filling& filling, const ReadPage& page, int status);
    void judge_saved(
        Visitor& visitor,
        const std::string& pattern,
        const Filling& filling,
        const std::string& page,
        std::uint64_t before
    );
    [[nodiscard]] std::vector<vault::LogLine> records_since(std::uint64_t before);
    [[nodiscard]] std::string directory_texts() const;
    std::string draft_texts(Visitor& visitor, const std::string& draft);
    [[nodiscard]] bool is_let_go(const std::string& pattern, const Filling& filling, const std::string& name) const;
    [[nodiscard]] bool is_held(const vault::LogLine& line) const;
    std::optional<std::string> read_back(Visitor& visitor, const std::vector<vault::LogLine>& lines);
    [[nodiscard]] std::string pattern_of(web::Method method, const std::string& address) const;
    [[nodiscard]] bool is_public(const std::string& address) const;
    void find(const std::string& what, const std::string& example);

    std::string folder_;
    FixedClock clock_;
    Filler filler_;
    std::unique_ptr<Node> node_;
    std::unique_ptr<App> app_;
    std::map<std::string, accounts::Credentials> credentials_;
    std::set<std::string> people_;  ///< ids of the visitors
    std::vector<Visitor> visitors_;
    std::set<std::string> only_sometimes_;  ///< fields that forms ask only after some answers, and else leave out
    std::map<std::string, std::string> findings_;
    std::map<std::string, std::size_t> counts_;
    std::map<std::string, std::map<int, std::size_t>> answers_;
    std::size_t sent_ = 0;
};

}  // namespace panoh::testing
