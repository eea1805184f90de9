// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/find.hpp"
#include "modules/casework/service.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Registering a case without a call: one form for case, person, name and summary.
namespace panoh::casework {

/// Inputs of the form that belong to no record type.
inline constexpr std::string_view known_person_input = "known_person";  ///< record of a person who has a file
inline constexpr std::string_view consent_input = "may_keep";           ///< "yes" or "not_asked"
inline constexpr std::string_view checked_input = "checked";            ///< "yes": possible duplicates were shown
inline constexpr std::string_view words_input = "words";                ///< what was typed into the box for finding

/// Fields that the form asks, by type.
const std::vector<std::string>& registered_fields(std::string_view type);

struct Registration {
    std::optional<OpenedCase> opened;
    std::vector<forms::FormProblem> problems;
};
/// Opens a case from the form. An Error is for refusals and disks.
Result<Registration> register_from(
    const records::Records& records,
    const records::Caller& caller,
    const forms::Submission& submission,
    const BatchId& batch
);

/// A form that starts with the words typed into the box for finding.
forms::Submission start_of_registration(std::string_view words, const UserId& keyworker);
/// The first name of a form as one text; empty without one.
std::string name_in_form(const forms::Submission& submission);

/// A person from a form with the fields of `person` and `person_identity`; the name may be left out.
CasePerson person_from(
    const records::Records& records,
    const records::Caller& caller,
    const forms::Submission& submission,
    std::vector<forms::FormProblem>& problems
);

}  // namespace panoh::casework
