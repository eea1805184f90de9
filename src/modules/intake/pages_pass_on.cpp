// SPDX-License-Identifier: AGPL-3.0-or-later
// Passing a call on to another organisation of the node, as far as the caller said yes.
#include "forms/labels.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

bool may_be(PageContext& context, const Call& call, Naming naming)
{
    const Timestamp now = context.vault().clock().now();
    return may_pass_on(call.contact.id, call.contact.coded, naming, now, context.services().zone).allowed;
}

MessageId why_not(const access::DisclosureDecision& decision)
{
    if (decision.reason == "refused") return msg("intake.gate.refused");
    if (decision.reason == "recipient") return msg("intake.gate.recipient");
    return msg("intake.gate.not_asked");
}

/// Without consent: why not, and what is possible all the same.
Response options_page(PageContext& context, const Call& call)
{
    const RecordId& contact = call.contact.id;
    const auto decision = may_pass_on(
        contact, call.contact.coded, Naming::unnamed, context.vault().clock().now(), context.services().zone
    );
    const std::vector<Html> options{
        el<"li">(
            context.text(msg("intake.gate.ask")),
            " ",
            web::link(Url::local("/calls/{}/edit", contact).at("pass_on"), context.text(msg("intake.gate.note_answer")))
        ),
        el<"li">(context.text(msg("intake.gate.tell_number"))),
        el<"li">(web::link(Url::local("/calls/{}/hand-on", contact), context.text(msg("intake.gate.hand_on")))),
        el<"li">(context.text(msg("intake.gate.advice"))),
    };
    const Html body = group(
        web::notice(web::Tone::consent, context.text(why_not(decision)), Html()),
        web::section(context.text(msg("intake.gate.options")), el<"ul">(options))
    );
    return web::page(context, form_head(context, call, msg("intake.pass_on.heading")), body);
}

/// What was typed, and what has to be mended.
struct Sent {
    std::string to;
    std::string naming;
    std::string words;
    std::string why;
    std::vector<forms::FormProblem> problems;
};

class PassOnForm {
public:
    PassOnForm(PageContext& context, const Call& call, const Sent& sent)
        : context_(&context)
        , call_(&call)
        , sent_(&sent)
    {}

    [[nodiscard]] Html body() const
    {
        const auto mistakes = mistakes_of(*context_, sent_->problems);
        return group(
            web::error_summary(*context_, mistakes),
            organisations(),
            reasons(),
            naming(),
            words(),
            actions(std::vector<Html>{web::submit_button(context_->text(msg("intake.pass_on.button")))})
        );
    }

private:
    [[nodiscard]] web::InputOptions
    options(std::string_view name, const MessageId& label, const std::string& value) const
    {
        web::InputOptions made;
        made.name = std::string(name);
        made.label = context_->text(label);
        made.error = mistake_of(*context_, sent_->problems, name);
        made.value = Sensitive<std::string>(value);
        return made;
    }

    [[nodiscard]] Html organisations() const
    {
        std::vector<web::Choice> choices;
        const std::string region = text_at(call_->contact.coded, "region");
        for (const Neighbour& each : neighbours_for(context_->records(), context_->caller(), region)) {
            choices.push_back({each.id.text(), context_->organisation_name(each.id), ""});
            if (each.serves_region) choices.back().hint = context_->text(msg("intake.pass_on.serves_region"));
        }
        if (choices.empty()) return web::empty_state(context_->text(msg("intake.pass_on.nobody")));
        return web::radios(*context_, options("to", msg("intake.pass_on.to"), sent_->to), choices);
    }

    [[nodiscard]] Html reasons() const
    {
        const auto choices = casework::code_choices(*context_, "pass_on_reasons");
        return web::radios(*context_, options("why", msg("intake.pass_on.why"), sent_->why), choices);
    }

    [[nodiscard]] Html naming() const
    {
        std::vector<web::Choice> choices;
        if (may_be(*context_, *call_, Naming::named)) {
            choices.push_back(
                {"named", context_->text(msg("intake.pass_on.named")), context_->text(msg("intake.pass_on.named_hint"))}
            );
        }
        choices.push_back(
            {"unnamed",
             context_->text(msg("intake.pass_on.unnamed")),
             context_->text(msg("intake.pass_on.unnamed_hint"))}
        );
        return web::radios(*context_, options("naming", msg("intake.pass_on.naming"), sent_->naming), choices);
    }

    [[nodiscard]] Html words() const
    {
        web::InputOptions text = options("words", msg("intake.pass_on.words"), sent_->words);
        text.hint = context_->text(msg("intake.pass_on.words_hint"));
        text.lines = 10;
        Html all = web::text_input(*context_, text);
        const bool asks = std::any_of(sent_->problems.begin(), sent_->problems.end(), [](const auto& problem) {
            return problem.message.id == msg("intake.problem.name_left_in");
        });
        if (!asks) return all;
        const std::vector<web::Choice> yes{{"yes", context_->text(msg("intake.pass_on.confirm")), ""}};
        all += web::checkboxes(*context_, options("confirmed", msg("intake.pass_on.read_through"), ""), yes, {});
        return all;
    }

    PageContext* context_;
    const Call* call_;
    const Sent* sent_;
};

Response form_page(PageContext& context, const Call& call, const Sent& sent)
{
    const Url address = Url::local("/calls/{}/pass-on", call.contact.id);
    const Html body = group(
        web::paragraph(context.text(msg("intake.pass_on.what_happens.text"))),
        web::post_form(context, address, PassOnForm(context, call, sent).body())
    );
    const int status = sent.problems.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return web::page(context, form_head(context, call, msg("intake.pass_on.heading")), body, status);
}

}  // namespace

Response pass_on_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    if (!is_open(call->contact.coded)) {
        return web::error_page(context, http_status(ErrorCode::invalid_input), msg("intake.problem.not_open"));
    }
    if (!may_be(context, *call, Naming::unnamed)) return options_page(context, *call);
    const auto account = open_account(context.records(), context.caller(), *call);
    if (!account) return web::error_page(context, account.error());
    Sent start;
    if (!who_serves_instead(context.records(), context.caller(), call->contact.coded).empty()) start.why = "region";
    start.naming = may_be(context, *call, Naming::named) ? "named" : "unnamed";
    if (*account) start.words = text_at((*account)->content.reveal(), "words");
    return form_page(context, *call, start);
}

Response save_pass_on(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const web::Parameters& form = context.request().form;
    Sent sent{
        std::string(form.text("to")),
        std::string(form.text("naming")),
        std::string(form.text("words")),
        std::string(form.text("why")),
        {},
    };
    const auto to = OrganisationId::parse(sent.to);
    if (!to) {
        const MessageId label = msg("intake.pass_on.to");
        sent.problems.push_back({"to", {msg("intake.problem.choose_organisation"), {{"label", label}}}});
        return form_page(context, *call, sent);
    }
    const PassOn what{
        *to,
        sent.naming == "named" ? Naming::named : Naming::unnamed,
        sent.words,
        form.text("confirmed") == "yes",
        sent.why,
    };
    const auto done = pass_on(context.records(), context.caller(), call->contact.id, what, context.batch());
    if (!done) return web::error_page(context, done.error());
    if (!done->done()) {
        sent.problems = done->problems;
        return form_page(context, *call, sent);
    }
    return back_to(call->contact.id);
}

}  // namespace panoh::intake
