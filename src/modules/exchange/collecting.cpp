// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/collecting.hpp"

#include "access/consent.hpp"
#include "base/json_text.hpp"
#include "forms/typed.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/tags.hpp"
#include "modules/exchange/rules.hpp"

#include <algorithm>
#include <functional>

namespace panoh::exchange {

namespace {

namespace json = boost::json;
using access::Verb;
using casework::CaseHead;
using casework::Participant;
using records::Caller;
using records::Records;

constexpr std::string_view direct_role = "direct_victim";

/// Asks the consents of one wish on one day.
class ConsentGate {
public:
    ConsentGate(const Records& records, const Caller& caller, const Wish& wish)
        : workspace_(records.vault().workspace())
        , wanted_{std::string(consent_for(wish.purpose)), {}, compartments_of(wish)}
        , today_(forms::local_day(records.vault().clock().now(), caller.zone))
    {}
    [[nodiscard]] bool allows(const Participant& person) const
    {
        return person.readable && access::may_disclose(workspace_, person.file, wanted_, today_).allowed;
    }

private:
    const vault::Workspace& workspace_;
    access::Disclosure wanted_;
    std::chrono::sys_days today_;
};

/// Whether rule and key open everything that a row of this person draws from.
bool is_open(const Records& records, const Caller& caller, const Wish& wish, const Participant& person)
{
    vault::Vault& vault = records.vault();
    if (!person.readable || !vault.can_open(*caller.keys, person.file, forms::Compartment::core)) return false;
    if (!has_identity(wish)) return true;
    if (!records.may(caller, Verb::read, person.file, forms::Compartment::identity)) return false;
    const auto known = vault.workspace().query(
        "SELECT 1 FROM t_person_identity WHERE file=? AND deleted=0 LIMIT 1", {vault::sql(person.file)}
    );
    if (!known) return false;
    return known->empty() || vault.can_open(*caller.keys, person.file, forms::Compartment::identity);
}

using TakeRow = std::function<Result<void>(const CaseHead&, const Participant&)>;

Result<void> go_through_case(
    const Records& records,
    const Caller& caller,
    const Wish& wish,
    const ConsentGate& gate,
    const RecordId& id,
    Counts& counts,
    const TakeRow& take
)
{
    const auto head = casework::case_head(records, caller, id);
    const bool is_ours = head && head->readable && head->organisation == caller.actor.organisation;
    if (!is_ours || !records.vault().can_open(*caller.keys, head->file, forms::Compartment::core)) {
        ++counts.not_open;
        return {};
    }
    ++counts.cases;
    const auto people = casework::participants_of(records, caller, head->file);
    if (!people) return people.error();
    if (people->empty()) ++counts.no_consent;
    const bool whom_it_is_about = std::all_of(people->begin(), people->end(), [&](const Participant& person) {
        return person.role != direct_role || gate.allows(person);
    });
    for (const Participant& person : *people) {
        if (!is_open(records, caller, wish, person)) {
            ++counts.not_open;
        } else if (!whom_it_is_about || !gate.allows(person)) {
            ++counts.no_consent;
        } else {
            ++counts.rows;
            if (auto taken = take(*head, person); !taken) return taken.error();
        }
    }
    return {};
}

Result<Counts> go_through(const Records& records, const Caller& caller, const Wish& wish, const TakeRow& take)
{
    Counts counts;
    const ConsentGate gate(records, caller, wish);
    for (const RecordId& id : wish.cases) {
        if (auto done = go_through_case(records, caller, wish, gate, id, counts, take); !done) return done.error();
    }
    return counts;
}

/// Numbers that are safe to call; the others are asked for one by one in the person's file.
Result<std::vector<std::string>> safe_phones(const Records& records, const Caller& caller, const FileId& person)
{
    const auto channels = records.of_file(caller, person, "contact_channel");
    if (!channels) return channels.error();
    std::vector<std::string> phones;
    for (const vault::Record& channel : *channels) {
        const json::object fields = channel.merged().reveal();
        if (text_at(fields, "kind") != "phone" || text_at(fields, "safe") != "safe") continue;
        phones.push_back(text_at(fields, "value"));
    }
    return phones;
}

/// Opens what the columns ask for, and nothing else.
class RowMaker {
public:
    RowMaker(const Records& records, const Caller& caller, const Wish& wish)
        : records_(&records)
        , caller_(&caller)
    {
        for (const Column& column : columns_of(wish)) {
            names_ = names_ || column.source == Source::names || column.source == Source::documents;
            phones_ = phones_ || column.source == Source::phones;
            tags_ = tags_ || column.source == Source::tags;
        }
    }

    Result<Row> made(const CaseHead& head, const Participant& person) const
    {
        Row row;
        row.role = person.role;
        const auto matter = records_->read(*caller_, head.record);
        if (!matter) return matter.error();
        row.case_fields = matter->merged().reveal();
        const auto about = records_->read(*caller_, person.person);
        if (!about) return about.error();
        row.person = about->merged().reveal();
        if (tags_) {
            const auto tags = casework::tags_on(*records_, *caller_, std::span(&head.file, 1));
            if (!tags) return tags.error();
            for (const casework::CaseTag& each : *tags)
                row.tags.push_back(each.tag);
        }
        if (names_) {
            const auto identities = records_->of_file(*caller_, person.file, "person_identity");
            if (!identities) return identities.error();
            for (const vault::Record& each : *identities)
                row.identities.push_back(each.merged().reveal());
        }
        if (phones_) {
            auto phones = safe_phones(*records_, *caller_, person.file);
            if (!phones) return phones.error();
            row.phones = std::move(*phones);
        }
        return row;
    }

private:
    const Records* records_;
    const Caller* caller_;
    bool names_ = false;
    bool phones_ = false;
    bool tags_ = false;
};

}  // namespace

Result<std::vector<RecordId>> cases_where(const Records& records, const Caller& caller, const CaseChoice& choice)
{
    std::string sql = "SELECT c.record FROM t_case c WHERE {scope} AND c.deleted=0 AND c.organisation=?";
    std::vector<vault::SqlValue> values{vault::sql(caller.actor.organisation)};
    const auto narrow = [&](const char* condition, vault::SqlValue value) {
        sql += condition;
        values.push_back(std::move(value));
    };
    if (!choice.status.empty()) {
        narrow(" AND c.status=?", choice.status);
    } else if (!choice.closed_too) {
        sql += " AND c.status<>'closed'";
    }
    if (!choice.region.empty()) narrow(" AND c.region=?", choice.region);
    if (choice.keyworker) narrow(" AND c.keyworker=?", vault::sql(*choice.keyworker));
    sql += " ORDER BY c.number DESC LIMIT " + std::to_string(most_cases + 1);
    const auto rows = records.query(caller, Verb::read, "case", "c.file", sql, std::move(values));
    if (!rows) return rows.error();
    std::vector<RecordId> found;
    for (std::size_t row = 0; row < rows->size(); ++row)
        found.push_back(rows->id<RecordId>(row, "record"));
    return found;
}

Result<Counts> count_rows(const Records& records, const Caller& caller, const Wish& wish)
{
    return go_through(records, caller, wish, [](const CaseHead&, const Participant&) { return Result<void>{}; });
}

Result<Collected> collect(const Records& records, const Caller& caller, const Wish& wish)
{
    Collected collected;
    const RowMaker maker(records, caller, wish);
    const auto counts =
        go_through(records, caller, wish, [&](const CaseHead& head, const Participant& person) -> Result<void> {
            auto row = maker.made(head, person);
            if (!row) return row.error();
            collected.rows.push_back(std::move(*row));
            if (caller.reads != nullptr) {
                caller.reads->push_back({"exported", head.file, head.record, true});
                caller.reads->push_back({"exported", person.file, person.person, true});
            }
            return {};
        });
    if (!counts) return counts.error();
    collected.counts = *counts;
    return collected;
}

}  // namespace panoh::exchange
