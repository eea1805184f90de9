// SPDX-License-Identifier: AGPL-3.0-or-later
// The paper pack of one evaluation, and the drawings of blank ones.
#include "modules/paper/pages_pack.hpp"

#include "documents/pdf.hpp"
#include "forms/labels.hpp"
#include "modules/evaluation/delay.hpp"
#include "modules/evaluation/drawings.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/pages_marks.hpp"
#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/pages_terms.hpp"
#include "modules/paper/pages.hpp"
#include "modules/paper/pages_sheet.hpp"
#include "modules/paper/printed.hpp"
#include "web/pages/components.hpp"

namespace panoh::paper {

using html::Html;
using html::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::chrono::days first_day_of_age{6574};  ///< 18 years
constexpr std::string_view pack_name = "evaluation_pack";

/// An evaluation and the pack that fits it, in its own language.
struct OpenedPack {
    evaluation::Opened evaluation;
    PackFor pack;
    i18n::Translator translator;
};

Result<OpenedPack> pack_in(PageContext& context)
{
    auto opened = evaluation::opened_in(context);
    if (!opened) return opened.error();
    if (opened->draft.is_none()) return fail(ErrorCode::denied, "the reader does not examine");
    const evaluation::Surroundings around = evaluation::surroundings_of(context, *opened);
    const auto age = evaluation::delay_between(around.birth, evaluation::text_of(opened->record, "opened_on"));
    PackFor pack;
    pack.layout = evaluation::layout_of(opened->record.coded);
    pack.sex = around.sex;
    pack.minor = age && age->least < first_day_of_age;
    pack.of_body = evaluation::is_of_body(opened->record);
    pack.number = opened->line.number;
    const i18n::Catalogues& catalogues = *context.services().catalogues;
    const std::string language = evaluation::text_of(opened->record, "language");
    const bool known = catalogues.language(language) != nullptr;
    i18n::Translator translator(
        catalogues, known ? language : context.translator().language(), context.services().zone
    );
    pack.terms = evaluation::confirmed_by_words(context, translator, translator, "consistency");
    return OpenedPack{std::move(*opened), std::move(pack), std::move(translator)};
}

Sheet sheet_in(const PageContext& context, const OpenedPack& opened)
{
    return pack_sheet(context.records().schema(), opened.translator, pack_name, opened.pack);
}

}  // namespace

Html drawings_view(const i18n::Translator& translator, const PackFor& pack)
{
    std::vector<Html> figures;
    for (const evaluation::Drawing* drawing : drawings_in(pack)) {
        const std::string label = translator.text(forms::code_message("body_views", drawing->view));
        figures.push_back(el<"figure">(
            el<"img">(
                src(Url::local("/drawings/{}", drawing->view)),
                a<"width">(static_cast<int>(evaluation::drawing_width)),
                a<"height">(evaluation::shown_height(*drawing)),
                a<"alt">(label)
            ),
            el<"figcaption">(drawing->view, " · ", label)
        ));
    }
    return group(
        el<"h2">(translator.text(msg("paper.pack.drawings"))),
        el<"p">(translator.text(msg("paper.pack.drawings_how"))),
        el<"div">(cls("sides"), figures)
    );
}

Response pack_page(PageContext& context)
{
    const auto opened = pack_in(context);
    if (!opened) return web::error_page(context, opened.error());
    const Sheet sheet = sheet_in(context, *opened);
    auto head = evaluation::form_head(context, opened->evaluation, {});
    head.typed_text = false;
    const Html ways = el<"div">(
        cls("actions paper-tools no-print"),
        web::link_button(
            Url::local("/evaluations/{}/paper/pdf", opened->evaluation.line.evaluation),
            context.text(msg("paper.as_pdf"))
        ),
        el<"button">(
            cls("button button-secondary needs-script"),
            a<"type">("button"),
            data<"print">(""),
            context.text(msg("paper.print"))
        )
    );
    const Html annex = drawings_view(opened->translator, opened->pack);
    return web::page(context, head, group(ways, sheet_view(sheet, opened->translator, annex)));
}

Response pack_as_pdf(PageContext& context)
{
    const auto opened = pack_in(context);
    if (!opened) return web::error_page(context, opened.error());
    const Sheet sheet = sheet_in(context, *opened);
    auto pdf =
        documents::write_pdf(printed(sheet, opened->translator, drawing_blocks(opened->translator, opened->pack)));
    if (!pdf) return web::error_page(context, pdf.error());
    return Response::download(std::move(*pdf), "application/pdf", file_name_of(sheet));
}

Response blank_drawing(PageContext& context)
{
    std::string svg = evaluation::drawing_with(context.path_text("view"), {});
    if (svg.empty()) return web::error_page(context, fail(ErrorCode::not_found, "there is no such drawing"));
    Response response;
    response.body = std::move(svg);
    response.set_header("Content-Type", "image/svg+xml; charset=utf-8");
    response.compress = true;
    return response;
}

}  // namespace panoh::paper
