// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "forms/submission.hpp"
#include "forms/values.hpp"
#include "vault/request/desk.hpp"
#include "vault/vault.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the organisation puts on its public page. The truth is a setting in the ledger; the file in the folder
/// `request` follows it.
namespace panoh::intake {

/// What the setting says; nothing before somebody published something.
std::optional<request::Announcement> announcement_of(const vault::Vault& vault);
/// What a page that nobody published yet starts with.
Result<request::Announcement> new_announcement(vault::Vault& vault);

/// Reads the form of the page: which requests are taken, where leaving leads, texts in each language. Whether the
/// address can be linked to is for the page to say.
std::vector<forms::FormProblem> read_announcement(
    const forms::Submission& typed,
    const std::vector<std::string>& languages,
    const std::vector<OrganisationId>& takers,
    request::Announcement& announcement
);
/// Reads the form of one line.
std::vector<forms::FormProblem> read_line(
    const forms::Submission& typed,
    const std::vector<std::string>& languages,
    const std::vector<std::string>& regions,
    request::Line& line
);
/// Puts a line in place of the one with its id, else at the end.
void put_line(request::Announcement& announcement, request::Line line);
void remove_line(request::Announcement& announcement, std::string_view id);

/// Organisations that can take requests: active, with a key of their intake team; by code.
std::vector<OrganisationId> request_takers(const vault::Vault& vault);
/// Regions that a person may choose from: those that the takers serve, or all when they name none.
std::vector<std::string> request_regions(const vault::Vault& vault);

/// Writes the setting, then the file.
Result<void> announce(
    vault::Vault& vault,
    vault::UserKeys& author,
    const request::Desk& desk,
    const request::Announcement& announcement,
    const BatchId& batch
);
/// Lets the file follow the setting and the newest keys. Asked for every minute while the node is open; nothing
/// happens where nothing was published or changed.
Result<void> refresh_published(vault::Vault& vault, const request::Desk& desk);

}  // namespace panoh::intake
