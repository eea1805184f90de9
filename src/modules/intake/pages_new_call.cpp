// SPDX-License-Identifier: AGPL-3.0-or-later
// Taking a call: one page, one form, as few answers as possible.
#include "forms/labels.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_apart.hpp"
#include "modules/intake/pages_danger.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules_apart.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/form_view.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view draft_name = "call";

/// The form of a call: fields of two record types on one page, with the values typed so far.
class CallForm {
public:
    CallForm(PageContext& context, const forms::Submission& values, std::span<const forms::FormProblem> problems)
        : context_(&context)
        , values_(&values)
        , problems_(problems)
        , lines_(line_choices(context))
    {}

    [[nodiscard]] Html body() const
    {
        const auto mistakes = mistakes_of(*context_, problems_);
        return group(
            web::error_summary(*context_, mistakes),
            apart_buttons(*context_),
            part(
                msg("intake.new.danger"),
                group(
                    danger_steps(*context_),
                    contact("danger_now"),
                    danger_situations_folded(*context_),
                    silent_hint_folded(*context_)
                )
            ),
            part(msg("intake.new.who"), contact("caller_kind")),
            part(msg("intake.new.words"), group(account("words"), keep(), contact("needs"))),
            part(msg("intake.new.reach"), reach()),
            part(msg("intake.new.where"), where()),
            part(msg("intake.new.consent"), wishes()),
            part(msg("intake.new.times"), times()),
            actions(std::vector<Html>{web::submit_button(context_->text(msg("intake.new.save")))})
        );
    }

private:
    [[nodiscard]] Html part(const MessageId& heading, const Html& body) const
    {
        return web::section(context_->text(heading), body);
    }

    [[nodiscard]] Html field(std::string_view type, std::string_view name) const
    {
        web::FormView view;
        view.type = context_->records().schema().type(type);
        view.values = values_;
        view.choices = [this](const forms::Field& /*field*/) {
            return lines_;
        };
        view.problems = problems_;
        return web::form_field(*context_, view, name);
    }
    [[nodiscard]] Html contact(std::string_view name) const { return field("contact", name); }
    [[nodiscard]] Html account(std::string_view name) const { return field("contact_account", name); }

    [[nodiscard]] Html contact_fields(std::initializer_list<std::string_view> names) const
    {
        Html all;
        for (const std::string_view name : names)
            all += contact(name);
        return all;
    }

    [[nodiscard]] Html account_fields(std::initializer_list<std::string_view> names) const
    {
        Html all;
        for (const std::string_view name : names)
            all += account(name);
        return all;
    }

    /// What only a message, a letter or a visit has stands folded, so that a call stays short.
    [[nodiscard]] Html where() const
    {
        const bool open = has_mistake(problems_, {"messenger", "message_at", "letter_date", "received_on"});
        const Html more = group(
            web::paragraph(context_->text(msg("hotline.new.pasted"))),
            contact_fields({"messenger", "message_at"}),
            contact_fields({"letter_date", "received_on", "from_custody", "opened_before"}),
            contact_fields({"visit_place", "spoke_alone"})
        );
        return group(
            contact_fields({"region", "language", "channel"}),
            contact(lines_.empty() ? "hotline" : "line"),
            folded(context_->text(msg("hotline.new.other_ways")), more, open)
        );
    }

    [[nodiscard]] Html calling_rules() const
    {
        const bool open = has_mistake(
            problems_, {"number_safety", "say_who", "voicemail", "call_from", "call_until", "call_days", "pause_hours"}
        );
        const Html rules = account_fields(
            {"number_safety", "say_who", "voicemail", "call_from", "call_until", "call_days", "pause_hours"}
        );
        return folded(context_->text(msg("call_back.rules")), rules, open);
    }

    [[nodiscard]] Html reach() const
    {
        const Html more = group(
            account("about_name"),
            account("caller_name"),
            contact_fields({"relation", "interpreter_needed"}),
            account("place"),
            account("need_words"),
            account("steps_taken")
        );
        const bool open = has_mistake(
            problems_,
            {"about_name", "caller_name", "relation", "interpreter_needed", "place", "need_words", "steps_taken"}
        );
        return group(
            web::paragraph(context_->text(msg("intake.new.number_kept"))),
            account("phone"),
            account("safe_contact"),
            calling_rules(),
            folded(context_->text(msg("intake.new.more")), more, open)
        );
    }

    /// Asked before what follows, so that the least that a call needs stands together: few keys lead through it.
    [[nodiscard]] Html keep() const
    {
        web::InputOptions options;
        options.name = "keep";
        options.label = context_->text(forms::field_message("contact", "keep"));
        options.hint = context_->text(msg("intake.keep.hint"));
        options.error = mistake_of(*context_, problems_, "keep");
        options.value = Sensitive<std::string>(std::string(values_->first("keep")));
        const auto choice = [&](std::string_view code, const MessageId& hint) {
            return web::Choice{std::string(code), context_->code_label("consent_answers", code), context_->text(hint)};
        };
        const std::vector<web::Choice> choices{
            choice("yes", msg("intake.keep.yes")),
            choice("count_only", msg("intake.keep.count_only")),
            choice("not_asked", msg("intake.keep.not_asked")),
        };
        return group(
            web::paragraph(context_->text(msg("intake.consent.words.text"))), web::radios(*context_, options, choices)
        );
    }

    [[nodiscard]] Html wishes() const
    {
        return contact_fields({"pass_on", "pass_on_to", "may_call_back", "promise_call_back", "call_back_by"});
    }

    [[nodiscard]] Html times() const
    {
        return group(
            contact("time_of_call"),
            web::paragraph(context_->text(msg("intake.new.entered_by_itself"))),
            folded(
                context_->text(msg("intake.new.from_paper")),
                group(
                    contact_fields({"paper_note_at", "paper_form_number"}),
                    web::paper_form_link(*context_, *context_->records().schema().type("contact"))
                ),
                has_mistake(problems_, {"paper_note_at", "paper_form_number"})
            )
        );
    }

    const PageContext* context_;
    const forms::Submission* values_;
    std::span<const forms::FormProblem> problems_;
    std::vector<web::Choice> lines_;
};

Response form_page(
    PageContext& context,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems,
    const Html& above,
    int status
)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("intake.new.heading")));
    head.title = context.text(msg("intake.new.heading"));
    head.place = web::Place::calls;
    head.typed_text = true;
    // The list of mistakes comes first when there is one.
    if (problems.empty())
        head.actions = web::quiet_link_button(Url::local("/custody/new"), context.text(msg("custody.button")));
    const Html form = web::post_form(
        context,
        Url::local("/calls/new"),
        CallForm(context, values, problems).body(),
        Url::local("/drafts/{}", draft_name)
    );
    return web::page(context, head, group(above, form), status);
}

}  // namespace

Response new_call_page(PageContext& context)
{
    const records::Caller caller = context.caller();
    const auto defaults = defaults_for(context.records(), caller);
    if (!defaults) return web::error_page(context, defaults.error());
    const FormStart start =
        start_of(context, draft_name, call_start(*defaults, context.vault().clock().now(), caller.zone), 0);
    return form_page(context, start.values, {}, draft_notice(context, start, Url::local("/calls/new")), 200);
}

Response save_new_call(PageContext& context)
{
    const forms::Submission submission = context.submission();
    if (is_apart_kind(submission.first(apart_input))) return save_apart(context, submission);
    const auto outcome = take_call(context.records(), context.caller(), submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) {
        return form_page(context, submission, outcome->problems, {}, http_status(ErrorCode::invalid_input));
    }
    web::drop_draft(context, draft_name);
    return Response::redirect(Url::local("/calls/{}", outcome->contact).with("saved", 1));
}

}  // namespace panoh::intake
