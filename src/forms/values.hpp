// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/message.hpp"
#include "base/sensitive.hpp"
#include "forms/definition.hpp"
#include "forms/submission.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// From a form to a record, and back.
///
/// Names of inputs. F is the field, or `<rows>.<n>.<column>`; n counts from 0, gaps are allowed:
///   text, number, code, time, yes_no ("yes", "no"), phone, language, country, region, ref   F
///   codes           F once for each code
///   date            F.day F.month F.year F.precision F.until.day F.until.month F.until.year (see date_parts.hpp)
///   money           F.amount F.currency
///   duration        F.amount F.unit ("minutes" … "years", see labels.hpp)
///   moment          F.date F.time
///   name            F.n.kind F.n.given F.n.family F.n.patronymic F.n.other
///   body_location   F.n.region F.n.side
///   attachment      F.n.blob F.n.name F.n.size F.n.type (hidden inputs, after the upload)
///   rows            F.n.<column>…
///   missing value   F.why ("unknown", "not_asked", "refused", "not_applicable"); for a date also F.precision=unknown
/// Other inputs are passed over. Entries without an answer (spare rows, a name with only its kind, a currency
/// without an amount) are no entries.
namespace panoh::forms {

struct FormProblem {
    /// The input it belongs to: `when`, `income.amount`, `findings.2.size`. A link to "#field" lands on it.
    std::string field;
    /// Has the argument {label}: the message of the field's label.
    Message message;
};

struct ReadContext {
    Timestamp now{};
    std::string zone = "UTC";  ///< ICU id; moments are typed in it and today() is the day there
    /// The record before the edit, coded and content together. Fields that the form does not ask come from it,
    /// and a retired code that it holds may stay.
    const boost::json::object* previous = nullptr;
    /// Whether the form asks the field: a form of one section asks a part. Empty = all. Derived fields are never asked.
    std::function<bool(const Field&)> asks;
    /// Whether the record, blob or user that a ref or attachment names is there. Empty = not checked.
    std::function<bool(const Field&, std::string_view id)> exists;
};

/// With problems, the boxes hold only what could be read: show the form again from the Submission.
struct FormResult {
    boost::json::object coded;
    Sensitive<boost::json::object> content;
    std::vector<FormProblem> problems;
};

/// Reads every field: trims, normalises to NFC, checks limits, lists, `required` (a reason why an answer is
/// missing is an answer), `relevant` (irrelevant values are dropped), `constraint`, and fills `calculate`.
/// A field that is asked and not sent is blank. Nothing is cut: what does not fit is a problem. Problems stand in the
/// order of the form.
FormResult
read_form(const RecordType& type, const Schema& schema, const Submission& submission, const ReadContext& context);

/// Both boxes as one object: what expressions, histories and edit forms look at.
boost::json::object merged(const boost::json::object& coded, const boost::json::object& content);

/// Inputs that show a record in its form. `read_form(to_submission(x)) == x` for every value that read_form makes.
Submission to_submission(const RecordType& type, const boost::json::object& merged, std::string_view zone);

}  // namespace panoh::forms
