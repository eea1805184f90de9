// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find.hpp"

#include "base/text.hpp"
#include "modules/casework/find_rules.hpp"
#include "modules/casework/find_texts.hpp"
#include "modules/casework/merge.hpp"
#include "modules/casework/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace panoh::casework {

namespace {

using access::Verb;
using records::Caller;
using records::Records;
using vault::Rows;
using vault::SqlValue;

constexpr double least_score = 0.8;
constexpr double least_score_elsewhere = 0.9;
/// Rows that one question brings back.
constexpr std::size_t most_rows = 5'000;
/// Findings of a kind that are narrowed further; beyond these the page asks for more words.
constexpr std::size_t most_weighed_of_a_kind = 400;
constexpr std::array<std::string_view, 2> named_types{"person_identity", "contact_account"};

std::string_view head_type(Hit::Kind kind)
{
    switch (kind) {
    case Hit::Kind::person:
        return "person";
    case Hit::Kind::contact:
        return "contact";
    case Hit::Kind::case_file:
        break;
    }
    return "case";
}

/// The last four digits by which numbers are looked up; empty when the text ends in no ordinal.
std::string last_digits(std::string_view wanted)
{
    constexpr std::size_t indexed = 4;
    std::string digits(wanted.substr(wanted.rfind('-') + 1));
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return {};
    if (digits.size() < indexed) digits.insert(0, indexed - digits.size(), '0');
    return digits.substr(digits.size() - indexed);
}

/// One search of one reader.
class Search {
public:
    Search(const Records& records, const Caller& caller)
        : records_(&records)
        , caller_(&caller)
    {}

    void by_number(const std::string& wanted)
    {
        const std::string digits = last_digits(wanted);
        if (digits.empty()) return;
        for (const Hit::Kind kind : {Hit::Kind::case_file, Hit::Kind::contact, Hit::Kind::person}) {
            const std::string_view type = head_type(kind);
            const auto rows = records_->query(
                *caller_,
                Verb::desk,
                type,
                "t.file",
                fmt::format(
                    "SELECT t.file, t.number FROM t_{} t WHERE {{scope}} AND t.deleted=0"
                    " AND substr(t.number,-4)=? ORDER BY t.number DESC",
                    type
                ),
                {digits}
            );
            if (!rows) continue;
            for (std::size_t row = 0; row < rows->size(); ++row) {
                if (!number_matches(rows->text(row, "number"), wanted)) continue;
                add_for(rows->id<FileId>(row, "file"), {msg("casework.find.reason.number")});
            }
        }
    }

    void by_place(const std::vector<std::string>& regions)
    {
        for (const std::string& region : regions) {
            for (const std::string_view type : {"case", "contact"}) {
                const auto rows = records_->query(
                    *caller_,
                    Verb::desk,
                    type,
                    "t.file",
                    fmt::format(
                        "SELECT t.file FROM t_{} t WHERE {{scope}} AND t.deleted=0"
                        " AND (t.region=? OR t.region LIKE ? || '-%') ORDER BY t.seq DESC LIMIT {}",
                        type,
                        most_weighed_of_a_kind
                    ),
                    {region, region}
                );
                if (!rows) continue;
                found_.cut = found_.cut || rows->size() == most_weighed_of_a_kind;
                for (std::size_t row = 0; row < rows->size(); ++row)
                    add_for(rows->id<FileId>(row, "file"), {msg("find.reason.place")});
            }
        }
    }

    void through_texts(const TextsWanted& wanted)
    {
        const TextsOpened opened =
            look_through_texts(*records_, *caller_, wanted, [&](const FileId& file, Reason reason) {
                add_for(file, std::move(reason));
            });
        found_.most_texts = wanted.most;
        found_.opened = opened.count;
        found_.texts_cut = opened.cut;
    }

    /// Names, numbers and places have an index; texts are opened one by one, and most findings need none.
    [[nodiscard]] std::size_t usual_texts() const { return found_.hits.empty() ? text_steps[1] : text_steps[0]; }

    void by_name(std::string_view name)
    {
        const auto wanted = keys(name);
        if (wanted.empty()) return;
        const Folded sought(name);
        for (const std::string_view type : named_types) {
            const auto rows = records_->query(
                *caller_, Verb::read, type, "n.file", names_sql("{scope} AND", wanted.size()), parameters(type, wanted)
            );
            if (rows) take_names(*rows, sought);
        }
    }

    /// What the caller may not open, but the workspace knows because colleagues are signed in.
    void elsewhere(std::string_view name)
    {
        const auto wanted = keys(name);
        if (wanted.empty() || std::none_of(name.begin(), name.end(), [](char c) { return c == ' '; })) return;
        const Folded sought(name);
        std::set<FileId> seen;
        for (const std::string_view type : named_types) {
            const auto rows =
                records_->vault().workspace().query(names_sql("", wanted.size()), parameters(type, wanted));
            if (!rows) continue;
            const auto compartment = records_->schema().type(type)->compartment;
            for (std::size_t row = 0; row < rows->size(); ++row) {
                const auto file = rows->id<FileId>(row, "file");
                if (compare(sought, Folded(rows->text(row, "name"))).score < least_score_elsewhere) continue;
                if (!seen.insert(file).second) continue;
                if (!records_->may(*caller_, Verb::read, file, compartment)) add_elsewhere(file);
            }
        }
    }

    /// Files that are kept together are one line, that of the file which leads.
    void join_files_of_one_person()
    {
        std::vector<Hit> hits = std::move(found_.hits);
        found_.hits.clear();
        at_.clear();
        for (Hit& hit : hits) {
            const OnePerson one = hit.kind == Hit::Kind::person ? one_person(*records_, *caller_, hit.record)
                                                                : OnePerson{{hit.record, hit.file}, {}};
            if (one.lead.record != hit.record) {
                if (auto lead = hit_of_file(*records_, one.lead.file)) {
                    hit.record = lead->record;
                    hit.file = lead->file;
                    hit.number = lead->number;
                    hit.organisation = lead->organisation;
                    hit.year = lead->year;
                    hit.reasons.push_back({msg("person.one.found")});
                }
            }
            add(std::move(hit));
        }
    }

    Findings take(const FindFilter& filter)
    {
        sort_and_keep(most_weighed_of_a_kind);
        join_files_of_one_person();
        found_.counts = counts_of(found_.hits, filter);
        std::erase_if(found_.hits, [&](const Hit& hit) { return !passes(hit, filter); });
        found_.total = found_.hits.size();
        sort_and_keep(most_hits_of_a_kind);
        if (caller_->reads != nullptr) {
            for (const Hit& hit : found_.hits)
                caller_->reads->push_back({"find_hit", hit.file, hit.record, true});
        }
        return std::move(found_);
    }

private:
    static std::string names_sql(std::string_view condition, std::size_t count)
    {
        std::string marks = "?";
        for (std::size_t at = 1; at < count; ++at)
            marks += ",?";
        return fmt::format(
            "SELECT DISTINCT n.file, n.name FROM name_keys n WHERE {} n.type=? AND n.key IN ({}) LIMIT {}",
            condition,
            marks,
            most_rows
        );
    }

    static std::vector<SqlValue> parameters(std::string_view type, const std::vector<std::string>& wanted)
    {
        std::vector<SqlValue> all{std::string(type)};
        all.insert(all.end(), wanted.begin(), wanted.end());
        return all;
    }

    void take_names(const Rows& rows, const Folded& sought)
    {
        found_.cut = found_.cut || rows.size() == most_rows;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::string name = rows.text(row, "name");
            Match match = compare(sought, Folded(name));
            if (match.score < least_score) continue;
            auto hit = hit_of_file(*records_, rows.id<FileId>(row, "file"));
            if (!hit) continue;
            hit->name = Sensitive<std::string>(name);
            hit->score = match.score;
            for (MessageId& reason : match.reasons)
                hit->reasons.push_back({std::move(reason)});
            add(std::move(*hit));
        }
    }

    /// Nobody who is not named on a restricted case hears of those in it.
    [[nodiscard]] bool is_in_restricted_case(const FileId& person) const
    {
        const auto rows = records_->vault().workspace().query(
            "SELECT 1 FROM t_person p JOIN t_participation q ON q.person=p.record AND q.deleted=0"
            " JOIN restricted x ON x.file=q.file WHERE p.file=? AND p.deleted=0 LIMIT 1",
            {vault::sql(person)}
        );
        return !rows || !rows->empty();
    }

    void add_elsewhere(const FileId& file)
    {
        const auto fact = records_->vault().file(file);
        if (!fact || is_in_restricted_case(file)) return;
        MatchElsewhere match{{}, fact->organisation};
        if (fact->organisation == caller_->actor.organisation) {
            const auto workers = records_->access().assignments(records_->vault().workspace(), std::span(&file, 1));
            if (!workers) return;
            const auto found = workers->find(file);
            if (found != workers->end() && !found->second.workers.empty()) match.ask = found->second.workers.front();
        }
        if (caller_->reads != nullptr) caller_->reads->push_back({"match_elsewhere", file, RecordId{}, true});
        const auto& known = found_.elsewhere;
        if (std::find(known.begin(), known.end(), match) == known.end()) found_.elsewhere.push_back(match);
    }

    void add_for(const FileId& file, Reason reason)
    {
        auto hit = hit_of_file(*records_, file);
        if (!hit) return;
        hit->reasons.push_back(std::move(reason));
        add(std::move(*hit));
    }

    void add(Hit hit)
    {
        const auto place = at_.find(hit.file);
        if (place == at_.end()) {
            at_.emplace(hit.file, found_.hits.size());
            found_.hits.push_back(std::move(hit));
            return;
        }
        Hit& known = found_.hits[place->second];
        for (Reason& reason : hit.reasons) {
            const bool said = std::any_of(known.reasons.begin(), known.reasons.end(), [&](const Reason& each) {
                return each.text == reason.text && each.record == reason.record && each.field == reason.field;
            });
            if (!said) known.reasons.push_back(std::move(reason));
        }
        const bool better = known.name.reveal().empty() || hit.score > known.score;
        if (!hit.name.reveal().empty() && better) {
            known.name = std::move(hit.name);
            known.score = hit.score;
        }
    }

    void sort_and_keep(std::size_t most)
    {
        std::stable_sort(found_.hits.begin(), found_.hits.end(), [](const Hit& left, const Hit& right) {
            return std::pair(left.kind, -left.score) < std::pair(right.kind, -right.score);
        });
        std::map<Hit::Kind, std::size_t> counts;
        const std::size_t before = found_.hits.size();
        std::erase_if(found_.hits, [&](const Hit& hit) { return ++counts[hit.kind] > most; });
        found_.cut = found_.cut || found_.hits.size() < before;
    }

    const Records* records_;
    const Caller* caller_;
    Findings found_;
    std::map<FileId, std::size_t> at_;  ///< where the hit of a file stands, until they are sorted
};

}  // namespace

std::optional<Hit> hit_of_file(const Records& records, const FileId& file)
{
    const auto fact = records.vault().file(file);
    if (!fact) return std::nullopt;
    Hit hit;
    hit.kind = kind_of(fact->kind);
    const std::string_view type = head_type(hit.kind);
    const std::string_view desk = hit.kind == Hit::Kind::person ? "" : ", status, region";
    const auto rows = records.vault().workspace().query(
        fmt::format("SELECT record, number{} FROM t_{} WHERE file=? AND deleted=0", desk, type), {vault::sql(file)}
    );
    if (!rows || rows->empty()) return std::nullopt;
    hit.record = rows->id<RecordId>(0, "record");
    hit.file = file;
    hit.number = rows->text(0, "number");
    hit.organisation = fact->organisation;
    hit.year = fact->year;
    if (!desk.empty()) {
        hit.state = rows->text(0, "status");
        hit.region = rows->text(0, "region");
    }
    return hit;
}

Findings find(const Records& records, const Caller& caller, const FindWish& wish)
{
    const Sought wanted = sought(wish.typed);
    Search search(records, caller);
    if (!wanted.number.empty()) search.by_number(wanted.number);
    if (wanted.name) search.by_name(wanted.text);
    search.by_place(wish.regions);
    const bool words = wanted.name || (wanted.number.empty() && wanted.digits.empty());
    if (words || !wanted.digits.empty()) {
        search.through_texts(
            {wanted.digits,
             words ? words_sought(wanted.text) : std::vector<std::string>{},
             wish.filter.front(),
             wish.most_texts != 0 ? wish.most_texts : search.usual_texts()}
        );
    }
    if (wanted.name) search.elsewhere(wanted.text);
    return search.take(wish.filter);
}

Findings people_like(const Records& records, const Caller& caller, std::string_view name)
{
    const std::string_view wanted = trimmed(name);
    Search search(records, caller);
    if (!wanted.empty()) {
        search.by_name(wanted);
        search.elsewhere(wanted);
    }
    return search.take({});
}

}  // namespace panoh::casework
