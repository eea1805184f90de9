// SPDX-License-Identifier: AGPL-3.0-or-later
// What the reader's cases tell, as occurrences.
#include "modules/casework/merge.hpp"
#include "modules/knowledge/patterns.hpp"

#include <fmt/format.h>

#include <map>

namespace panoh::knowledge {

namespace {

using access::Verb;
using records::Caller;
using records::Records;
using vault::Rows;

constexpr int deepest_group = 8;
constexpr std::size_t year_length = 4;
constexpr std::size_t month_length = 7;

/// Records of a type, one for each group of versions: the first, or the oldest where the first was removed.
struct FirstVersions {
    Leads leads;
    std::map<std::string, std::size_t> rows;  ///< id of the group, row
    [[nodiscard]] std::string first_of(const std::string& id) const
    {
        const auto found = leads.find(id);
        return found == leads.end() ? id : found->second;
    }
};

FirstVersions first_versions(const Rows& rows)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!rows.is_null(row, "version_of"))
            pairs.emplace_back(rows.text(row, "record"), rows.text(row, "version_of"));
    }
    FirstVersions firsts{leads_in(pairs), {}};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string id = rows.text(row, "record");
        const std::string first = firsts.first_of(id);
        if (id == first) {
            firsts.rows[first] = row;
        } else {
            firsts.rows.emplace(first, row);
        }
    }
    return firsts;
}

/// What one reader's cases tell, put together once.
class Reading {
public:
    Reading(const Records& records, const Caller& caller)
        : records_(&records)
        , caller_(&caller)
    {
        for (const Kind kind : all_kinds)
            leads_[kind] = leads_of(records, caller, kind);
    }

    Result<std::vector<Occurrence>> all()
    {
        if (auto done = read_events(); !done) return done.error();
        if (auto done = read_involvements(); !done) return done.error();
        if (auto done = add_acts(); !done) return done.error();
        if (auto done = add_events(); !done) return done.error();
        if (auto done = add_detentions(); !done) return done.error();
        return std::move(found_);
    }

private:
    using Values = std::map<Aspect, std::set<std::string>>;

    struct Event {
        FileId file;
        Values values;  ///< its place and time, and who took part in all of it
        bool has_acts = false;
    };

    [[nodiscard]] Result<Rows> rows_of(std::string_view type, std::string_view columns) const
    {
        return records_->query(
            *caller_,
            Verb::read,
            type,
            "t.file",
            fmt::format(
                "SELECT t.record, t.file, {} FROM t_{} t WHERE {{scope}} AND t.deleted=0 ORDER BY t.seq", columns, type
            )
        );
    }

    void add_entry(Values& values, Aspect aspect, const std::string& id) const
    {
        if (id.empty()) return;
        const Leads& leads = leads_.at(*kind_of(aspect));
        const auto lead = leads.find(id);
        values[aspect].insert(lead == leads.end() ? id : lead->second);
    }

    /// The year, and the month, when the date leaves no other.
    static void add_time(Values& values, const std::string& first_day, const std::string& last_day)
    {
        if (first_day.size() < month_length || last_day.size() < month_length) return;
        if (first_day.substr(0, year_length) != last_day.substr(0, year_length)) return;
        values[Aspect::year] = {first_day.substr(0, year_length)};
        if (first_day.substr(0, month_length) != last_day.substr(0, month_length)) return;
        values[Aspect::month] = {first_day.substr(0, month_length)};
    }

    static void merge(Values& into, const Values& more)
    {
        for (const auto& [aspect, values] : more)
            into[aspect].insert(values.begin(), values.end());
    }

    [[nodiscard]] std::string group_of_method(const std::string& code) const
    {
        const forms::CodeList* methods = records_->schema().list("methods");
        const forms::Code* at = methods == nullptr ? nullptr : methods->find(code);
        for (int depth = 0; at != nullptr && !at->parent.empty() && depth < deepest_group; ++depth)
            at = methods->find(at->parent);
        return at == nullptr ? std::string() : at->code;
    }

    /// Files that people decided are of one person count as one.
    const std::string& one_person(const std::string& id)
    {
        const auto known = persons_.find(id);
        if (known != persons_.end()) return known->second;
        const auto person = RecordId::parse(id);
        return persons_[id] = person ? casework::one_person(*records_, *caller_, *person).lead.record.text() : id;
    }

    Result<void> read_events()
    {
        const auto rows = rows_of("event", "t.place, t.began_low, t.began_high, t.version_of");
        if (!rows) return rows.error();
        event_versions_ = first_versions(*rows);
        for (const auto& [id, row] : event_versions_.rows) {
            Event& event = events_[id];
            event.file = rows->id<FileId>(row, "file");
            add_entry(event.values, Aspect::place, rows->text(row, "place"));
            add_time(event.values, rows->text(row, "began_low"), rows->text(row, "began_high"));
        }
        return {};
    }

    Result<void> read_involvements()
    {
        const auto acts = rows_of("act", "t.version_of");
        if (!acts) return acts.error();
        act_versions_ = first_versions(*acts);
        const auto rows = rows_of("involvement", "t.event, t.act, t.perpetrator, t.agency, t.unit, t.version_of");
        if (!rows) return rows.error();
        for (const auto& [id, row] : first_versions(*rows).rows) {
            Values values;
            add_entry(values, Aspect::perpetrator, rows->text(row, "perpetrator"));
            add_entry(values, Aspect::unit, rows->text(row, "unit"));
            if (!rows->is_null(row, "agency")) values[Aspect::agency].insert(rows->text(row, "agency"));
            const std::string act = rows->text(row, "act");
            if (!act.empty()) {
                merge(of_act_[act_versions_.first_of(act)], values);
                continue;
            }
            const auto event = events_.find(event_versions_.first_of(rows->text(row, "event")));
            if (event != events_.end()) merge(event->second.values, values);
        }
        return {};
    }

    Result<void> add_acts()
    {
        const auto rows =
            rows_of("act", "t.event, t.person, t.method, t.place, t.began_low, t.began_high, t.version_of");
        if (!rows) return rows.error();
        for (const auto& [id, row] : first_versions(*rows).rows) {
            Occurrence one;
            one.file = rows->id<FileId>(row, "file");
            one.act = id;
            one.event = event_versions_.first_of(rows->text(row, "event"));
            one.person = one_person(rows->text(row, "person"));
            const auto event = events_.find(one.event);
            if (event != events_.end()) {
                event->second.has_acts = true;
                one.values = event->second.values;
            }
            if (!rows->is_null(row, "place")) {
                one.values.erase(Aspect::place);
                add_entry(one.values, Aspect::place, rows->text(row, "place"));
            }
            if (!rows->is_null(row, "began_low")) {
                one.values.erase(Aspect::year);
                one.values.erase(Aspect::month);
                add_time(one.values, rows->text(row, "began_low"), rows->text(row, "began_high"));
            }
            const std::string group = group_of_method(rows->text(row, "method"));
            if (!group.empty()) one.values[Aspect::method].insert(group);
            merge(one.values, of_act_[id]);
            found_.push_back(std::move(one));
        }
        return {};
    }

    /// Events of which no act is known, each with the persons in it.
    Result<void> add_events()
    {
        const auto rows = rows_of("event_person", "t.event, t.person, t.version_of");
        if (!rows) return rows.error();
        std::map<std::string, std::set<std::string>> persons;
        for (const auto& [id, row] : first_versions(*rows).rows)
            persons[event_versions_.first_of(rows->text(row, "event"))].insert(one_person(rows->text(row, "person")));
        for (const auto& [id, event] : events_) {
            if (event.has_acts) continue;
            Occurrence one{event.file, id, {}, {}, event.values};
            if (persons[id].empty()) found_.push_back(one);
            for (const std::string& person : persons[id]) {
                one.person = person;
                found_.push_back(one);
            }
        }
        return {};
    }

    Result<void> add_detentions()
    {
        const auto stays = records_->query(
            *caller_,
            Verb::read,
            "detention",
            "t.file",
            "SELECT t.record, s.place FROM t_detention t JOIN t_detention__stays s ON s.record=t.record"
            " WHERE {scope} AND t.deleted=0 AND s.place IS NOT NULL"
        );
        if (!stays) return stays.error();
        std::multimap<std::string, std::string> places;
        for (std::size_t row = 0; row < stays->size(); ++row)
            places.emplace(stays->text(row, "record"), stays->text(row, "place"));
        const auto rows =
            rows_of("detention", "t.person, t.event, t.agency, t.unit, t.taken_low, t.taken_high, t.version_of");
        if (!rows) return rows.error();
        for (const auto& [id, row] : first_versions(*rows).rows) {
            Occurrence one;
            one.file = rows->id<FileId>(row, "file");
            one.person = one_person(rows->text(row, "person"));
            if (!rows->is_null(row, "event")) one.event = event_versions_.first_of(rows->text(row, "event"));
            add_entry(one.values, Aspect::unit, rows->text(row, "unit"));
            if (!rows->is_null(row, "agency")) one.values[Aspect::agency].insert(rows->text(row, "agency"));
            add_time(one.values, rows->text(row, "taken_low"), rows->text(row, "taken_high"));
            const auto [first, last] = places.equal_range(rows->text(row, "record"));
            for (auto each = first; each != last; ++each)
                add_entry(one.values, Aspect::place, each->second);
            found_.push_back(std::move(one));
        }
        return {};
    }

    const Records* records_;
    const Caller* caller_;
    std::map<Kind, Leads> leads_;
    FirstVersions event_versions_, act_versions_;
    std::map<std::string, Event> events_;
    std::map<std::string, Values> of_act_;
    std::map<std::string, std::string> persons_;
    std::vector<Occurrence> found_;
};

}  // namespace

Result<std::vector<Occurrence>> occurrences_of(const Records& records, const Caller& caller)
{
    return Reading(records, caller).all();
}

}  // namespace panoh::knowledge
