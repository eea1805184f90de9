// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/service.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/shell.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What pages of an evaluation have in common.
namespace panoh::evaluation {

using web::Html;
using web::PageContext;
using web::Response;
using web::Url;

enum class Tab { none, overview, findings, criteria, quality, sign, team };

/// The evaluation that the address names.
Result<Opened> opened_in(PageContext& context);
/// The same, with its draft; `denied` for who may not read what is unsigned.
Result<Opened> draft_in(PageContext& context);
/// Whether the address is one of what is kept apart.
bool is_apart(const PageContext& context);
/// The draft, or the file of what is kept apart, as the address says.
FileId file_in(const PageContext& context, const Opened& evaluation);

/// Identity bar of the case as far as the reader may open it, tabs of the evaluation, heading.
web::PageHead head_of(PageContext& context, const Opened& evaluation, Tab tab, std::string heading);
/// The same for a form: with the way back instead of tabs.
web::PageHead form_head(PageContext& context, const Opened& evaluation, std::string heading);

Url home_of(const Opened& evaluation);
/// Where a record of an evaluation is shown.
Url place_of(const Opened& evaluation, const vault::Record& record);

Html state_tag(const PageContext& context, std::string_view state);
/// "3 · Scar · forearm, left"
std::string finding_words(const PageContext& context, const vault::Record& finding);
/// "22.11.2026, 09:30"
std::string sitting_words(const PageContext& context, const vault::Record& sitting);
std::string element_words(const PageContext& context, const vault::Record& element);
/// The label of a degree, with the mark of what is to be confirmed; "—" without one.
std::string degree_words(const PageContext& context, std::optional<Degree> degree);
std::string type_words(const PageContext& context, std::string_view type);
/// The heading of a section in the layout of the evaluation.
std::string section_words(const PageContext& context, const Opened& evaluation, std::string_view code);

/// Choices of a `ref` field of a record of an evaluation.
std::vector<web::Choice>
choices_in(PageContext& context, const Opened& evaluation, const FileId& file, const forms::Field& field);

/// What the rules need beside the draft, and what keeps it alive.
struct Surroundings {
    std::vector<vault::Record> requests, signatures, acts;
    std::string sex, birth, death;
    [[nodiscard]] Around around(const Opened& evaluation) const;
};
Surroundings surroundings_of(PageContext& context, const Opened& evaluation);
std::vector<std::string> body_systems(const PageContext& context);
/// "scalp" → "head"
std::vector<std::pair<std::string, std::string>> region_parents(const PageContext& context);

/// What a form starts with: its draft, else `stored`.
struct FormStart {
    forms::Submission values;
    std::uint32_t base = 0;
    bool from_draft = false;
};
FormStart
start_of(const PageContext& context, std::string_view draft, const forms::Submission& stored, std::uint32_t base);
Html draft_notice(const PageContext& context, const FormStart& start, const Url& fresh);
std::vector<web::Mistake> mistakes_of(const PageContext& context, std::span<const forms::FormProblem> problems);
std::string
mistake_at(const PageContext& context, std::span<const forms::FormProblem> problems, std::string_view field);
Html actions(const Html& buttons);

}  // namespace panoh::evaluation
