// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"

#include <functional>
#include <optional>

/// Batches of this slice's services; nobody else includes it.
namespace panoh::intake {

/// A form read into a change of one record that is not written yet.
struct ReadChange {
    records::FormOutcome outcome;               ///< problems or a clash, or the record that is to be saved
    std::optional<vault::RecordChange> change;  ///< what to write; none with problems, a clash, or a repeated batch
};
Result<ReadChange> read_change(
    const Records& records,
    const Caller& caller,
    const records::FormChange& form,
    const forms::Submission& submission,
    const BatchId& batch
);

/// Makes the batch that holds a form's change and what belongs to it, from what is stored now.
using Builder = std::function<Result<vault::Batch>()>;
/// Writes it. When somebody was faster with the form's record, the outcome is a clash; with another record of the
/// batch, the batch is made anew.
Result<records::FormOutcome> write_form(
    const Records& records,
    const Caller& caller,
    const Builder& build,
    const records::FormChange& form,
    records::FormOutcome outcome
);

/// The next revision of a record, with other coded fields.
vault::RecordChange next_revision(const vault::Record& record, boost::json::object coded);
/// A revision that leaves nothing of a record.
vault::RecordChange removal(const vault::Record& record);

/// The contact, refused unless it is open. Reading it is noted.
Result<vault::Record> open_contact(const Records& records, const Caller& caller, const RecordId& contact);

/// Applies a change that needs no form to the newest revision of a contact; tries again when somebody was faster.
using Change = std::function<Result<boost::json::object>(const boost::json::object& contact)>;
Result<void> change_contact(
    const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch, const Change& change
);

/// The first record of a type in the file of a contact, newest first, as far as the reader's scope goes.
Result<std::optional<RecordId>>
newest_of(const Records& records, const Caller& caller, std::string_view type, const FileId& file);

/// An error with a sentence of this slice.
Error refusal(MessageId sentence);

}  // namespace panoh::intake
