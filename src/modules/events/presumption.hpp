// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"

#include <span>
#include <string>
#include <string_view>

/// Which words a page or a document may use for somebody who is said to have taken part in an event. Whoever is named
/// is alleged to have done it until a judgment about this very event is final; a judgment about another event changes
/// nothing. Where it is not clear how far proceedings are, the words say the least against the person. This is a rule
/// of our own: a name that is said too early is defamation or a danger.
namespace panoh::events {

/// One record of type `allegation`: code of list `allegation_statuses`, and from when on (EDTF, may be blank).
struct AllegationStep {
    std::string status;
    std::string since;
};

/// How far proceedings about one involvement have come: the newest step. Of steps of which it is not certain which is
/// the newest, the one that says least against the person. "reported" where there is none, or a code that is not known.
std::string standing_of(std::span<const AllegationStep> steps);

struct PresumptionWords {
    MessageId called;  ///< how the person is called: "alleged perpetrator"
    MessageId notice;  ///< the sentence that stands with the name in every output
};

/// For a code of list `allegation_statuses`; for any other text the words of "reported".
PresumptionWords presumption_words(std::string_view status);

/// Whether a text may say that the person did it. Only after a final judgment, and with it named.
bool may_say_did(std::string_view status) noexcept;

}  // namespace panoh::events
