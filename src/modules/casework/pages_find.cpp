// SPDX-License-Identifier: AGPL-3.0-or-later
// One box for everything. What was typed travels by POST only.
#include "modules/casework/pages_find.hpp"

#include "base/text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/find_rules.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/registering.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Url;
using namespace html;

constexpr std::size_t most_typed = 200;
constexpr std::size_t most_suggested = 5;
/// How many texts were looked through, and the button that asks for more of them.
constexpr std::string_view texts_input = "texts";
constexpr std::string_view more_input = "more_texts";
constexpr std::array<std::string_view, 4> name_parts{".given", ".patronymic", ".family", ".other"};

/// The beginning of a text, whole characters only.
std::string_view beginning_of(std::string_view text)
{
    if (text.size() <= most_typed) return text;
    std::size_t end = most_typed;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

std::string reason_text(const PageContext& context, const Reason& reason)
{
    if (reason.field.empty()) return context.text(reason.text);
    return context.text(
        reason.text,
        {{"words", reason.words.reveal()},
         {"record", context.text(reason.record)},
         {"field", context.text(reason.field)}}
    );
}

std::string reasons_of(const PageContext& context, const Hit& hit)
{
    std::vector<std::string> reasons;
    if (!hit.name.reveal().empty()) reasons.push_back(context.text(message_of(likeness_of(hit.score))));
    for (const Reason& reason : hit.reasons)
        reasons.push_back(reason_text(context, reason));
    std::string text;
    for (const std::string& reason : reasons)
        text += (text.empty() ? "" : " · ") + reason;
    return text;
}

Html hit_line(const PageContext& context, const Hit& hit)
{
    std::optional<Html> called;
    if (!hit.name.reveal().empty()) called = group(" · ", hit.name);
    return el<"li">(
        cls("tasks-item"),
        el<"span">(el<"a">(href(place_of(hit)), number_of(hit.number), called), el<"small">(reasons_of(context, hit))),
        hit_state(context, hit)
    );
}

Html hits_of(const PageContext& context, const Findings& findings, Hit::Kind kind, MessageId heading)
{
    std::vector<Html> lines;
    for (const Hit& hit : findings.hits) {
        if (hit.kind == kind) lines.push_back(hit_line(context, hit));
    }
    if (lines.empty()) return {};
    std::size_t found = lines.size();
    for (const auto& [value, count] : findings.counts.front())
        if (value == name_of(kind)) found = count;
    const auto count = static_cast<std::int64_t>(found);
    return el<"section">(
        cls("section"), el<"h2">(context.text(heading, {{"count", count}})), el<"ul">(cls("tasks"), lines)
    );
}

Html elsewhere(const PageContext& context, const Findings& findings)
{
    std::vector<Html> lines;
    for (const MatchElsewhere& match : findings.elsewhere) {
        const std::string whom =
            match.ask.is_none() ? context.organisation_name(match.organisation) : context.user_name(match.ask).reveal();
        lines.push_back(el<"p">(context.text(msg("casework.find.elsewhere"), {{"whom", whom}})));
    }
    if (lines.empty()) return {};
    return web::notice(web::Tone::consent, context.text(msg("casework.find.elsewhere_title")), group(lines));
}

/// The typed words go along to the form of a new case.
Html register_button(const PageContext& context, const Sensitive<std::string>& typed)
{
    if (!context.may("open_cases")) return {};
    return el<"form">(
        a<"method">("post"),
        action(Url::local("/cases/new/form")),
        context.form_token(),
        el<"input">(a<"type">("hidden"), name(words_input), value(typed)),
        el<"button">(cls("button"), a<"type">("submit"), context.text(msg("casework.find.register")))
    );
}

web::PageHead head_of_page(const PageContext& context)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.find.title")));
    head.title = context.text(msg("casework.find.title"));
    head.place = web::Place::none;
    head.typed_text = true;
    head.actions = web::quiet_link_button(Url::local("/people/alike"), context.text(msg("person.pairs.title")));
    return head;
}

/// One form, so that what narrows the findings travels with the words, and by POST like them.
Html find_form_with(
    const PageContext& context, const Sensitive<std::string>& typed, std::string_view problem, const Html& narrowing
)
{
    return el<"form">(
        cls("form"),
        a<"method">("post"),
        action(Url::local("/find")),
        context.form_token(),
        find_box(context, typed, problem),
        el<"div">(cls("actions"), web::submit_button(context.text(msg("casework.find.button")))),
        narrowing
    );
}

/// Nothing unless the text is one of the steps that the page offers.
std::size_t step_of(std::string_view text)
{
    const auto found = std::find_if(text_steps.begin(), text_steps.end(), [&](std::size_t step) {
        return std::to_string(step) == text;
    });
    return found == text_steps.end() ? 0 : *found;
}

/// How far texts were looked through, and the way to look further. Stands in the form, so that it goes along with what
/// is typed and chosen.
Html texts_looked_through(const PageContext& context, const Findings& findings)
{
    Html out;
    if (findings.most_texts > text_steps.front()) {
        out += el<"input">(a<"type">("hidden"), name(texts_input), value(std::to_string(findings.most_texts)));
    }
    if (!findings.texts_cut) return out;
    const auto next = std::upper_bound(text_steps.begin(), text_steps.end(), findings.most_texts);
    const bool is_last = next == text_steps.end();
    const auto count = static_cast<std::int64_t>(findings.opened);
    const std::string further = is_last ? "no" : "yes";
    out += web::paragraph(context.text(msg("find.texts_cut"), {{"count", count}, {"further", further}}));
    if (is_last) return out;
    const std::string words = context.text(msg("find.texts_more"), {{"count", static_cast<std::int64_t>(*next)}});
    out += el<"div">(cls("actions"), web::secondary_submit(words, more_input, std::to_string(*next)));
    return out;
}

Html results_of(
    const PageContext& context, const Findings& findings, const FindFilter& filter, const Sensitive<std::string>& typed
)
{
    Html out = group(
        elsewhere(context, findings),
        hits_of(context, findings, Hit::Kind::case_file, msg("casework.find.cases")),
        hits_of(context, findings, Hit::Kind::contact, msg("casework.find.contacts")),
        hits_of(context, findings, Hit::Kind::person, msg("casework.find.people")),
        findings.cut ? web::paragraph(context.text(msg("find.cut"))) : Html()
    );
    const Html new_case = register_button(context, typed);
    if (!findings.hits.empty()) {
        return group(out, new_case.empty() ? Html() : el<"div">(cls("actions"), new_case));
    }
    const bool narrowed = filter != FindFilter{};
    return group(
        out,
        web::empty_state(
            context.text(narrowed ? msg("find.nothing_narrowed") : msg("casework.find.nothing")),
            new_case.empty() ? std::nullopt : std::optional(new_case)
        )
    );
}

/// Codes of places that the typed words name, in any language of the program.
std::vector<std::string> regions_typed(const PageContext& context, std::string_view typed)
{
    std::vector<std::pair<std::string, std::string>> labels;
    const forms::CodeList* list = context.records().schema().list("regions");
    const i18n::Catalogues& catalogues = *context.services().catalogues;
    for (const std::string& language : catalogues.languages()) {
        const i18n::Translator translator(catalogues, language, context.services().zone);
        for (const forms::Code& code : list == nullptr ? std::vector<forms::Code>{} : list->codes) {
            const MessageId id = forms::code_message("regions", code.code);
            if (catalogues.has(language, id.text())) labels.emplace_back(code.code, translator.text(id));
        }
    }
    return regions_named(typed, labels);
}

/// Whatever stands in inputs that hold a name, in the order of the form.
std::string typed_name(const web::Parameters& form)
{
    std::string text;
    for (const web::Parameter& input : form) {
        const std::string_view input_name = input.name();
        const bool is_name =
            input_name == words_input || std::any_of(name_parts.begin(), name_parts.end(), [&](std::string_view part) {
                return input_name.ends_with(part);
            });
        if (input_name.starts_with('_') || !is_name || trimmed(input.value()).empty()) continue;
        if (!text.empty()) text += ' ';
        text += trimmed(input.value());
    }
    return std::string(beginning_of(text));
}

}  // namespace

Url place_of(const Hit& hit)
{
    switch (hit.kind) {
    case Hit::Kind::person:
        return Url::local("/people/{}", hit.record);
    case Hit::Kind::contact:
        return Url::local("/calls/{}", hit.record);
    case Hit::Kind::case_file:
        break;
    }
    return Url::local("/cases/{}", hit.record);
}

Html find_box(const PageContext& context, const Sensitive<std::string>& typed, std::string_view problem)
{
    web::InputOptions options;
    options.name = words_input;
    options.label = context.text(msg("casework.find.label"));
    options.hint = context.text(msg("casework.find.hint"));
    options.error = problem;
    options.value = typed;
    return web::text_input(context, options);
}

Html found_people(const PageContext& context, const Findings& findings)
{
    std::vector<Html> lines;
    for (const Hit& hit : findings.hits) {
        if (lines.size() < most_suggested) lines.push_back(hit_line(context, hit));
    }
    Html out = elsewhere(context, findings);
    if (lines.empty()) return out;
    return group(
        web::notice(
            web::Tone::info, context.text(msg("casework.find.possible_duplicates")), el<"ul">(cls("tasks"), lines)
        ),
        out
    );
}

Response find_form(PageContext& context)
{
    return web::page(
        context,
        head_of_page(context),
        group(find_form_with(context, {}, {}, {}), recent_section(context), ways_section(context))
    );
}

Response find_results(PageContext& context)
{
    const std::string_view words = trimmed(context.request().form.text(words_input));
    const Sensitive<std::string> typed(std::string(beginning_of(words)));
    if (words.empty()) {
        const std::string problem = context.text(msg("casework.find.type_something"));
        return web::page(
            context,
            head_of_page(context),
            group(find_form_with(context, typed, problem, {}), recent_section(context)),
            422
        );
    }
    FindWish wish;
    wish.typed = typed.reveal();
    wish.filter = find_filter_of(context);
    wish.regions = regions_typed(context, wish.typed);
    const web::Parameters& form = context.request().form;
    wish.most_texts = step_of(form.text(form.text(more_input).empty() ? texts_input : more_input));
    const Findings findings = find(context.records(), context.caller(), wish);
    const Html narrowing = group(narrowing_of(context, findings, wish.filter), texts_looked_through(context, findings));
    return web::page(
        context,
        head_of_page(context),
        group(find_form_with(context, typed, {}, narrowing), results_of(context, findings, wish.filter, typed))
    );
}

Response suggest_people(PageContext& context)
{
    const std::string typed = typed_name(context.request().form);
    Html list;
    if (!typed.empty()) list = found_people(context, people_like(context.records(), context.caller(), typed));
    Response response = Response::text(std::move(list).take());
    return response.set_header("Content-Type", "text/html; charset=utf-8");
}

}  // namespace panoh::casework
