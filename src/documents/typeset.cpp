// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/typeset.hpp"

#include <array>
#include <filesystem>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace panoh::documents {

namespace {

/// In the order in which a letter is looked for. The first two must be there.
constexpr std::array font_files{
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Italic.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansGeorgian-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansGeorgian-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
};
constexpr std::size_t needed_fonts = 2;
constexpr const char* families = "Noto Sans, Noto Sans Georgian, DejaVu Sans";

struct DestroyConfig {
    void operator()(FcConfig* config) const noexcept { FcConfigDestroy(config); }
};
using Config = std::unique_ptr<FcConfig, DestroyConfig>;

Result<Config> own_fonts()
{
    Config config(FcConfigCreate());
    if (!config) return fail(ErrorCode::internal, "no configuration of fonts");
    for (std::size_t at = 0; at < font_files.size(); ++at) {
        const char* path = font_files.at(at);
        const bool there = std::filesystem::exists(path);
        const auto* name = reinterpret_cast<const FcChar8*>(path);
        const bool added = there && FcConfigAppFontAddFile(config.get(), name) == FcTrue;
        if (!added && at < needed_fonts) {
            return fail(ErrorCode::storage, "fonts for documents are missing: install the package fonts-noto-core");
        }
    }
    return config;
}

/// A word that is longer than the line is broken without a hyphen, which would look like a part of it.
PangoAttrList* plain_breaks()
{
    PangoAttrList* list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    return list;
}

}  // namespace

void Typesetter::Release::operator()(PangoFontMap* map) const noexcept
{
    g_object_unref(map);
}

void Typesetter::Release::operator()(PangoContext* context) const noexcept
{
    g_object_unref(context);
}

Result<Typesetter> Typesetter::create(const std::string& language)
{
    auto config = own_fonts();
    if (!config) return config.error();
    Typesetter made;
    made.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!made.map_) return fail(ErrorCode::internal, "no map of fonts");
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(made.map_.get()), config->get());
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(made.map_.get()), 72.0);
    made.context_.reset(pango_font_map_create_context(made.map_.get()));
    pango_context_set_language(made.context_.get(), pango_language_from_string(language.c_str()));
    pango_context_set_round_glyph_positions(made.context_.get(), FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(made.context_.get(), options);
    cairo_font_options_destroy(options);
    return made;
}

PangoLayout* Typesetter::laid_out(std::string_view text, const TextStyle& style, double width) const
{
    PangoLayout* layout = pango_layout_new(context_.get());
    PangoFontDescription* font = pango_font_description_from_string(families);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    if (width > 0) pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    PangoAttrList* plain = plain_breaks();
    pango_layout_set_attributes(layout, plain);
    pango_attr_list_unref(plain);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return layout;
}

TextBlock Typesetter::set(std::string_view text, const TextStyle& style, double width) const
{
    return {laid_out(text, style, width), style.grey};
}

TextBlock Typesetter::set(std::span<const Run> runs, const TextStyle& style, double width) const
{
    std::string text;
    PangoAttrList* voices = plain_breaks();
    const auto add = [&](PangoAttribute* attribute, std::size_t from) {
        attribute->start_index = static_cast<guint>(from);
        attribute->end_index = static_cast<guint>(text.size());
        pango_attr_list_insert(voices, attribute);
    };
    for (const Run& run : runs) {
        const std::size_t from = text.size();
        text += run.text;
        if (run.strong) add(pango_attr_weight_new(PANGO_WEIGHT_BOLD), from);
        if (run.italic) add(pango_attr_style_new(PANGO_STYLE_ITALIC), from);
    }
    PangoLayout* layout = laid_out(text, style, width);
    pango_layout_set_attributes(layout, voices);
    pango_attr_list_unref(voices);
    return {layout, style.grey};
}

TextBlock Typesetter::line(std::string_view text, const TextStyle& style) const
{
    return set(text, style, 0);
}

TextBlock::TextBlock(PangoLayout* layout, double grey)
    : layout_(layout, Release())
    , grey_(grey)
{
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        int top = 0;
        int bottom = 0;
        pango_layout_iter_get_line_yrange(at, &top, &bottom);
        lines_.push_back(
            {static_cast<double>(top) / PANGO_SCALE,
             static_cast<double>(bottom) / PANGO_SCALE,
             static_cast<double>(pango_layout_iter_get_baseline(at)) / PANGO_SCALE}
        );
    } while (pango_layout_iter_next_line(at) != FALSE);
    pango_layout_iter_free(at);
}

void TextBlock::Release::operator()(PangoLayout* layout) const noexcept
{
    g_object_unref(layout);
}

double TextBlock::height() const
{
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout_.get(), &width, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

double TextBlock::width() const
{
    PangoRectangle logical{};
    pango_layout_get_extents(layout_.get(), nullptr, &logical);
    return static_cast<double>(logical.width) / PANGO_SCALE;
}

double TextBlock::baseline() const
{
    return static_cast<double>(pango_layout_get_baseline(layout_.get())) / PANGO_SCALE;
}

void TextBlock::draw(cairo_t* page, double x, double y) const
{
    cairo_set_source_rgb(page, grey_, grey_, grey_);
    cairo_move_to(page, x, y);
    pango_cairo_show_layout(page, layout_.get());
}

double TextBlock::height_of_lines(std::size_t first, std::size_t count) const
{
    return count == 0 ? 0 : lines_.at(first + count - 1).bottom - lines_.at(first).top;
}

void TextBlock::draw_lines(cairo_t* page, double x, double y, std::size_t first, std::size_t count) const
{
    if (count == 0) return;
    cairo_set_source_rgb(page, grey_, grey_, grey_);
    const double top = lines_.at(first).top;
    for (std::size_t line = first; line < first + count; ++line) {
        cairo_move_to(page, x, y + lines_.at(line).baseline - top);
        pango_cairo_show_layout_line(page, pango_layout_get_line_readonly(layout_.get(), static_cast<int>(line)));
    }
}

void TextBlock::trace(cairo_t* page, double x, double y) const
{
    cairo_move_to(page, x, y);
    pango_cairo_layout_path(page, layout_.get());
}

Tagged::Tagged(cairo_t* page, const char* role)
    : page_(page)
    , role_(role)
{
    cairo_tag_begin(page_, role_, nullptr);
}

Tagged::~Tagged()
{
    cairo_tag_end(page_, role_);
}

void draw_line(cairo_t* page, double x, double y, double to_x, double to_y, double grey, double width)
{
    cairo_set_source_rgb(page, grey, grey, grey);
    cairo_set_line_width(page, width);
    cairo_move_to(page, x, y);
    cairo_line_to(page, to_x, to_y);
    cairo_stroke(page);
}

void draw_box(cairo_t* page, double x, double y, double width, double height, double grey, double line)
{
    cairo_set_source_rgb(page, grey, grey, grey);
    cairo_set_line_width(page, line);
    cairo_rectangle(page, x, y, width, height);
    cairo_stroke(page);
}

void fill_box(cairo_t* page, double x, double y, double width, double height, double grey)
{
    cairo_set_source_rgb(page, grey, grey, grey);
    cairo_rectangle(page, x, y, width, height);
    cairo_fill(page);
}

}  // namespace panoh::documents
