// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/expression.hpp"
#include "forms/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <optional>

/// The reading of single fields; internal to read_form.
namespace panoh::forms {

struct ReadSources {
    const RecordType& type;
    const Schema& schema;
    const Submission& submission;
    const ReadContext& context;
    std::chrono::sys_days today;
};

/// Where a field stands: in the record, or in a row of it.
struct FieldPlace {
    std::string input;                             ///< name of its inputs
    const boost::json::value* previous = nullptr;  ///< the former value of the field of the record
    const Field* rows = nullptr;                   ///< the field whose column it is
    const boost::json::object* record = nullptr;   ///< what is read of the record before this field
};

/// What was found in a form for one field. A field with problems has no value.
struct Reading {
    std::optional<boost::json::value> value;
    std::optional<Missing> why;
    std::vector<FormProblem> problems;

    [[nodiscard]] bool blank() const { return !value && !why && problems.empty(); }
};

class ValueReader {
public:
    ValueReader(const ReadSources& sources, const Field& field, FieldPlace place)
        : sources_(sources)
        , field_(field)
        , place_(std::move(place))
    {}

    /// The value or the reason why it is missing.
    Reading read();
    /// A problem at the input of the field, or at `part` of it (".amount").
    FormProblem problem(
        MessageId id, std::string_view part = {}, std::vector<std::pair<std::string, MessageArgument>> arguments = {}
    ) const;
    /// Whether a code may stand here: on the list, and not retired unless it was there before.
    [[nodiscard]] bool is_offered(std::string_view list, std::string_view code) const;

private:
    using OptionalJson = std::optional<boost::json::value>;

    OptionalJson read_kind();
    OptionalJson read_text();
    OptionalJson read_number();
    OptionalJson read_money();
    OptionalJson read_code(std::string_view list);
    OptionalJson read_codes();
    OptionalJson read_date();
    OptionalJson read_duration();
    OptionalJson read_moment();
    OptionalJson read_yes_no();
    OptionalJson read_phone();
    OptionalJson read_ref();
    OptionalJson read_names();
    OptionalJson read_body_locations();
    OptionalJson read_attachments();
    OptionalJson read_rows();
    std::optional<boost::json::object> read_name(std::size_t index);
    std::optional<boost::json::object> read_attachment(std::size_t index);

    void read_why(Reading& reading);
    void refuse(MessageId id, std::string_view part = {});
    void refuse_with(
        MessageId id, std::vector<std::pair<std::string, MessageArgument>> arguments, std::string_view part = {}
    );
    /// The normalised text of an input; empty when blank, and after a problem.
    std::string taken(std::string_view part, std::size_t most_characters);
    OptionalJson in_limits(double number, boost::json::value value, std::string_view part);
    template <class ReadEntry>
    OptionalJson read_entries(std::size_t most, ReadEntry&& read_entry);

    const ReadSources& sources_;
    const Field& field_;
    FieldPlace place_;
    std::vector<FormProblem> problems_;
};

/// Fields of a record, or columns of a row. Nothing when a row has no answer and no problem.
std::optional<boost::json::object> read_fields(
    const ReadSources& sources,
    const std::vector<Field>& fields,
    const FieldPlace& place,
    std::vector<FormProblem>& problems
);

}  // namespace panoh::forms
