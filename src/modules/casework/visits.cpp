// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/visits.hpp"

#include "base/log.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;

constexpr std::string_view scratch_name = "my_work.visits";
constexpr auto pause_between_visits = std::chrono::hours(4);
constexpr auto new_on_first_visit = std::chrono::days(7);
constexpr auto longest_new = std::chrono::days(30);
/// Looks in quick succession are one: nothing is written for them.
constexpr auto one_look = std::chrono::minutes(2);

std::optional<Timestamp> moment_at(const json::object& kept, std::string_view name)
{
    const json::value* value = kept.if_contains(name);
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    return Timestamp(std::chrono::microseconds(value->get_int64()));
}

std::optional<Visits> kept_visits(const records::Records& records, const records::Caller& caller)
{
    const auto text = records.vault().get_scratch(*caller.keys, scratch_name);
    if (!text || !text->has_value()) return std::nullopt;
    boost::system::error_code error;
    const json::value value = json::parse((*text)->reveal(), error);
    if (error || !value.is_object()) return std::nullopt;
    const auto last = moment_at(value.get_object(), "last");
    if (!last) return std::nullopt;
    return Visits{*last, moment_at(value.get_object(), "before")};
}

}  // namespace

Visits after_look(const std::optional<Visits>& known, Timestamp now)
{
    if (!known) return {now, std::nullopt};
    Visits visits = *known;
    if (now - visits.last >= pause_between_visits) visits.before = visits.last;
    visits.last = std::max(visits.last, now);
    return visits;
}

Timestamp new_since(const Visits& visits, Timestamp now)
{
    return std::max(visits.before.value_or(now - new_on_first_visit), now - Timestamp::duration(longest_new));
}

Timestamp note_look(const records::Records& records, const records::Caller& caller)
{
    vault::Vault& vault = records.vault();
    const Timestamp now = vault.clock().now();
    const auto known = kept_visits(records, caller);
    const Visits visits = after_look(known, now);
    if (!known || now - known->last >= one_look) {
        json::object kept{{"last", std::int64_t{visits.last.time_since_epoch().count()}}};
        if (visits.before) kept["before"] = std::int64_t{visits.before->time_since_epoch().count()};
        const auto done = vault.put_scratch(*caller.keys, scratch_name, Sensitive<std::string>(json::serialize(kept)));
        if (!done) log(LogLevel::warning, "a look at My work was not noted: {}", done.error().detail);
    }
    return new_since(visits, now);
}

}  // namespace panoh::casework
