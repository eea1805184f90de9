// SPDX-License-Identifier: AGPL-3.0-or-later
// Looking at alerts, and what is noted while one is open.
#include "modules/custody/service.hpp"

#include "forms/typed.hpp"
#include "modules/custody/changes.hpp"
#include "modules/custody/rules.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/service.hpp"

#include <array>

namespace panoh::custody {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;

AlertLine line_of(const vault::Rows& rows, std::size_t at)
{
    AlertLine line;
    line.contact = rows.id<RecordId>(at, "contact");
    line.alert = rows.id<RecordId>(at, "record");
    line.file = rows.id<FileId>(at, "file");
    line.number = rows.text(at, "number");
    line.status = rows.text(at, "status");
    line.region = rows.text(at, "region");
    line.apprehended_at = rows.text(at, "apprehended_at");
    line.registered_at = rows.text(at, "registered_at");
    line.raised_at = rows.text(at, "raised_at");
    line.ended_at = rows.text(at, "ended_at");
    line.raised_by = rows.id<UserId>(at, "raised_by");
    line.keyworker = rows.id<UserId>(at, "keyworker");
    return line;
}

Result<std::vector<AlertLine>> lines_where(
    const Records& records, const Caller& caller, const std::string& condition, std::vector<vault::SqlValue> parameters
)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "custody_alert",
        "a.file",
        "SELECT c.record AS contact, a.record AS record, a.file AS file, c.number AS number, a.status AS status,"
        " a.region AS region, a.apprehended_at AS apprehended_at, a.registered_at AS registered_at,"
        " a.raised_at AS raised_at, a.ended_at AS ended_at, a.raised_by AS raised_by, c.keyworker AS keyworker"
        " FROM t_custody_alert a JOIN t_contact c ON c.file=a.file AND c.deleted=0 WHERE {scope} AND a.deleted=0"
            + condition + " ORDER BY a.status<>'open', a.raised_at DESC, a.seq DESC",
        std::move(parameters)
    );
    if (!rows) return rows.error();
    std::vector<AlertLine> lines;
    for (std::size_t at = 0; at < rows->size(); ++at)
        lines.push_back(line_of(*rows, at));
    return lines;
}

/// The newest record of a type in a file; none when there is none.
Result<std::optional<vault::Record>>
newest(const Records& records, const Caller& caller, const FileId& file, std::string_view type)
{
    auto found = records.of_file(caller, file, type);
    if (!found) return found.error();
    if (found->empty()) return std::optional<vault::Record>();
    return std::optional(std::move(found->front()));
}

/// What a form of the account may tell follows the relative's answer in the form.
void follow_answer(
    const Records& records, const Caller& caller, const FileId& file, json::object& content, const json::object& coded
)
{
    const auto said = newest(records, caller, file, "contact_account");
    json::object account = content;
    account["may_tell"] = text_at(coded, "may_tell");
    const bool named = text_at(account, "may_tell") == "yes_named";
    // Whoever may not open the call's account keeps the names that are there, and takes them out when they must go.
    if (named && (!said || !*said)) return;
    keep_names_as_agreed(account, said && *said ? (*said)->content.reveal() : json::object());
    account.erase("may_tell");
    content = std::move(account);
}

}  // namespace

Result<std::vector<AlertLine>> alerts(const Records& records, const Caller& caller, bool open_only)
{
    return lines_where(records, caller, open_only ? " AND a.status='open'" : "", {});
}

Result<std::vector<AlertLine>> ended_unscreened(const Records& records, const Caller& caller)
{
    return lines_where(records, caller, " AND a.status<>'open' AND c.status IN ('new','handed_over')", {});
}

Result<std::vector<Going>> goings_of(const Records& records, const Caller& caller, const FileId& file)
{
    const bool may_read = records.may(caller, Verb::read, file, Compartment::core);
    const auto rows = records.query(
        caller,
        Verb::desk,
        "on_duty_request",
        "d.file",
        "SELECT d.record AS record, d.person AS person, d.role AS role, d.status AS status, d.asked_by AS asked_by,"
        " d.asked_at AS asked_at, d.accepted_at AS accepted_at, d.arrived_at AS arrived_at, d.closed_at AS closed_at"
        " FROM t_on_duty_request d WHERE {scope} AND d.deleted=0 AND d.file=? ORDER BY d.asked_at DESC, d.seq DESC",
        {vault::sql(file)}
    );
    if (!rows) return rows.error();
    std::vector<Going> goings;
    for (std::size_t at = 0; at < rows->size(); ++at) {
        goings.push_back(
            {rows->id<RecordId>(at, "record"),
             rows->id<UserId>(at, "person"),
             may_read ? rows->text(at, "role") : std::string(),
             rows->text(at, "status"),
             rows->id<UserId>(at, "asked_by"),
             rows->text(at, "asked_at"),
             rows->text(at, "accepted_at"),
             rows->text(at, "arrived_at"),
             rows->text(at, "closed_at")}
        );
    }
    return goings;
}

Result<Alert> open_alert(const Records& records, const Caller& caller, const RecordId& contact)
{
    const auto lines = lines_where(records, caller, " AND c.record=?", {vault::sql(contact)});
    if (!lines) return lines.error();
    if (lines->empty()) return fail(ErrorCode::not_found, "there is no such alert for this reader");
    Alert alert;
    alert.line = lines->front();
    const FileId& file = alert.line.file;
    auto goings = goings_of(records, caller, file);
    if (!goings) return goings.error();
    alert.goings = std::move(*goings);
    if (!records.may(caller, Verb::read, file, Compartment::core)) return alert;
    auto record = records.read(caller, alert.line.alert);
    if (!record) return record.error();
    alert.record = std::move(*record);
    if (!records.may(caller, Verb::read, file, Compartment::legal)) return alert;
    auto account = newest(records, caller, file, "custody_account");
    if (!account) return account.error();
    alert.account = std::move(*account);
    auto enquiries = records.of_file(caller, file, "custody_enquiry");
    if (!enquiries) return enquiries.error();
    alert.enquiries = std::move(*enquiries);
    auto refusals = records.of_file(caller, file, "custody_refusal");
    if (!refusals) return refusals.error();
    alert.refusals = std::move(*refusals);
    return alert;
}

Result<AlertLine> line_of_contact(const Records& records, const Caller& caller, const RecordId& contact)
{
    auto lines = lines_where(records, caller, " AND c.record=?", {vault::sql(contact)});
    if (!lines) return lines.error();
    if (!lines->empty()) return std::move(lines->front());
    const auto record = records.read(caller, contact);
    if (!record) return record.error();
    if (record->type != "contact") return fail(ErrorCode::not_found, "the record is of another type");
    if (intake::is_counted_only(record->coded) || intake::is_apart(record->coded)) {
        return refusal(msg("custody.problem.call_not_open"));
    }
    AlertLine line;
    line.contact = record->id;
    line.file = record->file;
    line.number = text_at(record->coded, "number");
    return line;
}

RecordId contact_of_file(const Records& records, const Caller& caller, const FileId& file)
{
    const auto lines = lines_where(records, caller, " AND a.file=?", {vault::sql(file)});
    return lines && !lines->empty() ? lines->front().contact : RecordId{};
}

Result<vault::Record> contact_without_alert(const Records& records, const Caller& caller, const RecordId& contact)
{
    auto record = records.read(caller, contact);
    if (!record) return record.error();
    if (record->type != "contact") return fail(ErrorCode::not_found, "the record is of another type");
    if (!intake::is_open(record->coded)) return refusal(msg("custody.problem.call_not_open"));
    const auto there = lines_where(records, caller, " AND c.record=?", {vault::sql(contact)});
    if (!there) return there.error();
    if (!there->empty()) return refusal(msg("custody.problem.has_alert"));
    return record;
}

Result<records::FormOutcome> save_part(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const std::string now = forms::moment_text(records.vault().clock().now());
    const forms::RecordType* type = records.schema().type(change.type);
    PANOH_CHECK(type != nullptr);
    // Times are looked at before anything is written.
    const forms::FormResult read =
        forms::read_form(*type, records.schema(), submission, records.reading(caller, nullptr));
    records::FormOutcome outcome;
    outcome.problems = problems_of_times(change.type, read.coded, now);
    if (!outcome.problems.empty() && !records.vault().has_batch(batch)) return outcome;
    records::FormChange asked = change;
    asked.asks = [](const forms::Field& field) {
        return field.name != "asked_before";
    };
    return records.save(caller, asked, submission, batch, [&](json::object& coded, json::object& content) {
        if (change.type == "custody_account") follow_answer(records, caller, change.file, content, coded);
        if (change.type == "custody_enquiry" && text_at(coded, "asked_at").empty()) coded["asked_at"] = now;
    });
}

Result<void>
confirm_registration(const Records& records, const Caller& caller, const Alert& alert, const BatchId& batch)
{
    const std::string now = forms::moment_text(records.vault().clock().now());
    return change_record(records, caller, alert.line.alert, batch, [&](json::object fields) -> Result<json::object> {
        if (text_at(fields, "registered_at").empty()) fields["registered_at"] = now;
        return fields;
    });
}

Result<void>
end_alert(const Records& records, const Caller& caller, const Alert& alert, std::string_view how, const BatchId& batch)
{
    const forms::CodeList* states = records.schema().list("custody_states");
    if (states == nullptr || states->find(how) == nullptr) return refusal(msg("custody.problem.choose_end"));
    const std::string now = forms::moment_text(records.vault().clock().now());
    return change_record(records, caller, alert.line.alert, batch, [&](json::object fields) -> Result<json::object> {
        return ended(std::move(fields), how, now);
    });
}

}  // namespace panoh::custody
