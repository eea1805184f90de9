// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find.hpp"

#include "base/text.hpp"
#include "modules/casework/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unicode/unistr.h>

namespace panoh::casework {

namespace {

using access::Verb;
using records::Caller;
using records::Records;
using vault::Rows;
using vault::SqlValue;

constexpr double least_score = 0.8;
constexpr double least_score_elsewhere = 0.9;
constexpr std::size_t most_records_of_a_type = 5'000;
constexpr std::size_t most_hits_of_a_kind = 40;
constexpr std::size_t least_letters_of_a_text = 3;
constexpr std::size_t least_digits_alone = 7;

/// Types whose names are looked at, and whose words.
constexpr std::array<std::string_view, 2> named_types{"person_identity", "contact_account"};
constexpr std::array<std::string_view, 4> told_types{"case_summary", "note", "task", "contact_account"};
constexpr std::array<std::string_view, 2> reached_types{"contact_channel", "contact_account"};

std::string folded_case(std::string_view text)
{
    std::string folded;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .foldCase()
        .toUTF8String(folded);
    return folded;
}

Hit::Kind kind_of(forms::FileKind kind)
{
    if (kind == forms::FileKind::person) return Hit::Kind::person;
    return kind == forms::FileKind::contact ? Hit::Kind::contact : Hit::Kind::case_file;
}

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

/// One search of one reader.
class Search {
public:
    Search(const Records& records, const Caller& caller)
        : records_(&records)
        , caller_(&caller)
    {}

    void by_number(const std::string& wanted)
    {
        for (const Hit::Kind kind : {Hit::Kind::case_file, Hit::Kind::contact, Hit::Kind::person}) {
            const std::string_view type = head_type(kind);
            const auto rows = records_->query(
                *caller_,
                Verb::desk,
                type,
                "t.file",
                fmt::format(
                    "SELECT t.record, t.file, t.number FROM t_{} t WHERE {{scope}} AND t.deleted=0"
                    " AND t.number LIKE ? ORDER BY t.number DESC",
                    type
                ),
                {"%" + wanted.substr(wanted.rfind('-') + 1)}
            );
            if (!rows) continue;
            for (std::size_t row = 0; row < rows->size(); ++row) {
                const std::string number = rows->text(row, "number");
                if (!number_matches(number, wanted)) continue;
                Hit hit{kind, rows->id<RecordId>(row, "record"), rows->id<FileId>(row, "file"), number, {}, 1, {}};
                hit.reasons.push_back(msg("casework.find.reason.number"));
                add(std::move(hit));
            }
        }
    }

    void by_phone(const std::string& digits)
    {
        for (const std::string_view type : reached_types) {
            const std::string_view field = type == "contact_channel" ? "value" : "phone";
            each_open(type, [&](const vault::Record& record) {
                const std::string known = phone_digits(text_in(record, field));
                const bool whole = digits.size() >= least_digits_alone && known.ends_with(digits);
                if (known == digits || whole) add_for(record.file, msg("casework.find.reason.phone"));
            });
        }
    }

    void by_words(std::string_view words)
    {
        if (words.size() < least_letters_of_a_text) return;
        const std::string wanted = folded_case(words);
        for (const std::string_view type : told_types) {
            const forms::RecordType& definition = *records_->schema().type(type);
            each_open(type, [&](const vault::Record& record) {
                const bool found =
                    std::any_of(definition.fields.begin(), definition.fields.end(), [&](const forms::Field& field) {
                        return field.kind == forms::FieldKind::text && !field.coded
                               && folded_case(text_in(record, field.name)).find(wanted) != std::string::npos;
                    });
                if (found) add_for(record.file, msg("casework.find.reason.words"));
            });
        }
    }

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

    Findings take()
    {
        const auto order = [](const Hit& hit) {
            return std::tuple(hit.kind, -hit.score);
        };
        std::stable_sort(found_.hits.begin(), found_.hits.end(), [&](const Hit& left, const Hit& right) {
            return order(left) < order(right);
        });
        std::map<Hit::Kind, std::size_t> counts;
        std::erase_if(found_.hits, [&](const Hit& hit) {
            const bool beyond = ++counts[hit.kind] > most_hits_of_a_kind;
            found_.cut = found_.cut || beyond;
            return beyond;
        });
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
            most_records_of_a_type
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
        found_.cut = found_.cut || rows.size() == most_records_of_a_type;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::string name = rows.text(row, "name");
            Match match = compare(sought, Folded(name));
            if (match.score < least_score) continue;
            auto hit = head_of(rows.id<FileId>(row, "file"));
            if (!hit) continue;
            hit->name = Sensitive<std::string>(name);
            hit->score = match.score;
            hit->reasons = std::move(match.reasons);
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

    /// The record that a file is shown by.
    [[nodiscard]] std::optional<Hit> head_of(const FileId& file) const
    {
        const auto fact = records_->vault().file(file);
        if (!fact) return std::nullopt;
        const Hit::Kind kind = kind_of(fact->kind);
        const auto rows = records_->vault().workspace().query(
            fmt::format("SELECT record, number FROM t_{} WHERE file=? AND deleted=0", head_type(kind)),
            {vault::sql(file)}
        );
        if (!rows || rows->empty()) return std::nullopt;
        return Hit{kind, rows->id<RecordId>(0, "record"), file, rows->text(0, "number"), {}, 1, {}};
    }

    void add_for(const FileId& file, MessageId reason)
    {
        auto hit = head_of(file);
        if (!hit) return;
        hit->reasons.push_back(std::move(reason));
        add(std::move(*hit));
    }

    void add(Hit hit)
    {
        const auto known = std::find_if(found_.hits.begin(), found_.hits.end(), [&](const Hit& each) {
            return each.file == hit.file;
        });
        if (known == found_.hits.end()) {
            found_.hits.push_back(std::move(hit));
            return;
        }
        for (MessageId& reason : hit.reasons) {
            if (std::find(known->reasons.begin(), known->reasons.end(), reason) == known->reasons.end()) {
                known->reasons.push_back(std::move(reason));
            }
        }
        const bool better = known->name.reveal().empty() || hit.score > known->score;
        if (!hit.name.reveal().empty() && better) {
            known->name = std::move(hit.name);
            known->score = hit.score;
        }
    }

    static std::string text_in(const vault::Record& record, std::string_view field)
    {
        const boost::json::value* value = record.content.reveal().if_contains(field);
        return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
    }

    /// Opens the records of a type that the caller may read, newest first. What is opened here and does
    /// not match is not shown to anybody, so that only hits are noted as read.
    template <class Use>
    void each_open(std::string_view type, Use&& use)
    {
        const auto rows = records_->query(
            *caller_,
            Verb::read,
            type,
            "t.file",
            fmt::format(
                "SELECT t.record FROM t_{} t WHERE {{scope}} AND t.deleted=0 ORDER BY t.seq DESC LIMIT {}",
                type,
                most_records_of_a_type
            )
        );
        if (!rows) return;
        found_.cut = found_.cut || rows->size() == most_records_of_a_type;
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const auto record = records_->vault().read(*caller_->keys, rows->id<RecordId>(row, "record"));
            if (record) use(*record);
        }
    }

    const Records* records_;
    const Caller* caller_;
    Findings found_;
};

}  // namespace

Findings find(const Records& records, const Caller& caller, std::string_view typed)
{
    const Sought wanted = sought(typed);
    Search search(records, caller);
    if (!wanted.number.empty()) search.by_number(wanted.number);
    if (!wanted.digits.empty()) search.by_phone(wanted.digits);
    if (wanted.name) search.by_name(wanted.text);
    if (wanted.name || (wanted.number.empty() && wanted.digits.empty())) search.by_words(wanted.text);
    if (wanted.name) search.elsewhere(wanted.text);
    return search.take();
}

Findings people_like(const Records& records, const Caller& caller, std::string_view name)
{
    const std::string_view wanted = trimmed(name);
    Search search(records, caller);
    if (!wanted.empty()) {
        search.by_name(wanted);
        search.elsewhere(wanted);
    }
    return search.take();
}

}  // namespace panoh::casework
