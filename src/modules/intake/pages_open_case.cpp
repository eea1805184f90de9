// SPDX-License-Identifier: AGPL-3.0-or-later
// A call becomes a case: what is known stands in the form already.
#include "forms/labels.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;

std::string draft_of(const Call& call)
{
    return "open-case-" + call.contact.id.text();
}

/// Fields of four record types on one page.
class CaseForm {
public:
    CaseForm(
        PageContext& context,
        const Call& call,
        const forms::Submission& values,
        std::span<const forms::FormProblem> problems
    )
        : context_(&context)
        , call_(&call)
        , values_(&values)
        , problems_(problems)
    {}

    [[nodiscard]] Html body() const
    {
        const auto mistakes = mistakes_of(*context_, problems_);
        return group(
            web::error_summary(*context_, mistakes),
            part(msg("intake.open.person"), group(fields("person_identity", {"names"}), person())),
            caller(),
            part(
                msg("intake.open.case"),
                group(keyworker(), fields("case", {"risk", "region", "opened_on", "next_review_on"}))
            ),
            part(msg("intake.open.summary"), fields("case_summary", {"heading", "summary", "wishes"})),
            part(msg("intake.open.consents"), consents()),
            actions(std::vector<Html>{web::submit_button(context_->text(msg("intake.open.button")))})
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
        Html all;
        for (const std::string_view name : names)
            all += web::form_field(*context_, view, name);
        return all;
    }

    [[nodiscard]] Html person() const
    {
        const bool open =
            has_mistake(problems_, {"sex_described", "nationality", "deceased", "deceased_on", "interpreter"});
        return group(
            fields("person", {"sex", "birth", "languages"}),
            folded(
                context_->text(msg("intake.new.more")),
                fields("person", {"sex_described", "interpreter", "nationality", "deceased", "deceased_on"}),
                open
            )
        );
    }

    [[nodiscard]] Html keyworker() const
    {
        const auto possible = keyworkers(context_->records(), context_->caller());
        std::vector<web::Choice> choices = web::staff_choices(*context_);
        std::erase_if(choices, [&](const web::Choice& choice) {
            const auto user = UserId::parse(choice.value);
            return !user || std::find(possible.begin(), possible.end(), *user) == possible.end();
        });
        return web::select(*context_, options("keyworker", forms::field_message("case", "keyworker")), choices);
    }

    /// The caller as a person of the case, when they called for somebody else.
    [[nodiscard]] Html caller() const
    {
        const std::string role = role_of_caller(call_->contact.coded);
        if (role.empty()) return {};
        const std::vector<web::Choice> with{{"yes", context_->text(msg("intake.open.with_caller")), ""}};
        std::vector<std::string> chosen;
        if (values_->contains("with_caller", "yes")) chosen.emplace_back("yes");
        web::InputOptions box = options("with_caller", msg("intake.open.caller"));
        box.hint = context_->text(msg("intake.open.caller_hint"));
        Html body = web::checkboxes(*context_, box, with, chosen);
        if (role == "family_member") body += relation();
        return part(msg("intake.open.caller"), body);
    }

    [[nodiscard]] Html relation() const
    {
        std::vector<web::Choice> choices{{"", context_->text(msg("intake.choose")), ""}};
        if (const forms::CodeList* list = context_->records().schema().list("relations")) {
            for (const forms::Code& code : list->codes)
                choices.push_back({code.code, context_->code_label("relations", code.code), ""});
        }
        return web::select(*context_, options("caller_relation", forms::field_message("contact", "relation")), choices);
    }

    [[nodiscard]] web::InputOptions options(std::string_view name, const MessageId& label) const
    {
        web::InputOptions made;
        made.name = std::string(name);
        made.label = context_->text(label);
        made.error = mistake_of(*context_, problems_, name);
        made.value = Sensitive<std::string>(std::string(values_->first(name)));
        return made;
    }

    /// What the call says, and whose word it is.
    [[nodiscard]] Html consents() const
    {
        std::vector<Html> items;
        for (const json::object& consent : consents_of_call(call_->contact.coded, context_->services().zone)) {
            items.push_back(el<"li">(
                context_->code_label("consent_purposes", text_at(consent, "purpose")),
                ": ",
                context_->code_label("consent_states", text_at(consent, "answer"))
            ));
        }
        const bool own = text_at(call_->contact.coded, "caller_kind") == "self";
        return group(
            web::paragraph(context_->text(own ? msg("intake.open.consents_own") : msg("intake.open.consents_of_caller"))
            ),
            el<"ul">(items)
        );
    }

    PageContext* context_;
    const Call* call_;
    const forms::Submission* values_;
    std::span<const forms::FormProblem> problems_;
};

Response
form_page(PageContext& context, const Call& call, const FormStart& start, std::span<const forms::FormProblem> problems)
{
    const Url address = Url::local("/calls/{}/open-case", call.contact.id);
    const Html form = web::post_form(
        context,
        address,
        CaseForm(context, call, start.values, problems).body(),
        Url::local("/drafts/{}", draft_of(call))
    );
    const int status = problems.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return web::page(
        context,
        form_head(context, call, msg("intake.open.heading")),
        group(draft_notice(context, start, address), form),
        status
    );
}

/// Nobody has said that we may keep what was told: that is asked before a case is opened.
Response ask_first_page(const PageContext& context, const Call& call)
{
    const RecordId& contact = call.contact.id;
    const Html body = group(
        web::paragraph(context.text(msg("intake.ask.text"))),
        el<"blockquote">(el<"p">(context.text(msg("intake.consent.words.text")))),
        actions(std::vector<Html>{
            web::action_button(
                context, Url::local("/calls/{}/agreement", contact), context.text(msg("intake.ask.agrees"))
            ),
            web::quiet_link_button(
                Url::local("/calls/{}/edit", contact).at("keep"), context.text(msg("intake.ask.count_only"))
            ),
            web::quiet_link_button(Url::local("/calls/{}", contact), context.text(msg("intake.ask.later"))),
        })
    );
    return web::page(context, form_head(context, call, msg("intake.ask.heading")), body);
}

}  // namespace

Response open_case_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (!is_open(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("intake.problem.not_open"));
    }
    if (text_at(call->contact.coded, "keep") != "yes") return ask_first_page(context, *call);
    auto stored = case_start_form(context.records(), context.caller(), *call);
    if (!stored) return web::error_page(context, stored.error());
    return form_page(context, *call, start_of(context, draft_of(*call), std::move(*stored), 0), {});
}

Response save_open_case(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const forms::Submission submission = context.submission();
    const auto started = start_case(context.records(), context.caller(), call->contact.id, submission, context.batch());
    if (!started) return web::error_page(context, started.error());
    if (!started->opened()) return form_page(context, *call, {submission, 0}, started->problems);
    web::drop_draft(context, draft_of(*call));
    // Whoever opens a case for a colleague may not be let into it.
    if (submission.first("keyworker") != context.actor().user.text()) return back_to(call->contact.id);
    return Response::redirect(Url::local("/cases/{}", started->record));
}

Response save_agreement(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact").value_or(RecordId{});
    const auto done = agree_to_keep(context.records(), context.caller(), contact, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/calls/{}/open-case", contact));
}

}  // namespace panoh::intake
