// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/family.hpp"

#include "modules/casework/store.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using records::Caller;
using records::Records;
using vault::Rows;

std::optional<bool> answer(const Rows& rows, std::size_t row, std::string_view column)
{
    if (rows.is_null(row, column)) return std::nullopt;
    return rows.integer(row, column) != 0;
}

/// Gathers the entries that tell of a person and of those around them.
class Gathering {
public:
    Gathering(const Records& records, const Caller& caller)
        : records_(&records)
        , caller_(&caller)
    {}

    /// Everything that the caller may read and that names the person.
    Result<void> around(const RecordId& person)
    {
        if (!seen_.insert(person).second) return {};
        const OnePerson one = one_person(*records_, *caller_, person);
        for (const PersonRecord& each : one.all) {
            if (auto done = relations(each.record); !done) return done.error();
            if (auto done = participations(each.record); !done) return done.error();
        }
        return {};
    }

    /// The file that stands for a person.
    RecordId lead(const RecordId& person)
    {
        const auto known = leads_.find(person);
        if (known != leads_.end()) return known->second;
        const RecordId found = one_person(*records_, *caller_, person).lead.record;
        leads_[person] = found;
        return found;
    }

    [[nodiscard]] const std::vector<Tie>& ties() const noexcept { return ties_; }
    [[nodiscard]] bool is_of_a_case(const RecordId& record) const { return of_cases_.contains(record); }

private:
    [[nodiscard]] bool readable(const FileId& file) const
    {
        return records_->may(*caller_, Verb::read, file, Compartment::core);
    }

    Result<void> relations(const RecordId& person)
    {
        const auto rows = records_->vault().workspace().query(
            "SELECT r.record, r.file, r.relation, r.related_person, p.record AS person, r.in_contact,"
            " r.lives_together, r.depends, r.affected FROM t_relation r JOIN t_person p ON p.file=r.file AND"
            " p.deleted=0 WHERE r.deleted=0 AND (p.record=? OR r.related_person=?) ORDER BY r.seq",
            {vault::sql(person), vault::sql(person)}
        );
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->size(); ++row) {
            if (!readable(rows->id<FileId>(row, "file"))) continue;
            Tie tie;
            tie.from = lead(rows->id<RecordId>(row, "person"));
            tie.to = lead(rows->id<RecordId>(row, "related_person"));
            tie.record = rows->id<RecordId>(row, "record");
            tie.relation = rows->text(row, "relation");
            tie.in_contact = answer(*rows, row, "in_contact");
            tie.lives_together = answer(*rows, row, "lives_together");
            tie.depends = answer(*rows, row, "depends");
            tie.affected = answer(*rows, row, "affected");
            add(std::move(tie));
        }
        return {};
    }

    Result<void> participations(const RecordId& person)
    {
        const auto rows = records_->vault().workspace().query(
            "SELECT record, file, person, relation_type, relation_to_person FROM t_participation WHERE deleted=0"
            " AND relation_to_person IS NOT NULL AND relation_type IS NOT NULL AND (person=? OR relation_to_person=?)"
            " ORDER BY seq",
            {vault::sql(person), vault::sql(person)}
        );
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->size(); ++row) {
            if (!readable(rows->id<FileId>(row, "file"))) continue;
            Tie tie;
            tie.from = lead(rows->id<RecordId>(row, "relation_to_person"));
            tie.to = lead(rows->id<RecordId>(row, "person"));
            tie.record = rows->id<RecordId>(row, "record");
            tie.relation = rows->text(row, "relation_type");
            of_cases_.insert(tie.record);
            add(std::move(tie));
        }
        return {};
    }

    void add(Tie tie)
    {
        const bool known =
            std::any_of(ties_.begin(), ties_.end(), [&](const Tie& each) { return each.record == tie.record; });
        if (!known) ties_.push_back(std::move(tie));
    }

    const Records* records_;
    const Caller* caller_;
    std::vector<Tie> ties_;
    std::set<RecordId> seen_, of_cases_;
    std::map<RecordId, RecordId> leads_;
};

std::string sex_of_person(const Records& records, const RecordId& person)
{
    const auto rows = records.vault().workspace().query(
        "SELECT sex FROM t_person WHERE record=? AND deleted=0", {vault::sql(person)}
    );
    return rows && !rows->empty() ? rows->text(0, "sex") : std::string();
}

}  // namespace

Result<std::vector<Relative>> family_around(const Records& records, const Caller& caller, const OnePerson& person)
{
    Gathering gathering(records, caller);
    if (auto done = gathering.around(person.lead.record); !done) return done.error();
    std::vector<RecordId> near;
    for (const Tie& tie : gathering.ties()) {
        near.push_back(tie.from);
        near.push_back(tie.to);
    }
    for (const RecordId& each : near) {
        const auto file = file_of_person(records, each);
        if (!file || !records.may(caller, Verb::read, *file, Compartment::core)) continue;
        if (auto done = gathering.around(each); !done) return done.error();
    }
    const auto members = family_of(person.lead.record, gathering.ties(), [&](const RecordId& each) {
        return sex_of_person(records, each);
    });
    std::vector<Relative> relatives;
    for (const FamilyMember& member : members) {
        Relative relative{member, {}, false, gathering.is_of_a_case(member.record)};
        if (const auto file = file_of_person(records, member.person)) {
            relative.file = *file;
            relative.readable = records.may(caller, Verb::read, *file, Compartment::core);
        }
        relatives.push_back(std::move(relative));
    }
    return relatives;
}

}  // namespace panoh::casework
