// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/drafts.hpp"

#include "base/log.hpp"
#include "records/files.hpp"
#include "web/pages/draft_store.hpp"
#include "web/pages/form_desk.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace panoh::web {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 80;
constexpr std::string_view list_name = "drafts";

/// Inputs that belong to one request, or say where a form stands.
constexpr std::array not_kept{
    token_input, batch_input, draft_input, page_input, keep_input, drop_input, add_entry_input, remove_entry_input};

std::string scratch_name(std::string_view draft)
{
    return "draft." + std::string(draft);
}

void note(const Result<void>& done, const char* what)
{
    if (!done) log(LogLevel::error, "{}: {}", what, done.error().detail);
}

/// With the desk's lists held.
DraftList read_list(const PageContext& context)
{
    return stored_drafts(context.vault(), *context.viewer().keys);
}

Result<void> write_list(const PageContext& context, const DraftList& list)
{
    return context.vault().put_scratch(*context.viewer().keys, list_name, Sensitive<std::string>(list.text()));
}

void remove_text(const PageContext& context, std::string_view draft)
{
    note(
        context.vault().remove_scratch(*context.viewer().keys, scratch_name(draft)),
        "a draft's text could not be removed"
    );
}

/// The list, after what is too old was thrown away.
DraftList current_list(const PageContext& context)
{
    DraftList list = read_list(context);
    const auto gone = list.expire(context.vault().clock().now());
    if (gone.empty()) return list;
    // Told first, removed then: a crash in between leaves a sealed text, not a silent loss.
    note(write_list(context, list), "the list of drafts could not be saved");
    for (const Draft& draft : gone)
        remove_text(context, draft.name);
    return list;
}

Sensitive<std::string> text_of(const forms::Submission& inputs)
{
    json::array fields;
    for (const auto& [name, value] : inputs.entries())
        fields.push_back(json::array{name, value});
    return Sensitive<std::string>(json::serialize(fields));
}

/// Kind and id of "note-<id>"; no id in "call".
std::pair<std::string, std::string_view> parts_of(std::string_view name)
{
    constexpr std::size_t id_length = 22;
    std::string_view id;
    if (name.size() > id_length + 1 && name[name.size() - id_length - 1] == '-'
        && RecordId::parse(name.substr(name.size() - id_length))) {
        id = name.substr(name.size() - id_length);
        name.remove_suffix(id_length + 1);
    }
    std::string kind(name);
    std::ranges::replace(kind, '-', '_');
    return {kind, id};
}

/// The record that an id names, as far as the reader may open it.
std::optional<vault::Record> record_named(const PageContext& context, std::string_view id)
{
    const auto record = RecordId::parse(id);
    if (!record) return std::nullopt;
    const records::Caller reader{context.actor(), context.viewer().keys, nullptr, context.services().zone};
    auto found = context.records().read(reader, *record);
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

std::string kind_label(const PageContext& context, const std::string& kind)
{
    const MessageId own("pages.drafts.kind." + kind);
    if (context.translator().has(own)) return context.text(own);
    if (context.records().schema().type(kind) != nullptr) return context.text(MessageId("type." + kind + ".label"));
    return context.text(msg("pages.drafts.form"));
}

}  // namespace

DraftList stored_drafts(const vault::Vault& vault, const vault::UserKeys& owner)
{
    const auto text = vault.get_scratch(owner, list_name);
    return text && text->has_value() ? DraftList::parse((*text)->reveal()) : DraftList();
}

Result<void> store_draft(
    vault::Vault& vault,
    const vault::UserKeys& owner,
    DraftList list,
    const Draft& draft,
    const forms::Submission& inputs
)
{
    list.put(draft);
    if (auto done = vault.put_scratch(owner, list_name, Sensitive<std::string>(list.text())); !done) return done;
    return vault.put_scratch(owner, scratch_name(draft.name), text_of(inputs));
}

bool is_draft_name(std::string_view name)
{
    return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
               || letter == '-' || letter == '_';
    });
}

std::string draft_name_of(const html::Url& address)
{
    return address.text().substr(address.text().rfind('/') + 1);
}

html::Url page_of_form(const PageContext& context)
{
    if (context.request().method == Method::post) {
        const auto sent = html::Url::parse_local(context.request().form.text(page_input));
        return sent ? *sent : context.address();
    }
    return context.address_without({saved_parameter, "fresh"});
}

forms::Submission draft_inputs(const PageContext& context)
{
    forms::Submission inputs;
    for (const Parameter& field : context.request().form) {
        const bool kept = std::ranges::find(not_kept, field.name()) == not_kept.end();
        if (kept) inputs.add(std::string(field.name()), std::string(field.value()));
    }
    return inputs;
}

Kept keep_draft(
    const PageContext& context, std::string_view name, std::string_view page, const forms::Submission& inputs
)
{
    const auto held = context.services().desk->lists();
    DraftList list = current_list(context);
    const std::string_view dropped = context.request().form.text(drop_input);
    const bool makes_room = !list.has_room_for(name) && list.find(dropped) != nullptr;
    if (makes_room) list.remove(dropped);
    if (!list.has_room_for(name)) return Kept::full;
    const Draft draft{std::string(name), std::string(page), context.vault().clock().now()};
    const auto done = store_draft(context.vault(), *context.viewer().keys, list, draft, inputs);
    note(done, "a draft could not be saved");
    if (done && makes_room) remove_text(context, dropped);
    return done ? Kept::yes : Kept::failed;
}

std::optional<forms::Submission> load_draft(const PageContext& context, std::string_view draft)
{
    const auto text = context.vault().get_scratch(*context.viewer().keys, scratch_name(draft));
    if (!text || !text->has_value()) return std::nullopt;
    boost::system::error_code error;
    const json::value fields = json::parse((*text)->reveal(), error);
    if (error || !fields.is_array()) return std::nullopt;
    forms::Submission submission;
    for (const json::value& field : fields.get_array()) {
        const json::array* pair = field.if_array();
        if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_string() || !pair->at(1).is_string()) continue;
        submission.add(std::string(pair->at(0).get_string()), std::string(pair->at(1).get_string()));
    }
    return submission;
}

std::uint32_t base_of_draft(const forms::Submission& draft, std::uint32_t otherwise)
{
    const std::string_view text = draft.first(base_input);
    std::uint32_t base = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), base);
    return !text.empty() && read.ec == std::errc() ? base : otherwise;
}

void drop_draft(const PageContext& context, std::string_view draft)
{
    const auto held = context.services().desk->lists();
    DraftList list = read_list(context);
    if (list.find(draft) != nullptr) {
        list.remove(draft);
        note(write_list(context, list), "the list of drafts could not be saved");
    }
    remove_text(context, draft);
}

DraftList drafts_of(const PageContext& context)
{
    if (context.viewer().keys == nullptr) return {};
    const auto held = context.services().desk->lists();
    return current_list(context);
}

void clear_expired_drafts(const PageContext& context)
{
    const auto held = context.services().desk->lists();
    DraftList list = current_list(context);
    list.forget_expired();
    note(write_list(context, list), "the list of drafts could not be saved");
}

std::string draft_label(const PageContext& context, const Draft& draft)
{
    const auto [kind, id] = parts_of(draft.name);
    const auto record = record_named(context, id);
    FileId file = record ? record->file : FileId::parse(id).value_or(FileId{});
    std::string what = kind_label(context, kind);
    if (kind == "edit" && record) {
        const std::string type = context.text(MessageId("type." + record->type + ".label"));
        what = context.text(msg("pages.drafts.change_of"), {{"what", type}});
    }
    const auto fact = context.vault().file(file);
    if (!fact
        || !context.services().access->decide(
            context.actor(), access::Verb::desk, context.vault(), file, forms::Compartment::core
        )) {
        return what;
    }
    const auto directory = context.vault().directory();
    const vault::Organisation* owner = directory->organisation(fact->organisation);
    return owner == nullptr ? what : what + " · " + records::file_number(owner->code, *fact);
}

}  // namespace panoh::web
