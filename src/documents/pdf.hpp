// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "documents/document.hpp"

#include <optional>
#include <string>

namespace panoh::documents {

/// The document as PDF on A4: tagged, embedded fonts, heads of tables on every page, "page x of y", language and title
/// set, drawings with their words. The same document gives the same bytes. Properties hold the title and nothing else:
/// no author, program, path, date. With a password it opens with that alone (AES-256), and no two are the same bytes.
/// `storage` when the fonts are not installed, `damaged` for a drawing that is none, `internal` when the drawing fails.
Result<std::string>
write_pdf(const Document& document, const std::optional<Sensitive<std::string>>& password = std::nullopt);

}  // namespace panoh::documents
