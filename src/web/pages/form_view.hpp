// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/values.hpp"
#include "web/pages/components.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

/// Forms, record pages, lists and histories generated from record types, so that all behave alike.
namespace panoh::web {

struct FormView {
    const forms::RecordType* type = nullptr;
    const forms::Submission* values = nullptr;  ///< what was typed, or `to_submission` of the record
    std::span<const forms::FormProblem> problems;
    /// Fields to show, in this order; empty: all that the form asks, by sections.
    std::vector<std::string> only;
    /// The form around keeps a draft: entries are added and removed by buttons. Without, three spare ones are shown.
    bool has_draft = false;
    /// Choices of a `ref` field: users, organisations, or records of the file.
    std::function<std::vector<Choice>(const forms::Field&)> choices;
};

/// The error summary and every field with label, hint, error and value; without the form around it.
/// Irrelevant fields are shown too when scripts could not hide them: a hint says when they apply.
Html form_fields(const PageContext& context, const FormView& view);

/// The id of the last entry of a field that holds several.
std::string last_entry_id(std::string_view field);

/// One field alone, for hand-made pages.
Html form_field(const PageContext& context, const FormView& view, std::string_view field);

/// A value in words: codes by label, dates in words, names by lines, the four kinds of missing.
Html value_view(const PageContext& context, const forms::Field& field, const boost::json::object& merged);

/// All answered fields as term and description; `desk_only` leaves what a coordinator may not see.
Html record_facts(
    const PageContext& context, const forms::RecordType& type, const boost::json::object& merged, bool desk_only = false
);

/// Who changed what and when, in sentences, newest first, with before and after; texts word by word.
/// `newest_action` stands with the last change.
Html history_view(
    const PageContext& context,
    const forms::RecordType& type,
    std::span<const vault::Record> revisions,
    const Html& newest_action = {}
);

/// Both versions side by side, with a choice for each field that differs, as a form that saves: it goes to the address
/// of the form that clashed, which reads it with `sent_edit`.
Html merge_view(
    const PageContext& context,
    const forms::RecordType& type,
    const records::Clash& clash,
    const forms::Submission& mine
);
/// The submission that a merge form stands for.
forms::Submission
merged_submission(const PageContext& context, const forms::RecordType& type, const records::Clash& clash);

/// Whether the form that was sent is one of `merge_view`.
bool is_merge(const PageContext& context);
/// What an edit form was sent with, whether it is the form itself or one of `merge_view`. The revision that
/// it was made from is `context.base()` in both cases. Errors are those of reading the record.
Result<forms::Submission> sent_edit(PageContext& context, const forms::RecordType& type, const RecordId& record);

/// The way to the paper form that a type stands on; nothing for a type that stands on none.
Html paper_form_link(const PageContext& context, const forms::RecordType& type);

/// Choices of staff of the actor's organisation, for `to: user`.
std::vector<Choice> staff_choices(const PageContext& context);

}  // namespace panoh::web
