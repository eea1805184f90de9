// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "vault/accounts/dropbox.hpp"
#include "vault/request/published.hpp"
#include "vault/request/receipts.hpp"

#include <boost/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The folder that the public page and the node share: `request` in the node's folder.
///
///   page.json                what is published
///   in/*.box                 messages, sealed to the node and inside that to the team that takes them
///   files/*.box              files, sealed to the node and inside that under a key that only their message holds
///   threads/<place>          that there is a request: who takes it, since when; opened by the receipt
///   answers/<place>-<id>.*   answers, opened by the receipt: ".new", or ".seen" once they were shown
namespace panoh::request {

/// A message on its way to a team: JSON, of which the program reads `kind` and the module the rest.
struct Message {
    KeyId taker;
    Timestamp at{};
    Bytes sealed;  ///< to the team's public key
};

/// A file on its way: AEAD under its own key, its id as associated data.
struct SentFile {
    Bytes id;  ///< 16 bytes
    Timestamp at{};
    Bytes sealed;
};

/// An answer as the person reads it.
struct Answer {
    std::string id;  ///< 32 hexadecimal digits
    Timestamp at{};
    Sensitive<std::string> text;
    bool seen = false;
};

class Spool {
public:
    explicit Spool(std::string folder)
        : folder_(std::move(folder))
    {}
    [[nodiscard]] const std::string& folder() const noexcept { return folder_; }

    // — what is published —
    /// Writes the page's file unless it says this already.
    Result<void> publish(const Published& published) const;
    /// `not_found` when nothing is published.
    [[nodiscard]] Result<Published> published() const;

    // — on the way in —
    /// `busy` when the folder is full, `too_large` for one message over a mebibyte.
    Result<void>
    put(const Published& published,
        const Taker& taker,
        const Sensitive<boost::json::object>& message,
        Timestamp at,
        Random& random) const;
    /// Under a key of its own. `busy` when the folder is full.
    Result<void> put_file(
        const Published& published,
        const crypto::SecretKey& key,
        BytesView id,
        BytesView content,
        Timestamp at,
        Random& random
    ) const;
    Result<accounts::DropBox::Report> import_messages(
        const vault::NodeKeys& keys, const std::function<Result<bool>(const Message&)>& visitor, std::size_t most
    ) const;
    Result<accounts::DropBox::Report> import_files(
        const vault::NodeKeys& keys, const std::function<Result<bool>(const SentFile&)>& visitor, std::size_t most
    ) const;
    /// Whether anything lies there.
    [[nodiscard]] bool has_messages() const;
    [[nodiscard]] bool has_files() const;

    // — threads —
    /// Puts down that there is a request under this receipt.
    Result<void> start_thread(const Receipt& receipt, const Taker& taker, Timestamp at) const;
    void remove_thread(const std::string& place) const;
    /// When it was started and who takes it; nothing when there is no such thread or another receipt's.
    struct Thread {
        TeamId team;
        Timestamp started{};
    };
    [[nodiscard]] std::optional<Thread> thread(const Receipt& receipt) const;
    /// Puts an answer down; the same id again replaces it, unless it was read or removed by the person meanwhile.
    Result<void> put_answer(
        const std::string& place,
        const crypto::PublicKey& reader,
        const std::string& id,
        Timestamp at,
        const Sensitive<std::string>& text
    ) const;
    /// Oldest first; what does not open is left out.
    [[nodiscard]] Result<std::vector<Answer>> answers(const Receipt& receipt) const;
    void mark_seen(const std::string& place, const std::string& id) const;
    void remove_answer(const std::string& place, const std::string& id) const;
    /// Threads and answers that nobody touched for so long go.
    void forget_older_than(std::chrono::hours age) const;

private:
    std::string folder_;
};

/// The limits of one file and one message.
inline constexpr std::size_t largest_file = std::size_t{10} << 20U;
inline constexpr std::size_t most_files = 5;

/// What stood in a message that a team has opened; nothing when it is no message of this program.
std::optional<boost::json::object> message_of(BytesView opened);
/// Opens what `put_file` sealed; `damaged` for another key or id.
Result<Bytes> open_file(const crypto::SecretKey& key, const SentFile& file);

}  // namespace panoh::request
