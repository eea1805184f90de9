// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/public/pages_steps.hpp"

#include <string_view>

/// What the pages of the public form share: the words of their answers, and what stands around a question.
namespace panoh::intake {

MessageId heading_of(RequestStep step);
MessageId label_of_caller(std::string_view code);
MessageId label_of_danger(std::string_view answer);
MessageId label_of_reach(std::string_view answer);
MessageId label_of_keep(std::string_view answer);
MessageId label_of_pass_on(std::string_view answer);

/// Which page this is, and the answers so far, sealed.
Html fields_of(RequestStep step, const StepState& state);
/// That earlier answers are gone, when they are.
Html notices(const PublicPage& page, const StepState& state);
/// "Question 3 of 9"
std::string steps_words(const PublicPage& page, RequestStep step);
/// Going on, back, and in another language.
Html buttons(const PublicPage& page, RequestStep step, const MessageId& go_on, std::string_view deed = "next");

/// Pictures and documents, added and taken out one by one.
Response files_page(const PublicPage& page, const StepState& state);
/// All answers, each with a way back to its question.
Response check_page(const PublicPage& page, const StepState& state);

}  // namespace panoh::intake
