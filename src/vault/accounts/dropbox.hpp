// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "vault/node_keys.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

namespace panoh::accounts {

/// What came in while the node was sealed: a folder of boxes that only the node key opens. Each is a file
/// of its own, padded, readable by the node's user alone, and whole or not there. Any process that knows
/// the public key may put; the process that holds the node key imports.
class DropBox {
public:
    struct Limits {
        std::size_t boxes = 10'000;
        std::uint64_t bytes = std::uint64_t{1} << 30U;  ///< of all boxes together
        std::size_t box_bytes = std::size_t{1} << 20U;  ///< of one payload
    };

    DropBox(std::string folder, const crypto::PublicKey& drop_key)
        : folder_(std::move(folder))
        , drop_key_(drop_key)
    {}

    /// On disk on return. `too_large` for one box over its limit, `busy` when the folder is full. Whoever puts
    /// less urgent things passes lower limits, so that they leave room.
    Result<void>
    put(std::string_view kind, Timestamp at, BytesView payload, Random& random, const Limits& limits) const;

    struct Box {
        std::string kind;
        Timestamp at{};
        crypto::SecretBytes payload;
    };
    /// True: taken, its file goes. False: not mine, it stays. An error stops the import.
    using Visitor = std::function<Result<bool>(const Box& box)>;
    struct Report {
        std::size_t taken = 0;
        std::size_t left = 0;
        std::size_t unreadable = 0;  ///< set aside once, under another name
        bool more = false;           ///< stopped because `most` were taken
    };
    /// Offers boxes until `most` of them were taken. A box whose import was interrupted is offered again: visitors
    /// make it count once.
    Result<Report> import(
        const vault::NodeKeys& keys, const Visitor& visitor, std::size_t most = std::numeric_limits<std::size_t>::max()
    ) const;

private:
    std::string folder_;
    crypto::PublicKey drop_key_;
};

}  // namespace panoh::accounts
