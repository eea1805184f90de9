// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "forms/submission.hpp"
#include "forms/values.hpp"
#include "modules/intake/public/request.hpp"
#include "modules/intake/types.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the public page asks, and what becomes of the answers. Pure.
namespace panoh::intake {

// — asking —

/// Codes that the page offers, in its order, of the lists `caller_kinds` and `needs`.
inline constexpr std::array<std::string_view, 6> request_callers{
    "self", "family", "witness", "lawyer", "organisation", "other"};
inline constexpr std::array<std::string_view, 13> request_needs{
    "safety",
    "legal",
    "medical",
    "psychological",
    "social",
    "shelter",
    "documentation",
    "find_person",
    "custody_contact",
    "family_support",
    "information",
    "listening",
    "other"};

/// Reads what was typed on one page into the answers; what the page asks and was not typed goes. With problems, the
/// answers hold what was typed all the same, so that the page can show it.
std::vector<forms::FormProblem> read_request_step(
    RequestStep step, const forms::Submission& typed, std::span<const std::string> regions, boost::json::object& answers
);
/// The pages before and after one. There is no page of files where none are taken.
std::optional<RequestStep> step_after(RequestStep step, bool takes_files);
std::optional<RequestStep> step_before(RequestStep step, bool takes_files);
/// The first page whose answers cannot stay as they are; the last page when there is none.
RequestStep first_open_step(const boost::json::object& answers, std::span<const std::string> regions);
bool says_danger(const boost::json::object& answers);

// — arriving —

/// What goes into the forms of `contact` and `contact_account`. `when_label` stands before the time in the words.
forms::Submission
call_form_of(const boost::json::object& answers, const std::string& language, const std::string& when_label);
/// Reads them. Answers that do not fit (the page checks them, but anybody can seal a message to a public key) are
/// left out; a number that is none stays as words.
CallBoxes boxes_of_request(const forms::Schema& schema, forms::Submission form, const forms::ReadContext& context);
/// A contact for a message whose own is not there any more: all that is known is that somebody wrote.
boost::json::object answers_of_stray(std::string words);

}  // namespace panoh::intake
