// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/reminders.hpp"

#include "base/bytes.hpp"
#include "base/json_text.hpp"
#include "forms/edtf.hpp"
#include "i18n/time_zone.hpp"
#include "modules/casework/deadline.hpp"
#include "modules/casework/store.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace panoh::notices {

namespace {

namespace json = boost::json;
using mail::Protection;
using mail::Relay;
using vault::Vault;

constexpr std::string_view relay_name = "mail.relay";
constexpr int most_ports = 65'535;

struct ProtectionName {
    Protection protection;
    std::string_view name;
};
constexpr std::array protections{
    ProtectionName{Protection::starttls, "starttls"},
    ProtectionName{Protection::tls, "tls"},
    ProtectionName{Protection::none, "none"},
};

std::string name_of(const UserId& user)
{
    return "reminder." + user.text();
}

int number_at(const json::object& kept, std::string_view name, int otherwise)
{
    const json::value* value = kept.if_contains(name);
    return value != nullptr && value->is_int64() ? static_cast<int>(value->get_int64()) : otherwise;
}

Result<std::optional<json::object>> kept_under(const Vault& vault, std::string_view name)
{
    const auto bytes = vault.get_node_scratch(name);
    if (!bytes) return bytes.error();
    if (!bytes->has_value()) return std::optional<json::object>{};
    boost::system::error_code error;
    json::value value = json::parse(text_of(**bytes), error);
    if (error || !value.is_object() || value.get_object().empty()) return std::optional<json::object>{};
    return std::optional(std::move(value.get_object()));
}

Result<void> keep_under(Vault& vault, std::string_view name, const json::object& kept)
{
    return vault.put_node_scratch(name, bytes_of(json::serialize(kept)));
}

bool is_due(const records::WorkLine& line, std::string_view today)
{
    return line.mine && !line.due_on.empty() && line.due_on <= today;
}

}  // namespace

Result<std::optional<Wish>> wish_of(const Vault& vault, const UserId& user)
{
    const auto kept = kept_under(vault, name_of(user));
    if (!kept) return kept.error();
    if (!kept->has_value()) return std::optional<Wish>{};
    Wish wish;
    wish.on = text_at(**kept, "on") == "yes";
    wish.address = Sensitive<std::string>(text_at(**kept, "address"));
    wish.hour = std::clamp(number_at(**kept, "hour", usual_hour), first_hour, last_hour);
    wish.language = text_at(**kept, "language");
    wish.sent_on = text_at(**kept, "sent_on");
    return std::optional(std::move(wish));
}

Result<void> keep_wish(Vault& vault, const UserId& user, const Wish& wish)
{
    return keep_under(
        vault,
        name_of(user),
        {{"on", wish.on ? "yes" : "no"},
         {"address", wish.address.reveal()},
         {"hour", std::int64_t{wish.hour}},
         {"language", wish.language},
         {"sent_on", wish.sent_on}}
    );
}

Result<std::optional<Relay>> relay_of(const Vault& vault)
{
    const auto kept = kept_under(vault, relay_name);
    if (!kept) return kept.error();
    if (!kept->has_value()) return std::optional<Relay>{};
    Relay relay;
    relay.host = text_at(**kept, "host");
    relay.port = static_cast<std::uint16_t>(std::clamp(number_at(**kept, "port", relay.port), 1, most_ports));
    const std::string protection = text_at(**kept, "protection");
    for (const ProtectionName& each : protections) {
        if (each.name == protection) relay.protection = each.protection;
    }
    relay.login = text_at(**kept, "login");
    relay.password = Sensitive<std::string>(text_at(**kept, "password"));
    relay.sender = text_at(**kept, "sender");
    return std::optional(std::move(relay));
}

Result<void> keep_relay(Vault& vault, const Relay& relay)
{
    const auto* const protection =
        std::find_if(protections.begin(), protections.end(), [&](const ProtectionName& each) {
            return each.protection == relay.protection;
        });
    return keep_under(
        vault,
        relay_name,
        {{"host", relay.host},
         {"port", std::int64_t{relay.port}},
         {"protection", protection->name},
         {"login", relay.login},
         {"password", relay.password.reveal()},
         {"sender", relay.sender}}
    );
}

Result<void> forget_relay(Vault& vault)
{
    return keep_under(vault, relay_name, {});
}

Result<std::int64_t>
due_for(const records::Records& records, const UserId& user, std::string_view today, const std::string& zone)
{
    const auto actor = access::actor_of(*records.vault().directory(), user);
    if (!actor) return std::int64_t{0};
    records::Caller caller;
    caller.actor = *actor;
    caller.zone = zone;
    std::int64_t due = 0;
    const auto count = [&](const auto& lines) -> Result<void> {
        if (!lines) return lines.error();
        due += std::count_if(lines->begin(), lines->end(), [&](const auto& line) { return is_due(line, today); });
        return {};
    };
    if (auto done = count(casework::work_items(records, caller, false, today)); !done) return done.error();
    if (auto done = count(casework::promised_calls(records, caller, false)); !done) return done.error();
    const auto deadlines = casework::open_deadlines(records, caller, false);
    if (!deadlines) return deadlines.error();
    for (const casework::DeadlineLine& deadline : *deadlines) {
        using casework::DeadlinePart;
        const DeadlinePart part = casework::part_in_work(deadline, user, today);
        if (part == DeadlinePart::reminder || part == DeadlinePart::second) ++due;
        if (part == DeadlinePart::own && deadline.due_on <= today) ++due;
    }
    return due;
}

mail::Letter reminder(const i18n::Catalogues& catalogues, const Wish& wish)
{
    const std::string language = catalogues.language(wish.language) != nullptr ? wish.language : "en";
    const i18n::Translator translator(catalogues, language, "UTC");
    return {
        wish.address,
        translator.text(msg("notices.letter.subject")),
        translator.text(msg("notices.letter.text")) + "\n",
    };
}

Result<void> remind(
    const records::Records& records, const i18n::Catalogues& catalogues, mail::Courier& courier, const std::string& zone
)
{
    Vault& vault = records.vault();
    const auto relay = relay_of(vault);
    if (!relay) return relay.error();
    if (!relay->has_value()) return {};
    const auto now = i18n::to_local(vault.clock().now(), zone);
    if (!now) return now.error();
    const std::string today = forms::iso_day(std::chrono::sys_days(now->date));
    const auto directory = vault.directory();
    for (const auto& [id, user] : directory->users()) {
        auto wish = wish_of(vault, id);
        if (!wish) return wish.error();
        if (!user.active || !wish->has_value() || !(*wish)->on) continue;
        if (!is_time_to_remind((*wish)->hour, now->hour, (*wish)->sent_on, today)) continue;
        const auto due = due_for(records, id, today, zone);
        if (!due) return due.error();
        if (*due == 0) continue;
        (*wish)->sent_on = today;
        if (auto done = keep_wish(vault, id, **wish); !done) return done.error();
        courier.take(**relay, reminder(catalogues, **wish));
    }
    return {};
}

}  // namespace panoh::notices
