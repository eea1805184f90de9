// SPDX-License-Identifier: AGPL-3.0-or-later
// Asking for a file: which cases, which columns, what for, in which form.
#include "modules/casework/pages_shared.hpp"
#include "modules/exchange/pages.hpp"
#include "modules/exchange/rules.hpp"
#include "modules/exchange/service.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>
#include <array>

namespace panoh::exchange {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::array<std::string_view, 8> usual_columns{
    "case_number",
    "case_status",
    "case_opened_on",
    "case_region",
    "person_number",
    "person_role",
    "person_sex",
    "person_birth_year"};
constexpr std::size_t numbers_shown = 5;

/// What the form holds, as it was sent or as it begins.
struct Form {
    Wish wish;
    CaseChoice choice;
    bool is_marked = false;  ///< the cases were marked one by one
};

Form fresh_form()
{
    Form form;
    form.wish.columns.assign(usual_columns.begin(), usual_columns.end());
    form.wish.format = "xlsx";
    return form;
}

std::vector<RecordId> marked_cases(const web::Parameters& sent)
{
    std::vector<RecordId> cases;
    for (const std::string_view text : sent.all("case")) {
        const auto id = RecordId::parse(text);
        if (id && std::find(cases.begin(), cases.end(), *id) == cases.end()) cases.push_back(*id);
    }
    return cases;
}

Form sent_form(PageContext& context)
{
    const web::Parameters& sent = context.request().form;
    Form form;
    form.wish.purpose = sent.text("purpose");
    form.wish.words = Sensitive<std::string>(std::string(sent.text("words")));
    form.wish.format = sent.text("format");
    for (const char* input : {"case_columns", "person_columns", "identity_columns"}) {
        for (const std::string_view code : sent.all(input))
            form.wish.columns.emplace_back(code);
    }
    form.wish.cases = marked_cases(sent);
    form.is_marked = !form.wish.cases.empty();
    form.choice.status = sent.text("status");
    form.choice.region = sent.text("region");
    form.choice.keyworker = UserId::parse(sent.text("keyworker"));
    form.choice.closed_too = sent.text("closed") == "yes";
    return form;
}

std::string mistake_at(std::span<const web::Mistake> mistakes, std::string_view field)
{
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&](const web::Mistake& mistake) {
        return mistake.field == field;
    });
    return found == mistakes.end() ? std::string() : found->sentence;
}

web::InputOptions options_of(
    const PageContext& context, std::string_view input, const MessageId& label, std::span<const web::Mistake> mistakes
)
{
    web::InputOptions options;
    options.name = input;
    options.label = context.text(label);
    options.error = mistake_at(mistakes, input);
    return options;
}

Html one_filter(
    const PageContext& context,
    std::string_view input,
    const MessageId& label,
    const std::string& chosen,
    std::vector<Choice> choices,
    std::span<const web::Mistake> mistakes
)
{
    auto options = options_of(context, input, label, mistakes);
    options.value = Sensitive<std::string>(chosen);
    choices.insert(choices.begin(), Choice{"", context.text(msg("exchange.any")), {}});
    return web::select(context, options, choices);
}

Html filter_fields(const PageContext& context, const Form& form, std::span<const web::Mistake> mistakes)
{
    const std::array closed{Choice{"yes", context.text(msg("exchange.closed_too")), {}}};
    std::vector<std::string> chosen;
    if (form.choice.closed_too) chosen.emplace_back("yes");
    return group(
        el<"p">(cls("field-hint"), context.text(msg("exchange.cases.hint"))),
        el<"div">(
            cls("field-row"),
            one_filter(
                context,
                "status",
                msg("type.case.field.status.label"),
                form.choice.status,
                casework::code_choices(context, "case_states"),
                mistakes
            ),
            one_filter(
                context,
                "region",
                msg("type.case.field.region.label"),
                form.choice.region,
                casework::code_choices(context, "regions"),
                mistakes
            ),
            one_filter(
                context,
                "keyworker",
                msg("type.case.field.keyworker.label"),
                form.choice.keyworker ? form.choice.keyworker->text() : std::string(),
                web::staff_choices(context),
                mistakes
            )
        ),
        web::checkboxes(context, options_of(context, "closed", msg("exchange.closed"), mistakes), closed, chosen)
    );
}

/// The cases that were marked, by number as far as the reader may know them.
Html marked_fields(PageContext& context, const Form& form, std::span<const web::Mistake> mistakes)
{
    Html hidden;
    std::vector<std::string> numbers;
    for (const RecordId& id : form.wish.cases) {
        hidden += el<"input">(a<"type">("hidden"), name("case"), value(id.text()));
        if (numbers.size() >= numbers_shown) continue;
        const auto head = casework::case_head(context.records(), context.caller(), id);
        if (head) numbers.push_back(head->number);
    }
    std::string list;
    for (const std::string& number : numbers)
        list += (list.empty() ? "" : ", ") + number;
    const std::string mistake = mistake_at(mistakes, "status");
    return group(
        hidden,
        mistake.empty() ? Html() : el<"p">(cls("field-message"), id("status"), mistake),
        el<"p">(context.text(
            msg("exchange.marked"), {{"count", static_cast<std::int64_t>(form.wish.cases.size())}, {"numbers", list}}
        ))
    );
}

std::vector<Choice> columns_from(const PageContext& context, std::string_view beginning)
{
    std::vector<Choice> choices = casework::code_choices(context, "export_columns");
    std::erase_if(choices, [&](const Choice& choice) { return !choice.value.starts_with(beginning); });
    return choices;
}

Html column_boxes(
    const PageContext& context,
    const Form& form,
    std::string_view beginning,
    const MessageId& label,
    const MessageId& hint,
    std::span<const web::Mistake> mistakes
)
{
    const std::string input = std::string(beginning) + "columns";
    const std::string mistake = mistake_at(mistakes, input);
    std::vector<Html> boxes;
    for (const Choice& choice : columns_from(context, beginning)) {
        const bool is_first = boxes.empty();
        const std::string box = is_first ? input : input + "-" + choice.value;
        const bool is_chosen =
            std::find(form.wish.columns.begin(), form.wish.columns.end(), choice.value) != form.wish.columns.end();
        boxes.push_back(el<"div">(
            cls("choice"),
            el<"input">(a<"type">("checkbox"), id(box), name(input), value(choice.value), flag<"checked">(is_chosen)),
            el<"label">(a<"for">(box), choice.label)
        ));
    }
    const std::string told = input + "-error";
    return el<"fieldset">(
        cls(mistake.empty() ? "field" : "field field-error"),
        aria<"describedby">(mistake.empty() ? std::nullopt : std::optional(told)),
        el<"legend">(cls("field-label"), context.text(label)),
        hint.empty() ? Html() : el<"p">(cls("field-hint"), context.text(hint)),
        mistake.empty() ? Html() : el<"p">(cls("field-message"), id(told), mistake),
        el<"div">(cls("choices choices-columns"), boxes)
    );
}

std::vector<Choice> with_hints(const PageContext& context, std::string_view list)
{
    std::vector<Choice> choices = casework::code_choices(context, list);
    for (Choice& choice : choices)
        choice.hint = context.text(MessageId("exchange." + std::string(list) + "." + choice.value + ".hint"));
    return choices;
}

Html purpose_fields(const PageContext& context, const Form& form, std::span<const web::Mistake> mistakes)
{
    auto purpose = options_of(context, "purpose", msg("exchange.purpose"), mistakes);
    purpose.value = Sensitive<std::string>(form.wish.purpose);
    auto words = options_of(context, "words", msg("exchange.words"), mistakes);
    words.hint = context.text(msg("exchange.words.hint"));
    words.value = form.wish.words;
    words.lines = 3;
    auto format = options_of(context, "format", msg("exchange.format"), mistakes);
    format.value = Sensitive<std::string>(form.wish.format);
    return group(
        web::radios(context, purpose, with_hints(context, "export_purposes")),
        web::text_input(context, words),
        web::radios(context, format, with_hints(context, "export_formats"))
    );
}

Response form_page(PageContext& context, const Form& form, std::span<const web::Mistake> mistakes)
{
    Html columns = group(
        column_boxes(context, form, "case_", msg("exchange.columns.case"), {}, mistakes),
        column_boxes(context, form, "person_", msg("exchange.columns.person"), {}, mistakes)
    );
    if (context.may(identity_ability)) {
        columns += column_boxes(
            context,
            form,
            "identity_",
            msg("exchange.columns.identity"),
            msg("exchange.columns.identity.hint"),
            mistakes
        );
    } else {
        columns += el<"p">(cls("meta"), context.text(msg("exchange.columns.no_identity")));
    }
    const Html body = group(
        web::error_summary(context, mistakes),
        web::paragraph(context.text(msg("exchange.ask.explain"))),
        el<"div">(
            cls("section"),
            el<"h2">(context.text(msg("exchange.cases"))),
            form.is_marked ? marked_fields(context, form, mistakes) : filter_fields(context, form, mistakes)
        ),
        el<"div">(cls("section"), el<"h2">(context.text(msg("exchange.columns"))), columns),
        el<"div">(
            cls("section"), el<"h2">(context.text(msg("exchange.what_for"))), purpose_fields(context, form, mistakes)
        ),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("exchange.send"))),
            web::quiet_link_button(Url::local("/exports"), context.text(msg("exchange.cancel")))
        )
    );
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("exchange.ask")));
    head.title = context.text(msg("exchange.ask"));
    head.place = web::Place::cases;
    head.typed_text = true;
    return web::page(
        context, head, web::post_form(context, Url::local("/exports/new"), body), mistakes.empty() ? 200 : 422
    );
}

}  // namespace

Response new_export_page(PageContext& context)
{
    return form_page(context, fresh_form(), {});
}

Response chosen_export_page(PageContext& context)
{
    Form form = fresh_form();
    form.wish.cases = marked_cases(context.request().form);
    form.is_marked = !form.wish.cases.empty();
    return form_page(context, form, {});
}

Response save_new_export(PageContext& context)
{
    Form form = sent_form(context);
    Wish wish = form.wish;
    if (!form.is_marked) {
        auto cases = cases_where(context.records(), context.caller(), form.choice);
        if (!cases) return web::error_page(context, cases.error());
        wish.cases = std::move(*cases);
    }
    const auto outcome = ask(context.records(), context.caller(), wish, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) {
        return form_page(context, form, casework::mistakes_of(context, outcome->problems));
    }
    return Response::redirect(Url::local("/exports/{}", outcome->record));
}

}  // namespace panoh::exchange
