// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/picture.hpp"

#include <fmt/format.h>

#include <librsvg/rsvg.h>

namespace panoh::documents {

namespace {

constexpr double thousand = 1000;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct DestroyContext {
    void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Context = std::unique_ptr<cairo_t, DestroyContext>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int length)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): Cairo writes bytes
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Path data of SVG for what was traced.
std::string path_data(cairo_t* context)
{
    std::string data;
    cairo_path_t* path = cairo_copy_path_flat(context);
    for (int at = 0; at < path->num_data; at += path->data[at].header.length) {
        const cairo_path_data_t* part = &path->data[at];
        switch (part->header.type) {
        case CAIRO_PATH_MOVE_TO:
            data += fmt::format("M{:.1f} {:.1f}", part[1].point.x, part[1].point.y);
            break;
        case CAIRO_PATH_LINE_TO:
            data += fmt::format("L{:.1f} {:.1f}", part[1].point.x, part[1].point.y);
            break;
        case CAIRO_PATH_CURVE_TO:
        case CAIRO_PATH_CLOSE_PATH:
            data += 'Z';
            break;
        }
    }
    cairo_path_destroy(path);
    return data;
}

}  // namespace

void Picture::Release::operator()(_RsvgHandle* handle) const noexcept
{
    g_object_unref(handle);
}

Result<Picture> Picture::read(std::string_view svg)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): librsvg reads bytes
    const auto* bytes = reinterpret_cast<const guint8*>(svg.data());
    RsvgHandle* handle = rsvg_handle_new_from_data(bytes, svg.size(), nullptr);
    if (handle == nullptr) return fail(ErrorCode::damaged, "a drawing could not be read");
    Picture made;
    made.handle_ = std::shared_ptr<_RsvgHandle>(handle, Release());
    gboolean has_width = FALSE;
    gboolean has_height = FALSE;
    gboolean has_box = FALSE;
    RsvgLength width{};
    RsvgLength height{};
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height, &height, &has_box, &box);
    if (has_box == FALSE || box.width <= 0 || box.height <= 0) {
        return fail(ErrorCode::damaged, "a drawing has no size");
    }
    made.width_ = box.width;
    made.height_ = box.height;
    return made;
}

bool Picture::draw(cairo_t* page, double x, double y, double width, double height) const
{
    const RsvgRectangle place{x, y, width, height};
    return rsvg_handle_render_document(handle_.get(), page, &place, nullptr) != FALSE;
}

Result<std::string> Picture::png(int pixels_wide) const
{
    const int pixels_high = std::max(1, static_cast<int>(pixels_wide * height_ / width_));
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels_wide, pixels_high));
    const Context context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    std::string out;
    const bool well = draw(context.get(), 0, 0, pixels_wide, pixels_high)
                      && cairo_surface_write_to_png_stream(surface.get(), append, &out) == CAIRO_STATUS_SUCCESS;
    if (!well) return fail(ErrorCode::internal, "a drawing could not be made into pixels");
    return out;
}

Result<std::string> svg_with_marks(const Figure& figure, const Typesetter& typesetter)
{
    const auto picture = Picture::read(figure.svg);
    if (!picture) return picture.error();
    const std::size_t end = figure.svg.rfind("</svg>");
    if (end == std::string::npos) return fail(ErrorCode::damaged, "a drawing does not end");
    constexpr double marks_across = 26;  // a circle is this part of the shorter side
    const double radius = std::min(picture->width(), picture->height()) / marks_across;
    const Surface scratch(cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr));
    std::string svg = figure.svg.substr(0, end);
    for (const Mark& mark : figure.marks) {
        const double x = mark.x / thousand * picture->width();
        const double y = mark.y / thousand * picture->height();
        const TextBlock number = typesetter.line(mark.label, {radius * (mark.label.size() > 1 ? 1.1 : 1.35), true});
        const Context context(cairo_create(scratch.get()));
        number.trace(context.get(), x - number.width() / 2, y - number.height() / 2);
        svg += fmt::format(
            R"(<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="#fff" stroke="#a01818" stroke-width="{:.1f}"/>)",
            x,
            y,
            radius,
            radius / 6
        );
        svg += fmt::format(R"(<path d="{}" fill="#a01818" stroke="none"/>)", path_data(context.get()));
    }
    return svg + "</svg>\n";
}

}  // namespace panoh::documents
