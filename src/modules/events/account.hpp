// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/events/chronology.hpp"
#include "modules/events/tellings.hpp"
#include "modules/events/versions.hpp"
#include "records/records.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The account of events of one case, opened: what happened, to whom, and from whom that is known.
namespace panoh::events {

using RecordList = std::vector<vault::Record>;

/// Records of a case as its reader may open them, each kind in the order in which it was entered.
struct Account {
    FileId file;
    RecordList events, persons, acts, involvements, allegations, detentions, safeguards, sources, statements,
        qualifications;

    /// A record of any kind; null when there is none.
    [[nodiscard]] const vault::Record* find(std::string_view id) const;
};

/// `denied` for who may not read the accounts of the case.
Result<Account> account_of(const records::Records& records, const records::Caller& caller, const FileId& file);

/// The records whose field names another one: acts of an event, safeguards of a deprivation of liberty.
std::vector<const vault::Record*>
of(std::span<const vault::Record> records, std::string_view field, const RecordId& id);
/// The record that a version stands with as the first one: itself, for most; the id that is named where that record may
/// not be read.
std::string first_version_of(std::span<const vault::Record> records, const vault::Record& record);
/// Those that are no further version of another one.
std::vector<const vault::Record*> first_versions(std::span<const vault::Record> records);

/// A day and time as a record has them, by the name of the day's field: "began", "taken", "judge".
Point point_at(const vault::Record& record, std::string_view day);
Custody custody_of(const vault::Record& detention);

/// One thing on the line of events.
struct LineEntry {
    enum class Kind { event, act, detention, registered, judge, released };
    Kind kind = Kind::event;
    const vault::Record* record = nullptr;
    Item item;
};
/// What stands on the line: first versions of events, acts with a date, deprivations of liberty with their steps.
std::vector<LineEntry> line_of(const Account& account);

/// Statements as the count of tellings wants them.
std::vector<Statement> statements_of(const Account& account);
/// All versions of one kind as their comparison wants them.
std::vector<Version> versions_of(std::span<const vault::Record> records, const forms::RecordType& type);

/// The type and its differences, for every kind that has versions.
struct Differing {
    const forms::RecordType* type = nullptr;
    std::vector<Difference> differences;
};
std::vector<Differing> differences_of(const Account& account, const forms::Schema& schema);

/// Whether an involvement's proceedings have come how far: code of list `allegation_statuses`.
std::string standing_of(const Account& account, const RecordId& involvement);

/// Makes `chosen` the first of its versions: a revision of it and of the one that was first. What was noted about the
/// difference goes with the one that is no longer first. `conflict` when one of them changed meanwhile.
Result<void> choose_first(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& chosen,
    std::uint32_t chosen_base,
    std::uint32_t first_base,
    const BatchId& batch
);

}  // namespace panoh::events
