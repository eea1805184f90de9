// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/changes.hpp"
#include "modules/intake/module.hpp"

namespace panoh::intake {

namespace {

/// The contact that a record of its file belongs to; none for what the reader may not see.
RecordId contact_of(web::PageContext& context, const FileId& file)
{
    const auto found = newest_of(context.records(), context.caller(), "contact", file);
    return found && *found ? **found : RecordId{};
}

}  // namespace

std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record)
{
    using html::Url;
    const bool is_contact = record.type == "contact";
    const bool is_account = record.type == "contact_account";
    if (!is_contact && !is_account && record.type != "screening") return std::nullopt;
    const RecordId contact = is_contact ? record.id : contact_of(context, record.file);
    web::RecordPlaces places{Url::local("/calls/{}", contact), std::nullopt};
    if (contact.is_none()) return places;
    if (is_contact) places.edit = Url::local("/calls/{}/edit", contact);
    if (is_account) places.edit = Url::local("/calls/{}/edit-account", contact);
    if (record.type == "screening") places.edit = Url::local("/calls/{}/screening", contact);
    return places;
}

}  // namespace panoh::intake
