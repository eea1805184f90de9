// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/relations.hpp"

#include "base/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::knowledge {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::Records;

std::string marks_for(const std::vector<std::string>& ids)
{
    std::string marks;
    for (std::size_t at = 0; at < ids.size(); ++at)
        marks += at == 0 ? "?" : ",?";
    return marks;
}

std::vector<vault::SqlValue> parameters_of(const std::vector<std::string>& ids)
{
    return {ids.begin(), ids.end()};
}

std::string lead_of(const Leads& leads, const std::string& id)
{
    const auto found = leads.find(id);
    return found == leads.end() ? id : found->second;
}

/// Rows with the columns lower, upper, since, "until"; a tie of an entry with itself is none.
std::vector<Tie> ties_in(const vault::Rows& rows, const Leads& leads)
{
    std::vector<Tie> ties;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        Tie tie{
            lead_of(leads, rows.text(row, "lower")),
            lead_of(leads, rows.text(row, "upper")),
            rows.text(row, "since"),
            rows.text(row, "until")};
        if (tie.lower != tie.upper) ties.push_back(std::move(tie));
    }
    return ties;
}

Post post_from(const vault::Record& record)
{
    const json::object& content = record.content.reveal();
    Post post;
    post.record = record.id;
    post.perpetrator = text_at(record.coded, "perpetrator");
    post.unit = text_at(record.coded, "unit");
    post.superior = text_at(record.coded, "superior");
    post.agency = text_at(record.coded, "agency");
    post.since = text_at(record.coded, "since");
    post.until = text_at(record.coded, "until");
    post.rank = Sensitive<std::string>(text_at(content, "rank"));
    post.position = Sensitive<std::string>(text_at(content, "position"));
    post.note = Sensitive<std::string>(text_at(content, "note"));
    const json::value* commands = record.coded.if_contains("commands");
    post.commands = commands != nullptr && commands->is_bool() && commands->get_bool();
    post.certainty = text_at(record.coded, "certainty");
    const json::value* known_from = record.coded.if_contains("known_from");
    if (known_from != nullptr && known_from->is_array()) {
        for (const json::value& each : known_from->get_array()) {
            if (each.is_string()) post.known_from.emplace_back(each.get_string());
        }
    }
    return post;
}

}  // namespace

Result<std::vector<std::string>> referring(
    const Records& records, const Caller& caller, Kind of, std::string_view field, const std::vector<std::string>& group
)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        type_of(of),
        "t.file",
        fmt::format(
            "SELECT t.record FROM t_{} t WHERE {{scope}} AND t.deleted=0 AND t.{} IN ({}) ORDER BY t.seq",
            type_of(of),
            field,
            marks_for(group)
        ),
        parameters_of(group)
    );
    if (!rows) return rows.error();
    std::vector<std::string> found;
    for (std::size_t row = 0; row < rows->size(); ++row)
        found.push_back(rows->text(row, "record"));
    return found;
}

Result<std::vector<Tie>> ties_of_units(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "unit",
        "t.file",
        "SELECT t.record AS lower, u.unit AS upper, u.since, u.\"until\" FROM t_unit t JOIN t_unit__under u"
        " ON u.record=t.record WHERE {scope} AND t.deleted=0 AND u.unit IS NOT NULL ORDER BY t.seq, u.position"
    );
    if (!rows) return rows.error();
    return ties_in(*rows, leads_of(records, caller, Kind::unit));
}

Result<std::vector<Tie>> ties_of_posts(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "post",
        "t.file",
        "SELECT t.perpetrator AS lower, t.superior AS upper, t.since, t.\"until\" FROM t_post t"
        " WHERE {scope} AND t.deleted=0 AND t.superior IS NOT NULL ORDER BY t.seq"
    );
    if (!rows) return rows.error();
    return ties_in(*rows, leads_of(records, caller, Kind::perpetrator));
}

Result<std::vector<Post>>
posts_of(const Records& records, const Caller& caller, Kind of, const std::vector<std::string>& group)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "post",
        "t.file",
        fmt::format(
            "SELECT t.record FROM t_post t WHERE {{scope}} AND t.deleted=0 AND t.{} IN ({})"
            " ORDER BY t.since_low IS NULL, t.since_low DESC, t.seq DESC",
            type_of(of),
            marks_for(group)
        ),
        parameters_of(group)
    );
    if (!rows) return rows.error();
    std::vector<Post> posts;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const auto record = records.vault().read(*caller.keys, rows->id<RecordId>(row, "record"));
        if (!record || record->removed) continue;
        if (caller.reads != nullptr) caller.reads->push_back({"post", record->file, record->id, true});
        posts.push_back(post_from(*record));
    }
    return posts;
}

}  // namespace panoh::knowledge
