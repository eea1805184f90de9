// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::casework {

/// Why a step is not taken: `detail` for the log, `sentence` for who asked.
inline Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

/// The next revision of a record, as it stands; the caller changes what changes.
inline vault::RecordChange revision_of(const vault::Record& record)
{
    return {record.id, record.file, record.type, record.revision, record.coded, record.content, false};
}

/// What somebody is asked about a case: a transfer, a restriction, a change of state.
struct MatterQuestion {
    access::Verb verb = access::Verb::read;
    std::string_view type;       ///< of record; its table is called t
    std::string_view columns;    ///< beside record, file, case, its number and the day it was asked on
    std::string_view condition;  ///< with one place for a value
};

/// Matters of cases that the caller may know of, newest first. `read(matter, rows, row)` takes the further columns.
template <class Matter, class Read>
Result<std::vector<Matter>> matters_where(
    const records::Records& records,
    const records::Caller& caller,
    const MatterQuestion& question,
    vault::SqlValue value,
    Read&& read
)
{
    const std::string type(question.type);
    const auto rows = records.query(
        caller,
        question.verb,
        type,
        "t.file",
        "SELECT t.record, t.file, c.record AS of_case, c.number, t.asked_on, " + std::string(question.columns)
            + " FROM t_" + type + " t JOIN t_case c ON c.file=t.file AND c.deleted=0 WHERE {scope} AND t.deleted=0 AND "
            + std::string(question.condition) + " ORDER BY t.seq DESC",
        {std::move(value)}
    );
    if (!rows) return rows.error();
    std::vector<Matter> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        Matter each;
        each.record = rows->template id<RecordId>(row, "record");
        each.file = rows->template id<FileId>(row, "file");
        each.case_record = rows->template id<RecordId>(row, "of_case");
        each.number = rows->text(row, "number");
        each.asked_on = rows->text(row, "asked_on");
        read(each, *rows, row);
        found.push_back(std::move(each));
    }
    return found;
}

}  // namespace panoh::casework
