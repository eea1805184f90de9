// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"
#include "forms/labels.hpp"
#include "web/pages/account_facts.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

namespace json = boost::json;
using forms::Field;
using forms::FieldKind;

constexpr int lines_of_an_account = 6;

Html missing_view(const PageContext& context, forms::Missing why)
{
    return el<"span">(cls("facts-none"), context.text(forms::label_of(why)));
}

Html names_view(const PageContext& context, const json::value& value)
{
    std::vector<Html> lines;
    for (const json::value& each : value.get_array()) {
        const json::object* name = each.if_object();
        if (name == nullptr) continue;
        const json::value* kind = name->if_contains("kind");
        std::optional<Html> note;
        if (kind != nullptr && kind->is_string())
            note = group(" ", el<"small">(context.code_label("name_kinds", std::string_view(kind->get_string()))));
        lines.push_back(group(name_text(*name), note));
    }
    return join(lines, el<"br">());
}

Html rows_view(const PageContext& context, const forms::RecordType* type, const Field& field, const json::value& value)
{
    std::vector<Html> items;
    for (const json::value& each : value.get_array()) {
        const json::object* row = each.if_object();
        if (row == nullptr) continue;
        std::vector<Html> cells;
        for (const Field& column : field.rows) {
            const forms::Answer answer = forms::answer_of(*row, column.name);
            if (answer.value.is_null() && !answer.why) continue;
            std::optional<Html> label;
            if (type != nullptr) label = group(field_label(context, *type, field.name, column.name), ": ");
            cells.push_back(group(label, answer_view(context, type, column, answer)));
        }
        items.push_back(el<"li">(join(cells, group(" · "))));
    }
    return el<"ul">(items);
}

/// One entry a line, for files and places of the body.
Html entries_view(const PageContext& context, const Field& field, const json::value& value)
{
    std::vector<Html> lines;
    for (const json::value& each : value.get_array())
        lines.push_back(group(value_text(context, field, json::array{each})));
    return join(lines, el<"br">());
}

/// The type that declares the field; null for one that was made elsewhere.
const forms::RecordType* owner_of(const PageContext& context, const Field& field)
{
    for (const auto& [name, type] : context.records().schema().types) {
        const bool owns =
            std::any_of(type.fields.begin(), type.fields.end(), [&](const Field& each) { return &each == &field; });
        if (owns) return &type;
    }
    return nullptr;
}

bool stays_in_one_line(FieldKind kind)
{
    return kind == FieldKind::number || kind == FieldKind::money || kind == FieldKind::moment || kind == FieldKind::time
           || kind == FieldKind::phone;
}

bool is_account(const Field& field)
{
    return field.kind == FieldKind::text && field.lines >= lines_of_an_account;
}

}  // namespace

Html lines_view(std::string_view text)
{
    std::vector<Html> lines;
    for (const std::string_view line : split(text, '\n'))
        lines.push_back(group(line));
    return join(lines, el<"br">());
}

Html answer_view(
    const PageContext& context, const forms::RecordType* type, const Field& field, const forms::Answer& answer
)
{
    if (answer.why) return missing_view(context, *answer.why);
    if (answer.value.is_null()) return el<"span">(cls("facts-none"), context.text(msg("pages.value.none")));
    if (answer.value.is_array()) {
        if (field.kind == FieldKind::name) return names_view(context, answer.value);
        if (field.kind == FieldKind::rows) return rows_view(context, type, field, answer.value);
        if (field.kind == FieldKind::attachment || field.kind == FieldKind::body_location)
            return entries_view(context, field, answer.value);
    }
    const std::string text = value_text(context, field, answer.value);
    if (field.kind == FieldKind::text) return lines_view(text);
    return stays_in_one_line(field.kind) ? el<"span">(cls("num"), text) : group(text);
}

Html value_view(const PageContext& context, const Field& field, const json::object& merged)
{
    return answer_view(context, owner_of(context, field), field, forms::answer_of(merged, field.name));
}

Html record_facts(const PageContext& context, const forms::RecordType& type, const json::object& merged, bool desk_only)
{
    std::vector<Fact> rows;
    for (const Field& field : type.fields) {
        if (desk_only && !field.desk) continue;
        const forms::Answer answer = forms::answer_of(merged, field.name);
        if (answer.value.is_null() && !answer.why) continue;
        Html view = answer_view(context, &type, field, answer);
        if (is_account(field) && !answer.why) view = closed_account(context, el<"p">(view));
        rows.push_back({field_label(context, type, field.name), std::move(view)});
    }
    return rows.empty() ? Html() : facts(rows);
}

Html account_facts(const PageContext& context, const forms::RecordType& type, const json::object& merged)
{
    std::vector<Fact> rows;
    for (const Field& field : type.fields) {
        const forms::Answer answer = forms::answer_of(merged, field.name);
        if (answer.value.is_null() && !answer.why) continue;
        rows.push_back({field_label(context, type, field.name), answer_view(context, &type, field, answer)});
    }
    return rows.empty() ? Html() : facts(rows);
}

}  // namespace panoh::web
