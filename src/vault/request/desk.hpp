// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/stretch_queue.hpp"
#include "vault/request/allowance.hpp"
#include "vault/request/carrying.hpp"
#include "vault/request/spool.hpp"

namespace panoh::request {

/// The public side of the page for people without an account: what comes in is sealed to the team that takes it, what
/// was answered is opened by eight words. It holds no private key and needs nothing of the node but the folder
/// `request`, so it works the same while the node is sealed and in a process of its own. Thread-safe.
class Desk {
public:
    /// `apart`: in a process of its own.
    Desk(std::string folder, const Clock& clock, Random& random, bool apart = false);

    [[nodiscard]] const Spool& spool() const noexcept { return spool_; }
    [[nodiscard]] Carrying& carrying() noexcept { return carrying_; }
    [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }
    /// What is published for this process; `not_found` when nothing is, or when another process serves it.
    [[nodiscard]] Result<Published> published() const;
    /// A fresh name or key, in hexadecimal digits.
    [[nodiscard]] std::string fresh_name(std::size_t bytes = 16);

    // — asking —
    struct Asking {
        Sensitive<boost::json::object> message;  ///< without "place" and "reply_key", which are put in here
        std::string region;
        std::string seed;      ///< 64 hexadecimal digits; the same for every try of one form
        std::string language;  ///< of the words
        std::string address;   ///< of the peer
    };
    /// The receipt's words. Sent again within half an hour, the same form gets the same words and counts once; later
    /// it is a `conflict`. `busy` when there is too much of it or no room.
    Result<Sensitive<std::string>> send(const Published& published, const Asking& asking);
    /// Names that a message may give one file by: `id` and `key` are made by `fresh_name`.
    struct FileNames {
        std::string id;
        std::string key;  ///< 64 hexadecimal digits
    };
    Result<void>
    send_file(const Published& published, const FileNames& names, BytesView content, const std::string& address);

    // — coming back —
    struct Visit {
        Receipt receipt;
        Spool::Thread thread;
    };
    /// `not_found` for words that are nobody's, after the same work; `busy` when there were too many tries.
    Result<Visit> visit(const Published& published, const Sensitive<std::string>& words, const std::string& address);
    /// A visit on its way through a form, and back.
    std::string carried(const Visit& visit);
    std::optional<Visit> carried_visit(std::string_view sealed);
    /// Sends another message; `busy` as in `send`.
    Result<void> send_more(
        const Published& published,
        const Visit& visit,
        Sensitive<boost::json::object> message,
        const std::string& address
    );
    /// The answers, oldest first. Those that are new are marked as seen, and `told` is sent to the team with their
    /// ids in "answers".
    Result<std::vector<Answer>>
    answers(const Published& published, const Visit& visit, const boost::json::object& told);
    void remove_answer(const Visit& visit, const std::string& id) const;

    // — the team's side —
    /// Puts an answer where the receipt finds it. `reply_key` came with the request.
    Result<void> answer(
        const std::string& place, std::string_view reply_key, const std::string& id, const Sensitive<std::string>& text
    ) const;
    /// Threads that nobody came back to for thirteen months go.
    void forget_old() const;

private:
    Result<Receipt> receipt_for(const Published& published, const Sensitive<std::string>& words);

    Spool spool_;
    const Clock* clock_;
    Random* random_;
    bool apart_;
    Carrying carrying_;
    Allowance allowance_;
    accounts::StretchQueue queue_;
};

}  // namespace panoh::request
