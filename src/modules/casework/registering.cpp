// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/registering.hpp"

#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/store.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using records::Caller;
using records::Records;

/// The part of the form that belongs to one type.
json::object read_part(
    const Records& records,
    const Caller& caller,
    std::string_view type,
    const forms::Submission& submission,
    std::vector<forms::FormProblem>& problems
)
{
    const auto& fields = registered_fields(type);
    forms::ReadContext context = records.reading(caller, nullptr);
    context.asks = [&](const forms::Field& field) {
        return std::find(fields.begin(), fields.end(), field.name) != fields.end();
    };
    auto read = forms::read_form(*records.schema().type(type), records.schema(), submission, context);
    std::move(read.problems.begin(), read.problems.end(), std::back_inserter(problems));
    return forms::merged(read.coded, read.content.reveal());
}

}  // namespace

const std::vector<std::string>& registered_fields(std::string_view type)
{
    static const std::vector<std::string> of_case{"keyworker", "region", "risk", "next_review_on"};
    static const std::vector<std::string> of_person{"sex", "birth", "languages", "interpreter"};
    static const std::vector<std::string> of_identity{"names"};
    static const std::vector<std::string> of_summary{"heading", "summary", "wishes"};
    if (type == "case") return of_case;
    if (type == "person") return of_person;
    return type == "person_identity" ? of_identity : of_summary;
}

std::string name_in_form(const forms::Submission& submission)
{
    const auto indexes = submission.indexes("names");
    if (indexes.empty()) return {};
    std::string name;
    for (const std::string_view part : {"given", "patronymic", "family", "other"}) {
        const std::string input = "names." + std::to_string(indexes.front()) + "." + std::string(part);
        const std::string_view word = trimmed(submission.first(input));
        if (word.empty()) continue;
        if (!name.empty()) name += ' ';
        name += word;
    }
    return name;
}

CasePerson person_from(
    const Records& records,
    const Caller& caller,
    const forms::Submission& submission,
    std::vector<forms::FormProblem>& problems
)
{
    CasePerson person;
    person.person = read_part(records, caller, "person", submission, problems);
    const auto& entries = submission.entries();
    const bool has_name = std::any_of(entries.begin(), entries.end(), [](const forms::Submission::Entry& entry) {
        const bool is_word = entry.first.starts_with("names.") && !entry.first.ends_with(".kind");
        return is_word && !trimmed(entry.second).empty();
    });
    // A name is not needed to be helped.
    if (has_name) person.identity = read_part(records, caller, "person_identity", submission, problems);
    const std::string_view consent = submission.first(consent_input);
    if (consent == "yes" || consent == "not_asked") {
        person.consents.push_back({{"purpose", "casework"}, {"answer", consent}});
    }
    const auto known = RecordId::parse(submission.first(known_person_input));
    if (known) person.known = file_of_person(records, *known);
    if (known && !person.known) {
        problems.push_back({std::string(known_person_input), {msg("casework.problem.person"), {}}});
    }
    return person;
}

Result<Registration>
register_from(const Records& records, const Caller& caller, const forms::Submission& submission, const BatchId& batch)
{
    Registration registration;
    auto& problems = registration.problems;
    OpenCase request;
    request.batch = batch;
    request.persons.push_back(person_from(records, caller, submission, problems));
    request.fields = read_part(records, caller, "case", submission, problems);
    request.summary = read_part(records, caller, "case_summary", submission, problems);
    const json::object& person = request.persons.front().person;
    if (const json::value* languages = person.if_contains("languages")) request.fields["languages"] = *languages;
    if (submission.first(consent_input).empty()) {
        problems.push_back({std::string(consent_input), {msg("casework.problem.consent_basis"), {}}});
    }
    if (!problems.empty()) return registration;
    request.keyworker = caller.actor.user;
    if (const json::value* keyworker = request.fields.if_contains("keyworker")) {
        request.keyworker = UserId::parse(std::string_view(keyworker->as_string())).value_or(UserId{});
    }
    request.keyworker_role = case_role_of(records, request.keyworker);
    auto opened = open_case(records, caller, std::move(request));
    if (!opened) return opened.error();
    registration.opened = std::move(*opened);
    return registration;
}

forms::Submission start_of_registration(std::string_view words, const UserId& keyworker)
{
    forms::Submission start;
    start.add("keyworker", keyworker.text());
    const std::string_view typed = trimmed(words);
    std::vector<std::string_view> parts;
    for (const std::string_view part : split(typed, ' ')) {
        if (!part.empty()) parts.push_back(part);
    }
    start.add("names.0.kind", "official");
    // Which word is the surname is known to people only; a longer name stays together.
    if (parts.size() == 2) {
        start.add("names.0.given", std::string(parts.front()));
        start.add("names.0.family", std::string(parts.back()));
    } else if (!parts.empty()) {
        start.add(parts.size() == 1 ? "names.0.given" : "names.0.other", std::string(typed));
    }
    return start;
}

}  // namespace panoh::casework
