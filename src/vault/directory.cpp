// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/directory.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <unicode/unistr.h>

namespace panoh::vault {

namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& list)
{
    json::array array;
    for (const std::string& each : list)
        array.emplace_back(each);
    return array;
}

std::vector<std::string> texts_of(const json::object& object, std::string_view member)
{
    std::vector<std::string> list;
    for (const json::value& each : object.at(member).as_array())
        list.emplace_back(each.as_string());
    return list;
}

std::string text_at(const json::object& object, std::string_view member)
{
    return std::string(object.at(member).as_string());
}

template <class AnyId>
AnyId id_at(const json::object& object, std::string_view member)
{
    return AnyId::parse(object.at(member).as_string()).value_or(AnyId{});
}

/// A public key or a hash; zeros, which are neither, for anything else.
std::array<std::uint8_t, 32> bytes_at(const json::object& object, std::string_view member)
{
    std::array<std::uint8_t, 32> found{};
    const auto bytes = from_base64url(object.at(member).as_string());
    if (bytes && bytes->size() == found.size()) std::copy(bytes->begin(), bytes->end(), found.begin());
    return found;
}

json::object to_json(const Organisation& each)
{
    json::object names;
    for (const auto& [language, name] : each.name)
        names[language] = name;
    return {
        {"fact", "organisation"},
        {"id", each.id.text()},
        {"code", each.code},
        {"name", std::move(names)},
        {"regions", texts(each.regions)},
        {"active", each.active},
    };
}

json::object to_json(const Team& each)
{
    return {
        {"fact", "team"},
        {"id", each.id.text()},
        {"organisation", each.organisation.text()},
        {"purpose", each.purpose},
    };
}

json::object to_json(const User& each)
{
    json::array teams;
    for (const TeamId& team : each.teams)
        teams.emplace_back(team.text());
    return {
        {"fact", "user"},
        {"id", each.id.text()},
        {"login", each.login},
        {"name", each.name.reveal()},
        {"organisation", each.organisation.text()},
        {"roles", texts(each.roles)},
        {"teams", std::move(teams)},
        {"regions", texts(each.regions)},
        {"language", each.language},
        {"open_key", to_base64url(each.open_key)},
        {"verify_key", to_base64url(each.verify_key)},
        {"slot", to_base64url(each.slot_name)},
        {"active", each.active},
    };
}

json::object to_json(const Setting& each)
{
    return {{"fact", "setting"}, {"key", each.key}, {"value", each.value}};
}

json::object to_json(const Vouch& each)
{
    return {{"fact", "vouch"}, {"user", each.user.text()}, {"certificate", to_base64url(each.certificate)}};
}

json::object to_json(const Refusal& each)
{
    return {{"fact", "refusal"}, {"user", each.user.text()}, {"certificate", to_base64url(each.certificate)}};
}

Organisation organisation_of(const json::object& object)
{
    Organisation each;
    each.id = id_at<OrganisationId>(object, "id");
    each.code = text_at(object, "code");
    for (const auto& [language, name] : object.at("name").as_object()) {
        each.name[std::string(language)] = std::string(name.as_string());
    }
    each.regions = texts_of(object, "regions");
    each.active = object.at("active").as_bool();
    return each;
}

Team team_of(const json::object& object)
{
    return {id_at<TeamId>(object, "id"), id_at<OrganisationId>(object, "organisation"), text_at(object, "purpose")};
}

User user_of(const json::object& object)
{
    User each;
    each.id = id_at<UserId>(object, "id");
    each.login = text_at(object, "login");
    each.name = Sensitive<std::string>(text_at(object, "name"));
    each.organisation = id_at<OrganisationId>(object, "organisation");
    each.roles = texts_of(object, "roles");
    for (const std::string& team : texts_of(object, "teams")) {
        each.teams.push_back(TeamId::parse(team).value_or(TeamId{}));
    }
    each.regions = texts_of(object, "regions");
    each.language = text_at(object, "language");
    each.open_key = bytes_at(object, "open_key");
    each.verify_key = bytes_at(object, "verify_key");
    each.slot_name = from_base64url(text_at(object, "slot")).value_or(Bytes{});
    each.active = object.at("active").as_bool();
    return each;
}

DirectoryFact fact_of(const json::object& object)
{
    const std::string kind = text_at(object, "fact");
    if (kind == "organisation") return organisation_of(object);
    if (kind == "team") return team_of(object);
    if (kind == "user") return user_of(object);
    if (kind == "vouch") return Vouch{id_at<UserId>(object, "user"), bytes_at(object, "certificate")};
    if (kind == "refusal") return Refusal{id_at<UserId>(object, "user"), bytes_at(object, "certificate")};
    return Setting{text_at(object, "key"), text_at(object, "value")};
}

}  // namespace

bool User::has_role(std::string_view role) const
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

Bytes encode(const DirectoryFact& fact)
{
    const std::string text = json::serialize(std::visit([](const auto& each) { return to_json(each); }, fact));
    const BytesView bytes = bytes_of(text);
    return {bytes.begin(), bytes.end()};
}

Result<DirectoryFact> decode_directory_fact(BytesView bytes)
{
    try {
        return fact_of(json::parse(text_of(bytes)).as_object());
    } catch (const std::exception&) {  // what Boost.JSON throws for a member that is missing or of another kind
        return fail(ErrorCode::damaged, "a fact of the directory does not read");
    }
}

std::string folded_login(std::string_view login)
{
    const std::string_view text = trimmed(login);
    std::string folded;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .foldCase()
        .toUTF8String(folded);
    return folded;
}

namespace {

template <class Map, class Key>
const typename Map::mapped_type* lookup(const Map& map, const Key& key)
{
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const Organisation* Directory::organisation(const OrganisationId& id) const
{
    return lookup(organisations_, id);
}
const Team* Directory::team(const TeamId& id) const
{
    return lookup(teams_, id);
}
const User* Directory::user(const UserId& id) const
{
    return lookup(users_, id);
}

const Team* Directory::team_for(const OrganisationId& organisation, std::string_view purpose) const
{
    for (const auto& [id, team] : teams_) {
        if (team.organisation == organisation && team.purpose == purpose) return &team;
    }
    return nullptr;
}

const User* Directory::user_named(std::string_view login) const
{
    const std::string folded = folded_login(login);
    for (const auto& [id, user] : users_) {
        if (user.login == folded) return &user;
    }
    return nullptr;
}

std::string Directory::setting(std::string_view key) const
{
    const auto found = settings_.find(key);
    return found == settings_.end() ? std::string() : found->second;
}

}  // namespace panoh::vault
