// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "i18n/catalogues.hpp"
#include "main/demo/calendar.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/tags.hpp"
#include "modules/custody/types.hpp"
#include "modules/evaluation/types.hpp"
#include "modules/intake/public/arriving.hpp"
#include "records/records.hpp"
#include "vault/accounts/accounts.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::demo {

/// Does what the demo's data tells, through the services that the pages call too, as the person who does it.
/// Members of a step: README.md. Errors name the field that does not fit, never what it holds.
class Work {
public:
    Work(
        const records::Records& records,
        accounts::Accounts& accounts,
        const Calendar& calendar,
        request::Desk& desk,
        intake::Arrivals::WordsIn words,
        const i18n::Catalogues& catalogues
    );

    /// Somebody who can act from now on; they are brought into the workspace.
    Result<void> admit(const std::string& login, vault::UserKeys keys);

    Result<void> take_call(const boost::json::object& call);
    Result<void> open_case(const boost::json::object& matter);
    /// A step of the call or case that is called `label`.
    Result<void> perform(const std::string& label, const boost::json::object& step);

private:
    struct Worker {
        explicit Worker(vault::UserKeys the_keys)
            : keys(std::move(the_keys))
        {}
        vault::UserKeys keys;
        records::Caller caller;
        std::vector<vault::ReadFact> reads;
    };
    struct Place {
        RecordId record;
        FileId file;
    };

    Result<Worker*> worker(const boost::json::object& step);
    Result<void> enter_reads(Worker& worker);
    BatchId batch() const;

    // what forms hold
    Result<boost::json::value> resolved(const boost::json::value& value) const;
    Result<void> fill(forms::Submission& submission, std::string_view type, const boost::json::object& fields) const;
    /// Fields as a form would leave them.
    Result<boost::json::object>
    read_fields(const records::Caller& caller, std::string_view type, const boost::json::object& fields) const;
    Result<std::vector<boost::json::object>>
    read_all(const records::Caller& caller, std::string_view type, const boost::json::array& all) const;
    Result<casework::CasePerson> person(const records::Caller& caller, const boost::json::object& person) const;

    // steps
    using Perform = Result<void> (Work::*)(const records::Caller&, const std::string&, const boost::json::object&);
    static const std::map<std::string_view, Perform>& verbs();
    Result<void> hand_on(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> receive(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> release(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> screen(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> pass_on(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> add_person(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> save_form(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> edit(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> complete(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> postpone(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> withdraw(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // what becomes of a case: `work_states.cpp`
    Result<casework::CaseHead> head(const records::Caller& caller, const std::string& label) const;
    Result<void> change_state(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> answer_state(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> ask_transfer(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    accept_transfer(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    restrict_case(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    confirm_restriction(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> link(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> end_deadline(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    move_deadline(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> give_up(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // somebody is held now, or has died: `work_custody.cpp`
    Result<custody::Alert> alert_of(const records::Caller& caller, const std::string& label) const;
    Result<void> raise_alert(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> save_part(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> ask_to_go(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> answer_going(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    confirm_registration(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> end_alert(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> mark_steps(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // files of persons, colleagues, and what stays unfinished: `work_people.cpp`
    Result<void> decide_same(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> note_absence(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> keep_draft(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> look_in_vain(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // evaluations by the Istanbul Protocol: `work_evaluation.cpp`
    Result<evaluation::Opened> evaluation_of(const records::Caller& caller, const boost::json::object& step) const;
    Result<void>
    open_evaluation(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    assign_evaluator(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    enter_examined(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    write_section(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> mark_finding(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    open_for_signatures(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    sign_evaluation(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    add_to_report(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // requests for expertise and the review of a report: `work_expertise.cpp`
    Result<void>
    go_on_with_request(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    answer_criteria(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // things and files with a chain of custody: `work_evidence.cpp`
    Result<void> receive_item(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    enter_custody(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> verify_item(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // what is known beyond a case: `work_knowledge.cpp`
    Result<void> enter_known(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    look_at_known(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // the hotline
    Result<void> add_line(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> plan_duty(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> set_apart(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> try_to_call(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    take_danger_steps(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> give_over(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> keep_figures(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // tags and files that leave: `work_office.cpp`
    Result<casework::Tag> tag_named(const records::Caller& caller, const std::string& name) const;
    Result<void> add_tag(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> retire_tag(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> tag_case(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    ask_for_export(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    answer_export(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // organisations, those who come and go, settings of one's own: `work_coalition.cpp`
    Result<void>
    write_profile(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> keep_view(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    wish_reminder(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> give_case(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> end_work(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> invite(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    // the public page
    Result<void> publish(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> ask_for_help(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void>
    answer_request(const records::Caller& caller, const std::string& label, const boost::json::object& step);
    Result<void> write_again(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    Result<void> attach(const records::Caller& caller, const std::string& label, const boost::json::object& step);

    Result<void> open_from_call(Worker& worker, const boost::json::object& matter);
    Result<void> open_directly(Worker& worker, const boost::json::object& matter);
    Result<Place> place(const std::string& label) const;
    Result<UserId> user(const std::string& login) const;
    Result<void> remember_person(const std::string& label, const FileId& file);

    const records::Records* records_;
    accounts::Accounts* accounts_;
    const Calendar* calendar_;
    request::Desk* desk_;
    const i18n::Catalogues* catalogues_;  ///< for documents that people sign
    std::unique_ptr<intake::Arrivals> arrivals_;
    std::map<std::string, std::unique_ptr<Worker>> workers_;
    std::map<std::string, Place> places_;                     ///< calls, cases, persons and records by label
    std::map<std::string, Sensitive<std::string>> receipts_;  ///< of public requests, by label
};

/// An error that names the fields of a form that was not saved.
Result<void> saved(const Result<records::FormOutcome>& outcome, std::string_view type);
/// The same for mistakes that a service found.
Result<void> without_problems(const std::vector<forms::FormProblem>& problems, std::string_view type);

}  // namespace panoh::demo
