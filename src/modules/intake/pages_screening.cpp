// SPDX-License-Identifier: AGPL-3.0-or-later
// Screening: what is reported, element by element, and what nobody has asked yet.
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules.hpp"
#include "modules/intake/rules_screening.hpp"
#include "web/pages/drafts.hpp"

#include <array>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;

std::string draft_of(const Call& call)
{
    return "screening-" + call.contact.id.text();
}

Html window_notice(const PageContext& context, const json::object& screening)
{
    const auto today = forms::local_day(context.vault().clock().now(), context.services().zone);
    switch (medical_window(screening, today)) {
    case MedicalWindow::within_72_hours:
        return web::notice(
            web::Tone::due,
            context.text(msg("intake.window.within_72_hours")),
            web::paragraph(context.text(msg("intake.window.rule_of_thumb")))
        );
    case MedicalWindow::within_a_week:
        return web::notice(
            web::Tone::due,
            context.text(msg("intake.window.within_a_week")),
            web::paragraph(context.text(msg("intake.window.rule_of_thumb")))
        );
    case MedicalWindow::later:
        return web::notice(web::Tone::info, context.text(msg("intake.window.later")), Html());
    case MedicalWindow::unknown:
        break;
    }
    return web::notice(web::Tone::info, context.text(msg("intake.window.unknown")), Html());
}

/// What a physician can still document, in words, given the time since the event.
Html document_section(const PageContext& context, const json::object& screening)
{
    const auto today = forms::local_day(context.vault().clock().now(), context.services().zone);
    std::vector<Html> items;
    for (const DocumentPoint& point : what_can_be_documented(screening, today)) {
        const std::string words = context.text(point.sentence);
        items.push_back(point.is_urgent ? el<"li">(el<"b">(words)) : el<"li">(words));
    }
    return web::section(
        context.text(msg("screening.document.heading")),
        group(el<"ul">(items), el<"p">(cls("meta"), context.text(msg("screening.to_be_confirmed"))))
    );
}

Html noted(const PageContext& context, const json::object& screening, std::span<const std::string_view> fields)
{
    const forms::RecordType* type = context.records().schema().type("screening");
    std::vector<Html> values;
    for (const std::string_view name : fields) {
        const forms::Field* field = type->find(name);
        if (field == nullptr) continue;
        const std::string why = std::string(name) + "__why";
        if (!screening.contains(name) && !screening.contains(why)) continue;
        values.push_back(el<"div">(web::value_view(context, *field, screening)));
    }
    if (values.empty()) return group(context.text(msg("screening.element.nothing")));
    return html::join(values);
}

/// The elements of articles 1 and 16 side by side with what is noted: an order of asking, not a test that is passed.
Html elements_section(const PageContext& context, const json::object& screening)
{
    const auto column = [&](const MessageId& heading) {
        return web::Column{context.text(heading), {}, false, false, false};
    };
    const std::vector<web::Column> columns{
        column(msg("screening.element.name")),
        column(msg("screening.element.article_1")),
        column(msg("screening.element.article_16")),
        column(msg("screening.element.noted"))};
    std::vector<std::vector<Html>> rows;
    for (const ElementRow& row : element_rows()) {
        rows.push_back(
            {group(context.text(row.name)),
             group(context.text(row.article_1)),
             group(context.text(row.article_16)),
             noted(context, screening, row.fields)}
        );
    }
    const std::string heading = context.text(msg("screening.elements.heading"));
    return web::section(
        heading,
        group(web::paragraph(context.text(msg("screening.elements.explanation"))), web::table(heading, columns, rows))
    );
}

/// Three views of the same event, none above the others.
Html views_section(const PageContext& context, const json::object& screening)
{
    constexpr std::array<std::string_view, 1> said{"client_words"};
    constexpr std::array<std::string_view, 2> ours{"category_considered", "categories_also"};
    constexpr std::array<std::string_view, 1> theirs{"authority_view"};
    const std::vector<web::Fact> views{
        {context.text(msg("screening.view.client")), noted(context, screening, said)},
        {context.text(msg("screening.view.working")), noted(context, screening, ours)},
        {context.text(msg("screening.view.authority")), noted(context, screening, theirs)}};
    return web::section(
        context.text(msg("screening.views.heading")),
        group(web::paragraph(context.text(msg("screening.views.bars_nothing"))), web::facts(views))
    );
}

Html urgency_line(const PageContext& context, const json::object& screening)
{
    const std::string urgency = text_at(screening, "urgency");
    if (urgency.empty()) return {};
    const web::Tone tone = urgency == "now" ? web::Tone::danger : web::Tone::due;
    return el<"p">(
        context.text(forms::field_message("screening", "urgency")),
        ": ",
        web::tag(tone, context.code_label("urgency_levels", urgency))
    );
}

/// What is open, each with one sentence on why it is asked. Nothing is concluded.
Html missing_section(const PageContext& context, const json::object& screening)
{
    const auto missing = what_is_missing(screening);
    const std::string heading = context.text(msg("intake.missing.heading"));
    if (missing.empty()) return web::section(heading, web::paragraph(context.text(msg("intake.missing.nothing"))));
    std::vector<Html> items;
    for (const MissingElement& each : missing) {
        const std::string why = context.text(each.why ? forms::label_of(*each.why) : msg("intake.missing.blank"));
        items.push_back(el<"li">(
            web::link(Url::here(each.field), context.text(forms::field_message("screening", each.field))),
            " — ",
            why,
            ". ",
            context.text(each.sentence)
        ));
    }
    const auto count = static_cast<std::int64_t>(items.size());
    return web::section(
        heading,
        group(
            web::paragraph(context.text(msg("intake.missing.explanation"))),
            web::details(context.text(msg("screening.missing"), {{"count", count}}), el<"ul">(items))
        )
    );
}

Response form_page(
    const PageContext& context,
    const Call& call,
    const FormStart& start,
    std::span<const forms::FormProblem> problems,
    const Html& above
)
{
    const Url address = Url::local("/calls/{}/screening", call.contact.id);
    web::FormView view;
    view.type = context.records().schema().type("screening");
    view.values = &start.values;
    view.problems = problems;
    view.has_draft = true;
    const std::vector<Html> buttons{web::submit_button(context.text(msg("intake.screening.save")))};
    const Html form = web::post_form(
        context,
        address,
        group(PageContext::base_field(start.base), web::form_fields(context, view), actions(buttons)),
        Url::local("/drafts/{}", draft_of(call))
    );
    web::PageHead head = call_head(context, call, msg("intake.screening.heading"), CallTab::screening);
    head.typed_text = true;
    const Html body = group(
        web::paragraph(context.text(msg("intake.screening.purpose"))),
        draft_notice(context, start, address),
        above,
        form
    );
    return web::page(context, head, body, problems.empty() ? 200 : http_status(ErrorCode::invalid_input));
}

}  // namespace

Response screening_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (is_counted_only(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("intake.problem.counted_only"));
    }
    const auto screening = open_screening(context.records(), context.caller(), *call);
    if (!screening) return web::error_page(context, screening.error());
    if (!*screening) return form_page(context, *call, start_of(context, draft_of(*call), {}, 0), {}, {});
    const vault::Record& stored = **screening;
    const auto fields = stored.merged();
    const forms::RecordType* type = context.records().schema().type("screening");
    auto values = forms::to_submission(*type, fields.reveal(), context.services().zone);
    const Html above = group(
        urgency_line(context, fields.reveal()),
        window_notice(context, fields.reveal()),
        document_section(context, fields.reveal()),
        views_section(context, fields.reveal()),
        elements_section(context, fields.reveal()),
        missing_section(context, fields.reveal())
    );
    return form_page(context, *call, start_of(context, draft_of(*call), std::move(values), stored.revision), {}, above);
}

Response save_screening_form(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const forms::RecordType* type = context.records().schema().type("screening");
    const RecordId record = call->screening.value_or(RecordId{});
    const auto submission =
        record.is_none() ? Result<forms::Submission>(context.submission()) : web::sent_edit(context, *type, record);
    if (!submission) return web::error_page(context, submission.error());
    const records::FormChange change{"screening", call->contact.file, record, context.base()};
    const auto outcome =
        save_screening(context.records(), context.caller(), *call, change, *submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        return web::page(
            context,
            form_head(context, *call, msg("intake.screening.heading")),
            web::merge_view(context, *type, *outcome->clash, *submission),
            http_status(ErrorCode::conflict)
        );
    }
    if (!outcome->saved()) return form_page(context, *call, {*submission, change.base}, outcome->problems, {});
    web::drop_draft(context, draft_of(*call));
    return Response::redirect(Url::local("/calls/{}/screening", call->contact.id));
}

}  // namespace panoh::intake
