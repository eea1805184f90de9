// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "documents/document.hpp"

#include <string>

namespace panoh::documents {

/// The document for word processors (Office Open XML, ISO/IEC 29500 transitional): headings and lists by style, heads
/// of tables on every page, page numbers, language, drawings as SVG with pixels beside it for programs that know no
/// SVG. The same document gives the same bytes. Properties hold title and language: no author, program, path, date.
/// Blocks of blank forms (`Fields`, `Band`, `Question`) are for paper: `internal` for a document that has them.
Result<std::string> write_docx(const Document& document);

}  // namespace panoh::documents
