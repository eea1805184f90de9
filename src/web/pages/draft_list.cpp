// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/draft_list.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::web {

namespace {

namespace json = boost::json;

json::array written(const std::vector<Draft>& drafts)
{
    json::array out;
    for (const Draft& draft : drafts)
        out.push_back(json::array{draft.name, draft.page, draft.saved_at.time_since_epoch().count()});
    return out;
}

std::vector<Draft> read(const json::object& list, std::string_view member)
{
    std::vector<Draft> drafts;
    const json::value* found = list.if_contains(member);
    if (found == nullptr || !found->is_array()) return drafts;
    for (const json::value& each : found->get_array()) {
        const json::array* parts = each.if_array();
        const bool whole = parts != nullptr && parts->size() == 3 && parts->at(0).is_string()
                           && parts->at(1).is_string() && parts->at(2).is_int64();
        if (!whole) continue;
        drafts.push_back(
            {std::string(parts->at(0).get_string()),
             std::string(parts->at(1).get_string()),
             Timestamp(std::chrono::microseconds(parts->at(2).get_int64()))}
        );
    }
    return drafts;
}

}  // namespace

DraftList DraftList::parse(std::string_view text)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(json::string_view(text.data(), text.size()), error);
    DraftList list;
    if (error || !parsed.is_object()) return list;
    list.drafts_ = read(parsed.get_object(), "drafts");
    list.expired_ = read(parsed.get_object(), "expired");
    return list;
}

std::string DraftList::text() const
{
    return json::serialize(json::object{{"drafts", written(drafts_)}, {"expired", written(expired_)}});
}

const Draft* DraftList::find(std::string_view name) const
{
    const auto found = std::ranges::find(drafts_, name, &Draft::name);
    return found == drafts_.end() ? nullptr : &*found;
}

bool DraftList::has_room_for(std::string_view name) const
{
    return find(name) != nullptr || drafts_.size() < most;
}

void DraftList::put(Draft draft)
{
    remove(draft.name);
    const auto place =
        std::ranges::find_if(drafts_, [&](const Draft& each) { return each.saved_at <= draft.saved_at; });
    drafts_.insert(place, std::move(draft));
}

void DraftList::remove(std::string_view name)
{
    std::erase_if(drafts_, [&](const Draft& each) { return each.name == name; });
}

std::vector<Draft> DraftList::expire(Timestamp now)
{
    std::vector<Draft> gone;
    std::ranges::copy_if(drafts_, std::back_inserter(gone), [&](const Draft& each) { return goes_at(each) <= now; });
    for (const Draft& draft : gone)
        remove(draft.name);
    expired_.insert(expired_.begin(), gone.begin(), gone.end());
    if (expired_.size() > most) expired_.resize(most);
    return gone;
}

}  // namespace panoh::web
