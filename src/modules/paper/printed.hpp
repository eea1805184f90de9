// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"
#include "modules/paper/sheet.hpp"

namespace panoh::paper {

/// The paper form as a document: places for its number, the file's number, date and who fills in; how to use it; then
/// part by part the questions with room for their answers. `annex` stands behind the questions.
documents::Document
printed(const Sheet& sheet, const i18n::Translator& translator, const std::vector<documents::Block>& annex = {});

}  // namespace panoh::paper
