// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "documents/document.hpp"

#include <string>

namespace panoh::documents {

/// The document as PDF on A4: embedded fonts, heads of tables on every page, "page x of y", language and title set.
/// The same document gives the same bytes. Properties hold the title and nothing else: no author, program, path, date.
/// `storage` when the fonts are not installed, `internal` when the drawing fails.
Result<std::string> write_pdf(const Document& document);

}  // namespace panoh::documents
