// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"

#include <string>

/// What the rules of an evaluation notice.
namespace panoh::evaluation {

enum class Gravity {
    stops,     ///< cannot be: a report is not signed like this
    unlikely,  ///< shown once before signing
    missing,   ///< still to be done
};

/// `record` is empty when it is about the evaluation as a whole.
struct Noticed {
    std::string problem;  ///< name of a sentence: `evaluation.problem.<problem>`
    Gravity gravity = Gravity::missing;
    std::string record;
    bool operator==(const Noticed&) const = default;
};

/// The sentence for whoever writes the report. It doubts the record, never the person.
MessageId message_of(const Noticed& noticed);

}  // namespace panoh::evaluation
