// SPDX-License-Identifier: AGPL-3.0-or-later
// Work at the desk: tags, and files that leave.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/casework/tags.hpp"
#include "modules/exchange/service.hpp"

#include <algorithm>

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

namespace {

std::vector<std::string> texts_at(const json::object& object, std::string_view member)
{
    std::vector<std::string> texts;
    for (const json::value& each : array_at(object, member))
        texts.emplace_back(each.as_string());
    return texts;
}

}  // namespace

Result<casework::Tag> Work::tag_named(const Caller& caller, const std::string& name) const
{
    const auto tags = casework::tags_of(*records_, caller);
    if (!tags) return tags.error();
    const auto found =
        std::find_if(tags->begin(), tags->end(), [&](const auto& each) { return each.name.reveal() == name; });
    if (found == tags->end()) return fail(ErrorCode::internal, "there is no such tag yet");
    return *found;
}

Result<void> Work::add_tag(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    return casework::save_tag(*records_, caller, {}, 0, text_at(step, "new_tag"), batch());
}

Result<void> Work::retire_tag(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto tag = tag_named(caller, text_at(step, "retire_tag"));
    if (!tag) return tag.error();
    return casework::retire_tag(*records_, caller, tag->record, tag->revision, true, batch());
}

Result<void> Work::tag_case(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    const auto tag = tag_named(caller, text_at(step, "tag"));
    if (!tag) return tag.error();
    return casework::tag_case(*records_, caller, matter->file, tag->record, batch());
}

Result<void> Work::ask_for_export(const Caller& caller, const std::string& label, const json::object& step)
{
    const json::object& wanted = object_at(step, "export");
    exchange::Wish wish;
    wish.purpose = text_at(wanted, "purpose");
    wish.words = Sensitive<std::string>(text_at(wanted, "words"));
    wish.format = text_at(wanted, "format");
    wish.columns = texts_at(wanted, "columns");
    for (const std::string& matter : texts_at(wanted, "cases")) {
        const auto found = place(matter);
        if (!found) return found.error();
        wish.cases.push_back(found->record);
    }
    const auto outcome = exchange::ask(*records_, caller, wish, batch());
    if (outcome && outcome->saved()) places_[label].record = outcome->record;
    return saved(outcome, "export_request");
}

Result<void> Work::answer_export(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto request = place(label);
    if (!request) return request.error();
    const bool approves = text_at(step, "answer_export") == "yes";
    return exchange::answer_request(*records_, caller, request->record, approves, text_at(step, "because"), batch());
}

}  // namespace panoh::demo
