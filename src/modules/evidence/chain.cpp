// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/chain.hpp"

#include "base/json_text.hpp"
#include "forms/typed.hpp"

#include <boost/json.hpp>

#include <array>

namespace panoh::evidence {

namespace {

namespace json = boost::json;

constexpr std::size_t salt_size = 16;

/// The free words of an entry and a salt, so that their hash tells nobody who guesses.
std::string details_of(Random& random, const EventDraft& draft)
{
    Bytes salt(salt_size);
    random.fill(salt);
    json::object details{{"salt", to_hex(salt)}};
    for (const std::string_view field : {"outside", "place", "seal_number", "reason"}) {
        const std::string text = text_at(draft.content, field);
        if (!text.empty()) details[field] = text;
    }
    for (const auto& [field, value] : draft.more_details)
        details[field] = value;
    return json::serialize(details);
}

std::string name_of(const vault::Directory& directory, const UserId& id)
{
    const vault::User* user = directory.user(id);
    return user == nullptr ? std::string() : user->name.reveal();
}

/// Where the ledger stands, for programs and for strangers.
Result<void> name_head(const vault::Vault& vault, json::object& said)
{
    const storage::Head head = vault.head(storage::Chain::records);
    const auto transcript = vault.transcript_sha256(head.seq);
    if (!transcript) return transcript.error();
    said["ledger_entry"] = static_cast<std::int64_t>(head.seq);
    said["ledger_head"] = to_hex(head.hash);
    said["ledger_sha256"] = *transcript;
    return {};
}

Result<std::string> statement_of(
    const records::Records& records,
    const records::Caller& caller,
    const Item& item,
    const ChainEnd& end,
    const EventDraft& draft,
    std::string_view details
)
{
    const vault::Vault& vault = records.vault();
    const auto directory = vault.directory();
    const UserId& by = caller.actor.user;
    json::object said{
        {"panoh", "custody"},
        {"item", item.number},
        {"sha256", item.bytes.sha256},
        {"size", static_cast<std::int64_t>(item.bytes.size)},
        {"entry", end.number + 1},
        {"event", draft.event},
        {"at", to_iso(vault.clock().now())},
        {"by", by.text()},
        {"by_name", name_of(*directory, by)},
    };
    for (const std::string_view field : {"occurred_on", "result"}) {
        const std::string text = text_at(draft.coded, field);
        if (!text.empty()) said[field] = text;
    }
    if (const auto to = UserId::parse(text_at(draft.coded, "to"))) {
        said["to"] = to->text();
        said["to_name"] = name_of(*directory, *to);
    }
    if (const std::string found = text_at(draft.coded, "sha256"); !found.empty()) said["found_sha256"] = found;
    if (!draft.other_number.empty()) said["copy"] = draft.other_number;
    said["details_sha256"] = vault::sha256_of(details);
    said["previous"] = end.number == 0 ? std::string(64, '0') : vault::sha256_of(vault::signed_message(end.statement));
    if (auto named = name_head(vault, said); !named) return named.error();
    return json::serialize(said);
}

}  // namespace

ChainEnd end_of(const std::vector<CustodyEvent>& events)
{
    return events.empty() ? ChainEnd{} : ChainEnd{events.back().number, events.back().statement.text};
}

Result<vault::RecordChange> next_entry(
    const records::Records& records,
    const records::Caller& caller,
    const Item& item,
    const ChainEnd& end,
    EventDraft draft
)
{
    vault::Vault& vault = records.vault();
    std::string details = details_of(vault.random(), draft);
    auto statement = statement_of(records, caller, item, end, draft, details);
    if (!statement) return statement.error();
    auto signed_one = vault::sign_statement(*caller.keys, std::move(*statement));
    draft.coded["item"] = item.record.text();
    draft.coded["number"] = end.number + 1;
    draft.coded["event"] = draft.event;
    draft.coded["at"] = forms::moment_text(vault.clock().now());
    draft.coded["by"] = caller.actor.user.text();
    draft.coded["statement_sha256"] = vault::sha256_of(vault::signed_message(signed_one.text));
    draft.content["details"] = std::move(details);
    draft.content["statement"] = std::move(signed_one.text);
    draft.content["signature"] = std::move(signed_one.signature);
    draft.content["signing_key"] = std::move(signed_one.key);
    return records::new_record(
        vault.random(), std::string(event_type), item.file, std::move(draft.coded), std::move(draft.content)
    );
}

Result<vault::SignedStatement> state_head(const records::Records& records, const records::Caller& caller)
{
    const vault::Vault& vault = records.vault();
    const UserId& by = caller.actor.user;
    json::object said{
        {"panoh", "ledger"},
        {"at", to_iso(vault.clock().now())},
        {"by", by.text()},
        {"by_name", name_of(*vault.directory(), by)},
    };
    if (auto named = name_head(vault, said); !named) return named.error();
    return vault::sign_statement(*caller.keys, json::serialize(said));
}

}  // namespace panoh::evidence
