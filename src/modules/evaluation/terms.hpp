// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "i18n/translator.hpp"
#include "modules/evaluation/service.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Words of lists that a named physician has to confirm, language by language. Until then every page and paper says
/// "to be confirmed" beside them; from then on the mark is gone in that language, and papers name who confirmed.
namespace panoh::evaluation {

/// That the words of one list hold in one language.
struct ConfirmedTerms {
    UserId by;
    std::string profession;  ///< of list `medical_professions`
    std::string on;          ///< day
};

/// Lists with words to confirm: of records of an evaluation, and headings of layouts; in the order of the alphabet.
std::vector<std::string> lists_to_confirm(const forms::Schema& schema);

/// The codes of a list whose words are to be confirmed; empty for a list that has none.
std::vector<std::string> codes_to_confirm(const forms::Schema& schema, std::string_view list);

/// The newest confirmation in the organisation of `viewer` of the words as they are now in the language of
/// `translator`; nothing when nobody confirmed them, or they have changed since, or the viewer may not know.
std::optional<ConfirmedTerms> confirmation_of(
    const Records& records, const Caller& viewer, const i18n::Translator& translator, std::string_view list
);

/// Whether the caller may confirm: a role with medical knowledge, as the packs give it the right to write.
bool may_confirm(const Records& records, const Caller& caller);

/// Confirms every marked word of a list in the language of `translator`. `not_found` for a list that has none.
Result<records::FormOutcome> confirm_terms(
    const Records& records,
    const Caller& caller,
    const i18n::Translator& translator,
    std::string_view list,
    const forms::Submission& submission,
    const BatchId& batch
);

}  // namespace panoh::evaluation
