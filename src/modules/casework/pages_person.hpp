// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/merge.hpp"
#include "modules/casework/pages_shared.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Pages about a person: who they are, their family, files that may be theirs too.
namespace panoh::casework {

using web::PageContext;
using web::Response;

Response family_page(PageContext& context);
Response contact_question(PageContext& context);
Response show_contact(PageContext& context);
Response likely_pairs_page(PageContext& context);
Response likely_same_page(PageContext& context);
Response compare_page(PageContext& context);
Response save_decision(PageContext& context);
Response save_undone_decision(PageContext& context);

// — parts —

/// Names of a person with number as a link; "restricted" without either for who may not open the file.
web::Html person_link(PageContext& context, const PersonRecord& person, bool readable);
/// The number of a file that the reader may open.
std::string number_of_person(const PageContext& context, const RecordId& person);

/// All records of a type in the files of a person, each with its facts.
web::Html records_section(
    PageContext& context,
    const OnePerson& person,
    std::string_view type,
    const MessageId& heading,
    std::string_view anchor
);
/// Ways to make contact. What is not simply safe shows its rule, and the number only after a question.
web::Html contacts_section(PageContext& context, const OnePerson& person);
web::Html legal_status_section(PageContext& context, const OnePerson& person);
/// Whether contact this way asks first.
bool asks_before_showing(const vault::Record& channel);
/// All fields of a record that may be seen without being asked: of such a contact neither number nor owner.
boost::json::object shown_at_once(const vault::Record& record);
/// Where the question stands that a contact asks before `then` ("edit", "history", or empty: the number) is shown;
/// nothing for records that do not ask.
std::optional<web::Url> question_before(PageContext& context, const vault::Record& record, std::string_view then);

/// Files kept together, and files that may be of the same person; nothing without either.
web::Html one_person_notice(PageContext& context, const OnePerson& person);

}  // namespace panoh::casework
