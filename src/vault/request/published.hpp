// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"

#include <boost/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The public page for people who ask for help: what everybody may know of it. It lies unsealed in the node's folder,
/// so nothing belongs here that an organisation would not put on a poster.
namespace panoh::request {

using Texts = std::map<std::string, std::string>;  ///< by language

/// A telephone line as it stands on a poster.
struct Line {
    std::string id;  ///< text of a RecordId; stays when the line is changed
    bool emergency = false;
    std::string number;
    Texts name;
    Texts hours;
    std::vector<std::string> regions;  ///< empty: everywhere
};

/// What whoever publishes the page has written. Its JSON is a setting of the node's directory.
struct Announcement {
    bool takes_requests = false;  ///< else the page has numbers only
    bool takes_files = true;
    bool served_apart = false;  ///< only by a process of its own, never beside the pages of the staff
    std::string leave_to;       ///< https address for leaving quickly
    OrganisationId by_default;  ///< who gets requests from regions that nobody serves
    crypto::Salt salt{};        ///< of receipts; made once, or no receipt fits any more, like the next
    crypto::StretchCost cost;
    Texts about;
    Texts what_next;
    std::vector<Line> lines;
};

/// Who takes requests, and the key that they are sealed to.
struct Taker {
    TeamId team;  ///< of intake; says nothing about whose it is
    KeyId key;    ///< its newest
    crypto::PublicKey open_key{};
    std::vector<std::string> regions;
    bool by_default = false;
};

/// All that the public page knows.
struct Published {
    Announcement announcement;
    crypto::PublicKey drop_key{};
    std::vector<Taker> takers;
    std::vector<std::string> regions;  ///< that a person may choose from
    bool training = false;

    [[nodiscard]] bool is_open() const noexcept { return announcement.takes_requests && !takers.empty(); }
    /// Who serves the region, else its country, else who takes what nobody serves. There is at least one taker.
    [[nodiscard]] const Taker& taker_for(std::string_view region) const;
    /// The taker of that team, else the one by default.
    [[nodiscard]] const Taker& taker_of(const TeamId& team) const;
};

boost::json::object to_json(const Announcement& announcement);
Result<Announcement> announcement_of(const boost::json::object& json);
/// As one file, and back; `damaged` for anything else.
std::string to_text(const Published& published);
Result<Published> published_of(std::string_view text);

}  // namespace panoh::request
