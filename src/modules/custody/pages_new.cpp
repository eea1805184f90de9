// SPDX-License-Identifier: AGPL-3.0-or-later
// "They took my son": one page while the relative talks. Only a few answers are needed, everything else can follow.
#include "forms/labels.hpp"
#include "modules/custody/pages.hpp"
#include "modules/custody/pages_parts.hpp"
#include "modules/intake/rules.hpp"
#include "web/pages/drafts.hpp"

namespace panoh::custody {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using intake::FormStart;

constexpr std::string_view draft_of_new = "custody";

/// A form of an alert: with the call around it, or for a call that is there.
struct AlertForm {
    Url address;
    std::string draft;
    bool with_call = true;
};

class FormBody {
public:
    FormBody(PageContext& context, const forms::Submission& values, std::span<const forms::FormProblem> problems)
        : context_(&context)
        , values_(&values)
        , problems_(problems)
    {}

    [[nodiscard]] Html all(bool with_call) const
    {
        return group(
            web::error_summary(*context_, intake::mistakes_of(*context_, problems_)),
            part(msg("custody.new.who"), who(with_call)),
            part(msg("custody.new.taken"), taken()),
            part(msg("custody.new.where"), where()),
            part(msg("custody.new.health"), health()),
            with_call ? part(msg("custody.new.caller"), caller()) : Html(),
            part(msg("custody.new.consent"), consent(with_call)),
            intake::actions(std::vector<Html>{web::submit_button(context_->text(msg("custody.new.save")))})
        );
    }

private:
    [[nodiscard]] Html part(const MessageId& heading, const Html& body) const
    {
        return web::section(context_->text(heading), body);
    }
    [[nodiscard]] Html fields(std::string_view type, std::initializer_list<std::string_view> names) const
    {
        web::FormView view;
        view.type = context_->records().schema().type(type);
        view.values = values_;
        view.problems = problems_;
        view.has_draft = true;
        Html all;
        for (const std::string_view name : names)
            all += web::form_field(*context_, view, name);
        return all;
    }
    [[nodiscard]] Html who(bool with_call) const
    {
        return group(
            with_call ? fields("contact_account", {"about_name"}) : Html(),
            fields("custody_account", {"about_person", "child", "pregnant"})
        );
    }
    /// What is asked while the relative talks stands open; the rest is folded.
    [[nodiscard]] Html more(const Html& body, std::initializer_list<std::string_view> names) const
    {
        return intake::folded(context_->text(msg("custody.new.more")), body, intake::has_mistake(problems_, names));
    }
    [[nodiscard]] Html taken() const
    {
        return group(
            fields("custody_alert", {"apprehended_at", "about_then"}),
            fields("custody_account", {"seen_where", "takers"}),
            more(
                fields("custody_account", {"seen_by", "seen_at", "agency", "reason_told"}),
                {"seen_by", "seen_at", "agency", "reason_told"}
            )
        );
    }
    [[nodiscard]] Html where() const
    {
        return group(
            fields("custody_account", {"place_held", "asked_before"}),
            fields("custody_alert", {"registered_at"}),
            more(fields("custody_account", {"place_type"}), {"place_type"})
        );
    }
    [[nodiscard]] Html health() const
    {
        return group(
            fields("custody_account", {"health", "medicine"}),
            intake::folded(
                context_->text(msg("custody.new.languages")),
                fields("custody_account", {"languages"}),
                intake::has_mistake(problems_, {"languages"})
            )
        );
    }
    [[nodiscard]] Html caller() const
    {
        return group(
            fields("contact", {"caller_kind", "relation"}),
            fields("contact_account", {"caller_name", "phone"}),
            web::paragraph(context_->text(msg("intake.new.number_kept"))),
            fields("contact", {"may_call_back", "region"}),
            more(
                group(fields("contact_account", {"safe_contact", "words"}), fields("contact", {"language", "channel"})),
                {"safe_contact", "words", "language", "channel"}
            )
        );
    }
    [[nodiscard]] Html consent(bool with_call) const
    {
        if (!with_call) return fields("custody_account", {"may_tell"});
        return group(
            web::paragraph(context_->text(msg("intake.consent.words.text"))),
            keep(),
            fields("custody_account", {"may_tell"})
        );
    }
    /// Without "count only": nothing can be done for somebody of whom nothing may be kept.
    [[nodiscard]] Html keep() const
    {
        web::InputOptions options;
        options.name = "keep";
        options.label = context_->text(forms::field_message("contact", "keep"));
        options.hint = context_->text(msg("custody.new.keep_hint"));
        options.error = intake::mistake_of(*context_, problems_, "keep");
        options.value = Sensitive<std::string>(std::string(values_->first("keep")));
        const std::vector<web::Choice> choices{
            {"yes", context_->code_label("consent_answers", "yes"), context_->text(msg("intake.keep.yes"))},
            {"not_asked",
             context_->code_label("consent_answers", "not_asked"),
             context_->text(msg("intake.keep.not_asked"))},
        };
        return web::radios(*context_, options, choices);
    }

    PageContext* context_;
    const forms::Submission* values_;
    std::span<const forms::FormProblem> problems_;
};

Response form_page(
    PageContext& context,
    const AlertForm& form,
    web::PageHead head,
    const FormStart& start,
    std::span<const forms::FormProblem> problems
)
{
    head.typed_text = true;
    const Html body = group(
        web::paragraph(context.text(msg("custody.new.purpose"))),
        intake::draft_notice(context, start, form.address),
        web::post_form(
            context,
            form.address,
            FormBody(context, start.values, problems).all(form.with_call),
            Url::local("/drafts/{}", form.draft)
        )
    );
    return web::page(context, head, body, problems.empty() ? 200 : http_status(ErrorCode::invalid_input));
}

web::PageHead head_of_new(const PageContext& context)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("custody.new.heading")));
    head.title = context.text(msg("custody.new.title"));
    head.place = web::Place::calls;
    return head;
}

AlertForm form_of_new()
{
    return {Url::local("/custody/new"), std::string(draft_of_new), true};
}

AlertForm form_of_call(const RecordId& contact)
{
    return {Url::local("/custody/{}/raise", contact), "custody-" + contact.text(), false};
}

web::PageHead head_of_call(const PageContext& context, const vault::Record& contact)
{
    web::PageHead head = head_of_new(context);
    const std::string number = text_at(contact.coded, "number");
    head.title = number;
    const std::string back = context.text(msg("intake.back_to_call"), {{"number", number}});
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/calls/{}", contact.id)), back);
    return head;
}

}  // namespace

Response new_alert_page(PageContext& context)
{
    const auto defaults = intake::defaults_for(context.records(), context.caller());
    if (!defaults) return web::error_page(context, defaults.error());
    forms::Submission values;
    values.add("caller_kind", "family");
    values.add("channel", "hotline");
    values.add("region", defaults->region);
    return form_page(
        context, form_of_new(), head_of_new(context), intake::start_of(context, draft_of_new, std::move(values), 0), {}
    );
}

Response save_new_alert(PageContext& context)
{
    const forms::Submission submission = context.submission();
    const auto outcome = raise_alert(context.records(), context.caller(), submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) {
        return form_page(context, form_of_new(), head_of_new(context), {submission, 0, false}, outcome->problems);
    }
    web::drop_draft(context, draft_of_new);
    return back_to(outcome->contact);
}

Response raise_page(PageContext& context)
{
    const RecordId id = context.path_id<RecordId>("contact").value_or(RecordId{});
    const auto contact = contact_without_alert(context.records(), context.caller(), id);
    if (!contact) return web::error_page(context, contact.error());
    const AlertForm form = form_of_call(id);
    return form_page(context, form, head_of_call(context, *contact), intake::start_of(context, form.draft, {}, 0), {});
}

Response save_raise(PageContext& context)
{
    const RecordId id = context.path_id<RecordId>("contact").value_or(RecordId{});
    const forms::Submission submission = context.submission();
    const auto outcome = raise_alert_of_call(context.records(), context.caller(), id, submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    const AlertForm form = form_of_call(id);
    if (!outcome->saved()) {
        const auto contact = contact_without_alert(context.records(), context.caller(), id);
        if (!contact) return web::error_page(context, contact.error());
        return form_page(context, form, head_of_call(context, *contact), {submission, 0, false}, outcome->problems);
    }
    web::drop_draft(context, form.draft);
    return back_to(id);
}

}  // namespace panoh::custody
