// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/second_look.hpp"

#include "base/json_text.hpp"
#include "forms/typed.hpp"
#include "records/release.hpp"

namespace panoh::knowledge {

namespace {

namespace json = boost::json;
using records::Caller;
using records::Records;

}  // namespace

bool waits_for_look(const vault::Record& record)
{
    return record.type == type_of(Kind::perpetrator) && !record.removed && !text_at(record.coded, "entered_by").empty()
           && text_at(record.coded, "seen_by").empty();
}

bool may_look(const Records& records, const Caller& caller, const vault::Record& record)
{
    return waits_for_look(record) && may_keep(records, caller, Kind::perpetrator)
           && text_at(record.coded, "entered_by") != caller.actor.user.text();
}

Result<void> give_look(const Records& records, const Caller& caller, const RecordId& entry, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    auto opened = open_entry(records, caller, entry);
    if (!opened) return opened.error();
    if (!waits_for_look(opened->record)) return {};
    if (!may_look(records, caller, opened->record)) {
        return fail(
            ErrorCode::denied, "whoever entered it does not look twice", {msg("knowledge.problem.own_look"), {}}
        );
    }
    const json::object changes{
        {"seen_by", caller.actor.user.text()}, {"seen_at", forms::moment_text(records.vault().clock().now())}};
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::next_revision(std::move(opened->record), changes));
    const auto written = records.write(caller, std::move(writing));
    return written ? Result<void>{} : written.error();
}

Result<std::vector<WaitingLook>> waiting_looks(const Records& records, const Caller& caller)
{
    std::vector<WaitingLook> waiting;
    if (!may_read(records, caller, Kind::perpetrator)) return waiting;
    const auto rows = records.query(
        caller,
        access::Verb::read,
        type_of(Kind::perpetrator),
        "t.file",
        "SELECT t.record, t.file, t.number, t.entered_by FROM t_perpetrator t WHERE {scope} AND t.deleted=0"
        " AND t.entered_by IS NOT NULL AND t.seen_by IS NULL ORDER BY t.seq"
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        waiting.push_back(
            {rows->id<RecordId>(row, "record"),
             rows->id<FileId>(row, "file"),
             rows->text(row, "number"),
             rows->id<UserId>(row, "entered_by")}
        );
    }
    return waiting;
}

}  // namespace panoh::knowledge
