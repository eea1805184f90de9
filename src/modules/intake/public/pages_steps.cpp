// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/pages_steps.hpp"

#include "forms/labels.hpp"
#include "modules/intake/public/pages_step_parts.hpp"
#include "modules/intake/public/rules.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// Inputs of one page, filled with the answers.
class Inputs {
public:
    Inputs(const PublicPage& page, const StepState& state)
        : page_(&page)
        , state_(&state)
    {}

    [[nodiscard]] Html of(RequestStep step) const
    {
        switch (step) {
        case RequestStep::who:
            return who();
        case RequestStep::danger:
            return danger();
        case RequestStep::words:
            return group(explain(msg("request.words.text")), text("words", msg("request.words.label"), {}, 12));
        case RequestStep::where:
            return where();
        case RequestStep::when:
            return text("when", msg("request.when.label"), msg("request.when.hint"), 1, true);
        case RequestStep::needs:
            return needs();
        case RequestStep::reach:
            return reach();
        case RequestStep::keep:
            return keep();
        case RequestStep::files:
        case RequestStep::check:
            break;
        }
        return {};
    }

private:
    [[nodiscard]] std::string said(const MessageId& id) const { return page_->text(id); }
    [[nodiscard]] Html explain(const MessageId& id) const { return page_->paragraphs(said(id)); }

    [[nodiscard]] web::InputOptions options(std::string_view name, const MessageId& label) const
    {
        web::InputOptions made;
        made.name = std::string(name);
        made.label = said(label);
        made.error = state_->mended.of(name);
        made.value = Sensitive<std::string>(text_at(state_->form.answers, name));
        return made;
    }

    [[nodiscard]] Html text(
        std::string_view name,
        const MessageId& label,
        const std::optional<MessageId>& hint = {},
        int lines = 1,
        bool optional = false
    ) const
    {
        web::InputOptions made = options(name, label);
        if (hint) made.hint = said(*hint);
        made.lines = lines;
        made.optional = optional;
        return web::text_input(page_->context(), made);
    }

    [[nodiscard]] Html who() const
    {
        std::vector<web::Choice> choices;
        for (const std::string_view code : request_callers)
            choices.push_back({std::string(code), said(label_of_caller(code)), ""});
        return web::radios(page_->context(), options("who", msg("request.choose_one")), choices);
    }

    [[nodiscard]] Html danger() const
    {
        const std::vector<web::Choice> choices{
            {"yes", said(msg("request.danger.yes")), ""},
            {"no", said(msg("request.danger.no")), ""},
            {"unsure", said(msg("request.danger.unsure")), ""}};
        return group(
            explain(msg("request.danger.text")),
            web::radios(page_->context(), options("danger", msg("request.choose_one")), choices)
        );
    }

    [[nodiscard]] Html where() const
    {
        std::vector<web::Choice> choices;
        for (const std::string& region : page_->published().regions)
            choices.push_back({region, page_->context().code_label("regions", region), ""});
        choices.push_back({"refused", said(msg("request.where.refused")), ""});
        web::InputOptions region = options("region", msg("request.where.region"));
        region.hint = said(msg("request.where.region_hint"));
        return group(
            web::select(page_->context(), region, choices),
            text("place", msg("request.where.place"), msg("request.where.place_hint"), 1, true)
        );
    }

    [[nodiscard]] Html needs() const
    {
        std::vector<web::Choice> choices;
        for (const std::string_view code : request_needs)
            choices.push_back({std::string(code), page_->context().code_label("needs", code), ""});
        const auto chosen = codes_at(state_->form.answers, "needs");
        return web::checkboxes(page_->context(), options("needs", msg("request.needs.label")), choices, chosen);
    }

    [[nodiscard]] Html reach() const
    {
        const std::vector<web::Choice> choices{
            {"receipt", said(msg("request.reach.receipt")), said(msg("request.reach.receipt_hint"))},
            {"phone", said(msg("request.reach.by_phone")), ""},
            {"other", said(msg("request.reach.other")), ""}};
        web::InputOptions phone = options("phone", msg("request.reach.phone"));
        phone.input_mode = "tel";
        phone.optional = true;
        return group(
            explain(msg("request.reach.text")),
            web::radios(page_->context(), options("reach", msg("request.choose_one")), choices),
            web::text_input(page_->context(), phone),
            text("reach_words", msg("request.reach.words"), msg("request.reach.words_hint"), 3, true),
            text("name", msg("request.reach.name"), msg("request.reach.name_hint"), 1, true)
        );
    }

    [[nodiscard]] Html keep() const
    {
        const std::vector<web::Choice> kept{
            {"yes", said(msg("request.keep.yes")), said(msg("request.keep.yes_hint"))},
            {"not_asked", said(msg("request.keep.not_yet")), said(msg("request.keep.not_yet_hint"))}};
        const std::vector<web::Choice> passed_on{
            {"yes_named", said(msg("request.pass_on.named")), ""},
            {"yes_unnamed", said(msg("request.pass_on.unnamed")), ""},
            {"no", said(msg("request.pass_on.no")), ""}};
        web::InputOptions pass_on = options("pass_on", msg("request.pass_on.label"));
        pass_on.hint = said(msg("request.pass_on.hint"));
        return group(
            explain(msg("request.keep.text")),
            web::radios(page_->context(), options("keep", msg("request.choose_one")), kept),
            web::radios(page_->context(), pass_on, passed_on)
        );
    }

    const PublicPage* page_;
    const StepState* state_;
};

}  // namespace

Response step_page(const PublicPage& page, RequestStep step, const StepState& state)
{
    if (step == RequestStep::check) return check_page(page, state);
    if (step == RequestStep::files) return files_page(page, state);
    const Html body = group(
        fields_of(step, state),
        web::error_summary(page.context(), state.mended.mistakes),
        Inputs(page, state).of(step),
        buttons(page, step, msg("request.next"))
    );
    const int status = state.mended.mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return page.show(
        {heading_of(step),
         group(el<"p">(cls("meta"), steps_words(page, step)), notices(page, state), page.form(request_address(), body)),
         status,
         {}}
    );
}

Response danger_page(const PublicPage& page, const StepState& state)
{
    const Html numbers = page.emergency_numbers();
    const Html advice = page.paragraphs(page.text(msg("request.emergency.text")));
    const Html body = group(
        fields_of(RequestStep::danger, state),
        el<"div">(cls("actions"), page.button(msg("request.emergency.go_on"), "go_on")),
        page.language_buttons()
    );
    return page.show(
        {msg("request.emergency.heading"),
         group(
             numbers.empty() ? page.lines() : numbers,
             advice,
             web::paragraph(page.text(msg("request.emergency.form"))),
             page.form(request_address(), body)
         ),
         200,
         {}}
    );
}

}  // namespace panoh::intake
