// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/request/published.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace panoh::request {

namespace {

namespace json = boost::json;

constexpr std::uint32_t file_version = 1;
constexpr std::int64_t most_counted = 1'000'000;

json::object texts_json(const Texts& texts)
{
    json::object made;
    for (const auto& [language, text] : texts)
        made[language] = text;
    return made;
}

json::array list_json(const std::vector<std::string>& texts)
{
    json::array made;
    for (const std::string& text : texts)
        made.emplace_back(text);
    return made;
}

/// Members that are missing or of another kind read as empty; what has to be there is asked for with `whole`.
class Reader {
public:
    explicit Reader(const json::object& object)
        : object_(&object)
    {}

    [[nodiscard]] std::string text(std::string_view member) const
    {
        const json::value* found = object_->if_contains(member);
        return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
    }
    [[nodiscard]] bool yes(std::string_view member) const
    {
        const json::value* found = object_->if_contains(member);
        return found != nullptr && found->is_bool() && found->as_bool();
    }
    [[nodiscard]] std::uint32_t count(std::string_view member) const
    {
        const json::value* found = object_->if_contains(member);
        const std::int64_t count = found != nullptr && found->is_int64() ? found->as_int64() : 0;
        return count > 0 && count <= most_counted ? static_cast<std::uint32_t>(count) : 0;
    }
    [[nodiscard]] Texts texts(std::string_view member) const
    {
        Texts made;
        for (const auto& [language, text] : object(member)) {
            if (text.is_string()) made[std::string(language)] = std::string(text.as_string());
        }
        return made;
    }
    [[nodiscard]] std::vector<std::string> list(std::string_view member) const
    {
        std::vector<std::string> made;
        for (const json::value& each : array(member)) {
            if (each.is_string()) made.emplace_back(each.as_string());
        }
        return made;
    }
    [[nodiscard]] json::object object(std::string_view member) const
    {
        const json::value* found = object_->if_contains(member);
        return found != nullptr && found->is_object() ? found->as_object() : json::object();
    }
    [[nodiscard]] json::array array(std::string_view member) const
    {
        const json::value* found = object_->if_contains(member);
        return found != nullptr && found->is_array() ? found->as_array() : json::array();
    }
    /// Exactly as many bytes as the array has, in hexadecimal.
    template <std::size_t Size>
    [[nodiscard]] bool whole(std::string_view member, std::array<std::uint8_t, Size>& out) const
    {
        const auto bytes = from_hex(text(member));
        if (!bytes || bytes->size() != Size) return false;
        std::copy(bytes->begin(), bytes->end(), out.begin());
        return true;
    }

private:
    const json::object* object_;
};

Error damaged()
{
    return fail(ErrorCode::damaged, "what is published of the request page cannot be read");
}

json::object line_json(const Line& line)
{
    return {
        {"id", line.id},
        {"emergency", line.emergency},
        {"number", line.number},
        {"name", texts_json(line.name)},
        {"hours", texts_json(line.hours)},
        {"regions", list_json(line.regions)},
    };
}

Line line_of(const json::object& object)
{
    const Reader reader(object);
    return {
        reader.text("id"),
        reader.yes("emergency"),
        reader.text("number"),
        reader.texts("name"),
        reader.texts("hours"),
        reader.list("regions")};
}

std::optional<Taker> read_taker(const json::object& object)
{
    const Reader reader(object);
    Taker taker;
    const auto team = TeamId::parse(reader.text("team"));
    const auto key = KeyId::parse(reader.text("key"));
    if (!team || !key || !reader.whole("open_key", taker.open_key)) return std::nullopt;
    taker.team = *team;
    taker.key = *key;
    taker.regions = reader.list("regions");
    taker.by_default = reader.yes("by_default");
    return taker;
}

bool serves(const Taker& taker, std::string_view region)
{
    return std::any_of(taker.regions.begin(), taker.regions.end(), [&](const std::string& each) {
        return each == region;
    });
}

const Taker& taker_by_default(const std::vector<Taker>& takers)
{
    const auto found = std::find_if(takers.begin(), takers.end(), [](const Taker& taker) { return taker.by_default; });
    return found == takers.end() ? takers.front() : *found;
}

}  // namespace

const Taker& Published::taker_for(std::string_view region) const
{
    PANOH_CHECK(!takers.empty());
    const std::string_view country = region.substr(0, region.find('-'));
    for (const std::string_view wanted : {region, country}) {
        for (const Taker& taker : takers) {
            if (serves(taker, wanted)) return taker;
        }
    }
    return taker_by_default(takers);
}

const Taker& Published::taker_of(const TeamId& team) const
{
    PANOH_CHECK(!takers.empty());
    const auto found =
        std::find_if(takers.begin(), takers.end(), [&](const Taker& taker) { return taker.team == team; });
    return found == takers.end() ? taker_by_default(takers) : *found;
}

json::object to_json(const Announcement& announcement)
{
    json::array lines;
    for (const Line& line : announcement.lines)
        lines.push_back(line_json(line));
    return {
        {"takes_requests", announcement.takes_requests},
        {"takes_files", announcement.takes_files},
        {"served_apart", announcement.served_apart},
        {"leave_to", announcement.leave_to},
        {"by_default", announcement.by_default.text()},
        {"salt", to_hex(announcement.salt)},
        {"mebibytes", announcement.cost.mebibytes},
        {"passes", announcement.cost.passes},
        {"about", texts_json(announcement.about)},
        {"what_next", texts_json(announcement.what_next)},
        {"lines", std::move(lines)},
    };
}

Result<Announcement> announcement_of(const json::object& object)
{
    const Reader reader(object);
    Announcement announcement;
    if (!reader.whole("salt", announcement.salt)) return damaged();
    announcement.cost = {reader.count("mebibytes"), reader.count("passes")};
    if (announcement.cost.mebibytes == 0 || announcement.cost.passes == 0) return damaged();
    announcement.takes_requests = reader.yes("takes_requests");
    announcement.takes_files = reader.yes("takes_files");
    announcement.served_apart = reader.yes("served_apart");
    announcement.leave_to = reader.text("leave_to");
    announcement.by_default = OrganisationId::parse(reader.text("by_default")).value_or(OrganisationId{});
    announcement.about = reader.texts("about");
    announcement.what_next = reader.texts("what_next");
    for (const json::value& each : reader.array("lines")) {
        if (each.is_object()) announcement.lines.push_back(line_of(each.as_object()));
    }
    return announcement;
}

std::string to_text(const Published& published)
{
    json::array takers;
    for (const Taker& taker : published.takers) {
        takers.push_back(json::object{
            {"team", taker.team.text()},
            {"key", taker.key.text()},
            {"open_key", to_hex(taker.open_key)},
            {"regions", list_json(taker.regions)},
            {"by_default", taker.by_default},
        });
    }
    json::object announcement = to_json(published.announcement);
    announcement.erase("by_default");  // which organisation that is, is nobody's business
    return json::serialize(json::object{
        {"version", file_version},
        {"announcement", std::move(announcement)},
        {"drop_key", to_hex(published.drop_key)},
        {"takers", std::move(takers)},
        {"regions", list_json(published.regions)},
        {"training", published.training},
    });
}

Result<Published> published_of(std::string_view text)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(text, error);
    if (error || !parsed.is_object()) return damaged();
    const Reader reader(parsed.as_object());
    Published published;
    auto announcement = announcement_of(reader.object("announcement"));
    if (!announcement || reader.count("version") != file_version) return damaged();
    published.announcement = std::move(*announcement);
    if (!reader.whole("drop_key", published.drop_key)) return damaged();
    for (const json::value& each : reader.array("takers")) {
        auto taker = each.is_object() ? read_taker(each.as_object()) : std::nullopt;
        if (!taker) return damaged();
        published.takers.push_back(std::move(*taker));
    }
    published.regions = reader.list("regions");
    published.training = reader.yes("training");
    return published;
}

}  // namespace panoh::request
