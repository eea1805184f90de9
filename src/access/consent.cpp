// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/consent.hpp"

#include "forms/edtf.hpp"

#include <algorithm>

namespace panoh::access {

namespace {

std::optional<std::chrono::sys_days> last_day(const std::string& edtf)
{
    const auto range = forms::edtf_range(edtf);
    return range ? range->high : std::nullopt;
}

std::optional<std::chrono::sys_days> first_day(const std::string& edtf)
{
    const auto range = forms::edtf_range(edtf);
    return range ? range->low : std::nullopt;
}

/// Nothing when the question failed: that is no consent.
std::optional<std::set<std::string>>
codes_of(const vault::Workspace& workspace, const std::string& table, const RecordId& record)
{
    const auto rows = workspace.query("SELECT code FROM " + table + " WHERE record=?", {vault::sql(record)});
    if (!rows) return std::nullopt;
    std::set<std::string> codes;
    for (std::size_t row = 0; row < rows->size(); ++row)
        codes.insert(rows->text(row, "code"));
    return codes;
}

}  // namespace

DisclosureDecision
may_disclose(const std::vector<Consent>& consents, const Disclosure& disclosure, std::chrono::sys_days today)
{
    const Consent* latest = nullptr;
    for (const Consent& each : consents) {
        if (each.purpose != disclosure.purpose) continue;
        if (latest == nullptr || each.order > latest->order) latest = &each;
    }
    if (latest == nullptr || latest->answer == "not_asked") return {false, {}, "none"};
    if (latest->answer == "withdrawn") return {false, latest->record, "withdrawn"};
    if (latest->answer != "yes") return {false, latest->record, "refused"};
    if (latest->given_on && *latest->given_on > today) return {false, latest->record, "none"};
    if (latest->until && *latest->until < today) return {false, latest->record, "expired"};
    if (!disclosure.recipient.empty() && !latest->recipients.contains(disclosure.recipient)) {
        return {false, latest->record, "recipient"};
    }
    for (const forms::Compartment each : disclosure.compartments) {
        const bool covered =
            latest->compartments.empty() || latest->compartments.contains(std::string(forms::name_of(each)));
        if (!covered) return {false, latest->record, "part"};
    }
    return {true, latest->record, ""};
}

DisclosureDecision may_disclose(
    const vault::Workspace& workspace, const FileId& person, const Disclosure& disclosure, std::chrono::sys_days today
)
{
    return may_disclose(consents_of(workspace, person), disclosure, today);
}

std::vector<Consent> consents_of(const vault::Workspace& workspace, const FileId& person)
{
    const auto rows = workspace.query(
        "SELECT record, purpose, answer, given_on, \"until\", seq FROM t_consent"
        " WHERE file=? AND deleted=0 ORDER BY seq DESC",
        {vault::sql(person)}
    );
    std::vector<Consent> consents;
    if (!rows) return consents;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        Consent each;
        each.record = rows->id<RecordId>(row, "record");
        each.purpose = rows->text(row, "purpose");
        each.answer = rows->text(row, "answer");
        const auto recipients = codes_of(workspace, "t_consent__recipients", each.record);
        const auto compartments = codes_of(workspace, "t_consent__compartments", each.record);
        if (!rows->is_null(row, "given_on")) each.given_on = first_day(rows->text(row, "given_on"));
        if (!rows->is_null(row, "until")) each.until = last_day(rows->text(row, "until"));
        const bool has_end = !rows->is_null(row, "until");
        if (!recipients || !compartments || (has_end && !each.until)) each.answer = "not_asked";
        each.recipients = recipients.value_or(std::set<std::string>{});
        each.compartments = compartments.value_or(std::set<std::string>{});
        each.order = rows->integer(row, "seq");
        consents.push_back(std::move(each));
    }
    return consents;
}

}  // namespace panoh::access
