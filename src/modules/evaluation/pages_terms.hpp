// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "i18n/translator.hpp"
#include "web/pages/context.hpp"

#include <string>
#include <string_view>

namespace panoh::evaluation {

/// "confirmed by …, physician, 24.11.2026": who confirmed the words that `of` has for a list, said in the language of
/// `in`; empty while nobody has.
std::string confirmed_by_words(
    web::PageContext& context, const i18n::Translator& in, const i18n::Translator& of, std::string_view list
);

/// Whether the mark "to be confirmed" is gone from a list in the reader's language.
bool has_confirmed(const web::PageContext& context, std::string_view list);

}  // namespace panoh::evaluation
