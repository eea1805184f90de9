// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/restriction.hpp"
#include "modules/casework/team.hpp"
#include "modules/casework/transfer.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Pages about who works on what, and their parts.
namespace panoh::casework {

using web::PageContext;
using web::Response;

Response team_page(PageContext& context);
Response colleague_page(PageContext& context);
Response check_assignments(PageContext& context);
Response save_assignments(PageContext& context);
Response save_absence(PageContext& context);

Response case_team_page(PageContext& context);
Response add_case_worker(PageContext& context);
Response end_case_worker(PageContext& context);

Response transfer_page(PageContext& context);
Response save_transfer(PageContext& context);
Response answer_transfer(PageContext& context);

Response restriction_page(PageContext& context);
Response save_restriction(PageContext& context);
Response answer_restriction_page(PageContext& context);

// — parts —

/// What the reader is to know on every page of the case: what is still closed to them, and what waits for their answer.
struct Notices {
    web::Html html;
    bool account_is_closed = false;  ///< the reader waits for the key to the account
};
Notices case_notices(PageContext& context, const CaseHead& head);

/// "… gets access when … next opens the program", and who must act first when nobody else holds the key.
std::string key_sentence(const PageContext& context, const KeyWait& wait);
/// The same to whoever waits.
std::string key_sentence_to_reader(const PageContext& context, const KeyWait& wait);

/// Names of users: "A, B or C".
std::string names_or(const PageContext& context, std::span<const UserId> users);

/// Colleagues with what they are and what they have already, so that work is not given blindly.
std::vector<web::Choice>
colleague_choices(const PageContext& context, std::span<const UserId> users, std::span<const Workload> loads);
/// "Away until …"; nothing for whoever is here.
web::Html away_tag(const PageContext& context, const Workload& load);

/// A piece of work that the forms of the board name: "case:ID" or "call:ID".
struct WorkPlace {
    RecordId record;
    bool is_call = false;

    [[nodiscard]] std::string text() const { return (is_call ? "call:" : "case:") + record.text(); }
    /// Nothing for a text that names none.
    static std::optional<WorkPlace> parse(std::string_view text);
};

/// A table whose rows are chosen and given to somebody, as a form to the page that checks it.
struct ChoiceTable {
    std::string name;  ///< makes ids on the page unique
    std::string caption;
    std::vector<std::string> headings;  ///< of the columns, the first one that of the number
    struct Row {
        WorkPlace place;
        std::string number;
        std::vector<web::Html> cells;  ///< beginning with the number
    };
    std::vector<Row> rows;
    std::vector<web::Choice> receivers;
    UserId from;          ///< whose work it is; none: nobody's
    bool chosen = false;  ///< all boxes are ticked
};
web::Html choice_table(PageContext& context, const ChoiceTable& table);

}  // namespace panoh::casework
