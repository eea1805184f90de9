// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Who works on what: the board of a coordinator, and giving work to somebody else.
namespace panoh::casework {

/// What one colleague has, in numbers. Cases that the reader may not see count as restricted and as nothing else.
struct Workload {
    UserId user;
    bool active = true;  ///< false: has left, and work is still theirs
    std::size_t leads = 0;
    std::size_t helps = 0;  ///< works on cases that others lead
    std::size_t restricted = 0;
    std::size_t tasks = 0;
    std::size_t overdue = 0;  ///< of the tasks
    std::size_t calls = 0;
    std::size_t promised = 0;  ///< calls back
    std::size_t promises_late = 0;
    std::string away_from, away_until;  ///< days, of an absence that is not over; empty: none

    [[nodiscard]] bool has_work() const noexcept { return leads + helps + tasks + calls > 0; }
};

/// A call as the board lists it: desk fields.
struct CallLine {
    RecordId record;
    FileId file;
    std::string number, status, region;
    std::string due_on, due_time;  ///< of the call back that was promised: "2026-11-22", "14:05" local; or empty
    UserId keyworker;
};

struct TeamBoard {
    std::vector<Workload> colleagues;       ///< by name; those who left and still have work stand first
    std::vector<CaseLine> cases_of_nobody;  ///< open, and nobody who works here leads them
    std::vector<CallLine> calls_of_nobody;  ///< open, and with nobody who works here
    std::vector<WorkItem> overdue;          ///< longest first
    std::size_t restricted = 0;             ///< cases that the reader may not see
};
/// Of the caller's organisation, as far as the caller sees its desk.
Result<TeamBoard> team_board(const records::Records& records, const records::Caller& caller, std::string_view today);

/// Cases of the caller's organisation that the caller may not see, with those who hold their key: restricted ones, and
/// in an organisation whose desk is new those that nobody has opened to it yet.
std::vector<vault::KeptFile> kept_cases(const records::Records& records, const records::Caller& caller);

/// A case that somebody has to do with.
struct CaseOfColleague {
    CaseLine line;
    bool leads = false;
    std::string role;  ///< of list `case_roles`; empty: only tasks are theirs
    std::size_t tasks = 0;
    std::size_t overdue = 0;
};

struct WorkOfColleague {
    Workload load;
    std::vector<CaseOfColleague> cases;
    std::vector<CallLine> calls;
};
/// `not_found` for a user of another organisation.
Result<WorkOfColleague> work_of_colleague(
    const records::Records& records, const records::Caller& caller, const UserId& user, std::string_view today
);

/// Colleagues who may be given this kind of work, by name.
std::vector<UserId> possible_keyworkers(const records::Records& records, const OrganisationId& organisation);
std::vector<UserId> possible_workers(const records::Records& records, const OrganisationId& organisation);
std::vector<UserId> possible_call_takers(const records::Records& records, const OrganisationId& organisation);

/// A case or call for other hands.
struct Reassignment {
    RecordId place;
    bool is_call = false;
    UserId from;        ///< whose it was; none: nobody's
    UserId to;          ///< `invalid_input` unless they may be given it
    bool ends = false;  ///< whoever had the case does not work on it any more
};
/// Gives a case with the tasks of whoever had it, or a call. The same batch counts once.
Result<void> reassign(
    const records::Records& records, const records::Caller& caller, const Reassignment& what, const BatchId& batch
);

/// Another worker for a case; a keyworker, when they are to lead it. `conflict` for one who works on it already.
struct NewWorker {
    RecordId case_record;
    UserId user;
    std::string role;  ///< of list `case_roles`; empty: what they are
    bool leads = false;
};
Result<void>
add_worker(const records::Records& records, const records::Caller& caller, const NewWorker& what, const BatchId& batch);

/// The rule closes at once. Refused (`conflict`) for whoever leads the case.
Result<void> end_work(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& case_record,
    const UserId& user,
    const BatchId& batch
);

/// Somebody who has been given work and cannot open all of it yet.
struct KeyWait {
    UserId user;
    std::vector<UserId> givers;  ///< any of them hands the key over by opening the program; empty: nobody can
    bool all_have_to = false;    ///< no single one holds everything: each of them has to
    bool only_leavers = false;   ///< none of them works on the case any more
    bool account = false;        ///< the account of the case is among what is closed
};
/// Who waits for a key to the case or to persons in it. `user` narrows to one.
Result<std::vector<KeyWait>>
waiting_for_keys(const records::Records& records, const FileId& case_file, const UserId& user = {});

/// Whether only those who are named on the case see it.
bool is_restricted(const records::Records& records, const FileId& case_file);

/// Notes when a colleague is away, in place of what was noted before; days as "2026-11-22", both empty: they are
/// back. For whoever may write in the register.
Result<void> note_absence(
    const records::Records& records,
    const records::Caller& caller,
    const UserId& user,
    const std::string& from,
    const std::string& until,
    const BatchId& batch
);

}  // namespace panoh::casework
