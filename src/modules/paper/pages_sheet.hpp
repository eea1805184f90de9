// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/paper/sheet.hpp"
#include "web/html/html.hpp"

namespace panoh::paper {

/// The paper form as a page to print from the browser: what stands above and below is repeated on every printed page;
/// `annex` stands behind the questions.
html::Html sheet_view(const Sheet& sheet, const i18n::Translator& translator, const html::Html& annex = {});

}  // namespace panoh::paper
