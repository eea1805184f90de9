// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/publishing.hpp"

#include "forms/typed.hpp"
#include "vault/accounts/accounts.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr std::string_view setting_key = "request_page";
constexpr std::string_view team_purpose = "intake";
constexpr std::size_t longest_text = 3'000;
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_address = 300;
/// A receipt has 96 bits: more memory for each try would only keep people out.
constexpr std::uint32_t most_mebibytes = 64;

class FieldReader {
public:
    explicit FieldReader(const forms::Submission& typed)
        : typed_(&typed)
    {}

    std::string text(const std::string& name, const MessageId& label, std::size_t longest)
    {
        const auto text = forms::normalised(typed_->first(name));
        if (!text) complain(name, label, msg("forms.error.characters"));
        if (!text) return std::string(typed_->first(name));
        const std::size_t length = forms::length_of(*text);
        if (length > longest) {
            problems.push_back(
                {name,
                 {msg("forms.error.too_long"),
                  {{"label", label},
                   {"length", static_cast<std::int64_t>(length)},
                   {"limit", static_cast<std::int64_t>(longest)}}}}
            );
        }
        return *text;
    }

    request::Texts texts(
        const std::string& name, const MessageId& label, const std::vector<std::string>& languages, std::size_t longest
    )
    {
        request::Texts made;
        for (const std::string& language : languages) {
            const std::string found = text(name + "." + language, label, longest);
            if (!found.empty()) made[language] = found;
        }
        return made;
    }

    void complain(const std::string& name, const MessageId& label, MessageId id)
    {
        problems.push_back({name, {std::move(id), {{"label", label}}}});
    }

    std::vector<forms::FormProblem> problems;

private:
    const forms::Submission* typed_;
};

bool serves_all(const std::vector<std::string>& regions)
{
    return regions.empty();
}

request::Published published_from(const vault::Vault& vault, const request::Announcement& announcement)
{
    request::Published published;
    published.announcement = announcement;
    const auto directory = vault.directory();
    for (const OrganisationId& id : request_takers(vault)) {
        const vault::Team* team = directory->team_for(id, team_purpose);
        const auto key = vault.team_key(team->id);
        if (!key) continue;
        published.takers.push_back(
            {team->id, key->key, key->open_key, directory->organisation(id)->regions, id == announcement.by_default}
        );
    }
    published.regions = request_regions(vault);
    published.training = directory->setting(accounts::training_setting) == "yes";
    return published;
}

}  // namespace

std::optional<request::Announcement> announcement_of(const vault::Vault& vault)
{
    const std::string text = vault.directory()->setting(setting_key);
    boost::system::error_code error;
    const json::value parsed = text.empty() ? json::value() : json::parse(text, error);
    if (error || !parsed.is_object()) return std::nullopt;
    auto read = request::announcement_of(parsed.as_object());
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

Result<request::Announcement> new_announcement(vault::Vault& vault)
{
    const auto description = vault.keyring().describe();
    if (!description) return description.error();
    request::Announcement announcement;
    vault.random().fill(announcement.salt);
    announcement.cost = description->cost;
    announcement.cost.mebibytes = std::min(announcement.cost.mebibytes, most_mebibytes);
    return announcement;
}

std::vector<forms::FormProblem> read_announcement(
    const forms::Submission& typed,
    const std::vector<std::string>& languages,
    const std::vector<OrganisationId>& takers,
    request::Announcement& announcement
)
{
    FieldReader reader(typed);
    announcement.takes_requests = typed.first("takes") == "requests";
    announcement.takes_files = typed.contains("files", "yes");
    announcement.served_apart = typed.first("served") == "apart";
    announcement.leave_to = reader.text("leave_to", msg("request.publish.leave_to"), longest_address);
    announcement.by_default = OrganisationId::parse(typed.first("by_default")).value_or(OrganisationId{});
    const bool known = std::find(takers.begin(), takers.end(), announcement.by_default) != takers.end();
    if (announcement.takes_requests && !known) {
        reader.complain("by_default", msg("request.publish.by_default"), msg("forms.error.required"));
    }
    announcement.about = reader.texts("about", msg("request.publish.about"), languages, longest_text);
    announcement.what_next = reader.texts("what_next", msg("request.publish.what_next"), languages, longest_text);
    return std::move(reader.problems);
}

std::vector<forms::FormProblem> read_line(
    const forms::Submission& typed,
    const std::vector<std::string>& languages,
    const std::vector<std::string>& regions,
    request::Line& line
)
{
    FieldReader reader(typed);
    line.emergency = typed.first("kind") == "emergency";
    line.number = reader.text("number", msg("request.line.number"), longest_line);
    if (line.number.empty()) reader.complain("number", msg("request.line.number"), msg("forms.error.required"));
    line.name = reader.texts("name", msg("request.line.name"), languages, longest_line);
    if (line.name.empty() && !languages.empty()) {
        reader.complain("name." + languages.front(), msg("request.line.name"), msg("forms.error.required"));
    }
    line.hours = reader.texts("hours", msg("request.line.hours"), languages, longest_line);
    line.regions.clear();
    for (const std::string& region : regions) {
        if (typed.contains("regions", region)) line.regions.push_back(region);
    }
    return std::move(reader.problems);
}

void put_line(request::Announcement& announcement, request::Line line)
{
    for (request::Line& each : announcement.lines) {
        if (each.id != line.id) continue;
        each = std::move(line);
        return;
    }
    announcement.lines.push_back(std::move(line));
}

void remove_line(request::Announcement& announcement, std::string_view id)
{
    std::erase_if(announcement.lines, [&](const request::Line& line) { return line.id == id; });
}

std::vector<OrganisationId> request_takers(const vault::Vault& vault)
{
    std::vector<OrganisationId> found;
    const auto directory = vault.directory();
    for (const auto& [id, organisation] : directory->organisations()) {
        const vault::Team* team = directory->team_for(id, team_purpose);
        if (organisation.active && team != nullptr && vault.team_key(team->id)) found.push_back(id);
    }
    std::sort(found.begin(), found.end(), [&](const OrganisationId& left, const OrganisationId& right) {
        return directory->organisation(left)->code < directory->organisation(right)->code;
    });
    return found;
}

std::vector<std::string> request_regions(const vault::Vault& vault)
{
    const forms::CodeList* all = vault.schema().list("regions");
    if (all == nullptr) return {};
    const auto directory = vault.directory();
    std::vector<std::string> served;
    for (const OrganisationId& id : request_takers(vault)) {
        const auto& regions = directory->organisation(id)->regions;
        served.insert(served.end(), regions.begin(), regions.end());
    }
    std::vector<std::string> offered;
    for (const forms::Code& code : all->codes) {
        if (code.retired) continue;
        const bool is_served = std::any_of(served.begin(), served.end(), [&](const std::string& region) {
            return region == code.code || region == code.parent;
        });
        if (is_served || serves_all(served)) offered.push_back(code.code);
    }
    return offered;
}

Result<void> announce(
    vault::Vault& vault,
    vault::UserKeys& author,
    const request::Desk& desk,
    const request::Announcement& announcement,
    const BatchId& batch
)
{
    vault::Batch writing;
    writing.id = batch;
    writing.directory.emplace_back(vault::Setting{
        std::string(setting_key), json::serialize(request::to_json(announcement))});
    const auto receipt = vault.write(author, std::move(writing));
    if (!receipt) return receipt.error();
    return refresh_published(vault, desk);
}

Result<void> refresh_published(vault::Vault& vault, const request::Desk& desk)
{
    const auto announcement = announcement_of(vault);
    if (!announcement) return {};
    const auto description = vault.keyring().describe();
    if (!description) return description.error();
    request::Published published = published_from(vault, *announcement);
    published.drop_key = description->drop_key;
    return desk.spool().publish(published);
}

}  // namespace panoh::intake
