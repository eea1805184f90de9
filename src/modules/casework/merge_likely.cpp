// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that may be of one person, and how two of them compare.
#include "modules/casework/merge.hpp"
#include "modules/casework/names/names.hpp"
#include "modules/casework/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::Records;
using vault::Rows;

constexpr std::size_t most_candidates = 5'000;
constexpr std::size_t most_alike = 100;  ///< of one file
constexpr std::size_t most_pairs = 200;
constexpr double least_name = 0.8;

std::vector<std::string> column_of(const Result<Rows>& rows, std::string_view column)
{
    std::vector<std::string> texts;
    if (!rows) return texts;
    for (std::size_t row = 0; row < rows->size(); ++row)
        texts.push_back(rows->text(row, column));
    return texts;
}

std::string text_in(const json::object& object, std::string_view field)
{
    const json::value* value = object.if_contains(field);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

struct NameMatch {
    Match match;
    std::string left, right;
};

/// The two spellings of two files that are most alike.
NameMatch best_names(const std::vector<std::string>& left, const std::vector<std::string>& right)
{
    NameMatch best;
    for (const std::string& one : left) {
        const Folded folded(one);
        for (const std::string& other : right) {
            Match match = compare(folded, Folded(other));
            if (!best.left.empty() && match.score <= best.match.score) continue;
            best = {std::move(match), one, other};
        }
    }
    return best;
}

/// One look at files by one reader.
class Comparing {
public:
    Comparing(const Records& records, const Caller& caller)
        : records_(&records)
        , caller_(&caller)
    {}

    /// Pairs of files with a key of a name in common; of one file when it is given.
    [[nodiscard]] Result<std::vector<std::pair<FileId, FileId>>> candidates(const std::optional<FileId>& of) const
    {
        // Of one file: those that share most of its keys, so that a common given name alone costs little.
        const std::string condition = of ? "a.file=? AND b.file<>a.file" : "b.file>a.file";
        const std::string best = of ? "GROUP BY a.file, b.file ORDER BY COUNT(*) DESC, b.file" : "";
        std::vector<vault::SqlValue> parameters;
        if (of) parameters.push_back(vault::sql(*of));
        const auto rows = records_->query(
            *caller_,
            Verb::read,
            "person_identity",
            "a.file",
            fmt::format(
                "SELECT DISTINCT a.file AS one, b.file AS other FROM name_keys a JOIN name_keys b ON b.key=a.key"
                " AND b.type='person_identity' WHERE {{scope}} AND a.type='person_identity' AND {} {} LIMIT {}",
                condition,
                best,
                of ? most_alike : most_candidates
            ),
            std::move(parameters)
        );
        if (!rows) return rows.error();
        std::vector<std::pair<FileId, FileId>> pairs;
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const auto other = rows->id<FileId>(row, "other");
            if (open(other)) pairs.emplace_back(rows->id<FileId>(row, "one"), other);
        }
        return pairs;
    }

    /// Both parts that a comparison shows.
    [[nodiscard]] bool open(const FileId& file) const
    {
        return records_->may(*caller_, Verb::read, file, Compartment::identity)
               && records_->may(*caller_, Verb::read, file, Compartment::core);
    }

    [[nodiscard]] std::vector<std::string> names_of(const FileId& file) const
    {
        return column_of(
            records_->vault().workspace().query(
                "SELECT DISTINCT name FROM name_keys WHERE file=? AND type='person_identity'", {vault::sql(file)}
            ),
            "name"
        );
    }

    /// What the lists know, without opening a record.
    [[nodiscard]] ComparedPerson listed(const PersonRecord& person) const
    {
        const auto& workspace = records_->vault().workspace();
        ComparedPerson known;
        const auto rows =
            workspace.query("SELECT birth, sex, nationality FROM t_person WHERE record=?", {vault::sql(person.record)});
        if (rows && !rows->empty()) {
            known.birth = rows->text(0, "birth");
            known.sex = rows->text(0, "sex");
            known.nationality = rows->text(0, "nationality");
        }
        known.relatives = column_of(
            workspace.query(
                "SELECT related_person AS id FROM t_relation WHERE file=? AND deleted=0", {vault::sql(person.file)}
            ),
            "id"
        );
        const auto cases = workspace.query(
            "SELECT DISTINCT file FROM t_participation WHERE person=? AND deleted=0", {vault::sql(person.record)}
        );
        for (std::size_t row = 0; cases && row < cases->size(); ++row) {
            const auto file = cases->id<FileId>(row, "file");
            if (records_->may(*caller_, Verb::read, file, Compartment::core)) known.matters.push_back(file.text());
        }
        return known;
    }

    /// The same with what stands in names, documents and ways to make contact.
    [[nodiscard]] ComparedPerson opened(const PersonRecord& person) const
    {
        ComparedPerson known = listed(person);
        if (const auto all = records_->of_file(*caller_, person.file, "person_identity")) {
            for (const vault::Record& record : *all) {
                const json::object& content = record.content.reveal();
                if (known.birthplace.empty()) known.birthplace = text_in(content, "birthplace");
                const json::value* documents = content.if_contains("documents");
                if (documents == nullptr || !documents->is_array()) continue;
                for (const json::value& each : documents->get_array()) {
                    if (each.is_object()) {
                        known.documents.push_back(document_digits(text_in(each.get_object(), "number")));
                    }
                }
            }
        }
        if (const auto all = records_->of_file(*caller_, person.file, "contact_channel")) {
            for (const vault::Record& record : *all)
                known.phones.push_back(phone_digits(text_in(record.content.reveal(), "value")));
        }
        return known;
    }

    /// Whether somebody decided about the two, whatever they decided.
    [[nodiscard]] bool decided(const FileId& file, const RecordId& other) const
    {
        const auto rows = records_->vault().workspace().query(
            "SELECT 1 FROM t_person_merge WHERE file=? AND other=? AND deleted=0 AND state<>'undone' LIMIT 1",
            {vault::sql(file), vault::sql(other)}
        );
        return !rows || !rows->empty();
    }

    [[nodiscard]] std::string number_of(const RecordId& person) const
    {
        const auto rows =
            records_->vault().workspace().query("SELECT number FROM t_person WHERE record=?", {vault::sql(person)});
        return rows && !rows->empty() ? rows->text(0, "number") : std::string();
    }

    [[nodiscard]] Standing standing_of(const FileId& file) const
    {
        const auto states = column_of(
            records_->vault().workspace().query(
                "SELECT DISTINCT state FROM t_person_merge WHERE file=? AND deleted=0", {vault::sql(file)}
            ),
            "state"
        );
        const auto has = [&](std::string_view state) {
            return std::find(states.begin(), states.end(), state) != states.end();
        };
        return {has("leads"), has("follows")};
    }

    /// The pair, when it is worth looking at.
    [[nodiscard]] std::optional<LikelyPair> proposal(const FileId& left, const FileId& right) const
    {
        const auto one = person_of_file(*records_, left);
        const auto other = person_of_file(*records_, right);
        if (!one || !other || decided(left, other->record) || decided(right, one->record)) return std::nullopt;
        const OnePerson first = one_person(*records_, *caller_, one->record);
        const OnePerson second = one_person(*records_, *caller_, other->record);
        if (first.lead.record == second.lead.record) return std::nullopt;
        const bool stands_for_itself = first.lead.record == one->record && second.lead.record == other->record;
        if (!stands_for_itself) return std::nullopt;
        NameMatch names = best_names(names_of(left), names_of(right));
        if (names.left.empty() || names.match.score < least_name) return std::nullopt;
        LikelyPair pair;
        pair.right.facts = compare_facts(listed(*one), listed(*other));
        if (!worth_proposing(names.match.score, pair.right.facts)) return std::nullopt;
        pair.weight = weight_of(names.match.score, pair.right.facts);
        pair.left.person = *one;
        pair.left.number = number_of(one->record);
        pair.left.name = Sensitive<std::string>(names.left);
        pair.right.person = *other;
        pair.right.number = number_of(other->record);
        pair.right.name = Sensitive<std::string>(names.right);
        pair.right.score = names.match.score;
        pair.right.name_reasons = std::move(names.match.reasons);
        return pair;
    }

    [[nodiscard]] Result<LikelyPairs> proposals(const std::optional<FileId>& of) const
    {
        const auto found = candidates(of);
        if (!found) return found.error();
        LikelyPairs likely;
        likely.cut = found->size() >= most_candidates;
        for (const auto& [left, right] : *found) {
            if (auto pair = proposal(left, right)) likely.pairs.push_back(std::move(*pair));
        }
        std::stable_sort(likely.pairs.begin(), likely.pairs.end(), [](const LikelyPair& one, const LikelyPair& other) {
            return one.weight > other.weight;
        });
        likely.cut = likely.cut || likely.pairs.size() > most_pairs;
        if (likely.pairs.size() > most_pairs) likely.pairs.resize(most_pairs);
        note(likely.pairs);
        return likely;
    }

private:
    /// Names were shown of these files.
    void note(const std::vector<LikelyPair>& pairs) const
    {
        if (caller_->reads == nullptr) return;
        std::set<FileId> seen;
        for (const LikelyPair& pair : pairs) {
            for (const PersonRecord& each : {pair.left.person, pair.right.person}) {
                if (seen.insert(each.file).second) {
                    caller_->reads->push_back({"likely_same", each.file, each.record, true});
                }
            }
        }
    }

    const Records* records_;
    const Caller* caller_;
};

}  // namespace

Result<std::vector<LikelyPerson>> likely_same(const Records& records, const Caller& caller, const RecordId& person)
{
    const Comparing comparing(records, caller);
    const auto file = file_of_person(records, person);
    std::vector<LikelyPerson> likely;
    if (!file || !comparing.open(*file)) return likely;
    auto found = comparing.proposals(*file);
    if (!found) return found.error();
    for (LikelyPair& pair : found->pairs)
        likely.push_back(std::move(pair.right));
    return likely;
}

Result<LikelyPairs> likely_pairs(const Records& records, const Caller& caller)
{
    return Comparing(records, caller).proposals(std::nullopt);
}

Result<Comparison>
compare_persons(const Records& records, const Caller& caller, const RecordId& left, const RecordId& right)
{
    const Comparing comparing(records, caller);
    const auto one = file_of_person(records, left);
    const auto other = file_of_person(records, right);
    const auto known = [&](const std::optional<FileId>& file) {
        return file && records.may(caller, Verb::read, *file, Compartment::core);
    };
    if (left == right || !known(one) || !known(other)) {
        return fail(ErrorCode::not_found, "there are no two such persons for this reader");
    }
    if (!comparing.open(*one) || !comparing.open(*other)) {
        return fail(ErrorCode::denied, "no rule lets the reader see who both persons are");
    }
    Comparison made;
    made.left = {left, *one};
    made.right = {right, *other};
    made.left_number = comparing.number_of(left);
    made.right_number = comparing.number_of(right);
    NameMatch names = best_names(comparing.names_of(*one), comparing.names_of(*other));
    made.score = names.left.empty() ? 0 : names.match.score;
    made.name_reasons = std::move(names.match.reasons);
    made.facts = compare_facts(comparing.opened(made.left), comparing.opened(made.right));
    made.left_standing = comparing.standing_of(*one);
    made.right_standing = comparing.standing_of(*other);
    made.may_decide = records.may(caller, Verb::write, *one, Compartment::core)
                      && records.may(caller, Verb::write, *other, Compartment::core);
    const auto rows = records.vault().workspace().query(
        "SELECT record, state FROM t_person_merge WHERE file=? AND other=? AND deleted=0 ORDER BY seq DESC LIMIT 1",
        {vault::sql(*one), vault::sql(right)}
    );
    if (rows && !rows->empty()) {
        made.decision = rows->id<RecordId>(0, "record");
        made.state = rows->text(0, "state");
    }
    return made;
}

}  // namespace panoh::casework
