// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"
#include "web/pages/draft_list.hpp"
#include "web/pages/route.hpp"

#include <optional>
#include <string_view>

namespace panoh::web {

/// Drafts lie on the server, sealed for their owner, never in the browser. A name says which form:
/// letters, digits, "-" and ids ("note-<file>"). At most `DraftList::most` of them; thrown away, with a notice, when
/// nobody saved them for `DraftList::kept_for`, and never without asking before that.
std::optional<forms::Submission> load_draft(const PageContext& context, std::string_view draft);
/// The revision that a draft was made from, or `otherwise` when it does not say: a form that is shown
/// with a draft saves against this one, so that a newer revision leads to the merge page.
std::uint32_t base_of_draft(const forms::Submission& draft, std::uint32_t otherwise);
/// After the form was saved.
void drop_draft(const PageContext& context, std::string_view draft);

/// Inputs that a form with a draft carries.
inline constexpr std::string_view draft_input = "_draft";          ///< name of the draft
inline constexpr std::string_view page_input = "_page";            ///< local address of the form
inline constexpr std::string_view keep_input = "_keep";            ///< the button "save draft": answer with a page
inline constexpr std::string_view drop_input = "_drop";            ///< a draft to throw away for this one
inline constexpr std::string_view add_entry_input = "_add_entry";  ///< a button: the field that gets one more
inline constexpr std::string_view remove_entry_input = "_remove_entry";  ///< a button: "<field>.<n>" goes
/// Parameter of the address that the button "save draft" leads back to.
inline constexpr std::string_view saved_parameter = "draft";

/// Whether the text may name a draft.
bool is_draft_name(std::string_view name);
/// The name that an address "/drafts/{name}" ends in.
std::string draft_name_of(const html::Url& address);
/// Where the form that is being shown can be opened again.
html::Url page_of_form(const PageContext& context);

enum class Kept { yes, full, failed };
/// Saves the inputs as a draft. Throws another away only if the form names one to be thrown away.
Kept keep_draft(
    const PageContext& context, std::string_view name, std::string_view page, const forms::Submission& inputs
);
/// What was typed and what else a draft needs, without what belongs to one request.
forms::Submission draft_inputs(const PageContext& context);

/// The user's drafts after throwing away what is too old.
DraftList drafts_of(const PageContext& context);
/// Their owner has seen which ones were thrown away.
void clear_expired_drafts(const PageContext& context);
/// "Note · A-2026-0043"
std::string draft_label(const PageContext& context, const Draft& draft);

/// The question which draft to throw away, with everything that was typed; it goes to the same address again.
Response drafts_full_page(const PageContext& context);

/// "You have 3 drafts", and what goes soon; nothing without drafts. For My work.
html::Html drafts_line(const PageContext& context);

/// The bar of a form with a draft: when it was saved, and the button for who has no scripts.
html::Html draft_bar(const PageContext& context, const html::Url& draft);
html::Html draft_button(const PageContext& context, const html::Url& draft);

/// The list of drafts, saving and throwing away, and the address that keeps a session awake.
Routes draft_routes();

}  // namespace panoh::web
