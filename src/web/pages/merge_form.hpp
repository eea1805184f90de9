// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/form_view.hpp"

/// The form of `merge_view` alone; internal to this folder.
namespace panoh::web {

using Asks = std::function<bool(const forms::Field&)>;

struct MergeOptions {
    Url target;                             ///< the address of the edit form
    Asks asks = {};                         ///< fields to compare; empty: all
    bool even_without_differences = false;  ///< a form also where both sides say the same
    Html notice = {};
    Html notice_when_same = {};
};

/// Both versions side by side; nothing where they say the same.
std::optional<Html> merge_form(
    const PageContext& context,
    const forms::RecordType& type,
    const records::Clash& clash,
    const forms::Submission& mine,
    const MergeOptions& options
);

/// Whether an input is one of those that a field is typed into.
bool belongs_to(std::string_view input, std::string_view field);

/// What was typed into a field, line by line, whether it can be read or not.
Html as_typed(const forms::Submission& mine, const forms::Field& field);

}  // namespace panoh::web
