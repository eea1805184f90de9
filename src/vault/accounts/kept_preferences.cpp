// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/kept_preferences.hpp"

#include "vault/vault.hpp"

#include <boost/json.hpp>

namespace panoh::accounts {

namespace {

namespace json = boost::json;

constexpr std::string_view scratch_name = "settings";

std::string text_at(const json::object& kept, std::string_view name)
{
    const json::value* value = kept.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

KeptPreferences kept_preferences(const vault::Vault& vault, const vault::UserKeys& keys, std::string language)
{
    KeptPreferences found;
    found.preferences.language = std::move(language);
    const auto text = vault.get_scratch(keys, scratch_name);
    if (!text || !text->has_value()) return found;
    boost::system::error_code error;
    const json::value value = json::parse((*text)->reveal(), error);
    if (error || !value.is_object()) return found;
    const json::object& kept = value.get_object();
    if (std::string chosen = text_at(kept, "language"); !chosen.empty()) found.preferences.language = std::move(chosen);
    found.preferences.theme = text_at(kept, "theme");
    found.preferences.density = text_at(kept, "density");
    found.preferences.opens_accounts = text_at(kept, "accounts") == "open";
    const json::value* idle = kept.if_contains("idle_minutes");
    if (idle != nullptr && idle->is_int64()) found.idle_limit = std::chrono::minutes(idle->get_int64());
    return found;
}

Result<void> keep_preferences(vault::Vault& vault, const vault::UserKeys& keys, const KeptPreferences& chosen)
{
    json::object kept{
        {"language", chosen.preferences.language},
        {"theme", chosen.preferences.theme},
        {"density", chosen.preferences.density},
        {"accounts", chosen.preferences.opens_accounts ? "open" : "closed"}};
    if (chosen.idle_limit) kept["idle_minutes"] = std::int64_t{chosen.idle_limit->count()};
    return vault.put_scratch(keys, scratch_name, Sensitive<std::string>(json::serialize(kept)));
}

}  // namespace panoh::accounts
