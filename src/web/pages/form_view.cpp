// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/form_view.hpp"

#include "base/check.hpp"
#include "forms/numbering.hpp"
#include "web/pages/field_view.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

std::vector<const forms::Field*> shown_fields(const FormView& view)
{
    std::vector<const forms::Field*> shown;
    if (view.only.empty()) {
        for (const forms::Field& field : view.type->fields) {
            if (!field.derived) shown.push_back(&field);
        }
        return shown;
    }
    for (const std::string& name : view.only) {
        const forms::Field* field = view.type->find(name);
        PANOH_CHECK(field != nullptr);
        if (!field->derived) shown.push_back(field);
    }
    return shown;
}

Html section_heading(const PageContext& context, const FormView& view, const std::string& section)
{
    const MessageId id("type." + view.type->words() + ".section." + section);
    return context.translator().has(id) ? el<"h2">(context.text(id)) : Html();
}

}  // namespace

Html form_fields(const PageContext& context, const FormView& view)
{
    const auto shown = shown_fields(view);
    const FieldWriter writer(context, view);
    std::vector<std::string> sections;
    for (const forms::Field* field : shown) {
        if (std::find(sections.begin(), sections.end(), field->section) == sections.end())
            sections.push_back(field->section);
    }
    Html out = error_summary(context, writer.mistakes(shown));
    for (const std::string& section : sections) {
        Html fields;
        for (const forms::Field* field : shown) {
            if (field->section == section) fields += writer.field(*field);
        }
        const Html heading = section.empty() ? Html() : section_heading(context, view, section);
        const bool first = section == sections.front();
        out += el<"div">(cls(first || heading.empty() ? "" : "section"), heading, fields);
    }
    return out;
}

std::string last_entry_id(std::string_view field)
{
    return std::string(field) + "-last";
}

Html form_field(const PageContext& context, const FormView& view, std::string_view name)
{
    const forms::Field* field = view.type->find(name);
    PANOH_CHECK(field != nullptr);
    return FieldWriter(context, view).field(*field);
}

Html paper_form_link(const PageContext& context, const forms::RecordType& type)
{
    const std::string form = forms::paper_of(type);
    if (form.empty()) return {};
    return el<"p">(cls("meta no-print"), link(Url::local("/paper/{}", form), context.text(msg("pages.form.on_paper"))));
}

std::vector<Choice> staff_choices(const PageContext& context)
{
    std::vector<Choice> choices;
    const auto directory = context.vault().directory();
    for (const auto& [id, user] : directory->users()) {
        if (!user.active || user.organisation != context.actor().organisation) continue;
        choices.push_back({id.text(), user.name.reveal(), {}});
    }
    std::sort(choices.begin(), choices.end(), [&](const Choice& left, const Choice& right) {
        return context.translator().compare(left.label, right.label) < 0;
    });
    return choices;
}

}  // namespace panoh::web
