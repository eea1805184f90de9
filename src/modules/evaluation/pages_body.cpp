// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/pages_body.hpp"

#include "base/json_text.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/layout.hpp"

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// The contact that the case began with, where a death in custody is written down; none for who may not read it.
RecordId contact_of_death(PageContext& context, const RecordId& matter)
{
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::read,
        "death_report",
        "d.file",
        "SELECT c.record AS contact FROM t_death_report d JOIN t_contact c ON c.file=d.file"
        " JOIN t_case k ON k.origin=c.record WHERE {scope} AND d.deleted=0 AND k.record=?",
        {vault::sql(matter)}
    );
    return rows && !rows->empty() ? rows->id<RecordId>(0, "contact") : RecordId{};
}

Html questions(PageContext& context, const Opened& evaluation, const Contents& contents)
{
    std::vector<Html> items;
    for (const vault::Record& sitting : contents.sittings) {
        for (const boost::json::value& row : rows_of(sitting, "autopsy_questions")) {
            const std::string asked = row.is_object() ? text_at(row.get_object(), "question") : std::string();
            if (asked.empty()) continue;
            items.push_back(el<"li">(web::link(place_of(evaluation, sitting), Sensitive<std::string>(asked))));
        }
    }
    if (items.empty()) return web::paragraph(context.text(msg("evaluation.body.no_questions")));
    return el<"ol">(items);
}

}  // namespace

Html body_card(PageContext& context, const Opened& evaluation, const Contents& contents)
{
    if (!is_of_body(evaluation.record)) return {};
    Html body = web::paragraph(context.text(msg("evaluation.body.purpose")));
    body += el<"h3">(context.text(msg("evaluation.body.questions")));
    body += questions(context, evaluation, contents);
    std::optional<Html> steps;
    const RecordId contact = contact_of_death(context, evaluation.line.matter);
    if (!contact.is_none()) {
        steps = web::link(Url::local("/custody/{}/death", contact), context.text(msg("evaluation.body.checklist")));
    }
    return web::section(context.text(msg("evaluation.body.heading")), body, steps);
}

}  // namespace panoh::evaluation
