// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"
#include "modules/evaluation/diagrams.hpp"
#include "modules/paper/sheet.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Everything that an evaluation by the Istanbul Protocol asks, on paper, for places without a computer: consent,
/// sitting, sections, findings, drawings, elements, conclusion. It is typed in later under the same numbers.
namespace panoh::paper {

/// Whom and what a pack is for.
struct PackFor {
    std::string layout;  ///< of list `report_layouts`
    std::string sex;     ///< of the drawings: "female", "male", empty for both
    bool minor = false;
    bool of_body = false;  ///< of somebody who died
    std::string number;    ///< of the evaluation; empty on a blank one
    std::string terms;     ///< who confirmed the degrees in the language of the pack; empty while nobody has
};

/// The blank packs that the list of forms offers, by name: "evaluation_female", "evaluation_male", "evaluation_child",
/// "evaluation_body". Nothing for another name.
std::vector<std::string> blank_packs();
std::optional<PackFor> blank_pack(std::string_view name);

/// The questions of a pack: a consent form; then the parts of the paper form "evaluation" with their letters, the
/// section of the report once for each section of the layout, tables for findings and degrees before their forms.
/// Nothing that only the living can answer stands in the pack for a body.
Sheet pack_sheet(
    const forms::Schema& schema, const i18n::Translator& translator, std::string_view name, const PackFor& pack
);

/// Drawings that fit, in the order of the screen; those of the perineum are never among them.
std::vector<const evaluation::Drawing*> drawings_in(const PackFor& pack);

/// The drawings as blocks of a document, two beside each other, with how they are used.
std::vector<documents::Block> drawing_blocks(const i18n::Translator& translator, const PackFor& pack);

}  // namespace panoh::paper
