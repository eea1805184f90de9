// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/views.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "forms/packs_views.hpp"
#include "records/registers.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::Records;
using Whose = ListView::Whose;

constexpr std::string_view views_scratch = "views";
constexpr std::string_view columns_scratch = "columns";
constexpr std::string_view team_type = "list_view";
constexpr std::size_t most_own_views = 30;
constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_query = 400;

const std::vector<forms::ShippedView>& all_shipped()
{
    static const std::vector<forms::ShippedView> views = [] {
        std::vector<forms::PackFile> files;
        for (const embedded::File& file : embedded::list_views())
            files.push_back({std::string(file.path), std::string(text_of(file.bytes))});
        auto loaded = forms::load_views(files);
        PANOH_CHECK(loaded.has_value());
        return std::move(*loaded);
    }();
    return views;
}

/// A list or object of JSON in the caller's scratch; nothing when there is none or it cannot be read.
json::value kept(const Records& records, const Caller& caller, std::string_view name)
{
    const auto text = records.vault().get_scratch(*caller.keys, name);
    if (!text || !text->has_value()) return {};
    boost::system::error_code error;
    json::value value = json::parse((*text)->reveal(), error);
    return error ? json::value() : value;
}

Result<void> keep(const Records& records, const Caller& caller, std::string_view name, const json::value& value)
{
    return records.vault().put_scratch(*caller.keys, name, Sensitive<std::string>(json::serialize(value)));
}

std::vector<ListView> own_views(const Records& records, const Caller& caller)
{
    std::vector<ListView> views;
    const json::value value = kept(records, caller, views_scratch);
    if (!value.is_array()) return views;
    for (const json::value& each : value.get_array()) {
        if (!each.is_object()) continue;
        const json::object& object = each.get_object();
        ListView view;
        view.id = text_at(object, "id");
        view.list = text_at(object, "list");
        view.name = Sensitive<std::string>(text_at(object, "name"));
        view.query = text_at(object, "query");
        if (is_view_query(view.query)) views.push_back(std::move(view));
    }
    return views;
}

Result<void> keep_own(const Records& records, const Caller& caller, const std::vector<ListView>& views)
{
    json::array list;
    for (const ListView& view : views) {
        list.push_back(json::object{
            {"id", view.id}, {"list", view.list}, {"name", view.name.reveal()}, {"query", view.query}});
    }
    return keep(records, caller, views_scratch, list);
}

Result<std::vector<ListView>> team_views(const Records& records, const Caller& caller)
{
    std::vector<ListView> views;
    const auto file = records::register_of(records.vault(), caller.actor.organisation);
    if (!file || !records.may(caller, Verb::read, *file, forms::Compartment::core)) return views;
    const auto found = records.of_file(caller, *file, team_type);
    if (!found) return found.error();
    for (const vault::Record& record : *found) {
        ListView view;
        view.whose = Whose::team;
        view.id = record.id.text();
        view.list = text_at(record.coded, "list");
        view.name = Sensitive<std::string>(text_at(record.content.reveal(), "name"));
        view.query = text_at(record.coded, "query");
        if (is_view_query(view.query)) views.push_back(std::move(view));
    }
    std::reverse(views.begin(), views.end());
    return views;
}

Result<void> save_team_view(const Records& records, const Caller& caller, const ListView& view, const BatchId& batch)
{
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(),
        std::string(team_type),
        *file,
        {{"list", view.list}, {"query", view.query}},
        {{"name", std::string(trimmed(view.name.reveal()))}}
    ));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

Result<void> remove_team_view(const Records& records, const Caller& caller, const std::string& id, const BatchId& batch)
{
    const auto record = RecordId::parse(id);
    if (!record) return {};
    auto known = records.read(caller, *record);
    if (!known) return known.error().code == ErrorCode::not_found ? Result<void>{} : known.error();
    if (known->type != team_type) return fail(ErrorCode::invalid_input, "the record is no view of a list");
    vault::RecordChange change;
    change.id = known->id;
    change.file = known->file;
    change.type = known->type;
    change.base = known->revision;
    change.removed = true;
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace

bool is_view_query(std::string_view query)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=&";
    return query.size() <= longest_query && query.find_first_not_of(allowed) == std::string_view::npos;
}

std::optional<MessageId> problem_of_view_name(std::string_view name)
{
    const std::string_view given = trimmed(name);
    if (given.empty()) return msg("views.name.missing");
    const auto letters = std::count_if(given.begin(), given.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    if (static_cast<std::size_t>(letters) > longest_name) return msg("views.name.long");
    return std::nullopt;
}

std::vector<ListView> shipped_views(std::string_view list, const std::vector<std::string>& roles)
{
    std::vector<ListView> views;
    for (const forms::ShippedView& each : all_shipped()) {
        const bool for_them = std::any_of(each.roles.begin(), each.roles.end(), [&](const std::string& role) {
            return std::find(roles.begin(), roles.end(), role) != roles.end();
        });
        if (each.list != list || !for_them) continue;
        ListView view;
        view.whose = Whose::shipped;
        view.id = each.name;
        view.list = each.list;
        view.query = each.query;
        views.push_back(std::move(view));
    }
    return views;
}

Result<std::vector<ListView>> views_of(const Records& records, const Caller& caller, std::string_view list)
{
    std::vector<ListView> views = shipped_views(list, caller.actor.roles);
    auto team = team_views(records, caller);
    if (!team) return team.error();
    for (ListView& view : *team) {
        if (list.empty() || view.list == list) views.push_back(std::move(view));
    }
    for (ListView& view : own_views(records, caller)) {
        if (list.empty() || view.list == list) views.push_back(std::move(view));
    }
    return views;
}

bool may_share_views(const Records& records, const Caller& caller)
{
    const access::Subject own_register{
        forms::FileKind::register_file, forms::Compartment::core, caller.actor.organisation, false, false, false};
    return records.access().decide(caller.actor, Verb::write, own_register).allowed;
}

Result<void> save_view(const Records& records, const Caller& caller, const ListView& view, const BatchId& batch)
{
    const bool known_list =
        std::find(lists_with_views.begin(), lists_with_views.end(), view.list) != lists_with_views.end();
    if (!known_list || !is_view_query(view.query)) return fail(ErrorCode::invalid_input, "this is no view of a list");
    if (const auto problem = problem_of_view_name(view.name.reveal())) {
        return fail(ErrorCode::invalid_input, "the name of the view", {*problem, {}});
    }
    if (view.whose == Whose::team) return save_team_view(records, caller, view, batch);
    std::vector<ListView> views = own_views(records, caller);
    const auto same = [&](const ListView& each) {
        return each.list == view.list && each.name.reveal() == trimmed(view.name.reveal());
    };
    std::erase_if(views, same);
    if (views.size() >= most_own_views) return fail(ErrorCode::conflict, "too many views", {msg("views.full"), {}});
    ListView made = view;
    made.whose = Whose::own;
    made.id = batch.text();
    made.name = Sensitive<std::string>(std::string(trimmed(view.name.reveal())));
    views.push_back(std::move(made));
    return keep_own(records, caller, views);
}

Result<void> remove_view(const Records& records, const Caller& caller, const ListView& view, const BatchId& batch)
{
    if (view.whose == Whose::team) return remove_team_view(records, caller, view.id, batch);
    std::vector<ListView> views = own_views(records, caller);
    std::erase_if(views, [&](const ListView& each) { return each.id == view.id; });
    return keep_own(records, caller, views);
}

std::optional<std::vector<std::string>>
chosen_columns(const Records& records, const Caller& caller, std::string_view list)
{
    const json::value value = kept(records, caller, columns_scratch);
    const json::value* columns = value.is_object() ? value.get_object().if_contains(list) : nullptr;
    if (columns == nullptr || !columns->is_array()) return std::nullopt;
    std::vector<std::string> names;
    for (const json::value& each : columns->get_array()) {
        if (each.is_string()) names.emplace_back(each.get_string());
    }
    return names;
}

Result<void> choose_columns(
    const Records& records,
    const Caller& caller,
    std::string_view list,
    const std::optional<std::vector<std::string>>& columns
)
{
    if (std::find(lists_with_views.begin(), lists_with_views.end(), list) == lists_with_views.end())
        return fail(ErrorCode::invalid_input, "there is no such list");
    json::value value = kept(records, caller, columns_scratch);
    if (!value.is_object()) value = json::object();
    json::object& chosen = value.get_object();
    if (!columns) {
        chosen.erase(list);
    } else {
        json::array names;
        for (const std::string& column : *columns)
            names.emplace_back(column);
        chosen[list] = std::move(names);
    }
    return keep(records, caller, columns_scratch, value);
}

}  // namespace panoh::casework
