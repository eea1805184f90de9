// SPDX-License-Identifier: AGPL-3.0-or-later
// Paper forms: which there are, each as a page to print and as PDF.
#include "modules/paper/pages.hpp"

#include "documents/pdf.hpp"
#include "forms/numbering.hpp"
#include "modules/paper/pages_pack.hpp"
#include "modules/paper/pages_sheet.hpp"
#include "modules/paper/printed.hpp"
#include "modules/paper/sheet.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::paper {

using html::Html;
using html::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

/// The language that the address names, or the reader's.
i18n::Translator translator_for(const PageContext& context)
{
    const std::string_view wanted = context.request().query.text("language");
    const i18n::Catalogues& catalogues = *context.services().catalogues;
    const bool known = !wanted.empty() && catalogues.language(wanted) != nullptr;
    return {catalogues, known ? std::string(wanted) : context.translator().language(), context.services().zone};
}

/// A form, or a blank pack of an evaluation. No parts for a name that is neither.
Sheet named_sheet(const PageContext& context, const i18n::Translator& translator)
{
    const forms::Schema& schema = context.records().schema();
    const std::string_view name = context.path_text("form");
    const auto pack = blank_pack(name);
    return pack ? pack_sheet(schema, translator, name, *pack) : sheet_of(schema, translator, name);
}

Url address_of(std::string_view form, std::string_view language)
{
    return Url::local("/paper/{}", form).with("language", language);
}

Url pdf_of(std::string_view form, std::string_view language)
{
    return Url::local("/paper/{}/pdf", form).with("language", language);
}

Html ways_to(const Sheet& sheet, std::string_view language, std::string_view own_name)
{
    return el<"span">(
        lang(language),
        web::link(address_of(sheet.name, language), own_name),
        " (",
        el<"a">(
            href(pdf_of(sheet.name, language)),
            "PDF",
            el<"span">(cls("visually-hidden"), " ", own_name, ", ", sheet.title)
        ),
        ")"
    );
}

std::vector<Html> row_of(const PageContext& context, const Sheet& sheet)
{
    Html ways;
    for (const auto& [language, own_name] : context.services().catalogues->native_language_names()) {
        if (!ways.empty()) ways += group(" · ");
        ways += ways_to(sheet, language, own_name);
    }
    return {
        group(sheet.title),
        el<"span">(cls("num"), sheet.name),
        group(context.translator().number(static_cast<std::int64_t>(sheet.question_count()))),
        ways,
    };
}

}  // namespace

Response list_forms(PageContext& context)
{
    const forms::Schema& schema = context.records().schema();
    std::vector<Sheet> sheets;
    for (const std::string& form : forms::paper_forms(schema))
        sheets.push_back(sheet_of(schema, context.translator(), form));
    for (const std::string& name : blank_packs())
        sheets.push_back(pack_sheet(schema, context.translator(), name, *blank_pack(name)));
    std::ranges::sort(sheets, [&](const Sheet& left, const Sheet& right) {
        return context.translator().compare(left.title, right.title) < 0;
    });
    std::vector<std::vector<Html>> rows;
    for (const Sheet& sheet : sheets)
        rows.push_back(row_of(context, sheet));
    const std::array columns{
        web::Column{context.text(msg("paper.list.form")), {}},
        web::Column{context.text(msg("paper.list.name")), {}},
        web::Column{context.text(msg("paper.list.questions")), {}, false, true},
        web::Column{context.text(msg("paper.list.languages")), {}},
    };
    const std::string title = context.text(msg("paper.list.title"));
    web::PageHead head;
    head.heading = Sensitive<std::string>(title);
    head.title = title;
    return web::page(
        context, head, group(web::paragraph(context.text(msg("paper.list.text"))), web::table(title, columns, rows))
    );
}

Response show_form(PageContext& context)
{
    const i18n::Translator translator = translator_for(context);
    const Sheet sheet = named_sheet(context, translator);
    if (sheet.parts.empty()) return web::error_page(context, fail(ErrorCode::not_found, "there is no such form"));
    web::PageHead head;
    head.title = context.text(msg("paper.document_title"), {{"form", sheet.name}});
    const Html ways = el<"div">(
        cls("actions paper-tools no-print"),
        web::link_button(pdf_of(sheet.name, sheet.language), context.text(msg("paper.as_pdf"))),
        el<"button">(
            cls("button button-secondary needs-script"),
            a<"type">("button"),
            data<"print">(""),
            context.text(msg("paper.print"))
        ),
        web::quiet_link_button(Url::local("/paper"), context.text(msg("paper.list.title")))
    );
    const auto pack = blank_pack(sheet.name);
    const Html annex = pack ? drawings_view(translator, *pack) : Html();
    return web::page(context, head, group(ways, sheet_view(sheet, translator, annex)));
}

Response form_as_pdf(PageContext& context)
{
    const i18n::Translator translator = translator_for(context);
    const Sheet sheet = named_sheet(context, translator);
    if (sheet.parts.empty()) return web::error_page(context, fail(ErrorCode::not_found, "there is no such form"));
    const auto pack = blank_pack(sheet.name);
    auto pdf = documents::write_pdf(
        printed(sheet, translator, pack ? drawing_blocks(translator, *pack) : std::vector<documents::Block>())
    );
    if (!pdf) return web::error_page(context, pdf.error());
    return Response::download(std::move(*pdf), "application/pdf", file_name_of(sheet));
}

}  // namespace panoh::paper
