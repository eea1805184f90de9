// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Saved ways of looking at a list: what it is narrowed and sorted by. One's own lie sealed with one's settings, those
/// of the team in the organisation's register. A view holds codes; it shows to each reader what they may see anyway.
namespace panoh::casework {

/// Lists that have views; each is the page of that name.
inline constexpr std::array<std::string_view, 4> lists_with_views{"cases", "calls", "people", "tasks"};

struct ListView {
    enum class Whose { shipped, team, own };
    Whose whose = Whose::own;
    std::string id;                    ///< of the record, or a number of one's own; the name of a shipped one
    std::string list;                  ///< of `lists_with_views`
    Sensitive<std::string> name = {};  ///< empty for shipped ones: a label of list `shipped_views`
    std::string query;                 ///< "status=open&sort=due"
};

/// Whether a text can be the query of a view: parameters of codes, dates and ids, nothing that was typed in words.
bool is_view_query(std::string_view query);
/// What is wrong with the name that somebody gives a view; nothing when it is right.
std::optional<MessageId> problem_of_view_name(std::string_view name);

/// Views that come with the program for these roles.
std::vector<ListView> shipped_views(std::string_view list, const std::vector<std::string>& roles);
/// Shipped ones, those of the team, one's own; in this order. `list` empty: of all lists, without shipped ones.
Result<std::vector<ListView>>
views_of(const records::Records& records, const records::Caller& caller, std::string_view list);

/// Whether the caller may save and remove views of the team.
bool may_share_views(const records::Records& records, const records::Caller& caller);
/// `invalid_input` for a name or query that is none; `conflict` when there is no room for one more of one's own. Not at
/// the same time for one user.
Result<void>
save_view(const records::Records& records, const records::Caller& caller, const ListView& view, const BatchId& batch);
/// A view that is not there is gone already.
Result<void>
remove_view(const records::Records& records, const records::Caller& caller, const ListView& view, const BatchId& batch);

/// Columns that the caller chose for a list; none: never chosen. Kept sealed with their settings, and may be lost.
std::optional<std::vector<std::string>>
chosen_columns(const records::Records& records, const records::Caller& caller, std::string_view list);
/// Not at the same time for one user. None: back to the usual ones.
Result<void> choose_columns(
    const records::Records& records,
    const records::Caller& caller,
    std::string_view list,
    const std::optional<std::vector<std::string>>& columns
);

}  // namespace panoh::casework
