// SPDX-License-Identifier: AGPL-3.0-or-later
// Looking at evaluations.
#include "modules/evaluation/service.hpp"

#include "access/consent.hpp"
#include "base/json_text.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/fields.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

using access::Verb;
using forms::Compartment;

Line line_of(const Records& records, const Caller& caller, const vault::Rows& rows, std::size_t at)
{
    Line line;
    line.evaluation = rows.id<RecordId>(at, "record");
    line.file = rows.id<FileId>(at, "file");
    line.number = rows.text(at, "number");
    line.state = rows.text(at, "state");
    line.due_on = rows.text(at, "due_on");
    line.lead = rows.id<UserId>(at, "lead");
    line.readable = records.may(caller, Verb::read, line.file, Compartment::core);
    if (!line.readable) return line;
    line.kind = rows.text(at, "kind");
    line.opened_on = rows.text(at, "opened_on");
    line.person = rows.id<RecordId>(at, "person");
    line.matter = rows.id<RecordId>(at, "matter");
    return line;
}

Result<std::vector<Line>> lines_where(
    const Records& records, const Caller& caller, const std::string& condition, std::vector<vault::SqlValue> parameters
)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "evaluation",
        "e.file",
        "SELECT e.* FROM t_evaluation e WHERE {scope} AND e.deleted=0" + condition + " ORDER BY e.number DESC",
        std::move(parameters)
    );
    if (!rows) return rows.error();
    std::vector<Line> found;
    for (std::size_t at = 0; at < rows->size(); ++at)
        found.push_back(line_of(records, caller, *rows, at));
    return found;
}

/// The file of one part of an evaluation, when the caller may read it.
Result<FileId>
file_of_part(const Records& records, const Caller& caller, const RecordId& evaluation, std::string_view part)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "evaluation_part",
        "p.file",
        "SELECT p.file FROM t_evaluation_part p WHERE {scope} AND p.deleted=0 AND p.evaluation=? AND p.part=?",
        {vault::sql(evaluation), std::string(part)}
    );
    if (!rows) return rows.error();
    return rows->empty() ? FileId{} : rows->id<FileId>(0, "file");
}

}  // namespace

Error refusal(MessageId sentence)
{
    return fail(ErrorCode::invalid_input, "the evaluation is not in a state for this", {std::move(sentence), {}});
}

forms::FormProblem problem_at(std::string field, MessageId sentence, MessageId label)
{
    return {std::move(field), {std::move(sentence), {{"label", std::move(label)}}}};
}

Result<std::vector<Line>> lines(const Records& records, const Caller& caller, const RecordId& matter)
{
    if (matter.is_none()) return lines_where(records, caller, "", {});
    auto found = lines_where(records, caller, " AND e.matter=?", {vault::sql(matter)});
    if (found) std::erase_if(*found, [](const Line& line) { return !line.readable; });
    return found;
}

Result<Opened> opened(const Records& records, const Caller& caller, const RecordId& evaluation)
{
    auto found = lines_where(records, caller, " AND e.record=?", {vault::sql(evaluation)});
    if (!found) return found.error();
    if (found->empty()) return fail(ErrorCode::not_found, "there is no such evaluation for this reader");
    Opened result;
    result.line = std::move(found->front());
    auto record = records.read(caller, evaluation);
    if (!record) return record.error();
    result.record = std::move(*record);
    const auto draft = file_of_part(records, caller, evaluation, "draft");
    if (!draft) return draft.error();
    const auto apart = file_of_part(records, caller, evaluation, "apart");
    if (!apart) return apart.error();
    result.draft = *draft;
    result.apart = *apart;
    return result;
}

RecordId evaluation_of_file(const Records& records, const Caller& caller, const FileId& file)
{
    const auto main = records.query(
        caller,
        Verb::read,
        "evaluation",
        "e.file",
        "SELECT e.record AS evaluation FROM t_evaluation e WHERE {scope} AND e.file=?",
        {vault::sql(file)}
    );
    if (main && !main->empty()) return main->id<RecordId>(0, "evaluation");
    const auto part = records.query(
        caller,
        Verb::read,
        "evaluation_part",
        "p.file",
        "SELECT p.evaluation FROM t_evaluation_part p WHERE {scope} AND p.file=?",
        {vault::sql(file)}
    );
    return part && !part->empty() ? part->id<RecordId>(0, "evaluation") : RecordId{};
}

Result<Contents> contents_of(const Records& records, const Caller& caller, const FileId& file)
{
    Contents contents;
    const std::array<std::pair<std::string_view, std::vector<vault::Record>*>, 11> lists{{
        {"evaluator", &contents.evaluators},
        {"sitting", &contents.sittings},
        {"evaluation_section", &contents.sections},
        {"finding", &contents.findings},
        {"finding_mark", &contents.marks},
        {"psychological_finding", &contents.elements},
        {"diagnostic_test", &contents.tests},
        {"consultation", &contents.consultations},
        {"conclusion", &contents.conclusions},
        {"quality_answer", &contents.answers},
        {"review_remark", &contents.remarks},
    }};
    for (const auto& [type, list] : lists) {
        auto found = records.of_file(caller, file, type);
        if (!found) return found.error();
        *list = std::move(*found);
        std::reverse(list->begin(), list->end());
    }
    for (const std::string_view type : {"reviewed_report", "review_answer", "review_note"}) {
        auto found = records.of_file(caller, file, type);
        if (!found) return found.error();
        std::move(found->rbegin(), found->rend(), std::back_inserter(contents.conclusions));
    }
    const auto by_number = [](const vault::Record& left, const vault::Record& right) {
        return number_of(left) < number_of(right);
    };
    std::stable_sort(contents.findings.begin(), contents.findings.end(), by_number);
    std::stable_sort(contents.elements.begin(), contents.elements.end(), by_number);
    std::stable_sort(
        contents.sittings.begin(),
        contents.sittings.end(),
        [](const vault::Record& left, const vault::Record& right) {
            return text_at(left.coded, "held_on") < text_at(right.coded, "held_on");
        }
    );
    return contents;
}

std::vector<Worker> workers_of(const Records& records, const FileId& file)
{
    std::vector<Worker> workers;
    const auto rows = records.vault().workspace().query(
        "SELECT record, evaluator, part, since, \"until\" AS ended FROM t_evaluation_assignment"
        " WHERE file=? AND deleted=0 ORDER BY seq",
        {vault::sql(file)}
    );
    for (std::size_t at = 0; rows && at < rows->size(); ++at) {
        workers.push_back(
            {rows->id<RecordId>(at, "record"),
             rows->id<UserId>(at, "evaluator"),
             rows->text(at, "part"),
             rows->text(at, "since"),
             rows->text(at, "ended")}
        );
    }
    return workers;
}

bool is_lead(const Opened& evaluation, const UserId& user)
{
    return evaluation.line.lead == user;
}

bool may_change(const Opened& evaluation)
{
    return evaluation.line.state == "in_progress" || evaluation.line.state == "in_review";
}

GivenConsents consents_of_person(const Records& records, const Caller& caller, const RecordId& person)
{
    GivenConsents given;
    const auto file = casework::file_of_person(records, person);
    if (!file) return given;
    const auto today = forms::parse_iso_day(casework::today_of(records, caller)).value_or(std::chrono::sys_days{});
    const auto answers = access::consents_of(records.vault().workspace(), *file);
    const auto basis = [&](const char* purpose) {
        const auto decision = access::may_disclose(answers, {purpose, {}, {}}, today);
        return decision ? decision.basis : RecordId{};
    };
    given.examination = basis("examination");
    given.photographs = basis("photographs");
    given.sexual_violence = basis("sexual_violence_findings");
    return given;
}

std::string care_role(const Records& records, const Caller& caller, const RecordId& matter, const UserId& user)
{
    constexpr std::array<std::string_view, 4> caring{"psychologist", "psychiatrist", "physician", "social_worker"};
    const auto head = casework::case_head(records, caller, matter);
    if (!head) return {};
    for (const casework::TeamMember& member : casework::team_of(records, head->file)) {
        const bool cares = std::find(caring.begin(), caring.end(), member.role) != caring.end();
        if (member.user == user && member.until.empty() && cares) return member.role;
    }
    return {};
}

}  // namespace panoh::evaluation
