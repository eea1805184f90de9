// SPDX-License-Identifier: AGPL-3.0-or-later
// Evaluations by the Istanbul Protocol: opened, examined, written section by section, signed.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/evaluation/cite.hpp"
#include "modules/evaluation/drawings.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_marks.hpp"
#include "modules/evaluation/service_seal.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "modules/reports/module.hpp"
#include "web/pages/context.hpp"

#include <algorithm>

namespace panoh::demo {

namespace json = boost::json;
using evaluation::Opened;
using records::Caller;

Result<Opened> Work::evaluation_of(const Caller& caller, const json::object& step) const
{
    const auto found = place(text_at(step, "on"));
    if (!found) return found.error();
    return evaluation::opened(*records_, caller, found->record);
}

/// `evaluate` names the person; `fields` holds fields of `evaluation` and of `evaluator`.
Result<void> Work::open_evaluation(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    const auto person = place(text_at(step, "evaluate"));
    if (!person) return person.error();
    forms::Submission submission;
    if (auto done = fill(submission, "evaluation", object_at(step, "fields")); !done) return done;
    if (auto done = fill(submission, "evaluator", object_at(step, "examiner")); !done) return done;
    const std::string reason = text_at(step, "because");
    if (!reason.empty()) submission.add(std::string(evaluation::no_consent_input), reason);
    const auto opened =
        evaluation::open_evaluation(*records_, caller, {matter->record, person->record}, submission, batch());
    if (!opened) return opened.error();
    if (auto done = without_problems(opened->problems, "evaluation"); !done) return done;
    places_[text_at(step, "as")].record = opened->evaluation;
    return {};
}

Result<void> Work::assign_evaluator(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const auto who = user(text_at(step, "works_on"));
    if (!who) return who.error();
    return evaluation::assign(*records_, caller, *opened, *who, text_at(step, "works_as"), false, batch());
}

/// `examined` names the type of a record of the draft, or of a request.
Result<void> Work::enter_examined(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const std::string type = text_at(step, "examined");
    forms::Submission submission;
    if (auto done = fill(submission, type, object_at(step, "fields")); !done) return done;
    const FileId file = evaluation::file_for(*records_, *opened, type, false);
    const auto outcome = evaluation::save_part(*records_, caller, *opened, {type, file, {}, 0}, submission, batch());
    if (auto done = saved(outcome, type); !done) return done;
    const std::string as = text_at(step, "as");
    if (!as.empty()) places_[as] = {outcome->record, file};
    return {};
}

/// `section` names its code, `cites` the records that it cites.
Result<void> Work::write_section(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const auto contents = evaluation::contents_of(*records_, caller, opened->draft);
    if (!contents) return contents.error();
    const std::string code = text_at(step, "section");
    const vault::Record* section = evaluation::section_of(*contents, code);
    if (section == nullptr) return fail(ErrorCode::internal, "the report has no section " + code);
    forms::Submission submission;
    if (auto done = fill(submission, "evaluation_section", object_at(step, "fields")); !done) return done;
    submission.add(std::string(evaluation::asked_input), "yes");
    for (const json::value& each : array_at(step, "cites")) {
        const auto cited = place(std::string(each.as_string()));
        if (!cited) return cited.error();
        submission.add(std::string(evaluation::cite_input), cited->record.text());
    }
    return saved(
        evaluation::save_section(*records_, caller, *opened, *section, section->revision, submission, batch()),
        "evaluation_section"
    );
}

/// `mark` names the finding; it goes into the middle of `region` on `view`.
Result<void> Work::mark_finding(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const auto found = place(text_at(step, "mark"));
    if (!found) return found.error();
    const auto finding = records_->read(caller, found->record);
    if (!finding) return finding.error();
    const auto* drawing = evaluation::drawing_of(evaluation::all_drawings(), text_at(step, "view"));
    if (drawing == nullptr) return fail(ErrorCode::internal, "there is no such drawing");
    const auto region = std::find_if(drawing->regions.begin(), drawing->regions.end(), [&](const auto& each) {
        return each.code == text_at(step, "region") && each.side == text_at(step, "side");
    });
    if (region == drawing->regions.end()) return fail(ErrorCode::internal, "the drawing has no such place");
    const auto point = evaluation::point_in(*drawing, *region);
    if (!point) return fail(ErrorCode::internal, "the place is covered by others");
    return evaluation::add_mark(*records_, caller, *opened, *finding, {drawing, *point}, batch());
}

/// The document that is signed is made as on the page.
Result<void> Work::open_for_signatures(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const auto frozen = evaluation::freeze(*records_, caller, *opened, false);
    if (!frozen) return frozen.error();
    web::PageServices services;
    services.vault = &records_->vault();
    services.access = &records_->access();
    services.records = records_;
    services.catalogues = catalogues_;
    services.training = true;
    services.zone = std::string(zone);
    const web::Request request;
    const web::Parameters nothing;
    web::Viewer viewer;
    viewer.actor = caller.actor;
    viewer.keys = caller.keys;
    web::PageContext context(services, request, nothing, std::move(viewer), "ru");
    const auto made = reports::report_maker()(context, *opened, false, *frozen);
    if (!made) return made.error();
    return evaluation::offer_text(*records_, caller, *opened, false, *frozen, *made, true, batch());
}

Result<void> Work::sign_evaluation(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const auto frozen = evaluation::freeze(*records_, caller, *opened, false);
    if (!frozen) return frozen.error();
    forms::Submission submission;
    if (auto done = fill(submission, "sign_off", object_at(step, "signs")); !done) return done;
    return saved(evaluation::sign(*records_, caller, *opened, false, frozen->sha256, submission, batch()), "sign_off");
}

/// An addendum to a signed report.
Result<void> Work::add_to_report(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    forms::Submission submission;
    if (auto done = fill(submission, "addendum", object_at(step, "adds")); !done) return done;
    return saved(evaluation::add_addendum(*records_, caller, *opened, false, submission, batch()), "addendum");
}

}  // namespace panoh::demo
