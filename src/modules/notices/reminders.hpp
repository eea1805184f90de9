// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "i18n/translator.hpp"
#include "mail/courier.hpp"
#include "modules/notices/rules.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>

/// Reminders by e-mail: one sentence that says nothing, once a day, for who wants it.
namespace panoh::notices {

/// What somebody wishes; kept under the node's key, so that the node can send while they are away.
struct Wish {
    bool on = false;
    Sensitive<std::string> address;
    int hour = usual_hour;
    std::string language;
    std::string sent_on;  ///< "2026-11-22": day of the last letter
};
/// Both answer with `sealed` on a sealed node. A wish that cannot be read is taken for none.
Result<std::optional<Wish>> wish_of(const vault::Vault& vault, const UserId& user);
Result<void> keep_wish(vault::Vault& vault, const UserId& user, const Wish& wish);

/// The node's relay; nothing while none is set.
Result<std::optional<mail::Relay>> relay_of(const vault::Vault& vault);
Result<void> keep_relay(vault::Vault& vault, const mail::Relay& relay);
Result<void> forget_relay(vault::Vault& vault);

/// Tasks, promised calls and deadlines of `user` that are due today or overdue, as far as the open node sees them.
Result<std::int64_t>
due_for(const records::Records& records, const UserId& user, std::string_view today, const std::string& zone);

/// The letter in the reader's language: no name, number, address of the node or word of what is due.
mail::Letter reminder(const i18n::Catalogues& catalogues, const Wish& wish);

/// Once a minute on an open node: gives the courier a letter for everybody who wishes one, whose hour has come and for
/// whom something is due. Before a letter leaves it is noted that it did: nobody gets two a day.
Result<void> remind(
    const records::Records& records, const i18n::Catalogues& catalogues, mail::Courier& courier, const std::string& zone
);

}  // namespace panoh::notices
