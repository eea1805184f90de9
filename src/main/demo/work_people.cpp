// SPDX-License-Identifier: AGPL-3.0-or-later
// Files of persons that may be of one, absences, drafts, and a look at what is closed.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/casework/merge.hpp"
#include "modules/casework/team.hpp"
#include "web/html/html.hpp"
#include "web/pages/draft_store.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

/// Whether the files of two persons are of one; the first of them leads.
Result<void> Work::decide_same(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const json::array& both = array_at(step, "same");
    if (both.size() != 2) return fail(ErrorCode::internal, "a decision needs two persons");
    const auto left = place(std::string(both.at(0).as_string()));
    const auto right = place(std::string(both.at(1).as_string()));
    if (!left) return left.error();
    if (!right) return right.error();
    casework::MergeDecision decision{
        left->record, right->record, text_at(step, "decide"), {}, text_at(step, "because")};
    if (decision.answer == "same") decision.lead = left->record;
    const auto problems = casework::decide_same(*records_, caller, decision, batch());
    return problems ? without_problems(*problems, "person_merge") : problems.error();
}

Result<void> Work::note_absence(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto who = user(text_at(step, "away"));
    const auto from = calendar_->resolved(text_at(step, "from"));
    const auto until = calendar_->resolved(text_at(step, "until"));
    if (!who) return who.error();
    if (!from) return from.error();
    if (!until) return until.error();
    return casework::note_absence(*records_, caller, *who, *from, *until, batch());
}

/// A form of type `draft` for the case that somebody began and did not save.
Result<void> Work::keep_draft(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    const std::string type = text_at(step, "draft");
    forms::Submission submission;
    if (auto done = fill(submission, type, object_at(step, "fields")); !done) return done;
    const auto page = html::Url::local("/files/{}/new/{}", matter->file, type);
    const web::Draft draft{type + "-" + matter->file.text(), page.text(), records_->vault().clock().now()};
    vault::Vault& vault = records_->vault();
    return web::store_draft(vault, *caller.keys, web::stored_drafts(vault, *caller.keys), draft, submission);
}

/// Somebody opens a case that is closed to them: it is refused, and the refusal is noted.
Result<void> Work::look_in_vain(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto matter = place(text_at(step, "looks_at"));
    if (!matter) return matter.error();
    if (records_->may(caller, access::Verb::read, matter->file, forms::Compartment::core)) {
        return fail(ErrorCode::internal, "this case is open to whoever should be refused");
    }
    return records_->vault().enter_reads(
        *caller.keys, std::vector<vault::ReadFact>{{"case_overview", matter->file, matter->record, false}}
    );
}

}  // namespace panoh::demo
