// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"
#include "web/pages/sent_forms.hpp"

#include <string>
#include <string_view>

/// What is remembered of the forms that a user sent, sealed in scratch. Internal to this folder.
namespace panoh::web {

/// The same for two requests only if they went to one address with the same inputs and files. Keyed: it means nothing
/// to whoever has not the user's keys.
std::string print_of_request(const PageContext& context);

SentForms sent_forms(const PageContext& context);
/// Before the batch is written, so that no crash leaves a saved form of which nobody knows what it said.
void remember_sent(const PageContext& context, const vault::Batch& batch, std::string print);

/// What is remembered of a batch; without it, what it must have been: the record that is named after the batch, else
/// one that `path` names.
SentForm sent_form(const PageContext& context, const SentForms& sent, const BatchId& batch, std::string_view path);

}  // namespace panoh::web
