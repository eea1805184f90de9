// SPDX-License-Identifier: AGPL-3.0-or-later
// Giving work to somebody else.
#include "modules/casework/team.hpp"

#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/matters.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "records/colleagues.hpp"
#include "records/registers.hpp"

#include <algorithm>
#include <iterator>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using forms::FileKind;
using records::Caller;
using records::Records;

bool has(const std::vector<UserId>& users, const UserId& user)
{
    return std::find(users.begin(), users.end(), user) != users.end();
}

/// Who works on a case now, with their assignment.
std::vector<TeamMember> workers_of(const Records& records, const FileId& case_file)
{
    auto team = team_of(records, case_file);
    std::erase_if(team, [](const TeamMember& member) { return !member.until.empty(); });
    return team;
}

bool works_on(const std::vector<TeamMember>& team, const UserId& user)
{
    return std::any_of(team.begin(), team.end(), [&](const TeamMember& member) { return member.user == user; });
}

vault::RecordChange assignment_of(
    const Records& records, const Caller& caller, const FileId& case_file, const UserId& user, const std::string& role
)
{
    return records::new_record(
        records.vault().random(),
        "assignment",
        case_file,
        {{"user", user.text()},
         {"role", role.empty() ? case_role_of(records, user) : role},
         {"organisation", caller.actor.organisation.text()},
         {"since", today_of(records, caller)}}
    );
}

/// Open tasks of a case that are somebody's own.
Result<std::vector<RecordId>> tasks_of_user(const Records& records, const FileId& case_file, const UserId& user)
{
    const auto rows = records.vault().workspace().query(
        "SELECT record FROM t_task WHERE file=? AND assigned_to=? AND deleted=0"
        " AND (state IS NULL OR state IN ('open','in_progress'))",
        {vault::sql(case_file), vault::sql(user)}
    );
    if (!rows) return rows.error();
    std::vector<RecordId> tasks;
    for (std::size_t row = 0; row < rows->size(); ++row)
        tasks.push_back(rows->id<RecordId>(row, "record"));
    return tasks;
}

Result<void> reassign_call(const Records& records, const Caller& caller, const Reassignment& what, const BatchId& batch)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "contact",
        "c.file",
        "SELECT c.organisation FROM t_contact c WHERE {scope} AND c.record=? AND c.deleted=0"
        " AND c.status IN ('new','handed_over','screened')",
        {vault::sql(what.place)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::not_found, "there is no such open call for this reader");
    if (!has(possible_call_takers(records, caller.actor.organisation), what.to)) {
        return refusal(ErrorCode::invalid_input, "the receiver takes no calls", msg("team.problem.receiver"));
    }
    const std::vector<records::Handing> work{{what.place, what.to}};
    const auto receipt = records.hand(caller, batch, work, {});
    return receipt ? Result<void>{} : receipt.error();
}

/// Hands on, and gives and takes the keys that follow.
Result<void> hand_with_keys(
    const Records& records,
    const Caller& caller,
    const FileId& case_file,
    const BatchId& batch,
    std::span<const records::Handing> work,
    std::vector<vault::RecordChange> assignments
)
{
    KeysOfFiles keys(records, caller, reached_files(records, case_file));
    const auto receipt = records.hand(caller, batch, work, std::move(assignments));
    if (!receipt) return receipt.error();
    return keys.settle(reached_files(records, case_file));
}

Result<void> reassign_case(const Records& records, const Caller& caller, const Reassignment& what, const BatchId& batch)
{
    const auto head = case_head(records, caller, what.place);
    if (!head) return head.error();
    const bool leads = head->keyworker == what.from;
    const auto possible = leads ? possible_keyworkers(records, caller.actor.organisation)
                                : possible_workers(records, caller.actor.organisation);
    if (!has(possible, what.to) || what.to == what.from) {
        return refusal(ErrorCode::invalid_input, "the receiver cannot do this work", msg("team.problem.receiver"));
    }
    const auto directory = records.vault().directory();
    const vault::User* from = directory->user(what.from);
    const bool ends = what.ends || (from != nullptr && !from->active);
    const auto team = workers_of(records, head->file);
    std::vector<records::Handing> work;
    if (leads) work.push_back({what.place, what.to});
    for (const TeamMember& member : team) {
        if (member.user != what.from || what.from.is_none()) continue;
        if (ends) work.push_back({member.assignment, UserId{}});
    }
    if (!what.from.is_none()) {
        const auto tasks = tasks_of_user(records, head->file, what.from);
        if (!tasks) return tasks.error();
        std::transform(tasks->begin(), tasks->end(), std::back_inserter(work), [&](const RecordId& task) {
            return records::Handing{task, what.to};
        });
    }
    std::vector<vault::RecordChange> assignments;
    if (!works_on(team, what.to)) assignments.push_back(assignment_of(records, caller, head->file, what.to, {}));
    return hand_with_keys(records, caller, head->file, batch, work, std::move(assignments));
}

/// The givers of one wait, put together from those of each part that is closed.
void join_givers(KeyWait& wait, const std::vector<UserId>& more, bool is_first)
{
    if (is_first) {
        wait.givers = more;
        return;
    }
    std::vector<UserId> both;
    std::copy_if(wait.givers.begin(), wait.givers.end(), std::back_inserter(both), [&](const UserId& each) {
        return has(more, each);
    });
    if (!both.empty() && !wait.all_have_to) {
        wait.givers = std::move(both);
        return;
    }
    wait.all_have_to = true;
    for (const UserId& each : more) {
        if (!has(wait.givers, each)) wait.givers.push_back(each);
    }
}

}  // namespace

std::vector<UserId> possible_keyworkers(const Records& records, const OrganisationId& organisation)
{
    return records::colleagues(records, organisation, [&](const access::Actor& actor) {
        const access::Subject account{FileKind::case_file, Compartment::account, organisation, true};
        return records.access().decide(actor, Verb::write, account).allowed;
    });
}

std::vector<UserId> possible_workers(const Records& records, const OrganisationId& organisation)
{
    return records::colleagues(records, organisation, [&](const access::Actor& actor) {
        const access::Subject core{FileKind::case_file, Compartment::core, organisation, true};
        return records.access().decide(actor, Verb::read, core).allowed;
    });
}

std::vector<UserId> possible_call_takers(const Records& records, const OrganisationId& organisation)
{
    return records::colleagues(records, organisation, [&](const access::Actor& actor) {
        return records.access().may(actor, "take_calls");
    });
}

Result<void> reassign(const Records& records, const Caller& caller, const Reassignment& what, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    return what.is_call ? reassign_call(records, caller, what, batch) : reassign_case(records, caller, what, batch);
}

Result<void> add_worker(const Records& records, const Caller& caller, const NewWorker& what, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto head = case_head(records, caller, what.case_record);
    if (!head) return head.error();
    const auto possible = what.leads ? possible_keyworkers(records, caller.actor.organisation)
                                     : possible_workers(records, caller.actor.organisation);
    if (!has(possible, what.user)) {
        return refusal(ErrorCode::invalid_input, "the receiver cannot do this work", msg("team.problem.receiver"));
    }
    const bool is_there = works_on(workers_of(records, head->file), what.user);
    std::vector<records::Handing> work;
    if (what.leads && head->keyworker != what.user) work.push_back({what.case_record, what.user});
    std::vector<vault::RecordChange> assignments;
    if (!is_there) assignments.push_back(assignment_of(records, caller, head->file, what.user, what.role));
    if (work.empty() && assignments.empty()) {
        return refusal(ErrorCode::invalid_input, "the worker is there already", msg("team.problem.works_already"));
    }
    return hand_with_keys(records, caller, head->file, batch, work, std::move(assignments));
}

Result<void> end_work(
    const Records& records, const Caller& caller, const RecordId& case_record, const UserId& user, const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto head = case_head(records, caller, case_record);
    if (!head) return head.error();
    if (head->keyworker == user) {
        return refusal(ErrorCode::invalid_input, "the keyworker works on the case", msg("team.problem.leads"));
    }
    std::vector<records::Handing> work;
    for (const TeamMember& member : workers_of(records, head->file)) {
        if (member.user == user) work.push_back({member.assignment, UserId{}});
    }
    if (work.empty()) return fail(ErrorCode::not_found, "nobody of that name works on the case");
    return hand_with_keys(records, caller, head->file, batch, work, {});
}

Result<std::vector<KeyWait>> waiting_for_keys(const Records& records, const FileId& case_file, const UserId& user)
{
    const auto files = reached_files(records, case_file);
    const auto waiting = records.vault().waiting_holders(files);
    if (!waiting) return waiting.error();
    const auto team = workers_of(records, case_file);
    std::vector<KeyWait> waits;
    for (const vault::WaitingHolder& each : *waiting) {
        if (!user.is_none() && each.user != user) continue;
        auto found =
            std::find_if(waits.begin(), waits.end(), [&](const KeyWait& wait) { return wait.user == each.user; });
        const bool is_first = found == waits.end();
        if (is_first) found = waits.insert(waits.end(), KeyWait{each.user, {}, false, false, false});
        join_givers(*found, each.givers, is_first);
        found->account = found->account || (each.file == case_file && each.compartment == Compartment::account);
    }
    for (KeyWait& wait : waits) {
        wait.only_leavers =
            !wait.givers.empty() && std::none_of(wait.givers.begin(), wait.givers.end(), [&](const UserId& giver) {
                return works_on(team, giver);
            });
    }
    return waits;
}

bool is_restricted(const Records& records, const FileId& case_file)
{
    const auto rows =
        records.vault().workspace().query("SELECT 1 FROM restricted WHERE file=? LIMIT 1", {vault::sql(case_file)});
    return !rows || !rows->empty();
}

Result<void> note_absence(
    const Records& records,
    const Caller& caller,
    const UserId& user,
    const std::string& from,
    const std::string& until,
    const BatchId& batch
)
{
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    const auto known = records.query(
        caller,
        Verb::read,
        "absence",
        "a.file",
        "SELECT a.record, a.revision FROM t_absence a WHERE {scope} AND a.file=? AND a.\"user\"=? ORDER BY a.seq",
        {vault::sql(*file), vault::sql(user)}
    );
    if (!known) return known.error();
    if (known->empty() && from.empty()) return {};
    auto change = records::new_record(records.vault().random(), "absence", *file, {{"user", user.text()}});
    if (!known->empty()) {
        change.id = known->id<RecordId>(0, "record");
        change.base = static_cast<std::uint32_t>(known->integer(0, "revision"));
    }
    change.removed = from.empty();
    if (!change.removed) {
        change.coded["from"] = from;
        change.coded["until"] = until;
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::casework
