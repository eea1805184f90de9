// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/layout.hpp"

#include "base/json_text.hpp"
#include "forms/labels.hpp"
#include "modules/evaluation/fields.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

constexpr std::string_view annex_iv = "annex_iv";
constexpr std::string_view all_sections = "report_sections";
constexpr std::string_view of_bodies = "body";

/// The section of fields of a sitting that belong to a body alone.
constexpr std::string_view body_section = "body";

/// Sections of fields of a sitting that only the living can answer.
constexpr std::array<std::string_view, 3> sections_of_the_living{"circumstances", "language", "consent"};

constexpr std::array<std::string_view, 8> fields_of_the_living{
    "gender_choice", "chaperone", "private", "not_private_note", "setting", "accompanied_by", "said", "tenderness"};

constexpr std::array<std::string_view, 13> items_of_the_living{
    "Q06", "Q08", "Q10", "Q11", "Q20", "Q21", "Q22", "Q24", "Q30", "Q31", "Q32", "Q33", "Q37"};

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& all, std::string_view one)
{
    return std::ranges::find(all, one) != all.end();
}

}  // namespace

std::string layout_of(const boost::json::object& coded)
{
    const std::string chosen = text_at(coded, "layout");
    if (!chosen.empty()) return chosen;
    return std::string(text_at(coded, "kind") == of_bodies ? of_bodies : annex_iv);
}

std::vector<LayoutSection> sections_of(const forms::Schema& schema, std::string_view layout)
{
    std::vector<LayoutSection> sections;
    const forms::CodeList* known = schema.list(all_sections);
    if (known == nullptr) return sections;
    const std::string name = "report_layout_" + std::string(layout);
    const forms::CodeList* own = schema.list(name);
    const forms::CodeList& list = own == nullptr ? *known : *own;
    for (const forms::Code& code : list.codes) {
        const forms::Code* section = known->find(code.code);
        if (section == nullptr || section->retired || code.retired) continue;
        sections.push_back({code.code, forms::code_message(list.name, code.code), !code.parent.empty()});
    }
    return sections;
}

bool is_of_body(const vault::Record& evaluation)
{
    return text_of(evaluation, "kind") == of_bodies;
}

bool is_asked(bool of_body, std::string_view type, const forms::Field& field)
{
    if (type == "sitting" && field.section == body_section) return of_body;
    if (!of_body) return true;
    if (type == "sitting" && is_one_of(sections_of_the_living, field.section)) return false;
    return (type != "sitting" && type != "finding") || !is_one_of(fields_of_the_living, field.name);
}

bool applies_to_body(std::string_view quality_item)
{
    return !is_one_of(items_of_the_living, quality_item);
}

}  // namespace panoh::evaluation
