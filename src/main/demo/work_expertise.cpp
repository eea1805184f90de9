// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests for expertise after they came, and the criteria of a review.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evaluation/service_request.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

/// `of_request` names the request; `fields` are those that change.
Result<void> Work::go_on_with_request(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    const auto request = place(text_at(step, "of_request"));
    if (!request) return request.error();
    const auto stored = evaluation::request_of(*records_, caller, *opened, request->record);
    if (!stored) return stored.error();
    const json::object& fields = object_at(step, "fields");
    forms::Submission submission;
    if (auto done = fill(submission, stored->type, fields); !done) return done;
    const records::FormChange change{
        stored->type, stored->file, stored->id, stored->revision, [&](const forms::Field& field) {
            return fields.contains(field.name);
        }};
    return saved(evaluation::save_part(*records_, caller, *opened, change, submission, batch()), stored->type);
}

/// `criteria` names the set; `answers` holds fields of `review_answer` by item.
Result<void> Work::answer_criteria(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto opened = evaluation_of(caller, step);
    if (!opened) return opened.error();
    forms::Submission submission;
    for (const auto& item : object_at(step, "answers")) {
        const std::string name(item.key());
        submission.add(name + ".base", "0");
        for (const auto& field : item.value().as_object())
            submission.add(name + "." + std::string(field.key()), std::string(field.value().as_string()));
    }
    const auto outcome =
        evaluation::save_set(*records_, caller, *opened, text_at(step, "criteria"), submission, batch());
    if (!outcome) return outcome.error();
    return without_problems(outcome->problems, "review_answer");
}

}  // namespace panoh::demo
