// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens to calls and cases after they began.
#include "main/demo/attachments.hpp"
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/casework/store.hpp"
#include "modules/files/service.hpp"
#include "modules/intake/service.hpp"

#include <algorithm>

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

Result<void> saved(const Result<records::FormOutcome>& outcome, std::string_view type)
{
    return outcome ? without_problems(outcome->problems, type) : outcome.error();
}

Result<void> without_problems(const std::vector<forms::FormProblem>& problems, std::string_view type)
{
    if (problems.empty()) return {};
    std::string fields;
    for (const forms::FormProblem& problem : problems)
        fields += " " + problem.field + " (" + problem.message.id.text() + ")";
    return fail(ErrorCode::internal, "a form of " + std::string(type) + " does not fit:" + fields);
}

const std::map<std::string_view, Work::Perform>& Work::verbs()
{
    static const std::map<std::string_view, Perform> table{
        {"hand_on", &Work::hand_on},
        {"receive", &Work::receive},
        {"release", &Work::release},
        {"screening", &Work::screen},
        {"pass_on", &Work::pass_on},
        {"person", &Work::add_person},
        {"form", &Work::save_form},
        {"entry", &Work::enter_known},
        {"looked", &Work::look_at_known},
        {"edit", &Work::edit},
        {"done", &Work::complete},
        {"postpone", &Work::postpone},
        {"withdraw", &Work::withdraw},
        {"attach", &Work::attach},
        {"state", &Work::change_state},
        {"agree", &Work::answer_state},
        {"transfer", &Work::ask_transfer},
        {"accept", &Work::accept_transfer},
        {"restrict", &Work::restrict_case},
        {"confirm", &Work::confirm_restriction},
        {"link", &Work::link},
        {"end_deadline", &Work::end_deadline},
        {"move_deadline", &Work::move_deadline},
        {"give_up", &Work::give_up},
        {"alert", &Work::raise_alert},
        {"part", &Work::save_part},
        {"ask_to_go", &Work::ask_to_go},
        {"going", &Work::answer_going},
        {"registered", &Work::confirm_registration},
        {"end_alert", &Work::end_alert},
        {"steps_taken", &Work::mark_steps},
        {"evaluate", &Work::open_evaluation},
        {"works_on", &Work::assign_evaluator},
        {"examined", &Work::enter_examined},
        {"section", &Work::write_section},
        {"mark", &Work::mark_finding},
        {"ready", &Work::open_for_signatures},
        {"signs", &Work::sign_evaluation},
        {"adds", &Work::add_to_report},
        {"of_request", &Work::go_on_with_request},
        {"criteria", &Work::answer_criteria},
        {"evidence", &Work::receive_item},
        {"custody", &Work::enter_custody},
        {"verify", &Work::verify_item},
        {"same", &Work::decide_same},
        {"away", &Work::note_absence},
        {"draft", &Work::keep_draft},
        {"looks_at", &Work::look_in_vain},
        {"new_tag", &Work::add_tag},
        {"retire_tag", &Work::retire_tag},
        {"tag", &Work::tag_case},
        {"export", &Work::ask_for_export},
        {"answer_export", &Work::answer_export},
        {"profile", &Work::write_profile},
        {"view", &Work::keep_view},
        {"reminder", &Work::wish_reminder},
        {"case_to", &Work::give_case},
        {"leaves", &Work::end_work},
        {"invite", &Work::invite},
        {"line", &Work::add_line},
        {"rota", &Work::plan_duty},
        {"apart", &Work::set_apart},
        {"try", &Work::try_to_call},
        {"danger", &Work::take_danger_steps},
        {"give", &Work::give_over},
        {"keep_figures", &Work::keep_figures},
        {"publish", &Work::publish},
        {"request", &Work::ask_for_help},
        {"answer", &Work::answer_request},
        {"more", &Work::write_again},
    };
    return table;
}

Result<void> Work::perform(const std::string& label, const json::object& step)
{
    const auto who = worker(step);
    if (!who) return who.error();
    const auto verb =
        std::find_if(verbs().begin(), verbs().end(), [&](const auto& each) { return step.contains(each.first); });
    if (verb == verbs().end()) return fail(ErrorCode::internal, "a step says not what is done");
    const std::string other = text_at(step, "call");
    if (auto done = (this->*verb->second)((*who)->caller, other.empty() ? label : other, step); !done) {
        return fail(ErrorCode::internal, std::string(verb->first) + ": " + done.error().detail);
    }
    return enter_reads(**who);
}

Result<void> Work::hand_on(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto call = place(label);
    if (!call) return call.error();
    const auto to = user(text_at(step, "hand_on"));
    if (!to) return to.error();
    return intake::hand_on(*records_, caller, call->record, *to, batch());
}

Result<void> Work::receive(const Caller& caller, const std::string& label, const json::object& /*step*/)
{
    const auto call = place(label);
    if (!call) return call.error();
    return intake::receive(*records_, caller, call->record, batch());
}

Result<void> Work::release(const Caller& caller, const std::string& label, const json::object& /*step*/)
{
    const auto call = place(label);
    if (!call) return call.error();
    return intake::release(*records_, caller, call->record, batch());
}

Result<void> Work::screen(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto found = place(label);
    if (!found) return found.error();
    const auto call = intake::open_call(*records_, caller, found->record);
    if (!call) return call.error();
    forms::Submission submission;
    if (auto done = fill(submission, "screening", object_at(step, "screening")); !done) return done;
    const records::FormChange change{"screening", call->contact.file, {}, 0};
    return saved(intake::save_screening(*records_, caller, *call, change, submission, batch()), "screening");
}

Result<void> Work::pass_on(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto call = place(label);
    if (!call) return call.error();
    const auto directory = records_->vault().directory();
    const auto to =
        std::find_if(directory->organisations().begin(), directory->organisations().end(), [&](const auto& each) {
            return each.second.code == text_at(step, "pass_on");
        });
    if (to == directory->organisations().end()) return fail(ErrorCode::internal, "there is no such organisation");
    intake::PassOn what;
    what.to = to->first;
    what.naming = text_at(step, "naming") == "named" ? intake::Naming::named : intake::Naming::unnamed;
    what.words = text_at(step, "words");
    what.why = text_at(step, "why");
    const auto passed = intake::pass_on(*records_, caller, call->record, what, batch());
    if (!passed) return passed.error();
    if (!passed->done()) return fail(ErrorCode::internal, "the words still name somebody");
    const auto rows = records_->vault().workspace().query(
        "SELECT record FROM t_contact WHERE number=?", {vault::SqlValue{passed->number}}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::internal, "what was passed on did not arrive");
    places_[text_at(step, "as")].record = rows->id<RecordId>(0, "record");
    return {};
}

Result<void> Work::add_person(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    const json::object& data = object_at(step, "person");
    auto entered = person(caller, data);
    if (!entered) return entered.error();
    const auto added = casework::add_person(*records_, caller, matter->file, batch(), std::move(*entered));
    if (!added) return added.error();
    const auto file = casework::file_of_person(*records_, *added);
    if (!file) return fail(ErrorCode::internal, "a person who was added has no file");
    places_[text_at(data, "label")] = {*added, *file};
    return {};
}

Result<void> Work::save_form(const Caller& caller, const std::string& label, const json::object& step)
{
    const std::string on = text_at(step, "on");
    const auto target = place(on.empty() ? label : on);
    if (!target) return target.error();
    const std::string type = text_at(step, "form");
    forms::Submission submission;
    if (auto done = fill(submission, type, object_at(step, "fields")); !done) return done;
    const auto outcome = casework::save_form(*records_, caller, {type, target->file, {}, 0}, submission, batch());
    if (auto done = saved(outcome, type); !done) return done;
    if (const std::string as = text_at(step, "as"); !as.empty()) places_[as] = {outcome->record, target->file};
    return {};
}

/// The record of type `case`, or one that an earlier step made.
Result<void> Work::edit(const Caller& caller, const std::string& label, const json::object& step)
{
    const std::string what = text_at(step, "edit");
    const auto target = place(what == "case" ? label : what);
    if (!target) return target.error();
    const auto current = records_->read(caller, target->record);
    if (!current) return current.error();
    const auto changes = resolved(object_at(step, "fields"));
    if (!changes) return changes.error();
    json::object fields = current->merged().reveal();
    for (const auto& [name, value] : changes->get_object())
        fields[name] = value;
    const forms::RecordType& type = *records_->schema().type(current->type);
    const auto submission = forms::to_submission(type, fields, zone);
    const records::FormChange change{type.name, target->file, target->record, current->revision};
    return saved(casework::save_form(*records_, caller, change, submission, batch()), type.name);
}

Result<void> Work::complete(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto task = place(text_at(step, "done"));
    if (!task) return task.error();
    return casework::complete_task(*records_, caller, task->record, batch());
}

Result<void> Work::postpone(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto task = place(text_at(step, "postpone"));
    if (!task) return task.error();
    const auto to = calendar_->resolved(text_at(step, "to"));
    if (!to) return to.error();
    return casework::postpone_task(*records_, caller, task->record, *to, text_at(step, "because"), batch());
}

Result<void> Work::withdraw(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto person = place(text_at(step, "on"));
    if (!person) return person.error();
    const auto withdrawn =
        casework::withdraw_consent(*records_, caller, person->file, text_at(step, "withdraw"), batch());
    return withdrawn ? Result<void>{} : withdrawn.error();
}

/// To the record `about`, or to a part of the case or of what `on` names.
Result<void> Work::attach(const Caller& caller, const std::string& label, const json::object& step)
{
    const std::string about = text_at(step, "about");
    const std::string on = text_at(step, "on");
    const auto target = place(!about.empty() ? about : on.empty() ? label : on);
    if (!target) return target.error();
    const auto found = records_->read(caller, target->record);
    if (!found) return found.error();
    const auto part = forms::compartment_named(text_at(step, "part"));
    files::Place where{found->file, part.value_or(found->compartment), {}};
    if (!about.empty()) where.about = target->record;
    const auto type = files::check_place(*records_, caller, where);
    if (!type) return type.error();
    forms::Submission submission;
    if (auto done = fill(submission, (*type)->name, object_at(step, "fields")); !done) return done;
    const auto file = made_file(text_at(step, "attach"));
    if (!file) return file.error();
    vault::Vault& vault = records_->vault();
    const auto upload = vault.begin_upload(caller.actor.user, Sensitive<std::string>(file->name));
    if (!upload) return upload.error();
    if (auto added = vault.add_to_upload(caller.actor.user, *upload, 0, file->bytes); !added) return added;
    return saved(files::attach(*records_, caller, where, *upload, submission, batch()), (*type)->name);
}

}  // namespace panoh::demo
