// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that a named physician confirms, list by list and language by language.
#include "modules/evaluation/pages_terms.hpp"

#include "forms/labels.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/terms.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view source_language = "en";

/// A list in the language that the address names.
struct Words {
    std::string list;
    i18n::Translator translator;
    i18n::Translator english;
};

i18n::Translator translator_in(const PageContext& context, std::string_view language)
{
    return {*context.services().catalogues, std::string(language), context.services().zone};
}

Result<Words> words_in(const PageContext& context)
{
    const std::string_view list = context.path_text("list");
    const std::string_view language = context.path_text("language");
    const auto lists = lists_to_confirm(context.records().schema());
    const bool known =
        std::ranges::find(lists, list) != lists.end() && context.services().catalogues->language(language) != nullptr;
    if (!known) return fail(ErrorCode::not_found, "no such list has words to confirm in this language");
    return Words{std::string(list), translator_in(context, language), translator_in(context, source_language)};
}

Url address_of(std::string_view language, std::string_view list)
{
    return Url::local("/terms/{}/{}", language, list);
}

Html state_of(PageContext& context, const i18n::Translator& translator, std::string_view list)
{
    const std::string line = confirmed_by_words(context, context.translator(), translator, list);
    return line.empty() ? web::tag(web::Tone::due, context.text(msg("evaluation.terms.open")))
                        : group(web::tag(web::Tone::ok, context.text(msg("evaluation.terms.done"))), " ", line);
}

web::PageHead head_of_terms(const std::string& heading)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(heading);
    head.title = heading;
    head.place = web::Place::cases;
    return head;
}

Html words_table(PageContext& context, const Words& words)
{
    const std::array columns{
        web::Column{context.text(msg("evaluation.terms.words")), {}},
        web::Column{context.text(msg("evaluation.terms.english")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const std::string& code : codes_to_confirm(context.records().schema(), words.list)) {
        const MessageId label = forms::code_message(words.list, code);
        rows.push_back(
            {el<"span">(lang(words.translator.language()), words.translator.text(label)),
             el<"span">(lang(source_language), words.english.text(label))}
        );
    }
    return web::table(context.text(msg("evaluation.terms.words")), columns, rows);
}

Response words_view(
    PageContext& context,
    const Words& words,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const std::string language = words.translator.language();
    Html body = el<"p">(state_of(context, words.translator, words.list));
    body += words_table(context, words);
    if (may_confirm(context.records(), context.caller())) {
        web::FormView view;
        view.type = context.records().schema().type("term_confirmation");
        view.values = &values;
        view.problems = problems;
        const Html form = group(
            web::form_fields(context, view), actions(web::submit_button(context.text(msg("evaluation.terms.confirm"))))
        );
        body += web::section(
            context.text(msg("evaluation.terms.confirm")),
            group(
                web::paragraph(context.text(msg("evaluation.terms.what_it_means"))),
                web::post_form(context, address_of(language, words.list), form)
            )
        );
    } else {
        body += web::paragraph(context.text(msg("evaluation.terms.who_may")));
    }
    auto head = head_of_terms(
        context.text(MessageId("list." + words.list + ".label")) + " · " + context.code_label("languages", language)
    );
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/terms")), context.text(msg("evaluation.terms.heading")));
    head.typed_text = true;
    return web::page(context, head, body, problems.empty() ? 200 : http_status(ErrorCode::invalid_input));
}

}  // namespace

std::string
confirmed_by_words(PageContext& context, const i18n::Translator& in, const i18n::Translator& of, std::string_view list)
{
    const auto confirmed = confirmation_of(context.records(), context.caller(), of, list);
    if (!confirmed) return {};
    return in.text(
        msg("evaluation.terms.by"),
        {{"who", context.user_name(confirmed->by).reveal()},
         {"profession", in.text(forms::code_message("medical_professions", confirmed->profession))},
         {"day", in.date_short(confirmed->on)}}
    );
}

bool has_confirmed(const PageContext& context, std::string_view list)
{
    if (!context.is_signed_in()) return false;
    const records::Caller reader{context.viewer().actor, context.viewer().keys};
    return confirmation_of(context.records(), reader, context.translator(), list).has_value();
}

Response terms_page(PageContext& context)
{
    const auto languages = context.services().catalogues->native_language_names();
    std::vector<web::Column> columns{{context.text(msg("evaluation.terms.list")), {}}};
    for (const auto& [language, own_name] : languages)
        columns.push_back({own_name, {}});
    std::vector<std::vector<Html>> rows;
    for (const std::string& list : lists_to_confirm(context.records().schema())) {
        const std::string label = context.text(MessageId("list." + list + ".label"));
        std::vector<Html> row{group(label)};
        for (const auto& [language, own_name] : languages) {
            const auto translator = translator_in(context, language);
            row.push_back(group(
                el<"a">(
                    href(address_of(language, list)),
                    context.text(msg("evaluation.terms.read")),
                    el<"span">(cls("visually-hidden"), " ", label, ", ", own_name)
                ),
                " ",
                state_of(context, translator, list)
            ));
        }
        rows.push_back(std::move(row));
    }
    const std::string heading = context.text(msg("evaluation.terms.heading"));
    auto head = head_of_terms(heading);
    head.tabs =
        el<"a">(cls("back-link"), href(Url::local("/evaluations")), context.text(msg("evaluation.list.heading")));
    return web::page(
        context,
        head,
        group(web::paragraph(context.text(msg("evaluation.terms.purpose"))), web::table(heading, columns, rows))
    );
}

Response words_page(PageContext& context)
{
    const auto words = words_in(context);
    if (!words) return web::error_page(context, words.error());
    return words_view(context, *words, {}, {});
}

Response save_words(PageContext& context)
{
    const auto words = words_in(context);
    if (!words) return web::error_page(context, words.error());
    const forms::Submission sent = context.submission();
    const auto outcome =
        confirm_terms(context.records(), context.caller(), words->translator, words->list, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->problems.empty()) return words_view(context, *words, sent, outcome->problems);
    return Response::redirect(address_of(words->translator.language(), words->list));
}

}  // namespace panoh::evaluation
