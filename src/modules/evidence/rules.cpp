// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/rules.hpp"

#include "base/json_text.hpp"
#include "modules/files/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace panoh::evidence {

namespace {

namespace json = boost::json;

/// The SHA-256 of what a statement was signed over: how the next one names it.
std::string fingerprint_of(const CustodyEvent& event)
{
    return vault::sha256_of(vault::signed_message(event.statement.text));
}

bool says(const json::object& statement, std::string_view member, std::string_view expected)
{
    return text_at(statement, member) == expected;
}

std::int64_t integer_at(const json::object& object, std::string_view member)
{
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

RecordId record_at(const json::object& object, std::string_view member)
{
    return RecordId::parse(text_at(object, member)).value_or(RecordId{});
}

UserId user_at(const json::object& object, std::string_view member)
{
    return UserId::parse(text_at(object, member)).value_or(UserId{});
}

}  // namespace

Custody custody_of(std::span<const CustodyEvent> events)
{
    static const std::map<std::string_view, Whereabouts> leads_to{
        {"received", Whereabouts::held},
        {"handed_over", Whereabouts::offered},
        {"taken", Whereabouts::held},
        {"declined", Whereabouts::held},
        {"taken_back", Whereabouts::held},
        {"taken_over", Whereabouts::held},
        {"lent_out", Whereabouts::outside},
        {"received_back", Whereabouts::held},
        {"returned", Whereabouts::returned},
        {"destroyed", Whereabouts::destroyed},
    };
    Custody custody;
    for (const CustodyEvent& event : events) {
        custody.last = event.number;
        const auto next = leads_to.find(event.event);
        if (next == leads_to.end()) continue;
        custody.whereabouts = next->second;
        custody.offered_to = event.event == "handed_over" ? event.to : UserId{};
        if (event.event == "received" || event.event == "taken" || event.event == "taken_over") {
            custody.holder = event.by;
        }
    }
    return custody;
}

std::vector<std::string> open_events(const Custody& custody, const UserId& who, bool is_thing, bool holder_is_here)
{
    const bool holds = who == custody.holder;
    std::vector<std::string> open;
    switch (custody.whereabouts) {
    case Whereabouts::offered:
        if (who == custody.offered_to) open = {"taken", "declined"};
        if (holds) open.emplace_back("taken_back");
        break;
    case Whereabouts::held:
        if (holds) open.emplace_back("handed_over");
        if (holds && is_thing) {
            open.insert(
                open.end(), {"stored", "seal_opened", "seal_closed", "examined", "lent_out", "returned", "destroyed"}
            );
        }
        break;
    case Whereabouts::outside:
        if (holds) open.emplace_back("received_back");
        break;
    case Whereabouts::returned:
    case Whereabouts::destroyed:
        break;
    }
    const bool ended = custody.whereabouts == Whereabouts::returned || custody.whereabouts == Whereabouts::destroyed;
    if (!ended && !holds && !holder_is_here) open.emplace_back("taken_over");
    open.emplace_back("correction");
    return open;
}

Asked asked_by(std::string_view event)
{
    static const std::map<std::string_view, Asked> table{
        {"handed_over", {{"to", "occurred_on", "place", "reason"}, {"to"}}},
        {"taken", {{"occurred_on", "place", "reason"}, {}}},
        {"declined", {{"reason"}, {"reason"}}},
        {"taken_back", {{"reason"}, {}}},
        {"taken_over", {{"occurred_on", "place", "reason"}, {"reason"}}},
        {"stored", {{"occurred_on", "place"}, {"place"}}},
        {"seal_opened", {{"occurred_on", "seal_number", "place", "reason"}, {"reason"}}},
        {"seal_closed", {{"occurred_on", "seal_number", "place"}, {"seal_number"}}},
        {"examined", {{"occurred_on", "place", "reason"}, {"reason"}}},
        {"lent_out", {{"occurred_on", "outside", "place", "reason"}, {"outside", "reason"}}},
        {"received_back", {{"occurred_on", "outside", "place", "reason"}, {}}},
        {"returned", {{"occurred_on", "outside", "place", "reason"}, {"outside"}}},
        {"destroyed", {{"occurred_on", "place", "reason"}, {"reason"}}},
        {"correction", {{"reason"}, {"reason"}}},
    };
    const auto found = table.find(event);
    return found == table.end() ? Asked{} : found->second;
}

std::vector<forms::FormProblem>
missing_in(std::string_view event, const json::object& coded, const json::object& content)
{
    std::vector<forms::FormProblem> problems;
    for (const std::string& field : asked_by(event).needed) {
        if (text_at(coded, field).empty() && text_at(content, field).empty()) {
            problems.push_back({field, {msg("forms.error.required"), {}}});
        }
    }
    return problems;
}

std::int64_t first_broken(std::string_view item_number, std::span<const CustodyEvent> events)
{
    std::string before(64, '0');
    std::int64_t expected = 1;
    for (const CustodyEvent& event : events) {
        boost::system::error_code error;
        const json::value parsed = json::parse(event.statement.text, error);
        const json::object* said = error ? nullptr : parsed.if_object();
        const bool holds = said != nullptr && event.number == expected && event.by == event.author
                           && integer_at(*said, "entry") == expected && says(*said, "item", item_number)
                           && says(*said, "event", event.event) && says(*said, "by", event.by.text())
                           && says(*said, "previous", before)
                           && says(*said, "details_sha256", vault::sha256_of(event.details))
                           && vault::statement_holds(event.statement);
        if (!holds) return expected;
        before = fingerprint_of(event);
        ++expected;
    }
    return 0;
}

std::string item_number(std::string_view file_number, std::size_t earlier)
{
    return fmt::format("{}-E{:02}", file_number, earlier + 1);
}

std::string short_hash(std::string_view sha256)
{
    constexpr std::size_t shown = 16;
    constexpr std::size_t together = 4;
    std::string text;
    for (std::size_t at = 0; at < std::min(shown, sha256.size()); at += together)
        text += (text.empty() ? "" : " ") + std::string(sha256.substr(at, together));
    return text;
}

std::string label_text(const Item& item)
{
    std::string text = item.number;
    if (!item.bytes.sha256.empty()) text += " sha256:" + item.bytes.sha256.substr(0, 16);
    return text;
}

Item item_of(const vault::Record& record)
{
    Item item;
    item.record = record.id;
    item.file = record.file;
    item.number = text_at(record.coded, "number");
    item.kind = text_at(record.coded, "kind");
    item.nature = text_at(record.coded, "nature");
    item.parent = record_at(record.coded, "parent");
    item.person = record_at(record.coded, "person");
    item.derived_how = text_at(record.coded, "derived_how");
    item.name = Sensitive<std::string>(text_at(record.content.reveal(), "name"));
    item.bytes = files::attachment_of(record);
    item.author = record.author;
    return item;
}

CustodyEvent event_of(const vault::Record& record)
{
    const json::object& content = record.content.reveal();
    CustodyEvent event;
    event.record = record.id;
    event.seq = record.seq;
    event.item = record_at(record.coded, "item");
    event.number = integer_at(record.coded, "number");
    event.event = text_at(record.coded, "event");
    event.at = text_at(record.coded, "at");
    event.occurred_on = text_at(record.coded, "occurred_on");
    event.by = user_at(record.coded, "by");
    event.to = user_at(record.coded, "to");
    event.author = record.author;
    event.other = record_at(record.coded, "other");
    event.result = text_at(record.coded, "result");
    event.sha256 = text_at(record.coded, "sha256");
    event.outside = Sensitive<std::string>(text_at(content, "outside"));
    event.place = Sensitive<std::string>(text_at(content, "place"));
    event.seal_number = Sensitive<std::string>(text_at(content, "seal_number"));
    event.reason = Sensitive<std::string>(text_at(content, "reason"));
    event.details = text_at(content, "details");
    event.statement = {text_at(content, "statement"), text_at(content, "signature"), text_at(content, "signing_key")};
    return event;
}

}  // namespace panoh::evidence
