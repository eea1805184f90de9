// SPDX-License-Identifier: AGPL-3.0-or-later
// A new place, unit or alleged perpetrator: one form makes the file and the entry in it.
#include "modules/knowledge/pages.hpp"
#include "modules/knowledge/pages_parts.hpp"
#include "modules/knowledge/service.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/form_view.hpp"

namespace panoh::knowledge {

namespace {

using namespace html;

/// Sent with the form once the likely ones were shown.
constexpr std::string_view another_input = "another";

std::string draft_name(Kind kind)
{
    return "knowledge-" + std::string(type_of(kind));
}

struct NewForm {
    Kind kind;
    const forms::Submission& values;
    std::span<const forms::FormProblem> problems;
    std::span<const Entry> likely;
};

/// The question before saving: is it one of these?
Html likely_ones(const PageContext& context, const NewForm& form)
{
    if (form.likely.empty()) return {};
    std::vector<Html> lines;
    for (const Entry& entry : form.likely) {
        const std::string code = code_words(context, entry);
        lines.push_back(el<"li">(
            entry_link(context, &entry),
            " · ",
            el<"span">(cls("num"), entry.number),
            code.empty() ? Html() : group(" · ", code)
        ));
    }
    return web::notice(
        web::Tone::due,
        context.text(msg("knowledge.likely.title")),
        group(el<"ul">(lines), web::paragraph(context.text(msg("knowledge.likely.text"))))
    );
}

Response form_page(PageContext& context, const NewForm& form, int status)
{
    const std::string type(type_of(form.kind));
    const std::string title = context.text(MessageId("knowledge.add." + type));
    web::PageHead head = head_below(context, form.kind, Sensitive<std::string>(title), title);
    head.typed_text = true;
    web::FormView view;
    view.type = context.records().schema().type(type);
    view.values = &form.values;
    view.problems = form.problems;
    view.has_draft = true;
    view.choices = [&](const forms::Field& field) {
        return entry_choices(context, field);
    };
    const bool asked = !form.likely.empty() || form.values.first(another_input) == "yes";
    const std::string save =
        context.text(form.likely.empty() ? msg("knowledge.save") : msg("knowledge.likely.save_another"));
    const Html body = group(
        likely_ones(context, form),
        asked ? el<"input">(a<"type">("hidden"), name(another_input), value("yes")) : Html(),
        web::form_fields(context, view),
        el<"div">(
            cls("actions"),
            web::submit_button(save),
            web::quiet_link_button(list_url(form.kind), context.text(msg("casework.form.cancel")))
        )
    );
    const Html rule = form.kind == Kind::perpetrator ? presumption_notice(context)
                                                     : web::paragraph(context.text(msg("knowledge.nothing_of_cases")));
    const Url target = Url::local("/knowledge/new/{}", type);
    const Url draft = Url::local("/drafts/{}", draft_name(form.kind));
    return web::page(context, head, group(rule, web::post_form(context, target, body, draft)), status);
}

/// The kind in the address, when the reader may enter one. That others may is not told.
std::optional<Kind> kind_to_add(PageContext& context)
{
    const auto kind = kind_of(context.path_text("type"));
    if (!kind) return std::nullopt;
    const bool may =
        may_keep(context.records(), context.caller(), *kind) && may_read(context.records(), context.caller(), *kind);
    return may ? kind : std::nullopt;
}

Response no_such_form(PageContext& context)
{
    return web::error_page(context, fail(ErrorCode::not_found, "the reader enters nothing of this kind"));
}

}  // namespace

Response new_entry_page(PageContext& context)
{
    const auto kind = kind_to_add(context);
    if (!kind) return no_such_form(context);
    const auto kept = web::load_draft(context, draft_name(*kind));
    const forms::Submission values = kept ? *kept : forms::Submission{};
    return form_page(context, {*kind, values, {}, {}}, 200);
}

Response save_new_entry(PageContext& context)
{
    const auto kind = kind_to_add(context);
    if (!kind) return no_such_form(context);
    const forms::Submission sent = context.submission();
    const bool is_another = sent.first(another_input) == "yes";
    const auto added = add_entry(context.records(), context.caller(), *kind, sent, context.batch(), is_another);
    if (!added) return web::error_page(context, added.error());
    if (!added->problems.empty()) return form_page(context, {*kind, sent, added->problems, {}}, 422);
    // Shown once before saving; it never blocks.
    if (!added->likely.empty()) return form_page(context, {*kind, sent, {}, added->likely}, 200);
    web::drop_draft(context, draft_name(*kind));
    return Response::redirect(entry_url(added->record));
}

}  // namespace panoh::knowledge
