// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/shell.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the pages of this slice have in common.
namespace panoh::intake {

using html::Html;
using html::Url;
using web::PageContext;
using web::Response;

enum class CallTab { overview, screening, messages, history };

/// The call that the address names.
Result<Call> call_of(PageContext& context);
/// Number and tabs of a call's page.
web::PageHead call_head(const PageContext& context, const Call& call, const MessageId& heading, CallTab tab);
/// A page of a call that holds a form.
web::PageHead form_head(const PageContext& context, const Call& call, const MessageId& heading);

/// What to do first when somebody is in danger; always part of the page, so that it is there at once.
Html danger_steps(const PageContext& context);
Html state_tag(const PageContext& context, std::string_view state);
/// A moment as the reader's wall shows it; empty for none.
std::string moment_words(const PageContext& context, std::string_view moment);
/// "Released, 3 May; screening is open": how the custody alert of a call ended.
std::string alert_ended_words(
    const PageContext& context, std::string_view state, std::string_view ended_at, bool waits_for_screening
);
/// Buttons and links in one row.
Html actions(std::span<const Html> parts);
/// The lines of the organisation that are in service, for choosing; none when it has none.
std::vector<web::Choice> line_choices(PageContext& context);
/// A part that is closed unless `open`.
Html folded(std::string_view summary, const Html& body, bool open);

std::vector<web::Mistake> mistakes_of(const PageContext& context, std::span<const forms::FormProblem> problems);
/// The sentence that belongs to an input, or nothing.
std::string
mistake_of(const PageContext& context, std::span<const forms::FormProblem> problems, std::string_view input);
/// Whether one of the fields has to be mended.
bool has_mistake(std::span<const forms::FormProblem> problems, std::initializer_list<std::string_view> fields);

/// What a form starts with: what was stored, or the draft that its owner left.
struct FormStart {
    forms::Submission values;
    std::uint32_t base = 0;
    bool from_draft = false;
};
FormStart start_of(const PageContext& context, std::string_view draft, forms::Submission stored, std::uint32_t base);
/// "We kept what you had typed", with the way to a form without it; nothing when there was no draft.
Html draft_notice(const PageContext& context, const FormStart& start, const Url& fresh);

/// The page after a change: 303.
Response back_to(const RecordId& contact);

}  // namespace panoh::intake
