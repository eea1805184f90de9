// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/recent.hpp"

#include "base/log.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;

constexpr std::string_view scratch_name = "recent";

std::vector<FileId> kept(const records::Records& records, const records::Caller& caller)
{
    std::vector<FileId> files;
    const auto text = records.vault().get_scratch(*caller.keys, scratch_name);
    if (!text || !text->has_value()) return files;
    boost::system::error_code error;
    const json::value value = json::parse((*text)->reveal(), error);
    if (error || !value.is_array()) return files;
    for (const json::value& each : value.get_array()) {
        const auto file = each.is_string() ? FileId::parse(std::string_view(each.get_string())) : std::nullopt;
        if (file) files.push_back(*file);
    }
    return files;
}

}  // namespace

std::vector<FileId> after_opening(std::vector<FileId> known, const FileId& opened)
{
    std::erase(known, opened);
    known.insert(known.begin(), opened);
    if (known.size() > most_recent) known.resize(most_recent);
    return known;
}

void note_opened(const records::Records& records, const records::Caller& caller, const FileId& file)
{
    std::vector<FileId> known = kept(records, caller);
    if (!known.empty() && known.front() == file) return;
    json::array list;
    for (const FileId& each : after_opening(std::move(known), file))
        list.emplace_back(each.text());
    const auto done =
        records.vault().put_scratch(*caller.keys, scratch_name, Sensitive<std::string>(json::serialize(list)));
    if (!done) log(LogLevel::warning, "what was opened last was not kept: {}", done.error().detail);
}

std::vector<Hit> recently_opened(const records::Records& records, const records::Caller& caller)
{
    std::vector<Hit> hits;
    for (const FileId& file : kept(records, caller)) {
        const auto may = [&](access::Verb verb) {
            return records.may(caller, verb, file, forms::Compartment::core);
        };
        if (!may(access::Verb::read) && !may(access::Verb::desk)) continue;
        if (auto hit = hit_of_file(records, file)) hits.push_back(std::move(*hit));
    }
    return hits;
}

}  // namespace panoh::casework
