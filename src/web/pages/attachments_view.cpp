// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/attachments_view.hpp"

namespace panoh::web {

using namespace html;

namespace {

/// The record type of attachments for a part of a file; null when it takes none.
const forms::RecordType* type_for(const PageContext& context, const FileId& file, forms::Compartment compartment)
{
    const auto fact = context.vault().file(file);
    if (!fact) return nullptr;
    for (const auto& [name, type] : context.records().schema().types) {
        if (type.words() == "attachment" && type.file == fact->kind && type.compartment == compartment) return &type;
    }
    return nullptr;
}

}  // namespace

Html attachments_section(
    const PageContext& context, const FileId& file, forms::Compartment compartment, const RecordId& about
)
{
    const forms::RecordType* type = type_for(context, file, compartment);
    if (type == nullptr) return {};
    std::string question = "SELECT count(*) AS attached FROM t_" + type->name + " WHERE file=? AND deleted=0";
    std::vector<vault::SqlValue> parameters{vault::sql(file)};
    Url list = Url::local("/files/{}/attachments", file);
    Url form = Url::local("/files/{}/attach", file);
    if (!about.is_none()) {
        question += " AND about=?";
        parameters.push_back(vault::sql(about));
        list = list.with("about", about);
        form = form.with("about", about);
    }
    const auto rows = context.vault().workspace().query(question, parameters);
    const std::int64_t count = rows ? rows->integer(0, "attached") : 0;
    const Html body = count == 0 ? empty_state(context.text(msg("files.none")))
                                 : el<"p">(link(list, context.text(msg("files.count"), {{"count", count}})));
    std::optional<Html> action;
    const access::Access& rules = context.records().access();
    if (rules.decide(context.actor(), access::Verb::write, context.vault(), file, compartment)) {
        action = link(form, context.text(msg("files.attach")));
    }
    return section(context.text(msg("files.tab")), body, action);
}

}  // namespace panoh::web
